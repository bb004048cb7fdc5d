//! The same respondents twice: two answers of each, or two waves of a panel.

use super::{Ends, Joint, Reason, Z, chi_square, student};
use crate::stats::special::beta;

/// The paired comparison of two means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// How many pairs.
    pub n: u64,
    /// The mean of the second less the mean of the first.
    pub difference: f64,
    /// The standard deviation of the differences.
    pub sd: f64,
    /// The standard error of the difference.
    pub se: f64,
    /// The t statistic.
    pub t: f64,
    /// The two-sided p-value with n − 1 degrees of freedom.
    pub p: f64,
    /// The interval of the difference at 95 %.
    pub interval: Ends,
    /// The difference over the standard deviation of the differences.
    pub effect: f64,
}

/// Compares y with x over pairs.
///
/// # Formula
/// t = (ȳ − x̄)/(s/√n) with s² = s_x² + s_y² − 2 s_xy (Student 1908).
pub fn paired(pairs: &Joint) -> Result<Paired, Reason> {
    if pairs.n < 2 {
        return Err(Reason::TooFewAnswers);
    }
    let variance = pairs.variance_x + pairs.variance_y - 2.0 * pairs.covariance;
    if !variance.is_finite() {
        return Err(Reason::NotFinite);
    }
    // The difference of rounded moments: what is below their last digits is no spread.
    if variance <= 1e-14 * (pairs.variance_x + pairs.variance_y) {
        return Err(Reason::NoVariation);
    }
    let sd = libm::sqrt(variance);
    let se = sd / libm::sqrt(pairs.n as f64);
    let difference = pairs.mean_y - pairs.mean_x;
    let t = difference / se;
    let df = (pairs.n - 1) as f64;
    let interval = Ends::around(difference, pairs.x().critical() * se);
    Ok(Paired { n: pairs.n, difference, sd, se, t, p: student::two_sided(t, df), interval, effect: difference / sd })
}

/// Two linked shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkedShares {
    /// The share of the second less the share of the first.
    pub difference: f64,
    /// The interval of the difference at 95 %.
    pub interval: Ends,
    /// McNemar's chi-square with one degree of freedom.
    pub chi_square: f64,
    /// Its p-value.
    pub p: f64,
    /// The exact p-value: the two-sided binomial test that as many changed in one direction as in the other.
    pub exact_p: f64,
}

/// Compares two shares of the same `n` respondents, of whom `gained` have it only the second time and `lost` only the
/// first time.
///
/// # Formula
/// χ² = (g − l)²/(g + l) (McNemar 1947, Psychometrika 12); the interval is Wald's with one respondent added on either
/// side of the change (Bonett & Price 2012, J. of Educational and Behavioral Statistics 37).
///
/// # Small samples
/// Below 25 respondents who changed the exact p-value counts.
pub fn mcnemar(gained: u64, lost: u64, n: u64) -> Result<LinkedShares, Reason> {
    let changed = gained.saturating_add(lost);
    if n == 0 {
        return Err(Reason::NoAnswers);
    }
    if changed > n {
        return Err(Reason::OutOfRange);
    }
    if changed == 0 {
        return Err(Reason::NoVariation);
    }
    let (g, l, n) = (gained as f64, lost as f64, n as f64);
    let chi_square = (g - l) * (g - l) / (g + l);
    let (up, down) = ((g + 1.0) / (n + 2.0), (l + 1.0) / (n + 2.0));
    let half = Z * libm::sqrt(((up + down) - (up - down) * (up - down)) / (n + 2.0));
    let centre = up - down;
    let interval = Ends { low: (centre - half).max(-1.0), high: (centre + half).min(1.0) };
    // The chance of at most the rarer direction among those who changed, as an incomplete beta function.
    let rarer = gained.min(lost) as f64;
    let exact_p = (2.0 * beta::regularised(0.5, 0.5, changed as f64 - rarer, rarer + 1.0).lower).min(1.0);
    let p = chi_square::tails(chi_square, 1.0).upper;
    Ok(LinkedShares { difference: (g - l) / n, interval, chi_square, p, exact_p })
}
