//! Several engines at one file: each member reads and keeps the rows of one stretch, and counts them; the lead sees that
//! the stretches meet, adds up what was counted, and alone makes reports.
//!
//! Lead and members are two functions that wait for each other's messages. Who carries the messages, and who reads the
//! file, is somebody else's: a browser's workers, or a test.

mod lead;
mod member;

pub use lead::{Missed, open, take_counts, understood};
pub use member::member;

use esteem_analysis::import::{Copies, Stretch, Summary, Tests};
use esteem_analysis::quality::{Measure, Signs};
use esteem_analysis::selection::Values;
use esteem_analysis::{Selection, Tally};
use serde::{Deserialize, Serialize};

/// What the lead wants of a member. Each is answered by one word, besides [`Said::Progress`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Order {
    /// Read a stretch of the file: [`Said::Read`].
    Read(Box<Start>),
    /// The rows begin here: read it again, [`Said::Read`].
    Again(u64),
    /// The stretches meet; line 0 of this one is that line of the file, if anything of it is left: [`Said::Summary`].
    Sum(Option<u64>),
    /// Tell the hashes of all ids: [`Said::Hashes`].
    Hashes,
    /// Tell the records whose ids have these hashes: [`Said::Copies`].
    Copies(Vec<u64>),
    /// Keep the rows but these, and tell by what signs they can be flagged: [`Said::Signs`].
    Keep {
        /// The rows that are left out.
        left_out: Vec<u32>,
        /// Whether all that is kept are try-outs, which are shown from the first one on.
        is_try_out: bool,
    },
    /// Flag the rows by this measure, and tell what can be selected by: [`Said::Values`].
    Mark(Measure),
    /// Count what the reports of these selections need: [`Said::Counts`].
    Count(Vec<Which>),
}

/// A stretch of a file, and what is to be known to read it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Start {
    /// The study, as its file.
    pub study: Vec<u8>,
    /// What the columns and codes mean, as its file.
    pub mapping: Option<Vec<u8>>,
    /// What becomes of try-outs.
    pub tests: Tests,
    /// The first bytes of the file, with the first line of the table.
    pub head: Vec<u8>,
    /// Whether these are all.
    pub is_all: bool,
    /// The first byte of the stretch.
    pub from: u64,
    /// The first byte behind it.
    pub to: u64,
}

/// A selection as its conditions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Which(#[serde(with = "esteem_content::codec::selection")] pub Selection);

/// What a member says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Said {
    /// How far the reading is: bytes, and responses.
    Progress(u64, u64),
    /// The stretch was read.
    Read(Stretch),
    /// What is known of its rows.
    Summary(Box<Summary>),
    /// The hashes of all ids.
    Hashes(Vec<u64>),
    /// Records that may be there twice.
    Copies(Copies),
    /// What is known of the way the rows were answered.
    Signs(Box<Signs>),
    /// What can be selected by.
    Values(Values),
    /// What was counted, for each selection.
    Counts(Vec<Tally>),
    /// The file cannot be read any more.
    Unreadable,
}

/// How a member hears and speaks, and gets the bytes of the file.
pub trait Desk {
    /// The next order; nothing when there will be none.
    fn order(&mut self) -> impl Future<Output = Option<Order>>;
    /// Tells the lead.
    fn say(&mut self, said: Said);
    /// The bytes of the file from this place on, as many as come handy, and none where it ends.
    ///
    /// # Errors
    /// If the file cannot be read any more.
    fn block(&mut self, at: u64) -> impl Future<Output = Result<Vec<u8>, Gone>>;
}

/// The file cannot be read any more, or somebody does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone;

/// The members, as the lead sees them.
pub trait Members {
    /// How many there are; at least one.
    fn number(&self) -> usize;
    /// Gives each member an order, and waits for what each says to it. Progress is somebody else's.
    ///
    /// # Errors
    /// If one of them does not answer any more.
    fn ask(&mut self, orders: Vec<Order>) -> impl Future<Output = Result<Vec<Said>, Gone>>;
    /// Gives one member an order, and waits for what it says.
    ///
    /// # Errors
    /// If it does not answer any more.
    fn ask_one(&mut self, member: usize, order: Order) -> impl Future<Output = Result<Said, Gone>>;
}
