//! Weighted answers.

pub mod raking;

use super::share::wilson_of_share;
use super::{CONFIDENCE, Ends, Reason, student};

/// Above this design effect the weights are a warning.
pub const WARN_EFFECT: f64 = 1.5;
/// Above this design effect a result is not to be called representative.
pub const REFUSE_EFFECT: f64 = 3.0;

/// What weights cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Design {
    /// How many respondents.
    pub n: u64,
    /// The sum of the weights.
    pub total: f64,
    /// How many times the variance of a mean grows because the weights differ.
    pub effect: f64,
    /// How many unweighted respondents would say as much.
    pub effective_n: f64,
}

/// Kish's design effect of counted weights, all above zero.
///
/// # Formula
/// n Σw²/(Σw)² (Kish 1965, Survey Sampling).
///
/// # When not to use it
/// For a single statistic: the weights of those who answer it may matter more or less; see [`weighted_mean`].
pub fn design(weights: impl Iterator<Item = (f64, u64)>) -> Result<Design, Reason> {
    let (mut n, mut total, mut squares) = (0_u64, 0.0, 0.0);
    for (weight, count) in weights.filter(|(_, count)| *count > 0) {
        if !(weight > 0.0 && weight.is_finite()) {
            return Err(Reason::OutOfRange);
        }
        n += count;
        total += weight * count as f64;
        squares += weight * weight * count as f64;
    }
    if n == 0 {
        return Err(Reason::NoAnswers);
    }
    let effective_n = total / squares * total;
    if !(effective_n.is_finite() && effective_n > 0.0) {
        return Err(Reason::OutOfRange);
    }
    Ok(Design { n, total, effect: n as f64 / effective_n, effective_n })
}

/// A weighted mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightedMean {
    /// What the weights cost.
    pub design: Design,
    /// The mean.
    pub mean: f64,
    /// Its standard error.
    pub se: f64,
    /// Its interval at 95 % with t(n − 1).
    pub interval: Ends,
}

/// The mean of values with weights: value, weight above zero, and how many have both.
///
/// # Formula
/// Σwx/Σw with se = √(n/(n − 1) Σw²(x − x̄)²)/Σw, linearised and with replacement (Woodruff 1971, JASA 66).
///
/// # Missing data
/// Who has no answer or no weight does not enter; how many is for the caller to say.
///
/// # When not to use it
/// After raking the standard error ignores that margins are met and is too large, never too small.
pub fn weighted_mean(answers: impl Iterator<Item = (f64, f64, u64)> + Clone) -> Result<WeightedMean, Reason> {
    let design = design(answers.clone().map(|(_, weight, count)| (weight, count)))?;
    if design.n < 2 {
        return Err(Reason::TooFewAnswers);
    }
    let answers = answers.filter(|(_, _, count)| *count > 0);
    let mut sum = 0.0;
    for (value, weight, count) in answers.clone() {
        sum += weight * value * count as f64;
    }
    let mean = sum / design.total;
    if !mean.is_finite() {
        return Err(Reason::NotFinite);
    }
    let mut squares = 0.0;
    for (value, weight, count) in answers {
        let part = weight * (value - mean);
        squares += part * part * count as f64;
    }
    let n = design.n as f64;
    let se = libm::sqrt(n / (n - 1.0) * squares) / design.total;
    if !se.is_finite() {
        return Err(Reason::NotFinite);
    }
    let half = student::quantile(0.5 + CONFIDENCE / 2.0, n - 1.0) * se;
    Ok(WeightedMean { design, mean, se, interval: Ends::around(mean, half) })
}

/// A weighted share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightedShare {
    /// What the weights cost.
    pub design: Design,
    /// The share.
    pub share: f64,
    /// Its standard error.
    pub se: f64,
    /// How many unweighted respondents would have the same standard error; Kish's number at 0 and 1.
    pub effective_n: f64,
    /// Wilson's interval at 95 % with that number.
    pub interval: Ends,
    /// Wilson's interval at 95 % with Kish's number.
    pub kish_interval: Ends,
}

/// The share of answers with weights: whether it counts, weight above zero, and how many have both.
///
/// # Formula
/// The weighted mean of ones and zeros; Wilson's interval with n = p(1 − p)/se² (Korn & Graubard 1998, Survey
/// Methodology 24, for the effective number).
pub fn weighted_share(answers: impl Iterator<Item = (bool, f64, u64)> + Clone) -> Result<WeightedShare, Reason> {
    let numbers = answers.map(|(counts, weight, count)| (f64::from(u8::from(counts)), weight, count));
    let WeightedMean { design, mean, se, .. } = weighted_mean(numbers.clone())?;
    // Of ones and zeros alone, so that no rounding of the mean decides whether there are both.
    let is_mixed = [0.0, 1.0].iter().all(|kind| numbers.clone().any(|(value, _, count)| count > 0 && value == *kind));
    let share = mean.clamp(0.0, 1.0);
    let by_error = share * (1.0 - share) / (se * se);
    let effective_n = if is_mixed && by_error.is_finite() && by_error > 0.0 { by_error } else { design.effective_n };
    Ok(WeightedShare {
        design,
        share,
        se,
        effective_n,
        interval: wilson_of_share(share, effective_n),
        kish_interval: wilson_of_share(share, design.effective_n),
    })
}
