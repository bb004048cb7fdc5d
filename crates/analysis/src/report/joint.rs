//! Joint answers of the same respondents to several items, and how far what follows from them would move with other
//! respondents.

use esteem_study::Facet;
use serde::{Deserialize, Serialize};

use super::dealt::Dealt;
use super::{Estimate, Filled, Interval, Method, Reason};
use crate::plan::{GROUPS, MOST_DRAWN, Purpose, Table, Variable};
use crate::stats::generator::Generator;
use crate::stats::pairwise::LEAST_PAIR;
use crate::stats::resample::{jackknife_interval, percentile_interval};
use crate::stats::{Covariance, Ends, Matrix, Moments, Patterns, Reason as Why};
use crate::tally::{Counts, PatternCounts};

/// How many times respondents are drawn anew.
pub(super) const DRAWS: u64 = 1_000;
/// The seed of the generator that draws.
const SEED: u64 = 1;
/// From this many respondents on, ten for each group, groups can stand for them.
const LEAST_GROUPED: u64 = 640;
/// Up to this many respondents are drawn one by one, more of them pattern by pattern.
const MOST_PERSONS: u64 = 5_000;
/// The share of the draws that must have a value.
const LEAST_DRAWS: f64 = 0.95;

/// How it was found out how far a figure would move with other respondents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resampling {
    /// Respondents were drawn anew a thousand times, with replacement.
    Respondents,
    /// The responses were put into sixty-four groups by their ids; intervals rest on leaving out one group after the
    /// other, chances on drawing whole groups a thousand times.
    Groups,
}

/// Joint answers to the variables of one table.
#[derive(Clone, Copy)]
pub(super) struct Joint<'a> {
    variables: &'a [Variable],
    kept: Kept<'a>,
}

