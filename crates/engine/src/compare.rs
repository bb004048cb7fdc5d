//! The values of one filter side by side: the same sections of each, row for row and on the same axes.

use std::rc::Rc;

use esteem_analysis::report::withhold;
use esteem_analysis::words::Language;
use esteem_analysis::{Report, Selection};
use esteem_charts::{Beside, Section, beside};
use esteem_content::{Choice, Column, Comparison, Filter};
use esteem_study::Study;

use crate::reports::Reports;

/// The most columns that a reader can hold beside each other.
const MOST: usize = 8;

/// The values that are shown beside each other, each with its selection, and how many are left out.
pub(crate) fn shown<'f>(whole: &Selection, by: &'f Filter) -> (Vec<(&'f Choice, Selection)>, usize) {
    let asked: Vec<&Choice> = by.choices.iter().filter(|choice| whole.keeps(&by.id, &choice.value)).collect();
    // All responses say which values are the largest, so that the columns stay while the other filters change.
    let mut largest = asked.clone();
    largest.sort_by_key(|choice| std::cmp::Reverse(choice.responses));
    largest.truncate(MOST);
    let left_out = asked.len() - largest.len();
    let shown = asked.into_iter().filter(|choice| largest.iter().any(|kept| kept.value == choice.value));
    let narrowed = |choice: &'f Choice| Some((choice, whole.narrowed(&by.id, &choice.value).ok()?));
    (shown.filter_map(narrowed).collect(), left_out)
}

/// Lays the values of a filter side by side, row for row with the sections of the whole report. The values that the selection names are laid side by side alone; whatever
/// else it asks for holds in every column.
pub(crate) fn compare(
    study: &Study,
    reports: &mut Reports,
    whole: &Report,
    sections: &[Section],
    by: &Filter,
    language: Language,
) -> Comparison {
    let (shown, left_out) = shown(&whole.selection, by);
    let groups: Vec<(&Choice, Rc<Report>)> =
        shown.into_iter().filter_map(|(choice, selection)| Some((choice, reports.get(&selection)?))).collect();
    // Taken together with the whole, they must not tell the numbers of a group that is too small.
    let mut each: Vec<Report> = groups.iter().map(|(_, report)| Report::clone(report)).collect();
    withhold(study, whole, &mut each);
    let named: Vec<(&str, &Report)> =
        groups.iter().zip(&each).map(|((choice, _), report)| (&*choice.label, report)).collect();
    let Beside { columns, tables } = beside(whole, sections, &named, left_out, language);
    let columns = groups.iter().zip(columns).map(|((choice, report), sections)| Column {
        value: choice.value.clone(),
        label: choice.label.clone(),
        responses: report.responses,
        sections,
    });
    Comparison { by: by.id.clone(), title: by.title.clone(), columns: columns.collect(), tables }
}
