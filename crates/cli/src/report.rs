//! `esteem report`: from a study and a file of answers to plain text, JSON or HTML.

use std::path::{Path, PathBuf};

use esteem_analysis::needs::State;
use esteem_analysis::selection::{STATE, WAVE};
use esteem_analysis::words::{self, Language};
use esteem_analysis::{Selection, plan, report};
use esteem_study::Study;

use crate::input::{self, Lines};
use crate::{html, plain, threads};

/// What is made of the report.
pub(crate) enum Form {
    /// Sentences and tables as text.
    Plain,
    /// The report as JSON.
    Json,
    /// One HTML file.
    Html(PathBuf),
}

/// Reports, with so many threads. What import found goes to the standard error, so that the standard output is the report alone.
pub(crate) fn run(
    study: &Path,
    responses: &Path,
    mapping: Option<&Path>,
    form: &Form,
    only: &[String],
    threads: usize,
    language: Language,
) -> Result<(), Lines> {
    let file = input::study(study, language)?;
    let selection = selection(only, &file.study, language)?;
    let mapping = mapping.map(|path| input::mapping(path, language)).transpose()?;
    let imported = input::responses(responses, &file.study, mapping.as_ref(), threads, language)?;
    for line in input::found(&imported.manifest, language) {
        eprintln!("{}", input::named(responses, &line, language));
    }
    let plan = plan(&file.study, &selection);
    let report = report(&file.study, &plan, &threads::count(&plan, &imported.parts, threads));
    match form {
        Form::Json => input::print("report", &report.to_json()),
        Form::Plain => input::print("report", &plain::text(&report, language)),
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
    let segments = || study.segments.iter().map(|segment| segment.id.as_str());
    let mut conditions = Vec::new();
    for condition in only {
        let named = condition
            .split_once('=')
            .filter(|(name, _)| [WAVE, STATE].into_iter().chain(segments()).any(|known| known == *name));
        let Some((name, value)) = named else {
            let known = [WAVE, STATE].into_iter().chain(segments()).collect::<Vec<_>>().join(", ");
            return Err(vec![match language {
                Language::Zh => format!("--where {condition}：应写成 名称=值，名称可以是 {known}。"),
                Language::En => format!("--where {condition}: write it as NAME=VALUE, where NAME is one of {known}."),
            }]);
        };
        conditions.push((name.to_string(), value.to_string()));
    }
    Selection::from_conditions(conditions).map_err(|bad| {
        let known = State::ALL.map(State::name);
        vec![match language {
            Language::Zh => {
                let known = State::ALL.map(|state| format!("{}（{}）", state.name(), words::state(state, language)));
                format!("--where {STATE}={}：没有这种状态，可以是 {}。", bad.value, known.join("、"))
            }
            Language::En => {
                format!("--where {STATE}={}: there is no such state; it is one of {}.", bad.value, known.join(", "))
            }
        }]
    })
}
