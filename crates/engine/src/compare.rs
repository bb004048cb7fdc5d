//! The values of one filter side by side: the same sections of each, row for row and on the same axes.

use std::rc::Rc;

use esteem_analysis::report::withhold;
use esteem_analysis::words::Language;
use esteem_analysis::{Report, Responses};
use esteem_charts::{Beside, Section, beside};
use esteem_content::{Choice, Column, Comparison, Filter};
use esteem_study::Study;

use crate::reports::Reports;

/// The most columns that a reader can hold beside each other.
const MOST: usize = 8;

/// Lays the values of a filter side by side, row for row with the sections of the whole report. The values that the selection names are laid side by side alone; whatever
/// else it asks for holds in every column.
pub(crate) fn compare(
    study: &Study,
    responses: &Responses,
    reports: &mut Reports,
    whole: &Report,
    sections: &[Section],
    by: &Filter,
    language: Language,
) -> Comparison {
    let asked: Vec<&Choice> = by.choices.iter().filter(|choice| whole.selection.keeps(&by.id, &choice.value)).collect();
    // All responses say which values are the largest, so that the columns stay while the other filters change.
    let mut largest = asked.clone();
    largest.sort_by_key(|choice| std::cmp::Reverse(choice.responses));
    largest.truncate(MOST);
    let left_out = asked.len() - largest.len();
    let shown = asked.into_iter().filter(|choice| largest.iter().any(|kept| kept.value == choice.value));

    let groups: Vec<(&Choice, Rc<Report>)> = shown
        .filter_map(|choice| {
            let selection = whole.selection.narrowed(&by.id, &choice.value).ok()?;
            Some((choice, reports.keep(study, responses, &selection)))
        })
        .collect();
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
