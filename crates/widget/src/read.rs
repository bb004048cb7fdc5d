//! Reading studies and kept responses from values that the browser has parsed.
//!
//! It accepts what the serde types of `esteem-study` accept and reads the same from it, with one difference: fields that
//! it does not know are read past, because a respondent is to be served although a newer tool wrote the file. A test
//! holds the two together. The error names the first culprit.

use esteem_study::Study;
use esteem_study::interview::Saved;

mod browser;
mod reader;
mod response;
mod study;

use reader::Reader;

/// A value of JSON, wherever it was parsed.
pub trait Value: Sized {
    /// The field of this name; `None` if it is absent, if it is null, and of what is no object.
    fn field(&self, name: &str) -> Option<Self>;
    /// Whether there is a field of this name and it is null.
    fn has_null(&self, name: &str) -> bool;
    /// The value if it is a string.
    fn text(&self) -> Option<String>;
    /// The value if it is a number.
    fn number(&self) -> Option<f64>;
    /// The value if it is true or false.
    fn flag(&self) -> Option<bool>;
    /// The elements if it is a list.
    fn list(&self) -> Option<Vec<Self>>;
    /// Names and values of the fields if it is an object, nulls included.
    fn entries(&self) -> Option<Vec<(String, Self)>>;
}

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
pub fn study<V: Value>(value: &V) -> Result<Study, Misread> {
    let mut reader = Reader::default();
    reader.format(value, esteem_study::study::FORMAT)?;
    let study = reader.study(value);
    reader.result(study)
}

/// Reads a kept response, as far as an interview takes it over.
///
/// # Errors
/// The first culprit.
pub fn saved<V: Value>(value: &V) -> Result<Saved, Misread> {
    let mut reader = Reader::default();
    reader.format(value, esteem_study::response::FORMAT)?;
    let saved = reader.saved(value);
    reader.result(saved)
}
