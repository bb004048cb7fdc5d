//! `esteem report`: from a study and a file of answers to plain text, JSON, HTML or tables.

use std::path::{Path, PathBuf};

use esteem_analysis::import::Manifest;
use esteem_analysis::report::{Differences, GroupTally, differences, withhold};
use esteem_analysis::selection::filters;
use esteem_analysis::words::tables::{self, Table, Which};
use esteem_analysis::words::{self, Language};
use esteem_analysis::{Plan, Report, Responses, Selection, Tally, plan, report};
use esteem_charts::{Beside, Section, beside, sections};
use esteem_study::Study;
use serde::Serialize;

use crate::input::{self, Lines};
use crate::threads;

mod conditions;
mod html;
pub(crate) mod plain;

/// What is asked for.
pub(crate) struct Options {
    pub(crate) study: PathBuf,
    pub(crate) responses: PathBuf,
    pub(crate) mapping: Option<PathBuf>,
    /// Settings in place of the study's own.
    pub(crate) settings: Option<PathBuf>,
    pub(crate) form: Form,
    /// Conditions, `NAME=VALUE`.
    pub(crate) only: Vec<String>,
    /// Whether responses with two flags of quality or more are left out.
    pub(crate) without_flagged: bool,
    /// What groups are laid side by side by: a segment, `wave` or `state`.
    pub(crate) by: Option<String>,
    /// How many threads read and count.
    pub(crate) threads: usize,
}

/// What is made of the report.
pub(crate) enum Form {
    /// Sentences and tables as text.
    Plain,
    /// The report as JSON.
    Json,
    /// One HTML file.
    Html(PathBuf),
    /// A folder with each table as CSV.
    Csv(PathBuf),
}

/// A report in the reader's language, with all that is shown of it.
struct Told {
    report: Report,
    sections: Vec<Section>,
    manifest: Manifest,
    groups: Option<Groups>,
    language: Language,
}

/// Groups side by side.
struct Groups {
    /// What they are groups of: a segment, `wave` or `state`.
    by: String,
    /// The same in words.
    title: String,
    /// The groups that are shown beside each other, in words, and what is shown.
    labels: Vec<String>,
    beside: Beside,
    /// Every group: value and report.
    reports: Vec<(String, Report)>,
    differences: Differences,
    /// The differences that were found, and all of them.
    found: Table,
    compared: Table,
}

/// Reports. What import found goes to the standard error, so that the standard output is the report alone.
pub(crate) fn run(options: &Options, language: Language) -> Result<(), Lines> {
    let mut study = input::study(&options.study, language)?.study;
    if let Some(settings) = &options.settings {
        study.scoring = input::settings(settings, &study, language)?;
    }
    let mut selection = conditions::selection(&options.only, &study, language)?;
    selection.without_flagged = options.without_flagged;
    let by = options.by.as_ref().map(|by| conditions::group(by, &study, language)).transpose()?;
    let mapping = options.mapping.as_ref().map(|path| input::mapping(path, language)).transpose()?;
    let imported = input::responses(&options.responses, &study, mapping.as_ref(), options.threads, language)?;
    for line in input::found(&imported.manifest, language) {
        eprintln!("{}", input::named(&options.responses, &line, language));
    }
    let counted = Counted { study: &study, parts: &imported.parts, threads: options.threads };
    let (plan, tally) = counted.count(&selection);
    let report = report(&study, &plan, &tally);
    let sections = sections(&report, language);
    let groups = by.map(|by| groups(&counted, (&plan, &tally), &report, &sections, by, language));
    let told = Told { report, sections, manifest: imported.manifest, groups, language };
    match &options.form {
        Form::Json => input::print("report", &json(&told)),
        Form::Plain => input::print("report", &plain::text(&told)),
        Form::Html(path) => write(path, &html::page(&told), language),
        Form::Csv(folder) => write_tables(folder, &told),
    }
}

/// The most groups that a reader can hold beside each other; as data all of them are written.
const MOST: usize = 8;

/// Responses that reports are made of.
struct Counted<'a> {
    study: &'a Study,
    parts: &'a [Responses],
    threads: usize,
}

impl Counted<'_> {
    fn count(&self, selection: &Selection) -> (Plan, Tally) {
        let plan = plan(self.study, selection);
        let tally = threads::count(&plan, self.parts, self.threads);
        (plan, tally)
    }
}

