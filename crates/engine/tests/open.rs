//! Opening files without a browser: what comes in, what is held, and what is refused.

#![allow(clippy::unwrap_used)]

mod common;

use common::{RESPONSES, STUDY, open};
use esteem_analysis::import::Tests;
use esteem_analysis::words::Language;
use esteem_content::{Ask, Content, RefusedFile};
use esteem_engine::{Engine, Files};

fn content(engine: &mut Engine) -> Content {
    engine.content(&Ask::all(Language::En)).unwrap()
}

#[test]
fn nothing_is_held_before_the_first_files() {
    let mut engine = Engine::default();
    assert_eq!(engine.content(&Ask::all(Language::Zh)), None);
    assert_eq!(engine.report_json(&Ask::all(Language::Zh).selection), None);
}

#[test]
fn bytes_go_in_and_content_comes_out() {
    let mut engine = Engine::default();
    open(&mut engine, STUDY, Some(RESPONSES), None).unwrap();
    let content = content(&mut engine);
    assert_eq!((content.responses, content.all_responses), (412, 412));
    let file = content.file.unwrap();
    assert!(!file.has_loss, "{:?}", file.findings);
    assert!(file.layout.contains("412"));
}

#[test]
fn a_study_without_responses_is_shown_as_one() {
    let mut engine = Engine::default();
    open(&mut engine, STUDY, None, None).unwrap();
    let first = content(&mut engine);
    assert_eq!((first.responses, first.file), (0, None));
    assert!(first.filters.is_empty(), "nobody has any value: {:?}", first.filters);
    open(&mut engine, STUDY, Some(RESPONSES), None).unwrap();
    assert_eq!(content(&mut engine).responses, 412);
}

#[test]
fn a_refusal_leaves_what_was_held_as_it_was() {
    let mut engine = Engine::default();
    open(&mut engine, STUDY, Some(RESPONSES), None).unwrap();
    let before = content(&mut engine);
    assert_eq!(open(&mut engine, b"{", None, None).unwrap_err().file, RefusedFile::Study);
    assert_eq!(open(&mut engine, STUDY, Some(b""), None).unwrap_err().file, RefusedFile::Responses);
    assert_eq!(content(&mut engine), before);
}

#[test]
fn each_file_is_refused_as_what_it_is_in_both_languages() {
    let refused = |study: &[u8], responses: &[u8], mapping: Option<&[u8]>| {
        let refused = open(&mut Engine::default(), study, Some(responses), mapping).unwrap_err();
        assert!(!refused.lines.is_empty());
        for [zh, en] in &refused.lines {
            assert!(zh.chars().any(|c| c > '\u{3000}') && en.is_ascii(), "{zh} {en}");
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
    let files = Files { study: STUDY, responses: Some(&gbk), mapping: None, tests: Tests::LeftOut };
    let mut engine = Engine::default();
    engine.open(&files, &decoded, &mut |_| {}).unwrap();
    assert!(content(&mut engine).file.unwrap().layout.contains("GB18030"));
}

#[test]
fn the_reading_tells_how_far_it_has_come() {
    let mut told = Vec::new();
    let files = Files { study: STUDY, responses: Some(RESPONSES), mapping: None, tests: Tests::LeftOut };
    Engine::default().open(&files, &|_| None, &mut |progress| told.push(progress)).unwrap();
    let last = told.last().unwrap();
    assert_eq!((last.done_share, last.responses), (1.0, 412));
}

/// `n` try-outs of the café as JSON Lines.
fn try_outs(n: usize) -> String {
    let line = |i: usize| {
        let (wait, needs) = (1 + i % 7, 1 + i * 3 % 7);
        format!(
            "{{\"format\":\"esteem-response/1\",\"id\":\"t{i}\",\"study\":\"cafe\",\"test\":true,\"answers\":{{\
             \"wait.expected\":6,\"wait\":{wait},\"wait.adequate\":4,\"wait.desired\":7,\"O1\":{},\"S1\":{needs},\
             \"S2\":{needs},\"F1\":7,\"F2\":{needs},\"D1\":3}}}}\n",
            1 + i % 5
        )
    };
    (0..n).map(line).collect()
}

#[test]
fn try_outs_are_counted_only_where_that_is_asked_for() {
    let lines = try_outs(3);
    let open = |tests: Tests| {
        let files = Files { study: STUDY, responses: Some(lines.as_bytes()), mapping: None, tests };
        let mut engine = Engine::default();
        engine.open(&files, &|_| None, &mut |_| {}).unwrap();
        content(&mut engine)
    };
    let (out, counted) = (open(Tests::LeftOut), open(Tests::Counted));
    assert_eq!((out.responses, out.smallest_base), (0, 10));
    assert_eq!((counted.responses, counted.smallest_base), (3, 1));
    let said = |content: &Content| content.file.as_ref().unwrap().findings.join(" ");
    assert!(said(&out).contains("not counted") && said(&counted).contains("here it is counted"));
    assert!(!counted.file.unwrap().has_loss);
}

#[test]
fn the_smallest_base_is_the_studys_as_soon_as_one_response_is_no_try_out() {
    let real = try_outs(1).replace("\"test\":true,", "").replace("\"t0\"", "\"real\"");
    let lines = try_outs(3) + &real;
    let files = Files { study: STUDY, responses: Some(lines.as_bytes()), mapping: None, tests: Tests::Counted };
    let mut engine = Engine::default();
    engine.open(&files, &|_| None, &mut |_| {}).unwrap();
    let content = content(&mut engine);
    assert_eq!((content.responses, content.smallest_base), (4, 10));
}

#[test]
fn one_try_out_makes_a_report_in_both_languages() {
    for n in [1, 2, 3, 9, 40] {
        let lines = try_outs(n);
        let files = Files { study: STUDY, responses: Some(lines.as_bytes()), mapping: None, tests: Tests::Counted };
        let mut engine = Engine::default();
        engine.open(&files, &|_| None, &mut |_| {}).unwrap();
        for language in Language::ALL {
            let content = engine.content(&Ask::all(language)).unwrap();
            assert!(content.responses == n as u64 && content.first.len() >= 2);
            let text = format!("{content:?}");
            assert!(!text.contains("NaN") && !text.contains("inf,"), "{text}");
        }
        assert!(!engine.report_json(&Ask::all(Language::En).selection).unwrap().contains("NaN"));
    }
}
