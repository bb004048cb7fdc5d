//! How satisfied the customers are who are worth most: from all of them to the valuable ones, to the most valuable, and
//! to what their satisfaction goes with.

use esteem_study::Text;
use serde::{Deserialize, Serialize};

use super::groups::hidden;
use super::notes::{self, Note};
use super::{Estimate, Filled, Interval, Method, Reason};
use crate::plan::{ClassesTable, Table, VALUE_CLASS};
use crate::stats::{Ends, Joint, Moments, Z};
use crate::tally::Counts;

/// Levels of overall satisfaction from this code on are satisfied.
const SATISFIED_FROM: i32 = 4;

/// Customers by the class of their value, which the company says and nobody is asked: the segment `value_class`, the most
/// valuable first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueClasses {
    /// The classes, the most valuable first.
    pub classes: Vec<ValueClass>,
    /// How many classes, from the first, are valuable: half of them, rounded up.
    pub valuable: usize,
    /// The valuable classes together.
    pub valuable_satisfied: Satisfied,
    /// For the most valuable class: what its overall satisfaction goes with, in the order of the study.
    pub drivers: Vec<ValueDriver>,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// How satisfied some customers are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Satisfied {
    /// The mean level, 1 to 5.
    pub mean: Estimate,
    /// The share of the two highest levels.
    pub satisfied_share: Estimate,
}

/// One class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueClass {
    /// The value of the segment.
    pub id: String,
    /// What it is called; absent where the study has no words for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// How satisfied it is.
    pub satisfied: Satisfied,
}

/// A touchpoint and what it does for the most valuable customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueDriver {
    /// The touchpoint's id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Their mean perception, in scale points.
    pub performance: Estimate,
    /// Its correlation with their overall satisfaction, other touchpoints left aside (Fisher's interval).
    pub correlation: Estimate,
}

pub(super) fn value(filled: &Filled<'_>) -> Option<ValueClasses> {
    let (table, cells) = filled.tables().find_map(|(table, counts)| match (table, counts) {
        (Table::Classes(table), Counts::Cells(cells)) => Some((table, cells)),
        _ => None,
    })?;
    let (study, smallest, own) = (filled.study, filled.smallest(), table.class_cells());
    let counts: Vec<&[u64]> = cells.chunks_exact(own).collect();
    let levels = |counts: &[u64]| -> Vec<(i32, u64)> {
        table.overall.codes.iter().copied().zip(counts.iter().copied()).collect()
    };
    let bases: Vec<u64> = counts.iter().map(|counts| levels(counts).iter().map(|(_, count)| count).sum()).collect();
    let all: u64 = bases.iter().sum::<u64>() + outside(filled, table, &bases);
    let hides = hidden(all, &bases, smallest);
    let segment = study.segments.iter().find(|segment| segment.id == VALUE_CLASS)?;
    let name = |id: &str| segment.values.iter().find(|value| value.id == id).map(|value| value.text.clone());
    let classes: Vec<ValueClass> = table
        .classes
        .iter()
        .zip(&counts)
        .zip(&hides)
        .map(|((id, counts), hidden)| {
            let mut satisfied = Satisfied::of(&levels(counts), smallest);
            if *hidden {
                satisfied.withhold();
            }
            ValueClass { id: id.clone(), name: name(id), satisfied }
        })
        .collect();
    let valuable = classes.len().div_ceil(2);
    let together: Vec<(i32, u64)> = counts.iter().take(valuable).flat_map(|counts| levels(counts)).collect();
    let mut valuable_satisfied = Satisfied::of(&together, smallest);
    // Two classes of which one is hidden would tell it by what they are together.
    if classes.iter().take(valuable).any(|class| !class.satisfied.mean.is_known()) {
        valuable_satisfied.withhold();
    }
    let first = counts.first().copied().unwrap_or_default();
    let is_hidden = hides.first() == Some(&true);
    let mut value = ValueClasses {
        classes,
        valuable,
        valuable_satisfied,
        drivers: drivers(filled, table, first, is_hidden),
        notes: Vec::new(),
    };
    value.notes = notes::of_value(&value);
    Some(value)
}

