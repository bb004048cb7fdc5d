//! The filled tables of a plan: integers, counted in one pass, mergeable in any order.
//!
//! No floating point happens here, so that one worker, eight threads, shuffled rows and a database give the same
//! report to the last digit. A tally is data, not a report: its finer cells can identify people.

use std::collections::{BTreeMap, BTreeSet};

use esteem_study::{Facet, Key};
use serde::{Deserialize, Serialize};

use crate::needs::{self, State};
use crate::plan::{Plan, Table};
use crate::responses::{Absent, Column, Incidents, Responses, Texts};

mod block;
mod customers;
mod dealt;
mod funnel;
mod outcomes;
mod patterns;
mod standings;
mod sums;

use block::Block;
pub use customers::LoyaltyCounts;
use customers::{Classes, Loyalty};
use dealt::Dealt;
pub use dealt::DealtCounts;
use funnel::Funnel;
pub use funnel::FunnelCounts;
pub use outcomes::IncidentCounts;
pub use patterns::PatternCounts;
use patterns::Patterns;
pub(crate) use standings::Standings;
use sums::Sums;

/// The counts of a plan's tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The responses that the selection kept.
    pub rows: u64,
    /// Of these, the ones that were broken off.
    pub partial: u64,
    /// One for each table of the plan, in its order.
    pub tables: Vec<Counts>,
}

/// The counts of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Counts {
    /// A count for each cell.
    Cells(Vec<u64>),
    /// How many respondents have the same three sums; [`Table`] says which sums.
    Sums(BTreeMap<[i32; 3], u64>),
    /// Joint answers to several items.
    Patterns(PatternCounts),
    /// Answers to several items of which not everybody was asked all.
    Dealt(DealtCounts),
}

impl Tally {
    /// The tally of no responses.
    pub fn empty(plan: &Plan) -> Tally {
        let counts = |table: &Table| match table {
            Table::Answers { levels, .. } => Counts::Cells(vec![0; levels + Absent::ALL.len()]),
            Table::Ticks { options, .. } => Counts::Cells(vec![0; options + 2 + Absent::ALL.len()]),
            Table::Given { .. } => Counts::Cells(vec![0; 1 + Absent::ALL.len()]),
            Table::Pairs { levels, .. } => Counts::Cells(vec![0; levels * levels]),
            Table::Zone { levels, .. } => Counts::Cells(vec![0; levels * levels * levels]),
            Table::Standings(table) => Counts::Cells(vec![0; needs::cells(table.facets.len())]),
            Table::Patterns(table) => Counts::Patterns(PatternCounts::empty(table)),
            Table::Dealt(table) => Counts::Dealt(DealtCounts::empty(table)),
            Table::Incidents { kinds, .. } => Counts::Cells(vec![0; outcomes::cells(*kinds)]),
            Table::Quality => Counts::Cells(vec![0; outcomes::QUALITY_CELLS]),
            Table::Loyalty(table) => Counts::Cells(vec![0; customers::loyalty_cells(table)]),
            Table::Classes(table) => Counts::Cells(vec![0; table.class_cells() * table.classes.len()]),
            Table::Funnel(table) => Counts::Cells(vec![0; funnel::cells(table.pages.len())]),
            Table::Index { items } => Counts::Cells(vec![0; items.iter().map(|item| item.codes.len()).product()]),
            Table::Gap(_) | Table::Need(_) | Table::Numbers { .. } => Counts::Sums(BTreeMap::new()),
        };
        Tally { rows: 0, partial: 0, tables: plan.tables.iter().map(counts).collect() }
    }

    /// Adds the counts of other responses to the same plan. Associative and commutative.
    pub fn merge(&mut self, other: &Tally) {
        self.rows += other.rows;
        self.partial += other.partial;
        for (mine, theirs) in self.tables.iter_mut().zip(&other.tables) {
            match (mine, theirs) {
                (Counts::Cells(mine), Counts::Cells(theirs)) => {
                    for (mine, theirs) in mine.iter_mut().zip(theirs) {
                        *mine += theirs;
                    }
                }
                (Counts::Sums(mine), Counts::Sums(theirs)) => {
                    for (sums, count) in theirs {
                        *mine.entry(*sums).or_default() += count;
                    }
                }
                (Counts::Patterns(mine), Counts::Patterns(theirs)) => mine.merge(theirs),
                (Counts::Dealt(mine), Counts::Dealt(theirs)) => mine.merge(theirs),
                _ => debug_assert!(false, "tallies of different plans"),
            }
        }
    }
}

