//! Patterns of answers that are far from everybody's.

use crate::stats::{Reason, chi_square};

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
    if patterns.iter().any(|(answers, _)| answers.len() != items) {
        return Err(Reason::UnequalLengths);
    }
    // Beyond, sums of squares leave the range of numbers.
    if patterns.iter().any(|(answers, _)| !answers.iter().all(|answer| answer.abs() < 1e100)) {
        return Err(Reason::NotFinite);
    }
    let n: u64 = patterns.iter().map(|(_, count)| count).sum();
    if n < 2 {
        return Err(if n == 0 { Reason::NoAnswers } else { Reason::TooFewAnswers });
    }
    let base = n as f64;
    let mut means = vec![0.0; items];
    for (answers, count) in patterns {
        for (mean, answer) in means.iter_mut().zip(*answers) {
            *mean += answer * *count as f64 / base;
        }
    }
    let centred: Vec<Vec<f64>> =
        patterns.iter().map(|(answers, _)| answers.iter().zip(&means).map(|(x, mean)| x - mean).collect()).collect();
    let mut covariance = vec![vec![0.0; items]; items];
    for (row, (_, count)) in centred.iter().zip(patterns) {
        for (sums, x) in covariance.iter_mut().zip(row) {
            for (sum, y) in sums.iter_mut().zip(row) {
                *sum += x * y * *count as f64 / (base - 1.0);
            }
        }
    }
    let lower = cholesky(&covariance)?;
    let distances: Vec<f64> = centred.iter().map(|row| squared_length(&solve_lower(&lower, row))).collect();
    if !distances.iter().all(|distance| distance.is_finite()) {
        return Err(Reason::Singular);
    }
    Ok(Outliers { distances, threshold: chi_square::quantile(1.0 - RARE, items as f64) })
}

/// The lower triangle L with LL' = S, row by row.
fn cholesky(matrix: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, Reason> {
    let mut lower: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
    for (i, row) in matrix.iter().enumerate() {
        let mut solved = solve_lower(&lower, row.get(..i).unwrap_or_default());
        let diagonal = row.get(i).copied().unwrap_or(0.0);
        let rest = diagonal - squared_length(&solved);
        // What is left of an item that others determine is the rounding of its variance.
        if rest <= diagonal * 1e-12 {
            return Err(Reason::Singular);
        }
        solved.push(libm::sqrt(rest));
        lower.push(solved);
    }
    Ok(lower)
}

/// The x with Lx = b.
fn solve_lower(lower: &[Vec<f64>], b: &[f64]) -> Vec<f64> {
    let mut x: Vec<f64> = Vec::with_capacity(b.len());
    for (row, b) in lower.iter().zip(b) {
        let known: f64 = row.iter().zip(&x).map(|(l, x)| l * x).sum();
        x.push((b - known) / row.last().copied().unwrap_or(1.0));
    }
    x
}

fn squared_length(x: &[f64]) -> f64 {
    x.iter().map(|x| x * x).sum()
}
