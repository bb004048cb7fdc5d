//! `size`: what every bundle weighs, raw and compressed, against the limits in `xtask/budgets.toml`.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::build::{self, Profile};
use crate::paths;

/// Builds the released page and weighs it.
pub(crate) fn run() -> Result<()> {
    check(&build::page(Profile::Release)?)
}

/// Weighs the page in the folder, prints the table, and fails if a bundle is over its limit.
pub(crate) fn check(site: &Path) -> Result<()> {
    let path = paths::root().join("xtask/budgets.toml");
    let text = fs::read_to_string(&path).context("xtask/budgets.toml cannot be read")?;
    let budgets = Budgets::parse(&text)?;
    println!("{:<28} {:>9} {:>9} {:>9}", "bytes", "raw", "gzip", "brotli");
    let mut over = Vec::new();
    for bundle in &budgets.bundle {
        let mut total = Weight::default();
        for name in &bundle.files {
            let bytes = fs::read(site.join(name))
                .with_context(|| format!("the bundle `{}` names {name}, which the page does not have", bundle.name))?;
            let weight = Weight::of(&bytes)?;
            weight.print(&format!("  {name}"));
            total = total.plus(weight);
        }
        total.print(&bundle.name);
        println!("{:<28} {:>29}", "  limit", bundle.brotli);
        if total.brotli > bundle.brotli {
            over.push(format!(
                "`{}` is {} bytes over its limit of {}",
                bundle.name,
                total.brotli - bundle.brotli,
                bundle.brotli
            ));
        }
    }
    if !over.is_empty() {
        bail!("{}", over.join("; "));
    }
    Ok(())
}

/// The file of limits.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Budgets {
    bundle: Vec<Bundle>,
}

/// Files that a reader waits for together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bundle {
    name: String,
    /// The most that the files may weigh together, each compressed with brotli, in bytes.
    brotli: usize,
    files: Vec<String>,
}

impl Budgets {
    fn parse(text: &str) -> Result<Self> {
        toml::from_str(text).context("xtask/budgets.toml is not a list of bundles")
    }
}

/// Bytes of one file or of several.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Weight {
    /// Compresses the bytes both ways to weigh them.
    pub(crate) fn of(bytes: &[u8]) -> Result<Self> {
        Ok(Self { raw: bytes.len(), gzip: gzip(bytes)?.len(), brotli: brotli(bytes)?.len() })
    }

    fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }

    fn print(self, name: &str) {
        println!("{name:<28} {:>9} {:>9} {:>9}", self.raw, self.gzip, self.brotli);
    }
}

/// Compresses like `brotli -q 11`.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

/// Compresses like `gzip -9`, without a name or a time in the header.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budgets_of_the_repository_can_be_read() {
        let budgets = Budgets::parse(include_str!("../budgets.toml")).expect("the file is valid");
        assert!(budgets.bundle.iter().any(|bundle| bundle.name == "first view"));
        assert!(budgets.bundle.iter().all(|bundle| !bundle.files.is_empty() && bundle.brotli > 0));
    }

    #[test]
    fn a_misspelt_limit_is_an_error() {
        assert!(Budgets::parse("[[bundle]]\nname = \"a\"\nfiles = []\nbrotly = 1").is_err());
    }

    #[test]
    fn compressed_bytes_come_back() {
        let bytes = "completely satisfied, swing, at risk, outraged. ".repeat(50).into_bytes();
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&bytes).expect("compresses"), &mut plain).expect("is brotli");
        assert_eq!(plain, bytes);
        let weight = Weight::of(&bytes).expect("compresses");
        assert_eq!(weight.raw, bytes.len());
        assert!(weight.gzip < weight.raw && weight.brotli < weight.gzip);
    }
}
