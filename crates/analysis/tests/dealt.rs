//! Touchpoints that are dealt out: from the study to the report, and what pairs say compared with complete answers.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::{read, sound};
use esteem_analysis::report::{Importance, Method, Note, Reason, Reliability, Report, Resampling, Scope};
use esteem_analysis::words::{self, Language};
use esteem_analysis::{Responses, Selection, analyze, plan, report, tally};
use esteem_study::interview::{Interview, Moment, Setting};
use esteem_study::{Answer, Facet, Fixed, Key, Study};
use proptest::prelude::*;
use serde_json::{Value, json};

const TOUCHPOINTS: usize = 8;

/// Eight touchpoints in two dimensions, overall satisfaction and a facet of a need; `each` touchpoints for a respondent.
fn study(each: Option<u32>) -> Study {
    let text = |text: &str| json!({"en": text});
    let codes = |last: i32| (1..=last).map(|code| json!({"code": code})).collect::<Vec<_>>();
    let rating = |scale: &str, facets: &[&str]| json!({"kind": "rating", "scale": scale, "facets": facets});
    let mut items: Vec<Value> = (0..TOUCHPOINTS)
        .map(|at| {
            let construct = if at < TOUCHPOINTS / 2 { "one" } else { "two" };
            let answer = rating("seven", &["expected", "perceived"]);
            json!({"id": format!("T{at}"), "text": text("t"), "construct": construct, "answer": answer})
        })
        .collect();
    for (id, construct, scale) in [("O", "overall", "five"), ("S", "safety", "seven")] {
        items
            .push(json!({"id": id, "text": text(id), "construct": construct, "answer": rating(scale, &["perceived"])}));
    }
    let kind = |id: &str, kind: Value| json!({"id": id, "name": text(id), "kind": kind});
    let keys = |facet: &str| (0..TOUCHPOINTS).map(|at| format!("T{at}{facet}")).collect::<Vec<_>>();
    let mut study = json!({
        "format": "esteem-study/1", "id": "dealt", "title": text("Dealt"), "languages": ["en"],
        "scales": [{"id": "seven", "levels": codes(7)}, {"id": "five", "levels": codes(5)}],
        "constructs": [
            kind("one", json!("dimension")), kind("two", json!("dimension")),
            kind("overall", json!({"outcome": "overall"})), kind("safety", json!({"need": "safety"})),
        ],
        "items": items,
        "parts": [{"id": "after", "pages": [
            {"id": "before", "asks": keys(".expected"), "shuffle": true},
            {"id": "after", "asks": keys(""), "shuffle": true},
            {"id": "all", "asks": ["O", "S"]},
        ]}],
    });
    if let Some(each) = each {
        study["touchpoints_each"] = json!(each);
    }
    serde_json::from_value(study).unwrap()
}

/// What a respondent would answer to every key: a general liking, and more weight of the first touchpoint in the whole.
fn answers(row: u32) -> BTreeMap<String, i64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ u64::from(row).wrapping_mul(0xd134_2543_de82_ef95);
    let mut lot = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 20) % below
    };
    lot(2);
    let liking = lot(4) as i64;
    let mut said = BTreeMap::new();
    let mut whole = 0;
    for at in 0..TOUCHPOINTS {
        let met = 1 + liking + lot(4) as i64;
        said.insert(format!("T{at}"), met);
        said.insert(format!("T{at}.expected"), 5 + lot(3) as i64);
        whole += met * if at == 0 { 6 } else { 1 };
    }
    said.insert("O".into(), (whole / 13 - 1 + lot(2) as i64).clamp(1, 5));
    said.insert("S".into(), 5 + lot(3) as i64);
    said
}

