//! Nine thousand passengers of an airport in three waves.

use serde_json::{Map, Value, json};

use super::files::{real_file, real_reference};
use super::frame::{Column, Frame};
use super::leaves::{compare_values, lookup, not_compared};
use super::refstats::compared::{
    churn, counted, describe, exact_boot, nps, nps_weighted, raking, two_groups, two_props, weighted,
};
use super::sections;
use esteem_analysis::stats::families::{benjamini_hochberg, holm};
use esteem_analysis::stats::waves::change;
use esteem_analysis::stats::wilson;

const ATTRIBUTES: [&str; 7] = ["Q7ART", "Q7FOOD", "Q7STORE", "Q7SIGN", "Q7WALKWAYS", "Q7SCREENS", "Q7WIFI"];
const WAVES: [&str; 3] = ["2016", "2017", "2018"];

#[test]
fn sfo() {
    let Some(csv) = real_file("sfo_customer_survey_2016_2018.csv") else { return };
    let Some(expected) = real_reference("sfo_customer_survey_2016_2018") else { return };
    let frame = Frame::read(&csv);
    let waves = WAVES.map(|year| frame.only("WAVE", |wave| wave == year));
    let mut ours = Map::new();
    ours.insert("na_counts".into(), absent(&frame));
    for (year, wave) in WAVES.iter().zip(&waves) {
        let mut sections = sections::sfo(wave);
        sections.extend(of_wave(wave, *year != "2016").as_object().unwrap().clone());
        ours.insert(year.to_string(), sections.into());
    }
    ours.insert("wave_comparisons_30_tests".into(), comparisons(&waves));
    ours.insert("nps_change_2018_2017".into(), score_change(&ours["2017"]["nps"], &ours["2018"]["nps"]));
    ours.insert("raking_2017_PEAK_x_GENDER".into(), raked(&waves[1]));
    let ours = Value::Object(ours);
    let later = |steps: &[&str]| match steps {
        ["note"] => Some("a remark"),
        [.., "iterations"] => Some("counts of rounds, which no statistic depends on"),
        steps => not_compared(steps),
    };
    compare_values("sfo", &expected, |steps| lookup(&ours, steps), |_| None, later);
}

fn absent(frame: &Frame) -> Value {
    let is_question = |name: &&String| ["Q7", "Q9", "Q10", "Q13", "Q14"].iter().any(|start| name.starts_with(start));
    let of = |name: &String| {
        let texts = frame.texts(name);
        let count = |code: &str| texts.iter().filter(|text| **text == code).count();
        (name.clone(), json!({ "blank": count(""), "not_applicable": count("NA") }))
    };
    frame.names().iter().filter(is_question).map(of).collect::<Map<_, _>>().into()
}

/// The answers of those for whom a second column holds.
fn those(x: &Column, by: &Column, holds: impl Fn(f64) -> bool) -> Column {
    x.iter().zip(by).filter(|(_, by)| by.is_some_and(&holds)).map(|(x, _)| *x).collect()
}

fn at_least(x: &Column, bound: f64) -> [u64; 2] {
    let answers = counted(x);
    let all = |answers: &mut dyn Iterator<Item = &(f64, u64)>| answers.map(|(_, count)| count).sum();
    [all(&mut answers.iter().filter(|(value, _)| *value >= bound)), all(&mut answers.iter())]
}

fn of_wave(wave: &Frame, has_scores: bool) -> Value {
    let described = ["Q7ALL", "Q10SAFE", "Q9ALL"].into_iter().chain(ATTRIBUTES);
    let describe: Map<String, Value> =
        described.map(|name| (name.to_string(), describe(&wave.column(name), 1, 5))).collect();
    let weights = wave.column("WEIGHT");
    let weighted: Map<String, Value> = ["Q7ALL", "Q10SAFE", "Q9ALL"]
        .map(|name| (name.to_string(), weighted(&wave.column(name), &weights, 5.0)))
        .into_iter()
        .collect();
    let (overall, problem, safe) = (wave.column("Q7ALL"), wave.column("Q15PROBLEM"), wave.column("Q10SAFE"));
    let (with, without) = (those(&overall, &problem, |p| p == 1.0), those(&overall, &problem, |p| p == 0.0));
    let ([k1, n1], [k0, n0]) = (at_least(&with, 4.0), at_least(&without, 4.0));
    let [above, n] = at_least(&safe, 3.0);
    let interval = wilson(n - above, n);
    let mut value = json!({
        "n_rows": wave.len(), "describe": describe, "weighted": weighted, "five_level_Q7ALL": churn(&overall),
        "Q7ALL_problem_vs_none": two_groups(&with, &without), "top2_problem_vs_none": two_props(k1, n1, k0, n0),
        "safety_violation_Q10SAFE_le2": { "k": n - above, "n": n, "wilson": [interval.low, interval.high] },
    });
    if has_scores {
        let scores = wave.column("NETPRO");
        let direction = |score: &f64| {
            if *score >= 9.0 {
                1.0
            } else if *score <= 6.0 {
                -1.0
            } else {
                0.0
            }
        };
        let directions: Column = scores.iter().map(|score| score.as_ref().map(direction)).collect();
        value["nps"] = nps(&scores);
        value["exact_bootstrap_NPS_minus1_0_1"] = exact_boot(&directions);
        value["nps_weighted"] = nps_weighted(&scores, &weights);
    }
    value
}

fn comparisons(waves: &[Frame; 3]) -> Value {
    let mut tests = Vec::new();
    for name in ["Q7ALL", "Q10SAFE", "Q9ALL"].into_iter().chain(ATTRIBUTES) {
        for (from, to) in [(0, 1), (1, 2), (0, 2)] {
            let test = two_groups(&waves[to].column(name), &waves[from].column(name));
            tests.push((format!("{name}:{}-{}", WAVES[to], WAVES[from]), test));
        }
    }
    let p: Vec<f64> = tests.iter().map(|(_, test)| test["p"].as_f64().unwrap()).collect();
    let adjusted = holm(&p).into_iter().zip(benjamini_hochberg(&p));
    let with_adjusted = |((name, mut test), (holm, bh)): ((String, Value), (f64, f64))| {
        test["holm"] = holm.into();
        test["bh"] = bh.into();
        (name, test)
    };
    tests.into_iter().zip(adjusted).map(with_adjusted).collect::<Map<_, _>>().into()
}

fn score_change(earlier: &Value, later: &Value) -> Value {
    let estimate = |score: &Value| (score["nps"].as_f64().unwrap(), score["se"].as_f64().unwrap());
    let change = change(estimate(earlier), estimate(later)).unwrap();
    json!({
        "diff": change.difference, "se": change.se, "ci": [change.interval.low, change.interval.high], "z": change.z,
    })
}

fn raked(wave: &Frame) -> Value {
    let known = wave.only("PEAK", |peak| !peak.is_empty()).only("GENDER", |gender| matches!(gender, "1" | "2"));
    let peaks: &[(&str, f64)] = &[("1", 0.25), ("2", 0.45), ("3", 0.30)];
    let genders: &[(&str, f64)] = &[("1", 0.5), ("2", 0.5)];
    let (mut value, weights) =
        raking([("PEAK", &known.texts("PEAK"), peaks), ("GENDER", &known.texts("GENDER"), genders)], |peak, gender| {
            format!("PEAK{peak}GENDER{gender}")
        });
    let weights = weights.into_iter().map(Some).collect();
    value["weighted_Q7ALL"] = weighted(&known.column("Q7ALL"), &weights, 5.0);
    value
}
