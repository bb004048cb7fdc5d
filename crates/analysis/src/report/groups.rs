//! Groups beside each other: what may be shown of each, and how they differ.

use esteem_study::{Study, Text};
use serde::{Deserialize, Serialize};

use super::{Estimate, Filled, Interval, Method, Reason, Report};
use crate::plan::Plan;
use crate::selection::{STATE, WAVE};
use crate::stats::dominance::dominance;
use crate::stats::families::{benjamini_hochberg, holm};
use crate::stats::planner::TEST_FROM;
use crate::stats::share::two_shares;
use crate::stats::two_means::{distance, welch};
use crate::tally::Tally;

mod quantities;
mod withhold;

use quantities::{Counted, Quantity, quantities};
pub(super) use withhold::hidden;
pub use withhold::withhold;
use withhold::{Spot, withheld};

/// A group with its counts.
#[derive(Clone, Copy, Debug)]
pub struct GroupTally<'a> {
    /// The value that all of the group have.
    pub value: &'a str,
    /// The counts of the group, by the plan of the whole.
    pub tally: &'a Tally,
    /// The report of the group alone, with whatever had to be withheld.
    pub report: &'a Report,
}

/// How groups differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Differences {
    /// What each group is compared with.
    pub contrast: Against,
    /// The tests that were adjusted together: every test of `list`.
    pub family: u64,
    /// Differences below this part of their scale's range do not count as large enough to matter.
    pub least_difference: f64,
    /// Every number of every group.
    pub list: Vec<Difference>,
}

/// What a group is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// Everybody else of the selection.
    Rest,
    /// The other of two groups that are all of the selection.
    Pair,
    /// The wave before.
    Previous,
}

/// One number of one group, compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The section of the report in which the number stands: `gaps`, `needs`, …
    pub section: String,
    /// What the number is about: an item, a dimension, a need, a state; `*` for all touchpoints.
    pub id: String,
    /// What it is called; absent for states and for all touchpoints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// What is compared.
    pub measure: Measure,
    /// The group.
    pub group: String,
    /// The group that it is compared with; absent for everybody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
    /// Respondents of the group, and of the others.
    pub bases: [u64; 2],
    /// The group less the others, in the unit of the measure. Its base is both together.
    pub difference: Estimate,
    /// The test that there is a difference at all; without one, `untested` says why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<DifferenceTest>,
    /// Why there is no test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub untested: Option<Reason>,
    /// The difference in standard deviations, Hedges' g; of shares Cohen's h, without an interval. Absent without a
    /// test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// How often one of the group answers higher than one of the others; absent for shares and without a test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranks: Option<Ranks>,
    /// Whether the difference is as large as [`Differences::least_difference`]; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matters: Option<bool>,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Perception less expectation, in scale points.
    Gap,
    /// The share whose need or facet was violated.
    ViolatedShare,
    /// The share in a state.
    StateShare,
    /// The share below the zone of tolerance.
    BelowZoneShare,
    /// The mean level of overall satisfaction.
    MeanLevel,
    /// The share of the two highest levels of overall satisfaction.
    SatisfiedShare,
    /// The recommendation score, in points.
    Score,
    /// The index of satisfaction, 0 to 100.
    Index,
    /// The share that met at least one incident.
    AnyShare,
    /// The mean code of a rating, as it was given.
    Mean,
}

impl Measure {
    /// Whether it is a share of respondents.
    pub fn is_share(self) -> bool {
        matches!(self, Measure::ViolatedShare | Measure::StateShare | Measure::BelowZoneShare | Measure::SatisfiedShare)
    }
}

/// The test that two groups differ: Welch's of means, the pooled z of shares.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DifferenceTest {
    /// t or z.
    pub statistic: f64,
    /// The degrees of freedom; absent for z.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub df: Option<f64>,
    /// The two-sided p-value on its own.
    pub p: f64,
    /// Adjusted so that the chance of any false finding in the family stays below 5 % (Holm 1979).
    pub holm: f64,
    /// Adjusted so that at most 5 % of the findings are expected to be false (Benjamini & Hochberg 1995).
    pub benjamini_hochberg: f64,
}

/// The size of a difference without its unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// Hedges' g or Cohen's h.
    pub size: f64,
    /// The 95 % interval of g by the noncentral t distribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<[f64; 2]>,
}

/// Mann and Whitney's U and Cliff's delta.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranks {
    /// Pairs in which the group is higher, and half of those that are tied.
    pub u: f64,
    /// The two-sided p-value of U; it stands beside the test and is not adjusted.
    pub p: f64,
    /// The share of pairs in which the group is higher less that in which it is lower.
    pub delta: f64,
    /// The 95 % interval of delta.
    pub interval: [f64; 2],
}

