//! A bank's customers: expectations and quality from zero to ten.

use serde_json::{Value, json};

use super::ecsi::later;
use super::files::{real_file, real_reference};
use super::frame::{Column, Frame};
use super::leaves::{compare_values, lookup};
use super::refstats::related::{Named, alpha, diff_reliability, drivers, omega};

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
    let ours = json!({
        "alpha": blocks(alpha),
        "omega": blocks(omega),
        "difference_reliability_block_level": diff_reliability(&side("expe"), &side("qual")),
        "drivers_sat1_on_qual_lo5_hi8": drivers(&frame.column("sat1"), &frame.numbered("qual", 5), 5.0, 8.0),
    });
    compare_values("bank_satisfaction_plspm", &expected, |steps| lookup(&ours, steps), |_| None, later);
}
