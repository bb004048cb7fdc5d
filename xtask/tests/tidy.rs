//! What rustfmt and clippy do not see: module docs, reasons for dependencies, file length, literals, purity, promises.

use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in the workspace")
}

/// Our files with one of these endings, by their path from the root.
fn files(endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(root(), &mut found);
    found.sort();
    let ours = found.into_iter().filter(|path| endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)));
    ours.map(|path| {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let short = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        (short, text)
    })
    .collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("is a folder").flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || ["target", "node_modules", "dist"].contains(&name.as_ref()) {
            continue;
        }
        if entry.path().is_dir() { collect(&entry.path(), found) } else { found.push(entry.path()) }
    }
}

#[track_caller]
fn none(what: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn every_module_says_first_what_belongs_there() {
    let silent = files(&[".rs"]).into_iter().filter(|(_, text)| !text.starts_with("//! "));
    none("modules that do not begin with a `//!` line", silent.map(|(path, _)| path).collect());
}

#[test]
fn no_file_is_longer_than_a_reader_likes() {
    let long = files(&[".rs", ".mjs", ".js", ".css"]).into_iter().filter(|(_, text)| text.lines().count() > 400);
    none("files over 400 lines want to be folders", long.map(|(path, _)| path).collect());
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let mut silent = Vec::new();
    for (path, text) in files(&["Cargo.toml"]) {
        let mut is_dependency = false;
        let mut before = "";
        for line in text.lines() {
            if line.starts_with('[') {
                is_dependency = line.contains("dependencies");
            } else if is_dependency && line.contains(" = ") && !line.starts_with([' ', '#', ']', '"']) {
                // Crates of ours explain themselves, and what the workspace names is explained there.
                let is_explained = line.starts_with("esteem-") || line.contains("workspace = true");
                if !is_explained && !before.starts_with("# ") {
                    silent.push(format!("{path}: {line}"));
                }
            }
            before = line;
        }
    }
    none("dependencies without a sentence above them", silent);
}

#[test]
fn colours_are_named_in_one_place() {
    let own =
        ["styles/tokens.css", "crates/widget/styles/frame.css", "crates/charts/src/theme.rs", "xtask/tests/tidy.rs"];
    let colour = |line: &str| {
        line.match_indices('#').any(|(at, _)| {
            let hex: Vec<char> = line[at + 1..].chars().take_while(char::is_ascii_hexdigit).collect();
            hex.len() == 6 || line[at + 1..].starts_with("fff")
        })
    };
    let mut found = Vec::new();
    for (path, text) in files(&[".rs", ".css"]) {
        if own.contains(&path.as_str()) || path.contains("/tests/") {
            continue;
        }
        found.extend(text.lines().filter(|line| colour(line)).map(|line| format!("{path}: {line}")));
    }
    none("colours outside styles/tokens.css and the charts' theme", found);
}

#[test]
fn the_core_is_pure() {
    let impure =
        ["std::fs", "std::env", "std::time", "std::thread", "std::net", "std::io", "println!", "#[wasm_bindgen"];
    let core = ["study", "analysis", "content", "engine"].map(|name| format!("crates/{name}/src"));
    let mut found = Vec::new();
    for (path, text) in files(&[".rs"]) {
        if !core.iter().any(|folder| path.starts_with(folder)) {
            continue;
        }
        for (number, line) in (1..).zip(text.lines()) {
            if impure.iter().any(|word| line.contains(word)) && !line.trim_start().starts_with("//") {
                found.push(format!("{path}:{number}: {line}"));
            }
        }
    }
    none("input, output, clocks and browsers have no place in the core", found);
}

#[test]
fn nothing_is_promised_in_place_of_being_done() {
    // The words are put together here, so that this file does not find itself.
    let promises = [["TO", "DO"], ["FIX", "ME"], ["HA", "CK:"], ["#[ign", "ore"]].map(|parts| parts.concat());
    let mut found = Vec::new();
    for (path, text) in files(&[".rs", ".mjs", ".js", ".css", ".md", ".toml", ".html"]) {
        for (number, line) in (1..).zip(text.lines()) {
            if promises.iter().any(|word| line.contains(word.as_str())) {
                found.push(format!("{path}:{number}: {line}"));
            }
        }
    }
    none("promises left in the files", found);
}

#[test]
fn the_changelog_knows_this_version() {
    let text = std::fs::read_to_string(root().join("CHANGELOG.md")).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        text.contains("Unreleased") || text.contains(version),
        "CHANGELOG.md names neither {version} nor Unreleased"
    );
}
