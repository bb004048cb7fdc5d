//! How things stand with the answers, in one sentence that is true.

use esteem_study::outbox::{Outcome, Saved};
use esteem_study::study::CollectorKind;

use super::Questionnaire;
use crate::words::{digits, fill};

/// Something that is said until the respondent goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Note {
    /// Nothing.
    None,
    /// Answers of an earlier visit were found.
    CameBack,
    /// The questionnaire broke down, and stands again.
    Restored,
    /// Something on the device is of another version, or damaged.
    Unreadable,
    /// Everything on the device was deleted.
    Erased,
}

impl Questionnaire {
    /// Says how things stand.
    pub(super) fn say(&self) {
        let words = self.words();
        let note = match self.note {
            Note::None => None,
            Note::CameBack => Some(words.came_back),
            Note::Restored => Some(words.restored),
            Note::Unreadable => Some(words.unreadable),
            Note::Erased => Some(words.erased),
        };
        let sentence = match note {
            _ if self.is_elsewhere => words.elsewhere.into(),
            Some(note) => note.into(),
            None if self.is_test => String::new(),
            None => self.standing(),
        };
        self.frame.say(&sentence);
    }

    /// How things stand with the answers on the screen, and with others that wait.
    fn standing(&self) -> String {
        let (words, status) = (self.words(), self.outbox.status());
        let is_in_memory = status.saved == Saved::Memory;
        let own = match status.outcome {
            Outcome::Unfinished => match status.saved {
                Saved::Nothing => "",
                Saved::Writing => words.keeping,
                Saved::Yes => words.kept,
                Saved::No => words.not_kept,
                Saved::Memory => words.memory_only,
            },
            Outcome::Keeping => words.keeping,
            Outcome::Sending => words.sending,
            Outcome::Waiting | Outcome::OnDevice if is_in_memory => words.in_memory,
            Outcome::Waiting => words.waiting,
            Outcome::OnDevice => words.on_device,
            Outcome::Received if self.collector.is_none() => words.handed,
            Outcome::Received if self.is_confirmed() => words.confirmed,
            Outcome::Received => words.sent,
            Outcome::Parked => words.refused,
            Outcome::Gone => words.erased,
            Outcome::TryOut => "",
        };
        if status.others == 0 {
            return own.into();
        }
        let space = if words.language == "zh" { "" } else { " " };
        [own, space, &fill(words.others_wait, &digits(status.others as u64))].concat()
    }

    /// Whether the collector confirms what it receives.
    pub(super) fn is_confirmed(&self) -> bool {
        self.collector.as_ref().is_some_and(|collector| collector.kind == CollectorKind::Receipt)
    }
}
