//! Opening files without a browser: what comes in, what is held, and what is refused.

#![allow(clippy::unwrap_used)]

mod common;

use common::{RESPONSES, STUDY, open};
use esteem_analysis::words::Language;
use esteem_engine::{Ask, Content, Engine, Files, RefusedFile};

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
    let files = Files { study: STUDY, responses: Some(&gbk), mapping: None };
    let mut engine = Engine::default();
    engine.open(&files, &decoded, &mut |_| {}).unwrap();
    assert!(content(&mut engine).file.unwrap().layout.contains("GB18030"));
}

#[test]
fn the_reading_tells_how_far_it_has_come() {
    let mut told = Vec::new();
    let files = Files { study: STUDY, responses: Some(RESPONSES), mapping: None };
    Engine::default().open(&files, &|_| None, &mut |progress| told.push(progress)).unwrap();
    let last = told.last().unwrap();
    assert_eq!((last.done_share, last.responses), (1.0, 412));
}