/// Counts the responses that the plan's selection keeps.
pub fn tally(plan: &Plan, responses: &Responses) -> Tally {
    let mut tally = Tally::empty(plan);
    let keeps = plan.selection.kept_rows(responses);
    let mut states = States::new(plan, responses);
    let mut block = Block::new(responses);
    let mut counters: Vec<Counter<'_>> =
        plan.tables.iter().map(|table| Counter::new(table, responses, &mut block)).collect();
    for start in (0..responses.len()).step_by(block::ROWS) {
        let end = responses.len().min(start + block::ROWS);
        let is_kept = |row: &usize| keeps.as_ref().is_none_or(|keeps| keeps[*row]) && states.keep(*row);
        block.take(start..end, is_kept);
        tally.rows += block.rows().len() as u64;
        tally.partial += block.rows().iter().filter(|row| responses.partial[**row]).count() as u64;
        for (counter, counts) in counters.iter_mut().zip(&mut tally.tables) {
            match (counter, counts) {
                (counter, Counts::Cells(cells)) => counter.count(&block, cells),
                (Counter::Summed(numbers), Counts::Sums(sums)) => outcomes::count_numbers(numbers, &block, sums),
                (Counter::Dealt(dealt), Counts::Dealt(counts)) => dealt.count(&block, counts),
                (counter, _) => counter.sum(&block),
            }
        }
    }
    for (counter, counts) in counters.into_iter().zip(&mut tally.tables) {
        match (counter, counts) {
            (Counter::Sums(sums), Counts::Sums(counts)) => sums.close(counts),
            (Counter::Patterns(patterns), Counts::Patterns(counts)) => patterns.close(counts),
            _ => {}
        }
    }
    tally
}

/// The states that a selection keeps.
struct States<'a> {
    states: &'a BTreeSet<State>,
    /// What tells them; where a study asks about no need, nobody is in any state.
    standings: Option<Standings<'a>>,
}

impl<'a> States<'a> {
    fn new(plan: &'a Plan, responses: &'a Responses) -> States<'a> {
        let standings = plan.tables.iter().find_map(|table| match table {
            Table::Standings(table) => Some(Standings::new(responses, table)),
            _ => None,
        });
        States { states: &plan.selection.states, standings }
    }

    fn keep(&mut self, row: usize) -> bool {
        let mut state = || self.standings.as_mut().and_then(|standings| standings.at(row).state);
        self.states.is_empty() || state().is_some_and(|state| self.states.contains(&state))
    }
}