/// Respondents who told their overall satisfaction and are in no class.
fn outside(filled: &Filled<'_>, table: &ClassesTable, bases: &[u64]) -> u64 {
    let answered = filled.tables().find_map(|(other, counts)| match (other, counts) {
        (Table::Answers { key, levels }, Counts::Cells(cells)) if *key == table.overall.key => {
            cells.get(..*levels).map(|cells| cells.iter().sum::<u64>())
        }
        _ => None,
    });
    answered.unwrap_or_default().saturating_sub(bases.iter().sum())
}

impl Satisfied {
    fn of(levels: &[(i32, u64)], smallest: u64) -> Satisfied {
        let base = levels.iter().map(|(_, count)| count).sum();
        let satisfied = levels.iter().filter(|(code, _)| *code >= SATISFIED_FROM).map(|(_, count)| count).sum();
        let moments = Moments::of(levels.iter().map(|(code, count)| (f64::from(*code), *count)));
        let mean = moments.map_or_else(|| Estimate::unknown(0, Reason::NoAnswers), |moments| Estimate::mean(&moments));
        Satisfied {
            mean: mean.unless_small(smallest),
            satisfied_share: Estimate::share(satisfied, base).unless_small(smallest),
        }
    }

    pub(super) fn withhold(&mut self) {
        [&mut self.mean, &mut self.satisfied_share].into_iter().for_each(Estimate::withhold);
    }
}

fn drivers(filled: &Filled<'_>, table: &ClassesTable, counts: &[u64], is_hidden: bool) -> Vec<ValueDriver> {
    let levels = table.overall.codes.len();
    let mut from = levels;
    let mut found = Vec::new();
    for touchpoint in &table.touchpoints {
        let next = from + touchpoint.codes.len() * levels;
        let cells = counts.get(from..next).unwrap_or_default();
        from = next;
        let Some(item) = filled.study.item(&touchpoint.key.item) else { continue };
        let mut driver = ValueDriver {
            id: item.id.clone(),
            name: item.label().clone(),
            performance: Estimate::unknown(0, Reason::NoAnswers),
            correlation: Estimate::unknown(0, Reason::NoAnswers),
        };
        let pairs = touchpoint.codes.iter().zip(cells.chunks_exact(levels)).flat_map(|(x, cells)| {
            table.overall.codes.iter().zip(cells).map(|(y, count)| (f64::from(*x), f64::from(*y), *count))
        });
        if let Some(joint) = Joint::of(pairs) {
            driver.performance = Estimate::mean(&joint.x()).unless_small(filled.smallest());
            driver.correlation = correlation(&joint).unless_small(filled.smallest());
        }
        if is_hidden {
            [&mut driver.performance, &mut driver.correlation].into_iter().for_each(Estimate::withhold);
        }
        found.push(driver);
    }
    found
}

/// Pearson's correlation with Fisher's interval: tanh(atanh r ± z/√(n − 3)).
fn correlation(joint: &Joint) -> Estimate {
    let Some(r) = joint.correlation() else { return Estimate::unknown(joint.n, Reason::NoVariation) };
    let interval = if joint.n < 4 {
        Err(Reason::TooFew { needed: 4 })
    } else if r.abs() >= 1.0 - 1e-12 {
        Err(Reason::Unstable)
    } else {
        let half = Z / libm::sqrt(joint.n as f64 - 3.0);
        let ends = Ends::around(libm::atanh(r), half);
        let ends = Ends { low: libm::tanh(ends.low).min(r), high: libm::tanh(ends.high).max(r) };
        Ok(Interval::new(ends, Method::Fisher))
    };
    Estimate::new(r, joint.n, interval)
}
