//! Penalties for what falls short, rewards for what stands out: how much a low and a high rating of an attribute move the
//! outcome, against a middling one.

mod classes;
mod labels;
#[cfg(test)]
mod tests;

pub use classes::{Bands, Class, IndexClass};
pub use labels::{Labels, labels};

use super::patterns::Patterns;
use super::regression::{Fit, Test, fit};
use super::{Reason, families};

/// What counts as low and as high, and how the results are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Ratings up to this are low.
    pub low_max: f64,
    /// Ratings from this on are high; above `low_max`.
    pub high_min: f64,
    /// How many respondents each of low, middle and high needs; one at least.
    pub min_cell: u64,
    /// The level of the tests, for instance 0.05.
    pub level: f64,
    /// Whether the asymmetry tests are adjusted as a family before they decide a class.
    pub is_asymmetry_adjusted: bool,
    /// Where the index changes its name.
    pub bands: Bands,
}

impl Settings {
    /// Ten respondents in each cell, tests at 5 % and adjusted, the literature's bands.
    pub fn new(low_max: f64, high_min: f64) -> Settings {
        let bands = Bands::default();
        Settings { low_max, high_min, min_cell: 10, level: 0.05, is_asymmetry_adjusted: true, bands }
    }
}

/// The penalties and rewards of all attributes in one regression.
#[derive(Clone, Debug, PartialEq)]
pub struct PenaltyReward {
    /// The regression of the outcome on the low and high indicators of the attributes that are in it.
    pub fit: Fit,
    /// The attributes in the order given.
    pub attributes: Vec<Attribute>,
}

/// One attribute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attribute {
    /// How many respondents gave low, middling and high ratings.
    pub cells: [u64; 3],
    /// What it does to the outcome; [`Reason::ThinCell`] where it is not in the regression.
    pub impact: Result<Impact, Reason>,
}

/// What low and high ratings of an attribute do to the outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Impact {
    /// A low rating against a middling one; expected below zero.
    pub penalty: Effect,
    /// A high rating against a middling one; expected above zero.
    pub reward: Effect,
    /// The sum of both: above zero the reward dominates, below zero the penalty.
    pub asymmetry: Result<Adjusted, Reason>,
    /// The index of asymmetry; [`Reason::NoImpact`] where both coefficients have the wrong sign.
    pub index: Result<Index, Reason>,
    /// The class that the tests show.
    pub class: Result<Class, Reason>,
}

/// One coefficient with both kinds of standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// The coefficient in units of the outcome.
    pub estimate: f64,
    /// With the classical standard error.
    pub classical: Result<Test, Reason>,
    /// With the robust standard error (HC3), and adjusted among the penalties and rewards of all attributes.
    pub robust: Result<Adjusted, Reason>,
    /// How much the other indicators inflate the variance of the coefficient.
    pub inflation: f64,
}

/// A test and its p-value adjusted by Holm's method among the family it belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adjusted {
    /// The test.
    pub test: Test,
    /// The adjusted p-value.
    pub adjusted: f64,
}

/// How the impact of an attribute is shared between its sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// Penalty and reward together, in units of the outcome; a side with the wrong sign counts as zero.
    pub range: f64,
    /// The reward's share of the range.
    pub reward_share: f64,
    /// The penalty's share of the range.
    pub penalty_share: f64,
    /// The reward's share less the penalty's, from −1 to 1.
    pub asymmetry: f64,
    /// The name of its band; never shown without its probability.
    pub class: IndexClass,
}

impl Index {
    /// The index of a penalty's and a reward's coefficient.
    ///
    /// # Formula
    /// With p = max(−penalty, 0) and r = max(reward, 0): (r − p)/(r + p) (Mikulić and Prebežac 2008, Managing Service
    /// Quality 18).
    ///
    /// # Errors
    /// [`Reason::NoImpact`] where both are zero.
    pub fn of(penalty: f64, reward: f64, bands: &Bands) -> Result<Index, Reason> {
        let (penalty, reward) = ((-penalty).max(0.0), reward.max(0.0));
        let range = penalty + reward;
        if range <= 0.0 {
            return Err(Reason::NoImpact);
        }
        let asymmetry = (reward - penalty) / range;
        let class = bands.class(asymmetry);
        Ok(Index { range, reward_share: reward / range, penalty_share: penalty / range, asymmetry, class })
    }
}

