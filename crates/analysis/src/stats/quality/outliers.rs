//! Patterns of answers that are far from everybody's.

use crate::stats::{Patterns, Reason, chi_square};

/// The share of respondents that would lie beyond the threshold if answers were normally distributed.
pub const RARE: f64 = 0.001;

/// How far each pattern is from the centre.
#[derive(Clone, Debug, PartialEq)]
pub struct Outliers {
    /// The squared distance of each pattern, in the order given.
    pub distances: Vec<f64>,
    /// The distance beyond which a pattern is rare: the 99.9 % quantile of chi-square with one degree for each item.
    pub threshold: f64,
}

impl Outliers {
    /// Whether the pattern in a place is beyond the threshold.
    pub fn is_rare(&self, place: usize) -> bool {
        self.distances.get(place).is_some_and(|distance| *distance > self.threshold)
    }
}

/// Mahalanobis' squared distances of counted patterns of answers to all items.
///
/// # Formula
/// (x − x̄)'S⁻¹(x − x̄) with the covariance matrix S with n − 1 (Mahalanobis 1936), by Cholesky's decomposition of S.
///
/// # Missing data
/// Patterns are complete; respondents with a missing answer do not enter.
///
/// # Small samples
/// More respondents than items.
///
/// # When not to use it
/// As proof: answers on a few levels are not normal, and several percent lie beyond the threshold as a rule.
pub fn outliers(patterns: &[(&[f64], u64)]) -> Result<Outliers, Reason> {
    let items = patterns.first().ok_or(Reason::NoAnswers)?.0.len();
    if items == 0 {
        return Err(Reason::TooFewItems);
    }
    let everybody = Patterns::new(items, patterns.iter().map(|(answers, count)| (answers.to_vec(), *count)))?;
    let covariance = everybody.covariance()?;
    let factor = covariance.matrix.cholesky()?;
    let distance = |(answers, _): &(&[f64], u64)| {
        let centred: Vec<f64> = answers.iter().zip(&covariance.means).map(|(x, mean)| x - mean).collect();
        factor.distance(&centred)
    };
    let distances: Vec<f64> = patterns.iter().map(distance).collect();
    if !distances.iter().all(|distance| distance.is_finite()) {
        return Err(Reason::NotFinite);
    }
    Ok(Outliers { distances, threshold: chi_square::quantile(1.0 - RARE, items as f64) })
}
