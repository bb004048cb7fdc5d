//! Kano's pairs: how it would be with a thing, and how without it.

use super::{Ends, Reason, wilson};

/// What a pair of answers says about a thing. Where classes are equally frequent, the earlier one is taken.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Category {
    /// Taken for granted: missed without it, unnoticed with it.
    MustBe,
    /// The more the better.
    OneDimensional,
    /// A pleasant surprise: not missed without it.
    Attractive,
    /// It makes no difference.
    Indifferent,
    /// Better without it.
    Reverse,
    /// The answers contradict each other.
    Questionable,
}

impl Category {
    /// In the order in which ties are settled.
    pub const ALL: [Category; 6] = [
        Category::MustBe,
        Category::OneDimensional,
        Category::Attractive,
        Category::Indifferent,
        Category::Reverse,
        Category::Questionable,
    ];

    /// The class of a pair of answers from 1 (I like it) to 5 (I dislike it), the answer about having it first; nothing
    /// for other numbers.
    ///
    /// # Formula
    /// The evaluation table of Berger and others (1993, Center for Quality of Management Journal 2), after Kano and others
    /// (1984).
    pub fn of(with: u8, without: u8) -> Option<Category> {
        Some(match (with, without) {
            (1, 1) | (5, 5) => Category::Questionable,
            (1, 2..=4) => Category::Attractive,
            (1, 5) => Category::OneDimensional,
            (2..=4, 1) | (5, 1..=4) => Category::Reverse,
            (2..=4, 2..=4) => Category::Indifferent,
            (2..=4, 5) => Category::MustBe,
            _ => return None,
        })
    }
}

/// The classes of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Kano {
    /// How many respondents gave both answers.
    pub n: u64,
    /// How many are in each class, in the order of [`Category::ALL`].
    pub counts: [u64; 6],
    /// The most frequent class.
    pub mode: Category,
    /// The share that having it would please; [`Reason::NoAnswers`] where all are reverse or questionable.
    pub better: Result<Coefficient, Reason>,
    /// The share that lacking it would displease, as a number below zero.
    pub worse: Result<Coefficient, Reason>,
}

/// A share with Wilson's interval at 95 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficient {
    /// The share, negative where it counts what would displease.
    pub value: f64,
    /// Its interval.
    pub interval: Ends,
}

/// The classes of counted pairs of answers: with it, without it, how many respondents.
///
/// # Formula
/// better (A + O)/(A + O + M + I), worse −(O + M)/(A + O + M + I) (Berger and others 1993).
///
/// # Missing data
/// Pairs with an answer outside of 1 to 5 are left out.
///
/// # When not to use it
/// The mode hides how divided respondents are; the counts belong beside it.
///
/// # Errors
/// [`Reason::NoAnswers`].
pub fn kano(pairs: impl IntoIterator<Item = (u8, u8, u64)>) -> Result<Kano, Reason> {
    let mut counts = [0; 6];
    for (with, without, count) in pairs {
        let category = Category::of(with, without);
        let place = Category::ALL.iter().position(|known| Some(*known) == category);
        place.and_then(|place| counts.get_mut(place)).into_iter().for_each(|place| *place += count);
    }
    let n = counts.iter().sum();
    let all = Category::ALL.into_iter().zip(counts);
    let (mode, most) = all.fold((Category::MustBe, 0), |best, next| if next.1 > best.1 { next } else { best });
    if most == 0 {
        return Err(Reason::NoAnswers);
    }
    let [must, one, attractive, indifferent, ..] = counts;
    let base = must + one + attractive + indifferent;
    let share = |count: u64| {
        if base == 0 {
            return Err(Reason::NoAnswers);
        }
        Ok(Coefficient { value: count as f64 / base as f64, interval: wilson(count, base) })
    };
    let worse = share(one + must).map(|Coefficient { value, interval }| Coefficient {
        value: -value,
        interval: Ends { low: -interval.high, high: -interval.low },
    });
    Ok(Kano { n, counts, mode, better: share(attractive + one), worse })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_has_one_class() {
        let all = (1..=5).flat_map(|with| (1..=5).map(move |without| (with, without, 1)));
        let found = kano(all).unwrap();
        assert_eq!(found.counts, [3, 1, 3, 9, 7, 2]);
        assert_eq!(found.mode, Category::Indifferent);
        assert_eq!(Category::of(0, 3), None);
        assert_eq!(Category::of(3, 6), None);
    }

    #[test]
    fn ties_go_to_the_earlier_class() {
        assert_eq!(kano([(1, 3, 2), (3, 5, 2), (1, 5, 2), (3, 3, 2)]).unwrap().mode, Category::MustBe);
        assert_eq!(kano([(1, 3, 2), (1, 5, 2), (3, 3, 2)]).unwrap().mode, Category::OneDimensional);
        assert_eq!(kano([(1, 3, 2), (3, 3, 2)]).unwrap().mode, Category::Attractive);
    }

    #[test]
    fn edges_have_their_reasons() {
        assert_eq!(kano([]), Err(Reason::NoAnswers));
        assert_eq!(kano([(0, 0, 5), (1, 1, 0)]), Err(Reason::NoAnswers));
        let reverse = kano([(5, 1, 3)]).unwrap();
        assert_eq!((reverse.mode, reverse.better), (Category::Reverse, Err(Reason::NoAnswers)));
        let wanted = kano([(1, 5, 4)]).unwrap();
        let (better, worse) = (wanted.better.unwrap(), wanted.worse.unwrap());
        assert_eq!((better.value, worse.value, worse.interval.low), (1.0, -1.0, -1.0));
        assert_eq!(-worse.interval.high, better.interval.low);
    }
}
