//! Files as people bring them: encodings, layouts, columns, cells, duplicates. Whatever is wrong with a file is told with
//! its lines, and every row is accounted for ([`common::read`] asserts that for each file here).

#![allow(clippy::unwrap_used)]

mod common;

use common::{accounted, read, shop};
use esteem_analysis::import::FindingKind::*;
use esteem_analysis::import::{BinaryKind, Encoding, FindingKind, ImportError, Imported, Layout, Mapping, Tests};
use esteem_analysis::import::{read_mapping, read_responses, read_responses_and};
use esteem_analysis::responses::{Absent, Column};
use esteem_study::{Key, Missing};

fn import(bytes: impl AsRef<[u8]>) -> Imported {
    read(&shop(), bytes, None).unwrap()
}

fn mapping(json: &str) -> Mapping {
    read_mapping(format!(r#"{{"format": "esteem-mapping/1", {json}}}"#).as_bytes()).unwrap()
}

/// The answers of a rating as codes, `None` for whatever is missing.
fn codes(imported: &Imported, key: &str) -> Vec<Option<u8>> {
    match &imported.responses.answers[&Key::parse(key).unwrap()] {
        Column::Code(codes) => codes.iter().map(|c| Absent::of_code(*c).is_none().then(|| c + 1)).collect(),
        column => panic!("{key} is no rating: {column:?}"),
    }
}

fn absences(imported: &Imported, key: &str) -> Vec<Option<Absent>> {
    match &imported.responses.answers[&Key::parse(key).unwrap()] {
        Column::Code(codes) => codes.iter().map(|code| Absent::of_code(*code)).collect(),
        Column::Ticks(ticks) => ticks.iter().map(|ticks| Absent::of_ticks(*ticks)).collect(),
        Column::Incidents(incidents) => incidents.ticks.iter().map(|ticks| Absent::of_ticks(*ticks)).collect(),
        Column::Number(numbers) => numbers.iter().map(|number| Absent::of_number(*number)).collect(),
        Column::Text(_) => panic!("{key} is a text"),
    }
}

/// The findings that name lines or are not about absent columns and ids, which nearly every small file has.
fn findings(imported: &Imported) -> Vec<(FindingKind, u64, Vec<u64>)> {
    let told = imported.manifest.findings.iter().filter(|f| !matches!(f.kind, NoColumn { .. } | NoId));
    told.map(|f| (f.kind.clone(), f.count, f.lines.clone())).collect()
}

#[track_caller]
fn check(bytes: impl AsRef<[u8]>, expect: &[(FindingKind, u64, &[u64])]) -> Imported {
    let imported = import(bytes);
    let expect: Vec<_> = expect.iter().map(|(kind, count, lines)| (kind.clone(), *count, lines.to_vec())).collect();
    assert_eq!(findings(&imported), expect);
    imported
}

fn unreadable(column: &str, value: &str, suggestion: Option<&str>) -> FindingKind {
    Unreadable { column: column.into(), value: value.into(), suggestion: suggestion.map(Into::into) }
}

#[track_caller]
fn refused(bytes: impl AsRef<[u8]>, expect: ImportError) {
    assert_eq!(read(&shop(), bytes, None).unwrap_err(), expect);
}

#[test]
fn files_without_answers_are_refused_with_the_reason() {
    for empty in ["", " \n\t\r\n ", "\u{feff}", "\u{feff} \n"] {
        refused(empty, ImportError::Empty);
    }
    refused("id,T1\n", ImportError::NoRows);
    refused("id,T1\n\n\r\n\n", ImportError::NoRows);
    refused(
        "a,b\n1,2\n",
        ImportError::NoKnownColumn {
            found: vec!["a".into(), "b".into()],
            known: ["T1.expected", "T1", "T1.adequate", "T1.desired", "T2.expected", "T2"].map(Into::into).to_vec(),
        },
    );
    for seems in [
        (&b"PK\x03\x04\x14\0\x06\0"[..], Some(BinaryKind::Zip)),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Some(BinaryKind::OldOffice)),
        (b"%PDF-1.7\n", Some(BinaryKind::Pdf)),
        (b"\x89PNG\r\n\x1a\n", Some(BinaryKind::Picture)),
        (b"\xFF\xD8\xFF\xE0", Some(BinaryKind::Picture)),
        (b"GIF89a", Some(BinaryKind::Picture)),
        (b"T1\n5\n\0\n", None),
        (b"\x01\x02\x03\xF0\x80\x05\x06", None),
    ] {
        refused(seems.0, ImportError::Binary { seems: seems.1 });
    }
}

#[test]
fn files_of_other_formats_are_refused_by_name() {
    let other = |format: &str| ImportError::OtherFormat { format: format.into() };
    refused(include_bytes!("common/shop.study.json"), other("esteem-study/1"));
    refused("{\"format\":\"esteem-report/1\"}\n", other("esteem-report/1"));
    refused("[{\"a\": 1},\n{\"a\": 2}]", ImportError::NotJsonLines);
    refused("[1, 2]", ImportError::NotJsonLines);
    refused("{\n\"a\": 1\n}", ImportError::NotJsonLines);
    // One response, laid out over several lines for people to read.
    refused(
        "{\n \"format\": \"esteem-response/1\",\n \"id\": \"a\",\n \"study\": \"shop\"\n}",
        ImportError::NotJsonLines,
    );
}

#[test]
fn line_ends_and_byte_order_marks_make_no_difference() {
    let plain = check("id,T1\na,5\nb,9\n", &[(unreadable("T1", "9", None), 1, &[3])]);
    for text in ["id,T1\r\na,5\r\nb,9\r\n", "id,T1\ra,5\rb,9\r", "id,T1\na,5\nb,9", "\u{feff}id,T1\na,5\nb,9\n"] {
        let same = check(text, &[(unreadable("T1", "9", None), 1, &[3])]);
        assert_eq!(same.responses, plain.responses, "{text:?}");
    }
}

#[test]
fn empty_lines_do_not_shift_the_line_numbers() {
    check("id,T1\n\n\na,9\n", &[(unreadable("T1", "9", None), 1, &[4])]);
    check("id,T1\r\n\r\na,9\r\n\r\n", &[(unreadable("T1", "9", None), 1, &[3])]);
    check("sep=,\r\nid,T1\r\na,9\r\n", &[(unreadable("T1", "9", None), 1, &[3])]);
    check("id,WORDS,T1\na,\"one\ntwo\",5\nb,x,9\n", &[(unreadable("T1", "9", None), 1, &[4])]);
    check("id,T1\n , \nb,\n", &[(EmptyRow, 1, &[2])]);
}

#[test]
fn the_delimiter_is_found() {
    for (text, delimiter) in [
        ("id,T1\na,5\n", ','),
        ("id;T1\na;5\n", ';'),
        ("id\tT1\na\t5\n", '\t'),
        ("id|T1\na|5\n", '|'),
        ("sep=;\nid;T1\na;5\n", ';'),
        ("sep=\t\r\nid\tT1\r\na\t5\r\n", '\t'),
        ("T1\n5\n", ','),
        ("T1;a,b,c,d\n5;x\n", ';'),
    ] {
        let imported = import(text);
        assert_eq!(imported.manifest.layout, Layout::Delimited(delimiter), "{text:?}");
        assert_eq!(codes(&imported, "T1"), [Some(5)], "{text:?}");
    }
}

#[test]
fn other_encodings_are_read() {
    let text = "id,T1,WORDS\na,很差,服务\n";
    let gbk = encoding_rs::GBK.encode(text).0;
    let decode =
        |bytes: &[u8]| encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into);
    let utf16 = |unit: fn(u16) -> [u8; 2], mark: [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(unit)).collect::<Vec<u8>>()
    };
    let plain = import(text);
    for (bytes, encoding) in [
        (gbk.to_vec(), Encoding::Gb18030),
        (utf16(u16::to_le_bytes, [0xFF, 0xFE]), Encoding::Utf16),
        (utf16(u16::to_be_bytes, [0xFE, 0xFF]), Encoding::Utf16),
    ] {
        let imported = read_responses(&shop(), &bytes, None, &decode, &mut |_| {}).unwrap();
        accounted(&imported.manifest);
        assert_eq!(imported.manifest.encoding, encoding);
        assert_eq!(imported.responses, plain.responses);
        assert_eq!(findings(&imported), []);
    }
}

