//! Where responses that were broken off stop.

use esteem_study::Missing;

use crate::plan::FunnelTable;
use crate::responses::{Absent, Column, Responses};

/// The cells before those of pages.
const HEAD: usize = 2;
/// The cells of a page.
const PAGE_CELLS: usize = 2;

/// The counts of [`crate::plan::Table::Funnel`], cell by cell: responses that were broken off before anything was
/// answered, responses that were broken off without a word on overall satisfaction; then for each page the responses that
/// reached it, and of those that were broken off the ones whose last answer is on it.
#[derive(Clone, Copy, Debug)]
pub struct FunnelCounts<'a> {
    cells: &'a [u64],
}

/// The number of cells for this many pages.
pub(super) fn cells(pages: usize) -> usize {
    HEAD + pages * PAGE_CELLS
}

impl<'a> FunnelCounts<'a> {
    /// The counts in the cells of a table.
    pub fn new(cells: &'a [u64]) -> FunnelCounts<'a> {
        FunnelCounts { cells }
    }

    /// Broken off before anything was answered.
    pub fn silent(&self) -> u64 {
        self.at(0)
    }

    /// Broken off without a word on overall satisfaction.
    pub fn without_overall(&self) -> u64 {
        self.at(1)
    }

    /// Responses that reached a page.
    pub fn reached(&self, page: usize) -> u64 {
        self.at(HEAD + page * PAGE_CELLS)
    }

    /// Broken off with the last answer on this page.
    pub fn stopped(&self, page: usize) -> u64 {
        self.at(HEAD + page * PAGE_CELLS + 1)
    }

    fn at(&self, cell: usize) -> u64 {
        self.cells.get(cell).copied().unwrap_or_default()
    }
}

/// Counts the pages of one response after the other.
pub(super) struct Funnel<'a> {
    pages: Vec<Vec<&'a Column>>,
    overall: Option<&'a Column>,
    partial: &'a [bool],
}

impl<'a> Funnel<'a> {
    pub(super) fn new(table: &FunnelTable, responses: &'a Responses) -> Funnel<'a> {
        let page = |keys: &Vec<_>| keys.iter().filter_map(|key| responses.answers.get(key)).collect();
        Funnel {
            pages: table.pages.iter().map(page).collect(),
            overall: table.overall.as_ref().and_then(|key| responses.answers.get(key)),
            partial: &responses.partial,
        }
    }

    pub(super) fn count(&self, row: usize, cells: &mut [u64]) {
        let is_partial = self.partial.get(row) == Some(&true);
        // What was skipped may have been seen or not, because most files do not tell, so the last answer decides.
        let answered = |page: &Vec<&Column>| page.iter().any(|column| is_answered(column, row));
        let last = if is_partial { self.pages.iter().rposition(answered) } else { None };
        let mut add = |cell: usize| {
            if let Some(cell) = cells.get_mut(cell) {
                *cell += 1;
            }
        };
        for (place, page) in self.pages.iter().enumerate() {
            let is_before = !is_partial || last.is_some_and(|last| place <= last);
            if is_before && page.iter().any(|column| is_shown(column, row)) {
                add(HEAD + place * PAGE_CELLS);
            }
        }
        if !is_partial {
            return;
        }
        match last {
            Some(last) => add(HEAD + last * PAGE_CELLS + 1),
            None => add(0),
        }
        if self.overall.is_some_and(|column| is_left(column, row)) {
            add(1);
        }
    }
}

fn is_answered(column: &Column, row: usize) -> bool {
    use Missing::{BrokeOff, NotAsked, Skipped};
    !matches!(column.absence(row), Some(Absent::Missing(BrokeOff | NotAsked | Skipped)))
}

fn is_shown(column: &Column, row: usize) -> bool {
    !matches!(column.absence(row), Some(Absent::Missing(Missing::NotAsked)))
}

fn is_left(column: &Column, row: usize) -> bool {
    matches!(column.absence(row), Some(Absent::Missing(Missing::BrokeOff | Missing::Skipped)))
}
