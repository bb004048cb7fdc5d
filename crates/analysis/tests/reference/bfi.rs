//! Twenty-five items about personality, some of which are worded the other way round.

use serde_json::{Value, json};

use super::files::{real_file, real_reference};
use super::frame::Frame;
use super::leaves::{compare_values, lookup, not_compared};
use super::refstats::compared::careless;
use super::refstats::related::{Named, alpha, omega};

const REVERSED: [&str; 7] = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"];

#[test]
fn psych_bfi() {
    let (Some(csv), Some(expected)) = (real_file("psych_bfi.csv"), real_reference("psych_bfi")) else { return };
    let frame = Frame::read(&csv);
    let scale = |letter: &str, is_reversed: bool| -> Named {
        let mut items = frame.numbered(letter, 5);
        for (_, column) in items.iter_mut().filter(|(name, _)| is_reversed && REVERSED.contains(&&**name)) {
            column.iter_mut().flatten().for_each(|answer| *answer = 7.0 - *answer);
        }
        items
    };
    let scales = |letters: &str, value: &dyn Fn(&str) -> Value| {
        let each = letters.chars().map(|letter| (letter.to_string(), value(&letter.to_string())));
        Value::Object(each.collect())
    };
    let items = &frame.names()[..25];
    let missing = items.iter().map(|name| {
        let count = frame.column(name).iter().filter(|answer| answer.is_none()).count();
        (name.clone(), Value::from(count))
    });
    let ours = json!({
        "careless_25": careless(&frame.columns(items)),
        "reversed_items": REVERSED,
        "alpha": scales("ACENO", &|letter| alpha(&scale(letter, true))),
        "omega": scales("ACENO", &|letter| omega(&scale(letter, true))),
        "alpha_without_reversing": scales("ACEO", &|letter| alpha(&scale(letter, false))["alpha"].clone()),
        "missing": Value::Object(missing.collect()),
    });
    compare_values("psych_bfi", &expected, |steps| lookup(&ours, steps), |_| None, not_compared);
}