#[test]
fn damaged_bytes_are_told_with_their_lines() {
    let imported = check(b"id,T1,WORDS\na,5,ok\nb,6,caf\xE9\n", &[(BadBytes, 1, &[3])]);
    assert_eq!(imported.manifest.encoding, Encoding::Utf8Damaged);
    assert_eq!(codes(&imported, "T1"), [Some(5), Some(6)]);
    let mut half = vec![0xFF, 0xFE];
    half.extend("id,WORDS\na,".encode_utf16().chain([0xD800]).chain("\n".encode_utf16()).flat_map(u16::to_le_bytes));
    check(half, &[(BadBytes, 1, &[2])]);
}

#[test]
fn ragged_rows_keep_what_they_have() {
    let (expected, found) = (3, 2);
    let short = check("id,T1,T2\na,5\nb,6,7\nc,5\n", &[(ShortRow { expected, found }, 2, &[2, 4])]);
    assert_eq!(codes(&short, "T2"), [None, Some(7), None]);
    let long = check("id,T1\na,5,lost\nb,6,,\n", &[(LongRow { expected: 2, found: 3 }, 1, &[2])]);
    assert_eq!(codes(&long, "T1"), [Some(5), Some(6)]);
}

#[test]
fn quotes_that_are_never_closed_are_told_and_inches_are_not() {
    check("id,T1,WORDS\na,5,\"open\nb,6,x\n", &[(UnclosedQuote, 1, &[2])]);
    check("id,T1,WORDS\na,5,\"open\"\"\nb,6,x\n", &[(UnclosedQuote, 1, &[2])]);
    for closed in ["a 5\" screen", "\"a \"\"b\"\" c\"", "\"\"", "\"a,\nb\"", "\"a\"b\"", "x\"\"\""] {
        check(format!("id,T1,WORDS\na,5,{closed}\n"), &[]);
    }
}

