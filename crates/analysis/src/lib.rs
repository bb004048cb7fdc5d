//! From a file of answers to a report.
//!
//! ```text
//! bytes ─import─▶ Responses ─tally(&Plan)─▶ Tally ─report─▶ Report
//! ```
//!
//! Everything is a pure function: no file, clock, browser or random number is touched here.

pub mod import;
pub mod report;

pub mod plan;
pub mod responses;
pub mod selection;
pub mod tally;

mod mix;
pub mod needs;
pub mod planner;
pub mod practices;
pub mod quality;
pub mod stats;
pub mod words;

pub use plan::{Plan, plan};
pub use report::{Report, analyze, report};
pub use responses::Responses;
pub use selection::Selection;
pub use tally::{Tally, tally};
