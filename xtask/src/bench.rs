//! `bench`: how quick the released questionnaire is, measured beside another one in the same run; and how often the
//! intervals of the analysis hold what they promise.

use anyhow::{Context, Result};

use crate::build::{self, Profile};
use crate::{paths, run, setup};

/// What `cargo xtask bench` can be told.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// What to measure: the time until a respondent on a slow phone sees the first question, or the coverage of intervals
    #[arg(value_parser = ["widget", "coverage"])]
    what: String,
    /// How many times each page is opened
    #[arg(long, default_value_t = 9)]
    rounds: u32,
}

/// Builds what is measured, measures it and prints the figures. What it is compared with comes from npm.
pub(crate) fn run(options: &Options) -> Result<()> {
    if options.what == "coverage" {
        return coverage();
    }
    setup::all()?;
    let site = build::page(Profile::Release)?;
    let mut node = run::program("node");
    node.arg(format!("tests/bench/{}.mjs", options.what)).arg(options.rounds.to_string());
    node.env("CHROMIUM", setup::chromium()?)
        .env("ESTEEM_SITE", site)
        .env("ESTEEM_BENCH", paths::target().join("bench"));
    run::check(&mut node)
}

/// Draws studies from a known population, prints how often the intervals cover its values, and keeps the page.
fn coverage() -> Result<()> {
    let mut cargo = run::cargo();
    cargo.args(["run", "--quiet", "--release", "-p", "esteem-analysis", "--example", "coverage"]);
    let page = run::output(&mut cargo).context("the studies could not be drawn")?;
    println!("{page}");
    std::fs::write(paths::root().join("docs/coverage.md"), page + "\n")?;
    Ok(())
}
