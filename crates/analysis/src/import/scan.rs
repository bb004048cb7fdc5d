//! Where the cells of delimited text begin and end, eight bytes at a time.
//!
//! The rules are those of RFC 4180 as the `csv` crate reads them: a cell that begins with a quotation mark ends with the
//! next one that is not doubled, and what follows up to the delimiter belongs to it as it stands; marks inside other
//! cells are letters. A line ends with CR, LF or both, and lines without anything are no records.

/// A record as places in the bytes that it was read from, so that no cell is copied. One is used again and again.
#[derive(Debug, Default)]
pub(super) struct Record {
    cells: Vec<Cell>,
    /// Cells that are not in the file as they are meant: with doubled marks, or with something after the last mark.
    rewritten: Vec<u8>,
    /// The line ends inside the record, the one at its end included.
    pub(super) lines: u64,
    /// Whether it ends within quotation marks.
    pub(super) is_open: bool,
}

#[derive(Debug)]
struct Cell {
    start: usize,
    end: usize,
    is_rewritten: bool,
}

impl Record {
    /// The number of cells.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// The bytes of a cell, or none where there is no such cell; `bytes` is what the record was read from.
    #[inline]
    pub(super) fn cell<'r>(&'r self, bytes: &'r [u8], place: usize) -> &'r [u8] {
        let Some(cell) = self.cells.get(place) else { return b"" };
        let source = if cell.is_rewritten { &self.rewritten } else { bytes };
        source.get(cell.start..cell.end).unwrap_or_default()
    }

    fn clear(&mut self) {
        self.cells.clear();
        self.rewritten.clear();
        self.lines = 0;
        self.is_open = false;
    }

    fn push(&mut self, start: usize, end: usize) {
        self.cells.push(Cell { start, end, is_rewritten: false });
    }
}

/// Eight times the lowest seven bits of a byte.
const LOW: u64 = u64::from_ne_bytes([0x7F; 8]);

/// Finds the bytes that mean something, in any order of words and whatever the processor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner {
    delimiter: u8,
    delimiters: u64,
}

impl Scanner {
    /// The scanner of a file with this delimiter, an ASCII sign.
    pub(super) fn new(delimiter: u8) -> Scanner {
        Scanner { delimiter, delimiters: u64::from_ne_bytes([delimiter; 8]) }
    }

