//! Signs that a respondent answered without reading. Nobody is ever dropped for them: results are shown with and
//! without, and both are printed.
//!
//! Answers are those of one respondent in the order in which they were asked; `None` is an item without an answer.

pub mod outliers;
pub mod summary;

use super::{Joint, Moments};

/// Below this many seconds for an item nobody has read it (Huang et al. 2012, J. of Business and Psychology 27).
pub const FEWEST_SECONDS: f64 = 2.0;
/// Below this part of the median of all respondents a survey was answered in too short a time.
pub const FASTEST_PART: f64 = 0.4;
/// The shortest run of equal answers that can count as a straight line.
pub const SHORTEST_LINE: usize = 6;
/// From this sum of distances on, two answers to opposite items contradict each other.
pub const CONTRADICTION: f64 = 4.0;
/// From this many flags on, a respondent is left out of the second set of results.
pub const FLAGS_TO_LEAVE_OUT: usize = 2;

/// What was found about one respondent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Too fast to have read: a flag.
    pub speeding: bool,
    /// A long run of equal answers: a flag.
    pub straight_line: bool,
    /// The same answers in the same minute as somebody else: a flag.
    pub duplicate: bool,
    /// All answers equal: said for information, because the straight line is the same act.
    pub no_variation: bool,
    /// A pattern far from everybody's: for information.
    pub outlier: bool,
    /// Opposite items answered alike, or halves that do not agree: for information.
    pub inconsistent: bool,
}

impl Flags {
    /// How many flags; what is said for information does not count.
    pub fn count(&self) -> usize {
        [self.speeding, self.straight_line, self.duplicate].into_iter().filter(|flag| *flag).count()
    }

    /// Whether the respondent is left out of the second set of results.
    pub fn is_left_out(&self) -> bool {
        self.count() >= FLAGS_TO_LEAVE_OUT
    }
}

/// The longest run of equal answers.
///
/// # Missing data
/// Missing answers neither continue nor break a run.
pub fn longest_run<T: PartialEq>(answers: impl IntoIterator<Item = Option<T>>) -> usize {
    let (mut longest, mut run, mut before) = (0, 0, None);
    for answer in answers.into_iter().filter(Option::is_some) {
        run = if answer == before { run + 1 } else { 1 };
        (longest, before) = (longest.max(run), answer);
    }
    longest
}

/// Whether a run of equal answers is a straight line in a block of `items` items: at least [`SHORTEST_LINE`] and at least
/// half of the block.
pub fn is_straight_line(longest_run: usize, items: usize) -> bool {
    longest_run >= SHORTEST_LINE.max(items.div_ceil(2))
}

/// Whether all answers to a block are equal although it holds items of both directions, so that they contradict each
/// other; the middle of the scale is the same in both directions. `reversed` says for each item whether it is turned.
pub fn is_line_through_reversed(answers: &[Option<f64>], reversed: &[bool], lowest: f64, highest: f64) -> bool {
    let given = || answers.iter().zip(reversed).filter_map(|(answer, reversed)| Some(((*answer)?, *reversed)));
    let Some((first, direction)) = given().next() else { return false };
    let is_equal = given().all(|(answer, _)| answer == first);
    is_equal && given().any(|(_, other)| other != direction) && contradiction(first, first, lowest, highest) > 0.0
}

/// The standard deviation of a respondent's own answers; `None` with fewer than two answers.
///
/// # Formula
/// With n − 1 (intra-individual response variability: Dunn et al. 2018, J. of Business and Psychology 33, for low values;
/// Marjanovic et al. 2015, Personality and Individual Differences 84, for high ones).
pub fn variability(answers: &[Option<f64>]) -> Option<f64> {
    let moments = Moments::of(answers.iter().flatten().map(|answer| (*answer, 1)))?;
    (moments.n >= 2).then(|| moments.sd())
}

/// Seconds for each item shown; `None` without items.
pub fn seconds_per_item(seconds: f64, items: usize) -> Option<f64> {
    (items > 0 && seconds.is_finite()).then(|| seconds / items as f64)
}

/// Whether a respondent was too fast: for the items shown, or in comparison with the `median` of all in seconds.
pub fn is_speeding(seconds: f64, items: usize, median: Option<f64>) -> bool {
    seconds_per_item(seconds, items).is_some_and(|each| each < FEWEST_SECONDS)
        || median.is_some_and(|median| seconds < FASTEST_PART * median)
}

/// How well the two halves of a respondent's scales agree, from −1 to 1; `None` with fewer than three scales of two
/// items or where a half does not vary.
///
/// # Formula
/// The correlation over scales of the means of the items in odd and in even places, lengthened to full scales by
/// 2r/(1 + |r|) (Spearman and Brown 1910; Curran 2016, J. of Experimental Social Psychology 66).
///
/// # Missing data
/// A half is the mean of the answers given in it; a scale with an empty half does not enter.
pub fn even_odd(scales: &[&[Option<f64>]]) -> Option<f64> {
    let half = |scale: &[Option<f64>], from: usize| {
        Moments::of(scale.iter().skip(from).step_by(2).flatten().map(|answer| (*answer, 1))).map(|half| half.mean)
    };
    let halves: Vec<(f64, f64, u64)> =
        scales.iter().filter_map(|scale| Some((half(scale, 0)?, half(scale, 1)?, 1))).collect();
    let joint = Joint::of(halves.iter().copied()).filter(|joint| joint.n >= 3)?;
    let r = joint.correlation()?;
    Some(2.0 * r / (1.0 + r.abs()))
}

/// How far two answers to opposite items are from mirroring each other on a scale from `lowest` to `highest`.
pub fn contradiction(answer: f64, opposite: f64, lowest: f64, highest: f64) -> f64 {
    (answer + opposite - lowest - highest).abs()
}

/// Which of some keys occur more than once: same answers and same minute, or same token. `None` is never a repetition.
pub fn repeated<K: Ord>(keys: &[Option<K>]) -> Vec<bool> {
    let mut order: Vec<(&K, usize)> = keys.iter().enumerate().filter_map(|(i, key)| Some((key.as_ref()?, i))).collect();
    order.sort();
    let mut found = vec![false; keys.len()];
    for same in order.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        for (_, i) in same {
            if let Some(found) = found.get_mut(*i) {
                *found = true;
            }
        }
    }
    found
}
