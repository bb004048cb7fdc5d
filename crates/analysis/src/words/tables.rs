//! The tables behind the figures: every number that a chart shows, as text and in full precision.

use super::names::{absent, facet_state, gap_name, need, state, text};
use super::{Language, decimal, interval, note, percent, percent_interval, reason, signed, whole};
use crate::needs::FacetState;
use crate::report::{Estimate, FacetShares, Gap, Interval, Note, Report, Scope};
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
    /// The rows, in the order of the figure's marks.
    pub rows: Vec<Row>,
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

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// One for each column; the first names the row.
    pub cells: Vec<Cell>,
    /// Whether it sums up other rows of the table: a need its facets, a dimension its touchpoints.
    pub is_whole: bool,
}

impl Row {
    fn part(cells: Vec<Cell>) -> Row {
        Row { cells, is_whole: false }
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What is read.
    pub text: String,
    /// The 95 % interval of the number, or why it has none; absent for what is no estimate.
    pub range: Option<String>,
    /// The number in full precision, if the cell is one.
    pub value: Option<f64>,
}

impl Cell {
    fn words(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), range: None, value: None }
    }

    fn count(count: u64) -> Cell {
        Cell { text: whole(count), range: None, value: Some(count as f64) }
    }

    /// A number with its interval, each as text; a missing number says why in its place.
    fn estimate(
        estimate: &Estimate,
        language: Language,
        text: impl Fn(f64) -> String,
        range: impl Fn(&Interval) -> String,
    ) -> Cell {
        let why = estimate.reason.map(|why| reason(why, estimate.base, language));
        match estimate.value {
            Some(value) => {
                let range = estimate.interval.as_ref().map(range).or(why);
                Cell { text: text(value), range, value: Some(value) }
            }
            None => Cell::words(why.unwrap_or_default()),
        }
    }

    fn decimal(estimate: &Estimate, language: Language, places: usize) -> Cell {
        let range = |ends: &Interval| interval(ends, places, language);
        Cell::estimate(estimate, language, |value| decimal(value, places), range)
    }

    fn signed(estimate: &Estimate, language: Language, places: usize) -> Cell {
        let range = |ends: &Interval| interval(ends, places, language);
        Cell::estimate(estimate, language, |value| signed(value, places), range)
    }

    fn share(estimate: &Estimate, language: Language) -> Cell {
        let range = |ends: &Interval| percent_interval(ends, language);
        Cell::estimate(estimate, language, |share| percent(share, language), range)
    }
}

/// The heads of a table whose first column names the rows and whose other columns hold numbers.
fn heads<const N: usize>(words: [&str; N]) -> Vec<Head> {
    (0..).zip(words).map(|(i, text): (usize, &str)| Head { text: text.into(), is_numeric: i > 0 }).collect()
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
    let head = language.of(
        ["接触点", "期望", "实际", "差距", "低于期望", "符合", "超出", "比值", "人数"],
        ["touchpoint", "expected", "got", "gap", "got less", "as expected", "got more", "ratio", "base"],
    );
    Table {
        id: "gaps",
        title: language.of("期望与实际", "What they expected and what they got").into(),
        heads: heads(head),
        rows: rows.iter().map(|gap| gap_row(gap, language)).collect(),
        notes: notes(rows.iter().flat_map(|gap| gap.notes.iter().copied()), language),
    }
}

/// The rows of the table of gaps, in their order.
pub fn gap_rows(report: &Report) -> Vec<&Gap> {
    report.touchpoints_by_gap().into_iter().chain(&report.dimensions).chain(&report.overall_gap).collect()
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
        id: "zones",
        title: language.of("容忍区", "The zone of tolerance").into(),
        heads: heads(head),
        rows: report.zones.iter().map(|zone| Row::part(row(zone))).collect(),
        notes: notes(report.zones.iter().flat_map(|zone| zone.notes.iter().copied()), language),
    }
}

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
        id: "needs",
        title: language.of("谁的需求受了损", "Whose needs were hurt").into(),
        heads: heads(head),
        rows,
        notes: notes(report.needs.iter().flat_map(|need| need.notes.iter().copied()), language),
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
        id: "states",
        title: language.of("他们处在什么状态", "Where they stand").into(),
        heads: heads(head),
        rows,
        notes: notes(cautions, language),
    }
}

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
        id: "overall",
        title: language.of("总体满意", "Overall satisfaction").into(),
        heads: heads(head),
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
        heads: head.into_iter().map(|(text, is_numeric)| Head { text: text.into(), is_numeric }).collect(),
        rows: report.answers.iter().map(|answers| Row::part(row(answers))).collect(),
        notes: Vec::new(),
    }
}
