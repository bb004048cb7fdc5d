//! Real answers with a mapping file: the command's figures are those of an independent implementation.

#![allow(clippy::unwrap_used)]

mod common;

use common::{fixture, real_data, succeeds};
use serde_json::Value;

#[track_caller]
fn check(what: &str, ours: &Value, theirs: &Value) {
    let (ours, theirs) = (ours.as_f64().unwrap(), theirs.as_f64().unwrap());
    assert!((ours - theirs).abs() <= 1e-9 * theirs.abs(), "{what}: {ours} instead of {theirs}");
}

fn check_gap(what: &str, ours: &Value, theirs: &Value) {
    check(what, &ours["gap"]["value"], &theirs["mean_gap"]);
    check(what, &ours["gap"]["interval"]["low"], &theirs["t_ci"][0]);
    check(what, &ours["gap"]["interval"]["high"], &theirs["t_ci"][1]);
    check(what, &ours["ratio"]["of_means"]["value"], &theirs["ratio_of_means"]);
    check(what, &ours["ratio"]["of_means"]["interval"]["low"], &theirs["ratio_of_means_fieller_t_ci"][0]);
    check(what, &ours["ratio"]["of_means"]["interval"]["high"], &theirs["ratio_of_means_fieller_t_ci"][1]);
}

#[test]
fn the_kiosk_is_as_its_reference_says() {
    let Some(responses) = real_data("kiosk_servqual_kano_ipa.csv") else { return };
    let Some(reference) = real_data("kiosk_servqual_kano_ipa.reference.json") else { return };
    let (study, mapping) = (fixture("kiosk.study.json"), fixture("kiosk.mapping.json"));
    let json = succeeds(&["report", &study, responses.to_str().unwrap(), "--map", &mapping, "--json"]);
    let ours: Value = serde_json::from_slice(&json).unwrap();
    let theirs: Value = serde_json::from_slice(&std::fs::read(reference).unwrap()).unwrap();
    let theirs = &theirs["all_rows"];
    check_gap("all", &ours["overall_gap"], &theirs["overall_gap"]);
    let dimensions = ours["dimensions"].as_array().unwrap();
    assert_eq!(dimensions.len(), theirs["dimension_gap"].as_object().unwrap().len());
    for dimension in dimensions {
        let id = dimension["id"].as_str().unwrap();
        check_gap(id, dimension, &theirs["dimension_gap"][id]);
    }
    // The figures that a reader would look up, as rounded there.
    let gap = &ours["overall_gap"]["gap"];
    let rounded = |value: &Value| (value.as_f64().unwrap() * 1000.0).round() / 1000.0;
    assert_eq!(
        [rounded(&gap["value"]), rounded(&gap["interval"]["low"]), rounded(&gap["interval"]["high"])],
        [-1.102, -1.217, -0.987]
    );
}
