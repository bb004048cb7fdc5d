//! Whether paired differences lie around zero, by their ranks.

use core::cmp::Ordering;

use super::{Fraction, Reason, normal};

/// The signed-rank test of Wilcoxon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignedRank {
    /// How many differences are not zero.
    pub n: u64,
    /// How many are zero and were left out.
    pub zeros: u64,
    /// The sum of the ranks of the differences above zero.
    pub above: f64,
    /// The sum of the ranks of the differences below zero.
    pub below: f64,
    /// The standard normal deviate of the sum above.
    pub z: f64,
    /// The two-sided p-value.
    pub p: f64,
}

impl SignedRank {
    /// W, the smaller of the two rank sums.
    pub fn w(&self) -> f64 {
        self.above.min(self.below)
    }
}

/// The signed-rank test of counted differences, in any order.
///
/// # Formula
/// Zeros are dropped, equal distances share the mean of their ranks. With n differences left and t of equal distance,
/// z = (above − n(n+1)/4)/√((n(n+1)(2n+1) − ½ Σ(t³ − t))/24), without continuity correction (Wilcoxon 1945, Biometrics
/// Bulletin 1; ties: Cureton 1967, JASA 62).
///
/// # Small samples
/// The normal approximation; below about ten differences p is rough.
///
/// # Missing data
/// A difference needs both answers; pairs with one answer do not enter.
///
/// # When not to use it
/// When the differences are far from symmetric: then it does not test the median.
pub fn signed_rank(differences: impl IntoIterator<Item = (Fraction, u64)>) -> Result<SignedRank, Reason> {
    let mut differences: Vec<(Fraction, u64)> = differences.into_iter().filter(|(_, count)| *count > 0).collect();
    if differences.is_empty() {
        return Err(Reason::NoAnswers);
    }
    differences.sort_by(|a, b| a.0.abs().cmp(&b.0.abs()).then(a.0.cmp(&b.0)));
    let zeros = differences.iter().filter(|(value, _)| value.sign().is_eq()).map(|(_, count)| count).sum();
    let nonzero = differences.iter().filter(|(value, _)| value.sign().is_ne()).copied().collect::<Vec<_>>();
    let (mut n, mut above, mut below, mut ties) = (0_u64, 0.0, 0.0, 0.0);
    for tied in nonzero.chunk_by(|a, b| a.0.abs() == b.0.abs()) {
        let count_where = |sign: Ordering| -> u64 {
            tied.iter().filter(|(value, _)| value.sign() == sign).map(|(_, count)| count).sum()
        };
        let (plus, minus) = (count_where(Ordering::Greater), count_where(Ordering::Less));
        let together = (plus + minus) as f64;
        let rank = n as f64 + (together + 1.0) / 2.0;
        above += rank * plus as f64;
        below += rank * minus as f64;
        ties += together * (together * together - 1.0);
        n += plus + minus;
    }
    if n == 0 {
        return Err(Reason::NoVariation);
    }
    let m = n as f64;
    let expected = m * (m + 1.0) / 4.0;
    let sd = libm::sqrt((m * (m + 1.0) * (2.0 * m + 1.0) - ties / 2.0) / 24.0);
    let z = (above - expected) / sd;
    Ok(SignedRank { n, zeros, above, below, z, p: normal::two_sided(z) })
}
