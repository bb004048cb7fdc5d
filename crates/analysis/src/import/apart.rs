//! Pieces of a file that are held apart, each in a memory of its own: what they tell each other, so that together they are
//! what [`super::gather`] makes of pieces that lie side by side.
//!
//! Each holder reads a shard and tells its [`Stretch`]. Whoever brings them together sees by [`super::next`] whether they
//! meet, and tells each the line that it begins with ([`super::places`]); each makes a [`Piece`] and tells its
//! [`Summary`]. Only where ids may be there twice are hashes and then single records told ([`repeated`], [`settle`]).
//! In the end each keeps its responses, and [`gather_apart`] makes the manifest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::delimited::Table;
use super::duplicates::{Part, Rank, all_later, beaten, hash};
use super::findings::Open;
use super::gather::Places;
use super::manifest::{FindingKind, Manifest};
use super::rows::Rows;
use super::shard::Shard;
use crate::responses::Responses;

/// The rows of one piece, while it is not known which of them are there twice.
#[derive(Debug)]
pub struct Piece {
    part: Part,
    open: Open,
    rows: u64,
}

/// What is told of a piece.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    rows: u64,
    responses: u64,
    open: Open,
    lacks_ids: bool,
    /// Whether each id is later than the one before, and the first and the last.
    is_ascending: bool,
    ends: Option<[String; 2]>,
}

/// Records of a piece whose ids other records may have too.
pub type Copies = Vec<Record>;

/// One such record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    row: u32,
    line: u64,
    id: String,
    rank: Rank,
}

/// Which records are left out because others have their ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    /// The rows of each piece.
    pub left_out: Vec<Vec<u32>>,
    /// As what, with the line, in the order of the file.
    found: Vec<(FindingKind, u64)>,
}

impl Settled {
    /// Nothing is left out of so many pieces.
    pub fn none(pieces: usize) -> Settled {
        Settled { left_out: vec![Vec::new(); pieces], found: Vec::new() }
    }
}

impl Shard<'_> {
    /// The rows of a shard that was read to its end, where its line 0 is this line of the file; none of them where rows
    /// before have taken all of its stretch.
    pub fn piece(self, line: Option<u64>) -> Piece {
        let mut rows = if line.is_some() { self.rows } else { Rows::of_table(self.table) };
        rows.close(line.unwrap_or_default());
        let open = std::mem::take(&mut rows.manifest.open);
        let part = Part { responses: rows.responses, lines: rows.lines, has_id: rows.has_id };
        Piece { part, open, rows: rows.manifest.rows }
    }
}

impl Piece {
    /// What is told of it. Afterwards, it does not know its findings any more.
    pub fn summary(&mut self) -> Summary {
        let ends = self.part.own_ids().next().map(str::to_owned).zip(self.part.own_ids().last().map(str::to_owned));
        Summary {
            rows: self.rows,
            responses: self.part.responses.len() as u64,
            open: std::mem::take(&mut self.open),
            lacks_ids: self.part.has_id.iter().any(|has_id| !has_id),
            is_ascending: all_later(self.part.own_ids()),
            ends: ends.map(|(first, last)| [first, last]),
        }
    }

    /// A number for each id that the file gave; the same for the same id, and nearly always another for another.
    pub fn hashes(&self) -> Vec<u64> {
        self.part.own_ids().map(|id| hash(id.as_bytes())).collect()
    }

    /// The records whose ids have one of these numbers, which are sorted.
    pub fn copies(&self, repeated: &[u64]) -> Copies {
        let ids = self.part.responses.ids.iter().zip(&self.part.has_id).enumerate();
        let is_repeated = |id: &str| repeated.binary_search(&hash(id.as_bytes())).is_ok();
        let found = ids.filter(|(_, (id, has_id))| **has_id && is_repeated(id));
        let copy = |(row, (id, _)): (usize, (&str, &bool))| Record {
            // Rows are counted in 32 bits, because more of them have no place in memory.
            row: row as u32,
            line: self.part.lines[row],
            id: id.into(),
            rank: self.part.rank(row),
        };
        found.map(copy).collect()
    }

    /// The responses without these rows, which are sorted.
    pub fn without(self, left_out: &[u32]) -> Responses {
        let responses = self.part.responses;
        if left_out.is_empty() {
            return responses;
        }
        let is_kept = |row: &usize| left_out.binary_search(&(*row as u32)).is_err();
        responses.pick(&(0..responses.len()).filter(is_kept).collect::<Vec<_>>())
    }
}

/// Whether an id may be there twice; where each is later than the one before, as in most files that a program has
/// written, none is.
pub fn may_repeat(summaries: &[Summary]) -> bool {
    let ends = summaries.iter().filter_map(|summary| summary.ends.as_ref());
    // The ends of a piece with one id are the same id.
    let each = ends.flat_map(|[first, last]| if first == last { vec![&**first] } else { vec![&**first, &**last] });
    !(summaries.iter().all(|summary| summary.is_ascending) && all_later(each))
}

/// Settles which records are left out, by all that may have the same ids; a list for each piece.
pub fn settle(copies: &[Copies]) -> Settled {
    let mut groups: BTreeMap<&str, Vec<(usize, &Record)>> = BTreeMap::new();
    for (piece, copy) in copies.iter().enumerate().flat_map(|(piece, list)| list.iter().map(move |copy| (piece, copy)))
    {
        groups.entry(&copy.id).or_default().push((piece, copy));
    }
    let mut left_out = BTreeMap::new();
    for (id, records) in groups {
        let ranks: Vec<Rank> = records.iter().map(|(_, copy)| copy.rank.clone()).collect();
        for (place, kind) in beaten(id, &ranks) {
            let (piece, copy) = records[place];
            left_out.insert((piece, copy.row), (kind, copy.line));
        }
    }
    let mut settled = Settled::none(copies.len());
    for ((piece, row), found) in left_out {
        settled.left_out[piece].push(row);
        settled.found.push(found);
    }
    settled
}

/// What import did to a file whose pieces are held apart: the manifest of the same file in one piece.
pub fn gather_apart(table: &Table<'_>, places: &Places, summaries: Vec<Summary>, settled: &Settled) -> Manifest {
    let mut manifest = table.manifest.clone();
    if let Some(line) = places.open_line {
        manifest.note(FindingKind::UnclosedQuote, line);
    }
    let (mut all, mut lacks_ids) = (0, false);
    for (summary, line) in summaries.into_iter().zip(&places.lines) {
        manifest.rows += summary.rows;
        manifest.open.absorb(summary.open, line.unwrap_or_default());
        all += summary.responses;
        lacks_ids |= summary.lacks_ids;
    }
    manifest.is_try_out = all > 0 && manifest.open.count(&FindingKind::TestCounted) == all;
    if lacks_ids {
        manifest.remark(FindingKind::NoId);
    }
    for (kind, line) in &settled.found {
        manifest.note(kind.clone(), *line);
    }
    let suggestions = Rows::of_table(table).close(0);
    let kept = all as usize - settled.found.len();
    manifest.close(kept, |column, value, among| suggestions.suggest(column, value, among))
}
