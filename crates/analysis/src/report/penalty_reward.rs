//! How much low and high ratings of each touchpoint move overall satisfaction, against a middling one.
//!
//! Sources: Brandt 1987; Matzler and others 2004 (Industrial Marketing Management 33); Mikulić & Prebežac 2008 (Managing
//! Service Quality 18), whose limits are those of 2011 (21).

use esteem_study::study::Outcome;
use esteem_study::{Facet, Item, Study, Text};
use serde::{Deserialize, Serialize};

use super::joint::{Joint, Resampling, told};
use super::notes::{self, Note};
use super::{Estimate, Filled, Interval, Method, Reason};
use crate::plan::{Purpose, scored, sides, split};
use crate::stats::penalty_reward::{
    Adjusted, Class, Effect, Impact, Index, IndexClass, PenaltyReward, Settings, of_fit, penalty_reward,
};
use crate::stats::resample::percentile_interval;
use crate::stats::{Ends, Patterns, Reason as Why, regression, student};

/// The respondents that each coefficient needs.
const FOR_EACH: u64 = 10;

/// The penalties and rewards of the touchpoints, in one regression.
///
/// # Missing data
/// Respondents who rated the whole and every touchpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contrast {
    /// The id of the item that asks for overall satisfaction.
    pub outcome: String,
    /// Respondents who answered everything that is needed.
    pub base: u64,
    /// Respondents who answered a part of it only, and are left out.
    pub lost: u64,
    /// R²: the share of the variance of overall satisfaction that the regression explains.
    pub explained_share: Estimate,
    /// Where standard errors come from; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errors: Option<Errors>,
    /// How the chances of labels were found; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resampling: Option<Resampling>,
    /// The touchpoints in the order of the study.
    pub touchpoints: Vec<ContrastRow>,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// Where standard errors come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Errors {
    /// Robust against unequal spread, from single respondents (HC3).
    Robust,
    /// From leaving out one of sixty-four groups after the other, where there are too many different answers.
    Groups,
}

/// What low and high ratings of one touchpoint do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContrastRow {
    /// The touchpoint's id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Ratings up to this code are low.
    pub low_to: i32,
    /// Ratings from this code on are high.
    pub high_from: i32,
    /// Respondents who rated it low, middling and high; absent where the base is too small to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cells: Option<[u64; 3]>,
    /// A low rating against a middling one, in levels of overall satisfaction; below zero it costs satisfaction.
    pub penalty: Estimate,
    /// The p-value of the penalty, adjusted among all penalties and rewards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub penalty_p: Option<f64>,
    /// A high rating against a middling one; above zero it gains satisfaction.
    pub reward: Estimate,
    /// The p-value of the reward, adjusted among all penalties and rewards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reward_p: Option<f64>,
    /// The sum of both: below zero the penalty dominates, above zero the reward.
    pub asymmetry: Estimate,
    /// The p-value of the asymmetry, adjusted among the touchpoints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asymmetry_p: Option<f64>,
    /// What the tests show; absent where they cannot be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// How the impact is shared between the sides, from −1, all penalty, to 1, all reward.
    pub index: Estimate,
    /// The band that the index lies in, with how sure that is; absent without an index or without chances.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
}

/// The name of a band and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// The band.
    pub label: IndexClass,
    /// How often the index lies in it when respondents are drawn anew.
    pub chance: f64,
    /// How often it lies in each band, from frustrator to delighter; what is left had no index.
    pub chances: [f64; 5],
}

/// Of all touchpoints with a middle; nothing in a study that does not ask for overall satisfaction.
pub(super) fn contrast(filled: &Filled<'_>) -> Option<Contrast> {
    let study = filled.study;
    let outcome = study.outcome(Outcome::Overall)?;
    let items = split(study);
    if study.dealt().is_some() {
        return (!items.is_empty()).then(|| refused(filled, &outcome.id, &items));
    }
    let joint = Joint::of(filled, &Purpose::Sides)?;
    let (base, smallest) = (joint.n(), filled.smallest());
    let found = match joint.covariance() {
        _ if base < smallest.max(1) => Err(Reason::TooFew { needed: smallest }),
        Err(why) => Err(told(why, 2)),
        Ok(all) => Found::new(joint, &all.means, items.len()),
    };
    let rows = items.iter().enumerate().map(|(at, item)| {
        let frame = frame(study, item);
        match &found {
            Err(reason) => frame.without(base, *reason),
            Ok(found) => found.row(frame, base, at),
        }
    });
    let mut contrast = Contrast {
        outcome: outcome.id.clone(),
        base,
        lost: joint.lost(),
        explained_share: match &found {
            Ok(Found { fitted: Ok(fitted), .. }) => Estimate::descriptive(fitted.result.fit.r2, base),
            Ok(Found { fitted: Err(reason), .. }) | Err(reason) => Estimate::unknown(base, *reason),
        },
        errors: found.as_ref().ok().and_then(|found| Some(found.fitted.as_ref().ok()?.errors)),
        resampling: found.as_ref().ok().and_then(|found| found.fitted.as_ref().ok().map(|_| joint.resampling())),
        touchpoints: rows.collect(),
        notes: Vec::new(),
    };
    contrast.notes = notes::of_contrast(&contrast, joint.is_much_lost());
    Some(contrast)
}

