//! The manifest: what import read, repaired and left out.

use esteem_study::Missing;
use serde::{Deserialize, Serialize};

use super::cells::Among;
use super::findings::Open;

/// What import did to a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    /// The encoding that the file was read in.
    pub encoding: Encoding,
    /// How the file is laid out.
    pub layout: Layout,
    /// Lines with a response, the rejected ones included.
    pub rows: u64,
    /// Responses that were kept.
    pub kept: u64,
    /// Whether every response that was kept is a try-out.
    pub is_try_out: bool,
    /// Findings, by kind and then by column.
    pub findings: Vec<Finding>,
    /// What was found so far; empty once the findings are in their order.
    pub(super) open: Open,
}

/// The encoding of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16 with a byte order mark.
    Utf16,
    /// GB18030, of which GBK and GB2312 are parts.
    Gb18030,
    /// UTF-8 with bytes that mean nothing; they were replaced by `�`.
    Utf8Damaged,
}

/// How a file is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Delimited text with this delimiter.
    Delimited(char),
    /// One JSON object a line.
    JsonLines,
}

/// Something that the reader of the figures should know about the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// How often it occurs.
    pub count: u64,
    /// The first lines on which it occurs, from 1; empty where it concerns the whole file.
    pub lines: Vec<u64>,
}

/// What can be found. The order is the order of the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FindingKind {
    /// A line was left out because it is not JSON, or not a response.
    Rejected {
        /// The parser's own words, in English.
        message: String,
    },
    /// A response of a newer format was left out.
    TooNew {
        /// What its `format` says.
        format: String,
    },
    /// A quotation mark is never closed, so that everything after it became one cell.
    UnclosedQuote,
    /// Of several records with the same id the latest was kept, and this one left out.
    DuplicateReplaced {
        /// The id.
        id: String,
    },
    /// Of several equal records with the same id one was kept.
    DuplicateSame,
    /// Try-outs were left out.
    Test,
    /// Try-outs were counted, because that was asked for.
    TestCounted,
    /// Lines without anything were left out.
    EmptyRow,
    /// Lines have fewer cells than the first one; the rest counts as skipped.
    ShortRow {
        /// How many cells the first line has.
        expected: usize,
        /// How many were found.
        found: usize,
    },
    /// Lines have more cells than the first one; what is too much was left out.
    LongRow {
        /// How many cells the first line has.
        expected: usize,
        /// How many were found.
        found: usize,
    },
    /// A value is no answer of its item and counts as unreadable.
    Unreadable {
        /// The column.
        column: String,
        /// The value.
        value: String,
        /// The answer that was probably meant.
        suggestion: Option<String>,
    },
    /// Further values of a column that are not listed one by one.
    UnreadableMore {
        /// The column.
        column: String,
    },
    /// A value was read as a reason for having none.
    ReadAsMissing {
        /// The column.
        column: String,
        /// The value.
        value: String,
        /// What it was read as.
        missing: Missing,
    },
    /// An instant cannot be read; it is needed only to tell which of two records is the later one.
    BadInstant {
        /// The column.
        column: String,
        /// The value.
        value: String,
    },
    /// The column of a field of the record holds something that the field cannot be; it counts as not said.
    BadField {
        /// The column.
        column: String,
        /// The value.
        value: String,
    },
    /// Bytes mean nothing in UTF-8 and were replaced by `�`.
    BadBytes,
    /// Cells below no name hold something; they were not read.
    NamelessColumn {
        /// Which column, from 1.
        place: usize,
    },
    /// How bad an incident was, or how it ended, is said of an incident that was not ticked; it was not counted.
    GradeWithoutTick {
        /// The item's column.
        column: String,
    },
    /// A column that neither the study nor the mapping knows was left out.
    UnknownColumn {
        /// The column.
        column: String,
        /// The column that was probably meant.
        suggestion: Option<String>,
    },
    /// Two columns hold the same; the first was read.
    RepeatedColumn {
        /// The column.
        column: String,
    },
    /// The mapping names a column that the file does not have.
    MappedColumnAbsent {
        /// The column.
        column: String,
    },
    /// The mapping sends a column to something that the study does not have.
    MappedNowhere {
        /// The column.
        column: String,
        /// Where it was sent.
        target: String,
    },
    /// An answer is filed under a key that the study does not have.
    UnknownKey {
        /// The key.
        key: String,
    },
    /// Responses name another study; their answers were read by item id.
    OtherStudy {
        /// The id of that study.
        id: String,
    },
    /// The file has no column for these keys; they count as not asked.
    NoColumn {
        /// The keys.
        keys: Vec<String>,
    },
    /// Rows without an id got their line as id, so that copies among them cannot be told.
    NoId,
}

impl FindingKind {
    /// Whether answers or responses were left out because of it, as opposed to a remark.
    pub fn is_loss(&self) -> bool {
        use FindingKind::*;
        matches!(
            self,
            Rejected { .. }
                | TooNew { .. }
                | UnclosedQuote
                | DuplicateReplaced { .. }
                | LongRow { .. }
                | Unreadable { .. }
                | UnreadableMore { .. }
                | BadBytes
                | UnknownColumn { .. }
                | NamelessColumn { .. }
                | GradeWithoutTick { .. }
                | RepeatedColumn { .. }
                | MappedNowhere { .. }
                | UnknownKey { .. }
        )
    }
}

impl FindingKind {
    /// Whether a response was left out because another one has its id.
    pub(super) fn is_duplicate(&self) -> bool {
        matches!(self, FindingKind::DuplicateReplaced { .. } | FindingKind::DuplicateSame)
    }
}

impl Manifest {
    pub(super) fn new(encoding: Encoding, layout: Layout) -> Manifest {
        Manifest { encoding, layout, rows: 0, kept: 0, is_try_out: false, findings: Vec::new(), open: Open::default() }
    }

    /// Notes a finding on a line.
    pub(super) fn note(&mut self, kind: FindingKind, line: u64) {
        self.open.note(kind, line);
    }

    /// Notes a finding about the whole file.
    pub(super) fn remark(&mut self, kind: FindingKind) {
        self.open.remark(kind);
    }

    /// Puts the findings in their order. `suggest` tells the answer that was probably meant by an unreadable value.
    pub(super) fn close(mut self, kept: usize, suggest: impl Fn(&str, &str, Among) -> Option<String>) -> Manifest {
        self.kept = kept as u64;
        self.findings = std::mem::take(&mut self.open).close(suggest);
        self
    }
}
