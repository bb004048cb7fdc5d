//! Finished responses on their way to whoever receives them.

use alloc::vec::Vec;

use super::record::{Delivery, Effect, Outcome, Record, Reply, Stage};
use super::timing::{DAY_MS, EXPIRY_MS, GIVE_UP, LEASE_MS, LONGEST_MS, back_off, is_due, retry_after};
use super::writes::Kind;
use super::{Outbox, Turn};

/// No more requests than this at a time, so that a device with many responses leaves the page its network.
const AT_ONCE: usize = 2;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Entry {
    /// As the store holds it, as far as we know.
    pub(super) record: Record,
    /// Whether the store holds it; else it lives in memory.
    pub(super) is_kept: bool,
    /// Whether it was finished in this tab.
    pub(super) is_ours: bool,
    /// The revision under which this tab sends it.
    pub(super) sending: Option<u32>,
    /// It was received, and that is not yet kept.
    pub(super) is_received: bool,
}

impl Entry {
    pub(super) fn new(record: Record, is_kept: bool, is_ours: bool) -> Entry {
        Entry { record, is_kept, is_ours, sending: None, is_received: false }
    }

    pub(super) fn is_unsent(&self) -> bool {
        !self.is_received && self.record.stage != Stage::Acknowledged
    }

    /// Whether it is to be sent at some time, without anybody's doing.
    pub(super) fn is_to_send(&self) -> bool {
        let is_sendable = self.record.stage == Stage::Queued || self.record.due_ms > 0;
        self.is_unsent() && is_sendable
    }
}

/// Takes what the store holds for the truth, if it is newer.
pub(super) fn learn(entries: &mut Vec<Entry>, record: Record) {
    match entries.iter_mut().find(|entry| entry.record.id == record.id) {
        Some(entry) if record.rev > entry.record.rev => {
            // A draft that is being given up is finished instead, if somebody has finished it meanwhile.
            let is_finished_after_all = entry.record.stage == Stage::Draft && record.stage != Stage::Draft;
            entry.is_received &= record.stage != Stage::Acknowledged && !is_finished_after_all;
            entry.is_kept = true;
            entry.record = record;
        }
        Some(_) => {}
        None => entries.push(Entry::new(record, true, false)),
    }
}

