//! What is kept of a response, what happens to an outbox, and what it asks for and says.

use alloc::string::String;
use alloc::vec::Vec;

/// A response as the store holds it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Record {
    /// The response's id, also the collector's key.
    pub id: String,
    /// The study's id.
    pub study: String,
    /// Whose draft it is; a slot holds one draft at most.
    pub slot: String,
    /// Counts the writes of this record, from 1; 0 for one that lives in memory alone.
    pub rev: u32,
    /// How far it has come.
    pub stage: Stage,
    /// The response's bytes; from `Queued` on they do not change, and `Acknowledged` has none.
    pub body: String,
    /// Where the respondent was; the first key in sight, or nothing.
    pub place: String,
    /// SHA-256 of the body in hexadecimal digits; nothing for a draft.
    pub hash: String,
    /// How often somebody set out to send it.
    pub attempts: u32,
    /// Not to be sent before this instant; 0 for a parked one that is not sent again by itself.
    pub due_ms: u64,
    /// A draft: when it was written last. Queued and parked: when it was finished. Acknowledged: since when.
    pub kept_ms: u64,
}

/// How far a response has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// It is being answered.
    Draft,
    /// It is finished and waits to be received.
    Queued,
    /// It is finished and was not accepted; somebody has to look after it.
    Parked,
    /// It was received, or given up unfinished; kept for a day, without its answers, so that no other tab sends it.
    Acknowledged,
}

impl Stage {
    /// The name in a stored record.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Queued => "queued",
            Stage::Parked => "parked",
            Stage::Acknowledged => "acknowledged",
        }
    }

    /// The stage of this name, if there is one.
    pub fn named(name: &str) -> Option<Stage> {
        [Stage::Draft, Stage::Queued, Stage::Parked, Stage::Acknowledged].into_iter().find(|stage| stage.name() == name)
    }
}

/// How lasting the place is where something was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rung {
    /// It outlives the page.
    Device,
    /// It ends with the page.
    Memory,
}

/// Where finished responses go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// To the study's collector.
    Post,
    /// To the host page, which says that it has taken them; there is no collector.
    Hand,
    /// Nowhere: a try-out. It is handed to the host page and nothing is kept.
    Never,
}

/// What the collector's answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reply {
    /// It has the response, byte for byte.
    Received,
    /// It will never take it.
    Refused,
    /// It does not take it as things are; asked again in a day.
    Barred,
    /// No answer, or one that says nothing; asked again soon.
    Unclear {
        /// How long it wants to be left alone, in milliseconds; 0 if it did not say.
        retry_after_ms: u64,
    },
}

/// What has happened.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// The store was read: at the start, and again when another tab wrote.
    Opened {
        /// What it holds of this study.
        records: Vec<Record>,
    },
    /// The store cannot be read.
    Unreadable,
    /// The respondent answered.
    Answered {
        /// The response so far.
        body: String,
        /// Where the respondent is.
        place: String,
    },
    /// The respondent has finished.
    Finished {
        /// The whole response.
        body: String,
        /// SHA-256 of it in hexadecimal digits.
        hash: String,
    },
    /// The transaction of a `Keep` or `Erase` is complete.
    Kept {
        /// The effect's ticket.
        ticket: u32,
        /// Where.
        rung: Rung,
    },
    /// The store did not hold what the `Keep` expected.
    Conflicted {
        /// The effect's ticket.
        ticket: u32,
        /// The record of this id, else the draft of this slot, if there is one.
        record: Option<Record>,
    },
    /// The transaction of a `Keep` or `Erase` failed, and nothing was written.
    Unkept {
        /// The effect's ticket.
        ticket: u32,
    },
    /// The collector answered, or did not.
    Replied {
        /// Which response.
        id: String,
        /// What it means.
        reply: Reply,
    },
    /// The host page has taken a response that was handed to it.
    Taken {
        /// Which response.
        id: String,
    },
    /// Time has passed, or the network came back, or the page is seen again.
    Woken,
    /// Another response begins. An unfinished one is given up; one that is being finished is finished first.
    Again,
    /// The respondent erases everything of this study on the device.
    Erase,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Write the record if the store holds `expect`; 0: no record of this id, and no draft in this slot.
    Keep {
        /// Comes back with the answer.
        ticket: u32,
        /// What to write; its revision is `expect + 1`.
        record: Record,
        /// The revision that the store must hold.
        expect: u32,
    },
    /// Remove these records, whatever they are.
    Erase {
        /// Comes back with the answer.
        ticket: u32,
        /// Which.
        ids: Vec<String>,
    },
    /// POST the body to the collector.
    Send {
        /// Which response.
        id: String,
        /// Its bytes.
        body: String,
    },
    /// Say `Woken` after this time, and forget an earlier wish.
    Wake {
        /// Milliseconds.
        in_ms: u64,
    },
    /// A draft that is newer than ours. The interview takes it over, but for the answers that differ here from `base`:
    /// they were given here since, and win. It then says `Finished` again if it had said so, else `Answered` if it
    /// knows more than the draft.
    Adopt {
        /// The draft as the store holds it.
        record: Record,
        /// The body of the draft on which ours rests, as it was kept or adopted last; nothing if there was none.
        base: String,
    },
    /// The response goes on under this id, because the old one may not be used again. The interview takes the id and
    /// says `Finished` again if it had said so, else `Answered`.
    Rename {
        /// The new id.
        id: String,
    },
    /// Another response begins, with this id and without answers.
    Begin {
        /// The new id.
        id: String,
    },
    /// Another tab has finished this response; nothing more can be answered.
    FinishedElsewhere {
        /// Which response.
        id: String,
    },
    /// The response is finished and kept, or in memory if there is no other place. The host page is told.
    Hand {
        /// Which response.
        id: String,
        /// Its bytes.
        body: String,
        /// SHA-256 of them.
        hash: String,
    },
}

impl Effect {
    pub(super) fn hand(record: &Record) -> Effect {
        Effect::Hand { id: record.id.clone(), body: record.body.clone(), hash: record.hash.clone() }
    }
}

/// What can be said now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Status {
    /// Whether the answers given so far are kept.
    pub saved: Saved,
    /// What becomes of the response.
    pub outcome: Outcome,
    /// How many other finished responses of this study nobody has received yet.
    pub others: usize,
    /// Whether something that the respondent erased may still be on the device.
    pub is_erasing: bool,
}

/// Whether the answers given so far are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Saved {
    /// There are none yet.
    Nothing,
    /// All of them are on the device, by a transaction that is complete.
    Yes,
    /// The last ones are being written.
    Writing,
    /// Writing failed and is tried again.
    No,
    /// The last ones are in this page alone and end with it.
    Memory,
}

/// What becomes of the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It is being answered.
    Unfinished,
    /// It is finished and being written to the device.
    Keeping,
    /// It waits to be sent, or another tab sends it.
    Waiting,
    /// It is being sent.
    Sending,
    /// The collector or the host page has it.
    Received,
    /// It was not accepted and can be downloaded.
    Parked,
    /// It stays on the device until the host page takes it or somebody downloads it.
    OnDevice,
    /// It is no longer on the device, because it was erased in another tab.
    Gone,
    /// It was a try-out.
    TryOut,
}
