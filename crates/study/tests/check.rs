//! Each kind of problem is found, at its place in the file and nowhere else.

mod common;

use common::{check_problem, id, problems, push, sound};
use esteem_study::ProblemKind::*;
use esteem_study::Study;
use serde_json::{Value, json};

#[test]
fn a_sound_study_has_no_problem() {
    assert_eq!(problems(|_| {}), []);
}

#[test]
fn formats_other_than_this_one_are_refused() {
    check_problem(|s| s["format"] = json!("esteem-study/2"), "format", UnknownFormat { found: id("esteem-study/2") });
}

#[test]
fn ids_are_plain() {
    check_problem(|s| s["id"] = json!(""), "id", BadId { id: id("") });
    let scale = json!({"id": "two points", "levels": [{"code": 0}, {"code": 1}]});
    check_problem(|s| push(&mut s["scales"], scale), "scales[3].id", BadId { id: id("two points") });
    let rename = |s: &mut Value| {
        s["items"][9]["id"] = json!("X/y");
        s["parts"][1]["pages"][1]["asks"][4] = json!("X/y");
    };
    check_problem(rename, "items[9].id", BadId { id: id("X/y") });
    check_problem(|s| s["parts"][0]["pages"][0]["id"] = json!("a.b"), "parts[0].pages[0].id", BadId { id: id("a.b") });
    check_problem(
        |s| s["items"][6]["answer"]["options"][1]["id"] = json!("b;c"),
        "items[6].answer.options[1].id",
        BadId { id: id("b;c") },
    );
}

#[test]
fn ids_are_unique_in_their_list() {
    let double = |list: &'static str, place: usize| {
        move |s: &mut Value| {
            let again = s[list][place].clone();
            push(&mut s[list], again);
        }
    };
    check_problem(double("scales", 0), "scales[3].id", DuplicateId { id: id("seven") });
    check_problem(double("constructs", 1), "constructs[5].id", DuplicateId { id: id("safety") });
    check_problem(double("items", 9), "items[10].id", DuplicateId { id: id("X") });
    check_problem(double("segments", 0), "segments[1].id", DuplicateId { id: id("site") });
    check_problem(|s| s["parts"][1]["id"] = json!("before"), "parts[1].id", DuplicateId { id: id("before") });
    check_problem(
        |s| s["items"][6]["answer"]["options"][1]["id"] = json!("a"),
        "items[6].answer.options[1].id",
        DuplicateId { id: id("a") },
    );
    let incidents = |s: &mut Value| {
        push(&mut s["items"][5]["answer"]["incidents"], json!({"id": "harm", "text": {"en": "again"}}));
    };
    check_problem(incidents, "items[5].answer.incidents[1].id", DuplicateId { id: id("harm") });
    let consent = |s: &mut Value| {
        push(&mut s["privacy"]["consents"], json!({"id": "quote", "text": {"en": "Again."}}));
    };
    check_problem(consent, "privacy.consents[1].id", DuplicateId { id: id("quote") });
}

#[test]
fn pages_differ_from_the_pages_of_other_parts_too() {
    let edit = |s: &mut Value| s["parts"][1]["pages"][1]["id"] = json!("hopes");
    check_problem(edit, "parts[1].pages[1].id", DuplicateId { id: id("hopes") });
}

#[test]
fn a_segment_differs_from_every_item_because_both_name_columns() {
    check_problem(|s| s["segments"][0]["id"] = json!("T"), "segments[0].id", DuplicateId { id: id("T") });
}

#[test]
fn lists_that_must_hold_something_are_not_empty() {
    let facets = |s: &mut Value| {
        s["items"][3]["construct"] = Value::Null;
        s["items"][3]["answer"]["facets"] = json!([]);
        s["parts"][1]["pages"][0]["asks"] = json!(["T", "S", "O", "L"]);
    };
    check_problem(facets, "items[3].answer.facets", Empty);
    let languages = |s: &mut Value| s["languages"] = json!([]);
    check_problem(languages, "languages", Empty);
    let pages = |s: &mut Value| push(&mut s["parts"], json!({"id": "later", "pages": []}));
    check_problem(pages, "parts[2].pages", Empty);
    let nothing = |s: &mut Value| {
        s["items"] = json!([]);
        s["parts"] = json!([]);
    };
    let found = problems(nothing);
    assert_eq!(found.iter().map(|problem| problem.path.as_str()).collect::<Vec<_>>(), ["items", "parts"]);
    assert!(found.iter().all(|problem| problem.kind == Empty));
}