/// A table with the columns that fill it.
enum Counter<'a> {
    /// Answers to a key, by their codes.
    Answers {
        place: usize,
        levels: usize,
    },
    /// Rows with a value in all of several columns, by the combination of levels.
    Joint {
        places: Vec<usize>,
        levels: usize,
    },
    Ticks {
        ticks: &'a [u64],
        options: usize,
    },
    Numbers(&'a [i64]),
    Texts(&'a Texts),
    Sums(Sums),
    Standings(Standings<'a>),
    Patterns(Patterns),
    Dealt(Dealt),
    Incidents(&'a Incidents),
    Quality(&'a Responses),
    Funnel(Funnel<'a>),
    Loyalty(Loyalty<'a>),
    Classes(Classes<'a>),
    /// Numbers by their values.
    Summed(&'a [i64]),
    /// Rows with a value in all three columns of the index.
    Index {
        places: [usize; 3],
        levels: [usize; 3],
    },
    /// The responses do not have what is counted.
    Nothing,
}

impl<'a> Counter<'a> {
    fn new(table: &'a Table, responses: &'a Responses, block: &mut Block<'a>) -> Counter<'a> {
        use Facet::{Adequate, Desired, Expected, Perceived};
        match table {
            Table::Answers { key, levels } => match block.place(key) {
                place if block.has(place) => Counter::Answers { place, levels: *levels },
                _ => Counter::Nothing,
            },
            Table::Pairs { item, levels } => Counter::joint(item, &[Expected, Perceived], *levels, block),
            Table::Zone { item, levels } => Counter::joint(item, &[Adequate, Desired, Perceived], *levels, block),
            Table::Ticks { key, options } => match responses.answers.get(key) {
                Some(Column::Ticks(ticks)) => Counter::Ticks { ticks, options: *options },
                Some(Column::Incidents(incidents)) => Counter::Ticks { ticks: &incidents.ticks, options: *options },
                _ => Counter::Nothing,
            },
            Table::Given { key } => match responses.answers.get(key) {
                Some(Column::Number(numbers)) => Counter::Numbers(numbers),
                Some(Column::Text(texts)) => Counter::Texts(texts),
                _ => Counter::Nothing,
            },
            Table::Gap(gap) => Counter::Sums(Sums::of_gap(gap, block)),
            Table::Need(need) => Counter::Sums(Sums::of_need(need, block)),
            Table::Standings(table) => Counter::Standings(Standings::new(responses, table)),
            Table::Patterns(table) => Counter::Patterns(Patterns::new(table, block)),
            Table::Dealt(table) => Counter::Dealt(Dealt::new(table, block)),
            Table::Incidents { key, .. } => match responses.answers.get(key) {
                Some(Column::Incidents(incidents)) => Counter::Incidents(incidents),
                _ => Counter::Nothing,
            },
            Table::Quality => Counter::Quality(responses),
            Table::Loyalty(table) => Counter::Loyalty(Loyalty::new(table, responses, block)),
            Table::Classes(table) => Counter::Classes(Classes::new(table, responses, block)),
            Table::Funnel(table) => Counter::Funnel(Funnel::new(table, responses)),
            Table::Numbers { key } => match responses.answers.get(key) {
                Some(Column::Number(numbers)) => Counter::Summed(numbers),
                _ => Counter::Nothing,
            },
            Table::Index { items } => {
                let places = items.each_ref().map(|item| block.place(&item.key));
                let levels = items.each_ref().map(|item| item.codes.len());
                if places.iter().all(|place| block.has(*place)) {
                    Counter::Index { places, levels }
                } else {
                    Counter::Nothing
                }
            }
        }
    }

    fn joint(item: &str, facets: &[Facet], levels: usize, block: &mut Block<'_>) -> Counter<'a> {
        let places: Vec<usize> = facets.iter().map(|facet| block.place(&Key::new(item, *facet))).collect();
        let has_all = places.iter().all(|place| block.has(*place));
        if has_all { Counter::Joint { places, levels } } else { Counter::Nothing }
    }

    /// Adds the composites or the joint answers of a block.
    fn sum(&mut self, block: &Block<'_>) {
        match self {
            Counter::Sums(sums) => sums.count(block),
            Counter::Patterns(patterns) => patterns.count(block),
            _ => {}
        }
    }

    /// Counts a block into the cells of the table.
    fn count(&mut self, block: &Block<'_>, cells: &mut [u64]) {
        match self {
            Counter::Answers { place, levels } => {
                let mut counts = [0_u32; 256];
                for code in block.codes(*place) {
                    counts[usize::from(*code)] += 1;
                }
                let (answered, absent) = cells.split_at_mut(*levels);
                answered.iter_mut().zip(counts).for_each(|(cell, count)| *cell += u64::from(count));
                absent.iter_mut().zip(counts.iter().rev()).for_each(|(cell, count)| *cell += u64::from(*count));
            }
            Counter::Joint { places, levels } => count_joint(block, places, *levels, cells),
            Counter::Ticks { ticks, options } => {
                block.rows().iter().for_each(|row| count_ticks(ticks[*row], *options, cells));
            }
            Counter::Numbers(numbers) => {
                block.rows().iter().for_each(|row| count_given(Absent::of_number(numbers[*row]), cells));
            }
            Counter::Texts(texts) => block.rows().iter().for_each(|row| count_given(texts.absence(*row), cells)),
            Counter::Standings(standings) => {
                block.rows().iter().for_each(|row| needs::count(cells, standings.at(*row)));
            }
            Counter::Incidents(incidents) => {
                block.rows().iter().for_each(|row| outcomes::count_incidents(incidents, *row, cells));
            }
            Counter::Quality(responses) => {
                block.rows().iter().for_each(|row| outcomes::count_quality(responses, *row, cells));
            }
            Counter::Loyalty(loyalty) => loyalty.count(block, cells),
            Counter::Classes(classes) => classes.count(block, cells),
            Counter::Funnel(funnel) => block.rows().iter().for_each(|row| funnel.count(*row, cells)),
            Counter::Index { places, levels } => outcomes::count_index(block, *places, *levels, cells),
            Counter::Sums(_) | Counter::Summed(_) | Counter::Patterns(_) | Counter::Dealt(_) | Counter::Nothing => {}
        }
    }
}

fn count_given(absent: Option<Absent>, cells: &mut [u64]) {
    cells[absent.map_or(0, |absent| 1 + absent.position())] += 1;
}

fn count_ticks(ticks: u64, options: usize, cells: &mut [u64]) {
    if let Some(absent) = Absent::of_ticks(ticks) {
        cells[options + 2 + absent.position()] += 1;
        return;
    }
    for (option, cell) in cells[..options].iter_mut().enumerate() {
        *cell += ticks >> option & 1;
    }
    cells[options] += u64::from(ticks == 0);
    cells[options + 1] += 1;
}

/// Counts rows that have a value in all columns, by the combination of levels.
fn count_joint(block: &Block<'_>, places: &[usize], levels: usize, cells: &mut [u64]) {
    // Whatever is no level leads to the first cell behind the last one, also with what comes after it.
    let outside = cells.len();
    let next = |cell: usize, code: u8| {
        let code = usize::from(code);
        if code < levels && cell < outside { cell * levels + code } else { outside }
    };
    let mut add = |cell: usize| {
        if let Some(cell) = cells.get_mut(cell) {
            *cell += 1;
        }
    };
    match places {
        [first, second] => {
            let (first, second) = (block.codes(*first), block.codes(*second));
            first.iter().zip(second).for_each(|(first, second)| add(next(next(0, *first), *second)));
        }
        _ => {
            let columns: Vec<&[u8]> = places.iter().map(|place| block.codes(*place)).collect();
            for row in 0..block.rows().len() {
                add(columns.iter().fold(0, |cell, codes| next(cell, codes[row])));
            }
        }
    }
}
