//! A file that is read in pieces is the file: the same responses, findings and lines wherever it is cut, and however the
//! bytes come in.

#![allow(clippy::unwrap_used)]

mod common;

use common::{read, shop};
use esteem_analysis::import::{self, FindingKind, ImportError, Imported, Next, Opened, Shard, Stretch, Tests};
use proptest::collection::vec;
use proptest::prelude::*;

/// How often a shard began in the wrong place, and what came out.
type InPieces = (usize, Option<Result<Imported, ImportError>>);

/// Gives a shard what it wants, in blocks of this length.
fn feed<'t>(mut shard: Shard<'t>, bytes: &[u8], block: usize) -> Shard<'t> {
    while let Some(place) = shard.wants() {
        match bytes[place as usize..].chunks(block).next() {
            Some(block) => shard.feed(block),
            None => shard.end(),
        }
    }
    shard
}

/// Reads a file in pieces that are cut at these bytes and fed in blocks of this length; nothing if it can be read as a
/// whole only.
fn in_pieces(bytes: &[u8], cuts: &[usize], block: usize) -> InPieces {
    let study = shop();
    let mut start = block;
    let table = loop {
        let is_all = start >= bytes.len();
        match import::open(Tests::LeftOut, &study, &bytes[..start.min(bytes.len())], is_all, None) {
            Opened::Table(table) => break table,
            Opened::More => start *= 2,
            Opened::Whole => return (0, None),
        }
    };
    let end = bytes.len() as u64;
    let mut places: Vec<u64> = cuts.iter().map(|cut| (*cut as u64).clamp(table.rows_at(), end)).collect();
    places.extend([table.rows_at(), end]);
    places.sort_unstable();
    let mut shards: Vec<_> = places.windows(2).map(|ends| feed(table.shard(ends[0], ends[1]), bytes, block)).collect();
    let mut again = 0;
    loop {
        let stretches: Vec<Stretch> = shards.iter().map(Shard::stretch).collect();
        match import::next(&table, &stretches) {
            Next::Gather => {
                return (again, Some(import::gather(&table, shards).map(import::Gathered::joined)));
            }
            Next::Whole => return (again, None),
            Next::Again { shard, from } => {
                again += 1;
                assert!(again <= places.len(), "each shard is read again once at most");
                let second = feed(shards[shard].again(from), bytes, block);
                shards[shard] = second;
            }
        }
    }
}

#[track_caller]
fn same(bytes: &[u8], cuts: &[usize], block: usize) -> usize {
    let whole = read(&shop(), bytes, None);
    let (again, pieces) = in_pieces(bytes, cuts, block);
    if let Some(pieces) = pieces {
        assert_eq!(pieces, whole, "{:?} cut at {cuts:?}", String::from_utf8_lossy(bytes));
    }
    again
}

/// Cells that a file may hold, strange ones among them.
const CELLS: [&str; 24] = [
    "",
    "1",
    "5",
    "7",
    "5.0",
    "very good",
    "很好",
    "NA",
    "dont_know",
    "banana",
    "cafe;wifi",
    "harm",
    "\"a, b\"",
    "\"two\nlines\"",
    "\"two\r\nlines\"",
    "\"\"",
    "\"say \"\"hi\"\"\"",
    "\"closed\" late",
    "5\" screen",
    "\"5,5\n5,5\n5,5\n\"",
    "2026-06-01T08:00:00Z",
    "true",
    " ",
    "\u{FFFD}",
];
const HEADERS: [&str; 4] = [
    "id,T1,WORDS\n",
    "\u{feff}id;T1;INC;INC.harm.severity;WORDS;finished_at;branch\r\n",
    "sep=,\r\nT1,T2,WORDS,,response.test\r",
    "id,\"T1\",T1.expected,USED,SPENT,state,wave\n",
];
const ENDS: [&str; 6] = ["\n", "\n", "\r\n", "\r", "\n\n", "\r\n\r\n"];

