//! The bytes of the record.

use esteem_study::interview::{Interview, Setting};
use esteem_study::response::{Incident, Mode};
use esteem_study::{Answer, Fixed};
use proptest::prelude::*;
use serde_json::json;

use super::common::{at, config, key, read, study};

fn interview() -> Interview {
    let option = |id: &str| json!({"id": id, "text": {"en": id}});
    let items = json!([
        {"id": "a", "text": {"en": "a"},
            "answer": {"kind": "rating", "scale": "seven", "facets": ["expected", "perceived"]}},
        {"id": "what", "text": {"en": "what"}, "answer": {"kind": "incidents", "none": {"en": "none"},
            "incidents": [option("harm"), option("late")], "severity": "four", "resolution": "four"}},
        {"id": "any", "text": {"en": "any"}, "answer": {"kind": "choices", "options": [option("p"), option("q")]}},
        {"id": "n", "text": {"en": "n"}, "answer": {"kind": "number"}},
        {"id": "x", "text": {"en": "x"}, "answer": {"kind": "text"}},
    ]);
    let pages = json!([{"id": "one", "asks": ["a.expected", "a", "what", "any", "n"]}, {"id": "two", "asks": ["x"]}]);
    let text = |text: &str| Some(String::from(text));
    let setting = Setting {
        part: text("after"),
        link: text("l\\1"),
        mode: Mode::Kiosk,
        test: true,
        wave: text("2026-06"),
        segments: [("site", "south"), ("channel", "web"), ("site", "north")].map(|(a, b)| (a.into(), b.into())).into(),
        study_hash: text("ab12"),
    };
    let mut study = study(items, pages);
    let consents = json!([{"id": "quote", "text": {"en": "Quote me."}}]);
    study.privacy.consents = serde_json::from_value(consents).expect("are consents");
    let mut interview = Interview::new(study, setting, "r1".into(), 1).expect("can be asked");
    interview.begin(&at(0)).expect("nothing has to be agreed to");
    interview
}

fn answer(interview: &mut Interview, item: &str, answer: Answer) {
    assert_eq!(interview.answer(&key(item), Some(answer), &at(2_000)), Ok(true));
}

#[test]
fn a_record_is_these_bytes() {
    let mut interview = interview();
    answer(&mut interview, "a.expected", Answer::Number(Fixed(7_000_000)));
    answer(&mut interview, "a", Answer::Missing { missing: esteem_study::Missing::NotApplicable });
    let tick = |id: &str, severity, resolution| Incident { incident: id.into(), severity, resolution };
    answer(&mut interview, "what", Answer::Incidents(vec![tick("harm", Some(4), Some(1)), tick("late", None, None)]));
    answer(&mut interview, "any", Answer::Chosen(vec!["q".into()]));
    answer(&mut interview, "n", Answer::Number(Fixed(-1_050_000)));
    answer(&mut interview, "x", Answer::Text("\"好\"\\\n\t\u{2028}\u{2029}\u{0}\u{1f}/👍".into()));
    let expect = concat!(
        r#"{"format":"esteem-response/1","id":"r1","rev":8,"study":"small","study_hash":"ab12","part":"after","#,
        r#""link":"l\\1","state":"partial","mode":"kiosk","test":true,"wave":"2026-06","language":"zh","#,
        r#""segments":{"channel":"web","site":"north"},"consent":{"quote":false},"#,
        r#""answers":{"a.expected":7,"a":{"missing":"not_applicable"},"#,
        r#""what":[{"incident":"harm","severity":4,"resolution":1},{"incident":"late"}],"any":["q"],"n":-1.05,"#,
        r#""x":"\"好\"\\\n\u0009\u2028\u2029\u0000\u001f/👍"},"#,
        r#""shown":["a.expected","a","what","any","n","x"],"order":["a.expected","a","what","any","n","x"],"#,
        r#""seconds":{"one":3,"two":0},"started_at":"2026-06-01T08:00:00+08:00"}"#,
    );
    assert_eq!(interview.record(&at(2_500), "zh"), expect);
    read(expect);
}

proptest! {
    #![proptest_config(config(256))]

    /// Up to two thousand million with all decimals, and whole numbers as far as they go: beyond, readers of JSON have
    /// no floating-point number for every one of them.
    #[test]
    fn numbers_and_texts_are_read_back(
        micro in prop_oneof![-2_000_000_000_000_000..=2_000_000_000_000_000i64, -99..99i64,
            (-9_000_000_000_000..=9_000_000_000_000i64).prop_map(|whole| whole * 1_000_000)],
        text in any::<String>(),
    ) {
        let mut interview = interview();
        answer(&mut interview, "n", Answer::Number(Fixed(micro)));
        let _ = interview.answer(&key("x"), Some(Answer::Text(text.clone())), &at(0));
        let response = read(&interview.record(&at(0), &text));
        prop_assert_eq!(response.answers.get("n"), Some(&Answer::Number(Fixed(micro))));
        prop_assert_eq!(response.language, Some(text.clone()));
        if !text.trim().is_empty() {
            prop_assert_eq!(response.answers.get("x"), Some(&Answer::Text(text)));
        }
    }
}
