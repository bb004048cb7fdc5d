//! One piece of a table: rows that begin in a stretch of the file, read block by block as the bytes come.
//!
//! Where the first of them begins cannot be told for certain from the middle of a file, because a line end may stand
//! within quotation marks. So a shard looks at both possibilities, takes the one that gives rows of the right length, and
//! says afterwards where its rows began and ended; [`super::gather`] sees whether the pieces meet, and has one that
//! began in the wrong place read again. The result is always that of reading in one piece.

use serde::{Deserialize, Serialize};

use super::delimited::Table;
use super::row::Slots;
use super::rows::Rows;
use super::scan::{Record, Scanner, behind_line, behind_quotes, blank_lines};

/// How many bytes are looked at to tell where rows begin.
const LOOK: usize = 1 << 16;
/// How many rows are tried from each place that may be the beginning of one.
const TRIED: usize = 16;
/// After how many rows room is made for those that are still to come.
const SAMPLE: usize = 1024;

/// Reads the rows that begin in one stretch of a file.
#[derive(Debug)]
pub struct Shard<'t> {
    pub(super) table: &'t Table<'t>,
    pub(super) rows: Rows<'t>,
    slots: Slots,
    scanner: Scanner,
    record: Record,
    to: u64,
    /// Where the rows begin; not known yet where the stretch begins in the middle.
    begin: Option<u64>,
    /// Where the rows end and those of the next shard begin, once that is known.
    end: Option<u64>,
    /// Line ends from the beginning up to what was read.
    lines: u64,
    /// The line of the last row, if it ends within quotation marks.
    open_line: Option<u64>,
    /// Whether everything so far is UTF-8 without zero bytes.
    is_text: bool,
    /// Bytes that were fed and not read yet; the first of them is at `at` in the file.
    buffer: Vec<u8>,
    at: u64,
    /// A record that was not there in full is tried again with so many bytes.
    enough: usize,
}

/// What a shard that was read to its end says of its stretch: enough to tell whether shards meet, without their rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    pub(super) to: u64,
    pub(super) begin: Option<u64>,
    pub(super) end: Option<u64>,
    pub(super) lines: u64,
    pub(super) open_line: Option<u64>,
    pub(super) is_text: bool,
    pub(super) rows: u64,
}

