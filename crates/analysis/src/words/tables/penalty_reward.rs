//! What low and high ratings of touchpoints do to overall satisfaction.

use super::{Cell, Row, Table, heads, notes};
use crate::report::{ContrastRow, Report};
use crate::words::Language;
use crate::words::names::{class, index_class, text};
use crate::words::numbers::{percent, whole};

/// Penalty and reward of each touchpoint, what the tests show, and the index with its label.
pub fn penalty_reward(report: &Report, language: Language) -> Table {
    let head = language.of(
        ["接触点", "差了扣", "好了加", "两边相抵", "检验的结果", "指数（−1 到 1）", "归类", "低／中／高分人数", "人数"],
        [
            "touchpoint",
            "penalty",
            "reward",
            "both together",
            "what the tests show",
            "index, −1 to 1",
            "label",
            "low, middling, high",
            "base",
        ],
    );
    let contrast = report.penalty_reward.as_ref();
    let row = |row: &ContrastRow, base: u64| {
        let cells = row.cells.map_or_else(String::new, |cells| cells.map(whole).join(language.of("／", ", ")));
        let label = row.label.map_or_else(
            || Cell::words(""),
            |label| {
                let chance = percent(label.chance, language);
                let sure = language.of(format!("把握 {chance}"), format!("in {chance} of draws"));
                Cell { range: Some(sure), ..Cell::words(index_class(label.label, language)) }
            },
        );
        Row::part(vec![
            Cell::words(text(&row.name, language)),
            Cell::signed(&row.penalty, language, 2),
            Cell::signed(&row.reward, language, 2),
            Cell::signed(&row.asymmetry, language, 2),
            row.class.map_or_else(|| Cell::words(""), |found| Cell::words(class(found, language))),
            Cell::signed(&row.index, language, 2),
            label,
            Cell::words(cells),
            Cell::count(base),
        ])
    };
    Table {
        id: "penalty-reward".into(),
        title: language.of("差了扣多少，好了加多少", "What falling short costs, and what standing out gains").into(),
        heads: heads(head),
        rows: contrast.iter().flat_map(|all| all.touchpoints.iter().map(|own| row(own, all.base))).collect(),
        notes: notes(contrast.iter().flat_map(|all| all.notes.iter().copied()), language),
        main: 1,
    }
}
