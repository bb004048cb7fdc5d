//! Opening files without a browser: what comes in, and the report or the trouble that comes out.

use super::*;

const STUDY: &[u8] = include_bytes!("../../examples/cafe.study.json");
const RESPONSES: &[u8] = include_bytes!("../../examples/cafe.responses.csv");

fn request(task: u32, study: Option<&[u8]>, responses: Option<&[u8]>) -> Request {
    let bytes = |bytes: &[u8]| Rc::new(bytes.to_vec());
    Request {
        task,
        study: study.map(bytes),
        responses: responses.map(bytes),
        mapping: None,
        selection: Selection::default(),
    }
}

fn open_alone(request: &Request) -> Result<(Held, Opened), OpenTrouble> {
    open(None, request, &|_| None)
}

#[test]
fn bytes_go_in_and_a_report_comes_out() {
    let (held, opened) = open_alone(&request(3, Some(STUDY), Some(RESPONSES))).expect("the example can be read");
    assert_eq!(held.task, 3);
    assert_eq!(opened.report.responses, held.responses.len() as u64);
    assert_eq!(opened.manifest.map(|manifest| manifest.kept), Some(held.responses.len() as u64));
}

#[test]
fn responses_alone_are_read_with_the_study_that_is_held() {
    assert_eq!(open_alone(&request(1, None, Some(RESPONSES))).err(), Some(OpenTrouble::NoStudy));
    let (held, first) = open_alone(&request(1, Some(STUDY), None)).expect("a study alone can be read");
    assert_eq!(first.report.responses, 0);
    assert_eq!(first.manifest, None);
    let second = request(2, None, Some(RESPONSES));
    let (_, second) = open(Some(&held), &second, &|_| None).expect("the example can be read");
    assert_eq!(second.report.study, first.report.study);
    assert!(second.report.responses > 0);
}

#[test]
fn each_file_is_refused_as_what_it_is() {
    let refused = |study: &[u8], responses: &[u8], mapping: Option<&[u8]>| {
        let mut request = request(1, Some(study), Some(responses));
        request.mapping = mapping.map(|bytes| Rc::new(bytes.to_vec()));
        open_alone(&request).expect_err("one of the files is broken")
    };
    assert!(matches!(refused(b"{", RESPONSES, None), OpenTrouble::Study(_)));
    assert!(matches!(refused(STUDY, RESPONSES, Some(b"[")), OpenTrouble::Mapping(_)));
    assert!(matches!(refused(STUDY, b"", None), OpenTrouble::Responses(ImportError::Empty)));
}

#[test]
fn the_decoder_that_is_given_is_used() {
    let mut gbk = b"id,wait.expected,wait.perceived\n1,".to_vec();
    gbk.extend([0xBA, 0xC3]);
    gbk.extend(b",4\n");
    let study = request(1, Some(STUDY), Some(&gbk));
    let decode = |bytes: &[u8]| Some(String::from_utf8_lossy(bytes).replace("\u{FFFD}\u{FFFD}", "好"));
    let (_, opened) = open(None, &study, &decode).expect("the file can be read");
    let encoding = opened.manifest.map(|manifest| manifest.encoding);
    assert_eq!(encoding, Some(esteem_analysis::import::Encoding::Gb18030));
}
