//! Reliability where no respondent was asked everything: every pair of items from those who answered both.

use super::patterns::Covariance;
use super::reliability::{Alpha, alpha_of_pairs};
use super::resample::jackknife_interval;
use super::{Ends, Matrix, Reason};

/// How many respondents every pair of items needs.
pub const LEAST_PAIR: u64 = 100;

/// Sums over the respondents who answered both items of each pair. They add up and can be taken away again, which is
/// exact as long as answers are whole numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct PairSums {
    items: usize,
    pairs: Vec<Pair>,
}

/// The sums of one pair of items, the earlier item first.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Pair {
    n: u64,
    first: f64,
    second: f64,
    product: f64,
}

impl PairSums {
    /// No respondents.
    pub fn new(items: usize) -> PairSums {
        PairSums { items, pairs: vec![Pair::default(); items * (items + 1) / 2] }
    }

    /// Sums that were counted elsewhere, for each pair row by row of the lower triangle: respondents, sums of the earlier
    /// and of the later item, sum of their products.
    ///
    /// # Errors
    /// [`Reason::UnequalLengths`] where there are not as many as there are pairs.
    pub fn counted(items: usize, pairs: &[[u64; 4]]) -> Result<PairSums, Reason> {
        if pairs.len() != items * (items + 1) / 2 {
            return Err(Reason::UnequalLengths);
        }
        let pair = |[n, first, second, product]: &[u64; 4]| Pair {
            n: *n,
            first: *first as f64,
            second: *second as f64,
            product: *product as f64,
        };
        Ok(PairSums { items, pairs: pairs.iter().map(pair).collect() })
    }

    /// How many items.
    pub fn items(&self) -> usize {
        self.items
    }

    /// Adds respondents with these answers, one for each item, missing where it was not asked or not answered.
    ///
    /// # Errors
    /// [`Reason::UnequalLengths`], [`Reason::NotFinite`]; nothing is added then.
    pub fn add(&mut self, answers: &[Option<f64>], count: u64) -> Result<(), Reason> {
        if answers.len() != self.items {
            return Err(Reason::UnequalLengths);
        }
        if answers.iter().flatten().any(|answer| !answer.is_finite()) {
            return Err(Reason::NotFinite);
        }
        let times = count as f64;
        let both =
            answers.iter().enumerate().flat_map(|(i, second)| answers[..=i].iter().map(move |first| (first, second)));
        for (pair, (first, second)) in self.pairs.iter_mut().zip(both) {
            if let (Some(first), Some(second)) = (first, second) {
                pair.n += count;
                pair.first += first * times;
                pair.second += second * times;
                pair.product += first * second * times;
            }
        }
        Ok(())
    }

    /// The respondents of both.
    ///
    /// # Errors
    /// [`Reason::UnequalLengths`] where they have not the same number of items.
    pub fn plus(&self, other: &PairSums) -> Result<PairSums, Reason> {
        self.with(other, |mine, other| Pair {
            n: mine.n + other.n,
            first: mine.first + other.first,
            second: mine.second + other.second,
            product: mine.product + other.product,
        })
    }

    /// These respondents without the others, who must be among them.
    ///
    /// # Errors
    /// [`Reason::UnequalLengths`] where they have not the same number of items.
    pub fn minus(&self, other: &PairSums) -> Result<PairSums, Reason> {
        self.with(other, |mine, other| Pair {
            n: mine.n.saturating_sub(other.n),
            first: mine.first - other.first,
            second: mine.second - other.second,
            product: mine.product - other.product,
        })
    }

    fn with(&self, other: &PairSums, join: impl Fn(&Pair, &Pair) -> Pair) -> Result<PairSums, Reason> {
        if self.items != other.items {
            return Err(Reason::UnequalLengths);
        }
        let pairs = self.pairs.iter().zip(&other.pairs).map(|(mine, other)| join(mine, other)).collect();
        Ok(PairSums { items: self.items, pairs })
    }

    /// How many respondents answered both items.
    pub fn pair(&self, one: usize, other: usize) -> u64 {
        self.place(one, other).map_or(0, |pair| pair.n)
    }

    /// How many respondents answered both items of the pair that fewest answered.
    pub fn least_pair(&self) -> u64 {
        self.pairs.iter().map(|pair| pair.n).min().unwrap_or(0)
    }

    fn place(&self, one: usize, other: usize) -> Option<&Pair> {
        let (first, second) = (one.min(other), one.max(other));
        if second < self.items { self.pairs.get(second * (second + 1) / 2 + first) } else { None }
    }

    /// Means of all who answered an item, variances of the same, and covariances of all who answered both items. Its
    /// number of respondents is that of the thinnest pair.
    ///
    /// # Formula
    /// (n Σxy − Σx Σy)/(n(n − 1)), pair by pair.
    ///
    /// # Errors
    /// [`Reason::TooFewAnswers`] where a pair has fewer than two respondents; [`Reason::NotFinite`].
    pub fn covariance(&self) -> Result<Covariance, Reason> {
        if self.least_pair() < 2 {
            return Err(Reason::TooFewAnswers);
        }
        let at = |one: usize, other: usize| self.place(one, other).copied().unwrap_or_default();
        let means = (0..self.items).map(|item| at(item, item).first / at(item, item).n as f64).collect();
        let matrix = Matrix::from_fn(self.items, self.items, |i, j| {
            let pair = at(i, j);
            let n = pair.n as f64;
            (n * pair.product - pair.first * pair.second) / (n * (n - 1.0))
        });
        Covariance::new(self.least_pair(), means, matrix)
    }
}

