//! Exact fractions, for what must be ranked or compared with zero without the rounding of a division.

use core::cmp::Ordering;

/// A whole number over a positive whole number, such as the mean of some whole answers.
#[derive(Clone, Copy, Debug)]
pub struct Fraction {
    numerator: i64,
    denominator: u32,
}

impl Fraction {
    /// `numerator`/`denominator`; a denominator of 0 counts as 1.
    pub fn new(numerator: i64, denominator: u32) -> Fraction {
        Fraction { numerator, denominator: denominator.max(1) }
    }

    /// The nearest number.
    pub fn value(self) -> f64 {
        self.numerator as f64 / f64::from(self.denominator)
    }

    /// Its distance from zero.
    pub fn abs(self) -> Fraction {
        Fraction { numerator: self.numerator.saturating_abs(), ..self }
    }

    /// How it compares with zero.
    pub fn sign(self) -> Ordering {
        self.numerator.cmp(&0)
    }
}

impl From<i64> for Fraction {
    fn from(whole: i64) -> Fraction {
        Fraction { numerator: whole, denominator: 1 }
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        let left = i128::from(self.numerator) * i128::from(other.denominator);
        let right = i128::from(other.numerator) * i128::from(self.denominator);
        left.cmp(&right)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Fraction) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}