#[test]
fn codes_and_labels_are_read_as_people_write_them() {
    for five in ["5", " 5 ", "5.0", "5.", "05", "+5", "５", "５．０", "\u{a0}5"] {
        assert_eq!(codes(&check(format!("T1\n{five}\n"), &[]), "T1"), [Some(5)], "{five:?}");
    }
    for (label, code) in [("很差", 1), ("very poor", 1), ("Very Good", 7), (" 很好　", 7), ("AVERAGE", 4)] {
        assert_eq!(codes(&check(format!("T1\n{label}\n"), &[]), "T1"), [Some(code)], "{label:?}");
    }
}

#[test]
fn what_is_no_answer_is_told_and_counts_as_unreadable() {
    let readable = "id,T1\nz,1\n";
    for (value, suggestion) in [
        ("8", None),
        ("0", None),
        ("-1", None),
        ("5.5", None),
        ("5.0000001", None),
        ("1e0", None),
        ("very pour", Some("very poor")),
        ("banana", None),
    ] {
        let text = format!("{readable}a,{value}\nb,{value}\n");
        let imported = check(text, &[(unreadable("T1", value, suggestion), 2, &[3, 4])]);
        assert_eq!(absences(&imported, "T1"), [None, Some(Absent::Unreadable), Some(Absent::Unreadable)]);
    }
    let many: String = (100..200).map(|i| format!("{i}\n{i}\n")).collect();
    let imported = import(format!("T1\n{many}"));
    let listed: u64 = imported.manifest.findings.iter().filter(|f| f.kind.is_loss()).map(|f| f.count).sum();
    assert_eq!(listed, 200, "values beyond the list are counted all the same");
    assert!(imported.manifest.findings.len() < 50);
}

