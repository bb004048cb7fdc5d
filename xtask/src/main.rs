//! The command line of `cargo xtask`: one subcommand a file, and nothing but their names and options here.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod build;
mod dist;
mod example;
mod first_paint;
mod imports;
mod one_file;
mod paths;
mod questionnaire;
mod run;
mod schema;
mod serve;
mod setup;
mod shell;
mod site;
mod size;
mod split;
mod test;
mod wasm;

/// Builds, serves, tests and weighs Esteem. Every command first fetches what it needs and does not find.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Install what building and testing need and what is missing
    Setup,
    /// Build the analyzer's page into a folder under target/
    Build(build::Options),
    /// Build the analyzer's page and serve it on this machine (needs nothing but Rust)
    Serve(serve::Options),
    /// Run every check that a change must pass
    Test(test::Options),
    /// Weigh the bundles against xtask/budgets.toml
    Size,
    /// Measure how quick the questionnaire is, beside another one
    Bench(bench::Options),
    /// Write the JSON Schemas of the file formats into docs/
    Schema,
    /// Put what is released into dist/: the analyzer's page, for a web server and as one file, and the `esteem` command
    Dist,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Setup => setup::all(),
        Command::Build(options) => build::run(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Size => size::run(),
        Command::Bench(options) => bench::run(&options),
        Command::Schema => schema::run(),
        Command::Dist => dist::run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
