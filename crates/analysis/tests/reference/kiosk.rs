//! Two hundred and seven users of a self-service kiosk: expected and perceived, importance and satisfaction.

use std::collections::BTreeSet;

use esteem_analysis::report::{Reliability, Report, Scope};
use esteem_analysis::stats::difference::prediction;
use esteem_analysis::{Selection, analyze};
use esteem_study::Facet;
use serde_json::{Value, json};

use super::files::{open, real_file, real_reference};
use super::frame::{Column, Frame};
use super::leaves::{compare_values, lookup, not_compared};
use super::refstats::compared::{careless, exact_boot, gap, listed, two_groups};
use super::refstats::related::{
    Named, alpha, complete, diff_reliability, drivers, ipa, kano, mean, named, omega, person_mean,
};
use super::report::{alpha_leaf, answers, describe_leaf, gap_leaf, loss_leaf, weights_leaf};

/// The dimensions of the data's authors.
const DIMENSIONS: [(&str, &[usize]); 6] = [
    ("tangible", &[4, 5, 6, 22]),
    ("security", &[19, 20, 21]),
    ("economy", &[10, 11, 18]),
    ("convenience", &[13, 14, 15, 16, 17]),
    ("usefulness", &[1, 2, 3]),
    ("control", &[7, 8]),
];

#[test]
fn kiosk() {
    let Some(csv) = real_file("kiosk_servqual_kano_ipa.csv") else { return };
    let (study, responses) = open("kiosk", &csv);
    let Some(expected) = real_reference("kiosk_servqual_kano_ipa") else { return };
    let frame = Frame::read(&csv);
    let mut kept = Selection::default();
    kept.segments.insert("authors_dropped".into(), BTreeSet::from(["0".to_string()]));
    for (part, selection, rows) in [
        ("all_rows", Selection::default(), frame.only("id", |_| true)),
        ("authors_clean_194", kept, frame.only("authors_dropped", |dropped| dropped == "0")),
    ] {
        let report = analyze(&study, &responses, &selection);
        let related = of_rows(&rows);
        let ours = |steps: &[&str]| in_report(&report, steps).map(Value::from).or_else(|| lookup(&related, steps));
        compare_values(&format!("kiosk, {part}"), &expected[part], ours, |_| None, not_compared);
    }
}

fn in_report(report: &Report, steps: &[&str]) -> Option<f64> {
    match steps {
        ["n_rows"] => Some(report.responses as f64),
        ["item_gap", item, rest @ ..] => {
            gap_leaf(report.touchpoints.iter().find(|gap| gap.id == format!("K{item}"))?, rest)
        }
        ["dimension_gap", name, rest @ ..] => gap_leaf(report.dimensions.iter().find(|gap| gap.id == *name)?, rest),
        ["overall_gap", rest @ ..] => gap_leaf(report.overall_gap.as_ref()?, rest),
        ["describe", key, rest @ ..] => describe_leaf(answers(report, key)?, rest),
        ["five_level_OS1", rest @ ..] => loss_leaf(report, rest),
        [part @ ("alpha" | "alpha_all24"), letter @ ("E" | "P"), rest @ ..] => {
            let (id, rest) =
                if *part == "alpha" { rest.split_first().map(|(id, rest)| (*id, rest))? } else { ("*", rest) };
            let facet = if *letter == "E" { Facet::Expected } else { Facet::Perceived };
            let block = report.reliability.iter().find(|block| block.id == id && block.facet == facet)?;
            alpha_leaf(block, rest, |name| name.replace(['E', 'P'], "K"))
        }
        ["omega", "P", dimension, "omega_minres_raw"] => {
            let of_dimension = |block: &&Reliability| block.id == *dimension && block.facet == Facet::Perceived;
            report.reliability.iter().find(of_dimension)?.omega.value
        }
        ["drivers_OS1_on_dimension_P", "relative_weights", rest @ ..] => {
            let of_dimensions = report.importance.iter().find(|one| one.scope == Scope::Dimension)?;
            weights_leaf(of_dimensions, rest, str::to_owned)
        }
        _ => None,
    }
}

