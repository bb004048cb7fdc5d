//! The page's own scripts: joined, and for releases without what only their readers need.

use anyhow::{Context, Result};

use crate::build::Profile;
use crate::{paths, wasm};

/// What stands in the sources where the build's name belongs.
pub(crate) const BUILD: &str = "BUILD_ID";

/// In this order, because each uses what stands before it.
const PARTS: [&str; 14] = [
    "begin.js",
    "assets.js",
    "policy.js",
    "questionnaire.js",
    "frame.js",
    "elsewhere.js",
    "requests.js",
    "workers.js",
    "workspace_file.js",
    "storage.js",
    "keeper.js",
    "keep.js",
    "rescue.js",
    "start.js",
];

/// The shell: all parts in one scope.
pub(crate) fn shell(profile: Profile) -> Result<String> {
    let parts = PARTS.iter().map(|name| read(name)).collect::<Result<Vec<_>>>()?;
    Ok(tidied(&format!("'use strict';\n(() => {{\n{}}})();\n", parts.join("\n")), profile))
}

/// The script that sets the page's language, which runs before anything else.
pub(crate) fn language(profile: Profile) -> Result<String> {
    read("language.js").map(|text| tidied(&text, profile))
}

/// A worker's own shell.
pub(crate) fn worker(profile: Profile) -> Result<String> {
    Ok(tidied(&[read("elsewhere.js")?, read("worker.js")?].join("\n"), profile))
}

/// The glue, which knows which build it is of.
pub(crate) fn glue(bundle: &wasm::Bundle, profile: Profile) -> String {
    tidied(&format!("{}\nwasm_bindgen.build = '{BUILD}';\n", bundle.glue), profile)
}

fn read(name: &str) -> Result<String> {
    let path = paths::root().join("src/shell").join(name);
    std::fs::read_to_string(path).with_context(|| format!("the page needs src/shell/{name}, which cannot be read"))
}

/// For releases, the script without indentation and without comments that have lines of their own.
pub(crate) fn tidied(text: &str, profile: Profile) -> String {
    if profile == Profile::Dev {
        return text.to_owned();
    }
    let mut tidied = String::with_capacity(text.len());
    let mut is_comment = false;
    for line in text.lines().map(str::trim) {
        is_comment |= line.starts_with("/*");
        if !is_comment && !line.is_empty() && !line.starts_with("//") {
            tidied += line;
            tidied.push('\n');
        }
        is_comment &= !line.ends_with("*/");
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_leaves_out_what_only_readers_need() {
        let text = "// What it is.\nlet a = 1; // stays\n\n/**\n * What b is.\n */\n  let b = '//';\n/** One line. */\nlet c;\n";
        assert_eq!(tidied(text, Profile::Release), "let a = 1; // stays\nlet b = '//';\nlet c;\n");
        assert_eq!(tidied(text, Profile::Dev), text);
    }

    #[test]
    fn every_script_of_the_folder_reaches_the_page() {
        let alone = ["language.js", "worker.js"];
        for entry in std::fs::read_dir(paths::root().join("src/shell")).expect("is a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(alone.contains(&name.as_str()) || PARTS.contains(&name.as_str()), "{name} is in no list");
        }
    }
}
