//! How sure the name of a band is.

use super::super::resample::{Redraw, percentile_interval};
use super::super::{Covariance, Ends, Matrix, Patterns, Reason, regression};
use super::{Index, IndexClass, Settings, cells, kept, levels};

/// How often each name of a band came up when the respondents were drawn anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Labels {
    /// How many draws there were.
    pub draws: u64,
    /// How many draws gave no index, because neither side had an impact or a cell was empty.
    pub without_index: u64,
    /// The share of each name among all draws, in the order of [`IndexClass::ALL`].
    pub shares: [f64; 5],
    /// The middle 95 % of the index over the draws that have one.
    pub interval: Result<Ends, Reason>,
}

impl Labels {
    /// The name that came up most often, and how often; ties go to the one nearer to the penalty.
    pub fn likeliest(&self) -> (IndexClass, f64) {
        let all = IndexClass::ALL.into_iter().zip(self.shares);
        all.fold((IndexClass::Frustrator, -1.0), |best, next| if next.1 > best.1 { next } else { best })
    }
}

/// How sure the names of the bands are, attribute by attribute; [`Reason::ThinCell`] for those not in the regression.
///
/// # Formula
/// Respondents are drawn with replacement, as counts of their rows, and the regression is worked out each time (Efron
/// 1979, Annals of Statistics 7). Draws without an index are counted beside and belong to no name.
///
/// # Errors
/// As [`penalty_reward`](super::penalty_reward); [`Reason::TooFewAnswers`] without draws.
pub fn labels(
    patterns: &Patterns,
    settings: &Settings,
    draws: u64,
    redraw: &mut Redraw,
) -> Result<Vec<Result<Labels, Reason>>, Reason> {
    let levels = levels(patterns, settings)?;
    let cells = cells(&levels);
    let kept = kept(&cells, settings);
    if kept.is_empty() {
        return Err(Reason::ThinCell);
    }
    if draws == 0 {
        return Err(Reason::TooFewAnswers);
    }
    let counts: Vec<u64> = levels.rows().iter().map(|(_, count)| *count).collect();
    let mut drawn = Vec::new();
    let mut found: Vec<Vec<Index>> = vec![Vec::new(); kept.len()];
    for draw in 0..draws {
        redraw(draw, &counts, &mut drawn);
        let Ok(slopes) = slopes(&levels, &kept, &drawn) else { continue };
        for (found, sides) in found.iter_mut().zip(slopes.chunks(2)) {
            let [penalty, reward] = sides else { continue };
            found.extend(Index::of(*penalty, *reward, &settings.bands));
        }
    }
    let describe = |found: &Vec<Index>| {
        let share = |class| found.iter().filter(|index| index.class == class).count() as f64 / draws as f64;
        Labels {
            draws,
            without_index: draws - found.len() as u64,
            shares: IndexClass::ALL.map(share),
            interval: percentile_interval(found.iter().map(|index| index.asymmetry).collect()),
        }
    };
    let place = |attribute: usize| kept.iter().position(|kept| *kept == attribute).ok_or(Reason::ThinCell);
    Ok((0..cells.len()).map(|attribute| place(attribute).map(|at| describe(&found[at]))).collect())
}

/// The coefficients of a draw. Sums are collected over the indicators that are one, of which each row has few.
fn slopes(levels: &Patterns, kept: &[usize], counts: &[u64]) -> Result<Vec<f64>, Reason> {
    let width = 1 + 2 * kept.len();
    let middle = levels.rows().first().map_or(0.0, |(row, _)| row[0]);
    let mut sums = vec![0.0; width];
    let mut products = Matrix::zeros(width, width);
    let mut n = 0;
    let mut ones = Vec::with_capacity(kept.len());
    for ((row, _), count) in levels.rows().iter().zip(counts).filter(|(_, count)| **count > 0) {
        let (outcome, times) = (row[0] - middle, *count as f64);
        n += count;
        sums[0] += outcome * times;
        products.add(0, 0, outcome * outcome * times);
        ones.clear();
        for (at, attribute) in kept.iter().enumerate() {
            let level = row[attribute + 1];
            if level != 0.0 {
                ones.push(if level < 0.0 { 1 + 2 * at } else { 2 + 2 * at });
            }
        }
        for (i, one) in ones.iter().enumerate() {
            sums[*one] += times;
            products.add(*one, 0, outcome * times);
            for earlier in &ones[..=i] {
                products.add(*one, *earlier, times);
            }
        }
    }
    if n <= width as u64 {
        return Err(Reason::TooFewAnswers);
    }
    let size = n as f64;
    let matrix = Matrix::from_fn(width, width, |i, j| {
        (products.at(i.max(j), i.min(j)) - sums[i] * sums[j] / size) / (size - 1.0)
    });
    let means = sums.iter().map(|sum| sum / size).collect();
    Ok(regression::slopes(&Covariance::new(n, means, matrix)?)?.slopes)
}
