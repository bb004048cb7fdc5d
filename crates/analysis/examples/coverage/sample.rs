//! A study: some customers, each asked about all touchpoints or about some of them.

use esteem_analysis::stats::blocks::blocks;
use esteem_analysis::stats::generator::Generator;

use crate::population::{Customer, ITEMS, Population};

/// What each respondent is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Asking {
    /// All touchpoints.
    All,
    /// Four of the six touchpoints, in balanced blocks that are dealt out in turn.
    Some,
}

impl Asking {
    /// Both.
    pub(crate) const ALL: [Asking; 2] = [Asking::All, Asking::Some];
    /// How many touchpoints a respondent is asked about.
    const ASKED: usize = 4;
}

/// The respondents of a study, and which touchpoints each was asked about.
#[derive(Debug)]
pub(crate) struct Sample {
    /// How they were asked.
    pub(crate) asking: Asking,
    /// Each respondent with the touchpoints asked.
    pub(crate) respondents: Vec<(Customer, [bool; ITEMS])>,
}

impl Sample {
    /// The study of this number, drawn with replacement.
    pub(crate) fn draw(population: &Population, size: usize, asking: Asking, study: u64) -> Sample {
        let Population(customers) = population;
        // Studies of different sizes and ways of asking share no stream.
        let stream = (size as u64) << 32 | u64::from(asking == Asking::Some) << 31 | study;
        let mut generator = Generator::new(1, stream);
        let dealt = blocks(ITEMS, Asking::ASKED).unwrap_or_default();
        let respondents = (0..size).map(|respondent| {
            let customer = customers[(generator.uniform() * customers.len() as f64) as usize];
            let block = &dealt[respondent % dealt.len()];
            (customer, std::array::from_fn(|item| asking == Asking::All || block.contains(&item)))
        });
        Sample { asking, respondents: respondents.collect() }
    }

    /// What was got at each touchpoint, as far as it was asked.
    pub(crate) fn perceived(&self) -> impl Iterator<Item = (Customer, [Option<f64>; ITEMS])> {
        self.respondents.iter().map(|(customer, asked)| {
            (*customer, std::array::from_fn(|item| asked[item].then_some(customer.perceived[item] as f64)))
        })
    }
}