#[test]
fn reasons_for_missing_answers_are_read_and_guesses_are_told() {
    let own = check("id,T1\na,\nb,skipped\nc,dont_know\nd,not_applicable\ne,not_asked\nf,broke_off\n", &[]);
    use Missing::*;
    let expect = [Skipped, Skipped, DontKnow, NotApplicable, NotAsked, BrokeOff];
    assert_eq!(absences(&own, "T1"), expect.map(|missing| Some(Absent::Missing(missing))));
    assert_eq!(absences(&own, "T2"), [Some(Absent::Missing(NotAsked)); 6], "no column");
    // The scale's own words are no guess.
    let words = check("T1,S1\n没有用到,说不清\ndid not use it,cannot say\n", &[]);
    assert_eq!(absences(&words, "T1"), [Some(Absent::Missing(NotApplicable)); 2]);
    assert_eq!(absences(&words, "S1"), [Some(Absent::Missing(DontKnow)); 2]);
    let guess = |value: &str, missing| ReadAsMissing { column: "T1".into(), value: value.into(), missing };
    for (value, missing) in [("NA", NotApplicable), ("n/a", NotApplicable), ("不适用", NotApplicable)] {
        check(format!("id,T1\na,{value}\n"), &[(guess(value, missing), 1, &[2])]);
    }
    check("id,T1\na,Don’t know\n", &[(guess("Don’t know", DontKnow), 1, &[2])]);
}

#[test]
fn columns_that_cannot_be_placed_are_told() {
    let column = |name: &str| name.to_string();
    check(
        "id,T1,T1.expectd\na,5,6\n",
        &[(UnknownColumn { column: column("T1.expectd"), suggestion: Some(column("T1.expected")) }, 1, &[])],
    );
    check("id,T1,\na,5,42\nb,5,\n", &[(NamelessColumn { place: 3 }, 1, &[2])]);
    check("id,T1,shoe size\na,5,42\n", &[(UnknownColumn { column: column("shoe size"), suggestion: None }, 1, &[])]);
    let twice = check("id,T1,T1\na,5,6\n", &[(RepeatedColumn { column: column("T1") }, 1, &[])]);
    assert_eq!(codes(&twice, "T1"), [Some(5)], "the first is read");
    check("id,T1,t1.perceived\na,5,6\n", &[(RepeatedColumn { column: column("t1.perceived") }, 1, &[])]);
    let absent = import("id,T1\na,5\n");
    assert!(matches!(&absent.manifest.findings[0].kind, NoColumn { keys } if !keys.contains(&column("T1"))));
}

#[test]
fn a_mapping_says_what_columns_and_codes_mean() {
    let study = shop();
    let file = "wait,id,junk,T2\n1,a,x,3\n2.0,b,x,77\n99,c,x,77.0\ntop,d,x,4\n";
    let mapping = mapping(
        r#""columns": {"wait": "T1", "junk": null, "gone": "T3", "id": "nowhere"},
           "codes": {"wait": {"1": 7, "2": 6}, "quality": {"top": 7}}, "missing": {"99": "dont_know", "77": "skipped"}"#,
    );
    let imported = read(&study, file, Some(&mapping)).unwrap();
    let expect = [
        (MappedColumnAbsent { column: "gone".into() }, 1, vec![]),
        (MappedNowhere { column: "id".into(), target: "nowhere".into() }, 1, vec![]),
    ];
    assert_eq!(findings(&imported), expect);
    // Spreadsheets write 2.0 and 77.0 where the mapping says 2 and 77.
    assert_eq!(codes(&imported, "T1"), [Some(7), Some(6), None, Some(7)]);
    assert_eq!(absences(&imported, "T1")[2], Some(Absent::Missing(Missing::DontKnow)));
    let skipped = Some(Absent::Missing(Missing::Skipped));
    assert_eq!(absences(&imported, "T2"), [None, skipped, skipped, None]);
    assert!(imported.manifest.findings.iter().any(|f| f.kind == NoId));
}

