//! Answers to items of which each respondent was asked a part: for every pair of items, those who answered both.

use super::block::{Block, ROWS};
use super::patterns::{NONE, Values};
use crate::plan::{GROUPS, PatternTable};

/// Answers to several items by those who gave any of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealtCounts {
    /// Respondents with a value of any variable.
    pub given: u64,
    /// For each group and each pair of variables, row by row of the lower triangle: respondents with both, sums of the
    /// earlier and of the later variable, sum of their products. The pair of a variable with itself is among them.
    pub groups: Vec<Vec<[u64; 4]>>,
}

impl DealtCounts {
    pub(super) fn empty(table: &PatternTable) -> DealtCounts {
        let variables = table.variables.len();
        DealtCounts { given: 0, groups: vec![vec![[0; 4]; variables * (variables + 1) / 2]; GROUPS] }
    }

    pub(super) fn merge(&mut self, other: &DealtCounts) {
        self.given += other.given;
        for (mine, theirs) in self.groups.iter_mut().flatten().zip(other.groups.iter().flatten()) {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
    }
}

/// Counts one table.
pub(super) struct Dealt {
    variables: Vec<Values>,
    /// The values of a block, variable after variable.
    values: Vec<u16>,
    /// The variables of which a respondent has a value, with where their pairs begin, and the values.
    given: Vec<(usize, usize, u64)>,
}

impl Dealt {
    pub(super) fn new(table: &PatternTable, block: &mut Block<'_>) -> Dealt {
        block.need_groups();
        let variables: Vec<Values> = table.variables.iter().map(|variable| Values::new(variable, block)).collect();
        let width = variables.len();
        Dealt { values: vec![NONE; ROWS * width], given: Vec::with_capacity(width), variables }
    }

    /// Counts the rows of a block.
    pub(super) fn count(&mut self, block: &Block<'_>, counts: &mut DealtCounts) {
        let rows = block.rows().len();
        for (variable, values) in self.variables.iter_mut().zip(self.values.chunks_exact_mut(ROWS)) {
            variable.fill(block, &mut values[..rows]);
        }
        for (row, group) in block.groups().iter().enumerate() {
            self.given.clear();
            for (at, values) in self.values.chunks_exact(ROWS).enumerate() {
                if values[row] != NONE {
                    self.given.push((at, at * (at + 1) / 2, u64::from(values[row])));
                }
            }
            counts.given += u64::from(!self.given.is_empty());
            let pairs = &mut counts.groups[usize::from(*group)];
            for (place, (_, start, later)) in self.given.iter().enumerate() {
                for (at, _, earlier) in &self.given[..=place] {
                    let pair = &mut pairs[start + at];
                    pair[0] += 1;
                    pair[1] += earlier;
                    pair[2] += later;
                    pair[3] += earlier * later;
                }
            }
        }
    }
}
