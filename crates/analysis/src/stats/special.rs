//! The functions behind the distributions: incomplete beta and gamma functions, from both tails.
//!
//! A tail is never formed as one less the other where it is the smaller one, so that p-values far below one in 10⁴⁰
//! keep their digits.

pub mod beta;
pub mod gamma;

mod deviance;
mod solve;

pub(crate) use solve::falling_root;

/// The two parts into which a point divides a distribution; they sum to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tails {
    /// The share at or below the point.
    pub lower: f64,
    /// The share above it.
    pub upper: f64,
}

impl Tails {
    fn from_lower(lower: f64) -> Tails {
        let lower = lower.clamp(0.0, 1.0);
        Tails { lower, upper: 1.0 - lower }
    }

    fn swapped(self) -> Tails {
        Tails { lower: self.upper, upper: self.lower }
    }
}
