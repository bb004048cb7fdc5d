//! The differences of a report between groups and waves, against the nine thousand passengers of an airport.

use esteem_analysis::report::{Against, Difference, Differences, GroupTally, Measure, differences};
use esteem_analysis::stats::families::{benjamini_hochberg, holm};
use esteem_analysis::{Responses, Selection, analyze, plan, report, tally};
use esteem_study::Study;
use serde_json::Value;

use super::files::{open, real_file, real_reference};

/// The differences of the groups with these values of `by`.
pub(crate) fn compared(
    study: &Study,
    responses: &Responses,
    whole: &Selection,
    by: &str,
    values: &[&str],
) -> Differences {
    let all = plan(study, whole);
    let groups: Vec<_> = values
        .iter()
        .map(|value| {
            let plan = plan(study, &whole.narrowed(by, value).unwrap());
            let tally = tally(&plan, responses);
            let report = report(study, &plan, &tally);
            (tally, report)
        })
        .collect();
    let groups: Vec<GroupTally<'_>> =
        values.iter().zip(&groups).map(|(value, (tally, report))| GroupTally { value, tally, report }).collect();
    differences(study, &all, &tally(&all, responses), by, &groups)
}

fn of<'a>(differences: &'a Differences, id: &str, measure: Measure, group: &str) -> &'a Difference {
    let is = |d: &&Difference| d.id == id && d.measure == measure && d.group == group;
    differences.list.iter().find(is).unwrap()
}

#[track_caller]
fn near(ours: f64, expected: &Value) {
    let expected = expected.as_f64().unwrap();
    assert!((ours - expected).abs() <= 1e-9 * expected.abs().max(1e-3), "{ours} is not {expected}");
}

fn same(difference: &Difference, expected: &Value) {
    near(difference.difference.value.unwrap(), &expected["diff"]);
    let interval = difference.difference.interval.unwrap();
    near(interval.low, &expected["diff_ci"][0]);
    near(interval.high, &expected["diff_ci"][1]);
    let test = difference.test.unwrap();
    near(test.statistic, &expected["t"]);
    near(test.df.unwrap(), &expected["df"]);
    near(test.p, &expected["p"]);
    near(difference.effect.unwrap().size, &expected["hedges_g"]);
    let ranks = difference.ranks.unwrap();
    near(ranks.u, &expected["U"]);
    near(ranks.p, &expected["p_mw"]);
    near(ranks.delta, &expected["cliffs_delta"]);
    // Theirs is by the normal quantile, ours by Student's t, which is a little wider.
    for (ours, theirs) in ranks.interval.into_iter().zip(expected["cliffs_ci"].as_array().unwrap()) {
        assert!((ours - theirs.as_f64().unwrap()).abs() < 5e-5, "{ours} is not {theirs}");
    }
    assert_eq!(difference.bases.map(Value::from).to_vec(), *expected["n"].as_array().unwrap());
}

#[test]
fn waves_and_groups() {
    let Some(csv) = real_file("sfo_customer_survey_2016_2018.csv") else { return };
    let Some(expected) = real_reference("sfo_customer_survey_2016_2018") else { return };
    let (study, responses) = open("sfo", &csv);
    let waves = compared(&study, &responses, &Selection::default(), "wave", &["2016", "2017", "2018"]);
    assert_eq!(waves.contrast, Against::Previous);
    for (from, to) in [("2016", "2017"), ("2017", "2018")] {
        for item in ["Q7ALL", "Q10SAFE", "Q9ALL", "Q7ART", "Q7FOOD", "Q7STORE", "Q7SIGN", "Q7WIFI"] {
            let measure = if item == "Q7ALL" { Measure::MeanLevel } else { Measure::Mean };
            let difference = of(&waves, item, measure, to);
            assert_eq!(difference.against.as_deref(), Some(from));
            same(difference, &expected["wave_comparisons_30_tests"][format!("{item}:{to}-{from}")]);
        }
    }
    // The score is that of the wave, and its change is theirs; the test is Welch's instead of theirs by z.
    let conditions = [("wave".to_string(), "2018".to_string())];
    let last = analyze(&study, &responses, &Selection::from_conditions(conditions).unwrap());
    let score = last.recommendation.as_ref().unwrap();
    near(score.score.value.unwrap(), &expected["2018"]["nps"]["nps"]);
    near(score.se.unwrap(), &expected["2018"]["nps"]["se"]);
    near(score.score.interval.unwrap().low, &expected["2018"]["nps"]["adjusted_wald3"]["ci"][0]);
    let change = of(&waves, "NETPRO", Measure::Score, "2018");
    near(change.difference.value.unwrap(), &expected["nps_change_2018_2017"]["diff"]);
    // Everything of the report is one family.
    let tests: Vec<_> = waves.list.iter().filter_map(|difference| difference.test).collect();
    assert_eq!(waves.family, tests.len() as u64);
    let p: Vec<f64> = tests.iter().map(|test| test.p).collect();
    assert_eq!(tests.iter().map(|test| test.holm).collect::<Vec<_>>(), holm(&p));
    assert_eq!(tests.iter().map(|test| test.benjamini_hochberg).collect::<Vec<_>>(), benjamini_hochberg(&p));

    let conditions = [("wave", "2018"), ("problem", "0"), ("problem", "1")];
    let conditions = conditions.map(|(name, value)| (name.to_string(), value.to_string()));
    let whole = Selection::from_conditions(conditions).unwrap();
    let problem = compared(&study, &responses, &whole, "problem", &["1", "0"]);
    assert_eq!(problem.contrast, Against::Pair);
    same(of(&problem, "Q7ALL", Measure::MeanLevel, "1"), &expected["2018"]["Q7ALL_problem_vs_none"]);
    let satisfied = of(&problem, "Q7ALL", Measure::SatisfiedShare, "1");
    let shares = &expected["2018"]["top2_problem_vs_none"];
    near(satisfied.difference.value.unwrap(), &shares["diff"]);
    near(satisfied.difference.interval.unwrap().low, &shares["newcombe_ci"][0]);
    near(satisfied.difference.interval.unwrap().high, &shares["newcombe_ci"][1]);
    near(satisfied.test.unwrap().statistic, &shares["z_pooled"]);
    near(satisfied.test.unwrap().p, &shares["p"]);
    near(satisfied.effect.unwrap().size, &shares["cohen_h"]);
}

#[test]
fn small_groups_differ_without_a_test() {
    let (mut study, responses) = open("toy24", &super::files::fixture("toy24.csv"));
    study.scoring.smallest_base = 5;
    let expected: Value = serde_json::from_slice(&super::files::fixture("toy24.expected.json")).unwrap();
    let conditions = ["A", "B"].map(|value| ("seg".to_string(), value.to_string()));
    let whole = Selection::from_conditions(conditions).unwrap();
    let differences = compared(&study, &responses, &whole, "seg", &["A", "B"]);
    let overall = of(&differences, "OS", Measure::MeanLevel, "A");
    near(overall.difference.value.unwrap(), &expected["segment_OS_A_vs_B"]["diff"]);
    near(overall.difference.interval.unwrap().low, &expected["segment_OS_A_vs_B"]["diff_ci"][0]);
    assert!(overall.test.is_none() && overall.untested.is_some() && differences.family == 0);
}
