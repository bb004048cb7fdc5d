//! Overall satisfaction, and how completely the questions were answered.

use super::{Cell, Head, Row, Table, heads, notes};
use crate::report::{Estimate, Report};
use crate::responses::Absent;
use crate::words::Language;
use crate::words::names::{absent, text};

/// Overall satisfaction level by level, then the satisfied and the loss that is to be expected.
pub fn overall(report: &Report, language: Language) -> Table {
    let head = language.of(["总体评价", "占比", "人数"], ["overall", "share", "respondents"]);
    let mut rows = Vec::new();
    let mut cautions = Vec::new();
    if let Some(overall) = &report.overall {
        for level in overall.levels.iter().flatten().rev() {
            let name =
                level.label.as_ref().map_or_else(|| level.code.to_string(), |label| text(label, language).into());
            rows.push(Row::part(vec![
                Cell::words(name),
                Cell::share(&level.share, language),
                Cell::count(level.count),
            ]));
        }
        let mut line = |name: &str, estimate: &Estimate| {
            rows.push(Row::part(vec![Cell::words(name), Cell::share(estimate, language), Cell::count(estimate.base)]));
        };
        line(language.of("满意（最高两档）", "satisfied (two highest levels)"), &overall.satisfied_share);
        line(language.of("预计流失（假设值）", "likely to be lost (assumption)"), &overall.loss.expected_share);
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