    /// Reads the record that begins with the first byte, which is no line end. Gives the number of its bytes, its line
    /// end included; `None` if the bytes end before it does and more are to come.
    pub(super) fn record(self, bytes: &[u8], is_all: bool, record: &mut Record) -> Option<usize> {
        record.clear();
        let (mut at, mut start) = (0, 0);
        'words: while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let mut marks = self.marks(word(rest));
            while marks != 0 {
                let i = at + (marks.trailing_zeros() / 8) as usize;
                marks &= marks - 1;
                match bytes.get(i) {
                    Some(b'\r' | b'\n') => {
                        record.push(start, i);
                        return line_end(bytes, i, is_all, record);
                    }
                    Some(b'"') if i == start => {
                        let end = self.quoted(bytes, i, is_all, record)?;
                        match bytes.get(end) {
                            Some(b) if *b == self.delimiter => (at, start) = (end + 1, end + 1),
                            Some(_) => return line_end(bytes, end, is_all, record),
                            None => return Some(end),
                        }
                        continue 'words;
                    }
                    Some(b'"') | None => {}
                    Some(_) => {
                        record.push(start, i);
                        start = i + 1;
                    }
                }
            }
            at += 8;
        }
        is_all.then(|| {
            record.push(start, bytes.len());
            bytes.len()
        })
    }

    /// The highest bit of each byte that is a delimiter, a quotation mark or a line end. The lowest byte is the first.
    fn marks(self, word: u64) -> u64 {
        // Set unless all of the byte's bits are 0: adding 127 carries into the highest bit from any of the others, and
        // never into the next byte.
        let set = |word: u64| ((word & LOW) + LOW) | word;
        let each = |byte: u8| u64::from_ne_bytes([byte; 8]);
        let no =
            set(word ^ self.delimiters) & set(word ^ each(b'"')) & set(word ^ each(b'\n')) & set(word ^ each(b'\r'));
        !no & !LOW
    }

    /// Reads the cell whose quotation mark stands at `open`, and gives the place of the delimiter or line end behind it,
    /// or of the end of all bytes.
    fn quoted(self, bytes: &[u8], open: usize, is_all: bool, record: &mut Record) -> Option<usize> {
        let mut piece = open + 1;
        let rewritten = record.rewritten.len();
        let mut is_rewritten = false;
        let mut next = piece;
        let close = loop {
            let Some(mark) = bytes.get(next..).and_then(|rest| rest.iter().position(|byte| *byte == b'"')) else {
                record.is_open = true;
                break is_all.then_some(bytes.len())?;
            };
            let mark = next + mark;
            match bytes.get(mark + 1) {
                Some(b'"') => {
                    is_rewritten = true;
                    record.rewritten.extend(bytes.get(piece..=mark).unwrap_or_default());
                    piece = mark + 2;
                    next = piece;
                }
                None if !is_all => return None,
                _ => break mark,
            }
        };
        let content = open + 1..close;
        record.lines += line_ends(bytes, content.start, content.end);
        let behind = (close + 1).min(bytes.len());
        let is_end = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\r' | b'\n');
        let more = bytes.get(behind..).unwrap_or_default();
        let end = match more.iter().position(is_end) {
            Some(length) => behind + length,
            None if is_all => bytes.len(),
            None => return None,
        };
        if is_rewritten || end > behind {
            record.rewritten.extend(bytes.get(piece..close).unwrap_or_default());
            record.rewritten.extend(bytes.get(behind..end).unwrap_or_default());
            record.cells.push(Cell { start: rewritten, end: record.rewritten.len(), is_rewritten: true });
        } else {
            record.push(content.start, content.end);
        }
        Some(end)
    }
}

/// Up to eight bytes as a number, the first the lowest. Bytes that are not there are 0, which means nothing.
fn word(bytes: &[u8]) -> u64 {
    match bytes.first_chunk::<8>() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

/// Behind the line end at `at`; a carriage return may be half of one, so that the next byte must be known.
fn line_end(bytes: &[u8], at: usize, is_all: bool, record: &mut Record) -> Option<usize> {
    record.lines += 1;
    end_of_line(bytes, at, is_all)
}

fn end_of_line(bytes: &[u8], at: usize, is_all: bool) -> Option<usize> {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\r'), Some(b'\n')) => Some(at + 2),
        (Some(b'\r'), None) if !is_all => None,
        _ => Some(at + 1),
    }
}

/// The number of line ends from one place to another; one that the second place cuts in two counts.
fn line_ends(bytes: &[u8], from: usize, to: usize) -> u64 {
    let inside = bytes.get(from..to).unwrap_or_default();
    let ends = (from..).zip(inside).filter(|(i, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(i + 1) != Some(&b'\n'),
        _ => false,
    });
    ends.count() as u64
}

/// The bytes and the number of the line ends that stand before the next record. Without all bytes, a carriage return at
/// their end is left for later.
pub(super) fn blank_lines(bytes: &[u8], is_all: bool) -> (usize, u64) {
    let (mut at, mut lines) = (0, 0);
    while let Some(b'\r' | b'\n') = bytes.get(at) {
        let Some(end) = end_of_line(bytes, at, is_all) else { break };
        at = end;
        lines += 1;
    }
    (at, lines)
}

/// Behind the first line end of these bytes, whatever quotation marks there are; `None` if none is there in full.
pub(super) fn behind_line(bytes: &[u8], is_all: bool) -> Option<usize> {
    let at = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n'))?;
    end_of_line(bytes, at, is_all)
}

/// Behind the first quotation mark that closes a cell, supposing that the bytes begin within one.
pub(super) fn behind_quotes(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let mark = at + bytes.get(at..)?.iter().position(|byte| *byte == b'"')?;
        if bytes.get(mark + 1) != Some(&b'"') {
            return Some(mark + 1);
        }
        at = mark + 2;
    }
}

#[cfg(test)]
mod tests;