#[test]
fn of_duplicates_the_latest_is_kept_in_any_order() {
    let head = "id,T1,finished_at\n";
    let rows =
        ["a,1,2026-01-01T09:00:00Z\n", "a,2,2026-01-01T18:30:00+08:00\n", "a,3,\n", "b,4,\n", "b,4,\n", "b,5,\n"];
    // 18:30 in China is 10:30 in London, later than 09:00; what has no time is earlier than what has one.
    for order in [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [3, 1, 5, 0, 4, 2]] {
        let text = head.to_string() + &order.map(|i| rows[i]).concat();
        let imported = import(&text);
        let mut kept: Vec<(String, Option<u8>)> =
            imported.responses.ids.iter().map(str::to_owned).zip(codes(&imported, "T1")).collect();
        kept.sort();
        assert_eq!(kept, [("a".into(), Some(2)), ("b".into(), Some(5))], "{text}");
        let count = |kind: FindingKind| findings(&imported).iter().find(|f| f.0 == kind).map_or(0, |f| f.1);
        assert_eq!(count(DuplicateReplaced { id: "a".into() }), 2);
        assert_eq!(count(DuplicateReplaced { id: "b".into() }), 2);
    }
    check("id,T1\nb,5\na,5\na,5\nb,5\nb,5\n", &[(DuplicateSame, 3, &[4, 5, 6])]);
    // Rows without an id are never duplicates of each other.
    assert_eq!(import("T1\n5\n5\n").responses.len(), 2);
}

#[test]
fn try_outs_are_left_out_and_partial_rows_are_marked() {
    let text = "id,T1,response.test,state\na,5,false,complete\nb,5,True,\nc,5,1,\nd,5,,Partial\n";
    let imported = check(text, &[(Test, 2, &[3, 4])]);
    assert_eq!(imported.responses.ids, ["a", "d"]);
    assert_eq!(imported.responses.partial, [false, true]);
}

#[test]
fn try_outs_are_counted_where_that_is_asked_for() {
    let counted = |text: &str| -> (Vec<String>, _, _) {
        let read = read_responses_and(Tests::Counted, &shop(), text.as_bytes(), None, &|_| None, &mut |_| {}).unwrap();
        (read.responses.ids.iter().map(str::to_owned).collect(), findings(&read), read.manifest.is_try_out)
    };
    let found = vec![(TestCounted, 2, vec![2, 3])];
    let mixed = counted("id,T1,test\na,5,1\nb,5,true\nc,5,\n");
    assert_eq!(mixed, (vec!["a".into(), "b".into(), "c".into()], found.clone(), false));
    let alone = counted("id,T1,test\na,5,1\nb,5,true\n");
    assert_eq!(alone, (vec!["a".into(), "b".into()], found, true));
    assert!(!import("id,T1,test\na,5,1\n").manifest.is_try_out);
}

#[test]
fn instants_that_cannot_be_read_are_told() {
    let bad = BadInstant { column: "finished_at".into(), value: "yesterday".into() };
    let imported = check("id,T1,finished_at\na,5,yesterday\nb,5,2026-03-04 10:00:00\n", &[(bad, 1, &[2])]);
    assert_eq!(imported.responses.finished_at, [None, Some(1_772_618_400_000)]);
}

#[test]
fn what_is_said_of_an_incident_that_was_not_ticked_is_told() {
    let untold = GradeWithoutTick { column: "INC".into() };
    check("id,INC,INC.harm.severity\na,none,4\nb,harm,4\nc,,\n", &[(untold.clone(), 1, &[2])]);
    check("id,T1,INC.harm.severity\na,5,4\n", &[(untold, 1, &[2])]);
}

#[test]
fn what_a_file_is_full_of_does_not_fill_the_list() {
    let rows: String = (0..60).map(|i| format!("r{i},5,day {i}\n")).collect();
    let imported = read(&shop(), format!("id,T1,finished_at\n{rows}"), None).unwrap();
    let instants = imported.manifest.findings.iter().filter(|found| matches!(found.kind, BadInstant { .. }));
    let counts: Vec<u64> = instants.map(|found| found.count).collect();
    assert_eq!(counts.len(), 41);
    assert_eq!(counts.iter().sum::<u64>(), 60);
}
