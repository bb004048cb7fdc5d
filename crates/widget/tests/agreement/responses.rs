//! Kept responses: what the interview writes, and what else the format allows.

use esteem_study::interview::{Interview, Moment, Saved, Setting};
use esteem_study::{Answer, Fixed, Key, Response, Study};
use esteem_widget::read::{self, Misread, MisreadKind};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value as Json, json};

use super::json::{break_at, config, places};

fn by_serde(value: &Json) -> Option<Saved> {
    let response: Response = serde_json::from_str(&value.to_string()).ok()?;
    Some(Saved {
        id: response.id,
        rev: response.rev,
        study: response.study,
        part: response.part,
        language: response.language,
        consent: response.consent.into_iter().collect(),
        answers: response.answers.into_iter().collect(),
        shown: response.shown.unwrap_or_default(),
        order: response.order.unwrap_or_default(),
        seconds: response.seconds.into_iter().collect(),
        started_at: response.started_at,
    })
}

fn by_us(value: &Json) -> Result<Saved, Misread> {
    read::saved(&value.to_string())
}

/// A response with every field and every kind of answer.
fn full() -> Json {
    json!({
        "format": "esteem-response/1", "id": "r1", "rev": 7, "study": "cafe", "part": "after", "language": "zh",
        "consent": {"quote": true, "use": false},
        "answers": {
            "a": 5, "a.expected": {"missing": "dont_know"}, "b": 2.5, "c": "words \u{2028}", "d": ["p", "q"], "e": [],
            "f": [{"incident": "late", "severity": 3, "resolution": null}, {"incident": "harm", "brand_new": 1}],
            "g": -0.000_001, "h": "", "i": 13_800_138_000_i64,
        },
        "shown": ["a", "b"], "order": ["b", "a", "c"], "seconds": {"one": 12, "two": 0},
        "started_at": "2026-06-01T08:00:00+08:00",
    })
}

#[test]
fn a_full_and_a_bare_response_are_read_as_serde_reads_them() {
    let bare = json!({"format": "esteem-response/1", "id": "r", "study": "s"});
    for value in [full(), bare] {
        assert_eq!(by_us(&value).ok(), by_serde(&value));
    }
}

#[test]
fn a_response_broken_anywhere_is_refused_by_both_or_read_the_same() {
    let others = [json!(null), json!(true), json!(-1), json!(2.5), json!("x"), json!({"missing": "lost"}), json!([{}])];
    let sound = full();
    for place in places(&sound).iter().filter(|place| *place != "/format") {
        for other in [None].into_iter().chain(others.clone().map(Some)) {
            // Serde reads a list as an object's fields in their order; nobody writes that.
            if other == Some(json!([{}])) && sound.pointer(place).is_some_and(Json::is_object) {
                continue;
            }
            let mut broken = sound.clone();
            break_at(&mut broken, place, other.clone());
            assert_eq!(by_us(&broken).ok(), by_serde(&broken), "{place} is now {other:?}");
        }
    }
}

#[test]
fn another_format_is_no_response() {
    let mut value = full();
    value["format"] = json!("esteem-response/2");
    let found = String::from("esteem-response/2");
    assert_eq!(by_us(&value).map_err(|misread| misread.kind), Err(MisreadKind::TooNew { found }));
    value["format"] = json!("esteem-study/1");
    assert_eq!(by_us(&value).map_err(|misread| misread.kind), Err(MisreadKind::OtherFormat));
}

fn cafe() -> Study {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/cafe.study.json");
    serde_json::from_str(&std::fs::read_to_string(root).expect("is a file")).expect("is a study")
}

proptest! {
    #![proptest_config(config(60))]

    /// Written by the interview, read by the widget, taken over by another interview: the same bytes.
    #[test]
    fn what_the_interview_writes_is_read_back_whole(
        seed in any::<u32>(), codes in prop::collection::vec((any::<Index>(), 1..8i64), 0..20), words in ".{0,20}",
    ) {
        let study = cafe();
        let asks: Vec<String> = study.parts[0].pages.iter().flat_map(|page| page.asks.clone()).collect();
        let new = |seed| Interview::new(study.clone(), Setting::default(), "r1".into(), seed).expect("can be asked");
        let now = Moment { instant: "2026-06-01T08:00:00+08:00", elapsed_ms: 0 };
        let mut interview = new(seed);
        interview.begin(&now).expect("nothing has to be agreed to");
        for (at, code) in codes {
            let key = Key::parse(at.get(&asks[..]).as_str()).expect("is a key");
            let _ = interview.answer(&key, Fixed::whole(code).map(Answer::Number), &now);
        }
        let _ = interview.answer(&Key::parse("X1").expect("is a key"), Some(Answer::Text(words)), &now);
        let record = interview.record(&now, "zh");
        prop_assert!(serde_json::from_str::<Json>(&record).is_ok());
        let saved = read::saved(&record).expect("is a response");
        let mut again = new(seed.wrapping_add(1));
        prop_assert!(!again.adopt(saved, &interview.place()));
        prop_assert_eq!(again.record(&now, "zh"), record);
    }
}
