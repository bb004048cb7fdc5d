//! The bootstrap of any statistic of a table of counts.

use crate::stats::generator::Generator;
use crate::stats::{CONFIDENCE, Ends, Reason, moments};

/// How many tables are drawn for the screen.
pub const ROUNDS_ON_SCREEN: u64 = 2_000;
/// How many tables are drawn for a printed report.
pub const ROUNDS_IN_PRINT: u64 = 10_000;

/// What a statistic was in the tables drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Resampled {
    values: Vec<f64>,
    undefined: u64,
}

impl Resampled {
    /// Sorts what the rounds gave; without any value there is no result.
    pub fn of(values: impl IntoIterator<Item = Option<f64>>) -> Result<Resampled, Reason> {
        let all: Vec<Option<f64>> = values.into_iter().collect();
        let mut values: Vec<f64> = all.iter().flatten().copied().filter(|value| value.is_finite()).collect();
        if values.is_empty() {
            return Err(Reason::NoAnswers);
        }
        values.sort_by(f64::total_cmp);
        let undefined = (all.len() - values.len()) as u64;
        Ok(Resampled { values, undefined })
    }

    /// The quantile of `p`, 0 ≤ p ≤ 1.
    pub fn quantile(&self, p: f64) -> f64 {
        moments::quantile(&self.values, p).unwrap_or(0.0)
    }

    /// The percentile interval at 95 %.
    pub fn interval(&self) -> Ends {
        let tail = (1.0 - CONFIDENCE) / 2.0;
        Ends { low: self.quantile(tail), high: self.quantile(1.0 - tail) }
    }

    /// The values, lowest first; there is at least one.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// In how many tables the statistic had no value.
    pub fn undefined(&self) -> u64 {
        self.undefined
    }

    /// The mean of the values.
    pub fn mean(&self) -> f64 {
        self.values.iter().sum::<f64>() / self.values.len() as f64
    }
}

/// Draws tables of as many respondents as `counts` has and works out `statistic` of each.
///
/// # Formula
/// Rows drawn with replacement give a table with the multinomial distribution of the shares, so tables are drawn
/// instead of rows, each from a generator of its own stream of `seed` (Efron & Tibshirani 1993).
pub fn bootstrap_cells(
    counts: &[u64],
    rounds: u64,
    seed: u64,
    mut statistic: impl FnMut(&[u64]) -> Option<f64>,
) -> Result<Resampled, Reason> {
    let n: u64 = counts.iter().sum();
    if n == 0 {
        return Err(Reason::NoAnswers);
    }
    let mut table = Vec::with_capacity(counts.len());
    Resampled::of((0..rounds).map(|round| {
        Generator::new(seed, round).multinomial(n, counts, &mut table);
        statistic(&table)
    }))
}
