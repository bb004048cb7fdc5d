//! The F distribution of Fisher and Snedecor.

use super::special::{Tails, beta};

/// The shares of the distribution at or below `f` and above it; `df1` and `df2` > 0.
///
/// # Formula
/// I(x; df1/2, df2/2) at x = df1 f/(df1 f + df2), the regularised incomplete beta function.
pub fn tails(f: f64, df1: f64, df2: f64) -> Tails {
    if f == f64::INFINITY {
        return Tails { lower: 1.0, upper: 0.0 };
    }
    let total = df1 * f + df2;
    beta::regularised(df1 * f / total, df2 / total, df1 / 2.0, df2 / 2.0)
}

/// The quantile of `p`; 0 at p = 0 and infinite at p = 1.
pub fn quantile(p: f64, df1: f64, df2: f64) -> f64 {
    df2 / df1 * beta::odds(p, 1.0 - p, df1 / 2.0, df2 / 2.0)
}
