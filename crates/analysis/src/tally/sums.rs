//! Composites: how many respondents have the same number of answers and the same sums of codes.

use std::collections::BTreeMap;

use super::block::{Block, ROWS};
use crate::plan::{GapTable, NeedTable, Scored, least_answered, not_applicable};
use crate::responses::Absent;

/// The most cells that are counted side by side; four megabytes.
const MOST_CELLS: usize = 1 << 20;

/// Counts one composite: of pairs, or of single answers, whose second sum is always 0.
pub(super) struct Sums {
    pairs: Vec<[Option<Side>; 2]>,
    /// How many answers are enough, for each number of applicable ones.
    least: Vec<usize>,
    counts: Dense,
    /// What the rows of a block add up to.
    rows: Vec<Row>,
}

/// One side of a pair: the column, and what each of its codes means.
struct Side {
    place: usize,
    meanings: Vec<Meaning>,
}

#[derive(Clone, Copy, Default)]
struct Meaning {
    value: i32,
    /// All bits where there is a value, else none.
    is_valid: i32,
    /// 1 where the answer takes its pair out of what applies to the respondent.
    is_out: i32,
}

#[derive(Clone, Copy, Default)]
struct Row {
    applicable: i32,
    complete: i32,
    sums: [i32; 2],
}

impl Sums {
    pub(super) fn of_gap(table: &GapTable, block: &mut Block<'_>) -> Sums {
        let mut side = |scored: &Scored| Some(Side::new(scored, block.place(&scored.key)));
        let pairs = table.pairs.iter().map(|(expected, perceived)| [side(expected), side(perceived)]);
        Sums::new(pairs.collect(), table.answered_share)
    }

    pub(super) fn of_need(table: &NeedTable, block: &mut Block<'_>) -> Sums {
        let pairs = table.facets.iter().map(|facet| [Some(Side::new(facet, block.place(&facet.key))), None]);
        Sums::new(pairs.collect(), table.answered_share)
    }

    fn new(pairs: Vec<[Option<Side>; 2]>, answered_share: f64) -> Sums {
        let least = (0..=pairs.len()).map(|applicable| least_answered(answered_share, applicable, pairs.len()).max(1));
        let least = least.collect();
        let ranges = [0, 1].map(|side| {
            let values = pairs.iter().filter_map(|pair| pair[side].as_ref()).flat_map(|side| &side.meanings);
            let values =
                || values.clone().filter(|meaning| meaning.is_valid != 0).map(|meaning| i64::from(meaning.value));
            let most = pairs.len() as i64;
            (most * values().min().unwrap_or(0).min(0), most * values().max().unwrap_or(0).max(0))
        });
        Sums { counts: Dense::new(pairs.len(), ranges), pairs, least, rows: Vec::with_capacity(ROWS) }
    }

    /// Counts the rows of a block.
    pub(super) fn count(&mut self, block: &Block<'_>) {
        self.rows.clear();
        self.rows.resize(block.rows().len(), Row::default());
        let nothing = Meaning { value: 0, is_valid: !0, is_out: 0 };
        for [first, second] in &self.pairs {
            let Some(first) = first else { continue };
            let firsts = block.codes(first.place).iter().map(|code| first.meanings[usize::from(*code)]);
            match second {
                None => firsts.zip(&mut self.rows).for_each(|(first, row)| row.add(first, nothing)),
                Some(second) => {
                    let seconds = block.codes(second.place).iter().map(|code| second.meanings[usize::from(*code)]);
                    for ((first, second), row) in firsts.zip(seconds).zip(&mut self.rows) {
                        row.add(first, second);
                    }
                }
            }
        }
        for row in &self.rows {
            if row.complete as usize >= self.least[row.applicable as usize] {
                self.counts.add([row.complete, row.sums[0], row.sums[1]]);
            }
        }
    }

