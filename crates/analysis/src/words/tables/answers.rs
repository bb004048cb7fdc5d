//! Overall satisfaction, and how completely the questions were answered.

use super::{Cell, Head, Row, Table, heads, notes};
use crate::report::{Estimate, LevelCount, Report};
use crate::responses::Absent;
use crate::words::Language;
use crate::words::names::{absent, text};

/// Overall satisfaction level by level, the best first, then the satisfied and the loss that is to be expected.
pub fn overall(report: &Report, language: Language) -> Table {
    overall_like(report, report, language)
}

/// The same with the levels of another report, to stand beside that one's even where there are too few answers to show
/// a level.
pub fn overall_like(report: &Report, like: &Report, language: Language) -> Table {
    let head = language.of(["总体评价", "占比", "选的人", "人数"], ["overall", "share", "chosen by", "base"]);
    let mut rows = Vec::new();
    let mut cautions = Vec::new();
    if let Some(overall) = &report.overall {
        for level in overall_levels(like) {
            let own = overall.levels.iter().flatten().find(|own| own.code == level.code);
            rows.push(Row::part(vec![
                Cell::words(level_name(level, language)),
                Cell::share(own.map_or(&overall.satisfied_share, |own| &own.share), language),
                own.map_or_else(|| Cell::words(""), |own| Cell::count(own.count)),
                Cell::count(overall.base),
            ]));
        }
        let mut line = |name: &str, estimate: &Estimate| {
            let cells =
                vec![Cell::words(name), Cell::share(estimate, language), Cell::words(""), Cell::count(estimate.base)];
            rows.push(Row { cells, is_whole: true });
        };
        line(language.of("满意（最高两档）", "satisfied (two highest levels)"), &overall.satisfied_share);
        let lost = match overall.loss.assumed {
            true => language.of("预计流失（假设值）", "likely to be lost (assumption)"),
            false => language.of("预计流失", "likely to be lost"),
        };
        line(lost, &overall.loss.expected_share);
        cautions = overall.notes.clone();
    }
    Table {
        id: "overall".into(),
        title: language.of("总体满意", "Overall satisfaction").into(),
        heads: heads(head),
        rows,
        notes: notes(cautions, language),
        main: 1,
    }
}

/// The levels of overall satisfaction in the order of the table, as far as they are shown.
pub fn overall_levels(report: &Report) -> impl Iterator<Item = &LevelCount> {
    report.overall.iter().flat_map(|overall| overall.levels.iter().flatten().rev())
}

/// The words of a level, or else its code.
pub fn level_name(level: &LevelCount, language: Language) -> String {
    level.label.as_ref().map_or_else(|| level.code.to_string(), |label| text(label, language).into())
}

/// How completely every key was answered.
pub fn answers(report: &Report, language: Language) -> Table {
    let mut head = vec![
        (language.of("题目", "item"), false),
        (language.of("代号", "key"), false),
        (language.of("有效回答", "answered"), true),
    ];
    head.extend(Absent::ALL.map(|reason| (absent(reason, language), true)));
    head.push((language.of("作答率", "answered, of those asked"), true));
    let row = |answers: &crate::report::Answers| {
        let mut cells = vec![
            Cell::words(text(&answers.name, language)),
            Cell::words(answers.key.as_str()),
            Cell::count(answers.base),
        ];
        cells.extend(answers.absent.in_order().map(Cell::count));
        cells.push(Cell::share(&answers.answered_share, language));
        cells
    };
    Table {
        id: "answers".into(),
        title: language.of("回答是否齐全", "How complete the answers are").into(),
        heads: head.into_iter().map(|(text, is_numeric)| Head { text: text.into(), is_numeric }).collect(),
        rows: report.answers.iter().map(|answers| Row::part(row(answers))).collect(),
        notes: Vec::new(),
        main: 9,
    }
}
