//! Weights that bring the sample's margins to known shares.

use super::{Design, design};
use crate::stats::Reason;

/// Below this many respondents a category's weights are a warning.
pub const WARN_BELOW: u64 = 30;
/// Below this many respondents a category is refused.
pub const REFUSE_BELOW: u64 = 10;
/// No weight is further from the mean weight than by this factor, if weights are trimmed.
pub const TRIM: f64 = 5.0;

const CLOSE: f64 = 1e-12;
const MOST_ROUNDS: u32 = 1_000;

/// Respondents with the same category in every margin.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The category in each margin, counted from 0.
    pub categories: Vec<usize>,
    /// How many respondents.
    pub count: u64,
    /// The weight of each before raking: 1, or one over the chance to be asked.
    pub weight: f64,
}

/// The weights found.
#[derive(Clone, Debug, PartialEq)]
pub struct Raked {
    /// The weight of each respondent of each cell; before trimming their mean over all respondents is 1.
    pub weights: Vec<f64>,
    /// How many rounds over all margins it took.
    pub rounds: u32,
    /// The largest difference between a share that is aimed at and the weighted share.
    pub error: f64,
    /// What the weights cost.
    pub design: Design,
    /// Margin and category of each category below [`WARN_BELOW`] respondents.
    pub small: Vec<(usize, usize)>,
    /// How many respondents have a trimmed weight.
    pub trimmed: u64,
}

/// Rakes cells to the shares that `targets` names for each category of each margin; categories with less than
/// `smallest` respondents are refused.
///
/// # Formula
/// Margin after margin each weight times aimed share over weighted share, until no share is further off than 10⁻¹²
/// (Deming & Stephan 1940, Annals of Mathematical Statistics 11). With `trim`, weights are cut at a fifth and at five
/// times their mean, raked once more and cut again; the error then says what trimming cost.
///
/// # Missing data
/// A respondent without a category in some margin has no cell and no weight.
///
/// # When not to use it
/// Weights repair known margins and nothing else: a self-selected sample stays one.
pub fn rake(cells: &[Cell], targets: &[Vec<f64>], smallest: u64, trim: bool) -> Result<Raked, Reason> {
    let small = check(cells, targets, smallest)?;
    let mut weights: Vec<f64> = cells.iter().map(|cell| cell.weight).collect();
    let n = cells.iter().map(|cell| cell.count).sum::<u64>();
    // With equal first weights this changes nothing; with others the mean weight becomes 1.
    scale(cells, &mut weights, n as f64);
    let mut rounds = to_margins(cells, targets, &mut weights, n as f64)?;
    let mut trimmed = 0;
    if trim && cut(cells, &mut weights) > 0 {
        rounds += to_margins(cells, targets, &mut weights, n as f64)?;
        trimmed = cut(cells, &mut weights);
    }
    let error = largest_error(cells, targets, &weights);
    let design = design(weights.iter().copied().zip(cells.iter().map(|cell| cell.count)))?;
    Ok(Raked { weights, rounds, error, design, small, trimmed })
}

/// The small categories, if all else is in order.
fn check(cells: &[Cell], targets: &[Vec<f64>], smallest: u64) -> Result<Vec<(usize, usize)>, Reason> {
    if cells.iter().all(|cell| cell.count == 0) {
        return Err(Reason::NoAnswers);
    }
    if cells.iter().any(|cell| !(cell.weight > 0.0 && cell.weight.is_finite())) {
        return Err(Reason::OutOfRange);
    }
    if cells.iter().any(|cell| cell.categories.len() != targets.len()) {
        return Err(Reason::UnequalLengths);
    }
    let mut small = Vec::new();
    for (margin, shares) in targets.iter().enumerate() {
        if !shares.iter().all(|share| *share >= 0.0) || (shares.iter().sum::<f64>() - 1.0).abs() > 1e-9 {
            return Err(Reason::TargetsNotOne);
        }
        let mut counts = vec![0; shares.len()];
        for cell in cells.iter().filter(|cell| cell.count > 0) {
            let category = cell.categories.get(margin).copied().unwrap_or(usize::MAX);
            *counts.get_mut(category).ok_or(Reason::OutOfRange)? += cell.count;
        }
        for (category, (count, share)) in counts.iter().zip(shares).enumerate() {
            match count {
                0 if *share > 0.0 => return Err(Reason::EmptyCategory),
                0 => {}
                _ if *share == 0.0 => return Err(Reason::OutOfRange),
                count if *count < smallest => return Err(Reason::TooFewInCategory),
                count if *count < WARN_BELOW => small.push((margin, category)),
                _ => {}
            }
        }
    }
    Ok(small)
}

fn to_margins(cells: &[Cell], targets: &[Vec<f64>], weights: &mut [f64], n: f64) -> Result<u32, Reason> {
    for round in 1..=MOST_ROUNDS {
        for (margin, shares) in targets.iter().enumerate() {
            let current = margin_of(cells, weights, margin, shares.len());
            for (cell, weight) in cells.iter().zip(weights.iter_mut()) {
                let category = cell.categories.get(margin).copied().unwrap_or(usize::MAX);
                if let (Some(share), Some(current)) = (shares.get(category), current.get(category)) {
                    *weight *= share * n / current;
                }
            }
        }
        if largest_error(cells, targets, weights) < CLOSE {
            return Ok(round);
        }
    }
    Err(Reason::NotConverged)
}

/// The weighted numbers of respondents in the categories of a margin.
fn margin_of(cells: &[Cell], weights: &[f64], margin: usize, categories: usize) -> Vec<f64> {
    let mut sums = vec![0.0; categories];
    for (cell, weight) in cells.iter().zip(weights) {
        if let Some(sum) = cell.categories.get(margin).and_then(|category| sums.get_mut(*category)) {
            *sum += weight * cell.count as f64;
        }
    }
    sums
}

fn largest_error(cells: &[Cell], targets: &[Vec<f64>], weights: &[f64]) -> f64 {
    let total: f64 = cells.iter().zip(weights).map(|(cell, weight)| weight * cell.count as f64).sum();
    let errors = targets.iter().enumerate().flat_map(|(margin, shares)| {
        let current = margin_of(cells, weights, margin, shares.len());
        shares.iter().zip(current).map(|(share, current)| (share - current / total).abs()).collect::<Vec<_>>()
    });
    errors.fold(0.0, f64::max)
}

fn scale(cells: &[Cell], weights: &mut [f64], to: f64) {
    let total: f64 = cells.iter().zip(weights.iter()).map(|(cell, weight)| weight * cell.count as f64).sum();
    weights.iter_mut().for_each(|weight| *weight *= to / total);
}

/// Cuts the weights at a fifth and at five times their mean, which is 1, and says how many respondents that concerns.
fn cut(cells: &[Cell], weights: &mut [f64]) -> u64 {
    let mut concerned = 0;
    for (cell, weight) in cells.iter().zip(weights) {
        let inside = weight.clamp(1.0 / TRIM, TRIM);
        if inside != *weight {
            concerned += cell.count;
            *weight = inside;
        }
    }
    concerned
}
