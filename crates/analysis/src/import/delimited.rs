//! Delimited text: one response a line, named columns. What the beginning of a file says about all of it.

use esteem_study::{Key, Study};

use super::columns::{Columns, columns, target};
use super::gather::{Gathered, gather};
use super::manifest::{Encoding, Layout, Manifest};
use super::mapping::Mapping;
use super::progress::Meter;
use super::scan::{Record, Scanner, blank_lines};
use super::shard::Shard;
use super::text::{MARK, binary_kind};
use super::{ImportError, Tests};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many bytes are handed to a shard at once where all of them are there.
const BLOCK: usize = 1 << 18;

/// A file of delimited text whose first line was read: what its columns hold, and where its rows begin. Its rows can be
/// read in pieces, each by a [`Shard`].
#[derive(Debug)]
pub struct Table<'s> {
    pub(super) study: &'s Study,
    pub(super) mapping: Mapping,
    pub(super) tests: Tests,
    pub(super) encoding: Encoding,
    pub(super) delimiter: u8,
    pub(super) headers: Vec<String>,
    pub(super) columns: Columns,
    /// What is to be said of the columns.
    pub(super) manifest: Manifest,
    /// The byte behind the first line.
    pub(super) rows_at: u64,
    /// The line that stands there, from 1.
    pub(super) first_line: u64,
}

/// What the first bytes of a file say about reading it in pieces.
#[derive(Debug)]
pub enum Opened<'s> {
    /// It can be: its first line says what it holds.
    Table(Box<Table<'s>>),
    /// The first line is not there in full: more bytes are needed, from the beginning.
    More,
    /// It cannot be: it is no delimited text in UTF-8, or no file of answers at all.
    /// [`super::read_responses_and`] reads it, or says what is wrong with it.
    Whole,
}

/// Looks at the beginning of a file: `start` are its first bytes, and `is_all` says whether there are no others.
pub fn open<'s>(tests: Tests, study: &'s Study, start: &[u8], is_all: bool, mapping: Option<&Mapping>) -> Opened<'s> {
    let (text, mark) = match start.strip_prefix(MARK) {
        Some(text) => (text, MARK.len() as u64),
        None => (start, 0),
    };
    let first = match std::str::from_utf8(text) {
        Ok(text) => text.trim_start().chars().next(),
        // Letters may be cut in two where the bytes end.
        Err(error) if error.error_len().is_none() && !is_all => {
            let whole = text.get(..error.valid_up_to()).map(String::from_utf8_lossy);
            whole.and_then(|text| text.trim_start().chars().next())
        }
        Err(_) => return Opened::Whole,
    };
    if matches!(first, Some('{' | '[')) || text.contains(&0) || binary_kind(start).is_some() {
        return Opened::Whole;
    }
    match read_first_line(tests, study, text, is_all, &mapping.cloned().unwrap_or_default(), Encoding::Utf8) {
        Ok(Some(mut table)) => {
            table.rows_at += mark;
            Opened::Table(Box::new(table))
        }
        Ok(None) if !is_all => Opened::More,
        Ok(None) | Err(_) => Opened::Whole,
    }
}

/// Reads a text that is there in full.
pub(super) fn read(
    study: &Study,
    text: &str,
    encoding: Encoding,
    mapping: &Mapping,
    tests: Tests,
    meter: &mut Meter<'_>,
) -> Result<Gathered, ImportError> {
    let table = read_first_line(tests, study, text.as_bytes(), true, mapping, encoding)?;
    let table = table.ok_or(ImportError::Empty)?;
    let mut shard = table.shard(table.rows_at, text.len() as u64);
    let rows = text.as_bytes().get(table.rows_at as usize..).unwrap_or_default();
    for block in rows.chunks(BLOCK) {
        shard.feed_and(block, &mut |byte, responses| meter.row(byte, text.len() as u64, responses));
    }
    shard.end_and(&mut |byte, responses| meter.row(byte, text.len() as u64, responses));
    gather(&table, vec![shard])
}

/// What the first line says; `None` if it is not there in full.
fn read_first_line<'s>(
    tests: Tests,
    study: &'s Study,
    text: &[u8],
    is_all: bool,
    mapping: &Mapping,
    encoding: Encoding,
) -> Result<Option<Table<'s>>, ImportError> {
    let Some((skipped, mut first_line)) = separator_line(text, is_all) else { return Ok(None) };
    // Some programs write the mark in front of the table, even where a line stands before it.
    let rest = text.get(skipped..).unwrap_or_default();
    let skipped = skipped + rest.strip_prefix(MARK).map_or(0, |_| MARK.len());
    let rest = text.get(skipped..).unwrap_or_default();
    let (blank, lines) = blank_lines(rest, is_all);
    first_line += lines;
    let rest = rest.get(blank..).unwrap_or_default();
    if rest.is_empty() {
        return Ok(None);
    }
    // Each delimiter with the cells that it makes, and where the line ends.
    let mut firsts = Vec::new();
    for delimiter in DELIMITERS {
        let mut record = Record::default();
        let Some(length) = Scanner::new(delimiter).record(rest, is_all, &mut record) else { return Ok(None) };
        let cell = |place| String::from_utf8_lossy(record.cell(rest, place)).trim().to_string();
        let names: Vec<String> = (0..record.len()).map(cell).collect();
        firsts.push((delimiter, names, length, record.lines));
    }
    let is_known = |name: &str| mapping.columns.contains_key(name) || target(study, name).is_some();
    // Most known columns, and then most columns. The first of the best: `max_by_key` alone would take the last.
    let score = |names: &[String]| (names.iter().filter(|name| is_known(name)).count(), names.len());
    let best = firsts.into_iter().rev().max_by_key(|(_, names, ..)| score(names));
    let Some((delimiter, headers, length, lines)) = best else { return Ok(None) };
    let mut manifest = Manifest::new(encoding, Layout::Delimited(char::from(delimiter)));
    let columns = columns(study, mapping, &headers, &mut manifest)?;
    Ok(Some(Table {
        study,
        mapping: mapping.clone(),
        tests,
        encoding,
        delimiter,
        headers,
        columns,
        manifest,
        rows_at: (skipped + blank + length) as u64,
        first_line: first_line + lines,
    }))
}

impl Table<'_> {
    /// The byte of the file where the rows begin.
    pub fn rows_at(&self) -> u64 {
        self.rows_at
    }

    /// A shard for the rows that begin from one byte of the file up to another, which is none of its own.
    pub fn shard(&self, from: u64, to: u64) -> Shard<'_> {
        Shard::new(self, from, to)
    }

    /// The name that the file has for a key's column.
    pub(super) fn header(&self, key: &Key) -> Option<String> {
        self.columns.keys.get(key).and_then(|place| self.headers.get(*place)).cloned()
    }
}

/// Spreadsheets may begin with a line `sep=;` that is no part of the table. The byte behind it, and the line that stands
/// there; `None` if that cannot be told yet.
fn separator_line(text: &[u8], is_all: bool) -> Option<(usize, u64)> {
    let end = match text.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
        Some(end) => end,
        None if is_all => text.len(),
        None => return None,
    };
    // One sign of any length stands for the delimiter there.
    let is_separator = end == 5 && text.starts_with(b"sep=");
    if !is_separator {
        return Some((0, 1));
    }
    match (text.get(end), text.get(end + 1)) {
        (Some(b'\r'), Some(b'\n')) => Some((end + 2, 2)),
        (Some(b'\r'), None) if !is_all => None,
        (Some(_), _) => Some((end + 1, 2)),
        (None, _) => Some((end, 2)),
    }
}
