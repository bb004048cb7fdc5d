//! Reading studies and kept responses from their files.
//!
//! It accepts what the serde types of `esteem-study` accept and reads the same from it, with one difference: what it has no
//! use for is read past, because a respondent is to be served although a newer tool wrote the file. That is every field
//! that it does not know, and every field that only the analysis needs: they are as if the file did not have them. A test
//! holds the two together, and lists those fields. The error names the first culprit.

use esteem_study::Study;
use esteem_study::interview::Saved;

pub(crate) mod json;
mod reader;
mod response;
mod study;

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// The place in the file, `items[3].answer.scale`; empty for the whole of it.
    pub path: String,
    /// What is wrong there.
    pub kind: MisreadKind,
}

/// What can be wrong at a place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MisreadKind {
    /// The file is no JSON at all.
    NoJson,
    /// There is nothing, and there must be something.
    Missing,
    /// There is something else: a number where a list is meant, a number out of its range, a list of the wrong length.
    WrongType,
    /// A word that means nothing there.
    UnknownWord,
    /// The file is of a later version of the format.
    TooNew {
        /// What the file says: `esteem-study/2`.
        found: String,
    },
    /// The file is something else altogether.
    OtherFormat,
}

/// Reads a study. What cannot be seen from a value alone, such as references that lead nowhere, is not checked.
///
/// # Errors
/// The first culprit.
pub fn study(text: &str) -> Result<Study, Misread> {
    reader::file(text, esteem_study::study::FORMAT, study::study)
}

/// Reads a kept response, as far as an interview takes it over.
///
/// # Errors
/// The first culprit.
pub fn saved(text: &str) -> Result<Saved, Misread> {
    reader::file(text, esteem_study::response::FORMAT, response::saved)
}
