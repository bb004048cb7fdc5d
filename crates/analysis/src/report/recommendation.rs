//! Whether respondents would recommend, how much effort it took them, and one index of satisfaction.

use esteem_study::study::Outcome;
use esteem_study::{Facet, Item, Text};
use serde::{Deserialize, Serialize};

use super::notes::{self, Note};
use super::{Estimate, Filled, Interval, Method, Reason};
use crate::plan::{Scored, Table, scored};
use crate::stats::recommendation::recommendation as score;
use crate::stats::{Moments, index::index as index_of};
use crate::tally::Counts;

/// Whether respondents would recommend, from 0 to 10: the share that recommends less the share that advises against
/// (NPS-style).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// The item's id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Respondents who answered.
    pub base: u64,
    /// How many said 9 or 10, 7 or 8, and 0 to 6; absent where the base is too small to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<[u64; 3]>,
    /// The share with 9 or 10.
    pub promoters_share: Estimate,
    /// The share with 7 or 8.
    pub passives_share: Estimate,
    /// The share with 0 to 6.
    pub detractors_share: Estimate,
    /// 100 · (promoters − detractors), in points from −100 to 100, with the adjusted interval.
    pub score: Estimate,
    /// Its standard error in points; absent where it cannot be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub se: Option<f64>,
    /// Wald's interval, for comparison; absent where it cannot be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wald: Option<[f64; 2]>,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// How little effort it took, on the item's own scale after reverse items were turned round: more is easier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effort {
    /// The item's id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Lowest and highest code.
    pub scale: [i32; 2],
    /// Respondents who answered.
    pub base: u64,
    /// The mean code.
    pub mean: Estimate,
    /// The share of the two codes that say that it was easiest.
    pub easy_share: Estimate,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// One index of satisfaction from three items: satisfaction, against what was expected, against the ideal (CSI-style).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// The three items, in this order.
    pub items: Vec<String>,
    /// Their weights, which sum to 1.
    pub weights: Vec<f64>,
    /// Respondents who answered all three.
    pub base: u64,
    /// The index, 0 to 100.
    pub index: Estimate,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// The counts of each code of an outcome's rating, turned round where the item is; lowest code first.
fn counted<'a>(filled: &Filled<'a>, outcome: Outcome) -> Option<(&'a Item, Vec<(i32, u64)>)> {
    let study = filled.study;
    let item = study.outcome(outcome)?;
    let scored = scored(study, item, Facet::Perceived)?;
    let cells = filled.tables().find_map(|(table, counts)| match (table, counts) {
        (Table::Answers { key, levels }, Counts::Cells(cells)) if *key == scored.key => cells.get(..*levels),
        _ => None,
    })?;
    let mut counts: Vec<(i32, u64)> = scored.codes.iter().copied().zip(cells.iter().copied()).collect();
    counts.sort_unstable();
    Some((item, counts))
}

/// The score of the first item with the outcome `recommendation`, if it is rated from 0 to 10.
pub(super) fn recommendation(filled: &Filled<'_>) -> Option<Recommendation> {
    let (item, counts) = counted(filled, Outcome::Recommendation)?;
    if !counts.iter().map(|(code, _)| *code).eq(0..=10) {
        return None;
    }
    let smallest = filled.smallest();
    let base: u64 = counts.iter().map(|(_, count)| count).sum();
    let of = |least: i32, most: i32| -> u64 {
        counts.iter().filter(|(code, _)| (least..=most).contains(code)).map(|(_, count)| count).sum()
    };
    let groups = [of(9, 10), of(7, 8), of(0, 6)];
    let [promoters_share, passives_share, detractors_share] =
        groups.map(|count| Estimate::share(count, base).unless_small(smallest));
    let scored = score(counts.iter().map(|(code, count)| (i64::from(*code), *count))).ok();
    let scored = scored.filter(|_| base >= smallest);
    let score = match &scored {
        Some(scored) => {
            let interval = Interval::new(scored.adjusted, Method::AdjustedWald);
            Estimate::new(scored.score, base, Ok(interval))
        }
        None => Estimate::unknown(base, Reason::TooFew { needed: smallest }),
    };
    let mut recommendation = Recommendation {
        id: item.id.clone(),
        name: item.label().clone(),
        base,
        counts: (base >= smallest).then_some(groups),
        promoters_share,
        passives_share,
        detractors_share,
        score,
        se: scored.map(|scored| scored.se),
        wald: scored.map(|scored| [scored.wald.low, scored.wald.high]),
        notes: Vec::new(),
    };
    recommendation.notes = notes::of_recommendation(&recommendation);
    Some(recommendation)
}

