//! Groups beside each other: what is shown of them tells nothing about a group that is too small, and their differences
//! hold whatever the order of the rows.

#![allow(clippy::unwrap_used)]

mod common;

use common::{estimates, read, shop, sound};
use esteem_analysis::report::{Difference, Differences, GroupTally, Reason, Report, differences, withhold};
use esteem_analysis::{Responses, Selection, plan, report, tally};
use esteem_study::Study;
use proptest::prelude::*;
use serde_json::Value;

/// Answers of groups of these sizes; a group without a name has no value.
fn answers(sizes: &[(&str, usize)], seed: usize) -> Vec<String> {
    let mut rows = Vec::new();
    for (name, size) in sizes {
        for i in 0..*size {
            let level = |of: usize| 1 + (i * of + seed + name.len()) % 7;
            let overall = 1 + (i * 3 + seed) % 5;
            rows.push(format!("{name},{},{},{},{overall}", level(3), level(5), level(2)));
        }
    }
    rows
}

fn csv(rows: &[String]) -> String {
    format!("branch,T1.expected,T1,S1,O\n{}\n", rows.join("\n"))
}

/// The study `shop` with what these tests ask.
fn study() -> Study {
    let study = shop();
    assert!(study.segments.iter().any(|segment| segment.id == "branch"), "{:?}", study.segments);
    study
}

fn grouped(study: &Study, responses: &Responses, values: &[&str]) -> (Report, Vec<Report>, Differences) {
    let whole = plan(study, &Selection::default());
    let counted = tally(&whole, responses);
    let all = report(study, &whole, &counted);
    let plans: Vec<_> =
        values.iter().map(|value| plan(study, &all.selection.narrowed("branch", value).unwrap())).collect();
    let tallies: Vec<_> = plans.iter().map(|plan| tally(plan, responses)).collect();
    let mut reports: Vec<Report> = plans.iter().zip(&tallies).map(|(plan, tally)| report(study, plan, tally)).collect();
    withhold(study, &all, &mut reports);
    let groups: Vec<GroupTally<'_>> = values
        .iter()
        .zip(&tallies)
        .zip(&reports)
        .map(|((value, tally), report)| GroupTally { value, tally, report })
        .collect();
    let differences = differences(study, &whole, &counted, "branch", &groups);
    (all, reports, differences)
}

/// The base of each estimate of a report, by its path, and whether it is shown.
fn shown(report: &Report) -> Vec<(String, u64, bool)> {
    let of = |(path, estimate): (String, Value)| {
        let base = estimate["base"].as_u64().unwrap();
        (path, base, !estimate["value"].is_null())
    };
    estimates(report).into_iter().map(of).collect()
}

/// No sum or difference of shown figures speaks of fewer respondents than are shown: for each figure, what is left of
/// the whole once the shown groups are taken away is nobody, or enough.
fn check_hidden(all: &Report, reports: &[Report], smallest: u64) {
    for (path, whole, is_shown) in shown(all).into_iter().filter(|(path, ..)| path.starts_with("/overall/mean")) {
        let groups: Vec<(u64, bool)> = reports
            .iter()
            .filter_map(|report| shown(report).into_iter().find(|(own, ..)| *own == path))
            .map(|(_, base, is_shown)| (base, is_shown))
            .collect();
        let left = whole - groups.iter().filter(|(_, shown)| *shown).map(|(base, _)| base).sum::<u64>();
        assert!(!is_shown || left == 0 || left >= smallest, "{path}: {left} of {whole}, {groups:?}");
        // A hidden group is never the whole of what is left, unless nothing is shown.
        let hidden: Vec<u64> = groups.iter().filter(|(_, shown)| !shown).map(|(base, _)| *base).collect();
        if let [alone] = hidden[..] {
            assert!(alone == 0 || alone < left || !is_shown, "{path}: {alone} stands alone in {left}");
        }
    }
}