#[test]
fn every_text_has_every_language() {
    let english = || NoWording { language: id("en") };
    check_problem(|s| s["title"] = json!({"zh": "小"}), "title", english());
    check_problem(|s| s["respondents"] = json!({"en": " "}), "respondents", english());
    check_problem(|s| s["scales"][0]["levels"][6]["label"] = json!({}), "scales[0].levels[6].label", english());
    check_problem(|s| s["scales"][1]["dont_know"] = json!({}), "scales[1].dont_know", english());
    check_problem(|s| s["scales"][1]["not_applicable"] = json!({}), "scales[1].not_applicable", english());
    check_problem(|s| s["constructs"][0]["name"] = json!({}), "constructs[0].name", english());
    check_problem(|s| s["items"][0]["text"] = json!({"en": ""}), "items[0].text", english());
    check_problem(|s| s["items"][0]["name"] = json!({}), "items[0].name", english());
    check_problem(|s| s["items"][5]["answer"]["none"] = json!({}), "items[5].answer.none", english());
    check_problem(|s| s["items"][8]["answer"]["unit"] = json!({}), "items[8].answer.unit", english());
    let value = |s: &mut Value| s["segments"][0]["values"][0]["text"] = json!({});
    check_problem(value, "segments[0].values[0].text", english());
    let intro = |s: &mut Value| s["parts"][0]["pages"][0]["intro"] = json!({});
    check_problem(intro, "parts[0].pages[0].intro", english());
    check_problem(|s| s["privacy"]["purpose"] = json!({}), "privacy.purpose", english());
}

#[test]
fn a_second_language_is_missed_in_every_text() {
    let found = problems(|s| s["languages"] = json!(["en", "zh"]));
    assert!(found.iter().all(|problem| problem.kind == NoWording { language: id("zh") }), "{found:?}");
    let texts = serde_json::to_string(&sound()).expect("JSON can be written").matches("{\"en\":").count();
    assert_eq!(found.len(), texts);
}

#[test]
fn references_lead_somewhere() {
    check_problem(|s| s["items"][9]["construct"] = json!("ghost"), "items[9].construct", Unknown { id: id("ghost") });
    let scale = |s: &mut Value| s["items"][0]["answer"]["scale"] = json!("six");
    check_problem(scale, "items[0].answer.scale", Unknown { id: id("six") });
    let severity = |s: &mut Value| s["items"][5]["answer"]["severity"] = json!("three");
    check_problem(severity, "items[5].answer.severity", Unknown { id: id("three") });
    let violates = |s: &mut Value| s["items"][5]["answer"]["incidents"][0]["violates"] = json!("Z");
    check_problem(violates, "items[5].answer.incidents[0].violates", Unknown { id: id("Z") });
    for ask in ["Z", "T.desired", "T.ghost", "C.expected"] {
        let edit = |s: &mut Value| push(&mut s["parts"][0]["pages"][0]["asks"], json!(ask));
        check_problem(edit, "parts[0].pages[0].asks[1]", Unknown { id: id(ask) });
    }
}

#[test]
fn what_an_incident_violates_is_a_need() {
    let edit = |s: &mut Value| s["items"][5]["answer"]["incidents"][0]["violates"] = json!("T");
    check_problem(edit, "items[5].answer.incidents[0].violates", NotANeed { id: id("T") });
}

