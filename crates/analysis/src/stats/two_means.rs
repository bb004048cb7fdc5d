//! Two means of different respondents.

use super::student::{self, noncentral};
use super::{CONFIDENCE, Ends, Moments, Reason};

/// The comparison of two means whose variances may differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Welch {
    /// The first mean less the second.
    pub difference: f64,
    /// The standard error of the difference.
    pub se: f64,
    /// The t statistic.
    pub t: f64,
    /// The degrees of freedom, rarely a whole number.
    pub df: f64,
    /// The two-sided p-value.
    pub p: f64,
    /// The interval of the difference at 95 %.
    pub interval: Ends,
}

/// Compares two means of different respondents.
///
/// # Formula
/// t = (x̄₁ − x̄₂)/√(v₁ + v₂) with v = s²/n and df = (v₁ + v₂)²/(v₁²/(n₁ − 1) + v₂²/(n₂ − 1)) (Welch 1947, Biometrika 34;
/// Satterthwaite 1946, Biometrics Bulletin 2).
///
/// # Small samples
/// Two respondents in each group at least.
///
/// # When not to use it
/// For the same respondents asked twice: see [`paired`](super::linked::paired).
pub fn welch(a: &Moments, b: &Moments) -> Result<Welch, Reason> {
    let [v1, v2] = variances_of_means(a, b)?;
    let variance = v1 + v2;
    // By shares of the variance, so that very small and very large ones do not leave the range of numbers.
    let (share1, share2) = (v1 / variance, v2 / variance);
    let df = 1.0 / (share1 * share1 / (a.n - 1) as f64 + share2 * share2 / (b.n - 1) as f64);
    if !df.is_finite() {
        return Err(Reason::NotFinite);
    }
    let (difference, se) = (a.mean - b.mean, libm::sqrt(variance));
    let t = difference / se;
    if !t.is_finite() {
        return Err(Reason::NotFinite);
    }
    let half = student::quantile(0.5 + CONFIDENCE / 2.0, df) * se;
    Ok(Welch { difference, se, t, df, p: student::two_sided(t, df), interval: Ends::around(difference, half) })
}

/// How far two means are apart in standard deviations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    /// Cohen's d, with the pooled standard deviation.
    pub d: f64,
    /// Hedges' g, which is d without its bias in small samples.
    pub g: f64,
    /// The interval of g at 95 %.
    pub interval: Ends,
}

/// The standardised distance of two means of different respondents.
///
/// # Formula
/// d = (x̄₁ − x̄₂)/s with s² pooled; g = Jd with J = 1 − 3/(4(n₁ + n₂) − 9) (Hedges 1981, J. of Educational Statistics 6).
/// The interval's ends are J/√ñ times the noncentralities at which the t statistic d√ñ, ñ = n₁n₂/(n₁ + n₂), is the
/// 97.5 % and the 2.5 % quantile (Cumming & Finch 2001, Educational and Psychological Measurement 61).
///
/// # When not to use it
/// When the groups spread very differently: then the pooled standard deviation is nobody's.
pub fn distance(a: &Moments, b: &Moments) -> Result<Distance, Reason> {
    variances_of_means(a, b)?;
    let (n1, n2) = (a.n as f64, b.n as f64);
    let df = n1 + n2 - 2.0;
    let pooled = ((n1 - 1.0) * a.variance + (n2 - 1.0) * b.variance) / df;
    let d = (a.mean - b.mean) / libm::sqrt(pooled);
    let correction = 1.0 - 3.0 / (4.0 * (n1 + n2) - 9.0);
    let scale = libm::sqrt(n1 * n2 / (n1 + n2));
    // Beyond, the groups differ by the rounding of their values and by nothing that has a spread.
    if !(-1e9..1e9).contains(&(d * scale)) {
        return Err(Reason::OutOfRange);
    }
    let end = |p: f64| correction * noncentral::noncentrality(p, d * scale, df) / scale;
    let tail = (1.0 - CONFIDENCE) / 2.0;
    Ok(Distance { d, g: correction * d, interval: Ends { low: end(1.0 - tail), high: end(tail) } })
}

fn variances_of_means(a: &Moments, b: &Moments) -> Result<[f64; 2], Reason> {
    if a.n < 2 || b.n < 2 {
        return Err(if a.n == 0 || b.n == 0 { Reason::NoAnswers } else { Reason::TooFewAnswers });
    }
    let variances = [a.variance / a.n as f64, b.variance / b.n as f64];
    if !(variances.iter().sum::<f64>() + a.mean.abs() + b.mean.abs()).is_finite() {
        return Err(Reason::NotFinite);
    }
    if variances == [0.0, 0.0] {
        return Err(Reason::NoVariation);
    }
    Ok(variances)
}
