//! Joint answers to several items: how many respondents gave the same ones, and sums of products for sixty-four groups.
//!
//! Patterns serve what needs single respondents. Where there are too many of them, the sums stay: sums of the same
//! respondents are the same whichever way the rows were divided.

use std::collections::BTreeMap;

use super::block::{Block, ROWS};
use crate::plan::{GROUPS, PatternTable, Variable, not_applicable};
use crate::responses::Absent;

/// Joint answers of the respondents who gave all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternCounts {
    /// Respondents who gave some of the answers and not all; they are not among the others.
    pub lost: u64,
    /// How many respondents have the same values, each in steps; nothing where there are more different ones than the
    /// table keeps.
    pub patterns: Option<BTreeMap<Vec<u16>, u64>>,
    /// For each group the sums of products of 1 and the variables, row by row of the lower triangle: respondents; sum,
    /// sum of squares of the first variable; and so on.
    pub groups: Vec<Vec<u64>>,
    most_patterns: usize,
}

impl PatternCounts {
    pub(super) fn empty(table: &PatternTable) -> PatternCounts {
        let variables = table.variables.len() + 1;
        let sums = vec![0; variables * (variables + 1) / 2];
        let most_patterns = table.most_patterns;
        PatternCounts { lost: 0, patterns: Some(BTreeMap::new()), groups: vec![sums; GROUPS], most_patterns }
    }

    pub(super) fn merge(&mut self, other: &PatternCounts) {
        self.lost += other.lost;
        for (mine, theirs) in self.groups.iter_mut().flatten().zip(other.groups.iter().flatten()) {
            *mine += theirs;
        }
        // More than the most in a part is more than the most in the whole, so that the order of merging is of no matter.
        self.patterns = match (self.patterns.take(), &other.patterns) {
            (Some(mut mine), Some(theirs)) => {
                theirs.iter().for_each(|(pattern, count)| *mine.entry(pattern.clone()).or_default() += count);
                (mine.len() <= self.most_patterns).then_some(mine)
            }
            _ => None,
        };
    }
}

/// What stands for a variable without a value.
pub(super) const NONE: u16 = u16::MAX;

/// Counts one table.
pub(super) struct Patterns {
    variables: Vec<Values>,
    /// The values of a block, variable after variable.
    values: Vec<u16>,
    /// Which rows of the block lack a value, and which have one.
    missing: Vec<u16>,
    given: Vec<u16>,
    row: Vec<u16>,
    lost: u64,
    distinct: Option<Distinct>,
    sums: GroupSums,
    most_patterns: usize,
}

impl Patterns {
    pub(super) fn new(table: &PatternTable, block: &mut Block<'_>) -> Patterns {
        block.need_groups();
        let variables: Vec<Values> = table.variables.iter().map(|variable| Values::new(variable, block)).collect();
        let most = table.variables.iter().map(|variable| variable.most).max().unwrap_or(0);
        Patterns {
            values: vec![NONE; ROWS * variables.len()],
            missing: Vec::with_capacity(ROWS),
            given: Vec::with_capacity(ROWS),
            row: vec![0; variables.len()],
            lost: 0,
            distinct: Some(Distinct::new(variables.len(), table.most_patterns)),
            sums: GroupSums::new(variables.len() + 1, most),
            variables,
            most_patterns: table.most_patterns,
        }
    }

    /// Counts the rows of a block.
    pub(super) fn count(&mut self, block: &Block<'_>) {
        let rows = block.rows().len();
        for flags in [&mut self.missing, &mut self.given] {
            flags.clear();
            flags.resize(rows, 0);
        }
        for (variable, values) in self.variables.iter_mut().zip(self.values.chunks_exact_mut(ROWS)) {
            let values = &mut values[..rows];
            variable.fill(block, values);
            for ((value, missing), given) in values.iter().zip(&mut self.missing).zip(&mut self.given) {
                *missing |= u16::from(*value == NONE);
                *given |= u16::from(*value != NONE);
            }
        }
        for (row, group) in block.groups().iter().enumerate() {
            if self.missing[row] == 1 {
                self.lost += u64::from(self.given[row]);
                continue;
            }
            for (value, values) in self.row.iter_mut().zip(self.values.chunks_exact(ROWS)) {
                *value = values[row];
            }
            self.sums.add(usize::from(*group), &self.row);
            if self.distinct.as_mut().is_some_and(|distinct| !distinct.add(&self.row)) {
                self.distinct = None;
            }
        }
    }

    /// Adds what was counted.
    pub(super) fn close(mut self, counts: &mut PatternCounts) {
        self.sums.flush();
        let patterns = self.distinct.map(Distinct::close);
        let (groups, most_patterns) = (self.sums.triangles(), self.most_patterns);
        counts.merge(&PatternCounts { lost: self.lost, patterns, groups, most_patterns });
    }
}

