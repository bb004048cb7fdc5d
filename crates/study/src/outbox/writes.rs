//! What the store is asked for, and what comes of its answers.

use alloc::string::String;
use alloc::vec::Vec;

use super::entries;
use super::record::{Effect, Record, Rung, Stage};
use super::timing::{CAP_MS, back_off, is_due};
use super::{Outbox, Turn};

/// A request to the store that has not been answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Write {
    ticket: u32,
    pub(super) kind: Kind,
    pub(super) record: Record,
    ids: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Draft,
    Finish,
    /// A response is claimed, to be sent.
    Claim,
    /// What came of sending it.
    Settle,
    /// A draft that was given up while it was being written.
    GivenUp,
    Erase,
    /// Of something that the respondent has erased since; the erasure comes after it.
    Void,
}

impl Write {
    pub(super) fn is_of_current(&self) -> bool {
        matches!(self.kind, Kind::Draft | Kind::Finish)
    }
}

impl Outbox {
    /// Whether the store is left alone for a while, because it has failed.
    pub(super) fn rests(&self, now: u64) -> bool {
        !is_due(now, self.retry_ms, CAP_MS)
    }

    /// Whether the store is being asked to write a record of this id.
    pub(super) fn is_written(&self, id: &str) -> bool {
        self.writes.iter().any(|write| write.record.id == id)
    }

    /// Whether something that the respondent erased may still be on the device.
    pub(super) fn is_erasing(&self) -> bool {
        let is_erased = |ids: &[String]| ids.iter().any(|id| self.erased.contains(id));
        is_erased(&self.to_erase) || self.writes.iter().any(|write| is_erased(&write.ids))
    }

    pub(super) fn write(&mut self, turn: &mut Turn, kind: Kind, record: Record) {
        let ticket = self.ticket(turn);
        turn.push(Effect::Keep { ticket, record: record.clone(), expect: record.rev - 1 });
        self.writes.push(Write { ticket, kind, record, ids: Vec::new() });
    }

    pub(super) fn write_erasure(&mut self, turn: &mut Turn) {
        if !self.to_erase.is_empty() && !self.rests(turn.now) {
            let ids = core::mem::take(&mut self.to_erase);
            let ticket = self.ticket(turn);
            turn.push(Effect::Erase { ticket, ids: ids.clone() });
            let none = self.blank("");
            self.writes.push(Write { ticket, kind: Kind::Erase, record: none, ids });
        }
    }

    /// A draft of this tab with nothing in it.
    pub(super) fn blank(&self, id: &str) -> Record {
        Record {
            id: String::from(id),
            study: self.study.clone(),
            slot: self.slot.clone(),
            rev: 0,
            stage: Stage::Draft,
            body: String::new(),
            place: String::new(),
            hash: String::new(),
            attempts: 0,
            due_ms: 0,
            kept_ms: 0,
        }
    }

    /// Tickets begin anywhere, so that an answer to an instance that broke down is not taken for one of ours.
    fn ticket(&mut self, turn: &Turn) -> u32 {
        if self.tickets == 0 {
            self.tickets = turn.chance >> 1;
        }
        self.tickets += 1;
        self.tickets
    }

    fn written(&mut self, ticket: u32) -> Option<Write> {
        let index = self.writes.iter().position(|write| write.ticket == ticket)?;
        Some(self.writes.swap_remove(index))
    }

    pub(super) fn kept(&mut self, turn: &mut Turn, ticket: u32, rung: Rung) {
        let Some(write) = self.written(ticket) else { return };
        self.failures = 0;
        self.retry_ms = 0;
        self.rung = rung;
        self.has_kept(turn, write);
    }

    fn has_kept(&mut self, turn: &mut Turn, write: Write) {
        match write.kind {
            Kind::Draft => self.draft_kept(write.record),
            Kind::Finish => self.hand_over(turn, write.record, true),
            Kind::Claim => self.claimed(turn, write.record),
            Kind::Settle => self.settled(write.record),
            Kind::GivenUp => self.give_up_draft(write.record),
            Kind::Erase | Kind::Void => {}
        }
    }

    pub(super) fn conflicted(&mut self, turn: &mut Turn, ticket: u32, found: Option<Record>) {
        let Some(write) = self.written(ticket) else { return };
        match write.kind {
            Kind::Draft | Kind::Finish => self.current_conflicted(turn, write.record, found),
            Kind::Claim | Kind::Settle => self.entry_conflicted(&write.record.id, found),
            Kind::GivenUp => match found {
                Some(record) if record.id != write.record.id => {}
                Some(record) if record.stage == Stage::Draft => self.give_up_draft(record),
                Some(record) => entries::learn(&mut self.entries, record),
                None => {}
            },
            Kind::Erase | Kind::Void => {}
        }
    }

    pub(super) fn unkept(&mut self, turn: &mut Turn, ticket: u32) {
        if let Some(write) = self.written(ticket) {
            self.failures = self.failures.saturating_add(1);
            self.has_failed(turn, write);
        }
    }

    fn has_failed(&mut self, turn: &mut Turn, write: Write) {
        self.retry_ms = turn.now + back_off(self.failures.max(1), turn.chance);
        match write.kind {
            Kind::Draft | Kind::Finish => self.say_again(write.record),
            Kind::Erase => self.to_erase.extend(write.ids),
            Kind::GivenUp if write.record.rev > 1 => {
                let mut record = write.record;
                record.rev -= 1;
                self.give_up_draft(record);
            }
            // A claim is made again when the store is tried again; so is a receipt, and the rest is left to the lease.
            Kind::Claim | Kind::Settle | Kind::GivenUp | Kind::Void => {}
        }
    }

    /// The respondent's wish goes before everything: what is known is erased, and what is on its way once it arrives.
    pub(super) fn erase_all(&mut self, turn: &mut Turn) {
        let mut ids: Vec<String> = Vec::new();
        for write in self.writes.iter_mut().filter(|write| write.kind != Kind::Erase) {
            write.kind = Kind::Void;
            ids.push(write.record.id.clone());
        }
        for entry in core::mem::take(&mut self.entries) {
            if entry.is_kept {
                ids.push(entry.record.id);
            }
        }
        if self.current.rev > 0 {
            ids.push(self.current.id.clone());
        }
        for id in ids {
            if !self.erased.contains(&id) {
                self.erased.push(id.clone());
                self.to_erase.push(id);
            }
        }
        self.retry_ms = 0;
        self.begin(turn);
    }

    pub(super) fn set_alarm(&mut self, turn: &mut Turn) {
        let is_store_wanted = self.current.said.is_some()
            || !self.to_erase.is_empty()
            || self.entries.iter().any(|entry| entry.is_kept && (entry.is_received || entry.is_to_send()));
        let retry = Some(self.retry_ms).filter(|_| is_store_wanted && self.rests(turn.now));
        let Some(alarm) = retry.into_iter().chain(self.next_due(turn.now)).min() else { return };
        if alarm != self.alarm_ms {
            self.alarm_ms = alarm;
            turn.push(Effect::Wake { in_ms: alarm - turn.now });
        }
    }
}
