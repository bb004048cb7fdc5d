//! Respondents by what they expected and perceived, from counts.

use esteem_study::study::Item;
use esteem_study::{Facet, Study};

use crate::plan::scored;
use crate::stats::Fraction;

/// Two floating-point numbers closer than this are the same when a person is put on one side of a cut.
pub(super) const SAME: f64 = 1e-12;

/// Respondents who gave the same answers, with the sums over their complete pairs.
#[derive(Clone, Copy)]
pub(in crate::report) struct Person {
    pub(super) pairs: i32,
    pub(super) expected: i32,
    pub(super) perceived: i32,
    pub(in crate::report) count: u64,
}

impl Person {
    pub(super) fn new(pairs: i32, expected: i32, perceived: i32, count: u64) -> Person {
        Person { pairs, expected, perceived, count }
    }

    pub(super) fn expectation(self) -> f64 {
        f64::from(self.expected) / f64::from(self.pairs)
    }

    pub(super) fn perception(self) -> f64 {
        f64::from(self.perceived) / f64::from(self.pairs)
    }

    /// Formed from integers, so that ties and zeros are exact.
    pub(super) fn gap(self) -> f64 {
        f64::from(self.perceived - self.expected) / f64::from(self.pairs)
    }

    /// The gap without the rounding of a division, for ranks.
    pub(in crate::report) fn exact_gap(self) -> Fraction {
        Fraction::new(i64::from(self.perceived) - i64::from(self.expected), self.pairs.unsigned_abs())
    }

    pub(super) fn ratio(self) -> Option<f64> {
        (self.expected != 0).then(|| f64::from(self.perceived) / f64::from(self.expected))
    }
}

/// The respondents of one touchpoint's table of pairs.
pub(in crate::report) fn pairs(study: &Study, item: &Item, levels: usize, cells: &[u64]) -> Vec<Person> {
    let codes = |facet| scored(study, item, facet).map(|scored| scored.codes).unwrap_or_default();
    let (expected, perceived) = (codes(Facet::Expected), codes(Facet::Perceived));
    let person = |(cell, count): (usize, &u64)| {
        Person::new(1, *expected.get(cell / levels)?, *perceived.get(cell % levels)?, *count).into()
    };
    cells.iter().enumerate().filter(|(_, count)| **count > 0).filter_map(person).collect()
}

/// How many respondents are of a kind.
pub(super) fn count(people: &[Person], is: impl Fn(Person) -> bool) -> u64 {
    people.iter().filter(|person| is(**person)).map(|person| person.count).sum()
}
