//! How things stand with the answers, in one sentence that is true.

use esteem_study::outbox::{Outcome, Saved};
use esteem_study::study::CollectorKind;

use super::{Note, Questionnaire};
use crate::words::{Fate, Word, joined};

impl Questionnaire {
    /// Says how things stand.
    pub(super) fn say(&self) {
        let note = match self.note {
            Note::None => None,
            Note::CameBack => Some(Fate::CameBack),
            Note::Restored => Some(Fate::Restored),
            Note::Unreadable => Some(Fate::Unreadable),
            // It is said when it is so.
            Note::Erased if self.keeping.outbox.status().is_erasing => None,
            Note::Erased => Some(Fate::Erased),
        };
        let sentence = match note {
            _ if self.is_elsewhere => self.words().say(Fate::Elsewhere).into(),
            Some(note) => self.words().say(note).into(),
            None if self.is_test => String::new(),
            None => self.standing(),
        };
        let status = self.keeping.outbox.status();
        let is_routine = note.is_none()
            && !self.is_elsewhere
            && status.outcome == Outcome::Unfinished
            && matches!(status.saved, Saved::Writing | Saved::Yes);
        self.state(&sentence, !is_routine);
    }

    /// How things stand with the answers on the screen, and with others that wait.
    fn standing(&self) -> String {
        let (words, status) = (self.words(), self.keeping.outbox.status());
        let is_in_memory = status.saved == Saved::Memory;
        let own = match status.outcome {
            Outcome::Unfinished => match status.saved {
                Saved::Nothing => "",
                Saved::Writing => words.say(Word::Keeping),
                Saved::Yes => words.say(Fate::Kept),
                Saved::No => words.say(Word::NotKept),
                Saved::Memory => words.say(Fate::MemoryOnly),
            },
            Outcome::Keeping => words.say(Word::Keeping),
            Outcome::Sending => words.say(Fate::Sending),
            Outcome::Waiting | Outcome::OnDevice if is_in_memory => words.say(Fate::InMemory),
            Outcome::Waiting => words.say(Fate::Waiting),
            Outcome::OnDevice => words.say(Fate::OnDevice),
            Outcome::Received if self.collector.is_none() => words.say(Fate::Handed),
            Outcome::Received if self.is_confirmed() => words.say(Fate::Confirmed),
            Outcome::Received => words.say(Fate::Sent),
            Outcome::Parked => words.say(Fate::Refused),
            Outcome::Gone => words.say(Fate::Erased),
            Outcome::TryOut => "",
        };
        if status.others == 0 {
            return own.into();
        }
        joined(&[own, words.space(), &words.count(Fate::OthersWait, status.others as i64)])
    }

    /// Whether the collector confirms what it receives.
    pub(super) fn is_confirmed(&self) -> bool {
        self.collector.as_ref().is_some_and(|collector| collector.kind == CollectorKind::Receipt)
    }
}
