//! Whether customers mean to stay and whether they do; and customers by what they are worth.

use super::block::Block;
use crate::plan::{ClassesTable, LoyaltyTable, RETURNED, Scored, VALUE_CLASS};
use crate::responses::{Absent, Column, Labels, Responses};

/// The cells of intention by deed: both, intention alone, deed alone, neither.
const DEED_CELLS: usize = 4;

/// The counts of [`crate::plan::Table::Loyalty`], cell by cell: for each level of overall satisfaction the respondents who
/// told their intention, and those of them who mean to stay; then intention by whether they came back, and by whether they
/// told somebody good things, each: both, intention alone, deed alone, neither; then all who told their intention, and
/// those of them who mean to stay.
#[derive(Clone, Copy, Debug)]
pub struct LoyaltyCounts<'a> {
    cells: &'a [u64],
    levels: usize,
}

/// The number of cells for this many levels of overall satisfaction.
pub(super) fn loyalty_cells(table: &LoyaltyTable) -> usize {
    levels(table) * 2 + 2 * DEED_CELLS + 2
}

fn levels(table: &LoyaltyTable) -> usize {
    table.overall.as_ref().map_or(0, |overall| overall.codes.len())
}

impl<'a> LoyaltyCounts<'a> {
    /// The counts in the cells of a table.
    pub fn new(cells: &'a [u64], table: &LoyaltyTable) -> LoyaltyCounts<'a> {
        LoyaltyCounts { cells, levels: levels(table) }
    }

    /// Respondents at a level of overall satisfaction, and those of them who mean to stay.
    pub fn level(&self, level: usize) -> [u64; 2] {
        [self.at(level * 2), self.at(level * 2 + 1)]
    }

    /// Intention by whether they came back: both, intention alone, deed alone, neither.
    pub fn returned(&self) -> [u64; DEED_CELLS] {
        [0, 1, 2, 3].map(|cell| self.at(self.levels * 2 + cell))
    }

    /// The same by whether they told somebody good things.
    pub fn told(&self) -> [u64; DEED_CELLS] {
        [4, 5, 6, 7].map(|cell| self.at(self.levels * 2 + cell))
    }

    /// All who told their intention, and those of them who mean to stay.
    pub fn all(&self) -> [u64; 2] {
        [8, 9].map(|cell| self.at(self.levels * 2 + cell))
    }

    fn at(&self, cell: usize) -> u64 {
        self.cells.get(cell).copied().unwrap_or_default()
    }
}

/// Counts intention and deeds.
pub(super) struct Loyalty<'a> {
    intent: usize,
    is_loyal: Vec<bool>,
    overall: Option<usize>,
    levels: usize,
    returned: Option<&'a Labels>,
    /// What each value of the segment says.
    answers: Vec<Option<bool>>,
    told: Option<&'a [i64]>,
}

