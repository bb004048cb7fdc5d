//! A bank's customers: expectations and quality from zero to ten.

use serde_json::{Value, json};

use super::files::{real_file, real_reference};
use super::frame::{Column, Frame};
use super::leaves::{compare_values, lookup, not_compared};
use super::refstats::compared::{acsi_like, describe, gap, nps, two_groups};
use super::refstats::related::{Named, alpha, diff_reliability, drivers, omega, person_mean};

const BLOCKS: [(&str, usize); 6] = [("imag", 5), ("expe", 5), ("qual", 5), ("val", 4), ("sat", 4), ("loy", 4)];

#[test]
fn bank_satisfaction_plspm() {
    let Some(csv) = real_file("bank_satisfaction_plspm.csv") else { return };
    let Some(expected) = real_reference("bank_satisfaction_plspm") else { return };
    let frame = Frame::read(&csv);
    let blocks = |value: fn(&Named) -> Value| {
        let each = BLOCKS.iter().map(|(name, items)| (name.to_string(), value(&frame.numbered(name, *items))));
        Value::Object(each.collect())
    };
    let side = |name: &str| frame.numbered(name, 5).into_iter().map(|(_, column)| column).collect::<Vec<Column>>();
    let column = |name: &str| frame.column(name);
    let undefined = |item: usize| {
        let found = gap(&column(&format!("expe{item}")), &column(&format!("qual{item}")), 10.0);
        (format!("expe{item}"), found["n_ratio_undefined"].clone())
    };
    let of = |gender: &'static str| frame.only("gender", |answer| answer == gender).column("sat1");
    let described = ["sat1", "sat2", "loy1", "loy3"].map(|name| (name.to_string(), describe(&column(name), 0, 10)));
    let ours = json!({
        "gap_expe_vs_qual_composites": gap(&person_mean(&side("expe")), &person_mean(&side("qual")), 10.0),
        "ratio_zero_expectation_items": Value::Object((1..=5).map(undefined).collect()),
        "sat1_by_gender": two_groups(&of("female"), &of("male")),
        "describe": Value::Object(described.into_iter().collect()),
        "nps_like_loy3_0_10": nps(&column("loy3")),
        "acsi_like_sat124": acsi_like(&frame.columns(&["sat1", "sat2", "sat4"]), 0.0, 10.0, None),
        "alpha": blocks(alpha),
        "omega": blocks(omega),
        "difference_reliability_block_level": diff_reliability(&side("expe"), &side("qual")),
        "drivers_sat1_on_qual_lo5_hi8": drivers(&frame.column("sat1"), &frame.numbered("qual", 5), 5.0, 8.0),
    });
    compare_values("bank_satisfaction_plspm", &expected, |steps| lookup(&ours, steps), |_| None, not_compared);
}
