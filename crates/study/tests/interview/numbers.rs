//! Numbers as people type them.

use esteem_study::Fixed;
use esteem_study::interview::{NotANumber, read_number};
use proptest::prelude::*;

use super::common::config;

#[track_caller]
fn check(text: &str, expect: f64) {
    let read = read_number(text).unwrap_or_else(|_| panic!("{text:?} is a number"));
    assert_eq!(read.map(Fixed::as_f64), Some(expect), "{text:?}");
}

#[test]
fn numbers_are_read_as_people_type_them() {
    check("7", 7.0);
    check("  12 ", 12.0);
    check("\u{3000}１２", 12.0);
    check("１，２３４．５", 1234.5);
    check("1,234", 1234.0);
    check("1,234,567", 1_234_567.0);
    check("1.234.567", 1_234_567.0);
    check("1.234.567,89", 1_234_567.89);
    check("1,234,567.89", 1_234_567.89);
    check("1 234 567", 1_234_567.0);
    check("1\u{202f}234,5", 1234.5);
    check("1’234.50", 1234.5);
    check("1 234,567", 1234.567);
    check("12,5", 12.5);
    check("0,125", 0.125);
    check("1.234", 1.234);
    check("12345,678", 12345.678);
    check("-3", -3.0);
    check("− 3,5", -3.5);
    check("＋４", 4.0);
    check(".5", 0.5);
    check("5.", 5.0);
    check("007", 7.0);
    check("13800138000", 13_800_138_000.0);
    check("0.0000005", 0.000_001);
    check("0.0000004999", 0.0);
    check("-0.0000005", -0.000_001);
    check("0.99999999", 1.0);
}

#[test]
fn nothing_typed_is_no_answer() {
    for text in ["", "  ", "\u{3000}\n"] {
        assert_eq!(read_number(text), Ok(None), "{text:?}");
    }
}

#[test]
fn what_is_no_number_or_could_be_two_is_refused() {
    for text in [
        "three",
        "三",
        "3 times",
        "1e3",
        "--3",
        "3-4",
        "1/2",
        ".",
        ",",
        "-",
        "+ ",
        "1 2",
        "1,23,456",
        "1,2,3",
        "12 34",
        "1234,567,890",
        "1.2,3.4",
        "1,234 567",
        "1..2",
        "2026-06-01",
        "9000000000001",
        "99999999999999999999",
        "0x10",
        "1_000",
        "NaN",
        "∞",
        "1,234,",
        "1'23",
    ] {
        assert_eq!(read_number(text), Err(NotANumber), "{text:?}");
    }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn no_text_makes_reading_panic(text in "[0-9０-９.,，．'’ +−-]{0,24}|.{0,12}") {
        let _ = read_number(&text);
    }

    #[test]
    fn a_number_with_decimals_is_read_back(micro in -9_000_000_000_000_000_000i64..=9_000_000_000_000_000_000) {
        let sign = if micro < 0 { "-" } else { "" };
        let size = micro.unsigned_abs();
        let text = format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000);
        prop_assert_eq!(read_number(&text), Ok(Some(Fixed(micro))));
    }
}
