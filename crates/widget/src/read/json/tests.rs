//! The parser beside serde_json's.

use proptest::prelude::*;
use serde_json::Value;

use super::*;

fn same(ours: &Json<'_>, theirs: &Value) -> bool {
    match theirs {
        Value::Null => ours.kind() == Kind::Null,
        Value::Bool(flag) => ours.kind() == Kind::Flag && ours.is_true() == *flag,
        Value::Number(number) => ours.number() == number.as_f64().and_then(Fixed::nearest),
        Value::String(text) => ours.kind() == Kind::Text && ours.text() == text,
        Value::Array(elements) => {
            ours.kind() == Kind::List
                && ours.parts().len() == elements.len()
                && ours.parts().iter().zip(elements).all(|((_, ours), theirs)| same(ours, theirs))
        }
        Value::Object(fields) => {
            ours.kind() == Kind::Object
                && fields.iter().all(|(name, theirs)| ours.field(name).is_some_and(|ours| same(ours, theirs)))
        }
    }
}

#[track_caller]
fn check(text: &str) {
    let (ours, theirs) = (Json::parse(text), serde_json::from_str::<Value>(text));
    match (&ours, &theirs) {
        (Some(ours), Ok(theirs)) => assert!(same(ours, theirs), "{text}: {ours:?}"),
        (None, Err(_)) => {}
        _ => panic!("{text}: we read {ours:?}, serde_json {theirs:?}"),
    }
}

#[test]
fn what_is_no_json_is_refused() {
    for text in ["", " ", "nul", "nulls", "tru", "[", "[1", "[1,]", "[,1]", "{", "{}}", "{\"a\"}", "{\"a\":}", "{a:1}"]
    {
        check(text);
    }
    for text in
        ["01", "-", "1.", ".5", "1e", "+1", "\"", "\"\\x\"", "\"\\u12\"", "\"\n\"", "[1 2]", "{\"a\":1,}", "\u{feff}1"]
    {
        check(text);
    }
}

#[test]
fn every_kind_of_value_is_read() {
    for text in
        ["null", "true", " false ", "0", "-0", "12.5", "-1e-6", "1E3", "1.5e+2", "0.0000005", "2e-7", "123456789.0625"]
    {
        check(text);
    }
    for text in [r#""\"\\\/\b\f\n\r\t\u4ef7\ud83d\ude00""#, "[]", "[ ]", "{}", "{ }", r#"[{"a":[1,{"b":"价"}]},null]"#]
    {
        check(text);
    }
}

#[test]
fn numbers_that_are_too_large_are_none() {
    for text in ["1e13", "9000000000001", "-1e300", "1e999999999999", "123456789012345678901234567890"] {
        assert_eq!(Json::parse(text).expect("is JSON").number(), None, "{text}");
    }
    assert_eq!(Json::parse("0e999999999999").expect("is JSON").number(), Some(Fixed(0)));
    assert_eq!(Json::parse("9000000000000").expect("is JSON").number(), Fixed::whole(9_000_000_000_000));
}

#[test]
fn a_number_is_whole_if_it_is_written_so() {
    let whole = |text| Json::parse(text).expect("is JSON").whole();
    assert_eq!(["7", "-7", "7.0", "7e0", "0.5", "true"].map(whole), [Some(7), Some(-7), None, None, None, None]);
}

#[test]
fn half_a_character_is_shown_as_a_fault() {
    for text in [r#""\ud83dx""#, r#""\ude00x""#, r#""\ud83d\u0078""#] {
        assert_eq!(Json::parse(text).expect("is JSON").text(), "\u{fffd}x", "{text}");
    }
}

#[test]
fn the_last_of_several_fields_counts_and_values_keep_their_text() {
    let value = Json::parse(r#" {"a": 1, "a": [ 2 ] , "b":null} "#).expect("is JSON");
    assert_eq!(value.field("a").map(Json::raw), Some("[ 2 ]"));
    assert_eq!(value.field("c").map(Json::raw), None);
}

#[test]
fn what_is_nested_too_deeply_is_refused() {
    let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
    assert!(Json::parse(&nested(100)).is_some());
    assert!(Json::parse(&nested(100_000)).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_that_are_nearly_json_are_read_as_serde_json_reads_them(
        text in r#"[\[\]{}:,"\\un0-9.eE+ \-]{0,12}"#,
    ) {
        let (ours, theirs) = (Json::parse(&text), serde_json::from_str::<Value>(&text));
        // Half a character and numbers beyond all measure are refused there.
        if let Ok(theirs) = theirs {
            prop_assert!(ours.is_some_and(|ours| same(&ours, &theirs)), "{}", text);
        }
    }
}
