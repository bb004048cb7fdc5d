//! How a share goes with the level of something else, level by level, so that a bend or a threshold can be seen.

use super::{Ends, Reason, wilson};

/// The share at one level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LevelShare {
    /// The level.
    pub level: f64,
    /// How many respondents are at this level.
    pub base: u64,
    /// How many of them reach the bound.
    pub count: u64,
    /// Their share of the base.
    pub share: f64,
    /// Its interval at 95 % (Wilson).
    pub interval: Ends,
}

/// The share of answers of at least `bound`, for each level of another answer, lowest first.
///
/// Answers are counted triples: the level, the answer, how many respondents gave both.
///
/// # Formula
/// Shares of the respondents at a level; no line is put through them. Loyalty, for instance, is often far higher at the
/// top level than one below (Jones and Sasser 1995, Harvard Business Review 73).
///
/// # Missing data
/// Only respondents who gave both answers are among the triples. Levels that nobody chose are not among the shares.
///
/// # Small samples
/// Read the intervals, not the shares: at thirty respondents they are up to thirty-four points wide.
///
/// # Errors
/// [`Reason::NoAnswers`], [`Reason::NotFinite`].
pub fn share_by_level(
    answers: impl IntoIterator<Item = (f64, f64, u64)>,
    bound: f64,
) -> Result<Vec<LevelShare>, Reason> {
    let mut answers: Vec<(f64, f64, u64)> = answers.into_iter().filter(|(_, _, count)| *count > 0).collect();
    if answers.is_empty() {
        return Err(Reason::NoAnswers);
    }
    if !bound.is_finite() || !answers.iter().all(|(level, answer, _)| level.is_finite() && answer.is_finite()) {
        return Err(Reason::NotFinite);
    }
    // Negative zero is the level zero.
    answers.iter_mut().for_each(|(level, _, _)| *level += 0.0);
    answers.sort_by(|(a, _, _), (b, _, _)| a.total_cmp(b));
    let share = |same: &[(f64, f64, u64)]| {
        let base = same.iter().map(|(_, _, count)| count).sum();
        let count = same.iter().filter(|(_, answer, _)| *answer >= bound).map(|(_, _, count)| count).sum();
        let level = same.first().map_or(0.0, |(level, _, _)| *level);
        LevelShare { level, base, count, share: count as f64 / base as f64, interval: wilson(count, base) }
    };
    Ok(answers.chunk_by(|(a, _, _), (b, _, _)| a == b).map(share).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_those_of_each_level() {
        let answers = [(5.0, 5.0, 9), (4.0, 5.0, 4), (5.0, 1.0, 1), (4.0, 4.0, 5), (4.0, 3.0, 1), (1.0, 5.0, 0)];
        let found = share_by_level(answers, 5.0).unwrap();
        let plain: Vec<_> = found.iter().map(|share| (share.level, share.count, share.base)).collect();
        assert_eq!(plain, [(4.0, 4, 10), (5.0, 9, 10)]);
        assert_eq!((found[1].share, found[1].interval), (0.9, wilson(9, 10)));
    }

    #[test]
    fn edges_have_their_reasons() {
        assert_eq!(share_by_level([], 1.0), Err(Reason::NoAnswers));
        assert_eq!(share_by_level([(1.0, 2.0, 0)], 1.0), Err(Reason::NoAnswers));
        assert_eq!(share_by_level([(f64::NAN, 2.0, 1)], 1.0), Err(Reason::NotFinite));
        assert_eq!(share_by_level([(1.0, 2.0, 1)], f64::INFINITY), Err(Reason::NotFinite));
        let zero = share_by_level([(-0.0, 0.0, 1), (0.0, 2.0, 1)], 1.0).unwrap();
        assert_eq!((zero.len(), zero[0].share), (1, 0.5));
    }
}
