//! Which answers a question takes.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Interview, Moment, Stage};
use crate::key::Key;
use crate::response::{Answer, Fixed, Incident, Missing};
use crate::study::{AnswerForm, IncidentKind, Item, Study};

/// The most characters of one's own words.
pub const LONGEST_TEXT: usize = 10_000;

/// Why an answer was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The part does not ask this key.
    UnknownKey,
    /// The question is answered in another way: a number where ticks are meant.
    OtherKind,
    /// The scale does not have this code, or does not offer this reason for having no value.
    NoSuchLevel,
    /// The question does not have this option or kind of incident, or it is ticked twice.
    NoSuchOption,
    /// More options are ticked than may be.
    TooMany {
        /// How many may be.
        most: u32,
    },
    /// The number is too small.
    BelowLeast {
        /// The least that is accepted.
        least: i32,
    },
    /// The number is too large.
    AboveMost {
        /// The most that is accepted.
        most: i32,
    },
    /// The text is too long.
    TooLong {
        /// How many characters it may have.
        most: u32,
    },
    /// The respondent has reached the end, and the record is frozen.
    Finished,
}

impl Interview {
    /// Takes an answer, or takes it back (`None`, and for one's own words a text of nothing but spaces, for ticks an
    /// empty list; for incidents that list says that none of them happened). Ticks are put into the order of the
    /// options. The first answer of all starts the record. Returns whether anything changed.
    ///
    /// # Errors
    /// Why the answer was not taken; then nothing changes.
    pub fn answer(&mut self, key: &Key, answer: Option<Answer>, now: &Moment) -> Result<bool, Refusal> {
        if self.stage == Stage::Finished {
            return Err(Refusal::Finished);
        }
        let ask = self.asks.iter_mut().find(|ask| ask.key == *key).ok_or(Refusal::UnknownKey)?;
        let item = self.study.items.get(ask.item).ok_or(Refusal::UnknownKey)?;
        let answer = match answer {
            Some(answer) => fitting(&self.study, item, answer)?,
            None => None,
        };
        let changes = ask.answer != answer;
        if changes {
            ask.answer = answer;
            (ask.fresh, ask.shown, ask.seen_here) = (true, true, true);
            self.answered_here = true;
            self.rev += 1;
            if self.started_at.is_none() {
                self.started_at = Some(now.instant.into());
            }
        }
        self.count(now);
        Ok(changes)
    }

    /// The answer to a key as it stands; `None` too for one that the part does not ask.
    pub fn answer_of(&self, key: &Key) -> Option<&Answer> {
        self.asks.iter().find(|ask| ask.key == *key)?.answer.as_ref()
    }
}

/// The answer as it is stored, if the item takes it; `None` if it says nothing.
pub(super) fn fitting(study: &Study, item: &Item, answer: Answer) -> Result<Option<Answer>, Refusal> {
    match (&item.answer, answer) {
        (AnswerForm::Rating { scale, .. }, answer @ (Answer::Number(_) | Answer::Missing { .. })) => {
            let scale = study.scale(scale).ok_or(Refusal::NoSuchLevel)?;
            let offered = match &answer {
                Answer::Number(code) => code.as_whole().is_some_and(|code| scale.position(code).is_some()),
                Answer::Missing { missing: Missing::NotApplicable } => scale.not_applicable.is_some(),
                Answer::Missing { missing: Missing::DontKnow } => scale.dont_know.is_some(),
                _ => false,
            };
            if offered { Ok(Some(answer)) } else { Err(Refusal::NoSuchLevel) }
        }
        (AnswerForm::Choice { options }, Answer::Text(id)) => match options.iter().any(|option| option.id == id) {
            true => Ok(Some(Answer::Text(id))),
            false => Err(Refusal::NoSuchOption),
        },
        (AnswerForm::Choices { options, most }, Answer::Chosen(ids)) => {
            let ticked = options.iter().filter(|option| ids.contains(&option.id)).map(|option| option.id.clone());
            let ticked: Vec<String> = ticked.collect();
            match most {
                _ if ticked.len() != ids.len() => Err(Refusal::NoSuchOption),
                Some(most) if ids.len() > *most as usize => Err(Refusal::TooMany { most: *most }),
                _ => Ok((!ticked.is_empty()).then_some(Answer::Chosen(ticked))),
            }
        }
        (AnswerForm::Incidents { incidents: kinds, severity, resolution, .. }, Answer::Incidents(ticks)) => {
            let fits = |code: Option<i32>, scale: &String| {
                code.is_none_or(|code| study.scale(scale).is_some_and(|scale| scale.position(code.into()).is_some()))
            };
            if !ticks.iter().all(|tick| fits(tick.severity, severity) && fits(tick.resolution, resolution)) {
                return Err(Refusal::NoSuchLevel);
            }
            in_order(kinds, &ticks).map(|ticks| Some(Answer::Incidents(ticks)))
        }
        // Files write "none of these" as an empty list, which does not say what it is a list of.
        (AnswerForm::Incidents { .. }, Answer::Chosen(ids)) if ids.is_empty() => {
            Ok(Some(Answer::Incidents(Vec::new())))
        }
        (AnswerForm::Number { least, most, .. }, Answer::Number(number)) => match (least, most) {
            (Some(least), _) if number.0 < i64::from(*least) * Fixed::UNIT => {
                Err(Refusal::BelowLeast { least: *least })
            }
            (_, Some(most)) if number.0 > i64::from(*most) * Fixed::UNIT => Err(Refusal::AboveMost { most: *most }),
            _ => Ok(Some(Answer::Number(number))),
        },
        (AnswerForm::Text { .. }, Answer::Text(text)) => match text.chars().count() {
            characters if characters > LONGEST_TEXT => Err(Refusal::TooLong { most: LONGEST_TEXT as u32 }),
            _ => Ok((!text.trim().is_empty()).then_some(Answer::Text(text))),
        },
        _ => Err(Refusal::OtherKind),
    }
}

/// The ticks in the order of the kinds.
fn in_order(kinds: &[IncidentKind], ticks: &[Incident]) -> Result<Vec<Incident>, Refusal> {
    let of_kind = |kind: &IncidentKind| ticks.iter().find(|tick| tick.incident == kind.id).cloned();
    let ordered: Vec<Incident> = kinds.iter().filter_map(of_kind).collect();
    if ordered.len() == ticks.len() { Ok(ordered) } else { Err(Refusal::NoSuchOption) }
}
