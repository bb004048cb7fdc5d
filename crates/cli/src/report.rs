//! `esteem report`: from a study and a file of answers to plain text, JSON or HTML.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use esteem_analysis::words::Language;
use esteem_analysis::{Selection, analyze};
use esteem_study::Study;

use crate::input::{self, Lines};
use crate::{html, plain};

/// What is made of the report.
pub(crate) enum Form {
    /// Sentences and tables as text.
    Plain,
    /// The report as JSON.
    Json,
    /// One HTML file.
    Html(PathBuf),
}

/// Reports. What import found goes to the standard error, so that the standard output is the report alone.
pub(crate) fn run(
    study: &Path,
    responses: &Path,
    mapping: Option<&Path>,
    form: &Form,
    only: &[String],
    language: Language,
) -> Result<(), Lines> {
    let file = input::study(study, language)?;
    let selection = selection(only, &file.study, language)?;
    let mapping = mapping.map(|path| input::mapping(path, language)).transpose()?;
    let imported = input::responses(responses, &file.study, mapping.as_ref(), language)?;
    for line in input::found(&imported.manifest, language) {
        eprintln!("{}", input::named(responses, &line, language));
    }
    let report = analyze(&file.study, &imported.responses, &selection);
    match form {
        Form::Json => print(&report.to_json()),
        Form::Plain => print(&plain::text(&report, language)),
        Form::Html(path) => {
            let page = html::page(&report, &imported.manifest, language);
            std::fs::write(path, page).map_err(|error| {
                let sentence = match language {
                    Language::Zh => format!("写不进去（{error}）。"),
                    Language::En => format!("cannot be written ({error})."),
                };
                vec![input::named(path, &sentence, language)]
            })
        }
    }
}

fn selection(only: &[String], study: &Study, language: Language) -> Result<Selection, Lines> {
    let mut selection = Selection::default();
    for condition in only {
        match condition.split_once('=') {
            Some(("wave", value)) => _ = selection.waves.insert(value.into()),
            Some((name, value)) if study.segments.iter().any(|segment| segment.id == name) => {
                selection.segments.entry(name.into()).or_default().insert(value.into());
            }
            _ => {
                let known = study.segments.iter().map(|segment| segment.id.as_str());
                let known = std::iter::once("wave").chain(known).collect::<Vec<_>>().join(", ");
                return Err(vec![match language {
                    Language::Zh => format!("--where {condition}：应写成 名称=值，名称可以是 {known}。"),
                    Language::En => {
                        format!("--where {condition}: write it as NAME=VALUE, where NAME is one of {known}.")
                    }
                }]);
            }
        }
    }
    Ok(selection)
}

fn print(text: &str) -> Result<(), Lines> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        // Whoever reads may have read enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(vec![format!("esteem report: {error}")]),
        _ => Ok(()),
    }
}
