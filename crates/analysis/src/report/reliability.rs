//! How well the items of a block that is averaged say the same.
//!
//! Sources: Cronbach 1951 (Psychometrika 16); Feldt, Woodruff & Salih 1987 (Applied Psychological Measurement 11);
//! McDonald 1999 (Test Theory); Eisinga and others 2013 (International Journal of Public Health 58).

use esteem_study::study::ConstructKind;
use esteem_study::{Facet, Item, Text};
use serde::{Deserialize, Serialize};

use super::joint::{Joint, Resampling, told};
use super::notes::{self, Note};
use super::{Estimate, Filled, Interval, Method, Reason};
use crate::plan::scales;
use crate::stats::omega::{omega, omega_within};
use crate::stats::reliability::{Alpha, alpha, alpha_of_pairs, spearman_brown};
use crate::stats::{Covariance, Reason as Why};

/// The rounds after which the search for one factor is given up in a draw.
const ROUNDS: usize = 400;

/// The reliability of one block of items, by one facet.
///
/// # Missing data
/// Respondents who answered every item of the block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// The construct's id; `*` for all touchpoints.
    pub id: String,
    /// What it is called; absent for all touchpoints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// The facet that was rated.
    pub facet: Facet,
    /// Whether the items make the construct up, as the facets of a need do; then they need not say the same.
    pub is_formative: bool,
    /// Respondents who answered every item.
    pub base: u64,
    /// Respondents who answered some of the items only, and are left out.
    pub lost: u64,
    /// Cronbach's alpha, 1 at most, below zero where items contradict each other.
    pub alpha: Estimate,
    /// Omega total of one factor, from raw answers: the headline where there is one.
    pub omega: Estimate,
    /// The Spearman-Brown coefficient; absent unless there are two items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spearman_brown: Option<Estimate>,
    /// Alpha if every item had the same variance; absent where alpha is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standardised_alpha: Option<f64>,
    /// The mean of the correlations between items; absent where alpha is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_correlation: Option<f64>,
    /// The standard error of measurement of a respondent's mean, in scale points; absent where alpha is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_of_mean: Option<f64>,
    /// How the interval of omega was found; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resampling: Option<Resampling>,
    /// The items in the order of the study.
    pub items: Vec<ReliabilityItem>,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// How one item goes with the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReliabilityItem {
    /// The item's id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Its correlation with the sum of the others; below zero it is possibly coded the wrong way round.
    pub rest_correlation: Estimate,
    /// Alpha of the others; there is none of two items.
    pub alpha_without: Estimate,
}

/// Of every block of at least two items.
pub(super) fn reliability(filled: &Filled<'_>) -> Vec<Reliability> {
    let blocks = scales(filled.study).into_iter();
    blocks.filter_map(|(id, facet, items)| block(filled, id, facet, &items)).collect()
}

fn block(filled: &Filled<'_>, id: String, facet: Facet, items: &[&Item]) -> Option<Reliability> {
    let joint = Joint::block(filled, &id, facet)?;
    let construct = filled.study.constructs.iter().find(|construct| construct.id == id);
    let (base, smallest) = (joint.n(), filled.smallest());
    let all = joint.known(smallest);
    let of = |all: &Covariance| if joint.is_dealt() { alpha_of_pairs(all) } else { alpha(all) };
    let found = all.as_ref().map_err(|reason| *reason).and_then(|all| of(all).map_err(|why| told(why, 2)));
    let none = |reason: &Reason| Estimate::unknown(base, *reason);
    let (omega, resampling) = match (&all, &found) {
        (Ok(_), Ok(found)) if joint.is_dealt() => (Estimate::unknown(found.n, Reason::Dealt), None),
        (Ok(all), Ok(found)) => factor(joint, all, found),
        (_, Err(reason)) | (Err(reason), _) => (none(reason), None),
    };
    let two = (items.len() == 2).then(|| match &found {
        Ok(found) => both(joint, found),
        Err(reason) => none(reason),
    });
    let mut reliability = Reliability {
        name: construct.map(|construct| construct.name.clone()),
        facet,
        is_formative: construct.is_some_and(|construct| matches!(construct.kind, ConstructKind::Need(_))),
        base,
        lost: joint.lost(),
        alpha: found.as_ref().map_or_else(none, |found| {
            if joint.is_dealt() {
                return dealt(joint, found);
            }
            let interval = found.interval.map(|ends| Interval::new(ends, Method::Feldt));
            let interval = interval.filter(|ends| ends.low < ends.high);
            Estimate::new(found.alpha, base, interval.ok_or(Reason::Unstable))
        }),
        omega,
        spearman_brown: two,
        standardised_alpha: found.as_ref().ok().map(|found| found.standardised),
        mean_correlation: found.as_ref().ok().map(|found| found.mean_correlation),
        error_of_mean: found.as_ref().ok().map(|found| found.error_of_mean),
        resampling,
        items: items.iter().enumerate().map(|(at, item)| row(item, at, base, &found)).collect(),
        notes: Vec::new(),
        id,
    };
    reliability.notes = notes::of_reliability(&reliability, joint.is_much_lost());
    Some(reliability)
}

fn row(item: &Item, at: usize, base: u64, found: &Result<Alpha, Reason>) -> ReliabilityItem {
    let estimate = |of: fn(&crate::stats::reliability::Item) -> Result<f64, Why>| match found {
        Err(reason) => Estimate::unknown(base, *reason),
        Ok(found) => match found.items.iter().find(|item| item.place == at).map(of) {
            // An item that does not vary is not among them.
            None => Estimate::unknown(base, Reason::NoVariation),
            Some(Err(why)) => Estimate::unknown(base, told(why, 2)),
            Some(Ok(value)) => Estimate::descriptive(value, base),
        },
    };
    ReliabilityItem {
        id: item.id.clone(),
        name: item.label().clone(),
        rest_correlation: estimate(|item| item.rest_correlation),
        alpha_without: estimate(|item| item.alpha_without),
    }
}

/// Omega of the items that vary.
fn factor(joint: Joint<'_>, all: &Covariance, found: &Alpha) -> (Estimate, Option<Resampling>) {
    let own = match omega(&all.select(&found.kept)) {
        Ok(own) => own.raw,
        Err(why) => return (Estimate::unknown(found.n, told(why, 2)), None),
    };
    match joint.spread(|all| Ok(vec![omega_within(&all.select(&found.kept), ROUNDS)?.raw])) {
        Ok(spread) => (spread.estimate(0, (0.0, 1.0)), Some(spread.resampling)),
        Err(_) => (Estimate::new(own, found.n, Err(Reason::Unstable)), None),
    }
}

/// Alpha of items that are dealt out, its interval by leaving out one group of respondents after the other.
fn dealt(joint: Joint<'_>, found: &Alpha) -> Estimate {
    match joint.spread(|all| Ok(vec![alpha_of_pairs(all)?.alpha])) {
        Ok(spread) => spread.estimate(0, (f64::NEG_INFINITY, 1.0)),
        Err(_) => Estimate::new(found.alpha, found.n, Err(Reason::Unstable)),
    }
}

/// The Spearman-Brown coefficient of two items.
fn both(joint: Joint<'_>, found: &Alpha) -> Estimate {
    let of = |all: &Covariance| Ok(vec![spearman_brown(all.select(&found.kept).correlations()?.at(0, 1))?]);
    match joint.spread(of) {
        Ok(spread) => spread.estimate(0, (f64::NEG_INFINITY, 1.0)),
        Err(why) => Estimate::unknown(found.n, told(why, 2)),
    }
}
