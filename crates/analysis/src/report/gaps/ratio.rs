//! Perception divided by expectation: of the group, and of each respondent.

use serde::{Deserialize, Serialize};

use super::people::{Person, SAME, count};
use crate::report::{Estimate, Interval, Method, Reason};
use crate::stats::{Joint, Moments, ratio};

/// The tolerances that the ratio's shares are shown for.
const TOLERANCES: [f64; 9] = [0.0, 0.01, 0.02, 0.03, 0.05, 0.075, 0.10, 0.15, 0.20];

/// Perception divided by expectation.
///
/// # When not to use it
/// A rating scale has no true zero: the ratio depends on how the scale is numbered, the difference does not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ratio {
    /// The mean perception divided by the mean expectation.
    pub of_means: Estimate,
    /// The same interval by the delta method on the logarithm, for comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_means_log_delta: Option<Interval>,
    /// The mean of the respondents' own ratios. It leans upwards; the ratio of means is the one to use.
    pub mean_of_ratios: Estimate,
    /// Respondents whose expectation is zero, so that they have no ratio.
    pub undefined: u64,
    /// What the interval says about the group.
    pub verdict: Verdict,
    /// Shares of respondents by their own ratio, for the study's tolerance first and then for others; empty where too few
    /// have one.
    pub shares: Vec<ToleranceShares>,
    /// The share of respondents who expect so much that the scale cannot show more: expected · (1 + tolerance) reaches
    /// the top.
    pub locked_share: Estimate,
}

/// Shares of respondents by their own ratio. Base: respondents with a defined ratio.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToleranceShares {
    /// From 1 − tolerance to 1 + tolerance is matched.
    pub tolerance: f64,
    /// Ratio below the band.
    pub below_share: Estimate,
    /// Ratio within the band.
    pub matched_share: Estimate,
    /// Ratio above the band.
    pub exceeded_share: Estimate,
}

/// What the interval of the ratio of means says: the whole interval must lie on one side, or within the band
/// (two one-sided tests at 2.5 % each, Schuirmann 1987).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Below expectation.
    Below,
    /// As expected.
    Matched,
    /// Above expectation.
    Exceeded,
    /// The answers do not decide it.
    Undecided,
}

/// The ratio of these respondents on a scale from `scale.0` to `scale.1`.
pub(super) fn ratio_of(people: &[Person], joint: &Joint, scale: (i32, i32), tolerance: f64, smallest: u64) -> Ratio {
    let base = joint.n;
    if scale.0 < 0 {
        let unknown = Estimate::unknown(base, Reason::NegativeScale);
        return Ratio {
            of_means: unknown.clone(),
            of_means_log_delta: None,
            mean_of_ratios: unknown.clone(),
            undefined: 0,
            verdict: Verdict::Undecided,
            shares: Vec::new(),
            locked_share: unknown,
        };
    }
    let defined: Vec<(Person, f64)> = people.iter().filter_map(|person| Some((*person, person.ratio()?))).collect();
    let ratios = Moments::of(defined.iter().map(|(person, ratio)| (*ratio, person.count)));
    let with_ratio = ratios.map_or(0, |ratios| ratios.n);
    let of_means = ratio_of_means(joint);
    let locked = count(people, |p| p.expectation() * (1.0 + tolerance) >= f64::from(scale.1) - SAME);
    let tolerances = std::iter::once(tolerance).chain(TOLERANCES.into_iter().filter(|other| *other != tolerance));
    let shares = tolerances.map(|tolerance| {
        let sum = |is: &dyn Fn(f64) -> bool| defined.iter().filter(|(_, r)| is(*r)).map(|(p, _)| p.count).sum::<u64>();
        let below = sum(&|ratio| ratio < 1.0 - tolerance - SAME);
        let exceeded = sum(&|ratio| ratio > 1.0 + tolerance + SAME);
        ToleranceShares {
            tolerance,
            below_share: Estimate::share(below, with_ratio),
            matched_share: Estimate::share(with_ratio - below - exceeded, with_ratio),
            exceeded_share: Estimate::share(exceeded, with_ratio),
        }
    });
    Ratio {
        verdict: verdict(&of_means, tolerance),
        of_means,
        of_means_log_delta: ratio::log_delta(joint).map(|ends| Interval::new(ends, Method::LogDelta)),
        mean_of_ratios: match ratios {
            Some(ratios) => Estimate::descriptive(ratios.mean, ratios.n).unless_small(smallest),
            None => Estimate::unknown(base, Reason::ZeroExpectation),
        },
        undefined: base - with_ratio,
        shares: if with_ratio >= smallest.max(1) { shares.collect() } else { Vec::new() },
        locked_share: Estimate::share(locked, base),
    }
}

fn ratio_of_means(joint: &Joint) -> Estimate {
    if joint.mean_x <= 0.0 {
        return Estimate::unknown(joint.n, Reason::ZeroExpectation);
    }
    let fieller = || ratio::fieller(joint).map(|ends| Interval::new(ends, Method::Fieller));
    let log_delta = || ratio::log_delta(joint).map(|ends| Interval::new(ends, Method::LogDelta));
    let interval = if joint.n < 2 {
        Err(Reason::TooFew { needed: 2 })
    } else if joint.variance_x == 0.0 && joint.variance_y == 0.0 {
        Err(Reason::AllEqual)
    } else {
        fieller().or_else(log_delta).ok_or(Reason::ZeroExpectation)
    };
    Estimate::new(joint.mean_y / joint.mean_x, joint.n, interval)
}

fn verdict(of_means: &Estimate, tolerance: f64) -> Verdict {
    let (low, high) = (1.0 - tolerance, 1.0 + tolerance);
    match of_means.interval {
        Some(interval) if interval.high < low => Verdict::Below,
        Some(interval) if interval.low > high => Verdict::Exceeded,
        Some(interval) if interval.low > low && interval.high < high => Verdict::Matched,
        _ => Verdict::Undecided,
    }
}
