//! Needs with their facets, and how respondents stand.

use super::{Cell, Row, Table, heads, notes};
use crate::needs::FacetState;
use crate::report::{Estimate, FacetShares, Report};
use crate::words::Language;
use crate::words::names::{facet_state, need, state, text};

/// Each need with its facets: shares from violated to fulfilled, and the need's index.
pub fn needs(report: &Report, language: Language) -> Table {
    let [violated, strained, met, fulfilled] = FacetState::ALL.map(|state| facet_state(state, language));
    let head = language.of(
        ["需求", violated, strained, met, fulfilled, "指数（0–100）", "人数"],
        ["need", violated, strained, met, fulfilled, "index, 0 to 100", "base"],
    );
    let row = |name: &str, shares: &FacetShares, index: Option<&Estimate>| {
        vec![
            Cell::words(name),
            Cell::share(&shares.violated_share, language),
            Cell::share(&shares.strained_share, language),
            Cell::share(&shares.met_share, language),
            Cell::share(&shares.fulfilled_share, language),
            index.map_or_else(|| Cell::words(""), |index| Cell::decimal(index, language, 1)),
            Cell::count(shares.base),
        ]
    };
    let mut rows = Vec::new();
    for figure in &report.needs {
        let cells = row(need(figure.need, language), &figure.shares, Some(&figure.index));
        rows.push(Row { cells, is_whole: true });
        for facet in &figure.facets {
            rows.push(Row::part(row(text(&facet.name, language), &facet.shares, None)));
        }
    }
    Table {
        id: "needs".into(),
        title: language.of("谁的需求受了损", "Whose needs were hurt").into(),
        heads: heads(head),
        rows,
        notes: notes(report.needs.iter().flat_map(|need| need.notes.iter().copied()), language),
        main: 1,
    }
}

/// How many respondents are in each state.
pub fn states(report: &Report, language: Language) -> Table {
    let head = language.of(["状态", "占比", "人数", "其中已挽回"], ["state", "share", "respondents", "recovered"]);
    let mut rows = Vec::new();
    let mut cautions = Vec::new();
    if let Some(states) = &report.states {
        let count = |count: Option<u64>| count.map_or_else(|| Cell::words(""), Cell::count);
        for figure in &states.states {
            rows.push(Row::part(vec![
                Cell::words(state(figure.state, language)),
                Cell::share(&figure.share, language),
                count(figure.count),
                count(figure.recovered),
            ]));
        }
        cautions = states.notes.clone();
    }
    Table {
        id: "states".into(),
        title: language.of("他们处在什么状态", "Where they stand").into(),
        heads: heads(head),
        rows,
        notes: notes(cautions, language),
        main: 1,
    }
}