/// What the report does not have.
fn of_rows(frame: &Frame) -> Value {
    let items = |letter: &str, items: &[usize]| -> Named {
        named(frame, items.iter().map(|item| format!("{letter}{item:02}")))
    };
    let columns = |letter: &str, numbers: &[usize]| -> Vec<Column> {
        items(letter, numbers).into_iter().map(|(_, column)| column).collect()
    };
    let all: Vec<usize> = (1..=24).collect();
    let by_dimension = |value: &dyn Fn(&[usize]) -> Value| {
        Value::Object(DIMENSIONS.iter().map(|(name, items)| (name.to_string(), value(items))).collect())
    };
    let by_letter = |letters: &str, value: &dyn Fn(&str) -> Value| {
        Value::Object(letters.chars().map(|letter| (letter.to_string(), value(&letter.to_string()))).collect())
    };
    let means = |letter: &str| -> Named {
        DIMENSIONS.iter().map(|(name, items)| (name.to_string(), person_mean(&columns(letter, items)))).collect()
    };
    let of_item = |letter: &str, item: usize| mean(&frame.column(&format!("{letter}{item:02}")));
    let by_item = |last: usize, value: &dyn Fn(usize) -> Value| {
        Value::Object((1..=last).map(|item| (format!("{item:02}"), value(item))).collect())
    };
    let pairs = |items: &[usize]| diff_reliability(&columns("E", items), &columns("P", items));
    let mut difference = by_dimension(&pairs);
    difference["all24"] = pairs(&all);
    let overall = frame.column("OS1");
    let stated: Vec<(String, f64, f64)> =
        all.iter().map(|item| (format!("{item:02}"), of_item("S", *item), of_item("I", *item))).collect();
    let mut stated = ipa(&stated, 1.0, 7.0);
    stated["importance"] = by_item(24, &|item| of_item("I", item).into());
    stated["satisfaction"] = by_item(24, &|item| of_item("S", item).into());
    let satisfied = drivers(&overall, &means("S"), 4.0, 6.0);
    let share = |name: &str| satisfied["relative_weights"]["rel_weight_pct"][name].as_f64().unwrap();
    let derived: Vec<(String, f64, f64)> =
        means("S").iter().map(|(name, column)| (name.clone(), mean(column), share(name))).collect();
    let sides: Named = means("E").into_iter().chain(means("P")).collect();
    let predicted = prediction(&complete(&[&overall], &sides)).unwrap();
    let of_item_gap = |item: usize| {
        let column = |letter: &str| frame.column(&format!("{letter}{item:02}"));
        gap(&column("E"), &column("P"), 7.0)
    };
    let of_gap = |items: &[usize]| gap(&person_mean(&columns("E", items)), &person_mean(&columns("P", items)), 7.0);
    let security = columns("P", &[19, 20, 21]);
    let is_hurt = |row: usize| security.iter().any(|facet| facet[row].is_some_and(|answer| answer <= 2.0));
    let those = |holds: &dyn Fn(usize) -> bool| -> Column {
        (0..frame.len()).filter(|row| holds(*row)).map(|row| overall[row]).collect()
    };
    let answered = |row: usize| security[0][row].is_some();
    let hurt = (0..frame.len()).filter(|row| is_hurt(*row)).count() as u64;
    let violated = listed(hurt, (0..frame.len()).filter(|row| answered(*row)).count() as u64);
    let of = |sex: &'static str| frame.only("sex", |answer| answer == sex).column("OS1");
    let blocks: Vec<Column> = ["E", "P", "I", "S"].iter().flat_map(|letter| columns(letter, &all)).collect();
    let mut all_blocks = careless(&complete_rows(&blocks));
    all_blocks.as_object_mut().unwrap().remove("mahalanobis");
    json!({
        "item_gap": by_item(24, &of_item_gap),
        "dimension_gap": by_dimension(&of_gap),
        "overall_gap": of_gap(&all),
        "sex_OS1": two_groups(&of("F"), &of("M")),
        "exact_bootstrap_OS1": exact_boot(&overall),
        "security_violation_any_P19_21_le2": {
            "k": violated[0], "n": violated[1], "wilson": [violated[2], violated[3]],
        },
        "OS1_violated_vs_not": two_groups(&those(&is_hurt), &those(&|row| answered(row) && !is_hurt(row))),
        "careless_P24": careless(&complete_rows(&columns("P", &all))),
        "careless_EPIS96": all_blocks,
        "n_rows": frame.len(),
        "difference_reliability": difference,
        "alpha": by_letter("EPS", &|letter| by_dimension(&|numbers| alpha(&items(letter, numbers)))),
        "omega": by_letter("PS", &|letter| by_dimension(&|numbers| omega(&items(letter, numbers)))),
        "alpha_all24": by_letter("EPIS", &|letter| alpha(&items(letter, &all))),
        "ipa_stated": stated,
        "drivers_OS1_on_dimension_S": satisfied,
        "drivers_OS1_on_dimension_P": drivers(&overall, &means("P"), 4.0, 6.0),
        "predictive_check_r2": {
            "P_only": predicted.perceived.r2,
            "gap_P_minus_E": predicted.gap.r2,
            "P_and_E": predicted.both.r2,
        },
        "ipa_derived_dimensions": ipa(&derived, 0.0, 100.0),
        "kano": by_item(29, &|item| {
            kano(&frame.column(&format!("KF{item:02}")), &frame.column(&format!("KD{item:02}")))
        }),
    })
}

/// The rows in which nothing is missing.
fn complete_rows(columns: &[Column]) -> Vec<Column> {
    let kept: Vec<usize> =
        (0..columns[0].len()).filter(|row| columns.iter().all(|column| column[*row].is_some())).collect();
    columns.iter().map(|column| kept.iter().map(|row| column[*row]).collect()).collect()
}

#[test]
fn a_gap_predicts_less_than_its_parts() {
    let Some(csv) = real_file("kiosk_servqual_kano_ipa.csv") else { return };
    let frame = Frame::read(&csv);
    let means = |letter: &str| -> Named {
        let of = |items: &[usize]| frame.columns(&items.iter().map(|i| format!("{letter}{i:02}")).collect::<Vec<_>>());
        DIMENSIONS.iter().map(|(name, items)| (name.to_string(), person_mean(&of(items)))).collect()
    };
    let sides: Named = means("E").into_iter().chain(means("P")).collect();
    let found = prediction(&complete(&[&frame.column("OS1")], &sides)).unwrap();
    let rounded = |value: f64, digits: f64| (value * digits).round() / digits;
    // R: adjusted 0.309, 0.207 and 0.305; expectations add nothing (p = .58), a gap is rejected (p = 1.7e-5).
    assert_eq!(rounded(found.perceived.adjusted_r2, 1e3), 0.309);
    assert_eq!(rounded(found.gap.adjusted_r2, 1e3), 0.207);
    assert_eq!(rounded(found.both.adjusted_r2, 1e3), 0.305);
    assert_eq!(rounded(found.expected_adds.unwrap().p, 1e2), 0.58);
    assert_eq!(rounded(found.opposite.unwrap().p, 1e6), 1.7e-5);
}