/// The records of so many respondents, each of whom answers what the interview asks, but for one in fifty questions.
fn records(study: &Study, count: u32) -> Vec<String> {
    let now = Moment { instant: "2026-06-01T08:00:00+08:00", elapsed_ms: 0 };
    let of = |row: u32| {
        let id = format!("r{row:05}");
        let mut interview =
            Interview::new(study.clone(), Setting::default(), id, row.wrapping_mul(2_654_435_761)).unwrap();
        interview.begin(&now).unwrap();
        for (at, (name, code)) in answers(row).into_iter().enumerate() {
            if !(row as usize * 31 + at).is_multiple_of(50) {
                let _ = interview.answer(&Key::parse(&name).unwrap(), Fixed::whole(code).map(Answer::Number), &now);
            }
        }
        while !interview.is_finished() {
            interview.next(&now).unwrap();
        }
        interview.record(&now, "en")
    };
    (0..count).map(of).collect()
}

fn responses(study: &Study, records: &[String]) -> Responses {
    read(study, records.join("\n"), None).unwrap().responses
}

fn report_of(study: &Study, records: &[String]) -> Report {
    let report = analyze(study, &responses(study, records), &Selection::default());
    sound(&report);
    report
}

fn importance(report: &Report, scope: Scope) -> &Importance {
    report.importance.iter().find(|one| one.scope == scope).unwrap()
}

fn reliability<'a>(report: &'a Report, id: &str, facet: Facet) -> &'a Reliability {
    report.reliability.iter().find(|one| one.id == id && one.facet == facet).unwrap()
}

#[test]
fn figures_rest_on_those_who_were_asked_and_nobody_else_is_missing() {
    let (study, count) = (study(Some(4)), 1_600);
    let report = report_of(&study, &records(&study, count));
    assert_eq!(report.touchpoints_each, Some(4));
    assert!(report.notes.contains(&Note::Dealt));
    let mut asked = 0;
    for touchpoint in &report.touchpoints {
        let answers = report.answers.iter().find(|answers| answers.key == touchpoint.id).unwrap();
        assert_eq!(answers.base + answers.absent.skipped + answers.absent.not_asked, u64::from(count));
        assert!(answers.answered_share.value.unwrap() > 0.95, "what was not asked is not missing");
        assert!(touchpoint.base <= answers.base && touchpoint.gap.interval.is_some());
        asked += answers.base + answers.absent.skipped;
    }
    assert_eq!(asked, u64::from(count) * 4);
    let whole = report.overall_gap.as_ref().unwrap();
    assert_eq!(whole.base, u64::from(count), "everybody has pairs enough of what they were asked");
    let overall = report.answers.iter().find(|answers| answers.key == "O").unwrap();
    assert_eq!(overall.absent.not_asked, 0);
}

