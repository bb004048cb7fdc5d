//! Joint answers where each respondent was asked a part of the items: what goes with what, from those who were asked both.
//!
//! Chance decided what each was asked, so that those who were asked two items stand for all. Covariances of different
//! pairs come from different respondents and may contradict each other, which is found out before anything rests on them.

use crate::plan::{GROUPS, Variable};
use crate::stats::pairwise::PairSums;
use crate::stats::{Covariance, Matrix, Moments, Reason as Why};
use crate::tally::DealtCounts;

/// Answers to items that were dealt out.
#[derive(Clone, Copy)]
pub(super) struct Dealt<'a> {
    counts: &'a DealtCounts,
    /// Where means of variables stand for the variables, the places of each mean's variables.
    members: Option<&'a [Vec<usize>]>,
}

impl<'a> Dealt<'a> {
    pub(super) fn new(counts: &'a DealtCounts) -> Dealt<'a> {
        Dealt { counts, members: None }
    }

    pub(super) fn composed(self, members: &'a [Vec<usize>]) -> Dealt<'a> {
        Dealt { members: Some(members), ..self }
    }

    /// How many respondents answered any of the items.
    pub(super) fn given(self) -> u64 {
        self.counts.given
    }

    /// How many respondents answered both items of the pair that fewest answered.
    pub(super) fn least_pair(self) -> u64 {
        let pairs = self.counts.groups.first().map_or(0, Vec::len);
        (0..pairs).map(|pair| self.sum(pair)[0]).min().unwrap_or(0)
    }

    /// The moments of one variable over all who have a value of it; nothing where means stand for the variables.
    pub(super) fn moments(self, variable: &Variable, at: usize) -> Option<Moments> {
        let [n, sum, _, squares] = self.sum(at * (at + 1) / 2 + at);
        if self.members.is_some() || n == 0 {
            return None;
        }
        let steps = f64::from(variable.steps);
        let spread = i128::from(n) * i128::from(squares) - i128::from(sum) * i128::from(sum);
        let variance = spread as f64 / (n as f64 * (n - 1).max(1) as f64) / (steps * steps);
        Some(Moments { n, mean: variable.value(sum as f64 / n as f64), variance })
    }

    /// The sums of a pair over all groups.
    fn sum(self, pair: usize) -> [u64; 4] {
        let of_groups = self.counts.groups.iter().filter_map(|group| group.get(pair));
        of_groups.fold([0; 4], |sum, pair| [0, 1, 2, 3].map(|at| sum[at] + pair[at]))
    }

    /// Means and covariances of all groups, each as often as its weight says. Its number of respondents is that of the
    /// thinnest pair.
    ///
    /// # Errors
    /// [`Why::NotPositiveDefinite`] where covariances contradict each other, [`Why::TooFewAnswers`] where two items have
    /// fewer than two respondents in common.
    pub(super) fn covariance(self, variables: &[Variable], weights: &[u64; GROUPS]) -> Result<Covariance, Why> {
        let mut pairs = vec![[0_u64; 4]; self.counts.groups.first().map_or(0, Vec::len)];
        for (group, weight) in self.counts.groups.iter().zip(weights).filter(|(_, weight)| **weight > 0) {
            for (all, own) in pairs.iter_mut().flatten().zip(group.iter().flatten()) {
                *all += own * weight;
            }
        }
        let steps = PairSums::counted(variables.len(), &pairs)?.covariance()?;
        let means = steps.means.iter().zip(variables).map(|(mean, variable)| variable.value(*mean)).collect();
        let scale: Vec<f64> = variables.iter().map(|variable| f64::from(variable.steps)).collect();
        let matrix =
            Matrix::from_fn(variables.len(), variables.len(), |i, j| steps.matrix.at(i, j) / (scale[i] * scale[j]));
        let items = Covariance::new(steps.n, means, matrix)?;
        let found = match self.members {
            None => items,
            Some(members) => composed(&items, members)?,
        };
        let varies: Vec<usize> = (0..found.width()).filter(|at| found.matrix.at(*at, *at) > 0.0).collect();
        if !varies.is_empty() {
            found.select(&varies).correlations()?.cholesky()?;
        }
        Ok(found)
    }
}

/// Means and covariances of means of variables.
///
/// # Formula
/// cov(mean of A, mean of B) is the mean of the covariances of each variable of A with each of B.
fn composed(items: &Covariance, members: &[Vec<usize>]) -> Result<Covariance, Why> {
    let means = members.iter().map(|own| own.iter().map(|at| items.means[*at]).sum::<f64>() / own.len() as f64);
    let matrix = Matrix::from_fn(members.len(), members.len(), |i, j| {
        let (one, other) = (&members[i.max(j)], &members[i.min(j)]);
        let sum: f64 = one.iter().flat_map(|a| other.iter().map(|b| items.matrix.at(*a, *b))).sum();
        sum / (one.len() * other.len()) as f64
    });
    Covariance::new(items.n, means.collect(), matrix)
}
