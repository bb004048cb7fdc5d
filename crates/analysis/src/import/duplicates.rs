//! Several records with the same id: equal ones are one; of different ones the latest counts.

use std::collections::{BTreeMap, HashMap};

use super::Imported;
use super::manifest::FindingKind;
use super::rows::Rows;
use crate::responses::Responses;

/// Settles duplicates: same id and content, one is kept; same id and other content, the latest `finished_at`, ties by
/// canonical bytes. The outcome does not depend on the order of the rows.
pub(super) fn settle(rows: Rows<'_>) -> Imported {
    let Rows { responses, mut manifest, lines, has_id, .. } = rows;
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(responses.len());
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in (0..responses.len()).filter(|row| has_id[*row]) {
        let id = responses.ids[row].as_str();
        match first.get(id) {
            None => {
                first.insert(id, row);
            }
            Some(earlier) => groups.entry(id).or_insert_with(|| vec![*earlier]).push(row),
        }
    }
    if groups.is_empty() {
        let kept = responses.len();
        return Imported { manifest: manifest.close(kept), responses };
    }
    let mut left_out: BTreeMap<usize, FindingKind> = BTreeMap::new();
    for (id, rows) in groups {
        let rank = |row: usize| (responses.finished_at[row], canonical(&responses, row));
        let ranks: Vec<_> = rows.iter().map(|row| rank(*row)).collect();
        // The first of the highest ranks is kept; equal records have equal ranks, so which of them does not matter.
        let best = (0..rows.len()).rev().max_by(|a, b| ranks[*a].cmp(&ranks[*b])).unwrap_or(0);
        for (i, row) in rows.iter().enumerate().filter(|(i, _)| *i != best) {
            let same = ranks[i].1 == ranks[best].1;
            let kind = if same { FindingKind::DuplicateSame } else { FindingKind::DuplicateReplaced { id: id.into() } };
            left_out.insert(*row, kind);
        }
    }
    let kept: Vec<usize> = (0..responses.len()).filter(|row| !left_out.contains_key(row)).collect();
    // In the order of the file, so that a finding names the first lines.
    for (row, kind) in left_out {
        manifest.note(kind, lines[row]);
    }
    Imported { manifest: manifest.close(kept.len()), responses: responses.pick(&kept) }
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
