//! What the tests of the command share: running it, and files for it.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The example study.
pub const STUDY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/cafe.study.json");
/// Answers to it.
pub const RESPONSES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/cafe.responses.csv");

/// Runs the command.
pub fn esteem(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_esteem")).args(arguments).output().unwrap()
}

/// Runs the command, which must succeed, and gives its standard output.
#[track_caller]
pub fn succeeds(arguments: &[&str]) -> Vec<u8> {
    let output = esteem(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A file in a folder of its own for each test, kept under cargo's folder for tests.
pub fn file(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().into()
}

/// A file of the folder of real survey data, which never becomes part of the product; says so where it is absent.
pub fn real_data(name: &str) -> Option<PathBuf> {
    use std::io::Write;
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let path = std::env::var_os("ESTEEM_SHARED").map_or_else(beside, PathBuf::from).join(name);
    if path.is_file() {
        return Some(path);
    }
    // Written past the capture of the test runner, so that whoever runs the tests sees what was not tested.
    let line = format!("skipped: {name} is not there (ESTEEM_SHARED names its folder)\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
    None
}

/// A fixture of the analysis.
pub fn fixture(name: &str) -> String {
    format!("{}/../analysis/tests/reference/{name}", env!("CARGO_MANIFEST_DIR"))
}
