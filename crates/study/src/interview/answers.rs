//! Which answers a question takes.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Ask, Interview, Moment, Stage};
use crate::key::Key;
use crate::response::{Answer, Fixed, Missing};
use crate::study::{AnswerForm, Item, Study};

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
    /// empty list; for incidents that list says that none of them happened). The first answer of all starts the record.
    /// Returns whether anything changed.
    ///
    /// # Errors
    /// Why the answer was not taken; then nothing changes.
    pub fn answer(&mut self, key: &Key, answer: Option<Answer>, now: &Moment) -> Result<bool, Refusal> {
        if self.stage == Stage::Finished {
            return Err(Refusal::Finished);
        }
        let ask = self.asks.iter_mut().find(|ask| ask.key == *key).ok_or(Refusal::UnknownKey)?;
        let item = self.study.items.get(ask.item).ok_or(Refusal::UnknownKey)?;
        let mut answer = answer;
        fit(&self.study, item, &mut answer)?;
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

/// What was kept as the answer to an ask, if the item still takes it.
pub(super) fn kept(study: &Study, ask: &Ask, said: &[(String, Answer)]) -> Option<Answer> {
    let item = study.items.get(ask.item)?;
    let mut kept = said.iter().find(|(key, _)| ask.key.is_named(key)).map(|(_, answer)| answer.clone());
    fit(study, item, &mut kept).ok().and(kept)
}

/// Whether the item takes the answer. One that says nothing becomes none.
pub(super) fn fit(study: &Study, item: &Item, answer: &mut Option<Answer>) -> Result<(), Refusal> {
    let Some(given) = answer else { return Ok(()) };
    let says_nothing = match (&item.answer, &*given) {
        (AnswerForm::Rating { scale, .. }, given) => {
            let scale = study.scale(scale).ok_or(Refusal::NoSuchLevel)?;
            let is_offered = match given {
                Answer::Number(code) => code.as_whole().is_some_and(|code| scale.position(code).is_some()),
                Answer::Missing { missing: Missing::NotApplicable } => scale.not_applicable.is_some(),
                Answer::Missing { missing: Missing::DontKnow } => scale.dont_know.is_some(),
                Answer::Missing { .. } => false,
                _ => return Err(Refusal::OtherKind),
            };
            return if is_offered { Ok(()) } else { Err(Refusal::NoSuchLevel) };
        }
        (AnswerForm::Choice { options }, Answer::Text(id)) => {
            ticks(&[id], |id| options.iter().any(|option| option.id == *id))?;
            false
        }
        (AnswerForm::Choices { options, most }, Answer::Chosen(ids)) => {
            let ids: Vec<&String> = ids.iter().collect();
            ticks(&ids, |id| options.iter().any(|option| option.id == *id))?;
            match most {
                Some(most) if ids.len() > *most as usize => return Err(Refusal::TooMany { most: *most }),
                _ => ids.is_empty(),
            }
        }
        (AnswerForm::Incidents { incidents: kinds, severity, resolution, .. }, Answer::Incidents(given)) => {
            let ids: Vec<&String> = given.iter().map(|tick| &tick.incident).collect();
            ticks(&ids, |id| kinds.iter().any(|kind| kind.id == *id))?;
            for tick in given {
                for (scale, code) in [(severity, tick.severity), (resolution, tick.resolution)] {
                    if let Some(code) = code {
                        let scale = study.scale(scale).ok_or(Refusal::NoSuchLevel)?;
                        scale.position(code.into()).ok_or(Refusal::NoSuchLevel)?;
                    }
                }
            }
            false
        }
        // Files write "none of these" as an empty list, which does not say what it is a list of.
        (AnswerForm::Incidents { .. }, Answer::Chosen(ids)) if ids.is_empty() => {
            *given = Answer::Incidents(Vec::new());
            false
        }
        (AnswerForm::Number { least, most, .. }, Answer::Number(number)) => match (*least, *most) {
            (Some(least), _) if number.0 < i64::from(least) * Fixed::UNIT => return Err(Refusal::BelowLeast { least }),
            (_, Some(most)) if number.0 > i64::from(most) * Fixed::UNIT => return Err(Refusal::AboveMost { most }),
            _ => false,
        },
        (AnswerForm::Text { .. }, Answer::Text(text)) => {
            let (mut characters, mut is_blank) = (0, true);
            for c in text.chars() {
                characters += 1;
                is_blank &= c.is_whitespace();
            }
            if characters > LONGEST_TEXT {
                return Err(Refusal::TooLong { most: LONGEST_TEXT as u32 });
            }
            is_blank
        }
        _ => return Err(Refusal::OtherKind),
    };
    if says_nothing {
        *answer = None;
    }
    Ok(())
}

/// Whether all of these are known, and none is there twice.
fn ticks(ids: &[&String], is_known: impl Fn(&String) -> bool) -> Result<(), Refusal> {
    let mut rest = ids;
    while let Some((id, others)) = rest.split_first() {
        if !is_known(id) || others.contains(id) {
            return Err(Refusal::NoSuchOption);
        }
        rest = others;
    }
    Ok(())
}
