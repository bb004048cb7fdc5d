//! Whether the difference of two answers is worth more than the two answers.

use super::patterns::{Covariance, Patterns};
use super::regression::{Comparison, Fit, Test, fit};
use super::reliability::alpha;
use super::{Matrix, Reason};

/// The reliability of a difference and what it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// How many respondents answered all items of both sides.
    pub n: u64,
    /// Cronbach's alpha of the expectations.
    pub alpha_expected: f64,
    /// Cronbach's alpha of the perceptions.
    pub alpha_perceived: f64,
    /// The standard deviation of the respondents' mean expectations.
    pub sd_expected: f64,
    /// The standard deviation of the respondents' mean perceptions.
    pub sd_perceived: f64,
    /// The correlation of the two means.
    pub correlation: f64,
    /// The reliability of the difference of the two means.
    pub reliability: f64,
    /// Cronbach's alpha of the gaps of the items.
    pub alpha_of_gaps: Result<f64, Reason>,
}

/// The reliability of the difference of two scores of the same respondents: all expectations, then all perceptions in the
/// same order.
///
/// # Formula
/// (s²ₑαₑ + s²ₚαₚ − 2rsₑsₚ)/(s²ₑ + s²ₚ − 2rsₑsₚ) (Lord 1956; used against gap scores by Peter, Churchill and Brown 1993,
/// Journal of Consumer Research 19).
///
/// # Missing data
/// Respondents with an answer missing are not among the covariances.
///
/// # When not to use it
/// Below 0.70 the gap of one person says little; the mean gap of many is not touched by this.
///
/// # Errors
/// [`Reason::UnequalLengths`] unless the sides are equally long; as [`alpha`]; [`Reason::NoVariation`] where the difference does
/// not vary.
pub fn difference(covariance: &Covariance) -> Result<Difference, Reason> {
    let items = covariance.width() / 2;
    if covariance.width() != items * 2 {
        return Err(Reason::UnequalLengths);
    }
    let side = |from: usize| covariance.select(&(from..from + items).collect::<Vec<_>>());
    let alpha_expected = alpha(&side(0))?.alpha;
    let alpha_perceived = alpha(&side(items))?.alpha;
    let mean_of = |row: usize, column: usize| if column / items == row { 1.0 / items as f64 } else { 0.0 };
    let means = covariance.combine(&Matrix::from_fn(2, items * 2, mean_of)).matrix;
    let (expected, perceived, both) = (means.at(0, 0), means.at(1, 1), means.at(0, 1));
    let variance = expected + perceived - 2.0 * both;
    if variance <= 1e-13 * (expected + perceived) {
        return Err(Reason::NoVariation);
    }
    let gap_of = |row: usize, column: usize| match column {
        column if column == row => -1.0,
        column if column == row + items => 1.0,
        _ => 0.0,
    };
    let gaps = covariance.combine(&Matrix::from_fn(items, items * 2, gap_of));
    let (sd_expected, sd_perceived) = (libm::sqrt(expected), libm::sqrt(perceived));
    Ok(Difference {
        n: covariance.n,
        alpha_expected,
        alpha_perceived,
        sd_expected,
        sd_perceived,
        correlation: (both / (sd_expected * sd_perceived)).clamp(-1.0, 1.0),
        reliability: (expected * alpha_expected + perceived * alpha_perceived - 2.0 * both) / variance,
        alpha_of_gaps: alpha(&gaps).map(|alpha| alpha.alpha),
    })
}

/// What predicts the outcome: perceptions, gaps, or perceptions and expectations side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// The regression on perceptions alone.
    pub perceived: Fit,
    /// The regression on perceptions less expectations.
    pub gap: Fit,
    /// The regression on expectations, then perceptions.
    pub both: Fit,
    /// Whether expectations add anything to perceptions.
    pub expected_adds: Result<Comparison, Reason>,
    /// Whether the coefficients of expectations are not the perceptions' with the other sign, as a gap supposes; a small
    /// p-value speaks against the gap.
    pub opposite: Result<Comparison, Reason>,
    /// For one expectation and one perception: the sum of the two coefficients, robust; zero if the gap is right.
    pub sum: Result<Test, Reason>,
}

