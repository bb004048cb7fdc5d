//! One number of two independent samples.

use super::{Ends, Reason, Z, normal};

/// The change between two waves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The later less the earlier.
    pub difference: f64,
    /// Its standard error.
    pub se: f64,
    /// Its interval at 95 %.
    pub interval: Ends,
    /// The standard normal deviate.
    pub z: f64,
    /// Its two-sided p-value.
    pub p: f64,
}

/// The change from an `earlier` to a `later` estimate, each with its standard error, of different respondents: weighted
/// means, recommendation scores, indices.
///
/// # Formula
/// z = (later − earlier)/√(se² + se²).
///
/// # When not to use it
/// For a panel, where the same respondents answer twice: see [`paired`](super::linked::paired). For unweighted means
/// and shares of few respondents: see [`welch`](super::two_means::welch) and [`two_shares`](super::share::two_shares).
pub fn change(earlier: (f64, f64), later: (f64, f64)) -> Result<Change, Reason> {
    let (difference, se) = (later.0 - earlier.0, libm::hypot(earlier.1, later.1));
    if !(difference.is_finite() && se.is_finite()) {
        return Err(Reason::NotFinite);
    }
    if se <= 0.0 {
        return Err(Reason::NoVariation);
    }
    let z = difference / se;
    if !z.is_finite() {
        return Err(Reason::NotFinite);
    }
    Ok(Change { difference, se, interval: Ends::around(difference, Z * se), z, p: normal::two_sided(z) })
}
