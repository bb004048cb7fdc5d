//! The tables behind the figures: every number that a chart shows, as text and in full precision.

use super::names::{absent, facet_state, gap_name, need, state, text};
use super::{Language, decimal, interval, note, percent, percent_interval, reason, signed, whole};
use crate::needs::FacetState;
use crate::report::{Estimate, FacetShares, Gap, Note, Report};
use crate::responses::Absent;

/// A table in the reader's words.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// A name for addresses and files: `gaps`, `needs`, …
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// One for each column.
    pub heads: Vec<Head>,
    /// Each with one cell for each column. The first cell names the row.
    pub rows: Vec<Vec<Cell>>,
    /// What to keep in mind, each once.
    pub notes: Vec<String>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The words.
    pub text: String,
    /// Whether the column holds numbers.
    pub is_numeric: bool,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What is read.
    pub text: String,
    /// The number in full precision, if the cell is one.
    pub value: Option<f64>,
}

impl Cell {
    fn words(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), value: None }
    }

    fn count(count: u64) -> Cell {
        Cell { text: whole(count), value: Some(count as f64) }
    }

    fn estimate(estimate: &Estimate, language: Language, text: impl Fn(f64) -> String) -> Cell {
        match (estimate.value, estimate.reason) {
            (Some(value), _) => Cell { text: text(value), value: Some(value) },
            (None, Some(why)) => Cell::words(reason(why, estimate.base, language)),
            (None, None) => Cell::words(""),
        }
    }

    fn share(estimate: &Estimate, language: Language) -> Cell {
        Cell::estimate(estimate, language, |share| percent(share, language))
    }

    /// The interval, or why there is none; empty where the number itself says why it is missing.
    fn interval(estimate: &Estimate, language: Language, places: usize) -> Cell {
        Cell::words(match (&estimate.interval, estimate.reason, estimate.value) {
            (Some(ends), ..) => interval(ends, places, language),
            (None, Some(why), Some(_)) => reason(why, estimate.base, language),
            _ => String::new(),
        })
    }

    fn share_interval(estimate: &Estimate, language: Language) -> Cell {
        Cell::words(estimate.interval.as_ref().map(|ends| percent_interval(ends, language)).unwrap_or_default())
    }
}

fn heads(words: &[(&str, bool)]) -> Vec<Head> {
    words.iter().map(|(text, is_numeric)| Head { text: (*text).into(), is_numeric: *is_numeric }).collect()
}

fn notes(notes: impl IntoIterator<Item = Note>, language: Language) -> Vec<String> {
    let mut distinct: Vec<Note> = notes.into_iter().collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct.into_iter().map(|caution| note(caution, language).into()).collect()
}

/// Expectation, perception, gap and ratio: the touchpoints, worst gap first, then each dimension, then all together.
pub fn gaps(report: &Report, language: Language) -> Table {
    let rows = gap_rows(report);
    let head = match language {
        Language::Zh => [
            "接触点",
            "期望",
            "实际",
            "差距",
            "差距的 95% 区间",
            "低于期望",
            "符合",
            "超出",
            "比值",
            "比值的 95% 区间",
            "人数",
        ],
        Language::En => [
            "touchpoint",
            "expected",
            "met",
            "gap",
            "gap, 95 % interval",
            "got less",
            "as expected",
            "got more",
            "ratio",
            "ratio, 95 % interval",
            "base",
        ],
    };
    let numeric = |i: usize| ![0, 4, 9].contains(&i);
    let head: Vec<(&str, bool)> = head.iter().enumerate().map(|(i, text)| (*text, numeric(i))).collect();
    Table {
        id: "gaps",
        title: language.of("期望与实际", "What they expected and what they got").into(),
        heads: heads(&head),
        rows: rows.iter().map(|gap| gap_row(gap, language)).collect(),
        notes: notes(rows.iter().flat_map(|gap| gap.notes.iter().copied()), language),
    }
}