/// Compares the predictions from rows of the outcome, all expectations, and all perceptions in the same order.
///
/// # Formula
/// R² of each regression; the restriction b_E = −b_P is tested by the F test of the gap against both (Edwards 1994,
/// Organizational Behavior and Human Decision Processes 58).
///
/// # Missing data
/// Respondents with an answer missing are left out of all three.
///
/// # Errors
/// [`Reason::UnequalLengths`] unless the sides are equally long, and as [`fit`] of any of the three.
pub fn prediction(patterns: &Patterns) -> Result<Prediction, Reason> {
    let pairs = patterns.width().saturating_sub(1) / 2;
    if pairs == 0 || patterns.width() != 2 * pairs + 1 {
        return Err(Reason::UnequalLengths);
    }
    let perceived = patterns.map(pairs + 1, |row| [&row[..1], &row[pairs + 1..]].concat())?;
    let gap = patterns.map(pairs + 1, |row| {
        let gaps = (1..=pairs).map(|i| row[i + pairs] - row[i]);
        row.iter().take(1).copied().chain(gaps).collect()
    })?;
    let (perceived, gap, both) = (fit(&perceived)?, fit(&gap)?, fit(patterns)?);
    let sum = if pairs == 1 { both.test(&[0.0, 1.0, 1.0], true) } else { Err(Reason::UnequalLengths) };
    Ok(Prediction { expected_adds: both.against(&perceived), opposite: both.against(&gap), sum, perceived, gap, both })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[f64]]) -> Patterns {
        Patterns::new(rows.first().map_or(0, |row| row.len()), rows.iter().map(|row| (row.to_vec(), 1))).unwrap()
    }

    #[test]
    fn two_reliable_sides_can_have_an_unreliable_difference() {
        let sides = rows(&[
            &[1.0, 2.0, 2.0, 2.0],
            &[2.0, 2.0, 2.0, 3.0],
            &[4.0, 5.0, 5.0, 4.0],
            &[6.0, 5.0, 5.0, 6.0],
            &[7.0, 6.0, 7.0, 6.0],
        ]);
        let found = difference(&sides.covariance().unwrap()).unwrap();
        assert!(found.alpha_expected > 0.9 && found.alpha_perceived > 0.9 && found.reliability < 0.3);
        assert!(found.correlation > 0.95);
    }

    #[test]
    fn equal_sides_have_no_difference() {
        let sides = rows(&[&[1.0, 2.0, 1.0, 2.0], &[3.0, 2.0, 3.0, 2.0], &[4.0, 5.0, 4.0, 5.0]]);
        assert_eq!(difference(&sides.covariance().unwrap()), Err(Reason::NoVariation));
        let odd = rows(&[&[1.0, 2.0, 1.0], &[3.0, 2.0, 3.0]]);
        assert_eq!(difference(&odd.covariance().unwrap()), Err(Reason::UnequalLengths));
        let single = rows(&[&[1.0, 2.0], &[3.0, 2.0]]);
        assert_eq!(difference(&single.covariance().unwrap()), Err(Reason::TooFewItems));
    }

    #[test]
    fn a_gap_that_is_right_is_not_rejected_and_one_that_is_wrong_is() {
        let made = |of: fn(f64, f64) -> f64| {
            let rows = (0..60_u32).map(|i| {
                let (e, p) = (f64::from(i * 7 % 5), f64::from(i * 11 % 7));
                let noise = f64::from(i * 13 % 11) / 10.0 - 0.5;
                (vec![of(e, p) + noise, e, p], 1)
            });
            prediction(&Patterns::new(3, rows).unwrap()).unwrap()
        };
        let right = made(|e, p| p - e);
        assert!(right.opposite.unwrap().p > 0.05 && right.expected_adds.unwrap().p < 1e-6);
        let wrong = made(|_, p| p);
        assert!(wrong.opposite.unwrap().p < 1e-6 && wrong.expected_adds.unwrap().p > 0.05);
        assert!(wrong.gap.r2 < wrong.perceived.r2 && wrong.sum.unwrap().estimate > 0.5);
        assert_eq!(prediction(&rows(&[&[1.0, 2.0]])), Err(Reason::UnequalLengths));
    }
}