/// Where touchpoints are dealt out, nobody has rated all of them, and the regression needs such respondents.
fn refused(filled: &Filled<'_>, outcome: &str, items: &[&Item]) -> Contrast {
    let base = filled.tally.rows;
    let rows = items.iter().map(|item| frame(filled.study, item).without(base, Reason::Dealt));
    Contrast {
        outcome: outcome.into(),
        base: 0,
        lost: 0,
        explained_share: Estimate::unknown(base, Reason::Dealt),
        errors: None,
        resampling: None,
        touchpoints: rows.collect(),
        notes: Vec::new(),
    }
}

/// A touchpoint's row, which is still to be filled.
fn frame(study: &Study, item: &Item) -> ContrastRow {
    let mut codes = scored(study, item, Facet::Perceived).map(|scored| scored.codes).unwrap_or_default();
    codes.sort_unstable();
    let (low, high) = sides(codes.len()).unwrap_or_default();
    let code = |at: usize| codes.get(at).copied().unwrap_or_default();
    ContrastRow::new(item.id.clone(), item.label().clone(), code(low), code(high))
}

impl ContrastRow {
    fn new(id: String, name: Text, low_to: i32, high_from: i32) -> ContrastRow {
        let unknown = || Estimate::unknown(0, Reason::NoAnswers);
        ContrastRow {
            id,
            name,
            low_to,
            high_from,
            cells: None,
            penalty: unknown(),
            penalty_p: None,
            reward: unknown(),
            reward_p: None,
            asymmetry: unknown(),
            asymmetry_p: None,
            class: None,
            index: unknown(),
            label: None,
        }
    }

    fn without(self, base: u64, reason: Reason) -> ContrastRow {
        let unknown = || Estimate::unknown(base, reason);
        ContrastRow { penalty: unknown(), reward: unknown(), asymmetry: unknown(), index: unknown(), ..self }
    }
}

/// The regression, or why there is none.
struct Found {
    cells: Vec<[u64; 3]>,
    kept: Vec<usize>,
    fitted: Result<Fitted, Reason>,
}

struct Fitted {
    result: PenaltyReward,
    errors: Errors,
    /// The index of each touchpoint kept, draw by draw.
    indices: Vec<Vec<Result<Index, Why>>>,
}

/// Of indicators: low is one up to the lower bound, high from the upper one on.
fn settings() -> Settings {
    Settings::new(-0.5, 0.5)
}

impl Found {
    fn new(joint: Joint<'_>, means: &[f64], items: usize) -> Result<Found, Reason> {
        let n = joint.n() as f64;
        // The mean of an indicator is the share of ones.
        let count = |at: usize| (means[at] * n).round() as u64;
        let cell = |item: usize| {
            let (low, high) = (count(1 + 2 * item), count(2 + 2 * item));
            [low, joint.n() - low - high, high]
        };
        let cells: Vec<[u64; 3]> = (0..items).map(cell).collect();
        let least = settings().min_cell;
        let kept: Vec<usize> = (0..items).filter(|item| cells[*item].iter().all(|count| *count >= least)).collect();
        let needed = FOR_EACH * 2 * kept.len() as u64;
        let fitted = if kept.is_empty() {
            Err(Reason::ThinCell { needed: least })
        } else if joint.n() < needed {
            Err(Reason::TooFew { needed })
        } else {
            Fitted::new(joint, &cells, &kept).map_err(|why| told(why, needed))
        };
        Ok(Found { cells, kept, fitted })
    }

    fn row(&self, frame: ContrastRow, base: u64, at: usize) -> ContrastRow {
        let frame = ContrastRow { cells: self.cells.get(at).copied(), ..frame };
        let Some(place) = self.kept.iter().position(|kept| *kept == at) else {
            return frame.without(base, Reason::ThinCell { needed: settings().min_cell });
        };
        match &self.fitted {
            Err(reason) => frame.without(base, *reason),
            Ok(fitted) => match fitted.result.attributes[at].impact {
                Err(why) => frame.without(base, told(why, settings().min_cell)),
                Ok(impact) => fitted.fill(frame, base, &impact, place),
            },
        }
    }
}

