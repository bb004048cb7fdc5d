//! The chi-square distribution.

use super::special::{Tails, gamma};

/// The shares of the distribution at or below `x` and above it, with `df` > 0 degrees of freedom.
///
/// # Formula
/// P(df/2, x/2) and Q(df/2, x/2), the regularised incomplete gamma functions.
pub fn tails(x: f64, df: f64) -> Tails {
    gamma::regularised(df / 2.0, x / 2.0)
}

/// The quantile of `p` with `df` > 0 degrees of freedom; 0 at p = 0 and infinite at p = 1.
pub fn quantile(p: f64, df: f64) -> f64 {
    2.0 * gamma::quantile(p, df / 2.0)
}
