//! Where studies, answers and reference numbers are.

use std::io::Write;
use std::path::{Path, PathBuf};

use esteem_analysis::Responses;
use esteem_analysis::import::{read_mapping, read_responses, read_study};
use esteem_study::Study;
use serde_json::Value;

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(name)).unwrap()
}

/// The folder of real survey data, which never becomes part of the product.
pub(crate) fn real_data() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("ESTEEM_SHARED").map_or_else(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

pub(crate) fn open(name: &str, csv: &[u8]) -> (Study, Responses) {
    let study = read_study(&fixture(&format!("{name}.study.json"))).unwrap().study;
    let mapping = read_mapping(&fixture(&format!("{name}.mapping.json"))).unwrap();
    let imported = read_responses(&study, csv, Some(&mapping), &|_| None, &mut |_| {}).unwrap();
    (study, imported.responses)
}

/// Written past the test runner's capture, because these counts are for whoever runs the tests.
pub(crate) fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

/// A file of the folder of real data; nothing, after a visible line, where the folder is not there.
pub(crate) fn real_file(name: &str) -> Option<Vec<u8>> {
    let Some(folder) = real_data() else {
        say(&format!("{name}: skipped, because the folder of real data is not there"));
        return None;
    };
    Some(std::fs::read(folder.join(name)).unwrap())
}

/// A file of reference numbers from the folder of real data.
pub(crate) fn real_reference(name: &str) -> Option<Value> {
    real_file(&format!("{name}.reference.json")).map(|file| serde_json::from_slice(&file).unwrap())
}
