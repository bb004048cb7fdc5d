//! The values of one filter side by side: the same sections of each, row for row and on the same axes.

use esteem_analysis::words::Language;
use esteem_analysis::words::tables::{self, Table};
use esteem_analysis::{Report, Responses, Selection};
use esteem_charts::{Section, sections_like, share_axes};
use esteem_study::Study;

use crate::content::{Choice, Column, Comparison, Filter};
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
    let asked: Vec<&Choice> = by.choices.iter().filter(|choice| is_selected(whole, &by.id, &choice.value)).collect();
    // All responses say which values are the largest, so that the columns stay while the other filters change.
    let mut largest = asked.clone();
    largest.sort_by_key(|choice| std::cmp::Reverse(choice.responses));
    largest.truncate(MOST);
    let left_out = asked.len() - largest.len();
    let shown = asked.into_iter().filter(|choice| largest.iter().any(|kept| kept.value == choice.value));

    let mut columns: Vec<Column> = shown
        .filter_map(|choice| {
            let selection = narrowed(&whole.selection, &by.id, &choice.value)?;
            let report = reports.keep(study, responses, &selection);
            Some(Column {
                value: choice.value.clone(),
                label: choice.label.clone(),
                responses: report.responses,
                sections: sections_like(&report, whole, language),
            })
        })
        .collect();
    for index in 0..sections.len() {
        let beside = columns.iter_mut().filter_map(|column| column.sections.get_mut(index));
        share_axes(beside.filter_map(|section| section.figure.as_mut()));
    }
    let table = |(index, section): (usize, &Section)| {
        let beside: Vec<(&str, &Table)> = columns
            .iter()
            .filter_map(|column| Some((column.label.as_str(), &column.sections.get(index)?.table)))
            .collect();
        tables::compared(&section.table, &beside, left_out, language)
    };
    let tables = sections.iter().enumerate().map(table).collect();
    Comparison { by: by.id.clone(), title: by.title.clone(), columns, tables }
}

/// Whether a selection keeps this value.
fn is_selected(report: &Report, name: &str, value: &str) -> bool {
    let conditions = report.selection.conditions();
    let mut same = conditions.iter().filter(|(own, _)| own == name).peekable();
    same.peek().is_none() || same.any(|(_, own)| own == value)
}

/// A selection with this value alone in place of its own values of that name.
fn narrowed(selection: &Selection, name: &str, value: &str) -> Option<Selection> {
    let others = selection.conditions().into_iter().filter(|(own, _)| own != name);
    Selection::from_conditions(others.chain([(name.to_owned(), value.to_owned())])).ok()
}