/// Alpha where items were dealt out among the respondents.
#[derive(Clone, Debug, PartialEq)]
pub struct SampledAlpha {
    /// Alpha and what belongs to it, without Feldt's interval.
    pub alpha: Alpha,
    /// The interval of alpha at 95 % by leaving out one group of respondents after the other.
    pub interval: Result<Ends, Reason>,
    /// How many respondents answered both items of the thinnest pair.
    pub least_pair: u64,
}

/// Cronbach's alpha from groups of respondents, sixty-four at best, equally large and chosen at random.
///
/// # Formula
/// As [`alpha_of_pairs`]; interval by [`jackknife_interval`] over the groups.
///
/// # Missing data
/// Each covariance is that of the respondents who answered both items. That is right where chance decided what each was
/// asked, and misleading where respondents left out what they did not like.
///
/// # Small samples
/// Refused where a pair was answered by fewer than 100 respondents, or where the covariances contradict each other.
///
/// # Errors
/// [`Reason::ThinPair`], [`Reason::NotPositiveDefinite`], [`Reason::TooFewGroups`] without groups, and as
/// [`alpha_of_pairs`].
pub fn sampled_alpha(groups: &[PairSums]) -> Result<SampledAlpha, Reason> {
    let (first, others) = groups.split_first().ok_or(Reason::TooFewGroups)?;
    let all = others.iter().try_fold(first.clone(), |sum, group| sum.plus(group))?;
    let least_pair = all.least_pair();
    if least_pair < LEAST_PAIR {
        return Err(Reason::ThinPair);
    }
    let of = |sums: &PairSums| sums.covariance().and_then(|covariance| alpha_of_pairs(&covariance));
    let alpha = of(&all)?;
    let without: Result<Vec<f64>, Reason> = groups.iter().map(|group| Ok(of(&all.minus(group)?)?.alpha)).collect();
    let interval = without.and_then(|without| jackknife_interval(alpha.alpha, &without));
    Ok(SampledAlpha { alpha, interval, least_pair })
}

#[cfg(test)]
mod tests {
    use super::super::{Patterns, reliability};
    use super::*;

    /// Answers that go together, and depend on nothing but their number.
    fn answers(row: u64) -> [f64; 4] {
        let part = |shift: u32| ((row.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> shift) % 3) as f64;
        let common = part(60);
        [common + part(20), common + part(26), common + part(32), common + part(38)]
    }

    fn groups(rows: u64, is_asked: impl Fn(u64, usize) -> bool) -> Vec<PairSums> {
        let mut groups = vec![PairSums::new(4); 64];
        for row in 0..rows {
            let given: Vec<Option<f64>> =
                answers(row).into_iter().enumerate().map(|(item, x)| is_asked(row, item).then_some(x)).collect();
            groups[(row % 64) as usize].add(&given, 1).unwrap();
        }
        groups
    }

    #[test]
    fn complete_answers_give_the_alpha_of_rows() {
        let found = sampled_alpha(&groups(640, |_, _| true)).unwrap();
        let rows = Patterns::new(4, (0..640).map(|row| (answers(row).to_vec(), 1))).unwrap();
        let whole = reliability::alpha(&rows.covariance().unwrap()).unwrap();
        assert!((found.alpha.alpha - whole.alpha).abs() < 1e-13);
        assert_eq!(found.least_pair, 640);
        let (ours, feldt) = (found.interval.unwrap(), whole.interval.unwrap());
        assert!((ours.high - ours.low) / (feldt.high - feldt.low) < 2.0 && ours.low < whole.alpha);
    }

    #[test]
    fn dealt_items_give_nearly_the_same() {
        // Every respondent is asked three of the four items.
        let found = sampled_alpha(&groups(6_400, |row, item| row / 64 % 4 != item as u64)).unwrap();
        let whole = sampled_alpha(&groups(6_400, |_, _| true)).unwrap();
        assert_eq!(found.least_pair, 3_200);
        assert!((found.alpha.alpha - whole.alpha.alpha).abs() < 0.05);
        let interval = found.interval.unwrap();
        assert!(interval.low < whole.alpha.alpha && whole.alpha.alpha < interval.high);
    }

    #[test]
    fn thin_pairs_are_refused() {
        assert_eq!(sampled_alpha(&groups(99, |_, _| true)), Err(Reason::ThinPair));
        assert_eq!(sampled_alpha(&groups(9_999, |_, item| item < 2)), Err(Reason::ThinPair));
        assert_eq!(sampled_alpha(&[]), Err(Reason::TooFewGroups));
        assert_eq!(sampled_alpha(&[PairSums::new(2), PairSums::new(3)]), Err(Reason::UnequalLengths));
        let few = groups(640, |_, _| true).into_iter().take(7).fold(PairSums::new(4), |a, b| a.plus(&b).unwrap());
        assert_eq!(sampled_alpha(&vec![few; 3]).unwrap().interval, Err(Reason::TooFewGroups));
        assert_eq!(PairSums::new(2).add(&[Some(f64::NAN), None], 1), Err(Reason::NotFinite));
    }

    #[test]
    fn nobody_without_answers_changes_anything() {
        let mut sums = groups(640, |_, _| true).remove(0);
        let before = sums.clone();
        sums.add(&[None; 4], 7).unwrap();
        assert_eq!(sums, before);
        assert_eq!(sums.plus(&before).unwrap().minus(&before).unwrap(), before);
    }
}
