//! Joint answers to several items: how many respondents gave the same ones, and sums of products for sixty-four groups.
//!
//! Patterns serve what needs single respondents. Where there are too many of them, the sums stay: sums of the same
//! respondents are the same whichever way the rows were divided.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::block::{Block, ROWS};
use crate::plan::{GROUPS, PatternTable, Variable, not_applicable};
use crate::responses::Absent;

mod packed;

use packed::{Distinct, GroupSums, fields};
pub(super) use packed::{Field, GIVEN, MISSING, VALUES};

/// Joint answers of the respondents who gave all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Counts one table.
pub(super) struct Patterns {
    variables: Vec<Values>,
    /// The values of a block, packed: the first words of all rows, then the second ones, and so on.
    words: Vec<u64>,
    /// How many words a row has.
    width: usize,
    row: Vec<u64>,
    lost: u64,
    distinct: Option<Distinct>,
    sums: GroupSums,
    most_patterns: usize,
}

impl Patterns {
    pub(super) fn new(table: &PatternTable, block: &mut Block<'_>) -> Patterns {
        block.need_groups();
        let fields = fields(table.variables.iter().map(|variable| variable.most));
        let width = fields.last().map_or(1, |last| last.word + 1);
        let mut variables = Vec::new();
        for (variable, field) in table.variables.iter().zip(&fields) {
            let values = Values::new(variable, *field, block);
            // An item that is looked at in two ways is looked up once.
            if !variables.iter_mut().any(|known: &mut Values| known.joins(&values)) {
                variables.push(values);
            }
        }
        Patterns {
            variables,
            words: vec![0; ROWS * width],
            width,
            row: vec![0; width],
            lost: 0,
            distinct: Some(Distinct::new(&fields, table.most_patterns)),
            sums: GroupSums::new(fields),
            most_patterns: table.most_patterns,
        }
    }

    /// Counts the rows of a block.
    pub(super) fn count(&mut self, block: &Block<'_>) {
        let rows = block.rows().len();
        self.words.fill(0);
        for variable in &mut self.variables {
            variable.fill(block, &mut self.words);
        }
        for (row, group) in block.groups().iter().enumerate().take(rows) {
            let mut flags = 0;
            for (own, words) in self.row.iter_mut().zip(self.words.chunks_exact(ROWS)) {
                flags |= words[row];
                *own = words[row] & VALUES;
            }
            if flags & MISSING != 0 {
                self.lost += u64::from(flags & GIVEN != 0);
                continue;
            }
            self.sums.add(usize::from(*group), &self.row);
            if self.distinct.as_mut().is_some_and(|distinct| !distinct.add(&self.row)) {
                self.distinct = None;
            }
        }
        debug_assert_eq!(self.words.len(), self.width * ROWS);
    }

    /// Adds what was counted.
    pub(super) fn close(self, counts: &mut PatternCounts) {
        let patterns = self.distinct.map(Distinct::close);
        let (groups, most_patterns) = (self.sums.triangles(), self.most_patterns);
        counts.merge(&PatternCounts { lost: self.lost, patterns, groups, most_patterns });
    }
}

/// The values of one variable.
pub(super) enum Values {
    /// An item: what each of its codes counts as, at its place in a word of the row.
    Item { place: usize, word: usize, meanings: Vec<u64> },
    /// A mean of items.
    Mean { parts: Vec<(usize, Vec<Meaning>)>, field: Field, steps: u32, least: Vec<usize>, rows: Vec<Row> },
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
    pub(super) fn new(variable: &Variable, field: Field, block: &mut Block<'_>) -> Values {
        let codes = 0..=u8::MAX;
        if let [part] = &*variable.parts {
            let meaning = |code: u8| match Absent::of_code(code) {
                Some(_) => MISSING,
                None => part.points.get(usize::from(code)).map_or(MISSING, |points| field.put(*points)),
            };
            let meanings = codes.map(meaning).collect();
            return Values::Item { place: block.place(&part.key), word: field.word, meanings };
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
        Values::Mean { parts, field, steps: u32::from(variable.steps), least: variable.least.clone(), rows: Vec::new() }
    }

    /// Takes over another way of looking at the same item, if both stand in the same word.
    fn joins(&mut self, other: &Values) -> bool {
        let (
            Values::Item { place, word, meanings },
            Values::Item { place: other_place, word: other_word, meanings: more },
        ) = (self, other)
        else {
            return false;
        };
        let is_same = (*place, *word) == (*other_place, *other_word);
        if is_same {
            meanings.iter_mut().zip(more).for_each(|(meaning, more)| *meaning |= more);
        }
        is_same
    }

    /// Puts the values of a block's rows into their words.
    pub(super) fn fill(&mut self, block: &Block<'_>, words: &mut [u64]) {
        let (parts, field, steps, least, rows) = match self {
            Values::Item { place, word, meanings } => {
                let words = &mut words[*word * ROWS..][..ROWS];
                let codes = block.codes(*place).iter();
                words.iter_mut().zip(codes).for_each(|(word, code)| *word |= meanings[usize::from(*code)]);
                return;
            }
            Values::Mean { parts, field, steps, least, rows } => (parts, *field, *steps, least, rows),
        };
        rows.clear();
        rows.resize(block.rows().len(), Row::default());
        for (place, meanings) in parts.iter() {
            for (row, code) in rows.iter_mut().zip(block.codes(*place)) {
                let meaning = meanings[usize::from(*code)];
                row.sum += meaning.points;
                row.valid += meaning.is_valid;
                row.out += meaning.is_out;
            }
        }
        for (word, row) in words[field.word * ROWS..].iter_mut().zip(rows.iter()) {
            let is_enough = row.valid as usize >= least[parts.len() - row.out as usize];
            // Halves are rounded up; there are none where the steps are a common multiple.
            let value = || ((2 * row.sum * steps + row.valid) / (2 * row.valid)) as u16;
            *word |= if is_enough { field.put(value()) } else { MISSING };
        }
    }
}