/// The rows of the table of gaps, in their order.
pub fn gap_rows(report: &Report) -> Vec<&Gap> {
    report.touchpoints_by_gap().into_iter().chain(&report.dimensions).chain(&report.overall_gap).collect()
}

fn gap_row(gap: &Gap, language: Language) -> Vec<Cell> {
    let two = |value: f64| decimal(value, 2);
    let name = Cell::words(gap_name(gap, language));
    if !gap.gap.is_known() {
        let why = Cell::estimate(&gap.gap, language, two);
        let empty = || Cell::words("");
        let mut row = vec![name, empty(), empty(), why];
        row.extend((0..6).map(|_| empty()));
        row.push(Cell::count(gap.base));
        return row;
    }
    let share = |of: fn(&crate::report::BandShares) -> &Estimate| {
        gap.shares.first().map_or_else(|| Cell::words(""), |shares| Cell::share(of(shares), language))
    };
    vec![
        name,
        Cell::estimate(&gap.expected, language, two),
        Cell::estimate(&gap.perceived, language, two),
        Cell::estimate(&gap.gap, language, |value| signed(value, 2)),
        Cell::interval(&gap.gap, language, 2),
        share(|shares| &shares.below_share),
        share(|shares| &shares.met_share),
        share(|shares| &shares.above_share),
        Cell::estimate(&gap.ratio.of_means, language, |value| decimal(value, 3)),
        Cell::interval(&gap.ratio.of_means, language, 3),
        Cell::count(gap.base),
    ]
}

/// The zone of tolerance of each touchpoint that asks for it.
pub fn zones(report: &Report, language: Language) -> Table {
    let head = match language {
        Language::Zh => [
            "接触点",
            "最低可接受",
            "理想",
            "实际",
            "高于最低",
            "区间",
            "距理想",
            "区间",
            "低于容忍区",
            "在内",
            "高于",
            "人数",
        ],
        Language::En => [
            "touchpoint",
            "adequate",
            "desired",
            "met",
            "above adequate",
            "95 % interval",
            "above desired",
            "95 % interval",
            "below the zone",
            "inside",
            "above",
            "base",
        ],
    };
    let head: Vec<(&str, bool)> = head.iter().enumerate().map(|(i, text)| (*text, ![0, 5, 7].contains(&i))).collect();
    let row = |zone: &crate::report::Zone| {
        let two = |estimate: &Estimate| Cell::estimate(estimate, language, |value| decimal(value, 2));
        let plus = |estimate: &Estimate| Cell::estimate(estimate, language, |value| signed(value, 2));
        vec![
            Cell::words(text(&zone.name, language)),
            two(&zone.adequate),
            two(&zone.desired),
            two(&zone.perceived),
            plus(&zone.adequacy),
            Cell::interval(&zone.adequacy, language, 2),
            plus(&zone.superiority),
            Cell::interval(&zone.superiority, language, 2),
            Cell::share(&zone.below_share, language),
            Cell::share(&zone.inside_share, language),
            Cell::share(&zone.above_share, language),
            Cell::count(zone.base),
        ]
    };
    Table {
        id: "zones",
        title: language.of("容忍区", "The zone of tolerance").into(),
        heads: heads(&head),
        rows: report.zones.iter().map(row).collect(),
        notes: notes(report.zones.iter().flat_map(|zone| zone.notes.iter().copied()), language),
    }
}

