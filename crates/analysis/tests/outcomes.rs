//! Incidents, the index, and what satisfaction may do outside the survey.

#![allow(clippy::unwrap_used)]

mod common;

use common::{report_of, shop, sound};
use esteem_analysis::report::{Estimate, Note, Reason, Report};
use esteem_study::study::{Construct, ConstructKind, Outcome};
use esteem_study::{FirstMargin, Study, Text};

#[track_caller]
fn near(estimate: &Estimate, expected: f64) {
    let value = estimate.value.unwrap();
    assert!((value - expected).abs() < 1e-9 * expected.abs().max(1.0), "{value} is not {expected}");
}

/// Overall levels from the worst to the best, each so often.
fn levels(counts: [usize; 5]) -> String {
    let rows = (1..=5).zip(counts).flat_map(|(level, count)| vec![format!("{level}\n"); count]);
    format!("O\n{}", rows.collect::<String>())
}

fn set(change: impl FnOnce(&mut Study)) -> Study {
    let mut study = shop();
    change(&mut study);
    study
}

#[test]
fn incidents_are_counted_with_severity_outcome_and_who_told() {
    let mut csv = String::from("INC,INC.harm.severity,INC.harm.resolution,INC.queue.severity,INC.queue.resolution\n");
    csv += &"harm,4,1,,\n".repeat(12);
    csv += &"harm;queue,3,4,1,4\n".repeat(6);
    csv += &"queue,,,2,3\n".repeat(10);
    csv += &"queue,,,,\n".repeat(2);
    csv += &"none,,,,\n".repeat(20);
    csv += &",,,,\n".repeat(5);
    let report = report_of(&shop(), &csv);
    let incidents = &report.incidents[0];
    assert_eq!(incidents.base, 50);
    near(&incidents.any_share, 30.0 / 50.0);
    // Of 28 whose outcome is known, six told nobody.
    assert_eq!((incidents.told_share.base, incidents.told_share.value), (28, Some(22.0 / 28.0)));
    assert_eq!(incidents.solved_quickly_share.value, Some(12.0 / 22.0));
    assert_eq!(incidents.solved_share.value, Some(12.0 / 22.0));
    let kind = |id: &str| incidents.kinds.iter().find(|kind| kind.id == id).unwrap();
    let (harm, queue) = (kind("harm"), kind("queue"));
    assert_eq!((harm.count, queue.count), (Some(18), Some(18)));
    near(&harm.severe_share, 1.0);
    assert_eq!((queue.severe_share.base, queue.severe_share.value), (16, Some(0.0)));
    assert_eq!((harm.told_share.base, harm.told_share.value), (18, Some(12.0 / 18.0)));
    near(&harm.solved_share, 1.0);
    assert_eq!(kind("slight").severe_share.reason, Some(Reason::NoAnswers));
    sound(&report);
}

#[test]
fn lifetime_value_and_recovery_are_those_of_the_reference() {
    // toy24.expected.json, economics: margins of 100 at 10 %, 1,000 dissatisfied of whom 20 instead of 5 % complain.
    for (retention, value, periods, at_once) in
        [(0.90, 450.0, 10.0, 550.0), (0.95, 633.333_333_333_333_3, 20.0, 733.333_333_333_333_3)]
    {
        for (first, expected) in [(FirstMargin::AfterAPeriod, value), (FirstMargin::Now, at_once)] {
            let study = set(|study| {
                study.scoring.value.margin = Some(100.0);
                study.scoring.value.retention = Some(retention);
                study.scoring.value.first_margin = first;
            });
            let scenarios = report_of(&study, &levels([5, 5, 5, 5, 5])).scenarios.unwrap();
            near(scenarios.lifetime_value.as_ref().unwrap(), expected);
            near(&scenarios.lifetime, periods);
            assert_eq!(scenarios.retention.reason, Some(Reason::Assumed));
        }
    }
    let report = report_of(&shop(), &levels([10, 0, 0, 0, 0]));
    let scenarios = report.scenarios.as_ref().unwrap();
    let [resolved, well, quickly] = &scenarios.kept;
    near(quickly, 142.5 / 1_000.0 * 100.0);
    near(resolved, 15.0 * 0.54);
    near(well, 15.0 * 0.70);
    near(&scenarios.complaining_share, 0.05);
    sound(&report);
}

