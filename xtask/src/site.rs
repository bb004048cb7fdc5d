//! Which files make up the page, and where each of them comes from.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::build::Profile;
use crate::paths;

/// Copied as they are: the file in the checkout, and its name on the page.
const COPIED: [(&str, &str); 3] =
    [("index.html", "index.html"), ("src/start.js", "start.js"), ("src/engine_loader.js", "engine_loader.js")];

/// Joined into one style sheet: tokens first because the rest refers to them, media last because it changes the rest.
const STYLES: [&str; 4] = ["styles/tokens.css", "styles/analyzer.css", "styles/pieces.css", "styles/media.css"];

/// The example: the report that the page opens with, the files behind it, and whatever else of it carries the prefix.
const EXAMPLES: [&str; 3] = ["cafe.report.json", "cafe.study.json", "cafe.responses.csv"];
const EXAMPLE_PREFIX: &str = "cafe.";

/// Puts the page together in an emptied folder and answers with that folder.
/// `bundle` names the files of the modules.
pub(crate) fn assemble(bundle: &[PathBuf], profile: Profile) -> Result<PathBuf> {
    let root = paths::root();
    let mut files = Vec::new();
    for (source, name) in COPIED {
        files.push((name.to_owned(), read(&root.join(source), source)?));
    }
    for path in bundle {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = read(path, &name)?;
        files.push((name, bytes));
    }
    let mut styles = Vec::new();
    for source in STYLES {
        styles.extend(read(&root.join(source), source)?);
        styles.push(b'\n');
    }
    files.push(("analyzer.css".to_owned(), styles));
    for name in example_names(&root.join("examples"))? {
        let source = format!("examples/{name}");
        files.push((name, read(&root.join(&source), &source)?));
    }

    let folder = paths::site(profile);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(folder)
}

/// The required example files, and every other file of the folder that belongs to the same example.
fn example_names(folder: &Path) -> Result<Vec<String>> {
    let mut names = EXAMPLES.map(str::to_owned).to_vec();
    for entry in fs::read_dir(folder).context("examples/ cannot be read")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(EXAMPLE_PREFIX) {
            names.push(name);
        }
    }
    names.sort();
    names.dedup();
    Ok(names)
}

fn read(path: &Path, shown: &str) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("the page needs {shown}, which cannot be read"))
}
