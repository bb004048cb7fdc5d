//! What becomes of a response between the first answer and the collector's receipt, as a state machine without I/O.
//!
//! ```text
//!  Answered          Finished: the same record, one put        claimed for a minute: put, attempts + 1
//!  (none) ──▶ Draft ────────────────────────────▶ Queued ──────────────────────────▶ POST
//!               │ ▲                                ▲  ▲                              │  │  │
//!               │ └ Adopt: another tab wrote       │  └──── Unclear, back-off ───────┘  │  │ Received, Taken
//!               │                          a day   │                                    │  │
//!               │                          later ┌─┴────┐      Refused, Barred          │  │
//!               │                                │Parked│◀─── or older than 14 days ────┘  │
//!               │ Again, compare-and-put         └──────┘                                  ▼
//!               └───────────────────────────────────────────────────────────────▶ Acknowledged ──▶ erased
//!                                                                       id and hash, no body     after a day
//! ```
//!
//! Correctness comes from two places only: the store's compare-and-put on a record's revision (and on the slot, which
//! holds one draft at most), and the collector's primary key, the response's id. Everything else may be missing, late,
//! doubled or wrong. Each tab runs an [`Outbox`] of its own over the one store. What follows from this:
//!
//! - An id stands for one sequence of bytes at most. It is born before any write; `Queued` freezes the bytes; an id that
//!   has vanished from the store is never written again, because it may long have been delivered ([`Effect::Rename`]).
//! - Nothing finished is erased before its receipt is kept, except at the respondent's own wish ([`Event::Erase`]).
//! - "Sending" is not a fact in the store but a lease: a tab that wants to send moves `due_ms` a minute ahead by
//!   compare-and-put. A tab that dies while it sends is healed by the lease's end, and a clock that was set back by
//!   waits that are longer than any legal one, which count as over.
//! - A store that fails is tried again with the same back-off as the collector, and after [`GIVE_UP`] failures in a row
//!   the response goes on in memory and says so. It is then sent under an id that the store has never seen, because
//!   another tab may go on with the draft that the store holds.
//! - [`Event::Erase`] concerns what this tab knows of. A tab elsewhere that still shows erased answers keeps them again
//!   only when its respondent goes on there, under a new id, and claims nothing that was erased.
//!
//! What the driver promises: effects are carried out in their order, and what they make the interview say is said
//! before any other event. The store does what a tab asks in the order in which it was asked, and answers each ticket
//! once. `Kept` is said when the transaction is complete; `Unkept`
//! when it is certain that nothing was written. A driver that falls back to an emptier store answers with a conflict
//! without a record, as compare-and-put there does. Every `Send` is answered within a minute.

use alloc::string::String;
use alloc::vec::Vec;

mod current;
mod entries;
mod record;
mod timing;
mod writes;

#[cfg(test)]
mod tests;

pub use record::{Delivery, Effect, Event, Outcome, Record, Reply, Rung, Saved, Stage, Status};
pub use timing::{CAP_MS, DAY_MS, EXPIRY_MS, GIVE_UP, LEASE_MS, LONGEST_MS};

use current::{Current, Phase};
use entries::Entry;
use writes::Write;

/// Keeps and sends the responses of one study on one device, in one tab.
///
/// Two that are equal behave equally from here on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Outbox {
    study: String,
    slot: String,
    delivery: Delivery,
    /// The id that this tab was given; later ones are made from it, so that they are as random.
    birth: String,
    births: u32,
    current: Current,
    /// The finished responses of the study, in the order in which they became known.
    entries: Vec<Entry>,
    /// What the store has been asked for and has not answered yet.
    writes: Vec<Write>,
    tickets: u32,
    /// What the respondent has erased here; an older look at the store must not bring it back.
    erased: Vec<String>,
    to_erase: Vec<String>,
    rung: Rung,
    /// Writes that failed in a row; the store rests until `retry_ms` after a failure.
    failures: u32,
    retry_ms: u64,
    has_opened: bool,
    alarm_ms: u64,
}

/// One step: the time, the chance, and what is to be done.
struct Turn {
    now: u64,
    chance: u32,
    effects: Vec<Effect>,
}

impl Turn {
    fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }
}

impl Outbox {
    /// The outbox of a tab that shows `study`; `slot` says whose draft is whose (part, wave and link), and `id` is
    /// random and names the response that may begin.
    pub fn new(study: &str, slot: &str, id: String, delivery: Delivery) -> Outbox {
        Outbox {
            study: String::from(study),
            slot: String::from(slot),
            delivery,
            birth: id.clone(),
            births: 0,
            current: Current::new(id),
            entries: Vec::new(),
            writes: Vec::new(),
            tickets: 0,
            erased: Vec::new(),
            to_erase: Vec::new(),
            rung: Rung::Device,
            failures: 0,
            retry_ms: 0,
            has_opened: false,
            alarm_ms: 0,
        }
    }

