//! Opening files without a browser: what comes in, and the report or the refusal that comes out.

#![allow(clippy::unwrap_used)]

use esteem_analysis::Selection;
use esteem_engine::{Answer, Engine, Files, RefusedFile};

const STUDY: &[u8] = include_bytes!("../../../examples/cafe.study.json");
const RESPONSES: &[u8] = include_bytes!("../../../examples/cafe.responses.csv");

fn open(engine: &mut Engine, study: Option<&[u8]>, responses: Option<&[u8]>, mapping: Option<&[u8]>) -> Answer {
    engine.open(&Files { study, responses, mapping }, &Selection::default(), &|_| None)
}

#[test]
fn bytes_go_in_and_a_report_comes_out() {
    let opened = open(&mut Engine::default(), Some(STUDY), Some(RESPONSES), None).unwrap();
    assert_eq!(opened.report.responses, 412);
    let file = opened.file.unwrap();
    assert!(!file.has_loss, "{:?}", file.findings);
    assert!(file.layout.get("en").contains("412") && file.layout.get("zh").contains("412"));
}

#[test]
fn an_answer_survives_the_journey_to_the_last_digit() {
    let answer = open(&mut Engine::default(), Some(STUDY), Some(RESPONSES), None);
    let json = serde_json::to_string(&answer).unwrap();
    let back: Answer = serde_json::from_str(&json).unwrap();
    assert_eq!(back.unwrap().report.to_json(), answer.unwrap().report.to_json());
}

#[test]
fn responses_alone_are_read_with_the_study_that_is_held() {
    let mut engine = Engine::default();
    assert_eq!(open(&mut engine, None, Some(RESPONSES), None).unwrap_err().file, RefusedFile::NoStudy);
    let first = open(&mut engine, Some(STUDY), None, None).unwrap();
    assert_eq!((first.report.responses, first.file), (0, None));
    assert_eq!(open(&mut engine, None, Some(RESPONSES), None).unwrap().report.responses, 412);
    // A refusal leaves what was held as it was.
    assert_eq!(open(&mut engine, Some(b"{"), None, None).unwrap_err().file, RefusedFile::Study);
    assert_eq!(open(&mut engine, None, Some(RESPONSES), None).unwrap().report.responses, 412);
}

#[test]
fn each_file_is_refused_as_what_it_is_in_both_languages() {
    let refused = |study: &[u8], responses: &[u8], mapping: Option<&[u8]>| {
        let refused = open(&mut Engine::default(), Some(study), Some(responses), mapping).unwrap_err();
        assert!(!refused.lines.is_empty());
        for line in &refused.lines {
            assert_ne!(line.exact("zh").unwrap(), line.exact("en").unwrap());
        }
        refused.file
    };
    assert_eq!(refused(b"{", RESPONSES, None), RefusedFile::Study);
    assert_eq!(refused(STUDY, RESPONSES, Some(b"[")), RefusedFile::Mapping);
    assert_eq!(refused(STUDY, b"", None), RefusedFile::Responses);
}

#[test]
fn the_decoder_that_is_given_is_used() {
    let mut gbk = b"id,wait.expected,wait.perceived\n1,".to_vec();
    gbk.extend([0xBA, 0xC3]);
    gbk.extend(b",4\n");
    let decoded = |_: &[u8]| Some("id,wait.expected,wait.perceived\n1,好,4\n".to_string());
    let files = Files { study: Some(STUDY), responses: Some(&gbk), mapping: None };
    let opened = Engine::default().open(&files, &Selection::default(), &decoded).unwrap();
    assert!(opened.file.unwrap().layout.get("en").contains("GB18030"));
}
