//! `esteem demo`: answers to the example study, a café in June, made up by a rule that is written down here.
//!
//! The answers are a function of the seed and the number of guests and of nothing else: every machine makes the same
//! file, because the generator counts in integers only (see `random.rs`). What is planted stands in `truths.rs`, so
//! that a test can look for it in the answers.
//!
//! Each guest has a mood, which colours everything they say, and a habit of expecting much or little. Most visits go
//! as visits go. In a few something is planted: a guest is passed over in the queue, promised a time that is not kept,
//! or misled by the price board; burnt or overcharged; or treated as if they were not there. Two thirds of those who
//! were treated unfairly are angry, and a few of the others are won back by a quick remedy.
//!
//! What is missing is missing for a reason: food is not applicable to guests who did not eat, putting things right to
//! guests for whom nothing went wrong; some do not know how others were treated; the four questions about the lowest
//! acceptable and the desired level are put to six guests in ten, by lot; some skip a row; some leave half-way.

use esteem_study::Study;
use esteem_study::response::Response;

use guest::Visit;

mod guest;

mod comments;
mod random;
mod scene;
mod write;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod truths;

pub(crate) use write::{write_csv, write_json_lines};

/// The study that the answers belong to, as its file.
pub(crate) const STUDY: &str = include_str!("../../../examples/cafe.study.json");

/// The seed of the answers in `examples/`, chosen among a few thousand so that 412 guests happen to show what is planted
/// about as strongly as very many guests would.
pub(crate) const SEED: u64 = 1279;

/// How many guests answered in `examples/`.
pub(crate) const GUESTS: u32 = 412;

/// The most guests that can be asked for.
pub(crate) const MOST_GUESTS: u32 = 1_000_000;

/// Responses of `number` guests to the café's study, in the order in which they came. Each is made when it is asked
/// for, so that a million of them need no memory.
pub(crate) fn responses(study: &Study, seed: u64, number: u32) -> impl Iterator<Item = Response> {
    (0..number).map(move |index| Visit::new(seed, index, number).response(study))
}