fn groups(
    counted: &Counted<'_>,
    (plan, tally): (&Plan, &Tally),
    whole: &Report,
    sections: &[Section],
    by: &str,
    language: Language,
) -> Groups {
    let study = counted.study;
    let filter = filters(study, counted.parts).into_iter().find(|filter| filter.id == by);
    let values = filter.map(|filter| filter.values).unwrap_or_default();
    let kept: Vec<_> = values.iter().filter(|count| whole.selection.keeps(by, &count.value)).collect();
    let mut largest = kept.clone();
    // The sort is stable, so that of equal groups the first stay.
    largest.sort_by_key(|count| std::cmp::Reverse(count.responses));
    largest.truncate(MOST);
    let (mut values, mut tallies, mut reports) = (Vec::new(), Vec::new(), Vec::new());
    for count in &kept {
        let Ok(selection) = whole.selection.narrowed(by, &count.value) else { continue };
        let (plan, tally) = counted.count(&selection);
        reports.push(report(study, &plan, &tally));
        tallies.push(tally);
        values.push(count.value.clone());
    }
    withhold(study, whole, &mut reports);
    let compared: Vec<GroupTally<'_>> = values
        .iter()
        .zip(&tallies)
        .zip(&reports)
        .map(|((value, tally), report)| GroupTally { value, tally, report })
        .collect();
    let differences = differences(study, plan, tally, by, &compared);
    let label = |value: &str| words::filter_value(study, by, value, language);
    let [found, compared] =
        [Which::Found, Which::All].map(|which| tables::differences(&differences, which, label, language));
    let reports: Vec<(String, Report)> = values.into_iter().zip(reports).collect();
    let shown: Vec<_> = reports.iter().filter(|(value, _)| largest.iter().any(|kept| kept.value == *value)).collect();
    let labels: Vec<String> = shown.iter().map(|(value, _)| label(value)).collect();
    let named: Vec<(&str, &Report)> =
        labels.iter().map(|label| &**label).zip(shown.iter().map(|(_, report)| report)).collect();
    let beside = beside(whole, sections, &named, kept.len() - shown.len(), language);
    let title = words::filter_title(study, by, language);
    Groups { by: by.into(), title, labels, beside, reports, differences, found, compared }
}

/// The report, or with groups the reports, as JSON.
fn json(told: &Told) -> String {
    let Some(groups) = &told.groups else { return told.report.to_json() };
    let each = groups.reports.iter().map(|(value, report)| GroupReport { value, report });
    let comparison = Comparison {
        format: "esteem-comparison/1",
        by: &groups.by,
        whole: &told.report,
        groups: each.collect(),
        differences: &groups.differences,
    };
    // Like a report it holds only what serde_json always can write.
    serde_json::to_string_pretty(&comparison).map(|json| json + "\n").unwrap_or_default()
}

/// Reports of groups beside that of all of them.
#[derive(Serialize)]
struct Comparison<'a> {
    format: &'static str,
    by: &'a str,
    whole: &'a Report,
    groups: Vec<GroupReport<'a>>,
    differences: &'a Differences,
}

#[derive(Serialize)]
struct GroupReport<'a> {
    value: &'a str,
    report: &'a Report,
}

/// Writes each table as a file of its own; the groups' numbers beside each other stand in further ones.
fn write_tables(folder: &Path, told: &Told) -> Result<(), Lines> {
    std::fs::create_dir_all(folder).map_err(|error| vec![cannot_write(folder, &error, told.language)])?;
    let whole = told.sections.iter().map(|section| (section.table.id.to_string(), &section.table));
    let beside = told
        .groups
        .iter()
        .flat_map(|groups| groups.beside.tables.iter().chain([&groups.compared]).zip(std::iter::repeat(&groups.by)))
        .map(|(table, by)| ([&table.id, "-by-", by].concat(), table));
    for (name, table) in whole.chain(beside) {
        write(&folder.join(name + ".csv"), &table.to_csv(told.language), told.language)?;
    }
    Ok(())
}

fn write(path: &Path, text: &str, language: Language) -> Result<(), Lines> {
    std::fs::write(path, text).map_err(|error| vec![cannot_write(path, &error, language)])
}

fn cannot_write(path: &Path, error: &std::io::Error, language: Language) -> String {
    let sentence = match language {
        Language::Zh => format!("写不进去（{error}）。"),
        Language::En => format!("cannot be written ({error})."),
    };
    input::named(path, &sentence, language)
}
