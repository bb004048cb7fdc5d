//! How much an estimate moves when the respondents change: drawn anew, or without one group after the other.

use super::{Ends, Reason, student};

/// Draws the respondents anew: given the number of the draw and how many respondents have each row, it fills in how many
/// have each row in this draw, as many in all as before.
///
/// The generator stays outside, so that the same seed gives the same draws whoever works them out.
pub type Redraw<'a> = dyn FnMut(u64, &[u64], &mut Vec<u64>) + 'a;

/// The fewest groups from which a spread is judged.
const LEAST_GROUPS: usize = 8;

/// The middle 95 % of drawn estimates.
///
/// # Formula
/// The quantiles of 0.025 and 0.975, in a straight line between neighbours (Hyndman and Fan 1996, The American
/// Statistician 50, type 7).
///
/// # Errors
/// [`Reason::TooFewAnswers`] without estimates, [`Reason::NotFinite`].
pub fn percentile_interval(mut drawn: Vec<f64>) -> Result<Ends, Reason> {
    if !drawn.iter().all(|value| value.is_finite()) {
        return Err(Reason::NotFinite);
    }
    drawn.sort_by(f64::total_cmp);
    let last = drawn.len().checked_sub(1).ok_or(Reason::TooFewAnswers)?;
    let quantile = |p: f64| {
        let place = p * last as f64;
        let below = (place as usize).min(last);
        let above = (below + 1).min(last);
        drawn[below] + (drawn[above] - drawn[below]) * (place - below as f64)
    };
    Ok(Ends { low: quantile(0.025), high: quantile(0.975) })
}

/// An interval of an estimate from the estimates without one group of respondents after the other.
///
/// # Formula
/// estimate ± t(0.975; G − 1)·se, se² = (G − 1)/G·Σ(θ₍g₎ − mean)² (delete-a-group jackknife; Quenouille 1949, Tukey 1958;
/// for groups Kott 2001, Journal of Official Statistics 17).
///
/// # Small samples
/// Groups should be equally large and chosen at random; sixty-four are plenty, fewer than eight are refused.
///
/// # Errors
/// [`Reason::TooFewGroups`], [`Reason::NotFinite`].
pub fn jackknife_interval(estimate: f64, without: &[f64]) -> Result<Ends, Reason> {
    let se = jackknife_se(without)?;
    let interval = Ends::around(estimate, student::quantile(0.975, (without.len() - 1) as f64) * se);
    if interval.low.is_finite() && interval.high.is_finite() { Ok(interval) } else { Err(Reason::NotFinite) }
}

/// The standard error behind [`jackknife_interval`].
///
/// # Errors
/// As [`jackknife_interval`].
pub fn jackknife_se(without: &[f64]) -> Result<f64, Reason> {
    if without.len() < LEAST_GROUPS {
        return Err(Reason::TooFewGroups);
    }
    let groups = without.len() as f64;
    let mean = without.iter().sum::<f64>() / groups;
    let squares: f64 = without.iter().map(|value| (value - mean) * (value - mean)).sum();
    let se = libm::sqrt((groups - 1.0) / groups * squares);
    if se.is_finite() { Ok(se) } else { Err(Reason::NotFinite) }
}
