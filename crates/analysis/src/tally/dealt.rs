//! Answers to items of which each respondent was asked a part: for every pair of items, those who answered both.

use serde::{Deserialize, Serialize};

use super::block::{Block, ROWS};
use super::patterns::{Field, GIVEN, MISSING, VALUES, Values};
use crate::plan::{GROUPS, PatternTable};

/// Answers to several items by those who gave any of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The values of a block, variable after variable, each in a word of its own.
    words: Vec<u64>,
    /// The variables of which a respondent has a value, with where their pairs begin, and the values.
    given: Vec<(usize, usize, u64)>,
}

impl Dealt {
    pub(super) fn new(table: &PatternTable, block: &mut Block<'_>) -> Dealt {
        block.need_groups();
        let words = table.variables.iter().enumerate();
        let variables: Vec<Values> =
            words.map(|(word, variable)| Values::new(variable, Field::whole(word), block)).collect();
        let width = variables.len();
        Dealt { words: vec![0; ROWS * width], given: Vec::with_capacity(width), variables }
    }

    /// Counts the rows of a block.
    pub(super) fn count(&mut self, block: &Block<'_>, counts: &mut DealtCounts) {
        self.words.fill(0);
        for variable in &mut self.variables {
            variable.fill(block, &mut self.words);
        }
        for (row, group) in block.groups().iter().enumerate() {
            self.given.clear();
            for (at, words) in self.words.chunks_exact(ROWS).enumerate() {
                if words[row] & (GIVEN | MISSING) == GIVEN {
                    self.given.push((at, at * (at + 1) / 2, words[row] & VALUES));
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
