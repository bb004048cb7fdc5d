//! Student's t with a noncentrality: what the t statistic of a real difference follows.

use crate::stats::normal;
use crate::stats::special::{falling_root, gamma};

/// The share of the noncentral t distribution at or below `t`, with `df` > 0 degrees of freedom and noncentrality
/// `delta`.
///
/// # Formula
/// ∫ Φ(ts − δ) dF(s) over the distribution of s = √(χ²/df), on the scale of ln s by the trapezoidal rule, which
/// converges exponentially there (Trefethen & Weideman 2014, SIAM Review 56).
pub fn lower(t: f64, df: f64, delta: f64) -> f64 {
    let half = df / 2.0;
    let log_density = |u: f64| df * (u - libm::expm1(2.0 * u) / 2.0);
    // Outside these ends the density of ln s is below e^−45 of its height.
    let mut left = -1.0 / libm::sqrt(df);
    while log_density(left) > -45.0 {
        left *= 1.25;
    }
    let mut right = 1.0 / libm::sqrt(df);
    while log_density(right) > -45.0 {
        right *= 1.25;
    }
    // The step follows what changes quickest: the density, its tail or the normal distribution over it.
    let finest = (0.35 / libm::sqrt(df)).min(0.1).min(0.4 / t.abs().max(delta.abs()).max(1.0));
    let points = libm::ceil((right - left) / finest).min(100_000.0);
    let step = (right - left) / points;
    let mut sum = 0.0;
    for i in 0..=points as u32 {
        let u = left + f64::from(i) * step;
        sum += libm::exp(log_density(u)) * normal::lower(t * libm::exp(u) - delta);
    }
    (sum * step * gamma::height(half) * 2.0).clamp(0.0, 1.0)
}

/// The noncentrality at which `t` with `df` degrees of freedom is the quantile of `p`, 0 < p < 1.
///
/// # Formula
/// By halving: the share below `t` falls as the noncentrality rises (Cumming & Finch 2001, Educational and
/// Psychological Measurement 61).
pub fn noncentrality(p: f64, t: f64, df: f64) -> f64 {
    let excess = |delta: f64| lower(t, df, delta) - p;
    let mut width = 4.0 * (1.0 + t.abs() / libm::sqrt(df));
    for _ in 0..60 {
        if excess(t - width) > 0.0 && excess(t + width) < 0.0 {
            break;
        }
        width *= 2.0;
    }
    falling_root(t - width, t + width, excess)
}
