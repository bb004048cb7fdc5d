//! How many responses a survey needs, and what so many can show: worked out before anybody is asked.
//!
//! Sources: Wilson 1927; Cochran 1977 (Sampling Techniques) for small populations; Guenther 1981 (American Statistician
//! 35); Fleiss 1981 (Statistical Methods for Rates and Proportions); Feldt, Woodruff & Salih 1987.

use serde::Serialize;

use crate::stats::reliability::feldt_interval;
use crate::stats::{Ends, Reason, planner, wilson};

/// The standard deviation of ratings from 1 to 7 where nothing is known.
const USUAL_SD: f64 = 1.3;
/// Promoters and detractors where nothing is known.
const USUAL_SCORE: [f64; 2] = [0.40, 0.20];
/// Alpha and the number of items of the scale whose reliability is shown.
const USUAL_ALPHA: (f64, usize) = (0.80, 4);
/// Complete responses for each coefficient of the penalty-reward contrast: a low and a high side for each touchpoint, and
/// the middle of all.
const FOR_EACH_COEFFICIENT: u64 = 20;
/// The chances that an answer is a slip.
const SLIPS: [f64; 3] = [0.005, 0.01, 0.02];

/// What is to be planned. Shares run from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The numbers of responses to look at.
    pub responses: Vec<u64>,
    /// How many customers there are to be asked, where they are few.
    pub population: Option<u64>,
    /// How far a share may be off.
    pub margins: Vec<f64>,
    /// From which to which share a change is to be seen.
    pub changes: Vec<[f64; 2]>,
    /// How many touchpoints the study has.
    pub touchpoints: u64,
    /// How many facets of safety and fairness the study asks about.
    pub facets: u32,
}

impl Default for Question {
    /// What is usual, for seven touchpoints and seven facets.
    fn default() -> Question {
        Question {
            responses: vec![30, 50, 100, 200, 400, 1_000],
            population: None,
            margins: vec![0.05],
            changes: vec![[0.70, 0.75], [0.70, 0.80]],
            touchpoints: 7,
            facets: 7,
        }
    }
}

/// What so many responses can show, and how many are needed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SamplePlan {
    /// For each number of responses.
    pub shows: Vec<Shows>,
    /// For each aim.
    pub needs: Vec<Needed>,
    /// The chance of a slip with each answer, and the share of respondents that slips alone would count as violated.
    pub slips: Vec<[f64; 2]>,
}

/// What so many responses can show. Margins are half of the width of a 95 % interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shows {
    /// The number of responses.
    pub responses: u64,
    /// The margin of a share of one half, the widest there is; with the correction for a small population where one is
    /// given.
    pub share: f64,
    /// The margin of a mean from 1 to 7 with a standard deviation of 1.3, in scale points; none of one response.
    pub mean: Option<f64>,
    /// The margin of the recommendation score with 40 % promoters and 20 % detractors, in points.
    pub score: f64,
    /// The upper end of the share of something that nobody reported (Wilson).
    pub none_seen: f64,
    /// The interval of an alpha of 0.80 with four items; none of one response.
    pub alpha: Option<[f64; 2]>,
}

/// How many responses an aim needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Needed {
    /// The aim.
    pub aim: Aim,
    /// The responses that it needs; of each group where groups are compared.
    pub responses: u64,
}

/// Something that is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// A share of one half within this margin.
    Margin(f64),
    /// A distance of two groups of so many standard deviations, with a chance of 80 %; per group.
    Distance(f64),
    /// A share that moves from the first to the second, with a chance of 80 %; per wave.
    Change([f64; 2]),
    /// Penalties and rewards of so many touchpoints, in complete responses.
    PenaltyReward(u64),
}

/// Plans a survey.
///
/// # Small samples
/// The least number of responses that says anything is 1; a mean needs two.
///
/// # Errors
/// [`Reason::NoAnswers`] for no responses, [`Reason::OutOfRange`] where a share or a margin is none, where more are to
/// answer than there are, and where a change is no change.
pub fn sample(question: &Question) -> Result<SamplePlan, Reason> {
    let shows = question.responses.iter().map(|n| shows(*n, question.population)).collect::<Result<_, _>>()?;
    let mut needs = Vec::new();
    for margin in &question.margins {
        let all = planner::needed_for_margin(0.5, *margin)?;
        needs.push(Needed { aim: Aim::Margin(*margin), responses: within(*margin, all, question.population)? });
    }
    for distance in [0.5, 0.3, 0.2] {
        needs.push(Needed { aim: Aim::Distance(distance), responses: planner::needed_for_distance(distance)? });
    }
    for [from, to] in &question.changes {
        needs.push(Needed { aim: Aim::Change([*from, *to]), responses: planner::needed_for_shares(*from, *to)? });
    }
    if question.touchpoints > 0 {
        let aim = Aim::PenaltyReward(question.touchpoints);
        needs.push(Needed { aim, responses: FOR_EACH_COEFFICIENT * (2 * question.touchpoints + 1) });
    }
    let slips = SLIPS.iter().filter(|_| question.facets > 0);
    let slips = slips.map(|slip| Ok([*slip, planner::false_positives(question.facets, *slip)?]));
    Ok(SamplePlan { shows, needs, slips: slips.collect::<Result<_, _>>()? })
}

fn shows(n: u64, population: Option<u64>) -> Result<Shows, Reason> {
    let share = match population {
        Some(population) => planner::margin_of_share_in(0.5, n, population)?,
        None => planner::margin_of_share(0.5, n)?,
    };
    let [promoters, detractors] = USUAL_SCORE;
    let (alpha, items) = USUAL_ALPHA;
    Ok(Shows {
        responses: n,
        share,
        mean: planner::margin_of_mean(USUAL_SD, n).ok(),
        score: planner::margin_of_score(promoters, detractors, n)?,
        none_seen: wilson(0, n).high,
        alpha: feldt_interval(alpha, n, items).ok().map(|Ends { low, high }| [low, high]),
    })
}

/// The least number of responses of a population whose margin is small enough: the margin falls as responses are added.
fn within(margin: f64, enough: u64, population: Option<u64>) -> Result<u64, Reason> {
    let Some(population) = population else { return Ok(enough) };
    let (mut low, mut high) = (0, population);
    if population == 0 {
        return Err(Reason::NoAnswers);
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if planner::margin_of_share_in(0.5, middle, population)? <= margin { high = middle } else { low = middle }
    }
    Ok(high)
}