/// A header, and rows of cells by their numbers, with the delimiter between them and a line end behind.
fn file(header: usize, rows: &[(u8, Vec<usize>, usize)], ending: &str) -> Vec<u8> {
    let header = HEADERS[header];
    let delimiter = if header.contains(';') { ";" } else { "," };
    let mut text = header.to_string();
    for (id, cells, end) in rows {
        let cells: Vec<&str> = cells.iter().map(|cell| CELLS[*cell]).collect();
        // Few different ids, so that records meet each other.
        text += &format!(
            "{}{delimiter}{}{}",
            ["", "a", "b", "c", "7"][usize::from(id % 5)],
            cells.join(delimiter),
            ENDS[*end]
        );
    }
    text += ending;
    text.into_bytes()
}

fn cases() -> u32 {
    if std::env::var_os("ESTEEM_FULL").is_some() { 20_000 } else { 300 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_are_the_whole(
        header in 0_usize..HEADERS.len(),
        rows in vec((any::<u8>(), vec(0_usize..CELLS.len(), 0..8), 0_usize..ENDS.len()), 0..30),
        ending in prop_oneof![4 => Just(""), 1 => Just("x,\"open\n5,5")],
        cuts in vec(0_usize..1500, 0..6),
        block in 1_usize..400,
    ) {
        same(&file(header, &rows, ending), &cuts, block);
    }

    #[test]
    fn bytes_that_are_no_text_are_read_as_a_whole(
        rows in vec((any::<u8>(), vec(0_usize..CELLS.len(), 0..8), 0_usize..ENDS.len()), 1..30),
        damage in vec((any::<u16>(), any::<u8>()), 0..3),
        cuts in vec(0_usize..1500, 0..6),
    ) {
        let mut bytes = file(0, &rows, "");
        for (place, byte) in damage {
            let place = usize::from(place) % bytes.len();
            bytes[place] = byte;
        }
        same(&bytes, &cuts, 64);
    }
}

/// A long file, in which the middle looks like something else: rows within quotation marks.
fn long(rows: usize) -> String {
    let inside = "z,4,x\n".repeat(60);
    let row = |i: usize| match i % 97 {
        0 => format!("r{i},5,\"{inside}\"\n"),
        1 => format!("r{},{},\"a \"\"b\"\"\"\r\n", i / 2, i % 9),
        2 => format!(",{i},x\n\n"),
        3 => format!("r{i},day {i},5\" wide\n"),
        _ => format!("r{i},{},good\n", i % 7 + 1),
    };
    std::iter::once("id,T1,WORDS\n".to_string()).chain((0..rows).map(row)).collect()
}

#[test]
fn a_long_file_is_the_same_from_any_number_of_pieces() {
    let text = long(20_000);
    let mut again = 0;
    for pieces in [1, 2, 3, 7, 40] {
        let cuts: Vec<usize> = (1..pieces).map(|piece| text.len() / pieces * piece).collect();
        again += same(text.as_bytes(), &cuts, 10_000);
    }
    // Cut within the marks, where the next lines look like rows.
    let within = text.find("z,4,x").unwrap() + 3;
    again += same(text.as_bytes(), &[within, within + 50, within + 100, within + 300_000], 70_000);
    println!("{again} pieces were read again");
}

#[test]
fn a_cell_as_long_as_the_file_leaves_nothing_to_the_pieces_behind() {
    let text = format!("id,T1,WORDS\na,5,\"open\n{}", "b,6,x\n".repeat(50_000));
    same(text.as_bytes(), &[100, 100_000, 200_000], 65_536);
}

#[test]
fn what_is_listed_does_not_depend_on_the_order() {
    let rows: Vec<String> = (0..200).map(|i| format!("r{i},word {}\n", i * 37 % 100)).collect();
    let told = |rows: &[String]| {
        let imported = read(&shop(), format!("id,T1\n{}", rows.concat()), None).unwrap();
        let found = imported.manifest.findings.into_iter().filter(|found| found.kind.is_loss());
        found.map(|found| (found.kind, found.count)).collect::<Vec<_>>()
    };
    let expect = told(&rows);
    assert_eq!(expect.len(), 41);
    assert!(matches!(&expect[0].0, FindingKind::Unreadable { value, .. } if value == "word 0"), "{expect:?}");
    let turned: Vec<String> = rows.iter().rev().cloned().collect();
    assert_eq!(told(&turned), expect);
}
