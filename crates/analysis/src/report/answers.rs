//! How every key was answered: counts of levels and of what is missing, and what the codes average to.
//!
//! Codes stand as they were given; reverse items are not turned round here.

use esteem_study::study::AnswerForm;
use esteem_study::{Key, Text};
use serde::{Deserialize, Serialize};

use super::{Estimate, Filled, Reason};
use crate::plan::Table;
use crate::responses::Absent;
use crate::stats::Moments;
use crate::tally::Counts;

/// How one key was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// `item` or `item.facet`.
    pub key: String,
    /// What the item is called.
    pub name: Text,
    /// Whether it is asked the other way round than it is called, so that agreeing is the bad answer. Left out where it
    /// is not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reverse: bool,
    /// Respondents who gave a value.
    pub base: u64,
    /// Respondents who did not, by reason.
    pub absent: AbsentCounts,
    /// Answered, of those to whom it was shown and applied.
    pub answered_share: Estimate,
    /// How many chose each level or option; absent for numbers, for texts and where the base is too small to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Vec<LevelCount>>,
    /// How many ticked each option; absent unless several can be ticked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<OptionCount>>,
    /// What the codes of a rating average to; absent for other kinds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes: Option<Codes>,
}

/// What the codes of a rating average to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Codes {
    /// The mean code.
    pub mean: Estimate,
    /// The standard deviation; absent where it cannot be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sd: Option<f64>,
    /// The median code; between two levels, their middle.
    pub median: Estimate,
    /// The share of the two highest codes.
    pub top_two_share: Estimate,
    /// The share of the two lowest codes.
    pub bottom_two_share: Estimate,
    /// The share of the highest code.
    pub top_share: Estimate,
    /// The share of the lowest code.
    pub bottom_share: Estimate,
}

/// How many respondents gave no value, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsentCounts {
    /// Shown, and left without an answer.
    pub skipped: u64,
    /// "Don't know".
    pub dont_know: u64,
    /// "Not applicable".
    pub not_applicable: u64,
    /// Never shown.
    pub not_asked: u64,
    /// Never reached.
    pub broke_off: u64,
    /// What the file holds is no answer of the item.
    pub unreadable: u64,
}

impl AbsentCounts {
    /// The counts in the order of [`Absent::ALL`].
    pub fn in_order(&self) -> [u64; 6] {
        [self.skipped, self.dont_know, self.not_applicable, self.not_asked, self.broke_off, self.unreadable]
    }

    fn new(cells: &[u64]) -> AbsentCounts {
        let of = |i: usize| cells.get(i).copied().unwrap_or_default();
        AbsentCounts {
            skipped: of(0),
            dont_know: of(1),
            not_applicable: of(2),
            not_asked: of(3),
            broke_off: of(4),
            unreadable: of(5),
        }
    }
}

/// How many respondents chose one level or option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelCount {
    /// The level's code; for options their place, from 1.
    pub code: i32,
    /// Its words, if it has some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// How many.
    pub count: u64,
    /// Their share.
    pub share: Estimate,
}

impl LevelCount {
    pub(super) fn new(code: i32, label: Option<Text>, count: u64, base: u64) -> LevelCount {
        LevelCount { code, label, count, share: Estimate::share(count, base) }
    }
}

/// How many respondents ticked one option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OptionCount {
    /// The option's id; empty for "none of these".
    pub id: String,
    /// Its words; absent for "none of these" where the study has no words for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// How many.
    pub count: u64,
    /// Their share.
    pub share: Estimate,
}

pub(super) fn answers(filled: &Filled<'_>) -> Vec<Answers> {
    filled
        .tables()
        .filter_map(|(table, counts)| match (table, counts) {
            (Table::Answers { key, levels }, Counts::Cells(cells)) => coded(filled, key, *levels, cells),
            (Table::Ticks { key, options }, Counts::Cells(cells)) => ticked(filled, key, *options, cells),
            (Table::Given { key }, Counts::Cells(cells)) => frame(filled, key, cells[0], &cells[1..]),
            _ => None,
        })
        .collect()
}

