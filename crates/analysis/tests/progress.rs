//! What is told while a file is read: it never goes back, ends at 1, and changes nothing.

#![allow(clippy::unwrap_used)]

mod common;

use common::{read, shop};
use esteem_analysis::import::{Progress, read_responses};

/// What was told while this text was read, after the result was compared with that of a silent reading.
#[track_caller]
fn told(text: &str) -> Vec<Progress> {
    let study = shop();
    let mut told = Vec::new();
    let imported =
        read_responses(&study, text.as_bytes(), None, &|_| None, &mut |progress| told.push(progress)).unwrap();
    assert_eq!(imported, read(&study, text, None).unwrap());
    told
}

#[track_caller]
fn check(text: &str, calls: usize, responses: u64) {
    let told = told(text);
    assert_eq!(told.len(), calls);
    for pair in told.windows(2) {
        assert!(pair[0].done_share < pair[1].done_share && pair[0].responses <= pair[1].responses, "{pair:?}");
    }
    assert_eq!(told.last().copied(), Some(Progress { done_share: 1.0, responses }));
    for (i, progress) in told[..calls - 1].iter().enumerate() {
        let expect = (i + 1) as f64 * 4096.0 / 10_000.0;
        assert!((progress.done_share - expect).abs() < 0.05, "{progress:?} where about {expect} was read");
    }
}

#[test]
fn a_long_table_is_told_in_between_and_a_short_one_at_the_end() {
    let rows: String = (0..10_000).map(|i| format!("r{i:05},5\r\n")).collect();
    check(&format!("id,T1\r\n{rows}"), 3, 10_000);
    check("id,T1\na,5\n", 1, 1);
}

#[test]
fn json_lines_are_told_alike() {
    let line = |i| format!("{{\"format\":\"esteem-response/1\",\"id\":\"r{i:05}\",\"study\":\"shop\"}}\n");
    check(&(0..10_000).map(line).collect::<String>(), 3, 10_000);
}

#[test]
fn what_falls_out_at_the_end_was_told_as_read() {
    let told = told("id,T1\na,5\na,5\nb,6\n");
    assert_eq!(told, [Progress { done_share: 1.0, responses: 3 }]);
}

#[test]
fn a_refused_file_tells_of_no_end() {
    let mut told = 0;
    let refused = read_responses(&shop(), b"Name,Age\nLi,40\n", None, &|_| None, &mut |_| told += 1);
    assert!(refused.is_err());
    assert_eq!(told, 0);
}
