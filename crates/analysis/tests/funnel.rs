//! Where responses that were broken off stop, and what they could do to the result.

#![allow(clippy::unwrap_used)]

mod common;

use common::{read, report_of, shop, sound};
use esteem_analysis::report::{Note, Report, withhold};
use esteem_analysis::words::{Language, tables};
use esteem_analysis::{Responses, Selection, analyze};
use esteem_study::Study;
use esteem_study::study::Page;

/// The shop on three pages.
fn study() -> Study {
    let mut study = shop();
    let page = |id: &str, asks: &[&str]| Page {
        id: id.into(),
        intro: None,
        asks: asks.iter().map(|ask| (*ask).to_owned()).collect(),
        shuffle: false,
    };
    study.parts[0].pages =
        vec![page("one", &["T1.expected", "T1"]), page("two", &["S1", "WORDS"]), page("three", &["O"])];
    study
}

const HEAD: &str = "state,branch,T1.expected,T1,S1,WORDS,O\n";

fn rows(row: &str, times: usize) -> String {
    format!("{row}\n").repeat(times)
}

/// Forty finished, of whom thirty are satisfied; five stop after the first page, ten after the second, two before all.
fn answers() -> String {
    let finished = [rows("complete,a,5,5,6,fine,5", 30), rows("complete,b,5,5,6,,2", 10)].concat();
    let stopped = [rows("partial,a,5,4,,,", 5), rows("partial,b,5,4,,so so,", 10), rows("partial,b,,,,,", 2)].concat();
    [HEAD, &finished, &stopped].concat()
}

fn counts(report: &Report) -> Vec<(Option<u64>, Option<u64>)> {
    report.funnel.pages.iter().map(|page| (page.reached, page.stopped)).collect()
}

#[test]
fn each_page_tells_who_reached_it_and_who_went_no_further() {
    let report = report_of(&study(), &answers());
    let funnel = &report.funnel;
    assert_eq!((funnel.base, report.partial, funnel.silent), (57, 17, Some(2)));
    assert_eq!(counts(&report), [(Some(55), Some(5)), (Some(50), Some(10)), (Some(40), Some(0))]);
    assert_eq!(funnel.finished_share.value, Some(40.0 / 57.0));
    assert_eq!(funnel.pages[1].reached_share.value, Some(50.0 / 57.0));
    assert_eq!((funnel.pages[1].stopped_share.base, funnel.pages[1].stopped_share.value), (50, Some(0.2)));
    let bounds = funnel.bounds.as_ref().unwrap();
    assert_eq!(
        (bounds.left, bounds.least_share.value, bounds.most_share.value),
        (17, Some(30.0 / 57.0), Some(47.0 / 57.0))
    );
    assert_eq!(funnel.notes, [Note::NonResponse]);
    sound(&report);
    for language in Language::ALL {
        let table = tables::funnel(&report, language);
        assert_eq!(table.rows.len(), 4);
        let percent = if language == Language::Zh { "52.6%" } else { "52.6\u{a0}%" };
        assert!(table.notes.iter().any(|note| note.contains("17") && note.contains(percent)), "{:?}", table.notes);
    }
}

#[test]
fn where_nobody_broke_off_nothing_is_said_of_leaving() {
    let report = report_of(&study(), &[HEAD, &rows("complete,a,5,5,6,fine,5", 30)].concat());
    assert_eq!((report.funnel.notes, report.funnel.bounds), (vec![Note::NoBreakOffs], None));
    let none = analyze(&study(), &Responses::new(&study()), &Selection::default());
    assert_eq!((none.funnel.base, none.funnel.notes), (0, vec![]));
}

#[test]
fn who_was_not_asked_did_not_leave() {
    let mut csv = [HEAD, &rows("complete,a,5,5,6,fine,5", 20)].concat();
    csv += &rows("complete,a,5,5,not_asked,not_asked,5", 5);
    csv += &rows("partial,a,5,5,,,4", 3);
    let report = report_of(&study(), &csv);
    // An answer on the last page says that the pages before it were passed.
    assert_eq!(counts(&report), [(Some(28), Some(0)), (Some(23), Some(0)), (Some(28), Some(3))]);
    assert_eq!(report.funnel.bounds, None);
}

#[test]
fn few_tell_nothing_and_what_is_withheld_is_withheld_here_too() {
    let study = study();
    let few = report_of(&study, &[HEAD, &rows("partial,a,5,4,,,", 4), &rows("complete,a,5,5,6,,5", 5)].concat());
    assert_eq!(counts(&few), [(None, None); 3]);
    assert!(few.funnel.silent.is_none() && few.funnel.bounds.is_none());
    sound(&few);

    // The second group is all but seven of the whole: it would tell about them.
    let csv = answers() + &rows("complete,c,5,5,6,,5", 7);
    let responses = read(&study, csv, None).unwrap().responses;
    let of = |value: &str| analyze(&study, &responses, &Selection::default().narrowed("branch", value).unwrap());
    let whole = analyze(&study, &responses, &Selection::default());
    let mut groups = vec![of("a"), of("b")];
    withhold(&study, &whole, &mut groups);
    let hidden = |report: &Report| report.funnel.finished_share.value.is_none();
    assert!(!hidden(&groups[0]) && hidden(&groups[1]));
    assert_eq!(counts(&groups[1])[2].0, None);
    assert!(groups[0].funnel.bounds.is_some() && groups[1].funnel.bounds.is_none());
}