    /// Takes what has happened and says what is to be done, in this order.
    ///
    /// `now_ms` are milliseconds since 1970 by a clock that may jump, `chance` 32 random bits.
    pub fn step(&mut self, now_ms: u64, chance: u32, event: Event) -> Vec<Effect> {
        let mut turn = Turn { now: now_ms, chance, effects: Vec::new() };
        if self.delivery == Delivery::Never {
            self.try_out(&mut turn, event);
        } else {
            self.take(&mut turn, event);
            self.go_on(&mut turn);
        }
        turn.effects
    }

    /// Goes on beside the draft that holds this slot and that nobody here can read: what is kept from now on has a slot of
    /// its own.
    pub fn stand_aside(&mut self) {
        const ASIDE: &str = "/aside";
        if !self.slot.ends_with(ASIDE) {
            self.slot.push_str(ASIDE);
        }
    }

    /// Whose draft is whose: a slot of the store holds one draft at most.
    pub fn slot(&self) -> &str {
        &self.slot
    }

    /// The id of the response that is being answered, or that was finished last.
    pub fn id(&self) -> &str {
        &self.current.id
    }

    /// What can be said about the response and the device now.
    pub fn status(&self) -> Status {
        let entry = self.entry(&self.current.id);
        let outcome = match (self.current.phase, entry) {
            (Phase::Answering, _) => Outcome::Unfinished,
            (Phase::Finishing, _) => Outcome::Keeping,
            (Phase::Over, _) if self.delivery == Delivery::Never => Outcome::TryOut,
            (Phase::Over, None) => Outcome::Gone,
            (Phase::Over, Some(entry)) => self.outcome(entry),
        };
        let is_unsent = |entry: &&Entry| entry.is_unsent() && entry.record.id != self.current.id;
        Status {
            saved: self.saved(entry),
            outcome,
            others: self.entries.iter().filter(is_unsent).count(),
            is_erasing: self.is_erasing(),
        }
    }

    /// The finished responses that nobody has received yet, as far as this tab knows, for download.
    pub fn unsent(&self) -> Vec<&Record> {
        self.entries.iter().filter(|entry| entry.is_unsent()).map(|entry| &entry.record).collect()
    }

    fn take(&mut self, turn: &mut Turn, event: Event) {
        match event {
            Event::Opened { records } => self.opened(turn, records),
            Event::Unreadable => self.failures = self.failures.max(GIVE_UP),
            Event::Answered { body, place } => self.answered(body, place),
            Event::Finished { body, hash } => self.finished(body, hash),
            Event::Kept { ticket, rung } => self.kept(turn, ticket, rung),
            Event::Conflicted { ticket, record } => self.conflicted(turn, ticket, record),
            Event::Unkept { ticket } => self.unkept(turn, ticket),
            Event::Replied { id, reply } => self.replied(turn, &id, reply),
            Event::Taken { id } => self.taken(&id),
            Event::Woken => self.alarm_ms = 0,
            Event::Again => self.again(turn),
            Event::Erase => self.erase_all(turn),
        }
    }

    /// Does whatever can be done now, and asks to be woken for the rest.
    fn go_on(&mut self, turn: &mut Turn) {
        self.write_current(turn);
        self.acknowledge(turn);
        self.send_due(turn);
        self.expire(turn);
        self.write_erasure(turn);
        self.set_alarm(turn);
    }

    /// A try-out is handed over and leaves nothing behind: nothing is kept, read or sent.
    fn try_out(&mut self, turn: &mut Turn, event: Event) {
        match event {
            Event::Finished { body, hash } if self.current.phase != Phase::Over => {
                self.current.phase = Phase::Over;
                turn.push(Effect::Hand { id: self.current.id.clone(), body, hash });
            }
            Event::Again | Event::Erase => self.begin(turn),
            _ => {}
        }
    }

    fn opened(&mut self, turn: &mut Turn, records: Vec<Record>) {
        let is_first = !self.has_opened;
        self.has_opened = true;
        // An erased record would be gone if this look at the store were newer. What this tab has written itself may be
        // newer than the look, so it is only let go when the store says so in answer to a write.
        let writes = &self.writes;
        let erased = &self.erased;
        self.entries.retain(|entry| {
            let is_held = entry.is_ours || !entry.is_kept || entry.sending.is_some();
            is_held
                || writes.iter().any(|write| write.record.id == entry.record.id)
                || records.iter().any(|record| record.id == entry.record.id)
        });
        for record in records.into_iter().filter(|record| !erased.contains(&record.id)) {
            if writes.iter().any(|write| write.record.id == record.id) {
                continue; // The answer to the write will tell.
            }
            if record.stage != Stage::Draft {
                let is_new = self.entries.iter().all(|entry| entry.record.id != record.id);
                if is_new && is_first && self.delivery == Delivery::Hand && record.stage == Stage::Queued {
                    turn.push(Effect::hand(&record));
                }
                if self.current.id == record.id && self.current.phase != Phase::Over {
                    self.current.end(turn, true);
                }
                entries::learn(&mut self.entries, record);
            } else if record.slot == self.slot
                && writes.iter().all(|write| !write.is_of_current())
                && self.entries.iter().all(|entry| entry.record.id != record.id)
            {
                self.current.meet(turn, record);
            }
        }
        self.begin_if_waiting(turn);
    }
}
