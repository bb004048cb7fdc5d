//! `esteem`: check a study, plan how many to ask, put it into a page, report on a file of answers, make the example's answers.
//!
//! The command is a thin shell: it reads files, calls the same core as the analyzer, and prints. A file that cannot be
//! used ends it with status 1 and sentences on the standard error; wrong arguments end it with status 2.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use esteem_analysis::words::Language;

mod check;
mod embed;
mod report;
mod sample;

mod demo;
mod example;

mod input;
mod threads;

/// What customers expected, what they got, and whether their needs for safety, fairness and respect were honoured
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    /// Language of what is printed; default from the environment
    #[arg(long, global = true, value_enum)]
    lang: Option<LanguageName>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check a study and name every problem with its place
    Check {
        /// A study, esteem-study/1
        study: PathBuf,
    },
    /// Print the tag that puts a study into a page, with a plain form inside
    Embed {
        /// The study, esteem-study/1; --lang chooses the language that it begins in
        study: PathBuf,
        /// Address of the folder with esteem-survey.js
        #[arg(long, value_name = "URL", default_value = "/esteem")]
        base: String,
        /// Address of the study; default its name in that folder
        #[arg(long, value_name = "URL", conflicts_with = "inline")]
        study_url: Option<String>,
        /// Address of the analyzer's page, shown in a frame where the element cannot run
        #[arg(long, value_name = "URL", conflicts_with = "inline")]
        frame: Option<String>,
        /// Put the study into the tag, so that nothing is loaded for it
        #[arg(long)]
        inline: bool,
        /// Have the browser fetch what the first question needs at once, for pages that are there for the questionnaire
        #[arg(long)]
        early: bool,
    },
    /// Say how many responses a survey needs, and what so many can show
    Sample {
        /// The study that is planned; without one, seven touchpoints and seven facets of safety and fairness
        study: Option<PathBuf>,
        /// How many responses are expected; may be given more than once
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
        responses: Vec<u64>,
        /// How many customers there are, where they are few
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
        population: Option<u64>,
        /// How far a share may be off, in percentage points
        #[arg(long, value_name = "POINTS")]
        margin: Vec<f64>,
        /// A share now and the one that is to be seen, in percent, such as 70,75
        #[arg(long, value_name = "FROM,TO", value_parser = sample::change)]
        change: Vec<[f64; 2]>,
        /// Print it as JSON
        #[arg(long)]
        json: bool,
    },
    /// Report on a file of answers
    Report {
        /// The study that the answers belong to
        study: PathBuf,
        /// The answers: delimited text or JSON Lines
        responses: PathBuf,
        /// What the file's columns and codes mean, esteem-mapping/1
        #[arg(long)]
        map: Option<PathBuf>,
        /// Settings in place of the study's own, esteem-settings/1
        #[arg(long, value_name = "FILE")]
        settings: Option<PathBuf>,
        /// Print the report as JSON
        #[arg(long, conflicts_with_all = ["html", "csv"])]
        json: bool,
        /// Write the report as one HTML file with its charts
        #[arg(long, value_name = "FILE", conflicts_with = "csv")]
        html: Option<PathBuf>,
        /// Write each table of the report as a CSV file into this folder
        #[arg(long, value_name = "DIR")]
        csv: Option<PathBuf>,
        /// Lay groups side by side: wave, state, or a segment such as time
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// Count only this fielding period, as --where wave=…; may be given more than once
        #[arg(long, value_name = "WAVE")]
        wave: Vec<String>,
        /// Count only these: wave=2026-06, state=outraged, or a segment such as time=lunch; may be given more than once
        #[arg(long = "where", value_name = "NAME=VALUE")]
        only: Vec<String>,
        /// Leave out responses with two signs of careless answers or more
        #[arg(long)]
        without_flagged: bool,
        /// How many threads read and count; default as many as the machine has cores. The report is the same from any
        /// number
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
        threads: Option<u16>,
    },
    /// Print made-up answers to the example study, a café
    Demo {
        /// How many guests answered
        #[arg(long, default_value_t = demo::GUESTS, value_parser = clap::value_parser!(u32).range(1..=i64::from(demo::MOST_GUESTS)))]
        responses: u32,
        /// The same seed makes the same answers on every machine
        #[arg(long, default_value_t = demo::SEED)]
        seed: u64,
        /// Print JSON Lines instead of comma-separated text
        #[arg(long)]
        json_lines: bool,
        /// Print the study instead of answers
        #[arg(long, conflicts_with_all = ["responses", "seed", "json_lines"])]
        study: bool,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum LanguageName {
    /// 中文
    Zh,
    /// English
    En,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let asked = arguments.lang.map(|name| match name {
        LanguageName::Zh => Language::Zh,
        LanguageName::En => Language::En,
    });
    let language = asked.unwrap_or_else(language_of_environment);
    let outcome = match arguments.command {
        Command::Check { study } => check::run(&study, language),
        Command::Embed { study, base, study_url, frame, inline, early } => {
            let options = embed::Options { study, base, study_url, frame, is_inline: inline, is_early: early };
            embed::run(&options, asked, language)
        }
        Command::Sample { study, responses, population, margin, change, json } => {
            let options = sample::Options { study, responses, population, margin, change, json };
            sample::run(&options, language)
        }
        Command::Report {
            study,
            responses,
            map,
            settings,
            json,
            html,
            csv,
            by,
            wave,
            mut only,
            without_flagged,
            threads,
        } => {
            let form = match (json, html, csv) {
                (true, ..) => report::Form::Json,
                (_, Some(file), _) => report::Form::Html(file),
                (_, _, Some(folder)) => report::Form::Csv(folder),
                _ => report::Form::Plain,
            };
            only.extend(wave.iter().map(|wave| format!("wave={wave}")));
            let cores = || std::thread::available_parallelism().map_or(1, usize::from);
            let threads = threads.map_or_else(cores, usize::from);
            let mapping = map;
            let options =
                report::Options { study, responses, mapping, settings, form, only, without_flagged, by, threads };
            report::run(&options, language)
        }
        Command::Demo { responses, seed, json_lines, study } => {
            let form = match (study, json_lines) {
                (true, _) => example::Form::Study,
                (false, true) => example::Form::JsonLines,
                (false, false) => example::Form::Delimited,
            };
            example::run(seed, responses, form)
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(lines) => {
            for line in lines {
                eprintln!("{line}");
            }
            ExitCode::FAILURE
        }
    }
}

/// The language of `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set.
fn language_of_environment() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    let tag = set.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
    Language::of_tag(&tag.replace('_', "-"))
}
