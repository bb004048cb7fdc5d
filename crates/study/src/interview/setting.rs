//! What an interview is told from outside: under which circumstances it takes place, and what time it is.

use alloc::string::String;
use alloc::vec::Vec;

use crate::response::Mode;

/// Under which circumstances the questionnaire is answered; all of it is written into the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The id of the part to ask; without one, the study's first part.
    pub part: Option<String>,
    /// Joins the parts that one respondent answers.
    pub link: Option<String>,
    /// How the answers come about.
    pub mode: Mode,
    /// Whether this is a try-out, which is never counted.
    pub test: bool,
    /// The fielding period.
    pub wave: Option<String>,
    /// Segment id and value; of two values of one segment the later holds.
    pub segments: Vec<(String, String)>,
    /// SHA-256 of the study file, in hexadecimal digits.
    pub study_hash: Option<String>,
}

/// When something happens.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The wall clock as RFC 3339 with offset. It is written down and never compared.
    pub instant: &'a str,
    /// Milliseconds of a clock that only goes forward; where it starts does not matter.
    pub elapsed_ms: u64,
}