impl Outbox {
    pub(super) fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.record.id == id)
    }

    fn entry_mut(&mut self, id: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.record.id == id)
    }

    fn is_claiming(&self, id: &str) -> bool {
        self.writes.iter().any(|write| write.kind == Kind::Claim && write.record.id == id)
    }

    pub(super) fn outcome(&self, entry: &Entry) -> Outcome {
        match entry.record.stage {
            _ if !entry.is_unsent() => Outcome::Received,
            _ if entry.sending.is_some() || self.is_claiming(&entry.record.id) => Outcome::Sending,
            Stage::Parked => Outcome::Parked,
            _ if self.delivery == Delivery::Post => Outcome::Waiting,
            _ => Outcome::OnDevice,
        }
    }

    /// Claims what is due, the oldest first, and sends what cannot be claimed because it is in memory alone or because
    /// the store has failed for good: the collector's key makes a second request harmless.
    pub(super) fn send_due(&mut self, turn: &mut Turn) {
        if self.delivery != Delivery::Post {
            return;
        }
        let rests = self.rests(turn.now);
        let is_lost = rests && self.failures >= GIVE_UP;
        loop {
            let mut on_their_way = 0;
            let mut next: Option<usize> = None;
            for (index, entry) in self.entries.iter().enumerate() {
                let has_come = is_due(turn.now, entry.record.due_ms, LONGEST_MS);
                let is_written = self.is_written(&entry.record.id);
                if self.is_claiming(&entry.record.id) || (entry.sending.is_some() && !has_come) {
                    on_their_way += 1;
                } else if has_come && !is_written && entry.is_to_send() && (!rests || is_lost || !entry.is_kept) {
                    let is_older = |other: &Entry| entry.record.due_ms < other.record.due_ms;
                    if next.and_then(|found| self.entries.get(found)).is_none_or(is_older) {
                        next = Some(index);
                    }
                }
            }
            let Some(entry) = next.and_then(|index| self.entries.get_mut(index)) else { return };
            if on_their_way >= AT_ONCE {
                return;
            }
            entry.sending = None;
            let mut record = entry.record.clone();
            record.attempts = record.attempts.saturating_add(1);
            record.due_ms = turn.now + LEASE_MS;
            if entry.is_kept && !is_lost {
                record.rev += 1;
                self.write(turn, Kind::Claim, record);
            } else {
                entry.send(turn, record);
            }
        }
    }

    pub(super) fn claimed(&mut self, turn: &mut Turn, record: Record) {
        let Some(entry) = self.entry_mut(&record.id) else { return };
        if entry.is_received || is_due(turn.now, record.due_ms, LONGEST_MS) {
            // It was received while we asked, or we were asleep and the claim is over.
            entry.record = record;
        } else {
            entry.send(turn, record);
        }
    }

    pub(super) fn replied(&mut self, turn: &mut Turn, id: &str, reply: Reply) {
        let Some(entry) = self.entry_mut(id) else { return };
        let was_sent_as = entry.sending.take();
        if reply == Reply::Received {
            entry.is_received = entry.is_unsent();
            return;
        }
        if was_sent_as != Some(entry.record.rev) || !entry.is_unsent() {
            return; // Somebody else has taken it further since.
        }
        let has_expired = turn.now.saturating_sub(entry.record.kept_ms) >= EXPIRY_MS;
        let is_barred = reply == Reply::Barred || entry.record.stage == Stage::Parked;
        entry.record.stage = Stage::Parked;
        entry.record.due_ms = match reply {
            Reply::Unclear { retry_after_ms } if !has_expired && !is_barred => {
                entry.record.stage = Stage::Queued;
                turn.now + back_off(entry.record.attempts, turn.chance).max(retry_after(retry_after_ms))
            }
            Reply::Refused => 0,
            _ if has_expired => 0,
            _ => turn.now + DAY_MS,
        };
        // If this cannot be kept, the end of the claim stands in the store, which is as well.
        let mut record = entry.record.clone();
        if entry.is_kept && !self.rests(turn.now) {
            record.rev += 1;
            self.write(turn, Kind::Settle, record);
        }
    }

    pub(super) fn taken(&mut self, id: &str) {
        let is_taken = self.delivery == Delivery::Hand;
        if let Some(entry) = self.entry_mut(id) {
            entry.is_received |= is_taken && entry.is_unsent();
        }
    }

    /// Keeps that something was received, in place of its answers.
    pub(super) fn acknowledge(&mut self, turn: &mut Turn) {
        let rests = self.rests(turn.now);
        let mut index = 0;
        while let Some(entry) = self.entries.get_mut(index) {
            index += 1;
            let is_written = self.writes.iter().any(|write| write.record.id == entry.record.id);
            if !entry.is_received || is_written || (rests && entry.is_kept) {
                continue;
            }
            let mut receipt = entry.record.clone();
            receipt.rev += 1;
            receipt.stage = Stage::Acknowledged;
            receipt.body.clear();
            receipt.place.clear();
            (receipt.due_ms, receipt.kept_ms) = (0, turn.now);
            if entry.is_kept {
                self.write(turn, Kind::Settle, receipt);
            } else {
                entry.is_received = false;
                entry.record = receipt;
            }
        }
    }

    pub(super) fn settled(&mut self, record: Record) {
        if let Some(entry) = self.entry_mut(&record.id) {
            entry.is_received &= record.stage != Stage::Acknowledged;
            entry.record = record;
        }
    }

    /// Another tab was first. What it wrote is the truth, but a receipt of ours is one all the same.
    pub(super) fn entry_conflicted(&mut self, id: &str, found: Option<Record>) {
        match found {
            Some(record) if record.id == id => learn(&mut self.entries, record),
            _ => self.let_go(id),
        }
    }

    /// Knows nothing of a response any more.
    pub(super) fn let_go(&mut self, id: &str) {
        self.entries.retain(|entry| entry.record.id != id);
    }

    /// Lets go of receipts that are a day old.
    pub(super) fn expire(&mut self, turn: &mut Turn) {
        let to_erase = &mut self.to_erase;
        let current = &self.current.id;
        self.entries.retain_mut(|entry| {
            let age = turn.now.saturating_sub(entry.record.kept_ms);
            let is_old = entry.is_kept && entry.record.stage == Stage::Acknowledged && age >= DAY_MS;
            if is_old {
                to_erase.push(entry.record.id.clone());
                entry.is_kept = false;
            }
            !is_old || entry.record.id == *current
        });
    }

    /// The instant at which something is to be sent next.
    pub(super) fn next_due(&self, now: u64) -> Option<u64> {
        let waiting = self.entries.iter().filter(|entry| self.delivery == Delivery::Post && entry.is_to_send());
        waiting.map(|entry| entry.record.due_ms).filter(|due| !is_due(now, *due, LONGEST_MS)).min()
    }
}

impl Entry {
    fn send(&mut self, turn: &mut Turn, record: Record) {
        turn.push(Effect::Send { id: record.id.clone(), body: record.body.clone() });
        self.sending = Some(record.rev);
        self.record = record;
    }
}