/// The penalty-reward contrast of rows of the outcome and one rating for each attribute.
///
/// # Formula
/// Least squares of the outcome on two indicators for each attribute, low and high, against the middle (Brandt 1987;
/// Matzler and others 2004, Industrial Marketing Management 33). Robust standard errors (HC3); Holm's adjustment among
/// the coefficients, and among the asymmetry tests as a second family. The asymmetry test is that of penalty + reward.
///
/// # Missing data
/// Respondents who gave only some of the ratings are left out; the fit tells how many. An attribute with a thin cell is
/// left out with its reason.
///
/// # Small samples
/// Ten respondents for each indicator are a floor; with seven attributes 300 rows are a working minimum.
///
/// # When not to use it
/// To find Kano's classes: the coefficients say what moves the outcome, not what customers take for granted (Mikulić and
/// Prebežac 2011, Managing Service Quality 21).
///
/// # Errors
/// [`Reason::OutOfRange`] unless low ends below high; [`Reason::ThinCell`] where no attribute is left; as
/// [`regression::fit`](super::regression::fit).
pub fn penalty_reward(patterns: &Patterns, settings: &Settings) -> Result<PenaltyReward, Reason> {
    let levels = levels(patterns, settings)?;
    let cells = cells(&levels);
    let kept = kept(&cells, settings);
    if kept.is_empty() {
        return Err(Reason::ThinCell);
    }
    let fit = fit(&indicators(&levels, &kept)?)?;
    Ok(of_fit(fit, &cells, &kept, settings))
}

/// The penalties and rewards of a regression that was worked out elsewhere, for instance from sums of groups: its
/// predictors are the low and the high indicator of each attribute kept. `cells` has all attributes, `kept` the places of
/// those in the regression.
pub fn of_fit(fit: Fit, cells: &[[u64; 3]], kept: &[usize], settings: &Settings) -> PenaltyReward {
    let mut robust = Vec::new();
    let mut sums = Vec::new();
    for at in 0..kept.len() {
        let (low, high) = (1 + 2 * at, 2 + 2 * at);
        robust.extend([fit.coefficient(low, true), fit.coefficient(high, true)]);
        let mut both = vec![0.0; high + 1];
        (both[low], both[high]) = (1.0, 1.0);
        sums.push(fit.test(&both, true));
    }
    let (robust, sums) = (adjusted(&robust), adjusted(&sums));
    let effect = |number: usize| Effect {
        estimate: fit.coefficients[number],
        classical: fit.coefficient(number, false),
        robust: robust[number - 1],
        inflation: fit.inflation[number - 1],
    };
    let impact = |at: usize| {
        let (penalty, reward) = (effect(1 + 2 * at), effect(2 + 2 * at));
        let asymmetry = sums[at];
        let index = Index::of(penalty.estimate, reward.estimate, &settings.bands);
        let class = Class::of(&penalty, &reward, &asymmetry, settings);
        Impact { penalty, reward, asymmetry, index, class }
    };
    let place = |attribute: usize| kept.iter().position(|kept| *kept == attribute).ok_or(Reason::ThinCell);
    let attributes = cells.iter().enumerate();
    let attributes = attributes.map(|(i, cells)| Attribute { cells: *cells, impact: place(i).map(impact) }).collect();
    PenaltyReward { fit, attributes }
}

/// The rows with each rating made into −1, 0 or 1: low, middle, high.
fn levels(patterns: &Patterns, settings: &Settings) -> Result<Patterns, Reason> {
    if settings.low_max.is_nan() || settings.high_min.is_nan() || settings.low_max >= settings.high_min {
        return Err(Reason::OutOfRange);
    }
    let level = |rating: &f64| match *rating {
        rating if rating <= settings.low_max => -1.0,
        rating if rating >= settings.high_min => 1.0,
        _ => 0.0,
    };
    patterns.map(patterns.width(), |row| row.iter().take(1).copied().chain(row.iter().skip(1).map(level)).collect())
}

/// How many respondents rate each attribute low, middling and high.
fn cells(levels: &Patterns) -> Vec<[u64; 3]> {
    let mut cells = vec![[0; 3]; levels.width().saturating_sub(1)];
    for (row, count) in levels.rows() {
        for (cells, level) in cells.iter_mut().zip(row.iter().skip(1)) {
            let [low, middle, high] = cells;
            *(if *level < 0.0 {
                low
            } else if *level > 0.0 {
                high
            } else {
                middle
            }) += count;
        }
    }
    cells
}

fn kept(cells: &[[u64; 3]], settings: &Settings) -> Vec<usize> {
    // Without anybody in a cell, its indicator would be the intercept or nothing at all.
    let least = settings.min_cell.max(1);
    let thick = cells.iter().enumerate().filter(|(_, cells)| cells.iter().all(|count| *count >= least));
    thick.map(|(attribute, _)| attribute).collect()
}

/// The outcome and a low and a high indicator for each attribute kept.
fn indicators(levels: &Patterns, kept: &[usize]) -> Result<Patterns, Reason> {
    levels.map(1 + 2 * kept.len(), |row| {
        let sides = kept.iter().flat_map(|attribute| {
            let level = row[attribute + 1];
            [f64::from(u8::from(level < 0.0)), f64::from(u8::from(level > 0.0))]
        });
        row.iter().take(1).copied().chain(sides).collect()
    })
}

fn adjusted(tests: &[Result<Test, Reason>]) -> Vec<Result<Adjusted, Reason>> {
    let known: Vec<f64> = tests.iter().filter_map(|test| test.ok()).map(|test| test.p).collect();
    let mut family = families::holm(&known).into_iter();
    let adjust = |test: &Result<Test, Reason>| {
        let test = (*test)?;
        Ok(Adjusted { test, adjusted: family.next().unwrap_or(1.0) })
    };
    tests.iter().map(adjust).collect()
}