    /// Adds what was counted.
    pub(super) fn close(self, counts: &mut BTreeMap<[i32; 3], u64>) {
        self.counts.close(counts);
    }
}

impl Row {
    fn add(&mut self, first: Meaning, second: Meaning) {
        let is_valid = first.is_valid & second.is_valid;
        self.complete += is_valid & 1;
        self.applicable += 1 - (first.is_out | second.is_out);
        self.sums[0] += first.value & is_valid;
        self.sums[1] += second.value & is_valid;
    }
}

impl Side {
    fn new(scored: &Scored, place: usize) -> Side {
        let meaning = |code: u8| match (Absent::of_code(code), scored.codes.get(usize::from(code))) {
            (Some(absent), _) => Meaning { is_out: i32::from(not_applicable(absent)), ..Meaning::default() },
            (None, Some(value)) => Meaning { value: *value, is_valid: !0, is_out: 0 },
            (None, None) => Meaning::default(),
        };
        Side { place, meanings: (0..=u8::MAX).map(meaning).collect() }
    }
}

/// Counts of three sums: a cell for each that there can be, or of those that there are, where that would be too many.
enum Dense {
    Cells { cells: Vec<u32>, least: [i64; 3], lengths: [i64; 3] },
    Sparse(BTreeMap<[i32; 3], u64>),
}

impl Dense {
    fn new(pairs: usize, [first, second]: [(i64, i64); 2]) -> Dense {
        let lengths = [pairs as i64 + 1, first.1 - first.0 + 1, second.1 - second.0 + 1];
        let cells = lengths.iter().try_fold(1_i64, |cells, length| cells.checked_mul(*length));
        match cells.and_then(|cells| usize::try_from(cells).ok()).filter(|cells| *cells <= MOST_CELLS) {
            Some(cells) => Dense::Cells { cells: vec![0; cells], least: [0, first.0, second.0], lengths },
            None => Dense::Sparse(BTreeMap::new()),
        }
    }

    fn add(&mut self, sums: [i32; 3]) {
        match self {
            Dense::Cells { cells, least, lengths } => {
                let [a, b, c] = [0, 1, 2].map(|i| i64::from(sums[i]) - least[i]);
                cells[((a * lengths[1] + b) * lengths[2] + c) as usize] += 1;
            }
            Dense::Sparse(counts) => *counts.entry(sums).or_default() += 1,
        }
    }

    fn close(self, counts: &mut BTreeMap<[i32; 3], u64>) {
        match self {
            Dense::Cells { cells, least, lengths } => {
                for (cell, count) in (0_i64..).zip(cells).filter(|(_, count)| *count > 0) {
                    let (ab, c) = (cell / lengths[2], cell % lengths[2]);
                    let place = [ab / lengths[1], ab % lengths[1], c];
                    let sums = [0, 1, 2].map(|i| (place[i] + least[i]) as i32);
                    *counts.entry(sums).or_default() += u64::from(count);
                }
            }
            Dense::Sparse(sparse) => {
                sparse.into_iter().for_each(|(sums, count)| *counts.entry(sums).or_default() += count);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_a_list_count_alike() {
        let mut dense = Dense::new(3, [(-5, 20), (0, 20)]);
        let mut sparse = Dense::new(3, [(-5, i64::from(i32::MAX)), (0, 20)]);
        assert!(matches!(dense, Dense::Cells { .. }) && matches!(sparse, Dense::Sparse(_)));
        for i in 0..10_000 {
            let sums = [i % 4, i * 7 % 26 - 5, i * i % 21];
            dense.add(sums);
            sparse.add(sums);
        }
        let [mut one, mut other] = [BTreeMap::new(), BTreeMap::new()];
        dense.close(&mut one);
        sparse.close(&mut other);
        assert_eq!(one, other);
        assert_eq!(one.values().sum::<u64>(), 10_000);
        assert!(one.contains_key(&[0, -5, 0]));
    }
}