#[test]
fn pairs_say_nearly_what_complete_answers_say() {
    let (dealt, complete) = (study(Some(4)), study(None));
    let (dealt, complete) =
        (report_of(&dealt, &records(&dealt, 3_000)), report_of(&complete, &records(&complete, 3_000)));
    for (ours, theirs) in dealt.touchpoints.iter().zip(&complete.touchpoints) {
        assert!((ours.gap.value.unwrap() - theirs.gap.value.unwrap()).abs() < 0.2);
        assert!(ours.base < theirs.base * 6 / 10);
    }
    for scope in [Scope::Touchpoint, Scope::Dimension] {
        let (ours, theirs) = (importance(&dealt, scope), importance(&complete, scope));
        assert_eq!((ours.resampling, ours.lost), (Some(Resampling::Groups), 0));
        assert!(ours.base >= 500 && ours.base < 900, "that of the thinnest pair: {}", ours.base);
        let sum: f64 = ours.drivers.iter().map(|driver| driver.importance_share.value.unwrap()).sum();
        assert!((sum - 1.0).abs() < 1e-9);
        for (ours, theirs) in ours.drivers.iter().zip(&theirs.drivers) {
            let interval = ours.importance_share.interval.unwrap();
            let value = theirs.importance_share.value.unwrap();
            assert_eq!(interval.method, Method::Groups);
            let room = (interval.high - interval.low) / 2.0;
            assert!(
                interval.low - room < value && value < interval.high + room,
                "{scope:?} {}: {value} {interval:?}",
                ours.id
            );
            assert!((ours.performance.value.unwrap() - theirs.performance.value.unwrap()).abs() < 0.2);
            assert!(ours.performance.interval.is_some());
        }
        let crossing = &ours.map.as_ref().unwrap().crossings[0];
        assert!(crossing.places.iter().all(|place| place.chances.is_some()));
    }
    let first = &importance(&dealt, Scope::Touchpoint).drivers[0];
    assert!(first.importance_share.value.unwrap() > 0.2, "what was planted is found");
    for id in ["*", "one", "two"] {
        let (ours, theirs) = (reliability(&dealt, id, Facet::Perceived), reliability(&complete, id, Facet::Perceived));
        let (alpha, known) = (&ours.alpha, theirs.alpha.value.unwrap());
        assert!((alpha.value.unwrap() - known).abs() < 0.04, "{id}: {alpha:?}, not {known}");
        assert_eq!(alpha.interval.unwrap().method, Method::Groups);
        assert_eq!((ours.omega.value, ours.omega.reason), (None, Some(Reason::Dealt)));
        assert!(theirs.omega.is_known());
        assert!(ours.items.iter().all(|item| item.rest_correlation.is_known()));
    }
}

#[test]
fn penalties_and_rewards_are_refused_with_a_reason_in_words() {
    let study = study(Some(4));
    let report = report_of(&study, &records(&study, 800));
    let contrast = report.penalty_reward.unwrap();
    assert_eq!(contrast.touchpoints.len(), TOUCHPOINTS);
    for row in &contrast.touchpoints {
        for estimate in [&row.penalty, &row.reward, &row.asymmetry, &row.index] {
            assert_eq!((estimate.value, estimate.reason), (None, Some(Reason::Dealt)));
        }
        assert_eq!((row.low_to, row.high_from, row.class), (3, 6, None));
    }
    assert!(words::reason(Reason::Dealt, 800, Language::Zh).contains("一部分"));
    assert!(words::reason(Reason::Dealt, 800, Language::En).contains("every touchpoint"));
}

#[test]
fn thin_pairs_are_refused_and_say_how_many_are_needed() {
    let study = study(Some(3));
    let report = report_of(&study, &records(&study, 400));
    let importance = importance(&report, Scope::Touchpoint);
    assert!(importance.base < 100);
    for driver in &importance.drivers {
        assert_eq!(driver.importance_share.reason, Some(Reason::ThinPair { needed: 100 }));
    }
    let alpha = &reliability(&report, "*", Facet::Perceived).alpha;
    assert_eq!((alpha.value, alpha.reason), (None, Some(Reason::ThinPair { needed: 100 })));
    for language in Language::ALL {
        assert!(words::reason(Reason::ThinPair { needed: 100 }, 57, language).contains("57"));
    }
    // What rests on the items alone is there all the same.
    assert!(report.touchpoints.iter().all(|touchpoint| touchpoint.gap.interval.is_some()));
}