fn frame(filled: &Filled<'_>, key: &Key, base: u64, absent: &[u64]) -> Option<Answers> {
    debug_assert_eq!(absent.len(), Absent::ALL.len());
    let absent = AbsentCounts::new(absent);
    let asked = base + absent.skipped + absent.dont_know + absent.unreadable;
    let item = filled.study.item(&key.item)?;
    Some(Answers {
        key: key.to_string(),
        name: item.label().clone(),
        reverse: item.reverse,
        base,
        absent,
        answered_share: Estimate::share(base, asked).unless_small(filled.smallest()),
        levels: None,
        options: None,
        codes: None,
    })
}

fn coded(filled: &Filled<'_>, key: &Key, levels: usize, cells: &[u64]) -> Option<Answers> {
    let study = filled.study;
    let item = study.item(&key.item)?;
    let (counts, absent) = cells.split_at(levels);
    let base = counts.iter().sum();
    let labels: Vec<(i32, Option<Text>)> = match &item.answer {
        AnswerForm::Choice { options } => {
            (1..).zip(options).map(|(code, option)| (code, Some(option.text.clone()))).collect()
        }
        _ => study.scale_of(item)?.levels.iter().map(|level| (level.code, level.label.clone())).collect(),
    };
    let shown = base >= filled.smallest();
    let level = |((code, label), count): ((i32, Option<Text>), &u64)| LevelCount::new(code, label, *count, base);
    let is_rating = matches!(item.answer, AnswerForm::Rating { .. });
    let codes: Vec<i32> = labels.iter().map(|(code, _)| *code).collect();
    Some(Answers {
        levels: shown.then(|| labels.into_iter().zip(counts).map(level).collect()),
        codes: is_rating.then(|| summary(&codes, counts, base, filled.smallest())),
        ..frame(filled, key, base, absent)?
    })
}

fn summary(codes: &[i32], counts: &[u64], base: u64, smallest: u64) -> Codes {
    let moments = Moments::of(codes.iter().zip(counts).map(|(code, count)| (f64::from(*code), *count)));
    let share = |cells: &[u64]| Estimate::share(cells.iter().sum(), base).unless_small(smallest);
    let levels = counts.len();
    let two = levels.min(2);
    Codes {
        mean: match &moments {
            Some(moments) => Estimate::mean(moments).unless_small(smallest),
            None => Estimate::unknown(0, Reason::NoAnswers),
        },
        sd: moments.filter(|_| base >= smallest).map(|moments| moments.sd()),
        median: match median(codes, counts, base) {
            Some(median) => Estimate::descriptive(median, base).unless_small(smallest),
            None => Estimate::unknown(0, Reason::NoAnswers),
        },
        top_two_share: share(&counts[levels - two..]),
        bottom_two_share: share(&counts[..two]),
        top_share: share(&counts[levels - two.min(1)..]),
        bottom_share: share(&counts[..two.min(1)]),
    }
}

fn median(codes: &[i32], counts: &[u64], base: u64) -> Option<f64> {
    let at = |rank: u64| {
        let mut passed = 0;
        codes.iter().zip(counts).find_map(|(code, count)| {
            passed += count;
            (passed > rank).then_some(f64::from(*code))
        })
    };
    Some((at(base.checked_sub(1)? / 2)? + at(base / 2)?) / 2.0)
}

fn ticked(filled: &Filled<'_>, key: &Key, options: usize, cells: &[u64]) -> Option<Answers> {
    let item = filled.study.item(&key.item)?;
    let base = cells[options + 1];
    let mut labels: Vec<(String, Option<Text>)> = match &item.answer {
        AnswerForm::Choices { options, .. } => {
            options.iter().map(|option| (option.id.clone(), Some(option.text.clone()))).collect()
        }
        AnswerForm::Incidents { incidents, .. } => {
            incidents.iter().map(|kind| (kind.id.clone(), Some(kind.text.clone()))).collect()
        }
        _ => return None,
    };
    let none = match &item.answer {
        AnswerForm::Incidents { none, .. } => Some(none.clone()),
        _ => None,
    };
    labels.push((String::new(), none));
    let option = |((id, label), count): ((String, Option<Text>), &u64)| OptionCount {
        id,
        label,
        count: *count,
        share: Estimate::share(*count, base),
    };
    let shown = base >= filled.smallest();
    Some(Answers {
        options: shown.then(|| labels.into_iter().zip(cells).map(option).collect()),
        ..frame(filled, key, base, &cells[options + 2..])?
    })
}