#[test]
fn scales_have_rising_codes_and_a_sensible_number_of_levels() {
    let levels = |codes: &[i32]| {
        let levels: Vec<Value> = codes.iter().map(|code| json!({"code": code})).collect();
        move |s: &mut Value| push(&mut s["scales"], json!({"id": "new", "levels": levels}))
    };
    check_problem(levels(&[1, 1]), "scales[3].levels", CodesNotRising);
    check_problem(levels(&[3, 2, 1]), "scales[3].levels", CodesNotRising);
    check_problem(levels(&[1]), "scales[3].levels", LevelCount { found: 1 });
    check_problem(levels(&(0..102).collect::<Vec<_>>()), "scales[3].levels", LevelCount { found: 102 });
    assert_eq!(problems(levels(&(0..101).collect::<Vec<_>>())), []);
}

#[test]
fn choices_have_options_but_not_too_many() {
    let one = |s: &mut Value| s["items"][6]["answer"]["options"] = json!([{"id": "a", "text": {"en": "A"}}]);
    check_problem(one, "items[6].answer.options", OptionCount { found: 1, least: 2, most: 200 });
    let none = |s: &mut Value| s["items"][7]["answer"]["options"] = json!([]);
    check_problem(none, "items[7].answer.options", OptionCount { found: 0, least: 1, most: 48 });
    let many = |s: &mut Value| {
        let options: Vec<Value> = (0..49).map(|i| json!({"id": format!("o{i}"), "text": {"en": "O"}})).collect();
        s["items"][7]["answer"]["options"] = json!(options);
    };
    check_problem(many, "items[7].answer.options", OptionCount { found: 49, least: 1, most: 48 });
    let harmless = |s: &mut Value| s["items"][5]["answer"]["incidents"] = json!([]);
    check_problem(harmless, "items[5].answer.incidents", OptionCount { found: 0, least: 1, most: 48 });
}

#[test]
fn nothing_is_asked_twice() {
    let edit = |s: &mut Value| push(&mut s["parts"][1]["pages"][1]["asks"], json!("T.perceived"));
    check_problem(edit, "parts[1].pages[1].asks[5]", AskedTwice { key: id("T") });
}

#[test]
fn what_no_page_asks_is_a_warning() {
    let edit = |s: &mut Value| _ = s["parts"].as_array_mut().expect("it is a list").remove(0);
    check_problem(edit, "items[0]", NeverAsked { key: id("T.expected") });
    assert!(problems(edit).iter().all(|problem| problem.kind.is_warning()));
}

#[test]
fn lists_hold_nothing_twice_and_limits_fit_together() {
    let twice = |of: &str| DuplicateId { id: id(of) };
    check_problem(|s| push(&mut s["languages"], json!("en")), "languages[1]", twice("en"));
    check_problem(
        |s| push(&mut s["items"][0]["answer"]["facets"], json!("expected")),
        "items[0].answer.facets[2]",
        twice("expected"),
    );
    let value = json!({"id": "north", "text": {"en": "The north"}});
    check_problem(|s| push(&mut s["segments"][0]["values"], value), "segments[0].values[1].id", twice("north"));
    check_problem(
        |s| s["items"][7]["answer"]["most"] = json!(2),
        "items[7].answer.most",
        OutOfRange { least: 1.0, most: 1.0 },
    );
    let limits = |s: &mut Value| s["items"][8]["answer"] = json!({"kind": "number", "least": 5, "most": 4});
    check_problem(limits, "items[8].answer.most", OutOfRange { least: 5.0, most: f64::from(i32::MAX) });
}

#[test]
fn options_are_not_called_by_words_that_files_need() {
    for word in ["none", "skipped", "dont_know", "not_applicable", "not_asked", "broke_off"] {
        let reserved = ReservedId { id: id(word) };
        let option = move |s: &mut Value| s["items"][6]["answer"]["options"][0]["id"] = json!(word);
        check_problem(option, "items[6].answer.options[0].id", reserved.clone());
        let incident = move |s: &mut Value| s["items"][5]["answer"]["incidents"][0]["id"] = json!(word);
        check_problem(incident, "items[5].answer.incidents[0].id", reserved);
    }
    let wave = json!({"id": "wave", "name": {"en": "wave"}});
    check_problem(|s| push(&mut s["segments"], wave), "segments[1].id", ReservedId { id: id("wave") });
}

