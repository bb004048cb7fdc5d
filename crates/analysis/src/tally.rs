//! The filled tables of a plan: integers, counted in one pass, mergeable in any order.
//!
//! No floating point happens here, so that one worker, eight threads, shuffled rows and a database give the same
//! report to the last digit. A tally is data, not a report: its finer cells can identify people.

use std::collections::BTreeMap;

use esteem_study::Key;

use crate::needs;
use crate::plan::{GapTable, NeedTable, Plan, Scored, Table, least_answered, not_applicable};
use crate::responses::{Absent, Column, Responses};

mod standings;

pub(crate) use standings::Standings;

/// The counts of a plan's tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The responses that the selection kept.
    pub rows: u64,
    /// Of these, the ones that were broken off.
    pub partial: u64,
    /// One for each table of the plan, in its order.
    pub tables: Vec<Counts>,
}

/// The counts of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counts {
    /// A count for each cell.
    Cells(Vec<u64>),
    /// How many respondents have the same three sums; [`Table`] says which sums.
    Sums(BTreeMap<[i32; 3], u64>),
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
            Table::Gap(_) | Table::Need(_) => Counts::Sums(BTreeMap::new()),
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
                _ => debug_assert!(false, "tallies of different plans"),
            }
        }
    }
}

/// Counts the responses that the plan's selection keeps.
pub fn tally(plan: &Plan, responses: &Responses) -> Tally {
    let mut tally = Tally::empty(plan);
    let rows = kept(plan, responses);
    tally.rows = rows.len() as u64;
    tally.partial = rows.iter().filter(|row| responses.partial[**row]).count() as u64;
    for (table, counts) in plan.tables.iter().zip(&mut tally.tables) {
        match (table, counts) {
            (Table::Answers { key, levels }, Counts::Cells(cells)) => {
                for code in codes(responses, key, &rows) {
                    match Absent::of_code(code) {
                        Some(absent) => cells[levels + absent.position()] += 1,
                        None => cells[usize::from(code)] += 1,
                    }
                }
            }
            (Table::Ticks { key, options }, Counts::Cells(cells)) => {
                count_ticks(responses, key, *options, &rows, cells)
            }
            (Table::Given { key }, Counts::Cells(cells)) => {
                for row in &rows {
                    let absent = match responses.answers.get(key) {
                        Some(Column::Number(numbers)) => Absent::of_number(numbers[*row]),
                        Some(Column::Text(texts)) => texts[*row].as_ref().err().copied(),
                        _ => continue,
                    };
                    cells[absent.map_or(0, |absent| 1 + absent.position())] += 1;
                }
            }
            (Table::Pairs { item, levels }, Counts::Cells(cells)) => {
                use esteem_study::Facet::{Expected, Perceived};
                count_joint(responses, item, [Expected, Perceived], *levels, &rows, cells);
            }
            (Table::Zone { item, levels }, Counts::Cells(cells)) => {
                use esteem_study::Facet::{Adequate, Desired, Perceived};
                count_joint(responses, item, [Adequate, Desired, Perceived], *levels, &rows, cells);
            }
            (Table::Gap(gap), Counts::Sums(sums)) => count_gaps(responses, gap, &rows, sums),
            (Table::Need(need), Counts::Sums(sums)) => count_need(responses, need, &rows, sums),
            (Table::Standings(table), Counts::Cells(cells)) => {
                let mut standings = Standings::new(responses, table);
                for row in &rows {
                    needs::count(cells, &standings.at(*row));
                }
            }
            (Table::Gap(_) | Table::Need(_), Counts::Cells(_)) | (_, Counts::Sums(_)) => {}
        }
    }
    tally
}

/// The rows that the plan's selection keeps.
fn kept(plan: &Plan, responses: &Responses) -> Vec<usize> {
    let mut rows = plan.selection.rows(responses);
    let states = &plan.selection.states;
    if states.is_empty() {
        return rows;
    }
    let table = plan.tables.iter().find_map(|table| match table {
        Table::Standings(table) => Some(table),
        _ => None,
    });
    // Where a study asks about no need, nobody is in any state.
    let Some(table) = table else { return Vec::new() };
    let mut standings = Standings::new(responses, table);
    rows.retain(|row| standings.at(*row).state.is_some_and(|state| states.contains(&state)));
    rows
}

