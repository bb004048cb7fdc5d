//! Intention and deed, customers by what they are worth, and what the gap of one respondent is worth.

#![allow(clippy::unwrap_used)]

mod common;

use common::{read, report_of, shop, sound};
use esteem_analysis::report::{DeedKind, Estimate, Method, Note, Reason, Report, withhold};
use esteem_analysis::words::{Language, tables};
use esteem_analysis::{Selection, analyze};
use esteem_study::study::{AnswerForm, Choice, Construct, ConstructKind, Outcome, Segment};
use esteem_study::{Facet, Item, Study, Text};

fn text(words: &str) -> Text {
    Text::new([("zh", words), ("en", words)])
}

/// The shop that asks whether customers come back, with what it knows of them.
fn study() -> Study {
    let mut study = shop();
    let rating = AnswerForm::Rating { scale: "agree".into(), facets: vec![Facet::Perceived] };
    let number = AnswerForm::Number { least: Some(0), most: Some(500), unit: None };
    for (id, outcome, answer) in [("BACK", Outcome::Return, rating), ("GOOD", Outcome::ToldGood, number)] {
        study.constructs.push(Construct {
            id: id.to_lowercase(),
            name: text(id),
            kind: ConstructKind::Outcome(outcome),
        });
        let construct = Some(id.to_lowercase());
        let (reverse, required) = (false, false);
        let (text, name, tags) = (text(id), None, Vec::new());
        study.items.push(Item { id: id.into(), text, name, construct, answer, reverse, required, tags });
    }
    let values = ["A", "B", "C", "D"].map(|id| Choice { id: id.into(), text: text(id) }).into();
    study.segments.push(Segment { id: "value_class".into(), name: text("value"), values });
    study.segments.push(Segment { id: "returned".into(), name: text("returned"), values: Vec::new() });
    study
}

const HEAD: &str = "value_class,returned,T1,T2,O,BACK,GOOD,branch\n";

fn csv(rows: &[(&str, usize)]) -> String {
    HEAD.to_owned() + &rows.iter().map(|(row, times)| format!("{row}\n").repeat(*times)).collect::<String>()
}

#[track_caller]
fn near(estimate: &Estimate, expected: f64) {
    let value = estimate.value.unwrap();
    assert!((value - expected).abs() < 1e-12, "{value} is not {expected}");
}

fn loyal() -> String {
    csv(&[
        ("A,yes,6,5,5,7,2,x", 24),
        ("A,no,6,5,5,6,0,x", 6),
        ("B,yes,5,5,4,6,,x", 12),
        ("B,no,5,5,4,3,0,x", 28),
        ("C,,3,5,2,1,3,x", 10),
        ("C,maybe,3,5,2,,0,x", 5),
    ])
}

