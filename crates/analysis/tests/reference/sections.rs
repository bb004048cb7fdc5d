//! The sections of the toy data, of the airport and of the further findings that are about several variables.

use esteem_analysis::stats::Patterns;
use esteem_analysis::stats::penalty_reward::{IndexClass, Labels, Settings, labels};
use esteem_analysis::stats::regression::fit;
use esteem_analysis::stats::relative_weights::shares;
use esteem_analysis::stats::reliability::spearman_brown;
use esteem_analysis::stats::resample::{drawn_again, seeded, without_groups};
use serde_json::{Map, Value, json};

use super::files::{real_file, real_reference};
use super::frame::{Column, Frame};
use super::refstats::related::{
    Named, alpha, complete, diff_reliability, drivers, ipa, mean, named, omega, person_mean, prca, rel_weights, rows,
};

const ATTRIBUTES: [&str; 7] = ["Q7ART", "Q7FOOD", "Q7STORE", "Q7SIGN", "Q7WALKWAYS", "Q7SCREENS", "Q7WIFI"];

/// The toy data's sections.
pub(crate) fn toy24(frame: &Frame) -> Map<String, Value> {
    let items = |letter: &str| frame.numbered(letter, 4);
    let columns = |letter: &str| items(letter).into_iter().map(|(_, column)| column).collect::<Vec<Column>>();
    let overall = frame.column("OS");
    let reversed = frame.column("REV").into_iter().map(|answer| Some(8.0 - answer?)).collect();
    let with_reversed: Named = items("RES").into_iter().chain([("REVr".to_string(), reversed)]).collect();
    let place = |item: usize| {
        let of = |letter: &str| mean(&frame.column(&format!("{letter}{item}")));
        (format!("T{item}"), of("P"), of("E"))
    };
    let two = complete(&[], &frame.numbered("RES", 2)).covariance().unwrap();
    let r = two.correlations().unwrap().at(0, 1);
    let sections = json!({
        "difference_reliability": diff_reliability(&columns("E"), &columns("P")),
        "prca_lo4_hi6_T1_T3": prca(&overall, &named(frame, ["P1", "P3"].map(String::from)), 4.0, 6.0),
        "prca_lo4_hi6_all": prca(&overall, &items("P"), 4.0, 6.0),
        "relative_weights": rel_weights(&overall, &items("P")),
        "ipa_stated_E_as_importance": ipa(&[1, 2, 3, 4].map(place), 1.0, 7.0),
        "alpha_RES4_plus_reversed": alpha(&with_reversed),
        "omega_RES4_plus_reversed": omega(&with_reversed),
        "alpha_RES4": alpha(&items("RES")),
        "omega_RES4": omega(&items("RES")),
        "alpha_P": alpha(&items("P")),
        "omega_P": omega(&items("P")),
        "spearman_brown_2item_A": { "r": r, "sb": spearman_brown(r).unwrap() },
    });
    fields(sections)
}

/// The sections of one wave of the airport.
pub(crate) fn sfo(wave: &Frame) -> Map<String, Value> {
    let attributes = named(wave, ATTRIBUTES.map(String::from));
    let drivers = drivers(&wave.column("Q7ALL"), &attributes, 3.0, 5.0);
    let share = |name: &str| drivers["relative_weights"]["rel_weight_pct"][name].as_f64().unwrap();
    let places: Vec<(String, f64, f64)> =
        attributes.iter().map(|(name, column)| (name.clone(), mean(column), share(name))).collect();
    fields(json!({
        "ipa_derived": ipa(&places, 0.0, 100.0),
        "alpha_attributes": alpha(&attributes),
        "omega_attributes": omega(&attributes),
        "drivers_Q7ALL_lo3_hi5": drivers,
    }))
}

