//! The reports of several groups side by side: the same sections of each, row for row and on the same axes.

use esteem_analysis::Report;
use esteem_analysis::words::Language;
use esteem_analysis::words::tables::{self, Table};

use crate::sections::{Section, sections_like};
use crate::shared::share_axes;

/// Groups beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// For each group the sections of the whole report, in its order.
    pub columns: Vec<Vec<Section>>,
    /// For each section one table with the number that matters most, a column for each group.
    pub tables: Vec<Table>,
}

/// Lays groups side by side: the name and the report of each. `whole` is the report of all of them, `sections` its
/// sections, and `left_out` how many groups have no place.
pub fn beside(
    whole: &Report,
    sections: &[Section],
    groups: &[(&str, &Report)],
    left_out: usize,
    language: Language,
) -> Beside {
    let mut columns: Vec<Vec<Section>> =
        groups.iter().map(|(_, report)| sections_like(report, whole, language)).collect();
    for index in 0..sections.len() {
        let same = columns.iter_mut().filter_map(|column| column.get_mut(index));
        share_axes(same.filter_map(|section| section.figure.as_mut()));
    }
    let table = |(index, section): (usize, &Section)| {
        let names = groups.iter().map(|(name, _)| *name);
        let same: Vec<(&str, &Table)> =
            names.zip(&columns).filter_map(|(name, column)| Some((name, &column.get(index)?.table))).collect();
        tables::compared(&section.table, &same, left_out, language)
    };
    let tables = sections.iter().enumerate().map(table).collect();
    Beside { columns, tables }
}