#[test]
fn tellings_follow_the_levels_and_what_respondents_say_stands_beside() {
    let mut csv = String::from("O,TOLD\n");
    csv += &"1,4\n".repeat(10);
    csv += &"4,0\n".repeat(20);
    csv += &"5,\n".repeat(10);
    let study = set(|study| study.scoring.word_of_mouth.population = Some(5_000));
    let report = report_of(&study, &csv);
    let scenarios = report.scenarios.as_ref().unwrap();
    near(&scenarios.told_bad, 22.0 * 10.0 / 40.0 * 100.0);
    near(&scenarios.told_good, (8.0 * 20.0 + 10.0 * 10.0) / 40.0 * 100.0);
    let said = scenarios.said_bad.as_ref().unwrap();
    assert_eq!(said.base, 30);
    near(said, 40.0 / 30.0);
    // 220 tellings reach 5000(1 − (1 − 1/5000)^220) people.
    let [bad, _] = scenarios.reach.as_ref().unwrap();
    near(bad, 5_000.0 * (1.0 - libm::pow(1.0 - 1.0 / 5_000.0, 220.0)));
    assert!(scenarios.notes.contains(&Note::SourceNumbers));
    sound(&report);
}

#[test]
fn the_loss_is_less_certain_where_rates_are_and_more_where_losses_were_observed() {
    let answers = levels([3, 7, 20, 120, 100]);
    let scenarios = |study: &Study| report_of(study, &answers).scenarios.unwrap().loss;
    let assumed = scenarios(&shop());
    let width = |estimate: &Estimate| estimate.interval.map(|ends| ends.high - ends.low).unwrap();
    let sampled = report_of(&shop(), &answers).overall.unwrap().loss.expected_share;
    assert!(width(&assumed) > width(&sampled), "{assumed:?} {sampled:?}");
    assert_eq!(assumed, scenarios(&shop()), "the same answers give the same draws");
    let observed = set(|study| study.scoring.loss.observed = [[0, 0], [0, 0], [0, 0], [100, 1_000], [15, 1_000]]);
    assert!(width(&scenarios(&observed)) < width(&assumed));
    let impossible = set(|study| study.scoring.loss.rates[0] = 1.0);
    assert_eq!(scenarios(&impossible).reason, Some(Reason::OutOfRange));
}

/// The shop with the three items of the index: the second on seven levels, the third turned round.
fn with_index() -> Study {
    set(|study| {
        for (id, outcome) in [("T1", Outcome::Disconfirmation), ("T3", Outcome::Ideal)] {
            let construct = Construct {
                id: format!("of{id}"),
                name: Text::new([("en", id)]),
                kind: ConstructKind::Outcome(outcome),
            };
            study.constructs.push(construct);
            let item = study.items.iter_mut().find(|item| item.id == id).unwrap();
            item.construct = Some(format!("of{id}"));
        }
    })
}

#[test]
fn the_index_averages_where_each_answer_stands_on_its_own_scale() {
    let study = with_index();
    let turned = study.scale_of(study.item("T3").unwrap()).is_some_and(|scale| scale.id == "marks");
    let mut csv = String::from("O,T1,T3\n");
    csv += &"5,7,1\n".repeat(10);
    csv += &"1,4,7\n".repeat(10);
    csv += &"3,4,\n".repeat(5);
    let report = report_of(&study, &csv);
    let index = report.index.as_ref().unwrap();
    assert_eq!((index.base, index.items.len()), (20, 3));
    // Where low marks are good, the first are at the top of all three and the second at the middle of one.
    let third = |mark: f64| if turned { (7.0 - mark) / 6.0 } else { (mark - 1.0) / 6.0 };
    let person =
        |overall: f64, t1: f64, mark: f64| 100.0 / 3.0 * ((overall - 1.0) / 4.0 + (t1 - 1.0) / 6.0 + third(mark));
    near(&index.index, (person(5.0, 7.0, 1.0) + person(1.0, 4.0, 7.0)) / 2.0);
    sound(&report);
}

#[test]
fn few_equal_and_missing_answers_give_reasons() {
    let study = with_index();
    for csv in ["O,T1,T3,INC,TOLD\n5,7,1,harm,3\n".to_owned(), "O,T1,T3,INC,TOLD\n,,,,\n,,,,\n".to_owned()] {
        let report: Report = report_of(&study, &csv);
        sound(&report);
        let scenarios = report.scenarios.as_ref().unwrap();
        assert!(scenarios.told_bad.reason.is_some() && scenarios.loss.reason.is_some());
        assert!(report.index.as_ref().unwrap().index.reason.is_some());
        assert!(report.incidents[0].any_share.reason.is_some());
    }
    let equal = report_of(&study, &format!("O,T1,T3\n{}", "4,4,4\n".repeat(30)));
    assert_eq!(equal.index.as_ref().unwrap().index.reason, Some(Reason::AllEqual));
    assert_eq!(equal.scenarios.as_ref().unwrap().told_bad.reason, Some(Reason::AllEqual));
    let off = set(|study| study.scoring.scenarios = false);
    assert!(report_of(&off, &levels([9, 9, 9, 9, 9])).scenarios.is_none());
}
