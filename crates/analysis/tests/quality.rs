//! Signs of careless answers: counted, told, and left out where the reader asks.

#![allow(clippy::unwrap_used)]

mod common;

use common::{read, shop, sound};
use esteem_analysis::quality::ResponseFlags;
use esteem_analysis::report::{Note, Reason};
use esteem_analysis::{Responses, Selection, analyze};
use esteem_study::Study;
use esteem_study::study::Page;

/// The shop with seven ratings of one scale on a page, one of them asked the other way round.
fn study() -> Study {
    let mut study = shop();
    let asks = ["S1", "S2", "F1", "F2", "R1", "R2", "ANG", "AWAY"].map(str::to_owned);
    let page: &mut Page = &mut study.parts[0].pages[0];
    page.asks = asks.to_vec();
    study
}

const HEAD: &str = "started_at,finished_at,S1,S2,F1,F2,R1,R2,ANG,AWAY";

fn responses(study: &Study, rows: &[String]) -> Responses {
    read(study, format!("{HEAD}\n{}\n", rows.join("\n")), None).unwrap().responses
}

/// A response that took so many seconds, closed in a minute of its own.
fn row(number: usize, seconds: usize, answers: &str) -> String {
    let (hour, minute) = (8 + number / 60, number % 60);
    let started = minute * 60 - seconds;
    let from = format!("2026-06-01T{hour:02}:{:02}:{:02}Z", started / 60, started % 60);
    format!("{from},2026-06-01T{hour:02}:{minute:02}:00Z,{answers}")
}

fn careful(number: usize) -> String {
    row(number, 60 + number % 5, &format!("{},5,4,{},6,3,2,{}", 1 + number % 7, 1 + number % 3, 1 + number % 2))
}

fn flags(study: &Study, rows: &[String]) -> Vec<ResponseFlags> {
    responses(study, rows).flags
}

#[test]
fn each_sign_is_seen_and_nothing_else() {
    let study = study();
    let mut rows: Vec<String> = (5..25).map(careful).collect();
    // Too fast for eight items; fast beside the others; a straight line, also through gaps; the same along a turned item.
    rows.push(row(30, 10, "1,5,4,2,6,3,2,1"));
    rows.push(row(31, 20, "1,5,4,2,6,3,2,2"));
    rows.push(row(32, 60, "6,6,6,6,6,6,1,2"));
    rows.push(row(33, 60, "6,6,,6,6,6,6,2"));
    rows.push(row(34, 60, "7,7,,7,,,,"));
    rows.push(row(35, 60, "6,6,6,5,6,6,6,2"));
    let flags = flags(&study, &rows);
    let has = |row: usize, flag| flags[20 + row].has(flag);
    assert!(flags[..20].iter().all(|flags| flags.count() == 0), "{flags:?}");
    assert!(has(0, ResponseFlags::SPEEDING) && has(1, ResponseFlags::SPEEDING));
    assert!((2..5).all(|row| has(row, ResponseFlags::STRAIGHT_LINE)), "{flags:?}");
    assert_eq!(flags[25].count(), 0);
    assert!(flags[20..].iter().all(|flags| flags.count() <= 1 && !flags.is_left_out()));
}

#[test]
fn copies_of_one_minute_carry_the_flag_and_others_do_not() {
    let study = study();
    let same = "2026-06-01T08:00:00Z,2026-06-01T08:02:30Z,1,5,4,2,6,3,2,1";
    let later = "2026-06-01T08:00:00Z,2026-06-01T08:03:00Z,1,5,4,2,6,3,2,1";
    let other = "2026-06-01T08:00:00Z,2026-06-01T08:02:30Z,1,5,4,2,6,3,2,2";
    let nothing = "2026-06-01T08:00:00Z,2026-06-01T08:02:30Z,,,,,,,,";
    let rows = [same, other, same, later, nothing, nothing].map(str::to_owned);
    let flagged: Vec<bool> = flags(&study, &rows).iter().map(|flags| flags.has(ResponseFlags::DUPLICATE)).collect();
    assert_eq!(flagged, [true, false, true, false, false, false]);
}

#[test]
fn two_flags_are_left_out_where_that_is_asked_and_the_report_says_so() {
    let study = study();
    let mut rows: Vec<String> = (5..35).map(careful).collect();
    rows.extend((40..52).map(|number| row(number, 8, "6,6,6,6,6,6,6,6")));
    let responses = responses(&study, &rows);
    let all = analyze(&study, &responses, &Selection::default());
    assert_eq!((all.responses, all.quality.left_out), (42, false));
    assert_eq!(all.quality.flagged_share.value, Some(12.0 / 42.0));
    assert_eq!(all.quality.speeding_share.base, 42);
    let conditions = [("without".to_string(), "flagged".to_string())];
    let selection = Selection::from_conditions(conditions.clone()).unwrap();
    assert_eq!(selection.conditions(), conditions);
    let without = analyze(&study, &responses, &selection);
    assert_eq!((without.responses, without.quality.left_out), (30, true));
    assert!(without.notes.contains(&Note::WithoutFlagged) && !all.notes.contains(&Note::WithoutFlagged));
    assert_eq!(without.quality.flagged_share.value, Some(0.0));
    [all, without].iter().for_each(sound);
}

#[test]
fn without_times_and_answers_there_is_nothing_to_flag() {
    let study = study();
    let report =
        analyze(&study, &responses(&study, &[",,7,,,,,,,".into(), ",,,3,,,,,,".into()]), &Selection::default());
    assert_eq!((report.quality.base, report.quality.speeding_share.reason), (2, Some(Reason::NoAnswers)));
    let one = responses(&study, &[row(10, 1, "6,6,6,6,6,6,6,6")]);
    assert!(one.flags[0].is_left_out());
    let backwards = "2026-06-01T09:00:00Z,2026-06-01T08:00:00Z,1,5,4,2,6,3,2,1".to_owned();
    assert_eq!(responses(&study, &[backwards]).seconds, [None]);
}

#[test]
fn the_order_of_rows_and_of_parts_changes_no_flag() {
    let study = study();
    let mut rows: Vec<String> = (5..25).map(careful).collect();
    rows.extend((40..45).map(|number| row(number, 8, "6,6,6,6,6,6,6,6")));
    let mut straight = flags(&study, &rows);
    rows.reverse();
    straight.reverse();
    assert_eq!(straight, flags(&study, &rows));
}