/// Whether quality elsewhere makes up for hurt security, of the kiosk's rows with an answer to P19.
pub(crate) fn compensation(frame: &Frame) -> Value {
    let security = frame.columns(&["P19", "P20", "P21"]);
    let others = (1..=24).filter(|item| !(19..=21).contains(item)).map(|item| format!("P{item:02}"));
    let quality = person_mean(&frame.columns(&others.collect::<Vec<_>>()));
    let centre = mean(&quality);
    let rows = frame.column("OS1").into_iter().zip(quality).enumerate().map(|(row, (overall, quality))| {
        let is_hurt = security.iter().any(|facet| facet[row].is_some_and(|answer| answer <= 2.0));
        let (hurt, quality) = (f64::from(u8::from(is_hurt)), quality.unwrap() - centre);
        (vec![overall.unwrap(), hurt, quality, hurt * quality], 1)
    });
    let found = fit(&Patterns::new(4, rows).unwrap()).unwrap();
    let names = ["const", "violated", "other_quality", "violated_x_other"];
    let test = |number: usize| {
        let test = found.coefficient(number, true).unwrap();
        json!({ "b": test.estimate, "hc3": test.se, "p": test.p })
    };
    Value::Object(names.iter().enumerate().map(|(number, name)| (name.to_string(), test(number))).collect())
}

fn fields(value: Value) -> Map<String, Value> {
    let Value::Object(fields) = value else { unreachable!() };
    fields
}

#[test]
fn labels_are_as_sure_as_the_reference_says() {
    let Some(csv) = real_file("sfo_customer_survey_2016_2018.csv") else { return };
    let Some(expected) = real_reference("extra_findings") else { return };
    let wave = Frame::read(&csv).only("WAVE", |wave| wave == "2017");
    let patterns = complete(&[&wave.column("Q7ALL")], &named(&wave, ATTRIBUTES.map(String::from)));
    let found = labels(&patterns, &Settings::new(3.0, 5.0), 10_000, &mut seeded(7)).unwrap();
    let names = ["frustrator", "dissatisfier", "hybrid", "satisfier", "delighter"];
    for (attribute, found) in ATTRIBUTES.iter().zip(found) {
        let theirs = &expected["sfo2017_IA_bootstrap"][attribute];
        let found: Labels = found.unwrap();
        // Ten thousand draws against two thousand: as far apart as R found them.
        for ((name, class), share) in names.iter().zip(IndexClass::ALL).zip(found.shares) {
            let expected = theirs["labels"][name].as_f64().unwrap_or(0.0);
            assert!((share - expected).abs() < 0.03, "{attribute} {class:?}: {share} instead of {expected}");
        }
        let interval = found.interval.unwrap();
        for (ours, expected) in [interval.low, interval.high].iter().zip(theirs["ci"].as_array().unwrap()) {
            let expected = expected.as_f64().unwrap();
            assert!((ours - expected).abs() < 0.06, "{attribute}: {ours} instead of {expected}");
        }
        assert!(found.without_index <= if *attribute == "Q7STORE" { 40 } else { 0 });
    }
}

#[test]
fn intervals_of_weights_by_groups_and_by_draws_agree() {
    let Some(csv) = real_file("sfo_customer_survey_2016_2018.csv") else { return };
    let wave = Frame::read(&csv).only("WAVE", |wave| wave == "2017");
    let (overall, attributes) = (wave.column("Q7ALL"), named(&wave, ATTRIBUTES.map(String::from)));
    let columns: Vec<&Column> = [&overall].into_iter().chain(attributes.iter().map(|(_, column)| column)).collect();
    let groups: Vec<Patterns> =
        (0..64).map(|group| Patterns::complete(8, rows(&columns).skip(group).step_by(64)).unwrap()).collect();
    let by_groups = without_groups(&groups, shares).unwrap();
    let by_draws = drawn_again(&complete(&[&overall], &attributes), 500, &mut seeded(1), shares).unwrap();
    assert_eq!(by_draws.without_value, 0);
    for (groups, draws) in by_groups.iter().zip(by_draws.intervals) {
        let draws = draws.unwrap();
        let ratio = (groups.high - groups.low) / (draws.high - draws.low);
        assert!((0.7..1.4).contains(&ratio), "{groups:?} {draws:?}");
        assert!((groups.high + groups.low - draws.high - draws.low).abs() < 0.04, "{groups:?} {draws:?}");
    }
}
