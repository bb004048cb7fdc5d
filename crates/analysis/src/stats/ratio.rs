//! The ratio of two means of the same respondents.

use super::{Ends, Joint, Z};

/// The interval of mean(y)/mean(x) by Fieller's theorem at 95 %; `None` if it is not a finite interval.
///
/// # Formula
/// With t = t(0.975; n−1), v and c the variances and the covariance of the means, a = x̄² − t²v_x, b = x̄ȳ − t²c,
/// d = ȳ² − t²v_y: (b ± √(b² − ad))/a, a finite interval only if a > 0 (Fieller 1954, JRSS B 16).
///
/// # When not to use it
/// When the mean of x is not clearly different from 0.
pub fn fieller(pairs: &Joint) -> Option<Ends> {
    if pairs.n < 2 {
        return None;
    }
    let n = pairs.n as f64;
    let t = pairs.x().critical();
    let t2 = t * t;
    let (v_x, v_y, c) = (pairs.variance_x / n, pairs.variance_y / n, pairs.covariance / n);
    let a = pairs.mean_x * pairs.mean_x - t2 * v_x;
    let b = pairs.mean_x * pairs.mean_y - t2 * c;
    let d = pairs.mean_y * pairs.mean_y - t2 * v_y;
    let root = b * b - a * d;
    (a > 0.0 && root >= 0.0).then(|| Ends { low: (b - libm::sqrt(root)) / a, high: (b + libm::sqrt(root)) / a })
}

/// The interval of mean(y)/mean(x) by the delta method on the logarithm; `None` unless both means are positive.
///
/// # Formula
/// R · exp(±z·se), se² = v_y/ȳ² + v_x/x̄² − 2c/(x̄ȳ).
pub fn log_delta(pairs: &Joint) -> Option<Ends> {
    if pairs.n < 2 || pairs.mean_x <= 0.0 || pairs.mean_y <= 0.0 {
        return None;
    }
    let n = pairs.n as f64;
    let (x, y) = (pairs.mean_x, pairs.mean_y);
    let variance =
        pairs.variance_y / n / (y * y) + pairs.variance_x / n / (x * x) - 2.0 * (pairs.covariance / n) / (x * y);
    let half = Z * libm::sqrt(variance.max(0.0));
    let ratio = y / x;
    Some(Ends { low: ratio * libm::exp(-half), high: ratio * libm::exp(half) })
}
