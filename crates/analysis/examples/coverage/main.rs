//! How often the intervals hold what they promise: studies are drawn from a population that is known to the last
//! respondent, and it is counted in how many of them the interval covers the population's value. Prints a page in
//! Markdown.
//!
//! ```text
//! cargo run --release -p esteem-analysis --example coverage [STUDIES]
//! ```

mod estimates;
mod page;
mod population;
mod sample;

use std::collections::BTreeMap;

use estimates::{Statistic, intervals, values};
use population::Population;
use sample::{Asking, Sample};

/// How many studies are drawn for each size and way of asking.
const STUDIES: u64 = 2000;
/// How many respondents a study has.
const SIZES: [usize; 4] = [30, 100, 300, 1000];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let studies = std::env::args().nth(1).map_or(Ok(STUDIES), |argument| argument.parse())?;
    let population = Population::new();
    let truth = values(&population);
    let mut cells = BTreeMap::new();
    for asking in Asking::ALL {
        for size in SIZES {
            for (statistic, cell) in simulated(&population, &truth, size, asking, studies) {
                cells.insert((statistic, asking, size), cell);
            }
        }
    }
    print!("{}", page::page(&cells, studies));
    Ok(())
}

/// How the intervals of one statistic did in studies of one size.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    /// For each item: in how many studies it had an interval, and in how many of these the interval covered the value.
    items: Vec<(u64, u64)>,
    /// In how many studies the statistic was refused.
    refused: u64,
}

impl Cell {
    fn add(&mut self, other: &Cell) {
        self.refused += other.refused;
        self.items.resize(self.items.len().max(other.items.len()), (0, 0));
        for (mine, other) in self.items.iter_mut().zip(&other.items) {
            *mine = (mine.0 + other.0, mine.1 + other.1);
        }
    }

    /// The share of the intervals that covered the value, over all items.
    fn coverage(&self) -> Option<f64> {
        let (had, covered) = self.items.iter().fold((0, 0), |sum, item| (sum.0 + item.0, sum.1 + item.1));
        (had > 0).then(|| covered as f64 / had as f64)
    }

    /// How many studies there were.
    fn studies(&self) -> u64 {
        self.refused + self.items.iter().map(|(had, _)| *had).max().unwrap_or(0)
    }
}

type Cells = BTreeMap<Statistic, Cell>;

/// Studies of one size, each from a stream of its own, so that the number of threads changes nothing.
fn simulated(population: &Population, truth: &estimates::Values, size: usize, asking: Asking, studies: u64) -> Cells {
    let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get() as u64);
    let part = |thread: u64| {
        let mut cells = Cells::new();
        for study in (thread..studies).step_by(threads as usize) {
            count(&mut cells, &Sample::draw(population, size, asking, study), truth);
        }
        cells
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|thread| scope.spawn(move || part(thread))).collect();
        let mut all = Cells::new();
        for worker in workers {
            for (statistic, cell) in worker.join().unwrap_or_default() {
                all.entry(statistic).or_default().add(&cell);
            }
        }
        all
    })
}

fn count(cells: &mut Cells, sample: &Sample, truth: &estimates::Values) {
    for (statistic, found) in intervals(sample) {
        let cell = cells.entry(statistic).or_default();
        let values = &truth[&statistic];
        cell.items.resize(values.len(), (0, 0));
        if found.iter().all(Option::is_none) {
            cell.refused += 1;
        }
        for ((had, covered), (ends, value)) in cell.items.iter_mut().zip(found.iter().zip(values)) {
            if let Some(ends) = ends {
                *had += 1;
                *covered += u64::from(ends.low <= *value && *value <= ends.high);
            }
        }
    }
}
