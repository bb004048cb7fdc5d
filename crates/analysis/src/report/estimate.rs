//! One number with its base, and its interval or the reason why there is none.

use serde::{Deserialize, Serialize};

use crate::stats::{Ends, Moments, wilson};

/// A number about the respondents. Never NaN, never infinite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The number; without one, `reason` says why.
    pub value: Option<f64>,
    /// Its interval at the report's confidence; without one, `reason` says why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
    /// The respondents that it rests on.
    pub base: u64,
    /// Why the number or its interval is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// The range of values that the answers are compatible with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How it was found.
    pub method: Method,
}

/// How an interval was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Student's t (1908).
    T,
    /// Wilson's score interval (1927).
    Wilson,
    /// Fieller's theorem (1954).
    Fieller,
    /// The delta method on the logarithm, where Fieller's interval is not finite.
    LogDelta,
    /// The normal approximation.
    Normal,
    /// Percentiles over respondents drawn anew (Efron 1979).
    Bootstrap,
    /// Leaving out one of sixty-four groups after the other (delete-a-group jackknife, Kott 2001).
    Groups,
    /// Student's t with standard errors that hold whatever the spread is (HC3; MacKinnon & White 1985).
    Robust,
    /// Fisher's transformation of a correlation (1921).
    Fisher,
    /// Feldt's interval of alpha (1987).
    Feldt,
    /// Welch's t of two means (1947).
    Welch,
    /// Newcombe's hybrid score interval of two shares (1998).
    Newcombe,
    /// Wald's interval with three respondents added (Rocks 2016).
    AdjustedWald,
    /// The central part of seeded draws.
    Simulation,
}

/// Why a number or its interval is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Nobody answered.
    NoAnswers,
    /// Fewer respondents than the study shows figures for.
    TooFew {
        /// How many are needed.
        needed: u64,
    },
    /// All answers are equal, so nothing tells how far off the number may be.
    AllEqual,
    /// The mean expectation is zero, or not clearly different from it.
    ZeroExpectation,
    /// A scale with negative codes has no ratio.
    NegativeScale,
    /// The touchpoints use scales of different range, whose codes must not be averaged.
    DifferentScales,
    /// The number describes these answers; no interval is defined for it.
    Descriptive,
    /// Adequate and desired level are the same for everybody, so there is no zone to stand in.
    NoZone,
    /// What should go together does not vary.
    NoVariation,
    /// Some items follow from others, so that their parts cannot be told apart.
    Collinear,
    /// Low, middle and high ratings are not all given by enough respondents.
    ThinCell {
        /// How many are needed of each.
        needed: u64,
    },
    /// Not everybody was asked all touchpoints, and it needs respondents who were.
    Dealt,
    /// Two touchpoints were both answered by too few respondents.
    ThinPair {
        /// How many are needed.
        needed: u64,
    },
    /// What goes with what was found from other respondents for each pair, and does not fit together.
    PairsContradict,
    /// Nothing is explained, so that there is nothing to share out.
    NoImpact,
    /// There are fewer items than the figure needs.
    TooFewItems,
    /// One factor cannot lie behind these answers.
    Heywood,
    /// The answers do not determine it well enough.
    Unstable,
    /// The number of a group is not shown because the whole less the shown groups would tell that of a smaller one.
    Withheld,
    /// The number is a setting and was not estimated.
    Assumed,
    /// The settings do not fit together, or lead to what cannot be.
    OutOfRange,
}

impl Estimate {
    /// No number.
    pub(crate) fn unknown(base: u64, reason: Reason) -> Estimate {
        let reason = if base == 0 { Reason::NoAnswers } else { reason };
        Estimate { value: None, interval: None, base, reason: Some(reason) }
    }

    /// A number with its interval, or with the reason why it has none.
    pub(crate) fn new(value: f64, base: u64, interval: Result<Interval, Reason>) -> Estimate {
        debug_assert!(value.is_finite());
        Estimate { value: Some(value), base, reason: interval.err(), interval: interval.ok() }
    }

    /// A number that describes the answers.
    pub(crate) fn descriptive(value: f64, base: u64) -> Estimate {
        Estimate::new(value, base, Err(Reason::Descriptive))
    }

    /// A mean with its t interval.
    pub(crate) fn mean(moments: &Moments) -> Estimate {
        let interval = moments.t_interval().map(|ends| Interval::new(ends, Method::T));
        let reason = if moments.n < 2 { Reason::TooFew { needed: 2 } } else { Reason::AllEqual };
        Estimate::new(moments.mean, moments.n, interval.ok_or(reason))
    }

    /// A share with its Wilson interval.
    pub(crate) fn share(count: u64, base: u64) -> Estimate {
        if base == 0 {
            return Estimate::unknown(0, Reason::NoAnswers);
        }
        let interval = Interval::new(wilson(count, base), Method::Wilson);
        Estimate::new(count as f64 / base as f64, base, Ok(interval))
    }

    /// This number, unless its base is smaller than the study shows figures for.
    pub(crate) fn unless_small(self, smallest: u64) -> Estimate {
        if self.base < smallest { Estimate::unknown(self.base, Reason::TooFew { needed: smallest }) } else { self }
    }

    /// Takes the number away.
    pub(crate) fn withhold(&mut self) {
        (self.value, self.interval, self.reason) = (None, None, Some(Reason::Withheld));
    }

    /// Whether there is a number.
    pub fn is_known(&self) -> bool {
        self.value.is_some()
    }
}

impl Interval {
    pub(crate) fn new(ends: Ends, method: Method) -> Interval {
        debug_assert!(ends.low.is_finite() && ends.high.is_finite());
        Interval { low: ends.low, high: ends.high, method }
    }
}