/// The values of one variable.
pub(super) enum Values {
    /// An item: what each of its codes counts as.
    Item { place: usize, meanings: Vec<u16> },
    /// A mean of items.
    Mean { parts: Vec<(usize, Vec<Meaning>)>, steps: u32, least: Vec<usize>, rows: Vec<Row> },
}

#[derive(Clone, Copy, Default)]
pub(super) struct Meaning {
    points: u32,
    is_valid: u32,
    is_out: u32,
}

#[derive(Clone, Copy, Default)]
pub(super) struct Row {
    sum: u32,
    valid: u32,
    out: u32,
}

impl Values {
    pub(super) fn new(variable: &Variable, block: &mut Block<'_>) -> Values {
        let codes = 0..=u8::MAX;
        if let [part] = &*variable.parts {
            let meaning = |code: u8| match Absent::of_code(code) {
                Some(_) => NONE,
                None => part.points.get(usize::from(code)).copied().unwrap_or(NONE),
            };
            return Values::Item { place: block.place(&part.key), meanings: codes.map(meaning).collect() };
        }
        let meanings = |points: &[u16]| {
            let meaning = |code: u8| match (Absent::of_code(code), points.get(usize::from(code))) {
                (Some(absent), _) => Meaning { is_out: u32::from(not_applicable(absent)), ..Meaning::default() },
                (None, Some(points)) => Meaning { points: u32::from(*points), is_valid: 1, is_out: 0 },
                (None, None) => Meaning::default(),
            };
            codes.clone().map(meaning).collect()
        };
        let parts = variable.parts.iter().map(|part| (block.place(&part.key), meanings(&part.points))).collect();
        Values::Mean { parts, steps: u32::from(variable.steps), least: variable.least.clone(), rows: Vec::new() }
    }

    pub(super) fn fill(&mut self, block: &Block<'_>, values: &mut [u16]) {
        let (parts, steps, least, rows) = match self {
            Values::Item { place, meanings } => {
                let codes = block.codes(*place).iter();
                values.iter_mut().zip(codes).for_each(|(value, code)| *value = meanings[usize::from(*code)]);
                return;
            }
            Values::Mean { parts, steps, least, rows } => (parts, *steps, least, rows),
        };
        rows.clear();
        rows.resize(values.len(), Row::default());
        for (place, meanings) in parts.iter() {
            for (row, code) in rows.iter_mut().zip(block.codes(*place)) {
                let meaning = meanings[usize::from(*code)];
                row.sum += meaning.points;
                row.valid += meaning.is_valid;
                row.out += meaning.is_out;
            }
        }
        for (value, row) in values.iter_mut().zip(rows.iter()) {
            let is_enough = row.valid as usize >= least[parts.len() - row.out as usize];
            // Halves are rounded up; there are none where the steps are a common multiple.
            *value = if is_enough { ((2 * row.sum * steps + row.valid) / (2 * row.valid)) as u16 } else { NONE };
        }
    }
}

/// How many rows have the same values: rows in a list, and a table of their places by their hash.
struct Distinct {
    width: usize,
    most: usize,
    rows: Vec<u16>,
    counts: Vec<u64>,
    /// The place of a row plus one, or zero; at least twice as many as there are rows, and a power of two.
    slots: Vec<u32>,
}

impl Distinct {
    fn new(width: usize, most: usize) -> Distinct {
        Distinct { width, most, rows: Vec::new(), counts: Vec::new(), slots: vec![0; 1 << 10] }
    }

    /// Counts a row; false where there is no room for another one.
    fn add(&mut self, row: &[u16]) -> bool {
        let place = self.slot(row);
        match self.slots[place] {
            0 if self.counts.len() == self.most => return false,
            0 => {
                self.rows.extend(row);
                self.counts.push(1);
                self.slots[place] = self.counts.len() as u32;
                if self.counts.len() * 2 > self.slots.len() {
                    self.grow();
                }
            }
            known => self.counts[known as usize - 1] += 1,
        }
        true
    }

