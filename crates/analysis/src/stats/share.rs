//! Shares of respondents.

use super::{Ends, Z};

/// The Wilson score interval of `count` of `base`, base ≥ 1, at 95 %.
///
/// # Formula
/// (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), with the lower end 0 at no events and the upper end 1 at nothing
/// but events (Wilson 1927, JASA 22; recommended by Newcombe 1998, Statistics in Medicine 17).
///
/// # Small samples
/// Holds from n = 1 on. At no events the upper end is above zero: nothing reported is not nothing happened.
pub fn wilson(count: u64, base: u64) -> Ends {
    let n = base as f64;
    let p = count as f64 / n;
    let z2 = Z * Z;
    let d = 1.0 + z2 / n;
    let centre = (p + z2 / (2.0 * n)) / d;
    let half = Z * libm::sqrt(p * (1.0 - p) / n + z2 / (4.0 * n * n)) / d;
    Ends {
        low: if count == 0 { 0.0 } else { (centre - half).max(0.0) },
        high: if count == base { 1.0 } else { (centre + half).min(1.0) },
    }
}
