//! A sound study of every kind of item, and how to break it.

#![allow(dead_code, unreachable_pub)]

use esteem_study::{Problem, ProblemKind, Study, check};
use serde_json::{Value, json};

/// A small study of every kind of item, without any problem.
pub fn sound() -> Value {
    let scale = |id: &str, last: i32| json!({"id": id, "levels": (1..=last).map(|code| json!({"code": code})).collect::<Vec<_>>()});
    let rating = |scale: &str| json!({"kind": "rating", "scale": scale});
    json!({
        "format": "esteem-study/1",
        "id": "small",
        "title": {"en": "Small"},
        "languages": ["en"],
        "scales": [scale("seven", 7), scale("five", 5), scale("four", 4)],
        "constructs": [
            {"id": "room", "name": {"en": "the room"}, "kind": "dimension"},
            {"id": "safety", "name": {"en": "safety"}, "kind": {"need": "safety"}},
            {"id": "overall", "name": {"en": "overall"}, "kind": {"outcome": "overall"}},
            {"id": "anger", "name": {"en": "anger"}, "kind": {"outcome": "anger"}},
            {"id": "away", "name": {"en": "away"}, "kind": {"outcome": "stay_away"}},
        ],
        "items": [
            {"id": "T", "text": {"en": "the chairs"}, "construct": "room",
                "answer": {"kind": "rating", "scale": "seven", "facets": ["expected", "perceived"]}},
            {"id": "S", "text": {"en": "I felt safe"}, "construct": "safety", "answer": rating("seven")},
            {"id": "O", "text": {"en": "Overall?"}, "construct": "overall", "answer": rating("five")},
            {"id": "A", "text": {"en": "I felt angry"}, "construct": "anger", "answer": rating("seven")},
            {"id": "L", "text": {"en": "Stay away"}, "construct": "away", "answer": rating("seven")},
            {"id": "I", "text": {"en": "What happened?"}, "answer": {
                "kind": "incidents", "none": {"en": "nothing"}, "severity": "four", "resolution": "four",
                "incidents": [{"id": "harm", "text": {"en": "harm"}, "violates": "S"}]}},
            {"id": "C", "text": {"en": "Which?"}, "answer": {"kind": "choice", "options": [
                {"id": "a", "text": {"en": "A"}}, {"id": "b", "text": {"en": "B"}}]}},
            {"id": "M", "text": {"en": "Which ones?"}, "answer": {"kind": "choices", "options": [
                {"id": "a", "text": {"en": "A"}}]}},
            {"id": "N", "text": {"en": "How many?"}, "answer": {"kind": "number", "unit": {"en": "times"}}},
            {"id": "X", "text": {"en": "Anything else?"}, "answer": {"kind": "text"}},
        ],
        "segments": [{"id": "site", "name": {"en": "site"}, "values": [{"id": "north", "text": {"en": "North"}}]}],
        "parts": [
            {"id": "before", "pages": [{"id": "hopes", "intro": {"en": "Before:"}, "asks": ["T.expected"]}]},
            {"id": "after", "pages": [
                {"id": "ratings", "asks": ["T", "S", "O", "A", "L"]},
                {"id": "rest", "asks": ["I", "C", "M", "N", "X"]},
            ]},
        ],
        "privacy": {
            "controller": {"en": "Us"}, "purpose": {"en": "To improve."}, "retention": {"en": "A year."},
            "consents": [{"id": "quote", "text": {"en": "You may quote me."}}],
        },
        "collector": {"kind": "receipt", "url": "https://example.org/answers"},
    })
}

#[track_caller]
pub fn problems(edit: impl FnOnce(&mut Value)) -> Vec<Problem> {
    let mut value = sound();
    edit(&mut value);
    let study: Study = serde_json::from_value(value).expect("the edited study has the right types");
    check(&study)
}

/// Edits the sound study and expects one problem, no other.
#[track_caller]
pub fn check_problem(edit: impl FnOnce(&mut Value), path: &str, kind: ProblemKind) {
    assert_eq!(problems(edit), [Problem { path: path.into(), kind }]);
}

pub fn push(list: &mut Value, value: Value) {
    list.as_array_mut().expect("it is a list").push(value);
}

pub fn id(id: &str) -> String {
    id.into()
}