impl<'a> Loyalty<'a> {
    pub(super) fn new(table: &LoyaltyTable, responses: &'a Responses, block: &mut Block<'a>) -> Loyalty<'a> {
        let returned = responses.segments.get(RETURNED);
        let (yes, no) = (|value: &str| value == "yes", |value: &str| value == "no");
        let passing = |keeps: fn(&str) -> bool| returned.map(|labels| labels.passing(keeps)).unwrap_or_default();
        let answers = passing(yes).into_iter().zip(passing(no));
        let answers = answers.map(|(yes, no)| (yes || no).then_some(yes)).collect();
        let told = table.told_good.as_ref().and_then(|key| match responses.answers.get(key) {
            Some(Column::Number(numbers)) => Some(numbers.as_slice()),
            _ => None,
        });
        Loyalty {
            intent: block.place(&table.intent.key),
            is_loyal: table.intent.codes.iter().map(|code| *code >= table.loyal_from).collect(),
            overall: table.overall.as_ref().map(|overall| block.place(&overall.key)),
            levels: levels(table),
            returned,
            answers,
            told,
        }
    }

    pub(super) fn count(&self, block: &Block<'_>, cells: &mut [u64]) {
        let mut add = |cell: usize| {
            if let Some(cell) = cells.get_mut(cell) {
                *cell += 1;
            }
        };
        let overall = self.overall.map(|place| block.codes(place));
        let codes = block.codes(self.intent).iter().enumerate().zip(block.rows());
        for ((at, code), row) in codes {
            let Some(is_loyal) = self.is_loyal.get(usize::from(*code)).copied() else { continue };
            let level = overall.and_then(|codes| codes.get(at)).map(|code| usize::from(*code));
            if let Some(level) = level.filter(|level| *level < self.levels) {
                add(level * 2);
                if is_loyal {
                    add(level * 2 + 1);
                }
            }
            let deeds = self.levels * 2;
            // Both, intention alone, deed alone, neither.
            let cell = |did: bool| usize::from(!did) + 2 * usize::from(!is_loyal);
            let label = self.returned.and_then(|labels| labels.codes().get(*row)).map(|code| *code as usize);
            if let Some(did) = label.and_then(|label| self.answers.get(label).copied().flatten()) {
                add(deeds + cell(did));
            }
            let told = self.told.and_then(|told| told.get(*row)).filter(|told| Absent::of_number(**told).is_none());
            if let Some(told) = told {
                add(deeds + DEED_CELLS + cell(*told > 0));
            }
            add(deeds + 2 * DEED_CELLS);
            if is_loyal {
                add(deeds + 2 * DEED_CELLS + 1);
            }
        }
    }
}

/// Counts customers by their class.
pub(super) struct Classes<'a> {
    labels: Option<&'a Labels>,
    /// The class of each value of the segment.
    classes: Vec<Option<usize>>,
    overall: usize,
    levels: usize,
    touchpoints: Vec<(usize, usize)>,
    class_cells: usize,
}

impl<'a> Classes<'a> {
    pub(super) fn new(table: &ClassesTable, responses: &'a Responses, block: &mut Block<'a>) -> Classes<'a> {
        let labels = responses.segments.get(VALUE_CLASS);
        let mut classes: Vec<Option<usize>> = Vec::new();
        for (place, class) in table.classes.iter().enumerate() {
            let is_class = labels.map(|labels| labels.passing(|value| value == class)).unwrap_or_default();
            classes.resize(is_class.len(), None);
            classes.iter_mut().zip(is_class).filter(|(_, is_class)| *is_class).for_each(|(own, _)| *own = Some(place));
        }
        let mut place = |scored: &Scored| (block.place(&scored.key), scored.codes.len());
        let (overall, levels) = place(&table.overall);
        let touchpoints = table.touchpoints.iter().map(place).collect();
        Classes { labels, classes, overall, levels, touchpoints, class_cells: table.class_cells() }
    }

    pub(super) fn count(&self, block: &Block<'_>, cells: &mut [u64]) {
        let Some(labels) = self.labels else { return };
        let mut add = |cell: usize| {
            if let Some(cell) = cells.get_mut(cell) {
                *cell += 1;
            }
        };
        let overall = block.codes(self.overall);
        let touchpoints: Vec<(&[u8], usize)> =
            self.touchpoints.iter().map(|(place, levels)| (block.codes(*place), *levels)).collect();
        for ((at, row), level) in block.rows().iter().enumerate().zip(overall) {
            let label = labels.codes().get(*row).map(|code| *code as usize);
            let class = label.and_then(|label| self.classes.get(label).copied().flatten());
            let (Some(class), level) = (class, usize::from(*level)) else { continue };
            if level >= self.levels {
                continue;
            }
            let mut from = class * self.class_cells;
            add(from + level);
            from += self.levels;
            for (codes, levels) in &touchpoints {
                let code = codes.get(at).map_or(usize::MAX, |code| usize::from(*code));
                if code < *levels {
                    add(from + code * self.levels + level);
                }
                from += levels * self.levels;
            }
        }
    }
}
