//! From bytes to responses, with a list of everything that was repaired, left out or not understood.
//!
//! Import never fails as a whole because of a row, and it drops nothing silently: what it cannot read is counted as
//! unreadable and listed in the [`Manifest`] with line, column and reason. Only a file that holds no answers at all is
//! refused.

use esteem_study::Study;
use serde::{Deserialize, Serialize};

use crate::responses::Responses;

mod study_file;

mod json;

mod columns;
mod delimited;
mod json_lines;
mod mapping;

mod scan;
mod shard;

mod apart;
mod gather;

mod cells;
mod duplicates;
mod findings;
mod instants;
mod manifest;
mod progress;
mod row;
mod rows;
mod text;

pub use crate::mix::repeated;
pub use apart::{Copies, Piece, Settled, Summary, gather_apart, may_repeat, settle};
pub use delimited::{Opened, Table, open};
pub use gather::{Gathered, Next, Places, gather, next, places};
pub use shard::{Shard, Stretch};

pub use manifest::{Encoding, Finding, FindingKind, Layout, Manifest};
pub use mapping::{Mapping, Target};
pub use progress::Progress;
pub use study_file::{FileError, Place, Placed, SETTINGS_FORMAT, StudyFile, Trouble, read_settings, read_study};

/// Decodes GB18030, the encoding of Chinese spreadsheets; `None` if the bytes are not of that encoding. The browser and
/// the operating system each bring a decoder of their own.
pub type Decode<'a> = &'a dyn Fn(&[u8]) -> Option<String>;

/// The responses of a file, and what import did to get them.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The responses, duplicates left out, and try-outs unless they were to be counted.
    pub responses: Responses,
    /// What was read, repaired and left out.
    pub manifest: Manifest,
}

/// What becomes of try-outs, the responses that say of themselves that they are tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tests {
    /// They are left out and listed, as in every report about customers.
    #[default]
    LeftOut,
    /// They are counted like any other and listed, so that whoever tries a study can see what becomes of the answers.
    Counted,
}

/// Why a file as a whole holds no answers that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// There is nothing in the file.
    Empty,
    /// The file is not text.
    Binary {
        /// What it seems to be, by its first bytes.
        seems: Option<BinaryKind>,
    },
    /// The first line names no column that the study or the mapping knows.
    NoKnownColumn {
        /// The first columns of the file.
        found: Vec<String>,
        /// Some that the study knows.
        known: Vec<String>,
    },
    /// The file is a study, a mapping or a report instead of responses.
    OtherFormat {
        /// What its `format` says.
        format: String,
    },
    /// The file is JSON, but not one response a line.
    NotJsonLines,
    /// The file has a first line with names and no line with answers.
    NoRows,
}

/// What a file that is not text seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryKind {
    /// A spreadsheet or another zipped file.
    Zip,
    /// An old spreadsheet.
    OldOffice,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
}

/// Reads responses from delimited text (comma, semicolon, tab or bar; the first line names the columns) or from JSON
/// Lines. Columns are named `item` or `item.facet`, by segment id, or as the mapping says.
///
/// # Missing data
/// An empty cell is a skipped answer. The words `skipped`, `dont_know`, `not_applicable`, `not_asked` and `broke_off`,
/// the words of the scale's own options for them, and `NA` for not applicable, are read as what they say. A key without
/// a column was not asked. What is none of the item's answers is unreadable.
///
/// # Progress
/// `progress` is told every few thousand rows and once at the end how far the reading has come; it cannot change what is
/// read. A file that is refused may have told nothing.
///
/// # Errors
/// Only if the file as a whole holds no answers.
pub fn read_responses(
    study: &Study,
    bytes: &[u8],
    mapping: Option<&Mapping>,
    decode: Decode<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Imported, ImportError> {
    read_responses_and(Tests::LeftOut, study, bytes, mapping, decode, progress)
}

/// Reads responses as [`read_responses`] does, and leaves out or counts what is a try-out.
///
/// # Errors
/// Only if the file as a whole holds no answers.
pub fn read_responses_and(
    tests: Tests,
    study: &Study,
    bytes: &[u8],
    mapping: Option<&Mapping>,
    decode: Decode<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Imported, ImportError> {
    let mut meter = progress::Meter::new(progress);
    let decoded = text::decode(bytes, decode)?;
    let mapping = mapping.cloned().unwrap_or_default();
    let start = decoded.text.trim_start();
    let gathered = if start.starts_with('{') || start.starts_with('[') {
        let rows = json_lines::read(study, &decoded, &mapping, tests, &mut meter)?;
        gather::close(study, Manifest::new(decoded.encoding, Layout::JsonLines), vec![(rows, 0)])
    } else {
        delimited::read(study, &decoded.text, decoded.encoding, &mapping, tests, &mut meter)?
    };
    let left_out = gathered.manifest.findings.iter().filter(|finding| finding.kind.is_duplicate());
    let read = gathered.manifest.kept + left_out.map(|finding| finding.count).sum::<u64>();
    meter.end(read);
    Ok(gathered.joined())
}

/// Reads a mapping file of the format `esteem-mapping/1`.
///
/// # Errors
/// Where the file is no such mapping, with line and column.
pub fn read_mapping(bytes: &[u8]) -> Result<Mapping, FileError> {
    mapping::read(bytes)
}

/// What a JSON file says it is.
pub fn format_of(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let tree = json::parse(std::str::from_utf8(bytes).ok()?).ok()?;
    json::text_field(&tree, "format").map(Into::into)
}
