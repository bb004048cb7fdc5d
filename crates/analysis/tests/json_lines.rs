//! JSON Lines as collectors write them and as they get damaged: one bad line costs one row, one strange answer itself.

#![allow(clippy::unwrap_used)]

mod common;

use common::{read, shop};
use esteem_analysis::import::FindingKind::{self, *};
use esteem_analysis::import::{Imported, Layout};
use esteem_analysis::responses::{Absent, Column};
use esteem_study::{Key, Missing};
use serde_json::{Value, json};

fn response(id: &str, more: Value) -> String {
    let mut fields = json!({"format": "esteem-response/1", "id": id, "study": "shop"});
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    fields.to_string() + "\n"
}

fn answers(answers: Value) -> String {
    response("a", json!({"answers": answers}))
}

#[track_caller]
fn check(text: &str, expect: &[(FindingKind, u64, &[u64])]) -> Imported {
    let imported = read(&shop(), text, None).unwrap();
    assert_eq!(imported.manifest.layout, Layout::JsonLines);
    let found: Vec<_> = imported.manifest.findings.iter().map(|f| (f.kind.clone(), f.count, f.lines.clone())).collect();
    let expect: Vec<_> = expect.iter().map(|(kind, count, lines)| (kind.clone(), *count, lines.to_vec())).collect();
    assert_eq!(found, expect);
    imported
}

fn absent(imported: &Imported, key: &str) -> Option<Absent> {
    match &imported.responses.answers[&Key::parse(key).unwrap()] {
        Column::Code(codes) => Absent::of_code(codes[0]),
        Column::Ticks(ticks) => Absent::of_ticks(ticks[0]),
        Column::Incidents(incidents) => Absent::of_ticks(incidents.ticks[0]),
        Column::Number(numbers) => Absent::of_number(numbers[0]),
        Column::Text(_) => None,
    }
}

fn unreadable(column: &str, value: &str) -> FindingKind {
    Unreadable { column: column.into(), value: value.into(), suggestion: None }
}

#[test]
fn every_kind_of_answer_is_read() {
    let imported = check(
        &answers(json!({
            "T1": 5, "T1.expected": 7.0, "TOLD": 3, "SPENT": -12.5, "WHY": "place", "USED": ["cafe", "wifi"],
            "INC": [{"incident": "cheat", "severity": 4, "resolution": 2}, {"incident": "queue"}],
            "S1": {"missing": "dont_know"},
        })),
        &[],
    );
    let column = |key: &str| imported.responses.answers[&Key::parse(key).unwrap()].clone();
    assert_eq!(column("T1"), Column::Code(vec![4]));
    assert_eq!(column("T1.expected"), Column::Code(vec![6]));
    assert_eq!(column("TOLD"), Column::Number(vec![3_000_000]));
    assert_eq!(column("SPENT"), Column::Number(vec![-12_500_000]));
    assert_eq!(column("WHY"), Column::Code(vec![1]));
    assert_eq!(column("USED"), Column::Ticks(vec![0b101]));
    assert_eq!(absent(&imported, "S1"), Some(Absent::Missing(Missing::DontKnow)));
    assert_eq!(absent(&imported, "S2"), Some(Absent::Missing(Missing::Skipped)));
    let Column::Incidents(incidents) = column("INC") else { panic!("INC holds incidents") };
    assert_eq!(incidents.ticks, [0b1010]);
    assert_eq!((incidents.severity[1][0], incidents.resolution[1][0], incidents.severity[3][0]), (4, 2, 0));
}

#[test]
fn a_strange_answer_costs_itself_and_is_shown_as_the_file_has_it() {
    for (key, value) in [
        ("T1", json!(true)),
        ("T1", json!(null)),
        ("T1", json!(9)),
        ("T1", json!([5])),
        ("T1", json!(["5"])),
        ("T1", json!({"code": 5})),
        ("T1", json!({"missing": "lost"})),
        ("WORDS", json!(["one", "two"])),
        ("WORDS", json!([{"incident": "harm"}])),
        ("TOLD", json!(-1)),
        ("TOLD", json!(501)),
        ("TOLD", json!(["3"])),
        ("SPENT", json!(1e300)),
        ("INC", json!(7)),
    ] {
        let imported = check(&answers(json!({key: value, "T2": 6})), &[(unreadable(key, &value.to_string()), 1, &[1])]);
        assert_eq!(imported.responses.answers[&Key::parse("T2").unwrap()], Column::Code(vec![5]), "{key}: {value}");
        assert_eq!(absent(&imported, key).unwrap_or(Absent::Unreadable), Absent::Unreadable, "{key}: {value}");
    }
    let shown = "{\"incident\":\"harm\",\"severity\":9}";
    let incident = json!({"INC": [{"incident": "harm", "severity": 9}]});
    let imported = check(&answers(incident), &[(unreadable("INC", shown), 1, &[1])]);
    assert_eq!(absent(&imported, "INC"), None, "the tick counts, only the severity is lost");
    check(&answers(json!({"USED": ["cafe", "pool"]})), &[(unreadable("USED", "pool"), 1, &[1])]);
}

