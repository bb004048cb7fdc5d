//! Expectation against perception, and the zone of tolerance.

use super::{Cell, Row, Table, heads, notes};
use crate::report::{Gap, Report, Scope};
use crate::words::Language;
use crate::words::names::{gap_name, text};

/// Expectation, perception, gap and ratio: the touchpoints, worst gap first, then each dimension, then all together.
pub fn gaps(report: &Report, language: Language) -> Table {
    gaps_like(report, report, language)
}

/// The same with the rows in the order of another report, to stand beside that one's.
pub fn gaps_like(report: &Report, like: &Report, language: Language) -> Table {
    let rows = gap_rows(report, like);
    let head = language.of(
        ["接触点", "期望", "实际", "差距", "低于期望", "符合", "超出", "比值", "人数"],
        ["touchpoint", "expected", "got", "gap", "got less", "as expected", "got more", "ratio", "base"],
    );
    Table {
        id: "gaps".into(),
        title: language.of("期望与实际", "What they expected and what they got").into(),
        heads: heads(head),
        rows: rows.iter().map(|gap| gap_row(gap, language)).collect(),
        notes: notes(rows.iter().flat_map(|gap| gap.notes.iter().copied()), language),
        main: 3,
    }
}

/// The rows of the table of gaps, in the order of another report of the same study, or of the report itself.
pub fn gap_rows<'a>(report: &'a Report, like: &Report) -> Vec<&'a Gap> {
    let order: Vec<&str> = like.touchpoints_by_gap().into_iter().map(|gap| gap.id.as_str()).collect();
    let mut touchpoints: Vec<&Gap> = report.touchpoints.iter().collect();
    touchpoints.sort_by_key(|gap| order.iter().position(|id| *id == gap.id));
    touchpoints.into_iter().chain(&report.dimensions).chain(&report.overall_gap).collect()
}

fn gap_row(gap: &Gap, language: Language) -> Row {
    Row { cells: gap_cells(gap, language), is_whole: gap.scope != Scope::Touchpoint }
}

fn gap_cells(gap: &Gap, language: Language) -> Vec<Cell> {
    let name = Cell::words(gap_name(gap, language));
    let gap_cell = Cell::signed(&gap.gap, language, 2);
    let base = Cell::count(gap.base);
    let Some(shares) = gap.shares.first() else {
        // Why there is no gap stands where the gap would; the same reason holds for the rest of the row.
        let empty = || Cell::words("");
        return vec![name, empty(), empty(), gap_cell, empty(), empty(), empty(), empty(), base];
    };
    vec![
        name,
        Cell::decimal(&gap.expected, language, 2),
        Cell::decimal(&gap.perceived, language, 2),
        gap_cell,
        Cell::share(&shares.below_share, language),
        Cell::share(&shares.met_share, language),
        Cell::share(&shares.above_share, language),
        Cell::decimal(&gap.ratio.of_means, language, 3),
        base,
    ]
}

/// The zone of tolerance of each touchpoint that asks for it.
pub fn zones(report: &Report, language: Language) -> Table {
    let head = language.of(
        ["接触点", "最低可接受", "理想", "实际", "高于最低", "距理想", "低于容忍区", "在内", "高于", "人数"],
        [
            "touchpoint",
            "adequate",
            "desired",
            "got",
            "above adequate",
            "above desired",
            "below the zone",
            "inside",
            "above",
            "base",
        ],
    );
    let row = |zone: &crate::report::Zone| {
        vec![
            Cell::words(text(&zone.name, language)),
            Cell::decimal(&zone.adequate, language, 2),
            Cell::decimal(&zone.desired, language, 2),
            Cell::decimal(&zone.perceived, language, 2),
            Cell::signed(&zone.adequacy, language, 2),
            Cell::signed(&zone.superiority, language, 2),
            Cell::share(&zone.below_share, language),
            Cell::share(&zone.inside_share, language),
            Cell::share(&zone.above_share, language),
            Cell::count(zone.base),
        ]
    };
    Table {
        id: "zones".into(),
        title: language.of("容忍区", "The zone of tolerance").into(),
        heads: heads(head),
        rows: report.zones.iter().map(|zone| Row::part(row(zone))).collect(),
        notes: notes(report.zones.iter().flat_map(|zone| zone.notes.iter().copied()), language),
        main: 6,
    }
}
