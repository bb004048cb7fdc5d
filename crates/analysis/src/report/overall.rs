//! Overall satisfaction in five levels, the share of satisfied customers, and the loss that is to be expected.

use esteem_study::study::Outcome;
use esteem_study::{Facet, LossRates, Text};
use serde::{Deserialize, Serialize};

use super::answers::LevelCount;
use super::notes::{self, Note};
use super::{Estimate, Filled, Interval, Method};
use crate::plan::{Table, scored};
use crate::stats::{Ends, Moments, Z};
use crate::tally::Counts;

/// What respondents said about the service as a whole. Codes run from 1, the worst level, to 5.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overall {
    /// The item's id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Respondents who answered.
    pub base: u64,
    /// How many chose each level, worst first; absent where the base is too small to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Vec<LevelCount>>,
    /// The mean level.
    pub mean: Estimate,
    /// Customer satisfaction (CSAT): the share of the two highest levels.
    pub satisfied_share: Estimate,
    /// The share of the highest level.
    pub top_share: Estimate,
    /// The share of customers that is likely to be lost.
    pub loss: Loss,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// The share of customers that is likely to be lost, from the shares of the levels and a loss rate for each.
///
/// # Formula
/// L = Σ pₗ qₗ, standard error √((Σ pₗ qₗ² − L²)/n), L ± z·se, cut off at 0 and 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Loss {
    /// The expected share, with the interval that sampling gives it.
    pub expected_share: Estimate,
    /// The standard error of sampling; absent where the share is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub se: Option<f64>,
    /// The expected share if the top level loses as little, and as much, as its range says; absent where the share is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub top_range: Option<[f64; 2]>,
    /// Whether the rates are the defaults: an assumption, not the company's own churn.
    pub assumed: bool,
}

pub(super) fn overall(filled: &Filled<'_>) -> Option<Overall> {
    let study = filled.study;
    let item = study.outcome(Outcome::Overall)?;
    let scored = scored(study, item, Facet::Perceived)?;
    let scale = study.scale_of(item)?;
    let cells = filled.tables().find_map(|(table, counts)| match (table, counts) {
        (Table::Answers { key, levels }, Counts::Cells(cells)) if *key == scored.key => Some(&cells[..*levels]),
        _ => None,
    })?;
    let mut levels: Vec<(i32, u64, Option<Text>)> = scored
        .codes
        .iter()
        .zip(cells)
        .zip(&scale.levels)
        .map(|((code, count), level)| (*code, *count, level.label.clone()))
        .collect();
    levels.sort_by_key(|(code, ..)| *code);
    let base: u64 = cells.iter().sum();
    let smallest = filled.smallest();
    let share = |codes: &[i32]| {
        let count = levels.iter().filter(|(code, ..)| codes.contains(code)).map(|(_, count, _)| count).sum();
        Estimate::share(count, base).unless_small(smallest)
    };
    let mean = match Moments::of(levels.iter().map(|(code, count, _)| (f64::from(*code), *count))) {
        Some(moments) => Estimate::mean(&moments).unless_small(smallest),
        None => Estimate::unknown(0, super::Reason::NoAnswers),
    };
    let counts: Vec<(i32, u64)> = levels.iter().map(|(code, count, _)| (*code, *count)).collect();
    let shown = levels.iter().map(|(code, count, label)| LevelCount::new(*code, label.clone(), *count, base));
    let mut overall = Overall {
        id: item.id.clone(),
        name: item.label().clone(),
        base,
        levels: (base >= smallest).then(|| shown.collect()),
        mean,
        satisfied_share: share(&[4, 5]),
        top_share: share(&[5]),
        loss: loss(&counts, base, smallest, &study.scoring.loss),
        notes: Vec::new(),
    };
    overall.notes = notes::of_overall(&overall);
    Some(overall)
}

fn loss(levels: &[(i32, u64)], base: u64, smallest: u64, rates: &LossRates) -> Loss {
    let default = LossRates::default();
    let assumed = (rates.rates, rates.top_range) == (default.rates, default.top_range);
    let n = base as f64;
    let rate = |code: i32, top: f64| match code {
        5 => top,
        code => usize::try_from(code - 1).ok().and_then(|i| rates.rates.get(i)).copied().unwrap_or(0.0),
    };
    let mean = |top: f64, power: fn(f64) -> f64| {
        levels.iter().map(|(code, count)| *count as f64 / n * power(rate(*code, top))).sum::<f64>()
    };
    let once: fn(f64) -> f64 = |q| q;
    let expected = mean(rates.rates[4], once);
    if base < smallest.max(1) {
        let expected_share = Estimate::unknown(base, super::Reason::TooFew { needed: smallest });
        return Loss { expected_share, se: None, top_range: None, assumed };
    }
    let se = libm::sqrt(((mean(rates.rates[4], |q| q * q) - expected * expected) / n).max(0.0));
    let ends = Ends::around(expected, Z * se);
    let ends = Ends { low: ends.low.max(0.0), high: ends.high.min(1.0) };
    let interval = Interval::new(ends, Method::Normal);
    let interval = if se > 0.0 { Ok(interval) } else { Err(super::Reason::AllEqual) };
    Loss {
        expected_share: Estimate::new(expected, base, interval),
        se: Some(se),
        top_range: Some(rates.top_range.map(|top| mean(top, once))),
        assumed,
    }
}