impl Fitted {
    fn new(joint: Joint<'_>, cells: &[[u64; 3]], kept: &[usize]) -> Result<Fitted, Why> {
        let variables: Vec<usize> =
            std::iter::once(0).chain(kept.iter().flat_map(|item| [1 + 2 * item, 2 + 2 * item])).collect();
        let (result, errors) = match joint.patterns() {
            Some(patterns) => (penalty_reward(&ratings(&patterns, cells.len())?, &settings())?, Errors::Robust),
            None => {
                let without: Vec<_> = joint.without_each()?.iter().map(|part| part.select(&variables)).collect();
                let fit = regression::grouped(&joint.covariance()?.select(&variables), &without)?;
                (of_fit(fit, cells, kept, &settings()), Errors::Groups)
            }
        };
        let spread = joint.spread(|all| Ok(regression::slopes(&all.select(&variables))?.slopes))?;
        let bands = settings().bands;
        let index = |draw: &Vec<f64>, at: usize| Index::of(draw[2 * at], draw[2 * at + 1], &bands);
        let of = |at: usize| spread.draws.iter().map(|draw| index(draw, at)).collect();
        Ok(Fitted { result, errors, indices: (0..kept.len()).map(of).collect() })
    }

    fn fill(&self, frame: ContrastRow, base: u64, impact: &Impact, place: usize) -> ContrastRow {
        let method = if self.errors == Errors::Robust { Method::Robust } else { Method::Groups };
        let critical = student::quantile(0.975, self.result.fit.degrees);
        let with_error = |estimate: f64, test: &Result<Adjusted, Why>| {
            let interval = test.map(|test| Interval::new(Ends::around(estimate, critical * test.test.se), method));
            Estimate::new(estimate, base, interval.map_err(|why| told(why, 2)))
        };
        let effect = |effect: &Effect| with_error(effect.estimate, &effect.robust);
        let adjusted = |test: &Result<Adjusted, Why>| test.ok().map(|test| test.adjusted);
        let sum = impact.penalty.estimate + impact.reward.estimate;
        let drawn = self.indices.get(place).map(Vec::as_slice).unwrap_or_default();
        ContrastRow {
            penalty: effect(&impact.penalty),
            penalty_p: adjusted(&impact.penalty.robust),
            reward: effect(&impact.reward),
            reward_p: adjusted(&impact.reward.robust),
            asymmetry: with_error(sum, &impact.asymmetry),
            asymmetry_p: adjusted(&impact.asymmetry),
            class: impact.class.ok(),
            index: match impact.index {
                Err(why) => Estimate::unknown(base, told(why, 2)),
                Ok(index) => Estimate::new(index.asymmetry, base, ends(index.asymmetry, drawn)),
            },
            label: impact.index.ok().filter(|_| !drawn.is_empty()).map(|index| label(index.class, drawn)),
            ..frame
        }
    }
}

/// The middle 95 % of the indices that were drawn, as far as it needs to reach to hold the one that was found.
fn ends(own: f64, drawn: &[Result<Index, Why>]) -> Result<Interval, Reason> {
    let indices: Vec<f64> = drawn.iter().filter_map(|index| index.ok()).map(|index| index.asymmetry).collect();
    if (indices.len() as f64) < 0.95 * drawn.len().max(1) as f64 {
        return Err(Reason::Unstable);
    }
    let ends = percentile_interval(indices).map_err(|_| Reason::Unstable)?;
    let ends = Ends { low: ends.low.min(own), high: ends.high.max(own) };
    if ends.low < ends.high { Ok(Interval::new(ends, Method::Bootstrap)) } else { Err(Reason::Unstable) }
}

fn label(own: IndexClass, drawn: &[Result<Index, Why>]) -> Label {
    let share = |class: IndexClass| {
        let count = drawn.iter().filter(|index| index.is_ok_and(|index| index.class == class)).count();
        count as f64 / drawn.len() as f64
    };
    Label { label: own, chance: share(own), chances: IndexClass::ALL.map(share) }
}

/// The outcome and for each touchpoint −1, 0 or 1: low, middling, high.
fn ratings(patterns: &Patterns, items: usize) -> Result<Patterns, Why> {
    patterns.map(1 + items, |row| {
        let levels = row.get(1..).unwrap_or_default().chunks_exact(2).map(|sides| sides[1] - sides[0]);
        row.iter().take(1).copied().chain(levels).collect()
    })
}
