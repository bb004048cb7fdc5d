//! Several records with the same id: equal ones are one; of different ones the latest counts.
//!
//! Records are found by a hash of their ids, and whether two are the same is always told by their bytes, so that ids which
//! happen to have the same hash cost a look and nothing else.

use std::collections::BTreeMap;

use super::manifest::{FindingKind, Manifest};
use crate::mix::mix;
use crate::responses::Responses;

/// A piece of a file.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) responses: Responses,
    /// The line of each row.
    pub(super) lines: Vec<u64>,
    /// Whether the file gave the row an id.
    pub(super) has_id: Vec<bool>,
}

/// A row: the piece that it stands in, and its place there.
type Place = (usize, usize);

/// Of records with the same id the highest counts: when it was finished, then its canonical bytes.
pub(super) type Rank = (Option<i64>, Vec<u8>);

impl Part {
    /// The ids that the file gave, in its order.
    pub(super) fn own_ids(&self) -> impl Iterator<Item = &str> {
        self.responses.ids.iter().zip(&self.has_id).filter(|(_, has_id)| **has_id).map(|(id, _)| id)
    }

    /// How a row stands among those with the same id.
    pub(super) fn rank(&self, row: usize) -> Rank {
        (self.responses.finished_at[row], canonical(&self.responses, row))
    }
}

/// Which records of an id are left out, by their places among its ranks, and as what.
pub(super) fn beaten(id: &str, ranks: &[Rank]) -> impl Iterator<Item = (usize, FindingKind)> {
    // The first of the highest ranks is kept; equal records have equal ranks, so which of them does not matter.
    let best = (0..ranks.len()).rev().max_by(|a, b| ranks[*a].cmp(&ranks[*b])).unwrap_or(0);
    (0..ranks.len()).filter(move |place| *place != best).map(move |place| {
        let same = ranks[place].1 == ranks[best].1;
        let kind = if same { FindingKind::DuplicateSame } else { FindingKind::DuplicateReplaced { id: id.into() } };
        (place, kind)
    })
}

/// Settles duplicates: same id and content, one is kept; same id and other content, the latest `finished_at`, ties by
/// canonical bytes. The outcome does not depend on the order of the rows, nor on the pieces.
pub(super) fn settle(parts: Vec<Part>, manifest: &mut Manifest) -> Vec<Responses> {
    let mut left_out: BTreeMap<Place, FindingKind> = BTreeMap::new();
    for (id, rows) in groups(&parts) {
        let ranks: Vec<Rank> = rows.iter().map(|(part, row)| parts[*part].rank(*row)).collect();
        left_out.extend(beaten(id, &ranks).map(|(place, kind)| (rows[place], kind)));
    }
    // In the order of the file, so that a finding names the first lines.
    for ((part, row), kind) in &left_out {
        manifest.note(kind.clone(), parts[*part].lines[*row]);
    }
    let kept = |(number, part): (usize, Part)| {
        let all = part.responses.len();
        let rows: Vec<usize> = (0..all).filter(|row| !left_out.contains_key(&(number, *row))).collect();
        if rows.len() == all { part.responses } else { part.responses.pick(&rows) }
    };
    parts.into_iter().enumerate().map(kept).collect()
}

/// The rows of each id that more than one row has, in the order of the file.
fn groups(parts: &[Part]) -> BTreeMap<&str, Vec<Place>> {
    let mut groups: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    if ascending(parts) {
        return groups;
    }
    let mut first = Firsts::new(parts);
    for (number, part) in parts.iter().enumerate() {
        for row in (0..part.responses.len()).filter(|row| part.has_id[*row]) {
            let id = &part.responses.ids[row];
            if let Some(earlier) = first.meet(parts, id, (number, row)) {
                groups.entry(id).or_insert_with(|| vec![earlier]).push((number, row));
            }
        }
    }
    groups
}

/// Whether each id is longer than the one before, or as long and later by the alphabet, as in most files that a program
/// has written: then none is there twice, and nothing must be looked up.
fn ascending(parts: &[Part]) -> bool {
    all_later(parts.iter().flat_map(Part::own_ids))
}

/// Whether each of these ids is later than the one before.
pub(super) fn all_later<'a>(mut ids: impl Iterator<Item = &'a str>) -> bool {
    let mut last: Option<&str> = None;
    ids.all(|id| {
        let is_later = last.is_none_or(|last| (last.len(), last) < (id.len(), id));
        last = Some(id);
        is_later
    })
}

/// The first row of each id, found by a hash of the id. The bytes of ids stay where they are.
struct Firsts {
    /// Part of the hash, and the number of the row in all pieces, from 1; 0 where there is none.
    places: Vec<(u32, u32)>,
    /// The number of the first row of each piece.
    starts: Vec<usize>,
}

impl Firsts {
    fn new(parts: &[Part]) -> Firsts {
        let mut rows = 0;
        let start = |part: &Part| {
            rows += part.responses.len();
            rows - part.responses.len()
        };
        let starts = parts.iter().map(start).collect();
        Firsts { places: vec![(0, 0); (rows * 2).next_power_of_two().max(2)], starts }
    }

    /// The first row of this id, if there was one before; else this row is the first from now on.
    fn meet(&mut self, parts: &[Part], id: &str, (part, row): Place) -> Option<Place> {
        let hash = hash(id.as_bytes());
        let mask = self.places.len() - 1;
        let (tag, mut at) = ((hash >> 32) as u32, hash as usize & mask);
        loop {
            let (known, number) = self.places[at];
            if number == 0 {
                // Rows are counted in 32 bits, because more of them have no place in memory.
                self.places[at] = (tag, (self.starts[part] + row + 1) as u32);
                return None;
            }
            if known == tag {
                let place = self.place(number as usize - 1);
                if parts[place.0].responses.ids[place.1] == *id {
                    return Some(place);
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// The piece of a row, and its place there.
    fn place(&self, number: usize) -> Place {
        let part = self.starts.partition_point(|start| *start <= number) - 1;
        (part, number - self.starts[part])
    }
}

/// A number that differs for nearly all ids. Nothing rests on it but speed.
pub(super) fn hash(id: &[u8]) -> u64 {
    let word = |bytes: &[u8]| bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    mix(id.chunks(8).fold(id.len() as u64, |hash, bytes| mix(hash, word(bytes))), 0x2545_F491_4F6C_DD1D)
}

/// What a record says, as bytes: equal exactly if the records say the same.
fn canonical(responses: &Responses, row: usize) -> Vec<u8> {
    let mut bytes = vec![u8::from(responses.partial[row])];
    let mut text = |text: &str| {
        bytes.extend((text.len() as u64).to_be_bytes());
        bytes.extend(text.as_bytes());
    };
    text(responses.wave.get(row));
    text(responses.language.get(row));
    for labels in responses.segments.values() {
        text(labels.get(row));
    }
    for column in responses.answers.values() {
        column.write_row(row, &mut bytes);
    }
    bytes
}
