//! How things stand with the answers, in one sentence that is true.

use esteem_study::outbox::{Outcome, Saved};
use esteem_study::study::CollectorKind;

use super::Questionnaire;
use crate::words::{Word, joined};

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
        let note = match self.note {
            Note::None => None,
            Note::CameBack => Some(Word::CameBack),
            Note::Restored => Some(Word::Restored),
            Note::Unreadable => Some(Word::Unreadable),
            // It is said when it is so.
            Note::Erased if self.outbox.status().is_erasing => None,
            Note::Erased => Some(Word::Erased),
        };
        let sentence = match note {
            _ if self.is_elsewhere => self.words().say(Word::Elsewhere).into(),
            Some(note) => self.words().say(note).into(),
            None if self.is_test => String::new(),
            None => self.standing(),
        };
        // That every letter is kept is there to be read, and would be unbearable to hear.
        let status = self.outbox.status();
        let is_routine = note.is_none()
            && !self.is_elsewhere
            && status.outcome == Outcome::Unfinished
            && matches!(status.saved, Saved::Writing | Saved::Yes);
        self.frame.set(".status", "aria-live", if is_routine { "off" } else { "polite" });
        self.frame.set(".status", "textContent", &sentence);
    }

    /// Says something at once, to those who hear the page as well; whatever is said next takes its place.
    pub(super) fn announce(&self, text: &str) {
        self.frame.set(".status", "aria-live", "polite");
        self.frame.set(".status", "textContent", text);
    }

    /// How things stand with the answers on the screen, and with others that wait.
    fn standing(&self) -> String {
        let (words, status) = (self.words(), self.outbox.status());
        let is_in_memory = status.saved == Saved::Memory;
        let own = match status.outcome {
            Outcome::Unfinished => match status.saved {
                Saved::Nothing => None,
                Saved::Writing => Some(Word::Keeping),
                Saved::Yes => Some(Word::Kept),
                Saved::No => Some(Word::NotKept),
                Saved::Memory => Some(Word::MemoryOnly),
            },
            Outcome::Keeping => Some(Word::Keeping),
            Outcome::Sending => Some(Word::Sending),
            Outcome::Waiting | Outcome::OnDevice if is_in_memory => Some(Word::InMemory),
            Outcome::Waiting => Some(Word::Waiting),
            Outcome::OnDevice => Some(Word::OnDevice),
            Outcome::Received if self.collector.is_none() => Some(Word::Handed),
            Outcome::Received if self.is_confirmed() => Some(Word::Confirmed),
            Outcome::Received => Some(Word::Sent),
            Outcome::Parked => Some(Word::Refused),
            Outcome::Gone => Some(Word::Erased),
            Outcome::TryOut => None,
        };
        let own = own.map_or("", |word| words.say(word));
        if status.others == 0 {
            return own.into();
        }
        joined(&[own, words.space(), &words.count(Word::OthersWait, status.others as i64)])
    }

    /// Whether the collector confirms what it receives.
    pub(super) fn is_confirmed(&self) -> bool {
        self.collector.as_ref().is_some_and(|collector| collector.kind == CollectorKind::Receipt)
    }
}
