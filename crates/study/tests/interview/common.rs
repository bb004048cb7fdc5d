//! Studies, moments and respondents for the tests of the interview.

use std::path::Path;

use esteem_study::interview::{Interview, Moment, Saved, Screen, Setting};
use esteem_study::response::Incident;
use esteem_study::{Answer, AnswerForm, Fixed, Key, Missing, Response, Study};
use proptest::prelude::ProptestConfig;
use serde_json::{Value, json};

pub(crate) const SHIPPED: [&str; 3] =
    ["studies/customer.study.json", "studies/customer-pulse.study.json", "examples/cafe.study.json"];

pub(crate) fn shipped(name: &str) -> Study {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = std::fs::read_to_string(root.join(name)).expect("is a file");
    serde_json::from_str(&text).expect("is a study")
}

/// A study of the given items and pages, in one language, with scales of the codes 1 to 4 and 1 to 7.
pub(crate) fn study(items: Value, pages: Value) -> Study {
    let scale = |id: &str, last: i32| json!({"id": id, "levels": (1..=last).map(|code| json!({"code": code})).collect::<Vec<_>>()});
    let mut seven = scale("seven", 7);
    seven["not_applicable"] = json!({"en": "does not apply"});
    let study = json!({
        "format": "esteem-study/1", "id": "small", "title": {"en": "Small"}, "languages": ["en"],
        "scales": [seven, scale("four", 4)], "items": items,
        "parts": [{"id": "after", "pages": pages}],
    });
    serde_json::from_value(study).expect("is a study")
}

/// Ratings of these ids, of all facets, on the scale from 1 to 7.
pub(crate) fn ratings(ids: &[&str]) -> Vec<Value> {
    let facets = ["expected", "perceived", "adequate", "desired", "importance"];
    ids.iter()
        .map(|id| {
            json!({"id": id, "text": {"en": id}, "answer": {"kind": "rating", "scale": "seven", "facets": facets}})
        })
        .collect()
}

/// How many cases of a property are tried: so many, and ten times as many in the full run.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    let times = if std::env::var_os("ESTEEM_FULL").is_some() { 10 } else { 1 };
    ProptestConfig { cases: cases * times, failure_persistence: None, ..ProptestConfig::default() }
}

pub(crate) fn begin(study: Study, seed: u32) -> Interview {
    let mut interview = open(study, seed);
    interview.begin(&at(0)).expect("nothing has to be agreed to");
    interview
}

pub(crate) fn open(study: Study, seed: u32) -> Interview {
    Interview::new(study, Setting::default(), "r1".into(), seed).expect("can be asked")
}

pub(crate) fn at(elapsed_ms: u64) -> Moment<'static> {
    Moment { instant: "2026-06-01T08:00:00+08:00", elapsed_ms }
}

pub(crate) fn key(text: &str) -> Key {
    Key::parse(text).expect("is a key")
}

pub(crate) fn code(code: i64) -> Option<Answer> {
    Fixed::whole(code).map(Answer::Number)
}

pub(crate) fn read(record: &str) -> Response {
    serde_json::from_str(record).unwrap_or_else(|error| panic!("{error}: {record}"))
}

/// What the widget's reader makes of a record.
pub(crate) fn saved(record: &str) -> Saved {
    let response = read(record);
    Saved {
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
    }
}

/// The keys in sight, block by block.
pub(crate) fn sight(interview: &Interview) -> Vec<Vec<String>> {
    match interview.screen() {
        Screen::Questions { blocks, .. } => {
            blocks.iter().map(|block| block.asks.iter().map(Key::to_string).collect()).collect()
        }
        _ => Vec::new(),
    }
}

/// One of the answers that an item takes, chosen by some number; sometimes one that it does not take.
pub(crate) fn some_answer(study: &Study, key: &Key, choice: u32) -> Option<Answer> {
    let item = study.item(&key.item).expect("is asked");
    let n = choice as usize;
    Some(match &item.answer {
        _ if choice.is_multiple_of(11) => return None,
        _ if choice.is_multiple_of(13) => Answer::Missing { missing: Missing::ALL[n % 5] },
        AnswerForm::Rating { .. } => Answer::Number(Fixed(i64::from(choice % 12) * Fixed::UNIT)),
        AnswerForm::Choice { options } => Answer::Text(options[n % options.len()].id.clone()),
        AnswerForm::Choices { options, .. } => {
            let ticked = options.iter().enumerate().filter(|(at, _)| n >> (at % 32) & 1 == 1);
            Answer::Chosen(ticked.map(|(_, option)| option.id.clone()).collect())
        }
        AnswerForm::Incidents { incidents, .. } => {
            let ticked = incidents.iter().enumerate().filter(|(at, _)| n >> (at % 32) & 1 == 1);
            Answer::Incidents(
                ticked
                    .map(|(at, kind)| Incident {
                        incident: kind.id.clone(),
                        severity: (at % 2 == 0).then_some((choice % 5) as i32 + i32::from(choice.is_multiple_of(3))),
                        resolution: (at % 3 == 0).then_some((choice % 4) as i32 + 1),
                    })
                    .collect(),
            )
        }
        AnswerForm::Number { .. } => Answer::Number(Fixed(i64::from(choice) * 1_003)),
        AnswerForm::Text { .. } => Answer::Text(format!("\"{choice}\"\\ \u{2028}\u{7}\n 好 👍 {}", "x".repeat(n % 7))),
    })
}
