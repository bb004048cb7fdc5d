//! What the signs look like over all respondents.

use super::outliers::{self, Outliers};
use super::{longest_run, variability};
use crate::stats::{Ends, Moments, Reason, moments};

/// The signs over all respondents of a block of items.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// How many items.
    pub items: usize,
    /// The longest run of equal answers of each respondent: its mean and spread.
    pub longest_run: Moments,
    /// The longest run of all.
    pub longest_run_of_all: usize,
    /// How many respondents have a run of at least half of the items.
    pub runs_over_half: usize,
    /// The variability of the respondents who gave two answers or more: its mean and spread.
    pub variability: Moments,
    /// The variability that nine in ten of them have, from the 5th to the 95th percentile.
    pub usual_variability: Ends,
    /// How many of them gave equal answers only.
    pub without_variation: usize,
    /// The distances of the respondents who answered everything.
    pub outliers: Result<Outliers, Reason>,
}

/// Summarises respondents, each with an answer or none to each of the items.
///
/// # Formula
/// Those of the single signs; the summary is that of the R package careless (Yentes & Wilhelm).
pub fn summary(respondents: &[Vec<Option<f64>>]) -> Result<Summary, Reason> {
    let items = respondents.first().ok_or(Reason::NoAnswers)?.len();
    if respondents.iter().any(|answers| answers.len() != items) {
        return Err(Reason::UnequalLengths);
    }
    let runs: Vec<usize> = respondents.iter().map(|answers| longest_run(answers.iter().copied())).collect();
    let mut spreads: Vec<f64> = respondents.iter().filter_map(|answers| variability(answers)).collect();
    spreads.sort_by(f64::total_cmp);
    let percentile = |p: f64| moments::quantile(&spreads, p).ok_or(Reason::TooFewAnswers);
    let complete: Vec<Vec<f64>> = respondents.iter().filter_map(|answers| answers.iter().copied().collect()).collect();
    let patterns: Vec<(&[f64], u64)> = complete.iter().map(|answers| (answers.as_slice(), 1)).collect();
    Ok(Summary {
        items,
        longest_run: Moments::of(runs.iter().map(|run| (*run as f64, 1))).ok_or(Reason::NoAnswers)?,
        longest_run_of_all: runs.iter().copied().max().unwrap_or(0),
        runs_over_half: runs.iter().filter(|run| **run >= items.div_ceil(2)).count(),
        variability: Moments::of(spreads.iter().map(|spread| (*spread, 1))).ok_or(Reason::TooFewAnswers)?,
        usual_variability: Ends { low: percentile(0.05)?, high: percentile(0.95)? },
        without_variation: spreads.iter().filter(|spread| **spread == 0.0).count(),
        outliers: outliers::outliers(&patterns),
    })
}