#[test]
fn where_everybody_answered_everything_pairs_are_the_whole() {
    let whole = study(None);
    let records = records(&whole, 700);
    let full = |record: &&String| {
        let value: Value = serde_json::from_str(record).unwrap();
        value["answers"].as_object().unwrap().len() == 2 * TOUCHPOINTS + 2
    };
    let complete: Vec<String> = records.iter().filter(full).cloned().collect();
    assert!(complete.len() > 300, "{}", complete.len());
    let (ours, theirs) = (report_of(&study(Some(4)), &complete), report_of(&whole, &complete));
    for scope in [Scope::Touchpoint, Scope::Dimension] {
        let (ours, theirs) = (importance(&ours, scope), importance(&theirs, scope));
        assert_eq!(ours.base, theirs.base);
        assert!((ours.explained_share.value.unwrap() - theirs.explained_share.value.unwrap()).abs() < 1e-10);
        for (ours, theirs) in ours.drivers.iter().zip(&theirs.drivers) {
            let close = |a: &esteem_analysis::report::Estimate, b: &esteem_analysis::report::Estimate| {
                (a.value.unwrap() - b.value.unwrap()).abs() < 1e-10
            };
            assert!(close(&ours.importance_share, &theirs.importance_share));
            assert!(close(&ours.performance, &theirs.performance));
            assert!(close(&ours.beta, &theirs.beta) && close(&ours.correlation, &theirs.correlation));
        }
    }
    for (ours, theirs) in ours.reliability.iter().zip(&theirs.reliability) {
        assert!((ours.alpha.value.unwrap() - theirs.alpha.value.unwrap()).abs() < 1e-10);
    }
}

#[test]
fn delimited_text_says_the_same_with_an_order_or_with_empty_cells() {
    let study = study(Some(4));
    let records = records(&study, 300);
    let keys: Vec<String> = study.keys().map(|key| key.to_string()).collect();
    let table = |has_order: bool| {
        let mut text = format!("id,{}{}\n", keys.join(","), if has_order { ",response.order" } else { "" });
        for record in &records {
            let value: Value = serde_json::from_str(record).unwrap();
            let cells = keys.iter().map(|key| value["answers"].get(key).map_or(String::new(), Value::to_string));
            text += value["id"].as_str().unwrap();
            cells.for_each(|cell| text += &format!(",{cell}"));
            if has_order {
                let order = value["order"].as_array().unwrap().iter().map(|key| key.as_str().unwrap());
                text += &format!(",{}", order.collect::<Vec<_>>().join(";"));
            }
            text.push('\n');
        }
        text
    };
    let json = responses(&study, &records);
    let with_order = read(&study, table(true), None).unwrap();
    assert_eq!(with_order.manifest.findings.len(), 0, "{:?}", with_order.manifest.findings);
    assert_eq!(with_order.responses.answers, json.answers);
    // Without an order, whoever left out both sides of a touchpoint counts as not asked; here nobody did.
    let without = read(&study, table(false), None).unwrap();
    assert_eq!(without.responses.answers, json.answers);
}

#[test]
fn an_order_explains_empty_cells_of_other_studies_too() {
    let study = study(None);
    let text = "id,T0,T1,O,response.order\na,4,,5,T0;T1.perceived;O\nb,4,,,T0\nc,4,,,\n";
    let report = analyze(&study, &read(&study, text, None).unwrap().responses, &Selection::default());
    let absent = |key: &str| report.answers.iter().find(|answers| answers.key == key).unwrap().absent;
    assert_eq!((absent("T1").skipped, absent("T1").not_asked), (2, 1));
    assert_eq!((absent("O").skipped, absent("O").not_asked), (1, 1));
}

#[test]
fn as_many_touchpoints_as_there_are_is_all_of_them() {
    let (all, none) = (study(Some(TOUCHPOINTS as u32)), study(None));
    let records = records(&all, 200);
    assert_eq!(report_of(&all, &records), report_of(&none, &records));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    /// However the rows are divided and ordered, the report is the same to the last bit.
    #[test]
    fn pieces_in_any_order_make_the_same_report(cut in 1..199_usize, turns in 0..200_usize) {
        let study = study(Some(5));
        let mut records = records(&study, 200);
        let whole = report_of(&study, &records);
        records.rotate_left(turns);
        let plan = plan(&study, &Selection::default());
        let (first, second) = records.split_at(cut);
        let mut all = tally(&plan, &responses(&study, second));
        all.merge(&tally(&plan, &responses(&study, first)));
        prop_assert_eq!(report(&study, &plan, &all).to_json(), whole.to_json());
    }
}