#[test]
fn a_second_group_is_hidden_with_the_first() {
    let study = study();
    let rows = answers(&[("morning", 40), ("lunch", 12), ("evening", 4)], 1);
    let responses = read(&study, csv(&rows), None).unwrap().responses;
    let (all, reports, differences) = grouped(&study, &responses, &["morning", "lunch", "evening"]);
    let mean = |report: &Report| report.overall.as_ref().unwrap().mean.clone();
    assert!(mean(&all).is_known() && mean(&reports[0]).is_known());
    assert_eq!(mean(&reports[1]).reason, Some(Reason::Withheld));
    assert_eq!(mean(&reports[2]).reason, Some(Reason::TooFew { needed: 10 }));
    check_hidden(&all, &reports, 10);
    // What is withheld is nowhere else either: not in lists, counts or the difference from the others.
    let lunch = &reports[1];
    assert!(lunch.first.is_empty() && lunch.overall.as_ref().unwrap().levels.is_none());
    assert!(lunch.answers.iter().all(|answers| answers.levels.is_none() || answers.base == 0));
    let of_lunch = || differences.list.iter().filter(|difference| difference.group == "lunch");
    assert!(of_lunch().count() > 3);
    assert!(of_lunch().all(|difference| !difference.difference.is_known() && difference.ranks.is_none()));
    assert!(of_lunch().any(|difference| difference.untested == Some(Reason::Withheld)));
    reports.iter().for_each(sound);
}

#[test]
fn a_group_of_one_nobody_and_equal_answers() {
    let study = study();
    for sizes in [vec![], vec![("morning", 1)], vec![("morning", 2), ("lunch", 0)], vec![("morning", 30), ("lunch", 1)]]
    {
        let rows = answers(&sizes, 0);
        let Ok(read) = read(&study, csv(&rows), None) else { continue };
        let (_, reports, differences) = grouped(&study, &read.responses, &["morning", "lunch"]);
        reports.iter().for_each(sound);
        assert!(differences.list.iter().all(|difference| difference.test.is_none()), "{sizes:?}");
    }
    let rows: Vec<String> = ["morning", "lunch"].iter().flat_map(|name| vec![format!("{name},4,4,4,3"); 40]).collect();
    let responses = read(&study, csv(&rows), None).unwrap().responses;
    let (_, _, differences) = grouped(&study, &responses, &["morning", "lunch"]);
    let known = || differences.list.iter().filter(|difference| difference.difference.is_known());
    assert!(known().count() > 2);
    for difference in known() {
        assert_eq!((difference.difference.value, difference.matters), (Some(0.0), Some(false)));
        assert_eq!((difference.test, difference.untested), (None, Some(Reason::AllEqual)));
    }
    let empty = vec!["morning,,,,".to_owned(); 40];
    let responses = read(&study, csv(&empty), None).unwrap().responses;
    let (_, _, differences) = grouped(&study, &responses, &["morning", "lunch"]);
    assert!(differences.list.iter().all(|difference| difference.untested == Some(Reason::NoAnswers)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_about_few_can_be_worked_out(sizes in proptest::collection::vec(0_usize..26, 4), seed in 0_usize..50) {
        let study = study();
        let names = ["morning", "lunch", "evening", ""];
        let sizes: Vec<(&str, usize)> = names.into_iter().zip(sizes).collect();
        let rows = answers(&sizes, seed);
        if let Ok(read) = read(&study, csv(&rows), None) {
            let (all, reports, differences) = grouped(&study, &read.responses, &names[..3]);
            check_hidden(&all, &reports, 10);
            for (number, difference) in differences.list.iter().enumerate() {
                let is_sound = difference.difference.is_known() || difference.untested.is_some();
                prop_assert!(is_sound, "{number}: {difference:?}");
            }
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing_and_exchanged_groups_change_the_sign(seed in 0_usize..50) {
        let study = study();
        let mut rows = answers(&[("morning", 33), ("lunch", 41)], seed);
        let of = |rows: &[String], values: &[&str]| {
            let responses = read(&study, csv(rows), None).unwrap().responses;
            grouped(&study, &responses, values).2
        };
        let straight = of(&rows, &["morning", "lunch"]);
        rows.reverse();
        prop_assert_eq!(&straight, &of(&rows, &["morning", "lunch"]));
        let exchanged = of(&rows, &["lunch", "morning"]);
        let value = |difference: &Difference| difference.difference.value;
        for (one, other) in straight.list.iter().zip(&exchanged.list) {
            prop_assert_eq!(value(one), value(other).map(|value| 0.0 - value));
            prop_assert_eq!(one.test.map(|test| test.p), other.test.map(|test| test.p));
        }
    }
}
