//! Scales, cuts and settings fit the rules that use them.

mod common;

use common::{check_problem, id, problems, push};
use esteem_study::ProblemKind::*;
use serde_json::{Value, json};

#[test]
fn scales_with_a_part_in_a_rule_have_the_codes_of_the_rule() {
    let severity = |s: &mut Value| s["items"][5]["answer"]["severity"] = json!("five");
    check_problem(severity, "items[5].answer.severity", CodesMustBe { first: 1, last: 4 });
    let resolution = |s: &mut Value| s["items"][5]["answer"]["resolution"] = json!("seven");
    check_problem(resolution, "items[5].answer.resolution", CodesMustBe { first: 1, last: 4 });
    let overall = |s: &mut Value| s["items"][2]["answer"]["scale"] = json!("seven");
    check_problem(overall, "items[2].answer.scale", CodesMustBe { first: 1, last: 5 });
}

#[test]
fn what_the_rules_read_is_a_rating() {
    for construct in ["safety", "overall", "anger", "away"] {
        let edit = |s: &mut Value| {
            push(
                &mut s["items"],
                json!({"id": "Y", "text": {"en": "Y"}, "construct": construct,
            "answer": {"kind": "text"}}),
            )
        };
        let asked = |s: &mut Value| {
            edit(s);
            push(&mut s["parts"][1]["pages"][1]["asks"], json!("Y"));
        };
        check_problem(asked, "items[10].answer", MustBeRating);
    }
    let expected_alone = |s: &mut Value| {
        s["items"][1]["answer"]["facets"] = json!(["expected"]);
        s["parts"][1]["pages"][0]["asks"][1] = json!("S.expected");
    };
    check_problem(expected_alone, "items[1].answer", MustBeRating);
}

#[test]
fn cuts_lie_on_the_scales_that_they_cut() {
    let outside = |item: &str, most| CutOutsideScale { item: id(item), least: 1, most };
    let rule = |field: &'static str, code: i32| move |s: &mut Value| s["scoring"] = json!({"needs": {field: code}});
    check_problem(rule("fulfilled_from", 8), "scoring.needs.fulfilled_from", outside("S", 7));
    check_problem(rule("fulfilled_least", 0), "scoring.needs.fulfilled_least", outside("S", 7));
    check_problem(rule("violated_to", 0), "scoring.needs.violated_to", outside("S", 7));
    check_problem(rule("angry_from", 8), "scoring.needs.angry_from", outside("A", 7));
    check_problem(rule("stay_away_from", 9), "scoring.needs.stay_away_from", outside("L", 7));
    check_problem(rule("angry_overall_to", 0), "scoring.needs.angry_overall_to", outside("O", 5));
    check_problem(rule("recovered_overall_from", 6), "scoring.needs.recovered_overall_from", outside("O", 5));
    // A need's scale from 1 to 5 makes a cut of the default rule meaningless: nothing would ever be fulfilled.
    let five = |s: &mut Value| s["items"][1]["answer"]["scale"] = json!("five");
    check_problem(five, "scoring.needs.fulfilled_from", outside("S", 5));
}

#[test]
fn cuts_come_in_their_order() {
    let rule = |field: &'static str, code: i32| move |s: &mut Value| s["scoring"] = json!({"needs": {field: code}});
    check_problem(rule("violated_to", 4), "scoring.needs.strained_to", OutOfRange { least: 4.0, most: 6.0 });
    let kind = OutOfRange { least: 7.0, most: f64::from(i32::MAX) };
    check_problem(rule("strained_to", 6), "scoring.needs.fulfilled_from", kind);
}

#[test]
fn settings_lie_in_their_range() {
    let set = |field: &'static str, value: f64| move |s: &mut Value| s["scoring"] = json!({field: value});
    check_problem(set("answered_share", 1.5), "scoring.answered_share", OutOfRange { least: 0.0, most: 1.0 });
    check_problem(set("gap_band", -0.1), "scoring.gap_band", OutOfRange { least: 0.0, most: 3.0 });
    check_problem(set("ratio_tolerance", 0.3), "scoring.ratio_tolerance", OutOfRange { least: 0.0, most: 0.25 });
    let base = |s: &mut Value| s["scoring"] = json!({"smallest_base": 4});
    check_problem(base, "scoring.smallest_base", OutOfRange { least: 5.0, most: 1_000_000.0 });
    let severe = |s: &mut Value| s["scoring"] = json!({"needs": {"severe_from": 5}});
    check_problem(severe, "scoring.needs.severe_from", OutOfRange { least: 1.0, most: 4.0 });
    let rates = |s: &mut Value| s["scoring"] = json!({"loss": {"rates": [0.8, 0.4, 2.0, 0.1, 0.0]}});
    check_problem(rates, "scoring.loss.rates[2]", OutOfRange { least: 0.0, most: 1.0 });
    let top = |s: &mut Value| s["scoring"] = json!({"loss": {"top_range": [0.5, 0.1]}});
    check_problem(top, "scoring.loss.top_range[1]", OutOfRange { least: 0.5, most: 1.0 });
}

#[test]
fn codes_are_of_a_size_that_sums_can_hold() {
    let codes = |codes: [i32; 2]| json!({"id": "wide", "levels": codes.map(|code| json!({"code": code}))});
    let add = |scale: Value| move |s: &mut Value| push(&mut s["scales"], scale);
    assert_eq!(problems(add(codes([-10_000, 10_000]))), []);
    let range = OutOfRange { least: -10_000.0, most: 10_000.0 };
    check_problem(add(codes([0, 10_001])), "scales[3].levels[1].code", range.clone());
    check_problem(add(codes([-10_001, 0])), "scales[3].levels[0].code", range);
}
