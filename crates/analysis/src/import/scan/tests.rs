//! The scanner against the `csv` crate, as referee.

use proptest::collection::vec;
use proptest::prelude::*;

use super::{Record, Scanner, blank_lines};

/// The records of a text, with the line of each.
fn ours(text: &[u8], delimiter: u8) -> Vec<(u64, Vec<Vec<u8>>)> {
    let (mut record, mut records) = (Record::default(), Vec::new());
    let (mut at, mut line) = (0, 1);
    loop {
        let (skipped, lines) = blank_lines(&text[at..], true);
        at += skipped;
        line += lines;
        if at == text.len() {
            return records;
        }
        let length = Scanner::new(delimiter).record(&text[at..], true, &mut record).unwrap();
        let cells = (0..record.len()).map(|place| record.cell(&text[at..], place).to_vec()).collect();
        records.push((line, cells));
        at += length;
        line += record.lines;
    }
}

/// The same by the referee, whose own count of lines is not asked: it takes a carriage return alone for no line end.
fn theirs(text: &[u8], delimiter: u8) -> Vec<(u64, Vec<Vec<u8>>)> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text);
    let records = reader.byte_records().map(|record| {
        let record = record.unwrap();
        let start = record.position().unwrap().byte() as usize;
        let start = start + text[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let ends = (0..start).filter(|i| text[*i] == b'\n' || (text[*i] == b'\r' && text.get(i + 1) != Some(&b'\n')));
        (1 + ends.count() as u64, record.iter().map(<[u8]>::to_vec).collect())
    });
    records.collect()
}

/// Texts in which the signs that mean something are as frequent as letters.
fn texts() -> impl Strategy<Value = Vec<u8>> {
    const PIECES: [&[u8]; 16] = [
        b"\"",
        b"\"\"",
        b"\n",
        b"\r",
        b"\r\n",
        b",",
        b";",
        b",\"",
        b"\",",
        b"\"\n",
        b"\n\n",
        b" ",
        b"a",
        b"longer than eight",
        b"\xE5\xBE\x88\xAC\xA2\x8A\x8D",
        b"\0",
    ];
    let piece = proptest::sample::select(&PIECES[..]);
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn records_are_those_of_the_referee(text in texts(), delimiter in prop_oneof![Just(b','), Just(b';'), Just(b'\t')]) {
        prop_assert_eq!(ours(&text, delimiter), theirs(&text, delimiter));
    }

    #[test]
    fn a_record_that_is_not_all_there_is_not_read_otherwise(text in texts(), cut in 0_usize..200) {
        let (skipped, _) = blank_lines(&text, true);
        let text = &text[skipped..];
        prop_assume!(!text.is_empty());
        let (mut whole, mut part) = (Record::default(), Record::default());
        let length = Scanner::new(b',').record(text, true, &mut whole);
        let start = &text[..cut.min(text.len())];
        if let Some(cut) = Scanner::new(b',').record(start, false, &mut part) {
            prop_assert_eq!(Some(cut), length);
            let cells = |record: &Record, of: &[u8]| -> Vec<Vec<u8>> {
                (0..record.len()).map(|place| record.cell(of, place).to_vec()).collect()
            };
            prop_assert_eq!(cells(&part, start), cells(&whole, text));
        }
    }
}
