//! The response that is being answered: drafts, finishing, adopting, beginning anew.

use alloc::string::String;

use super::entries::{self, Entry};
use super::record::{Effect, Record, Rung, Saved, Stage};
use super::timing::{GIVE_UP, next_id};
use super::writes::Kind;
use super::{Outbox, Turn};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Phase {
    Answering,
    /// Finished was said, and is not kept yet.
    Finishing,
    Over,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Current {
    pub(super) id: String,
    /// The revision that the store holds as far as we know; 0 if it never held this id.
    pub(super) rev: u32,
    pub(super) phase: Phase,
    /// What is to be written next. A newer one takes its place, so that no write waits behind another.
    pub(super) said: Option<Said>,
    place: String,
    /// What the store held when we last knew; the answers that differ from it were given here.
    base: String,
    /// The interview has been asked to speak again, and until then the store does not hold what it knows.
    is_owed: bool,
    /// Another response is wanted as soon as this one is finished.
    is_again_wanted: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Said {
    pub(super) body: String,
    /// Of a finished response.
    pub(super) hash: Option<String>,
}

impl Current {
    pub(super) fn new(id: String) -> Current {
        Current {
            id,
            rev: 0,
            phase: Phase::Answering,
            said: None,
            place: String::new(),
            base: String::new(),
            is_owed: false,
            is_again_wanted: false,
        }
    }

    /// A draft of this slot that somebody else may have written; only a newer one concerns us.
    pub(super) fn meet(&mut self, turn: &mut Turn, record: Record) {
        let is_newer = if record.id == self.id { record.rev > self.rev } else { self.rev == 0 };
        if is_newer && self.phase != Phase::Over {
            self.adopt(turn, record);
        }
    }

    pub(super) fn adopt(&mut self, turn: &mut Turn, record: Record) {
        self.id.clone_from(&record.id);
        self.place.clone_from(&record.place);
        self.rev = record.rev;
        // What was to be written did not know this draft; the interview puts the two together and speaks again.
        self.said = None;
        self.is_owed = self.phase == Phase::Finishing;
        let base = core::mem::replace(&mut self.base, record.body.clone());
        turn.push(Effect::Adopt { record, base });
    }

    fn rename(&mut self, turn: &mut Turn, id: String) {
        self.id = id;
        self.rev = 0;
        self.said = None;
        self.base = String::new();
        self.is_owed = true;
        turn.push(Effect::Rename { id: self.id.clone() });
    }

    pub(super) fn end(&mut self, turn: &mut Turn, is_elsewhere: bool) {
        self.phase = Phase::Over;
        self.said = None;
        self.is_owed = false;
        if is_elsewhere {
            turn.push(Effect::FinishedElsewhere { id: self.id.clone() });
        }
    }
}

impl Outbox {
    pub(super) fn answered(&mut self, body: String, place: String) {
        self.say(Phase::Answering, Said { body, hash: None });
        self.current.place = place;
        self.current.is_again_wanted = false;
    }

    pub(super) fn finished(&mut self, body: String, hash: String) {
        self.say(Phase::Finishing, Said { body, hash: Some(hash) });
    }

    fn say(&mut self, phase: Phase, said: Said) {
        if self.current.phase != Phase::Over {
            self.current.phase = phase;
            self.current.said = Some(said);
            self.current.is_owed = false;
            // Somebody waits for this one, so a resting store is tried at once.
            self.retry_ms = 0;
        }
    }

    /// Writes what was said last, if nothing is on its way; or goes on in memory, if the store has failed for good.
    pub(super) fn write_current(&mut self, turn: &mut Turn) {
        if self.writes.iter().any(|write| write.is_of_current()) {
            return;
        }
        let rests = self.rests(turn.now);
        let has_failed = self.failures >= GIVE_UP && self.current.said.as_ref().is_some_and(|said| said.hash.is_some());
        if has_failed && self.current.rev > 0 && rests {
            // The draft stays in the store, and another tab may go on with it and finish it with other answers.
            let id = self.new_id(turn);
            return self.current.rename(turn, id);
        }
        let in_memory = has_failed && self.current.rev == 0;
        if !in_memory && (rests || self.current.rev == 0 && self.is_clearing()) {
            return;
        }
        let Some(said) = self.current.said.take() else { return };
        let is_finished = said.hash.is_some();
        let mut record = self.blank(&self.current.id);
        record.rev = if in_memory { 0 } else { self.current.rev + 1 };
        record.body = said.body;
        record.place.clone_from(&self.current.place);
        record.kept_ms = turn.now;
        if let Some(hash) = said.hash {
            (record.stage, record.hash, record.due_ms) = (Stage::Queued, hash, turn.now);
        }
        if in_memory {
            self.hand_over(turn, record, false);
        } else {
            self.write(turn, if is_finished { Kind::Finish } else { Kind::Draft }, record);
        }
    }

    /// The current response is finished: it becomes one of those that wait, and the host page is told.
    pub(super) fn hand_over(&mut self, turn: &mut Turn, record: Record, is_kept: bool) {
        self.current.end(turn, false);
        turn.push(Effect::hand(&record));
        self.let_go(&record.id);
        self.entries.push(Entry::new(record, is_kept, true));
        self.begin_if_waiting(turn);
    }

    /// Our write met something else in the store.
    pub(super) fn current_conflicted(&mut self, turn: &mut Turn, written: Record, found: Option<Record>) {
        match found {
            Some(record) if record.stage == Stage::Draft => self.current.adopt(turn, record),
            // A write that was believed to have failed had not: the bytes are ours.
            Some(record) if record.stage == Stage::Queued && record.hash == written.hash && record.id == written.id => {
                self.hand_over(turn, record, true);
            }
            Some(record) if record.id == written.id => {
                self.current.end(turn, true);
                entries::learn(&mut self.entries, record);
                self.begin_if_waiting(turn);
            }
            // The record is gone: erased in another tab, or with all data of the site, or finished elsewhere and
            // received so long ago that even the receipt is gone. Its id must not come back with other bytes.
            _ => {
                let id = self.new_id(turn);
                self.current.rename(turn, id);
            }
        }
    }

    /// What could not be written is to be written again, unless something newer was said meanwhile.
    pub(super) fn say_again(&mut self, written: Record) {
        if self.current.said.is_none() {
            let hash = if written.stage == Stage::Draft { None } else { Some(written.hash) };
            self.current.said = Some(Said { body: written.body, hash });
        }
    }

    pub(super) fn again(&mut self, turn: &mut Turn) {
        match self.current.phase {
            Phase::Finishing => self.current.is_again_wanted = true,
            Phase::Answering => {
                self.give_up();
                self.begin(turn);
            }
            Phase::Over => self.begin(turn),
        }
    }

    pub(super) fn begin_if_waiting(&mut self, turn: &mut Turn) {
        if self.current.is_again_wanted && self.current.phase == Phase::Over {
            self.begin(turn);
        }
    }

    pub(super) fn begin(&mut self, turn: &mut Turn) {
        let id = self.new_id(turn);
        turn.push(Effect::Begin { id: id.clone() });
        self.current = Current::new(id);
    }

    pub(super) fn draft_kept(&mut self, record: Record) {
        self.current.rev = record.rev;
        self.current.base = record.body;
    }

    /// A receipt takes the draft's place, by compare-and-put: if another tab has finished it, it stays.
    fn give_up(&mut self) {
        let mut is_on_its_way = false;
        for write in self.writes.iter_mut().filter(|write| write.is_of_current()) {
            write.kind = Kind::GivenUp;
            is_on_its_way = true;
        }
        if self.current.rev > 0 && !is_on_its_way {
            let mut record = self.blank(&self.current.id);
            record.rev = self.current.rev;
            self.give_up_draft(record);
        }
    }

    pub(super) fn give_up_draft(&mut self, record: Record) {
        // It may be known already: given up before and adopted again, or finished by another tab meanwhile.
        if self.entry(&record.id).is_some() {
            entries::learn(&mut self.entries, record);
        } else {
            self.entries.push(Entry { is_received: true, ..Entry::new(record, true, false) });
        }
    }

    /// Whether the slot is not yet free of what was given up or erased.
    fn is_clearing(&self) -> bool {
        self.entries.iter().any(|entry| entry.record.stage == Stage::Draft)
            || self.writes.iter().any(|write| matches!(write.kind, Kind::GivenUp | Kind::Erase))
            || !self.to_erase.is_empty()
    }

    fn new_id(&mut self, turn: &Turn) -> String {
        self.births += 1;
        next_id(&self.birth, self.births, turn.chance)
    }

    pub(super) fn saved(&self, entry: Option<&Entry>) -> Saved {
        let by_rung = if self.rung == Rung::Device { Saved::Yes } else { Saved::Memory };
        let is_writing = self.writes.iter().any(|write| write.is_of_current());
        match entry {
            Some(entry) if self.current.phase == Phase::Over && !entry.is_kept => Saved::Memory,
            Some(_) if self.current.phase == Phase::Over => by_rung,
            _ if is_writing || self.current.said.is_some() || self.current.is_owed => match self.failures {
                0 => Saved::Writing,
                1..GIVE_UP => Saved::No,
                _ => Saved::Memory,
            },
            _ if self.current.rev == 0 => Saved::Nothing,
            _ => by_rung,
        }
    }
}
