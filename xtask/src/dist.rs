//! `dist`: what is released, in `dist/`: the page for a web server, compressed siblings included, the page as one file, and
//! the native command.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::build::{self, Profile};
use crate::{paths, size};

/// Builds everything that is released, puts it into `dist/` and prints what it weighs.
pub(crate) fn run() -> Result<()> {
    let page = build::page(Profile::Release)?;
    let binary = build::native_binary()?;
    let dist = paths::root().join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    copy_page(&page, &dist.join("analyzer"))?;
    let name = binary.file_name().context("the command has no name")?;
    size::check(&page)?;
    for (from, name) in [(paths::one_file().as_path(), "esteem.html".as_ref()), (binary.as_path(), name)] {
        println!("{:<28} {:>9}", name.to_string_lossy(), fs::copy(from, dist.join(name))?);
    }
    let name = name.to_string_lossy();
    println!(
        "dist/analyzer is the page for a web server, dist/esteem.html the same in one file, dist/{name} the command"
    );
    Ok(())
}

/// Copies each file with a `.br` and a `.gz` beside it, for hosts that send such files as they are.
fn copy_page(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let bytes = fs::read(entry.path())?;
        let name = entry.file_name().to_string_lossy().into_owned();
        fs::write(to.join(&name), &bytes)?;
        fs::write(to.join(format!("{name}.br")), size::brotli(&bytes)?)?;
        fs::write(to.join(format!("{name}.gz")), size::gzip(&bytes)?)?;
    }
    Ok(())
}