#[test]
fn silence_about_privacy_is_a_warning() {
    let edit = |s: &mut Value| s["privacy"] = json!({"controller": {"en": "Us"}, "purpose": {"en": "To improve."}});
    check_problem(edit, "privacy", NoPrivacyWords);
    assert!(problems(edit).iter().all(|problem| problem.kind.is_warning()));
    assert!(!Empty.is_warning());
}

#[test]
fn addresses_are_https_or_on_the_own_origin() {
    let collector = |url: &str| {
        let url = url.to_string();
        move |s: &mut Value| s["collector"]["url"] = json!(url)
    };
    for url in [
        "http://example.org/",
        "//example.org/",
        "javascript:alert(1)",
        "/\\example.org",
        "http://localhost.example.org/",
        "",
    ] {
        check_problem(collector(url), "collector.url", UnsafeAddress { url: id(url) });
    }
    for url in ["https://example.org/", "/answers", "http://127.0.0.1:8000/answers", "http://localhost"] {
        assert_eq!(problems(collector(url)), [], "{url}");
    }
    let statement = |s: &mut Value| s["privacy"]["statement"] = json!("/privacy");
    check_problem(statement, "privacy.statement", UnsafeAddress { url: id("/privacy") });
}

#[test]
fn fields_that_the_format_does_not_know_are_refused() {
    for place in ["", "/scales/0", "/items/0", "/items/0/answer", "/parts/0/pages/0", "/privacy"] {
        let mut value = sound();
        value.pointer_mut(place).expect("the place exists")["surprise"] = json!(1);
        let error = serde_json::from_value::<Study>(value).expect_err("the field is not known").to_string();
        assert!(error.contains("surprise"), "{place}: {error}");
    }
}

/// The sound study with more touchpoints, so many of them for each respondent.
fn with_touchpoints(touchpoints: usize, each: u32) -> impl FnOnce(&mut Value) {
    move |s| {
        for at in 1..touchpoints {
            let name = format!("T{at}");
            let mut item = s["items"][0].clone();
            item["id"] = json!(name);
            push(&mut s["items"], item);
            push(&mut s["parts"][0]["pages"][0]["asks"], json!(format!("{name}.expected")));
            push(&mut s["parts"][1]["pages"][0]["asks"], json!(name));
        }
        s["touchpoints_each"] = json!(each);
    }
}

#[test]
fn enough_touchpoints_are_dealt_for_every_pair_to_be_met() {
    let wrong = |touchpoints, each, least| {
        let kind = TouchpointsEach { least, most: touchpoints };
        check_problem(with_touchpoints(touchpoints, each), "touchpoints_each", kind);
    };
    for (touchpoints, each) in [(2, 2), (5, 3), (24, 8), (24, 24), (40, 13)] {
        assert_eq!(problems(with_touchpoints(touchpoints, each)), [], "{each} of {touchpoints}");
    }
    wrong(24, 7, 8);
    wrong(24, 25, 8);
    wrong(40, 12, 13);
    wrong(5, 6, 2);
    wrong(1, 1, 2);
}

#[test]
fn what_everybody_must_be_asked_is_not_dealt() {
    let edit = |s: &mut Value| {
        with_touchpoints(3, 2)(s);
        s["items"][1]["answer"]["facets"] = json!(["expected", "perceived"]);
        push(&mut s["parts"][0]["pages"][0]["asks"], json!("S.expected"));
    };
    check_problem(edit, "items[1].answer.facets", MustBeAskedOfAll { item: id("S") });
    let free = |s: &mut Value| {
        edit(s);
        s.as_object_mut().expect("is an object").remove("touchpoints_each");
    };
    assert_eq!(problems(free), []);
}

#[test]
fn no_part_is_empty_for_anybody() {
    let edit = |s: &mut Value| {
        with_touchpoints(5, 3)(s);
        s["parts"][0]["pages"][0]["asks"] = json!(["T.expected", "T1.expected"]);
        for at in [2, 3, 4] {
            push(&mut s["parts"][1]["pages"][0]["asks"], json!(format!("T{at}.expected")));
        }
    };
    check_problem(edit, "parts[0].pages", NothingForSome { part: id("before"), touchpoints: 2 });
}