impl<'t> Shard<'t> {
    pub(super) fn new(table: &'t Table<'t>, from: u64, to: u64) -> Shard<'t> {
        let rows_at = table.rows_at();
        let rows = Rows::of_table(table);
        let is_known = from <= rows_at;
        // The byte before the stretch may be the line end that a row begins behind.
        let at = if is_known { rows_at } else { from - 1 };
        Shard { begin: is_known.then_some(rows_at), ..Shard::at(table, rows, at, to) }
    }

    /// A shard that reads the same stretch from a place where a row is known to begin.
    pub fn again(&self, from: u64) -> Shard<'t> {
        let rows = Rows::of_table(self.table);
        Shard { begin: Some(from), ..Shard::at(self.table, rows, from, self.to) }
    }

    /// What it says of its stretch, once it was read to its end.
    pub fn stretch(&self) -> Stretch {
        let Shard { to, begin, end, lines, open_line, is_text, .. } = *self;
        Stretch { to, begin, end, lines, open_line, is_text, rows: self.rows.manifest.rows }
    }

    /// The rows that were read so far, those without a response among them.
    pub fn rows(&self) -> u64 {
        self.rows.manifest.rows
    }

    fn at(table: &'t Table<'t>, rows: Rows<'t>, at: u64, to: u64) -> Shard<'t> {
        Shard {
            table,
            slots: Slots::new(table, &rows),
            rows,
            scanner: Scanner::new(table.delimiter),
            record: Record::default(),
            to,
            begin: None,
            end: None,
            lines: 0,
            open_line: None,
            is_text: true,
            buffer: Vec::new(),
            at,
            enough: 0,
        }
    }

    /// The byte of the file that the next block must begin with; `None` if no more is needed. A row may end behind the
    /// stretch, and so do the blocks.
    pub fn wants(&self) -> Option<u64> {
        let is_done = self.end.is_some() || !self.is_text;
        (!is_done).then_some(self.at + self.buffer.len() as u64)
    }

    /// Takes the next block of the file, of any length.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.feed_and(bytes, &mut |_, _| {});
    }

    /// Takes notice that the file ends here.
    pub fn end(&mut self) {
        self.end_and(&mut |_, _| {});
    }

    /// Takes the next block, and tells of each row the byte that it begins with and how many responses there are.
    pub(super) fn feed_and(&mut self, bytes: &[u8], tell: &mut dyn FnMut(usize, usize)) {
        if self.wants().is_some() {
            self.buffer.extend_from_slice(bytes);
            if self.buffer.len() >= self.enough {
                self.read(false, tell);
            }
        }
    }

    pub(super) fn end_and(&mut self, tell: &mut dyn FnMut(usize, usize)) {
        if self.wants().is_some() {
            self.read(true, tell);
            let end = self.at + self.buffer.len() as u64;
            self.begin.get_or_insert(end);
            self.end.get_or_insert(end);
            self.buffer = Vec::new();
        }
    }

    /// Reads what is there in full.
    fn read(&mut self, is_all: bool, tell: &mut dyn FnMut(usize, usize)) {
        let buffer = std::mem::take(&mut self.buffer);
        let done = self.read_from(&buffer, is_all, tell);
        // What stands before the first row belongs to another shard, and may begin within a letter.
        let skipped = self.begin.map_or(done, |begin| begin.saturating_sub(self.at) as usize);
        let read = buffer.get(skipped..done).unwrap_or_default();
        self.is_text &= std::str::from_utf8(read).is_ok() && !read.contains(&0);
        self.buffer = buffer;
        self.buffer.drain(..done);
        self.at += done as u64;
        // Twice what was not enough, so that a cell as long as the file is not looked through at every block.
        self.enough = self.buffer.len() * 2;
    }

    /// Reads records from the buffer, and gives the number of bytes that are done with.
    fn read_from(&mut self, buffer: &[u8], is_all: bool, tell: &mut dyn FnMut(usize, usize)) -> usize {
        let mut done = 0;
        if self.begin.is_none() {
            match self.first_row(buffer, is_all) {
                None => return 0,
                Some(first) => {
                    self.begin = Some(self.at + first as u64);
                    done = first;
                }
            }
        }
        loop {
            let rest = buffer.get(done..).unwrap_or_default();
            let (blank, lines) = blank_lines(rest, is_all);
            done += blank;
            self.lines += lines;
            let rest = rest.get(blank..).unwrap_or_default();
            // A carriage return that is left may be half of a line end.
            if rest.is_empty() || rest == b"\r" {
                return done;
            }
            let byte = self.at + done as u64;
            if byte >= self.to {
                self.end = Some(byte);
                return done;
            }
            let Some(length) = self.scanner.record(rest, is_all, &mut self.record) else { return done };
            tell(byte as usize, self.rows.responses.len());
            let line = self.lines;
            self.rows.read(self.table, &self.slots, &self.record, rest, line);
            self.open_line = self.record.is_open.then_some(line);
            self.lines += self.record.lines;
            done += length;
            if self.rows.manifest.rows == SAMPLE as u64 {
                self.make_room(self.at + done as u64);
            }
        }
    }

    /// Makes room for the rows that are still to come, as many as the ones so far foretell.
    fn make_room(&mut self, byte: u64) {
        let read = byte - self.begin.unwrap_or(byte);
        let left = self.to.saturating_sub(byte);
        let rows = left * SAMPLE as u64 / read.max(1);
        // A little more, because rows differ.
        self.rows.reserve((rows + rows / 64 + 16) as usize);
    }

    /// Where the first row begins, for a buffer that begins a byte before the stretch; `None` if more bytes are needed.
    fn first_row(&self, buffer: &[u8], is_all: bool) -> Option<usize> {
        if buffer.len() < LOOK && !is_all {
            return None;
        }
        let behind_blanks = |place: usize| {
            let rest = buffer.get(place..).unwrap_or_default();
            place + blank_lines(rest, is_all).0
        };
        let line = |from: usize| {
            let behind = behind_line(buffer.get(from..).unwrap_or_default(), is_all)?;
            Some(behind_blanks(from + behind))
        };
        let outside = line(0);
        let inside = behind_quotes(buffer).and_then(line);
        let best = match (outside, inside) {
            (Some(outside), Some(inside)) if self.fitting(buffer, inside) > self.fitting(buffer, outside) => inside,
            (Some(outside), _) => outside,
            (None, _) if is_all => buffer.len(),
            (None, _) => return None,
        };
        // A line end may go on in the next block.
        (is_all || best < buffer.len()).then_some(best)
    }

    /// How many of the next rows have as many cells as the first line has, if one begins here.
    fn fitting(&self, buffer: &[u8], from: usize) -> usize {
        let mut record = Record::default();
        let (mut at, mut fitting) = (from, 0);
        for _ in 0..TRIED {
            let rest = buffer.get(at..).unwrap_or_default();
            let blank = blank_lines(rest, true).0;
            let rest = rest.get(blank..).unwrap_or_default();
            match self.scanner.record(rest, false, &mut record) {
                Some(length) => at += blank + length,
                None => break,
            }
            fitting += usize::from(record.len() == self.table.headers.len());
        }
        fitting
    }
}
