//! How much an estimate moves when the respondents change: drawn anew, or without one group after the other.

use super::generator::Generator;
use super::{CONFIDENCE, Covariance, Ends, Patterns, Reason, moments, student};

/// Draws the respondents anew: given the number of the draw and how many respondents have each row, it fills in how many
/// have each row in this draw, as many in all as before.
///
/// The generator stays outside, so that the same seed gives the same draws whoever works them out.
pub type Redraw<'a> = dyn FnMut(u64, &[u64], &mut Vec<u64>) + 'a;

/// Draws with the generator of a seed, each draw from a stream of its own.
pub fn seeded(seed: u64) -> impl FnMut(u64, &[u64], &mut Vec<u64>) {
    move |draw, counts, drawn| Generator::new(seed, draw).multinomial(counts.iter().sum(), counts, drawn)
}

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
    let quantile = |p: f64| moments::quantile(&drawn, p).ok_or(Reason::TooFewAnswers);
    let tail = (1.0 - CONFIDENCE) / 2.0;
    Ok(Ends { low: quantile(tail)?, high: quantile(1.0 - tail)? })
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

/// Intervals of several numbers at once, worked out from the covariances without one group of respondents after the
/// other.
///
/// # Formula
/// As [`jackknife_interval`], for each number that `statistic` gives.
///
/// # Errors
/// [`Reason::TooFewGroups`], [`Reason::UnequalLengths`], and the first reason of `statistic`.
pub fn without_groups(
    groups: &[Patterns],
    statistic: impl Fn(&Covariance) -> Result<Vec<f64>, Reason>,
) -> Result<Vec<Ends>, Reason> {
    let width = groups.first().ok_or(Reason::TooFewGroups)?.width();
    let together = |left_out: Option<usize>| {
        let kept = groups.iter().enumerate().filter(|(group, _)| Some(*group) != left_out);
        Patterns::new(width, kept.flat_map(|(_, group)| group.rows().iter().cloned()))
    };
    let all = statistic(&together(None)?.covariance()?)?;
    let mut without = vec![Vec::with_capacity(groups.len()); all.len()];
    for group in 0..groups.len() {
        let values = statistic(&together(Some(group))?.covariance()?)?;
        if values.len() != all.len() {
            return Err(Reason::UnequalLengths);
        }
        without.iter_mut().zip(values).for_each(|(without, value)| without.push(value));
    }
    all.iter().zip(&without).map(|(value, without)| jackknife_interval(*value, without)).collect()
}

/// What came of drawing respondents anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The middle 95 % of each number over the draws that have it.
    pub intervals: Vec<Result<Ends, Reason>>,
    /// How many draws had no value.
    pub without_value: u64,
}

/// Intervals of several numbers at once, worked out from the covariances of respondents drawn anew.
///
/// # Formula
/// As [`percentile_interval`], for each number that `statistic` gives. Draws without a value are counted beside.
///
/// # Errors
/// [`Reason::TooFewAnswers`] without respondents or draws, and the reason of `statistic` where not even the respondents
/// themselves have a value.
pub fn drawn_again(
    patterns: &Patterns,
    draws: u64,
    redraw: &mut Redraw,
    statistic: impl Fn(&Covariance) -> Result<Vec<f64>, Reason>,
) -> Result<Drawn, Reason> {
    let width = statistic(&patterns.covariance()?)?.len();
    if draws == 0 {
        return Err(Reason::TooFewAnswers);
    }
    let counts: Vec<u64> = patterns.rows().iter().map(|(_, count)| *count).collect();
    let mut drawn = Vec::new();
    let mut values = vec![Vec::new(); width];
    let mut without_value = 0;
    for draw in 0..draws {
        redraw(draw, &counts, &mut drawn);
        match patterns.with_counts(&drawn).covariance().and_then(|covariance| statistic(&covariance)) {
            Ok(found) => values.iter_mut().zip(found).for_each(|(values, value)| values.push(value)),
            Err(_) => without_value += 1,
        }
    }
    Ok(Drawn { intervals: values.into_iter().map(percentile_interval).collect(), without_value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_neighbours() {
        let interval = percentile_interval((0..=80).rev().map(f64::from).collect()).unwrap();
        assert!((interval.low - 2.0).abs() < 1e-12 && (interval.high - 78.0).abs() < 1e-12);
        let one = percentile_interval(vec![3.5]).unwrap();
        assert_eq!((one.low, one.high), (3.5, 3.5));
        assert_eq!(percentile_interval(Vec::new()), Err(Reason::TooFewAnswers));
        assert_eq!(percentile_interval(vec![f64::NAN]), Err(Reason::NotFinite));
    }

    #[test]
    fn without_one_respondent_after_the_other_the_mean_has_its_own_error() {
        // Groups of one: the jackknife of a mean is its standard error.
        let values: Vec<f64> = (0..12).map(|i| f64::from(i * i)).collect();
        let sum: f64 = values.iter().sum();
        let without: Vec<f64> = values.iter().map(|value| (sum - value) / 11.0).collect();
        let moments = super::super::Moments::of(values.iter().map(|value| (*value, 1))).unwrap();
        assert!((jackknife_se(&without).unwrap() / moments.se() - 1.0).abs() < 1e-13);
        let groups: Vec<Patterns> = values.iter().map(|value| Patterns::new(1, [(vec![*value], 1)]).unwrap()).collect();
        let interval = without_groups(&groups, |covariance| Ok(covariance.means.clone())).unwrap()[0];
        let expected = moments.t_interval().unwrap();
        assert!((interval.low - expected.low).abs() < 1e-12 && (interval.high - expected.high).abs() < 1e-12);
    }

    #[test]
    fn draws_without_a_value_are_counted() {
        let patterns = Patterns::new(1, [(vec![1.0], 1), (vec![2.0], 1)]).unwrap();
        let mut redraw = |draw: u64, _: &[u64], drawn: &mut Vec<u64>| {
            *drawn = if draw.is_multiple_of(4) { vec![2, 0] } else { vec![1, 1] };
        };
        let found = drawn_again(&patterns, 8, &mut redraw, |covariance| {
            covariance.correlations().map(|_| covariance.means.clone())
        });
        let found = found.unwrap();
        assert_eq!(found.without_value, 2);
        assert_eq!(found.intervals, [Ok(Ends { low: 1.5, high: 1.5 })]);
    }

    #[test]
    fn too_few_groups_are_refused() {
        assert_eq!(jackknife_interval(1.0, &[1.0; 7]), Err(Reason::TooFewGroups));
        assert_eq!(jackknife_interval(1.0, &[f64::INFINITY; 9]), Err(Reason::NotFinite));
        assert_eq!(without_groups(&[], |_| Ok(Vec::new())), Err(Reason::TooFewGroups));
    }
}
