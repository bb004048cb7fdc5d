//! How many respondents are needed, and what so and so many can show.

use super::share::wilson_of_share;
use super::{CONFIDENCE, Reason, Z, normal, recommendation, student};

/// Below this many respondents the numbers of a group are not shown.
pub const SHOW_FROM: u64 = 10;
/// Below this many respondents a group has a low base and is not tested.
pub const TEST_FROM: u64 = 30;
/// The chance of seeing a difference that is there.
pub const POWER: f64 = 0.8;

/// Half of the width of Wilson's interval of a share of `share` in `n` respondents.
pub fn margin_of_share(share: f64, n: u64) -> Result<f64, Reason> {
    let n = people(n, 1)?;
    if !(0.0..=1.0).contains(&share) {
        return Err(Reason::OutOfRange);
    }
    let ends = wilson_of_share(share, n);
    Ok((ends.high - ends.low) / 2.0)
}

/// Half of the width of the interval of a share in `n` respondents of a population of `population`.
///
/// # Formula
/// z √(p(1 − p)/n · (N − n)/(N − 1)), Wald's interval with the correction for a finite population (Cochran 1977).
pub fn margin_of_share_in(share: f64, n: u64, population: u64) -> Result<f64, Reason> {
    let base = people(n, 1)?;
    if !(0.0..=1.0).contains(&share) || n > population {
        return Err(Reason::OutOfRange);
    }
    let all = population as f64;
    let left = if population > 1 { (all - base) / (all - 1.0) } else { 0.0 };
    Ok(Z * libm::sqrt(share * (1.0 - share) / base * left))
}

/// Half of the width of the t interval of a mean of `n` answers with a standard deviation of `sd`.
pub fn margin_of_mean(sd: f64, n: u64) -> Result<f64, Reason> {
    let n = people(n, 2)?;
    if !(0.0..1e300).contains(&sd) {
        return Err(Reason::OutOfRange);
    }
    Ok(student::quantile(0.5 + CONFIDENCE / 2.0, n - 1.0) * sd / libm::sqrt(n))
}

/// Half of the width of Wald's interval of the recommendation score of `n` respondents, in points.
pub fn margin_of_score(promoters: f64, detractors: f64, n: u64) -> Result<f64, Reason> {
    let n = people(n, 1)?;
    if !(promoters >= 0.0 && detractors >= 0.0 && promoters + detractors <= 1.0) {
        return Err(Reason::OutOfRange);
    }
    Ok(Z * recommendation::standard_error(promoters, detractors, n))
}

/// How many respondents each of two groups needs to show a distance of `d` standard deviations.
///
/// # Formula
/// 2((z + z_power)/d)² + z²/4, rounded up: the normal formula and Guenther's correction for t (Guenther 1981, American
/// Statistician 35).
pub fn needed_for_distance(d: f64) -> Result<u64, Reason> {
    if !(d.abs() > 1e-6 && d.is_finite()) {
        return Err(Reason::OutOfRange);
    }
    let ratio = (Z + normal::quantile(POWER)) / d;
    Ok(libm::ceil(2.0 * ratio * ratio + Z * Z / 4.0) as u64)
}

/// How many respondents each of two groups needs to show that a share moved from `from` to `to`.
///
/// # Formula
/// (z √(2p̄(1 − p̄)) + z_power √(p₁(1 − p₁) + p₂(1 − p₂)))²/(p₁ − p₂)², rounded up (Fleiss 1981).
pub fn needed_for_shares(from: f64, to: f64) -> Result<u64, Reason> {
    if ![from, to].iter().all(|share| (0.0..=1.0).contains(share)) || (to - from).abs() < 1e-6 {
        return Err(Reason::OutOfRange);
    }
    let middle = (from + to) / 2.0;
    let spread = from * (1.0 - from) + to * (1.0 - to);
    let root = Z * libm::sqrt(2.0 * middle * (1.0 - middle)) + normal::quantile(POWER) * libm::sqrt(spread);
    Ok(libm::ceil(root * root / ((to - from) * (to - from))) as u64)
}

/// How many respondents a share of `share` needs for an interval of at most ± `margin`.
pub fn needed_for_margin(share: f64, margin: f64) -> Result<u64, Reason> {
    if !(margin > 1e-5 && margin < 1.0) {
        return Err(Reason::OutOfRange);
    }
    margin_of_share(share, 1)?;
    // The width falls as respondents are added, so the least number lies between doubled ones.
    let is_enough = |n: u64| margin_of_share(share, n).is_ok_and(|half| half <= margin);
    let mut high = 1;
    while !is_enough(high) {
        high *= 2;
    }
    let mut low = high / 2;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if is_enough(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Ok(high)
}

/// The expected share of respondents whom an any-of-`facets` rule counts by slips alone, each facet slipping with the
/// chance `slip`.
///
/// # Formula
/// 1 − (1 − ε)^k.
pub fn false_positives(facets: u32, slip: f64) -> Result<f64, Reason> {
    if !(0.0..=1.0).contains(&slip) {
        return Err(Reason::OutOfRange);
    }
    if slip == 1.0 {
        return Ok(if facets == 0 { 0.0 } else { 1.0 });
    }
    Ok(-libm::expm1(f64::from(facets) * libm::log1p(-slip)))
}

/// The upper end that is told for no events in `n`, as a rule of thumb: 3/n.
pub fn rule_of_three(n: u64) -> Result<f64, Reason> {
    Ok((3.0 / people(n, 1)?).min(1.0))
}

/// Which groups of a whole show their numbers: those with [`SHOW_FROM`] respondents or more. Where exactly one is
/// hidden, the next smallest is hidden with it, because otherwise the whole less the others would tell its numbers.
pub fn shown(groups: &[u64]) -> Vec<bool> {
    let mut shown: Vec<bool> = groups.iter().map(|n| *n >= SHOW_FROM).collect();
    if shown.iter().filter(|shown| !**shown).count() == 1 {
        let next = groups.iter().zip(0..).filter(|(n, _)| **n >= SHOW_FROM).min();
        if let Some(place) = next.and_then(|(_, place): (_, usize)| shown.get_mut(place)) {
            *place = false;
        }
    }
    shown
}

fn people(n: u64, at_least: u64) -> Result<f64, Reason> {
    match n {
        0 => Err(Reason::NoAnswers),
        n if n < at_least => Err(Reason::TooFewAnswers),
        n => Ok(n as f64),
    }
}
