//! How far the reading of a file has come, for a reader who waits.

/// How far the reading has come. The file is read whole before a report is made, so this is all that can be told of it
/// meanwhile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// The share of the text that was read, 0 to 1. It never falls, and ends at 1.
    pub done_share: f64,
    /// The responses so far. Duplicates are settled at the very end, so that a few may still fall out.
    pub responses: u64,
}

/// Rows between two calls: often enough to be seen moving, too seldom to cost time.
const EVERY: u64 = 4096;

/// Tells how far a text has been read.
pub(super) struct Meter<'p> {
    tell: &'p mut dyn FnMut(Progress),
    rows: u64,
}

impl<'p> Meter<'p> {
    pub(super) fn new(tell: &'p mut dyn FnMut(Progress)) -> Meter<'p> {
        Meter { tell, rows: 0 }
    }

    /// A row was read, which began at this byte of so many.
    pub(super) fn row(&mut self, byte: usize, bytes: u64, responses: usize) {
        self.rows += 1;
        if self.rows.is_multiple_of(EVERY) {
            let done_share = byte as f64 / bytes.max(1) as f64;
            (self.tell)(Progress { done_share, responses: responses as u64 });
        }
    }

    /// All rows were read.
    pub(super) fn end(self, responses: u64) {
        (self.tell)(Progress { done_share: 1.0, responses });
    }
}