/// How groups of a whole differ, number by number. `by` is what they are groups of; waves are compared with the one
/// before, in their order.
///
/// A number that is withheld in a group is not compared either, because the difference would tell it.
///
/// # Missing data
/// Each number rests on those who answered; everybody else of the selection are the others, whether or not they have
/// a value of their own.
///
/// # Small samples
/// Below the smallest base on either side there is no difference; below 30 there is no test.
///
/// # When not to use it
/// Groups by state differ in needs and satisfaction by definition: only touchpoints and other ratings are compared.
pub fn differences(study: &Study, plan: &Plan, whole: &Tally, by: &str, groups: &[GroupTally<'_>]) -> Differences {
    let of = |tally| quantities(Filled { study, plan, tally }, by == STATE);
    let together = of(whole);
    let each: Vec<Vec<Quantity>> = groups.iter().map(|group| of(group.tally)).collect();
    let hidden: Vec<Vec<Spot>> = groups.iter().map(|group| withheld(group.report)).collect();
    let is_all = groups.iter().map(|group| group.tally.rows).sum::<u64>() == whole.rows;
    let contrast = match groups.len() {
        _ if by == WAVE => Against::Previous,
        2 if is_all => Against::Pair,
        _ => Against::Rest,
    };
    let pairs: Vec<(usize, Option<usize>)> = match contrast {
        _ if groups.len() < 2 => Vec::new(),
        Against::Previous => (1..groups.len()).map(|group| (group, Some(group - 1))).collect(),
        Against::Pair => vec![(0, Some(1))],
        Against::Rest => (0..groups.len()).map(|group| (group, None)).collect(),
    };
    let least_difference = study.scoring.least_difference;
    let smallest = u64::from(study.scoring.smallest_base);
    let mut list = Vec::new();
    for (place, quantity) in together.iter().enumerate() {
        for (group, against) in &pairs {
            let of = |group: &usize| each.get(*group).and_then(|quantities| quantities.get(place));
            let value = |group: &usize| groups.get(*group).map(|group| group.value.to_owned());
            let Some((first, name)) = of(group).zip(value(group)) else { continue };
            let second = against.as_ref().and_then(of);
            let other = second.map_or_else(|| quantity.counted.without(&first.counted), |own| own.counted.clone());
            let is_withheld = std::iter::once(group)
                .chain(against)
                .any(|group| hidden.get(*group).is_some_and(|hidden| hidden.contains(&quantity.spot)));
            let refused = refusal(&first.counted, &other, smallest, is_withheld);
            list.push(Difference {
                group: name,
                against: against.as_ref().and_then(value),
                ..compared(quantity, &first.counted, &other, refused, least_difference)
            });
        }
    }
    let family = adjust(&mut list);
    Differences { contrast, family, least_difference, list }
}

fn refusal(first: &Counted, other: &Counted, smallest: u64, is_withheld: bool) -> Option<Reason> {
    let least = first.base().min(other.base());
    match least {
        0 => Some(Reason::NoAnswers),
        _ if least < smallest => Some(Reason::TooFew { needed: smallest }),
        _ => is_withheld.then_some(Reason::Withheld),
    }
}

fn compared(
    quantity: &Quantity,
    first: &Counted,
    other: &Counted,
    refused: Option<Reason>,
    least_difference: f64,
) -> Difference {
    let bases = [first.base(), other.base()];
    let base = bases[0] + bases[1];
    let mut difference = Difference {
        section: quantity.section.into(),
        id: quantity.id.clone(),
        name: quantity.name.clone(),
        measure: quantity.measure,
        group: String::new(),
        against: None,
        bases,
        difference: Estimate { value: None, interval: None, base, reason: refused },
        test: None,
        untested: refused,
        effect: None,
        ranks: None,
        matters: None,
    };
    if refused.is_some() {
        return difference;
    }
    match (first, other) {
        (Counted::Share { count: k1, base: n1 }, Counted::Share { count: k2, base: n2 }) => {
            let Ok(shares) = two_shares(*k1, *n1, *k2, *n2) else { return difference };
            let interval = Interval::new(shares.interval, Method::Newcombe);
            difference.difference = Estimate::new(shares.difference, base, Ok(interval));
            difference.untested = Some(Reason::AllEqual);
            if let (Some(statistic), Some(p)) = (shares.z, shares.p) {
                difference.tested(DifferenceTest { statistic, df: None, p, holm: p, benjamini_hochberg: p });
                difference.effect = Some(Effect { size: shares.h, interval: None });
            }
        }
        _ => {
            let (Some(a), Some(b)) = (first.moments(), other.moments()) else { return difference };
            let test = welch(&a, &b);
            let interval = test.map(|test| Interval::new(test.interval, Method::Welch)).map_err(|_| Reason::AllEqual);
            difference.difference = Estimate::new(a.mean - b.mean, base, interval);
            difference.untested = Some(Reason::AllEqual);
            if let Ok(test) = test {
                let p = test.p;
                difference.tested(DifferenceTest {
                    statistic: test.t,
                    df: Some(test.df),
                    p,
                    holm: p,
                    benjamini_hochberg: p,
                });
                let effect = |distance: crate::stats::two_means::Distance| Effect {
                    size: distance.g,
                    interval: Some([distance.interval.low, distance.interval.high]),
                };
                difference.effect = distance(&a, &b).ok().map(effect);
                difference.ranks = dominance(first.values(), other.values()).ok().map(|dominance| {
                    let interval = dominance.interval();
                    let interval = [interval.low, interval.high];
                    Ranks { u: dominance.u, p: dominance.p, delta: dominance.delta, interval }
                });
            }
        }
    }
    if bases.iter().any(|base| *base < TEST_FROM) {
        difference.test = None;
        difference.effect = None;
        difference.ranks = None;
        difference.untested = Some(Reason::TooFew { needed: TEST_FROM });
    }
    let least = least_difference * quantity.range;
    difference.matters = difference.difference.value.map(|value| value.abs() >= least - 1e-12);
    difference
}

impl Difference {
    fn tested(&mut self, test: DifferenceTest) {
        self.test = Some(test);
        self.untested = None;
    }
}

/// Adjusts every test of the list for all of them; how many there are.
fn adjust(list: &mut [Difference]) -> u64 {
    let p: Vec<f64> = list.iter().filter_map(|difference| Some(difference.test?.p)).collect();
    let adjusted = holm(&p).into_iter().zip(benjamini_hochberg(&p));
    let tests = list.iter_mut().filter_map(|difference| difference.test.as_mut());
    for (test, (holm, benjamini_hochberg)) in tests.zip(adjusted) {
        (test.holm, test.benjamini_hochberg) = (holm, benjamini_hochberg);
    }
    p.len() as u64
}
