//! Rows as words of bits: equal rows are found by comparing words, and products of sixty-four rows are counted at once.

use std::collections::BTreeMap;

use crate::plan::GROUPS;

/// In each word of a row: whether a variable has no value, and whether one has.
pub(in crate::tally) const MISSING: u64 = 1 << 63;
pub(in crate::tally) const GIVEN: u64 = 1 << 62;
/// The bits of a word that hold values.
pub(in crate::tally) const VALUES: u64 = GIVEN - 1;
const VALUE_BITS: u32 = 62;

/// Where the value of a variable stands in a row: the word, and the bits in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tally) struct Field {
    pub(super) word: usize,
    shift: u32,
    bits: u32,
}

impl Field {
    /// A word for one variable alone.
    pub(in crate::tally) fn whole(word: usize) -> Field {
        Field { word, shift: 0, bits: u16::BITS }
    }

    /// A value at its place, marked as given.
    pub(super) fn put(self, value: u16) -> u64 {
        u64::from(value) << self.shift | GIVEN
    }

    fn value(self, row: &[u64]) -> u16 {
        (row[self.word] >> self.shift & ((1 << self.bits) - 1)) as u16
    }
}

/// A field for each variable, by its largest value, one after the other and none in two words.
pub(super) fn fields(most: impl Iterator<Item = u16>) -> Vec<Field> {
    let (mut word, mut shift) = (0, 0);
    let field = |most: u16| {
        let bits = (u16::BITS - most.leading_zeros()).max(1);
        if shift + bits > VALUE_BITS {
            (word, shift) = (word + 1, 0);
        }
        shift += bits;
        Field { word, shift: shift - bits, bits }
    };
    most.map(field).collect()
}

/// How many rows have the same values: rows in a list, and a table of their places by their hash.
pub(super) struct Distinct {
    fields: Vec<Field>,
    width: usize,
    most: usize,
    rows: Vec<u64>,
    counts: Vec<u64>,
    /// The place of a row plus one, or zero; at least twice as many as there are rows, and a power of two.
    slots: Vec<u32>,
}

impl Distinct {
    pub(super) fn new(fields: &[Field], most: usize) -> Distinct {
        let width = fields.last().map_or(1, |last| last.word + 1);
        let (rows, counts) = (Vec::new(), Vec::new());
        Distinct { fields: fields.to_vec(), width, most, rows, counts, slots: vec![0; 1 << 10] }
    }