/// Each need with its facets: shares from violated to fulfilled, and the need's index.
pub fn needs(report: &Report, language: Language) -> Table {
    let [violated, strained, met, fulfilled] = FacetState::ALL.map(|state| facet_state(state, language));
    let head = match language {
        Language::Zh => ["需求", violated, "受损的 95% 区间", strained, met, fulfilled, "指数（0–100）", "人数"],
        Language::En => {
            ["need", violated, "violated, 95 % interval", strained, met, fulfilled, "index, 0 to 100", "base"]
        }
    };
    let head: Vec<(&str, bool)> = head.iter().enumerate().map(|(i, text)| (*text, ![0, 2].contains(&i))).collect();
    let row = |name: &str, shares: &FacetShares, index: Option<&Estimate>| {
        vec![
            Cell::words(name),
            Cell::share(&shares.violated_share, language),
            Cell::share_interval(&shares.violated_share, language),
            Cell::share(&shares.strained_share, language),
            Cell::share(&shares.met_share, language),
            Cell::share(&shares.fulfilled_share, language),
            index.map_or_else(|| Cell::words(""), |index| Cell::estimate(index, language, |value| decimal(value, 0))),
            Cell::count(shares.base),
        ]
    };
    let mut rows = Vec::new();
    for figure in &report.needs {
        rows.push(row(need(figure.need, language), &figure.shares, Some(&figure.index)));
        for facet in &figure.facets {
            rows.push(row(text(&facet.name, language), &facet.shares, None));
        }
    }
    Table {
        id: "needs",
        title: language.of("谁的需求受了损", "Whose needs were hurt").into(),
        heads: heads(&head),
        rows,
        notes: notes(report.needs.iter().flat_map(|need| need.notes.iter().copied()), language),
    }
}

/// How many respondents are in each state.
pub fn states(report: &Report, language: Language) -> Table {
    let head = language.of(
        [("状态", false), ("占比", true), ("95% 区间", false), ("人数", true), ("其中已挽回", true)],
        [("state", false), ("share", true), ("95 % interval", false), ("respondents", true), ("recovered", true)],
    );
    let mut rows = Vec::new();
    let mut cautions = Vec::new();
    if let Some(states) = &report.states {
        let count = |count: Option<u64>| count.map_or_else(|| Cell::words(""), Cell::count);
        for figure in &states.states {
            rows.push(vec![
                Cell::words(state(figure.state, language)),
                Cell::share(&figure.share, language),
                Cell::share_interval(&figure.share, language),
                count(figure.count),
                count(figure.recovered),
            ]);
        }
        cautions = states.notes.clone();
    }
    Table {
        id: "states",
        title: language.of("他们处在什么状态", "Where they stand").into(),
        heads: heads(&head),
        rows,
        notes: notes(cautions, language),
    }
}

/// Overall satisfaction level by level, then the satisfied and the loss that is to be expected.
pub fn overall(report: &Report, language: Language) -> Table {
    let head = language.of(
        [("总体评价", false), ("占比", true), ("95% 区间", false), ("人数", true)],
        [("overall", false), ("share", true), ("95 % interval", false), ("respondents", true)],
    );
    let mut rows = Vec::new();
    let mut cautions = Vec::new();
    if let Some(overall) = &report.overall {
        for level in overall.levels.iter().flatten().rev() {
            let name =
                level.label.as_ref().map_or_else(|| level.code.to_string(), |label| text(label, language).into());
            rows.push(vec![
                Cell::words(name),
                Cell::share(&level.share, language),
                Cell::share_interval(&level.share, language),
                Cell::count(level.count),
            ]);
        }
        let mut line = |name: &str, estimate: &Estimate| {
            rows.push(vec![
                Cell::words(name),
                Cell::share(estimate, language),
                Cell::share_interval(estimate, language),
                Cell::count(estimate.base),
            ]);
        };
        line(language.of("满意（最高两档）", "satisfied (two highest levels)"), &overall.satisfied_share);
        line(language.of("预计流失（假设值）", "likely to be lost (assumption)"), &overall.loss.expected_share);
        cautions = overall.notes.clone();
    }
    Table {
        id: "overall",
        title: language.of("总体满意", "Overall satisfaction").into(),
        heads: heads(&head),
        rows,
        notes: notes(cautions, language),
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
        id: "answers",
        title: language.of("回答是否齐全", "How complete the answers are").into(),
        heads: heads(&head),
        rows: report.answers.iter().map(row).collect(),
        notes: Vec::new(),
    }
}
