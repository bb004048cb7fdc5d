//! How well the items of a block say the same.

use super::{Cell, Row, Table, heads, notes};
use crate::report::{Reliability, ReliabilityItem, Report};
use crate::words::Language;
use crate::words::names::{block_name, text};

/// Every block with its alpha and omega.
pub fn reliability(report: &Report, language: Language) -> Table {
    let head = language.of(
        ["一组题", "α", "ω", "斯皮尔曼–布朗", "题数", "人数"],
        ["items", "alpha", "omega", "Spearman-Brown", "number of items", "base"],
    );
    let row = |block: &Reliability| {
        let both = block.spearman_brown.as_ref();
        Row::part(vec![
            Cell::words(block_name(block, language)),
            Cell::decimal(&block.alpha, language, 2),
            Cell::decimal(&block.omega, language, 2),
            both.map_or_else(|| Cell::words(""), |both| Cell::decimal(both, language, 2)),
            Cell::count(block.items.len() as u64),
            Cell::count(block.base),
        ])
    };
    Table {
        id: "reliability".into(),
        title: language.of("这些题说的是不是一回事", "Whether the items say the same").into(),
        heads: heads(head),
        rows: report.reliability.iter().map(row).collect(),
        notes: notes(report.reliability.iter().flat_map(|block| block.notes.iter().copied()), language),
        main: 1,
    }
}

/// How each item goes with the others of its block.
pub fn reliability_items(report: &Report, language: Language) -> Table {
    let head = language.of(
        ["题", "与其余题的相关", "去掉它以后的 α", "人数"],
        ["item", "correlation with the rest", "alpha without it", "base"],
    );
    let row = |block: &Reliability, item: &ReliabilityItem| {
        Row::part(vec![
            Cell::words(format!("{} · {}", block_name(block, language), text(&item.name, language))),
            Cell::signed(&item.rest_correlation, language, 2),
            Cell::decimal(&item.alpha_without, language, 2),
            Cell::count(block.base),
        ])
    };
    let items = report.reliability.iter().flat_map(|block| block.items.iter().map(move |item| row(block, item)));
    Table {
        id: "reliability-items".into(),
        title: language.of("每道题和同组的其余题", "Each item and the rest of its group").into(),
        heads: heads(head),
        rows: items.collect(),
        notes: Vec::new(),
        main: 1,
    }
}
