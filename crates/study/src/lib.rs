//! What is asked, of whom, and how it is scored; and the record of what one respondent answered.
//!
//! The crate holds types and rules. It reads no file, knows no clock, no browser and no random numbers, and without
//! its feature `serde` it has no dependency at all, so that the questionnaire element can stay tiny.
//!
//! - [`Study`]: the questionnaire with its scales, constructs, pages and scoring rules.
//! - [`check`]: everything that makes a study unusable or doubtful, each with its place in the file.
//! - [`Key`]: the name of one answer, an item and a facet of it.
//! - [`Response`]: the record of one respondent. It holds what the respondent did, never what we think of it.
//! - [`interview`]: which questions stand before the respondent, which answers they take, and the record of it all.
//! - [`outbox`]: what becomes of a response between the first answer and the receipt.
//! - [`json`]: writes what the questionnaire keeps and says.

#![cfg_attr(not(feature = "serde"), no_std)]
extern crate alloc;

pub mod study;

pub mod check;
pub mod interview;
pub mod json;
pub mod key;
pub mod outbox;
pub mod response;
pub mod scoring;
pub mod text;

pub use check::{Problem, ProblemKind, check};
pub use key::{Facet, Key};
pub use response::{Answer, Fixed, Missing, Response};
pub use scoring::{Complaints, Corroboration, CustomerValue, FirstMargin, LossRates, NeedsRule, Scoring, Tellings};
pub use study::{AnswerForm, Construct, ConstructKind, Item, Need, Outcome, Scale, Study};
pub use text::Text;
