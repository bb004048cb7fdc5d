//! The report of the example, which shows what the format looks like, is what the command says today.

#![allow(clippy::unwrap_used)]

mod common;

use common::{RESPONSES, STUDY, succeeds};

#[test]
fn the_report_in_examples_is_what_the_command_writes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/cafe.report.json");
    let kept = std::fs::read(path).unwrap_or_default();
    let written = succeeds(&["report", STUDY, RESPONSES, "--json"]);
    if kept != written && std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, &written).unwrap();
        return;
    }
    assert!(kept == written, "examples/cafe.report.json is old: run this test once with UPDATE_EXPECT=1");
}
