//! Pieces of a file put together: whether they meet, which lines they begin with, and which records are there twice.

use esteem_study::Study;

use super::delimited::Table;
use super::duplicates;
use super::manifest::{FindingKind, Manifest};
use super::rows::Rows;
use super::shard::{Shard, Stretch};
use super::{ImportError, Imported};
use crate::quality::{self, Measure, Signs};
use crate::responses::Responses;

/// The responses of a file in the pieces that it was read in, and what import did to get them.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathered {
    /// The responses of each piece, in the order of the file; duplicates are left out, and so are try-outs unless they
    /// were to be counted.
    pub parts: Vec<Responses>,
    /// What was read, repaired and left out of the whole file, the same as if it was read in one piece.
    pub manifest: Manifest,
}

impl Gathered {
    /// The pieces in one.
    pub fn joined(self) -> Imported {
        let Gathered { parts, manifest } = self;
        let mut parts = parts.into_iter();
        let mut responses = parts.next().unwrap_or_default();
        parts.for_each(|part| responses.append(&part));
        Imported { responses, manifest }
    }
}

/// What must still be done with shards that were read to their ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The rows of this shard begin somewhere else than it supposed: it is to be read again, see [`Shard::again`].
    Again {
        /// Which shard.
        shard: usize,
        /// Where its rows begin.
        from: u64,
    },
    /// Bytes mean nothing in UTF-8: the file can be read as a whole only.
    Whole,
    /// They can be gathered.
    Gather,
}

/// Whether shards that follow each other in the file meet, by what they say of their stretches: each must begin where the
/// rows of those before it end.
pub fn next(table: &Table<'_>, stretches: &[Stretch]) -> Next {
    if stretches.iter().any(|stretch| !stretch.is_text) {
        return Next::Whole;
    }
    let mut place = table.rows_at();
    for (number, stretch) in stretches.iter().enumerate() {
        // Rows before may have taken all of the stretch; then nothing of it is left, wherever the shard began.
        if place >= stretch.to {
            continue;
        }
        if stretch.begin != Some(place) {
            return Next::Again { shard: number, from: place };
        }
        place = stretch.end.unwrap_or(stretch.to);
    }
    Next::Gather
}

/// Where stretches for which [`next()`] says that they meet stand in their file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// For each stretch the line of the file that its line 0 is; nothing where rows before have taken all of it.
    pub lines: Vec<Option<u64>>,
    /// The line of a row whose quotation mark is never closed.
    pub(super) open_line: Option<u64>,
}

/// Where stretches that meet stand in their file. They follow each other, and the last one ends with the file.
///
/// # Errors
/// If there are no rows.
pub fn places(table: &Table<'_>, stretches: &[Stretch]) -> Result<Places, ImportError> {
    let mut lines = Vec::with_capacity(stretches.len());
    let mut line = table.first_line;
    let mut place = table.rows_at();
    let mut open_line = None;
    let mut rows = 0;
    for stretch in stretches {
        if place >= stretch.to {
            lines.push(None);
            continue;
        }
        place = stretch.end.unwrap_or(stretch.to);
        if stretch.rows > 0 {
            open_line = stretch.open_line.map(|open| open + line);
        }
        rows += stretch.rows;
        lines.push(Some(line));
        line += stretch.lines;
    }
    if rows == 0 { Err(ImportError::NoRows) } else { Ok(Places { lines, open_line }) }
}

/// Puts shards together for which [`next()`] says so. They follow each other, and the last one ends with the file.
///
/// # Errors
/// If there are no rows.
pub fn gather(table: &Table<'_>, shards: Vec<Shard<'_>>) -> Result<Gathered, ImportError> {
    let stretches: Vec<Stretch> = shards.iter().map(Shard::stretch).collect();
    let places = places(table, &stretches)?;
    let rows = shards.into_iter().zip(&places.lines).filter_map(|(shard, line)| line.map(|line| (shard.rows, line)));
    let mut manifest = table.manifest.clone();
    if let Some(line) = places.open_line {
        manifest.note(FindingKind::UnclosedQuote, line);
    }
    Ok(close(table.study, manifest, rows.collect()))
}

/// Puts the rows of pieces together; each with the line of the file that its line 0 is.
pub(super) fn close(study: &Study, mut manifest: Manifest, pieces: Vec<(Rows<'_>, u64)>) -> Gathered {
    let mut suggestions = Default::default();
    let mut parts = Vec::with_capacity(pieces.len());
    for (mut rows, before) in pieces {
        let read = rows.close(before);
        if parts.is_empty() {
            suggestions = read;
        }
        manifest.rows += rows.manifest.rows;
        manifest.open.absorb(std::mem::take(&mut rows.manifest.open), before);
        parts.push(duplicates::Part { responses: rows.responses, lines: rows.lines, has_id: rows.has_id });
    }
    let all: usize = parts.iter().map(|part| part.responses.len()).sum();
    manifest.is_try_out = all > 0 && manifest.open.count(&FindingKind::TestCounted) == all as u64;
    if parts.iter().any(|part| part.has_id.iter().any(|has| !has)) {
        manifest.remark(FindingKind::NoId);
    }
    let mut parts = duplicates::settle(parts, &mut manifest);
    let measure = Measure::of(parts.iter().map(Signs::of).collect());
    parts.iter_mut().for_each(|part| quality::mark(study, part, &measure));
    let kept = parts.iter().map(Responses::len).sum();
    let manifest = manifest.close(kept, |column, value, among| suggestions.suggest(column, value, among));
    Gathered { parts, manifest }
}