/// Whose answers they are.
#[derive(Clone, Copy)]
enum Kept<'a> {
    /// Respondents who gave all of them.
    Whole(&'a PatternCounts),
    /// For each pair of items, the respondents who answered both.
    Dealt(Dealt<'a>),
}

impl<'a> Joint<'a> {
    /// The table that was counted for a purpose.
    pub(super) fn of(filled: &Filled<'a>, purpose: &Purpose) -> Option<Joint<'a>> {
        filled.tables().find_map(|(table, counts)| match (table, counts) {
            (Table::Patterns(table), Counts::Patterns(counts)) if table.purpose == *purpose => {
                Some(Joint { variables: &table.variables, kept: Kept::Whole(counts) })
            }
            (Table::Dealt(table), Counts::Dealt(counts)) if table.purpose == *purpose => {
                Some(Joint { variables: &table.variables, kept: Kept::Dealt(Dealt::new(counts)) })
            }
            _ => None,
        })
    }

    /// The table of a block of items.
    pub(super) fn block(filled: &Filled<'a>, id: &str, facet: Facet) -> Option<Joint<'a>> {
        Joint::of(filled, &Purpose::Block { id: id.to_owned(), facet })
    }

    /// The same with means of variables in place of the variables, where these are dealt out: for each mean the places of
    /// its variables.
    pub(super) fn composed(self, members: &'a [Vec<usize>]) -> Joint<'a> {
        match self.kept {
            Kept::Whole(_) => self,
            Kept::Dealt(dealt) => Joint { kept: Kept::Dealt(dealt.composed(members)), ..self },
        }
    }

    /// Whether each respondent was asked a part of it only.
    pub(super) fn is_dealt(self) -> bool {
        matches!(self.kept, Kept::Dealt(_))
    }

    /// How many respondents gave all answers; where they were dealt out, both answers of the pair that fewest gave.
    pub(super) fn n(self) -> u64 {
        match self.kept {
            Kept::Whole(counts) => counts.groups.iter().filter_map(|sums| sums.first()).sum(),
            Kept::Dealt(dealt) => dealt.least_pair(),
        }
    }

    /// How many gave some of them only, and were asked all.
    pub(super) fn lost(self) -> u64 {
        match self.kept {
            Kept::Whole(counts) => counts.lost,
            Kept::Dealt(_) => 0,
        }
    }

    /// Whether more than a fifth of those who gave any answer did not give all.
    pub(super) fn is_much_lost(self) -> bool {
        self.lost() * 5 > self.n() + self.lost()
    }

    /// Means and covariances of all variables, if they may be shown.
    pub(super) fn known(self, smallest: u64) -> Result<Covariance, Reason> {
        match self.kept {
            Kept::Whole(_) if self.n() < smallest.max(1) => Err(Reason::TooFew { needed: smallest }),
            _ => self.covariance().map_err(|why| told(why, 2)),
        }
    }

    /// Means and covariances of all variables.
    pub(super) fn covariance(self) -> Result<Covariance, Why> {
        match self.kept {
            Kept::Dealt(dealt) if dealt.least_pair() < LEAST_PAIR => Err(Why::ThinPair),
            _ => self.covariance_with(&[1; GROUPS]),
        }
    }

    /// The mean of a variable with its t interval; where variables are dealt out, of all who have a value of it.
    pub(super) fn mean(self, all: &Covariance, at: usize) -> Estimate {
        let own = match (self.kept, self.variables.get(at)) {
            (Kept::Dealt(dealt), Some(variable)) => dealt.moments(variable, at),
            _ => None,
        };
        own.map_or_else(|| mean_of(all, at), |moments| Estimate::mean(&moments))
    }

    /// Every pattern with its respondents; nothing where there are too many, or where nobody was asked everything.
    pub(super) fn patterns(self) -> Option<Patterns> {
        let Kept::Whole(counts) = self.kept else { return None };
        let patterns = counts.patterns.as_ref()?;
        let value = |(value, variable): (&u16, &Variable)| variable.value(f64::from(*value));
        let rows = patterns.iter().map(|(row, count)| (row.iter().zip(self.variables).map(value).collect(), *count));
        Patterns::new(self.variables.len(), rows).ok()
    }

    /// How respondents are drawn anew here.
    pub(super) fn resampling(self) -> Resampling {
        let Kept::Whole(counts) = self.kept else { return Resampling::Groups };
        let is_short = counts.patterns.as_ref().is_some_and(|patterns| patterns.len() <= MOST_DRAWN);
        if is_short || self.n() < LEAST_GROUPED { Resampling::Respondents } else { Resampling::Groups }
    }

    /// How many times respondents are drawn anew: never in groups of fewer than ten.
    fn draws(self) -> u64 {
        match self.kept {
            Kept::Dealt(dealt) if dealt.given() < LEAST_GROUPED => 0,
            _ => DRAWS,
        }
    }

    /// What a statistic is for these respondents, for others that might have answered in their place, and the
    /// intervals that follow.
    pub(super) fn spread(self, statistic: impl Fn(&Covariance) -> Result<Vec<f64>, Why>) -> Result<Spread, Why> {
        let own = statistic(&self.covariance()?)?;
        let resampling = self.resampling();
        let (most, mut draws) = (self.draws(), Vec::new());
        let mut failed = 0.0;
        // Whether to go on: once too many draws have no value, the others are of no use.
        let mut keep = |found: Result<Vec<f64>, Why>| {
            match found.ok().filter(|found| found.len() == own.len()) {
                Some(found) => draws.push(found),
                None => failed += 1.0,
            }
            failed <= (1.0 - LEAST_DRAWS) * most as f64
        };
        match (resampling, self.kept) {
            (Resampling::Respondents, Kept::Whole(PatternCounts { patterns: Some(patterns), .. })) => {
                let rows: Vec<&[u16]> = patterns.keys().map(Vec::as_slice).collect();
                let counts: Vec<u64> = patterns.values().copied().collect();
                let mut redraw = redraw();
                let mut drawn = Vec::new();
                for draw in 0..DRAWS {
                    redraw(draw, &counts, &mut drawn);
                    let all = self.covariance_of(&sums(self.variables.len(), &rows, &drawn));
                    if !keep(all.and_then(|all| statistic(&all))) {
                        break;
                    }
                }
            }
            _ => {
                for draw in 0..most {
                    if !keep(self.covariance_with(&drawn_groups(draw)).and_then(|all| statistic(&all))) {
                        break;
                    }
                }
            }
        }
        let is_enough = draws.len() as f64 >= LEAST_DRAWS * most as f64;
        let ends = match resampling {
            _ if !is_enough => vec![None; own.len()],
            Resampling::Respondents => {
                let of = |at: usize| percentile_interval(draws.iter().map(|draw| draw[at]).collect()).ok();
                (0..own.len()).map(of).collect()
            }
            Resampling::Groups => self.without_groups(&own, &statistic),
        };
        let ends: Vec<Option<Ends>> = ends;
        // Where a figure leans to one side, the middle of the draws may miss it: the interval then reaches to it.
        let around = |(ends, own): (Option<Ends>, &f64)| {
            ends.filter(|_| is_enough).map(|ends| Ends { low: ends.low.min(*own), high: ends.high.max(*own) })
        };
        let ends = ends.into_iter().zip(&own).map(around).collect();
        Ok(Spread { resampling, base: self.n(), own, ends, draws: if is_enough { draws } else { Vec::new() } })
    }

    /// Means and covariances without one group after the other.
    pub(super) fn without_each(self) -> Result<Vec<Covariance>, Why> {
        let without = |group| {
            let mut weights = [1; GROUPS];
            weights[group] = 0;
            self.covariance_with(&weights)
        };
        (0..GROUPS).map(without).collect()
    }

    fn without_groups(
        self,
        own: &[f64],
        statistic: &impl Fn(&Covariance) -> Result<Vec<f64>, Why>,
    ) -> Vec<Option<Ends>> {
        let each = |parts: Vec<Covariance>| parts.iter().map(statistic).collect::<Result<Vec<_>, Why>>();
        let Ok(without) = self.without_each().and_then(each) else { return vec![None; own.len()] };
        if without.iter().any(|values| values.len() != own.len()) {
            return vec![None; own.len()];
        }
        let of = |(at, own): (usize, &f64)| {
            jackknife_interval(*own, &without.iter().map(|values| values[at]).collect::<Vec<_>>()).ok()
        };
        own.iter().enumerate().map(of).collect()
    }

    /// Means and covariances of all groups, each as often as its weight says.
    fn covariance_with(self, weights: &[u64; GROUPS]) -> Result<Covariance, Why> {
        let counts = match self.kept {
            Kept::Dealt(dealt) => return dealt.covariance(self.variables, weights),
            Kept::Whole(counts) => counts,
        };
        let mut all = vec![0_u64; triangle(self.variables.len() + 1)];
        for (group, weight) in counts.groups.iter().zip(weights).filter(|(_, weight)| **weight > 0) {
            all.iter_mut().zip(group).for_each(|(all, sum)| *all = all.saturating_add(sum.saturating_mul(*weight)));
        }
        self.covariance_of(&all)
    }

    /// Means and covariances from sums of products, exact up to the last division.
    fn covariance_of(self, sums: &[u64]) -> Result<Covariance, Why> {
        let n = sums.first().copied().unwrap_or(0);
        if n < 2 {
            return Err(Why::TooFewAnswers);
        }
        let at = |i: usize, j: usize| i128::from(sums.get(triangle(i) + j).copied().unwrap_or(0));
        let width = self.variables.len();
        let means = self.variables.iter().enumerate();
        let means = means.map(|(i, variable)| variable.value(at(i + 1, 0) as f64 / n as f64)).collect();
        let df = n as f64 * (n - 1) as f64;
        let steps: Vec<f64> = self.variables.iter().map(|variable| f64::from(variable.steps)).collect();
        let matrix = Matrix::from_fn(width, width, |i, j| {
            let (i, j) = (i.max(j), i.min(j));
            let products = i128::from(n) * at(i + 1, j + 1) - at(i + 1, 0) * at(j + 1, 0);
            products as f64 / df / (steps[i] * steps[j])
        });
        Covariance::new(n, means, matrix)
    }
}

/// The number of cells of a lower triangle.
fn triangle(width: usize) -> usize {
    width * (width + 1) / 2
}

/// Sums of products of 1 and the variables over counted rows.
fn sums(width: usize, rows: &[&[u16]], counts: &[u64]) -> Vec<u64> {
    let mut sums = vec![0_u64; triangle(width + 1)];
    let mut line = vec![1_u64; width + 1];
    for (row, count) in rows.iter().zip(counts).filter(|(_, count)| **count > 0) {
        line.iter_mut().skip(1).zip(*row).for_each(|(place, value)| *place = u64::from(*value));
        let mut rest = sums.as_mut_slice();
        for i in 0..=width {
            let own = count * line[i];
            let (here, next) = rest.split_at_mut(i + 1);
            here.iter_mut().zip(&line).for_each(|(sum, other)| *sum += own * other);
            rest = next;
        }
    }
    sums
}

/// Draws respondents with replacement: one by one where they are few, else pattern by pattern, which is the same.
pub(super) fn redraw() -> impl FnMut(u64, &[u64], &mut Vec<u64>) {
    let mut persons: Vec<u32> = Vec::new();
    move |draw, counts, drawn| {
        let n: u64 = counts.iter().sum();
        let mut generator = Generator::new(SEED, draw);
        if n > MOST_PERSONS {
            return generator.multinomial(n, counts, drawn);
        }
        if persons.len() as u64 != n || draw == 0 {
            persons.clear();
            let each = (0_u32..).zip(counts).flat_map(|(place, count)| (0..*count).map(move |_| place));
            persons.extend(each);
        }
        drawn.clear();
        drawn.resize(counts.len(), 0);
        for _ in 0..n {
            if let Some(place) = persons.get(below(&mut generator, n) as usize)
                && let Some(count) = drawn.get_mut(*place as usize)
            {
                *count += 1;
            }
        }
    }
}

/// How often each group comes up when as many groups are drawn with replacement as there are.
fn drawn_groups(draw: u64) -> [u64; GROUPS] {
    let mut generator = Generator::new(SEED, draw);
    let mut weights = [0; GROUPS];
    for _ in 0..GROUPS {
        weights[below(&mut generator, GROUPS as u64) as usize] += 1;
    }
    weights
}

/// A whole number from 0 to below `n`; what is left of an even distribution's rest is less than one part in 2³².
fn below(generator: &mut Generator, n: u64) -> u64 {
    ((u128::from(generator.bits()) * u128::from(n)) >> 64) as u64
}

/// A statistic of several numbers and how far it moves.
pub(super) struct Spread {
    pub(super) resampling: Resampling,
    base: u64,
    pub(super) own: Vec<f64>,
    ends: Vec<Option<Ends>>,
    /// The statistic of each draw; nothing where too many draws have none.
    pub(super) draws: Vec<Vec<f64>>,
}

impl Spread {
    /// One of the numbers, its interval cut off at the ends that it cannot pass.
    pub(super) fn estimate(&self, at: usize, (least, most): (f64, f64)) -> Estimate {
        let Some(value) = self.own.get(at) else { return Estimate::unknown(self.base, Reason::Unstable) };
        let value = value.clamp(least, most);
        let method = match self.resampling {
            Resampling::Respondents => Method::Bootstrap,
            Resampling::Groups => Method::Groups,
        };
        let ends = self.ends.get(at).copied().flatten();
        let ends = ends.map(|ends| Ends { low: ends.low.clamp(least, value), high: ends.high.clamp(value, most) });
        let interval = match ends {
            None => Err(Reason::Unstable),
            // What is the same in every draw follows from how it is defined, as the part of a single driver does.
            Some(ends) if ends.low >= ends.high => Err(Reason::Descriptive),
            Some(ends) => Ok(Interval::new(ends, method)),
        };
        Estimate::new(value, self.base, interval)
    }
}

/// The mean of a variable with its t interval.
fn mean_of(covariance: &Covariance, at: usize) -> Estimate {
    let mean = covariance.means.get(at).copied().unwrap_or_default();
    Estimate::mean(&Moments { n: covariance.n, mean, variance: covariance.matrix.at(at, at).max(0.0) })
}

/// Why a figure is missing, as the reader is told.
pub(super) fn told(why: Why, needed: u64) -> Reason {
    match why {
        Why::NoAnswers => Reason::NoAnswers,
        Why::TooFewAnswers | Why::TooFewGroups => Reason::TooFew { needed },
        Why::ThinPair => Reason::ThinPair { needed: LEAST_PAIR },
        Why::NoVariation => Reason::NoVariation,
        Why::Singular => Reason::Collinear,
        Why::NotPositiveDefinite => Reason::PairsContradict,
        Why::ThinCell | Why::TooFewInCategory | Why::EmptyCategory => Reason::ThinCell { needed },
        Why::NoImpact => Reason::NoImpact,
        Why::Heywood => Reason::Heywood,
        Why::TooFewItems => Reason::TooFewItems,
        Why::Leverage
        | Why::NotConverged
        | Why::NotFinite
        | Why::OutOfRange
        | Why::PerfectFit
        | Why::TargetsNotOne
        | Why::UnequalLengths => Reason::Unstable,
    }
}
