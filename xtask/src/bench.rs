//! `bench`: how quick the released questionnaire is, measured beside another one in the same run.

use anyhow::Result;

use crate::build::{self, Profile};
use crate::{paths, run, setup};

/// What `cargo xtask bench` can be told.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// What to measure: the time until a respondent on a slow phone sees the first question
    #[arg(value_parser = ["widget"])]
    what: String,
    /// How many times each page is opened
    #[arg(long, default_value_t = 9)]
    rounds: u32,
}

/// Builds what is measured, measures it and prints the figures. What it is compared with comes from npm.
pub(crate) fn run(options: &Options) -> Result<()> {
    setup::all()?;
    let site = build::page(Profile::Release)?;
    let mut node = run::program("node");
    node.arg(format!("tests/bench/{}.mjs", options.what)).arg(options.rounds.to_string());
    node.env("CHROMIUM", setup::chromium()?)
        .env("ESTEEM_SITE", site)
        .env("ESTEEM_BENCH", paths::target().join("bench"));
    run::check(&mut node)
}
