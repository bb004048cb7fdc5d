//! `dist`: what is released, in `dist/`: the page for a web server, compressed siblings included, the page as one file, and
//! the questionnaire's files alone, and the native command.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::build::{self, Profile};
use crate::{paths, questionnaire, size};

/// Builds everything that is released, puts it into `dist/` and prints what it weighs.
pub(crate) fn run() -> Result<()> {
    let page = build::page(Profile::Release)?;
    let binary = build::native_binary()?;
    let dist = paths::root().join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    copy_page(&page, &dist.join("analyzer"))?;
    for name in questionnaire::FILES {
        copy(&page.join(name), &dist.join("questionnaire"))?;
    }
    let name = binary.file_name().context("the command has no name")?;
    size::check(&page)?;
    for (from, name) in [(paths::one_file().as_path(), "esteem.html".as_ref()), (binary.as_path(), name)] {
        println!("{:<28} {:>9}", name.to_string_lossy(), fs::copy(from, dist.join(name))?);
    }
    let name = name.to_string_lossy();
    println!(
        "dist/analyzer is the page for a web server, dist/esteem.html the same in one file, dist/questionnaire what a website \
         needs to show questionnaires, dist/{name} the command"
    );
    Ok(())
}

/// Copies the files of a folder and of the folders in it.
fn copy_page(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        match path.file_name() {
            Some(name) if path.is_dir() => copy_page(&path, &to.join(name))?,
            _ => copy(&path, to)?,
        }
    }
    Ok(())
}

/// Copies a file into a folder with a `.br` and a `.gz` beside it, for hosts that send such files as they are.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let bytes = fs::read(from)?;
    let name = from.file_name().context("a file without a name")?.to_string_lossy();
    fs::write(to.join(&*name), &bytes)?;
    fs::write(to.join(format!("{name}.br")), size::brotli(&bytes)?)?;
    fs::write(to.join(format!("{name}.gz")), size::gzip(&bytes)?)?;
    Ok(())
}