    /// The slot that holds the row, or the empty one that it belongs to.
    fn slot(&self, row: &[u16]) -> usize {
        let hash = row
            .iter()
            .fold(0_u64, |hash, value| (hash.rotate_left(5) ^ u64::from(*value)).wrapping_mul(0x517c_c1b7_2722_0a95));
        let mask = self.slots.len() - 1;
        let mut place = (hash >> 32) as usize & mask;
        loop {
            match self.slots[place] as usize {
                0 => return place,
                known if self.rows[(known - 1) * self.width..known * self.width] == *row => return place,
                _ => place = (place + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for known in 0..self.counts.len() {
            let place = self.slot(&self.rows[known * self.width..(known + 1) * self.width]);
            self.slots[place] = known as u32 + 1;
        }
    }

    fn close(self) -> BTreeMap<Vec<u16>, u64> {
        self.rows.chunks_exact(self.width).map(<[u16]>::to_vec).zip(self.counts).collect()
    }
}

/// The lanes that are multiplied at once.
const LANES: usize = 8;

/// Sums of products of 1 and the variables, for each group.
///
/// Small values are added up in sixteen bits, eight products at a time, and carried over before they can overflow.
struct GroupSums {
    width: usize,
    /// The length of a line of products: the width, rounded up to whole lanes.
    line: usize,
    small: Vec<u16>,
    whole: Vec<u64>,
    /// How many rows can be added before the small sums must be carried over; zero where they are of no use.
    most_rows: usize,
    rows: usize,
    row: Vec<u16>,
}

impl GroupSums {
    fn new(width: usize, most: u16) -> GroupSums {
        let line = width.div_ceil(LANES) * LANES;
        let square = u32::from(most.max(1)) * u32::from(most.max(1));
        let most_rows = if square <= u32::from(u16::MAX) / 64 { u32::from(u16::MAX) / square } else { 0 };
        let cells = GROUPS * width * line;
        GroupSums {
            width,
            line,
            small: vec![0; if most_rows > 0 { cells } else { 0 }],
            whole: vec![0; cells],
            most_rows: most_rows as usize,
            rows: 0,
            row: vec![0; line],
        }
    }

    fn add(&mut self, group: usize, values: &[u16]) {
        let (start, length) = (group * self.width * self.line, self.width * self.line);
        self.row[0] = 1;
        self.row[1..self.width].copy_from_slice(values);
        if self.most_rows == 0 {
            for (i, sums) in self.whole[start..start + length].chunks_exact_mut(self.line).enumerate() {
                let own = u64::from(self.row[i]);
                sums.iter_mut().zip(&self.row[..=i]).for_each(|(sum, other)| *sum += own * u64::from(*other));
            }
            return;
        }
        for (i, sums) in self.small[start..start + length].chunks_exact_mut(self.line).enumerate() {
            let own = self.row[i];
            let lanes = (i / LANES + 1) * LANES;
            for (sums, others) in sums[..lanes].chunks_exact_mut(LANES).zip(self.row.chunks_exact(LANES)) {
                sums.iter_mut().zip(others).for_each(|(sum, other)| *sum = sum.wrapping_add(own.wrapping_mul(*other)));
            }
        }
        self.rows += 1;
        if self.rows == self.most_rows {
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.rows = 0;
        for (whole, small) in self.whole.iter_mut().zip(&mut self.small) {
            *whole += u64::from(std::mem::take(small));
        }
    }

    fn triangles(&self) -> Vec<Vec<u64>> {
        let triangle = |sums: &[u64]| {
            let lines = sums.chunks_exact(self.line).enumerate();
            lines.flat_map(|(i, line)| line[..=i].iter().copied()).collect()
        };
        self.whole.chunks_exact(self.width * self.line).map(triangle).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(most: u64) -> Vec<(usize, [u16; 9])> {
        let mut state = 88_172_645_463_325_252_u64;
        let mut lot = |below: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % below
        };
        (0..4_000).map(|_| (lot(3) as usize, std::array::from_fn(|_| lot(most + 1) as u16))).collect()
    }

    #[test]
    fn sums_are_those_of_single_rows() {
        for most in [1_u16, 7, 31, 32, 15_120, u16::MAX - 1] {
            let rows = rows(u64::from(most));
            let mut sums = GroupSums::new(10, most);
            rows.iter().for_each(|(group, row)| sums.add(*group, row));
            sums.flush();
            for (group, triangle) in sums.triangles().iter().enumerate() {
                let mut expected = vec![0_u64; 55];
                for (_, row) in rows.iter().filter(|(of, _)| *of == group) {
                    let row: Vec<u64> = std::iter::once(1).chain(row.iter().map(|value| u64::from(*value))).collect();
                    let pairs = (0..10).flat_map(|i| (0..=i).map(move |j| (i, j)));
                    expected.iter_mut().zip(pairs).for_each(|(sum, (i, j))| *sum += row[i] * row[j]);
                }
                assert_eq!(*triangle, expected, "{most} {group}");
            }
        }
    }

    #[test]
    fn equal_rows_are_found_again() {
        let mut distinct = Distinct::new(9, 5_000);
        let mut expected: BTreeMap<Vec<u16>, u64> = BTreeMap::new();
        for (_, row) in rows(1).into_iter().chain(rows(6)) {
            assert!(distinct.add(&row));
            *expected.entry(row.to_vec()).or_default() += 1;
        }
        assert_eq!(distinct.close(), expected);
    }

    #[test]
    fn too_many_patterns_are_told() {
        let mut distinct = Distinct::new(1, 3_000);
        for value in 0..3_000 {
            assert!(distinct.add(&[value]));
        }
        assert!(distinct.add(&[7]));
        assert!(!distinct.add(&[3_000]));
    }
}
