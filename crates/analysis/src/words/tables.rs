//! The tables behind the figures: every number that a chart shows, as text and in full precision.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Language, decimal, interval, note, percent, percent_interval, reason, signed, whole};
use crate::report::{Estimate, Interval, Note};

mod answers;
mod compared;
mod csv;
mod customers;
mod differences;
mod distributions;
mod funnel;
mod gaps;
mod importance;
mod needs;
mod outcomes;
mod penalty_reward;
mod reliability;
mod sample;

pub use answers::{answers, level_name, overall, overall_levels, overall_like};
pub use compared::compared;
pub use customers::{class_name, diagnostics, loyalty, loyalty_level, value, value_drivers_like};
pub use differences::{Which, differences};
pub use distributions::{RatingGroup, distributions, distributions_like, rating_groups};
pub use funnel::{funnel, page_name};
pub use gaps::{gap_rows, gaps, gaps_like, zones};
pub use importance::{driver_rows, importance, importance_map, stated_importance};
pub use needs::{needs, states};
pub use outcomes::{incidents, indices, quality, recommendation, recommendation_names, scenarios};
pub use penalty_reward::penalty_reward;
pub use reliability::{reliability, reliability_items};
pub use sample::sample;

/// A table in the reader's words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// A name for addresses and files: `gaps`, `needs`, …
    pub id: Cow<'static, str>,
    /// What it shows.
    pub title: String,
    /// One for each column.
    pub heads: Vec<Head>,
    /// The rows, in the order of the figure's marks.
    pub rows: Vec<Row>,
    /// What to keep in mind, each once.
    pub notes: Vec<String>,
    /// The column with the number that matters most: the one to compare groups by.
    pub main: usize,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The words.
    pub text: String,
    /// Whether the column holds numbers.
    pub is_numeric: bool,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What is read.
    pub text: String,
    /// The 95 % interval of the number, or why it has none; absent for what is no estimate.
    pub range: Option<String>,
    /// The number in full precision, if the cell is one.
    pub value: Option<f64>,
    /// The 95 % interval of the number in full precision, if it has one.
    pub interval: Option<(f64, f64)>,
    /// The respondents that an estimate rests on, whether or not it has a number; absent for what is no estimate.
    pub base: Option<u64>,
}

impl Cell {
    fn words(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), range: None, value: None, interval: None, base: None }
    }

    fn count(count: u64) -> Cell {
        Cell { value: Some(count as f64), ..Cell::words(whole(count)) }
    }

    /// A number with its interval, each as text; a missing number says why in its place.
    fn estimate(
        estimate: &Estimate,
        language: Language,
        text: impl Fn(f64) -> String,
        range: impl Fn(&Interval) -> String,
    ) -> Cell {
        let why = estimate.reason.map(|why| reason(why, estimate.base, language));
        let base = Some(estimate.base);
        match estimate.value {
            Some(value) => {
                let range = estimate.interval.as_ref().map(range).or(why);
                let interval = estimate.interval.map(|ends| (ends.low, ends.high));
                Cell { text: text(value), range, value: Some(value), interval, base }
            }
            None => Cell { base, ..Cell::words(why.unwrap_or_default()) },
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
