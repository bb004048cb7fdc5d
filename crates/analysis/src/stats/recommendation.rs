//! The recommendation score from answers from 0 to 10.

use super::weights::{self, WeightedMean};
use super::{Ends, Reason, Z};

/// The recommendation score: the share that recommends less the share that advises against, in points from −100 to 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// How many answered.
    pub n: u64,
    /// The share with 9 or 10.
    pub promoters: f64,
    /// The share with 7 or 8.
    pub passives: f64,
    /// The share with 0 to 6.
    pub detractors: f64,
    /// The score.
    pub score: f64,
    /// Its standard error.
    pub se: f64,
    /// Wald's interval at 95 %.
    pub wald: Ends,
    /// The centre of the adjusted interval.
    pub adjusted_score: f64,
    /// The adjusted interval at 95 %, which is the one to show.
    pub adjusted: Ends,
}

/// What an answer from 0 to 10 counts: 1 from 9 on, −1 up to 6, 0 between.
pub fn direction(answer: i64) -> i64 {
    match answer {
        9.. => 1,
        7..=8 => 0,
        _ => -1,
    }
}

/// The score of counted answers from 0 to 10.
///
/// # Formula
/// 100(p − d), se = 100 √((p + d − (p − d)²)/n). The adjusted interval adds three respondents, ¾ for, 1½ between, ¾
/// against (Rocks 2016, American Statistician 70). The score is Reichheld's (2003, Harvard Business Review 81); its power
/// to predict growth is disputed (Keiningham et al. 2007, J. of Marketing 71).
///
/// # Small samples
/// Wald's interval is too narrow below some hundred respondents, and empty where all are for or all against.
pub fn recommendation(answers: impl IntoIterator<Item = (i64, u64)>) -> Result<Score, Reason> {
    let (mut up, mut between, mut down) = (0_u64, 0_u64, 0_u64);
    for (answer, count) in answers.into_iter().filter(|(_, count)| *count > 0) {
        if !(0..=10).contains(&answer) {
            return Err(Reason::OutOfRange);
        }
        match direction(answer) {
            1 => up += count,
            0 => between += count,
            _ => down += count,
        }
    }
    let n = up + between + down;
    if n == 0 {
        return Err(Reason::NoAnswers);
    }
    let base = n as f64;
    let (promoters, detractors) = (up as f64 / base, down as f64 / base);
    let se = standard_error(promoters, detractors, base);
    let (more_up, more_down) = ((up as f64 + 0.75) / (base + 3.0), (down as f64 + 0.75) / (base + 3.0));
    let score = 100.0 * (promoters - detractors);
    let adjusted_score = 100.0 * (more_up - more_down);
    Ok(Score {
        n,
        promoters,
        passives: between as f64 / base,
        detractors,
        score,
        se,
        wald: Ends::around(score, Z * se),
        adjusted_score,
        adjusted: Ends::around(adjusted_score, Z * standard_error(more_up, more_down, base + 3.0)),
    })
}

/// The score of answers with weights, in points: answer, weight and how many have both.
pub fn weighted_recommendation(answers: impl Iterator<Item = (i64, f64, u64)> + Clone) -> Result<WeightedMean, Reason> {
    weights::weighted_mean(answers.map(|(answer, weight, count)| (100.0 * direction(answer) as f64, weight, count)))
}

/// The standard error of the score in points, for shares and a number of respondents.
pub fn standard_error(promoters: f64, detractors: f64, n: f64) -> f64 {
    let difference = promoters - detractors;
    100.0 * libm::sqrt((promoters + detractors - difference * difference).max(0.0) / n)
}