/// The codes of a key in these rows; nothing where the responses lack the column.
fn codes<'a>(responses: &'a Responses, key: &Key, rows: &'a [usize]) -> impl Iterator<Item = u8> + 'a {
    let column = column(responses, key);
    rows.iter().filter_map(move |row| column.map(|codes| codes[*row]))
}

fn column<'a>(responses: &'a Responses, key: &Key) -> Option<&'a [u8]> {
    match responses.answers.get(key) {
        Some(Column::Code(codes)) => Some(codes),
        _ => None,
    }
}

fn count_ticks(responses: &Responses, key: &Key, options: usize, rows: &[usize], cells: &mut [u64]) {
    let ticks = match responses.answers.get(key) {
        Some(Column::Ticks(ticks)) => ticks,
        Some(Column::Incidents(incidents)) => &incidents.ticks,
        _ => return,
    };
    for row in rows {
        let ticks = ticks[*row];
        if let Some(absent) = Absent::of_ticks(ticks) {
            cells[options + 2 + absent.position()] += 1;
            continue;
        }
        for (option, cell) in cells[..options].iter_mut().enumerate() {
            *cell += ticks >> option & 1;
        }
        cells[options] += u64::from(ticks == 0);
        cells[options + 1] += 1;
    }
}

/// Counts rows that have a value for all facets of an item, by the combination of levels.
fn count_joint<const N: usize>(
    responses: &Responses,
    item: &str,
    facets: [esteem_study::Facet; N],
    levels: usize,
    rows: &[usize],
    cells: &mut [u64],
) {
    let Some(columns) =
        facets.iter().map(|facet| column(responses, &Key::new(item, *facet))).collect::<Option<Vec<_>>>()
    else {
        return;
    };
    for row in rows {
        let mut cell = Some(0);
        for codes in &columns {
            let code = usize::from(codes[*row]);
            cell = cell.filter(|_| code < levels).map(|cell| cell * levels + code);
        }
        if let Some(cell) = cell {
            cells[cell] += 1;
        }
    }
}

/// A scored key's answers: the column and the code of each level.
struct Answers<'a> {
    column: Option<&'a [u8]>,
    codes: &'a [i32],
}

impl<'a> Answers<'a> {
    fn new(responses: &'a Responses, scored: &'a Scored) -> Answers<'a> {
        Answers { column: column(responses, &scored.key), codes: &scored.codes }
    }

    /// The code that the answer means. A column that the responses lack was not asked.
    fn at(&self, row: usize) -> Result<i32, Absent> {
        let Some(column) = self.column else { return Err(Absent::Missing(esteem_study::Missing::NotAsked)) };
        match Absent::of_code(column[row]) {
            Some(absent) => Err(absent),
            None => self.codes.get(usize::from(column[row])).copied().ok_or(Absent::Unreadable),
        }
    }
}

fn count_gaps(responses: &Responses, table: &GapTable, rows: &[usize], sums: &mut BTreeMap<[i32; 3], u64>) {
    let pairs: Vec<_> = table
        .pairs
        .iter()
        .map(|(expected, perceived)| (Answers::new(responses, expected), Answers::new(responses, perceived)))
        .collect();
    for row in rows {
        let (mut applicable, mut complete, mut expected, mut perceived) = (0, 0, 0, 0);
        for (e, p) in &pairs {
            match (e.at(*row), p.at(*row)) {
                (Ok(e), Ok(p)) => {
                    applicable += 1;
                    complete += 1;
                    expected += e;
                    perceived += p;
                }
                (e, p) => applicable += usize::from(![e, p].iter().any(|side| side.is_err_and(not_applicable))),
            }
        }
        if complete > 0 && complete >= least_answered(table.answered_share, applicable, pairs.len()) {
            *sums.entry([complete as i32, expected, perceived]).or_default() += 1;
        }
    }
}

fn count_need(responses: &Responses, table: &NeedTable, rows: &[usize], sums: &mut BTreeMap<[i32; 3], u64>) {
    let facets: Vec<_> = table.facets.iter().map(|facet| Answers::new(responses, facet)).collect();
    for row in rows {
        let (mut applicable, mut answered, mut sum) = (0, 0, 0);
        for facet in &facets {
            match facet.at(*row) {
                Ok(code) => {
                    applicable += 1;
                    answered += 1;
                    sum += code;
                }
                Err(absent) => applicable += usize::from(!not_applicable(absent)),
            }
        }
        if answered > 0 && answered >= least_answered(table.answered_share, applicable, facets.len()) {
            *sums.entry([answered as i32, sum, 0]).or_default() += 1;
        }
    }
}
