//! Answers on a scale of a few levels.

use super::{Ends, Moments, Reason, share::wilson};

/// Counted answers on a scale from the lowest to the highest code.
#[derive(Clone, Debug, PartialEq)]
pub struct Levels {
    lowest: i64,
    counts: Vec<u64>,
}

/// A count and its share of all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Their share.
    pub share: f64,
    /// Wilson's interval of the share at 95 %.
    pub interval: Ends,
}

impl Levels {
    /// The counts of the codes from `lowest` to `highest`, in any order; other codes are out of range.
    pub fn new(lowest: i64, highest: i64, answers: impl IntoIterator<Item = (i64, u64)>) -> Result<Levels, Reason> {
        let width = highest.checked_sub(lowest).and_then(|width| usize::try_from(width).ok());
        let width = width.filter(|width| *width < 10_000).ok_or(Reason::OutOfRange)?;
        let mut counts = vec![0; width + 1];
        for (code, count) in answers.into_iter().filter(|(_, count)| *count > 0) {
            let place = code.checked_sub(lowest).and_then(|place| usize::try_from(place).ok());
            *place.and_then(|place| counts.get_mut(place)).ok_or(Reason::OutOfRange)? += count;
        }
        Ok(Levels { lowest, counts })
    }

    /// How many answered.
    pub fn n(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The codes with their counts, lowest first, those without answers included.
    pub fn counted(&self) -> impl Iterator<Item = (i64, u64)> + Clone + '_ {
        (self.lowest..).zip(self.counts.iter().copied())
    }

    /// Number, mean and variance of the codes.
    pub fn moments(&self) -> Result<Moments, Reason> {
        Moments::of(self.counted().map(|(code, count)| (code as f64, count))).ok_or(Reason::NoAnswers)
    }

    /// The middle answer, or the middle of the two middle ones.
    pub fn median(&self) -> Result<f64, Reason> {
        let n = self.n();
        let (lower, upper) = (self.at(n.saturating_sub(1) / 2), self.at(n / 2));
        Ok((lower.ok_or(Reason::NoAnswers)? + upper.ok_or(Reason::NoAnswers)?) as f64 / 2.0)
    }

    /// The share with one of the `how_many` highest codes.
    pub fn top(&self, how_many: usize) -> Result<Share, Reason> {
        self.share(self.counts.iter().rev().take(how_many).sum())
    }

    /// The share with one of the `how_many` lowest codes.
    pub fn bottom(&self, how_many: usize) -> Result<Share, Reason> {
        self.share(self.counts.iter().take(how_many).sum())
    }

    fn share(&self, count: u64) -> Result<Share, Reason> {
        let n = self.n();
        if n == 0 {
            return Err(Reason::NoAnswers);
        }
        Ok(Share { count, share: count as f64 / n as f64, interval: wilson(count, n) })
    }

    /// The code of the answer with `rank`, counted from 0.
    fn at(&self, rank: u64) -> Option<i64> {
        let mut below = 0;
        self.counted()
            .find(|(_, count)| {
                below += count;
                below > rank
            })
            .map(|(code, _)| code)
    }
}
