//! Student's t distribution.

pub mod noncentral;

use super::normal;
use super::special::{Tails, beta};

/// The two-sided p-value of `t` with `df` degrees of freedom, df > 0.
///
/// # Formula
/// I(df/(df + t²); df/2, 1/2), the regularised incomplete beta function.
pub fn two_sided(t: f64, df: f64) -> f64 {
    folded(t, df).lower
}

/// The shares of the distribution at or below `t` and above it, `df` > 0.
pub fn tails(t: f64, df: f64) -> Tails {
    let outside = folded(t, df).lower / 2.0;
    let (inside, outside) = (1.0 - outside, outside);
    if t < 0.0 { Tails { lower: outside, upper: inside } } else { Tails { lower: inside, upper: outside } }
}

/// The quantile of `p` with `df` degrees of freedom; infinite at 0 and 1.
///
/// # Formula
/// Exact for one and two degrees of freedom; otherwise from the quantile of the beta distribution of df/(df + t²).
pub fn quantile(p: f64, df: f64) -> f64 {
    if p < 0.5 { -from_tail(p, df) } else { from_tail(1.0 - p, df) }
}

/// The t above which `tail` ≤ 0.5 of the distribution lies.
fn from_tail(tail: f64, df: f64) -> f64 {
    if df == 1.0 {
        // The tangent from whichever side is near: next to the pole of the other one its digits would be lost.
        let pi = core::f64::consts::PI;
        return if tail > 0.25 { libm::tan(pi * (0.5 - tail)) } else { 1.0 / libm::tan(pi * tail) };
    }
    let both = 2.0 * tail;
    if df == 2.0 {
        return libm::sqrt(2.0 / (both * (2.0 - both)) - 2.0);
    }
    if df == f64::INFINITY {
        return -normal::quantile(tail);
    }
    libm::sqrt(df / beta::odds(both, 1.0 - both, df / 2.0, 0.5))
}

/// The share outside ±t as lower, the share inside as upper.
fn folded(t: f64, df: f64) -> Tails {
    let t2 = t * t;
    if t2 == f64::INFINITY {
        return Tails { lower: 0.0, upper: 1.0 };
    }
    // The share of the squared cosine and sine: both are formed without subtraction, so that tails keep their digits.
    beta::regularised(df / (df + t2), t2 / (df + t2), df / 2.0, 0.5)
}