#[test]
fn a_broken_line_costs_one_row() {
    let rejected = |message: &str| Rejected { message: message.into() };
    let good = |id: &str| response(id, json!({}));
    let text = format!("{}{{\"format\": \n\n{}", good("a"), good("b"));
    let message = "Expected value after colon in object property, character 12";
    let imported = check(&text, &[(rejected(message), 1, &[2])]);
    assert_eq!(imported.responses.ids, ["a", "b"]);
    check(
        &format!("{}[1]\n", good("a")),
        &[(rejected("invalid type: sequence, expected struct Response, character 1"), 1, &[2])],
    );
    let wrong = response("c", json!({"answers": ["T1", 5]}));
    check(&(good("a") + &wrong), &[(rejected("answers is no object"), 1, &[2])]);
    let other = json!({"format": "esteem-report/1", "id": "c", "study": "shop"}).to_string();
    check(&(good("a") + &other), &[(rejected("its format is esteem-report/1"), 1, &[2])]);
    let newer = response("c", json!({"format": "esteem-response/2", "answers": 5}));
    check(&(newer + &good("a")), &[(TooNew { format: "esteem-response/2".into() }, 1, &[1])]);
    check(&good("a").replace(",\"study\":\"shop\"", ""), &[(rejected("missing field `study`, character 1"), 1, &[1])]);
}

#[test]
fn what_the_study_does_not_know_is_told() {
    check(
        &answers(json!({"T9": 5, "T1.felt": 5})),
        &[(UnknownKey { key: "T1.felt".into() }, 1, &[1]), (UnknownKey { key: "T9".into() }, 1, &[1])],
    );
    let segments = response("a", json!({"segments": {"branch": "west", "mood": "sunny"}}));
    let imported = check(&segments, &[(UnknownKey { key: "segment.mood".into() }, 1, &[1])]);
    assert_eq!(imported.responses.segments["branch"].get(0), "west");
    let elsewhere = response("a", json!({"study": "other", "answers": {"T1": 5}}));
    let imported = check(&elsewhere, &[(OtherStudy { id: "other".into() }, 1, &[1])]);
    assert_eq!(absent(&imported, "T1"), None);
    let instant = BadInstant { column: "finished_at".into(), value: "noon".into() };
    check(&response("a", json!({"finished_at": "noon"})), &[(instant, 1, &[1])]);
}

#[test]
fn try_outs_copies_and_rows_without_an_id_are_accounted_for() {
    let text = [
        response("a", json!({"test": true})),
        response("b", json!({"answers": {"T1": 5}})),
        response("b", json!({"answers": {"T1": 5}, "finished_at": "2026-01-01T00:00:00Z"})),
        response("c", json!({"answers": {"T1": 5}})),
        response("c", json!({"answers": {"T1": 6}, "state": "partial", "finished_at": "2026-01-01T00:00:00Z"})),
        response("", json!({})),
    ];
    let imported = check(
        &text.concat(),
        &[(DuplicateReplaced { id: "c".into() }, 1, &[4]), (DuplicateSame, 1, &[2]), (Test, 1, &[1]), (NoId, 1, &[])],
    );
    assert_eq!(imported.responses.ids, ["b", "c", "line 6"]);
    assert_eq!(imported.responses.partial, [false, true, false]);
}

/// The same answers from both layouts become the same columns.
#[track_caller]
fn same_in_both(answers: Value, csv: &str) {
    let lines = read(&shop(), response("a", json!({"answers": answers})), None).unwrap().responses;
    let table = read(&shop(), csv, None).unwrap().responses;
    for name in csv.lines().next().unwrap().split([',', ';']) {
        if let Some(key) = Key::parse(name).filter(|key| lines.answers.contains_key(key)) {
            assert_eq!(lines.answers[&key], table.answers[&key], "{name}");
        }
    }
}

#[test]
fn incidents_choices_and_numbers_are_the_same_in_both_layouts() {
    same_in_both(
        json!({"INC": [{"incident": "harm", "severity": 3, "resolution": 1}, {"incident": "slight"}]}),
        "id,INC,INC.harm.severity,INC.harm.resolution,INC.slight.severity\na,harm;slight,3,1,\n",
    );
    for none in ["none", "都没有", "None of these"] {
        same_in_both(json!({"INC": []}), &format!("id,INC\na,{none}\n"));
    }
    same_in_both(json!({"INC": [{"incident": "cheat", "resolution": 4}]}), "id;INC;INC.cheat.resolution\na;多收钱;4\n");
    same_in_both(json!({"USED": ["shop", "cafe"]}), "id,USED\na,cafe|shop\n");
    same_in_both(json!({"USED": ["shop", "wifi"]}), "id,USED\na,\"小店；wifi\"\n");
    // The words of one option hold the sign that separates several.
    same_in_both(json!({"USED": ["wifi"]}), "id,USED\na,wifi; fast or slow\n");
    same_in_both(json!({"USED": []}), "id,USED\na,none\n");
    same_in_both(json!({"WHY": "place"}), "id,WHY\na,The Place\n");
    same_in_both(json!({"WORDS": "好 \"x\""}), "id,WORDS\na,\"好 \"\"x\"\"\"\n");
    same_in_both(json!({"SPENT": 12.5}), "id;SPENT\na;12,5\n");
    same_in_both(json!({"SPENT": 12.5}), "id,SPENT\na,１２.５\n");
    same_in_both(json!({"SPENT": 0.000_001, "TOLD": 500}), "id,SPENT,TOLD\na,0.000001,500.0\n");
    same_in_both(json!({"SPENT": {"missing": "not_applicable"}}), "id,SPENT\na,not_applicable\n");
}

#[test]
fn numbers_that_are_none_are_told() {
    for value in ["NaN", "inf", "1.234,5", "12 €", "1e300", "0x10", "--1"] {
        let imported = read(&shop(), format!("id;SPENT\na;{value}\n"), None).unwrap();
        assert_eq!(absent(&imported, "SPENT"), Some(Absent::Unreadable), "{value}");
        assert!(imported.manifest.findings.iter().any(|f| f.kind == unreadable("SPENT", value)), "{value}");
    }
}