    /// Counts a row; false where there is no room for another one.
    pub(super) fn add(&mut self, row: &[u64]) -> bool {
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
    fn slot(&self, row: &[u64]) -> usize {
        // The high half of a product takes part in the next one, so that every bit of a row moves the slot.
        let mix = |hash: u64, word: &u64| {
            let product = (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            product ^ product >> 32
        };
        let hash = row.iter().fold(0, mix).wrapping_mul(0x517c_c1b7_2722_0a95);
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

    pub(super) fn close(self) -> BTreeMap<Vec<u16>, u64> {
        let values = |row: &[u64]| self.fields.iter().map(|field| field.value(row)).collect();
        self.rows.chunks_exact(self.width).map(values).zip(self.counts).collect()
    }
}

/// How many rows are multiplied at once: a bit of a word each.
const LANES: usize = 64;

/// Sums of products of 1 and the variables, for each group.
///
/// Sixty-four rows of a group are turned into planes, words that hold one bit of one variable of each row. The product of
/// two variables, added up over the rows, is then the number of bits that two planes have in common, for every pair of
/// their planes, each worth its power of two.
pub(super) struct GroupSums {
    fields: Vec<Field>,
    width: usize,
    /// The rows of each group that wait.
    rows: Vec<u64>,
    waiting: Vec<usize>,
    /// For each group the lower triangle, row by row.
    sums: Vec<Vec<u64>>,
    planes: Vec<u64>,
    common: Vec<u32>,
}

impl GroupSums {
    pub(super) fn new(fields: Vec<Field>) -> GroupSums {
        let width = fields.last().map_or(1, |last| last.word + 1);
        let planes = fields.iter().map(|field| field.bits as usize).sum();
        let lines = fields.len() + 1;
        GroupSums {
            fields,
            width,
            rows: vec![0; GROUPS * LANES * width],
            waiting: vec![0; GROUPS],
            sums: vec![vec![0; lines * (lines + 1) / 2]; GROUPS],
            planes: vec![0; planes],
            common: vec![0; planes],
        }
    }

    /// Adds a row to a group.
    pub(super) fn add(&mut self, group: usize, row: &[u64]) {
        let place = (group * LANES + self.waiting[group]) * self.width;
        self.rows[place..place + self.width].copy_from_slice(row);
        self.waiting[group] += 1;
        if self.waiting[group] == LANES {
            self.multiply(group);
        }
    }

    /// Adds the products of the rows that wait.
    fn multiply(&mut self, group: usize) {
        let rows = std::mem::take(&mut self.waiting[group]);
        let waiting = &self.rows[group * LANES * self.width..][..rows * self.width];
        let mut plane = 0;
        let mut turned = [0; LANES];
        let mut word = usize::MAX;
        for field in &self.fields {
            if field.word != word {
                word = field.word;
                turned = [0; LANES];
                turned.iter_mut().zip(waiting.chunks_exact(self.width)).for_each(|(bits, row)| *bits = row[word]);
                turn(&mut turned);
            }
            let bits = &turned[field.shift as usize..][..field.bits as usize];
            self.planes[plane..plane + bits.len()].copy_from_slice(bits);
            plane += bits.len();
        }
        let (first, mut rest) = self.sums[group].split_at_mut(1);
        first[0] += rows as u64;
        let mut end = 0;
        for (i, field) in self.fields.iter().enumerate() {
            let start = end;
            end += field.bits as usize;
            let (planes, common) = (&self.planes[..end], &mut self.common[..end]);
            common.fill(0);
            let mut sum = 0;
            for (bit, own) in planes[start..].iter().enumerate() {
                sum += u64::from(own.count_ones()) << bit;
                for (common, other) in common.iter_mut().zip(planes) {
                    *common += (own & other).count_ones() << bit;
                }
            }
            let (line, next) = rest.split_at_mut(i + 2);
            line[0] += sum;
            let mut planes = common.iter();
            for (sum, other) in line[1..].iter_mut().zip(&self.fields) {
                let bits = planes.by_ref().take(other.bits as usize);
                *sum += bits.enumerate().map(|(bit, common)| u64::from(*common) << bit).sum::<u64>();
            }
            rest = next;
        }
    }

    /// The sums of all rows.
    pub(super) fn triangles(mut self) -> Vec<Vec<u64>> {
        (0..GROUPS).for_each(|group| self.multiply(group));
        self.sums
    }
}

/// Turns a square of bits: bit j of word i becomes bit i of word j (Warren, Hacker's Delight, 7-3).
fn turn(square: &mut [u64; LANES]) {
    let (mut distance, mut mask) = (LANES / 2, u64::MAX >> (LANES / 2));
    while distance > 0 {
        let mut k = 0;
        while k < LANES {
            let swapped = (square[k] >> distance ^ square[k + distance]) & mask;
            square[k] ^= swapped << distance;
            square[k + distance] ^= swapped;
            k = (k + distance + 1) & !distance;
        }
        distance /= 2;
        mask ^= mask << distance;
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

    fn packed(fields: &[Field], row: &[u16]) -> Vec<u64> {
        let mut words = vec![0; fields.last().unwrap().word + 1];
        fields.iter().zip(row).for_each(|(field, value)| words[field.word] |= field.put(*value) & VALUES);
        words
    }

    #[test]
    fn bits_are_turned() {
        let mut square: [u64; LANES] = std::array::from_fn(|i| (i as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let before = square;
        turn(&mut square);
        for (i, row) in before.iter().enumerate() {
            for (j, turned) in square.iter().enumerate() {
                assert_eq!(row >> j & 1, turned >> i & 1);
            }
        }
    }

    #[test]
    fn sums_are_those_of_single_rows() {
        for most in [1_u16, 7, 31, 32, 15_120, u16::MAX - 1] {
            let rows = rows(u64::from(most));
            let fields = fields([most; 9].into_iter());
            let mut sums = GroupSums::new(fields.clone());
            rows.iter().for_each(|(group, row)| sums.add(*group, &packed(&fields, row)));
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
        let fields = fields([6; 9].into_iter());
        let mut distinct = Distinct::new(&fields, 5_000);
        let mut expected: BTreeMap<Vec<u16>, u64> = BTreeMap::new();
        for (_, row) in rows(1).into_iter().chain(rows(6)) {
            assert!(distinct.add(&packed(&fields, &row)));
            *expected.entry(row.to_vec()).or_default() += 1;
        }
        assert_eq!(distinct.close(), expected);
    }

    #[test]
    fn too_many_patterns_are_told() {
        let fields = fields([3_000].into_iter());
        let mut distinct = Distinct::new(&fields, 3_000);
        for value in 0..3_000 {
            assert!(distinct.add(&packed(&fields, &[value])));
        }
        assert!(distinct.add(&packed(&fields, &[7])));
        assert!(!distinct.add(&packed(&fields, &[3_000])));
    }
}