/// The first item with the outcome `effort`, if it is a rating.
pub(super) fn effort(filled: &Filled<'_>) -> Option<Effort> {
    let (item, counts) = counted(filled, Outcome::Effort)?;
    let smallest = filled.smallest();
    let base: u64 = counts.iter().map(|(_, count)| count).sum();
    let easy = counts.iter().rev().take(2).map(|(_, count)| count).sum();
    let mean = match Moments::of(counts.iter().map(|(code, count)| (f64::from(*code), *count))) {
        Some(moments) => Estimate::mean(&moments).unless_small(smallest),
        None => Estimate::unknown(0, Reason::NoAnswers),
    };
    Some(Effort {
        id: item.id.clone(),
        name: item.label().clone(),
        scale: [counts.first()?.0, counts.last()?.0],
        base,
        mean,
        easy_share: Estimate::share(easy, base).unless_small(smallest),
        notes: notes::of_base(base),
    })
}

/// The index of the first items with the outcomes `overall`, `disconfirmation` and `ideal`, if there are all three.
pub(super) fn index(filled: &Filled<'_>) -> Option<Index> {
    let (items, cells) = filled.tables().find_map(|(table, counts)| match (table, counts) {
        (Table::Index { items }, Counts::Cells(cells)) => Some((items, cells)),
        _ => None,
    })?;
    let smallest = filled.smallest();
    let patterns: Vec<([f64; 3], u64)> = cells
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .filter_map(|(cell, count)| Some((parts(items, cell)?, *count)))
        .collect();
    let base = patterns.iter().map(|(_, count)| count).sum();
    let found = index_of(patterns.iter().map(|(parts, count)| (&parts[..], *count)), &[1.0; 3], 0.0, 1.0).ok();
    let estimate = match &found {
        Some(found) => {
            let reason = if base < 2 { Reason::TooFew { needed: 2 } } else { Reason::AllEqual };
            let interval = found.interval.map(|ends| Interval::new(ends, Method::T)).ok_or(reason);
            Estimate::new(found.index, base, interval).unless_small(smallest)
        }
        None => Estimate::unknown(base, Reason::NoAnswers),
    };
    Some(Index {
        items: items.iter().map(|item| item.key.item.clone()).collect(),
        weights: found.map_or_else(|| vec![1.0 / 3.0; 3], |found| found.weights),
        base,
        index: estimate,
        notes: notes::of_base(base),
    })
}

/// Where the three answers of a cell stand on their scales, each from 0 to 1.
pub(super) fn parts(items: &[Scored; 3], cell: usize) -> Option<[f64; 3]> {
    let [first, second, third] = items;
    let places = [
        cell / third.codes.len() / second.codes.len(),
        cell / third.codes.len() % second.codes.len(),
        cell % third.codes.len(),
    ];
    let part = |scored: &Scored, place: usize| {
        let code = *scored.codes.get(place)?;
        let (low, high) = (scored.codes.iter().min()?, scored.codes.iter().max()?);
        Some(f64::from(code - low) / f64::from(high - low))
    };
    Some([part(first, places[0])?, part(second, places[1])?, part(third, places[2])?])
}