#[test]
fn intention_goes_level_by_level_and_stands_against_deeds() {
    let report = report_of(&study(), &loyal());
    let loyalty = report.loyalty.as_ref().unwrap();
    assert_eq!((&*loyalty.id, loyalty.loyal_from, loyalty.loyal_share.base), ("BACK", 6, 80));
    near(&loyalty.loyal_share, 42.0 / 80.0);
    let at = |code: i32| &loyalty.levels.iter().find(|level| level.code == code).unwrap().loyal_share;
    assert_eq!(loyalty.levels.iter().map(|level| level.code).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    near(at(5), 1.0);
    near(at(4), 12.0 / 40.0);
    assert_eq!((at(2).base, at(1).reason), (10, Some(Reason::NoAnswers)));
    let [returned, told] = &*loyalty.deeds else { panic!("{:?}", loyalty.deeds) };
    assert_eq!((returned.kind, returned.both_share.base, told.kind), (DeedKind::Returned, 70, DeedKind::ToldGood));
    near(&returned.both_share, 36.0 / 70.0);
    near(&returned.intent_only_share, 6.0 / 70.0);
    near(&returned.deed_only_share, 0.0);
    near(&returned.neither_share, 28.0 / 70.0);
    near(&returned.of_loyal_share, 36.0 / 42.0);
    near(&returned.of_others_share, 0.0);
    assert_eq!(told.both_share.base, 24 + 6 + 28 + 10);
    near(&told.deed_only_share, 10.0 / 68.0);
    assert_eq!(loyalty.notes, [Note::SatisfiedNotLoyal]);
    sound(&report);
}

#[test]
fn an_intention_alone_says_so() {
    // Both highest levels mean to stay alike, and nobody knows what they did.
    let alike = csv(&[(",,5,5,5,6,,x", 20), (",,5,5,5,2,,x", 20), (",,5,5,4,6,,x", 20), (",,5,5,4,2,,x", 20)]);
    let report = report_of(&study(), &alike);
    assert_eq!(report.loyalty.as_ref().unwrap().notes, [Note::NoDeeds]);
    assert!(report.loyalty.unwrap().deeds.iter().all(|deed| deed.both_share.reason == Some(Reason::NoAnswers)));
    let mut study = study();
    study.segments.retain(|segment| segment.id == "branch");
    study.items.retain(|item| item.id != "GOOD");
    let report = report_of(&study, "BACK,O\n6,5\n2,4\n");
    let loyalty = report.loyalty.unwrap();
    assert!(loyalty.deeds.is_empty() && report.value.is_none());
    assert_eq!(loyalty.notes, [Note::NoDeeds, Note::LowBase, Note::NoValueClasses]);
    assert!(report_of(&shop(), "O\n5\n").loyalty.is_none());
}

#[test]
fn valuable_customers_come_step_by_step() {
    let report = report_of(&study(), &loyal());
    let value = report.value.as_ref().unwrap();
    let bases: Vec<u64> = value.classes.iter().map(|class| class.satisfied.mean.base).collect();
    assert_eq!((bases, value.valuable), (vec![30, 40, 15, 0], 2));
    near(&value.classes[0].satisfied.mean, 5.0);
    near(&value.classes[2].satisfied.satisfied_share, 0.0);
    near(&value.valuable_satisfied.mean, (30.0 * 5.0 + 40.0 * 4.0) / 70.0);
    near(&value.valuable_satisfied.satisfied_share, 1.0);
    assert_eq!(value.notes, [Note::LowBase]);
    // All of the class say the same.
    assert!(value.drivers.iter().all(|driver| driver.correlation.reason.is_some()));
    sound(&report);
    for language in Language::ALL {
        let table = tables::value(&report, language);
        assert_eq!(
            (table.rows.len(), table.rows[4].cells[3].value, table.rows[6].cells[3].value),
            (7, Some(85.0), Some(30.0))
        );
    }
}

#[test]
fn key_drivers_are_those_of_the_most_valuable_alone() {
    // Of class A satisfaction goes with the first touchpoint, of the others with the second.
    let rows = csv(&[
        ("A,,2,4,1,,,x", 10),
        ("A,,4,4,3,,,x", 10),
        ("A,,6,5,5,,,x", 10),
        ("A,,6,3,4,,,x", 10),
        ("B,,4,1,1,,,x", 20),
        ("B,,4,7,5,,,x", 20),
    ]);
    let report = report_of(&study(), &rows);
    let drivers = &report.value.as_ref().unwrap().drivers;
    let of = |id: &str| &drivers.iter().find(|driver| driver.id == id).unwrap().correlation;
    // Means 4.5 and 3.25, products 12.5, squares 11 and 8.75 for each ten.
    let expected = 9.5 / libm::sqrt(11.0 * 8.75);
    assert!((of("T1").value.unwrap() - expected).abs() < 1e-12, "{:?}", of("T1"));
    let interval = of("T1").interval.unwrap();
    let half = 1.959_963_984_540_054 / libm::sqrt(37.0);
    assert_eq!(interval.method, Method::Fisher);
    assert!((interval.low - libm::tanh(libm::atanh(expected) - half)).abs() < 1e-12);
    assert_eq!((of("T1").base, of("T3").reason), (40, Some(Reason::NoAnswers)));
    let table = tables::value_drivers_like(&report, &report, Language::En);
    assert_eq!(table.rows[0].cells[1].value, of("T1").value);
    sound(&report);
}

#[test]
fn a_small_class_takes_another_one_with_it() {
    let rows = csv(&[("A,,6,5,5,,,x", 30), ("B,,6,5,4,,,x", 12), ("C,,6,5,3,,,x", 20), ("D,,6,5,3,,,x", 4)]);
    let value = report_of(&study(), &rows).value.unwrap();
    let reasons: Vec<_> = value.classes.iter().map(|class| class.satisfied.satisfied_share.reason).collect();
    // Four of D would be what is left of the whole, so that the next smallest is hidden, and with it both together.
    assert_eq!(reasons, [None, Some(Reason::Withheld), None, Some(Reason::TooFew { needed: 10 })]);
    assert!(!value.valuable_satisfied.mean.is_known());
}

#[test]
fn classes_of_groups_are_withheld_too() {
    let study = study();
    let rows = csv(&[("A,,6,5,5,6,,x", 30), ("A,,6,5,4,6,,y", 20), ("A,,6,5,3,6,,z", 6), ("B,,6,5,3,2,,z", 20)]);
    let responses = read(&study, rows, None).unwrap().responses;
    let of = |value: &str| analyze(&study, &responses, &Selection::default().narrowed("branch", value).unwrap());
    let mut groups = ["x", "y", "z"].map(of);
    withhold(&study, &analyze(&study, &responses, &Selection::default()), &mut groups);
    let first = |report: &Report| report.value.as_ref().unwrap().classes[0].satisfied.mean.clone();
    assert!(first(&groups[0]).is_known() && first(&groups[1]).reason == Some(Reason::Withheld));
    let hidden = groups[1].value.as_ref().unwrap();
    assert_eq!(hidden.valuable_satisfied.mean.reason, Some(Reason::Withheld));
    assert!(groups[1].notes.contains(&Note::FiguresWithheld) && !groups[0].notes.contains(&Note::FiguresWithheld));
    assert!(groups[1].loyalty.as_ref().unwrap().loyal_share.is_known(), "enough of the others tell it");
}

/// Expectations and perceptions of two touchpoints with overall satisfaction.
fn pairs(rows: impl Iterator<Item = [i32; 5]>) -> Report {
    let mut study = shop();
    study.items.retain(|item| item.id != "T3");
    let row = |[e1, p1, e2, p2, o]: [i32; 5]| format!("{e1},{p1},{e2},{p2},{o}\n");
    report_of(&study, &("T1.expected,T1,T2.expected,T2,O\n".to_owned() + &rows.map(row).collect::<String>()))
}

#[test]
fn a_gap_that_says_little_is_told_apart_from_one_that_says_much() {
    // Perception follows expectation closely, and satisfaction perception.
    let close = pairs((0..60).map(|i| {
        let e = 2 + i % 5;
        [e, e + i % 2, e, e + (i / 2) % 2, (e + i % 2) / 2 + 1]
    }));
    let found = close.gap_diagnostics.as_ref().unwrap();
    assert_eq!((found.base, found.lost), (60, 0));
    assert!(found.reliability.value.unwrap() < 0.7 && found.correlation.value.unwrap() > 0.8);
    assert_eq!(found.notes, [Note::GapUnreliable, Note::GapPredictsLess]);
    sound(&close);
    // Two independent sides, and satisfaction follows the gap.
    let apart = pairs((0..49).map(|i| {
        let (e, p): (i32, i32) = (1 + i % 7, 1 + i / 7);
        [e, p, e, p, 3 + (p - e).signum() + i32::from(p - e > 2) - i32::from(e - p > 2)]
    }));
    let found = apart.gap_diagnostics.as_ref().unwrap();
    assert!(found.reliability.value.unwrap() > 0.99 && found.notes.is_empty(), "{found:?}");
    let share = |own: &Option<Estimate>| own.as_ref().unwrap().value;
    // Of two equal items one says all, so that their parts cannot be told apart.
    assert_eq!(share(&found.by_gap_share), None);
    assert_eq!(found.by_gap_share.as_ref().unwrap().reason, Some(Reason::Collinear));
    assert!(report_of(&shop(), "T1\n5\n").gap_diagnostics.unwrap().reliability.reason.is_some());
}
