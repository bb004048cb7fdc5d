//! Walks the leaves of a reference file.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::files::say;

const TOLERANCE: f64 = 1e-9;

/// Compares every leaf, numbers and texts, with the one at the same place in `ours`; leaves that are not there must be
/// named by `later`.
///
/// Numbers may differ by `tolerance`, relative to theirs; p-values hold it however small they are, other numbers where
/// they are not zero but for rounding.
#[track_caller]
pub(crate) fn compare_values(
    name: &str,
    expected: &Value,
    ours: &Value,
    tolerance: impl Fn(&[&str]) -> f64,
    later: impl Fn(&[&str]) -> Option<&'static str>,
) {
    let mut found = Vec::new();
    every_leaf(expected, String::new(), &mut found);
    let mut tally = Tally::default();
    let (mut numbers, mut texts) = ((0, 0), (0, 0));
    for (path, theirs) in &found {
        let steps: Vec<&str> = path.split('/').skip(1).collect();
        let count = if matches!(theirs, Value::Number(_) | Value::Bool(_)) { &mut numbers } else { &mut texts };
        count.1 += 1;
        match ours.pointer(path) {
            Some(our) => {
                count.0 += 1;
                if !is_same(our, theirs, tolerance(&steps), steps.last().is_some_and(|step| is_p_value(step))) {
                    tally.wrong.push(format!("{path}: {our} instead of {theirs}"));
                }
            }
            None => tally.leave(path, &steps, later(&steps)),
        }
    }
    let share = 100.0 * f64::from(numbers.0) / f64::from(numbers.1);
    say(&format!(
        "{name}: {} of {} leaves compared ({share:.1} %), and {} of {} texts",
        numbers.0, numbers.1, texts.0, texts.1
    ));
    tally.end();
}

fn is_p_value(step: &str) -> bool {
    step == "p" || step.starts_with("p_") || step.ends_with("_p") || step.starts_with("holm")
}

fn is_same(our: &Value, theirs: &Value, tolerance: f64, is_p_value: bool) -> bool {
    match (our.as_f64(), theirs.as_f64()) {
        (Some(our), Some(theirs)) => {
            let rounding = if is_p_value { 0.0 } else { 1e-12 };
            (our - theirs).abs() <= (tolerance * theirs.abs()).max(rounding)
        }
        _ => our == theirs,
    }
}

/// Every leaf of a JSON value by path; an empty list or object is none.
fn every_leaf(value: &Value, path: String, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| every_leaf(value, format!("{path}/{name}"), found));
        }
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(i, value)| every_leaf(value, format!("{path}/{i}"), found));
        }
        leaf => found.push((path, leaf.clone())),
    }
}

#[derive(Default)]
struct Tally {
    left: BTreeMap<&'static str, (usize, BTreeSet<String>)>,
    wrong: Vec<String>,
}

impl Tally {
    fn leave(&mut self, path: &str, steps: &[&str], reason: Option<&'static str>) {
        match reason {
            Some(reason) => {
                let entry = self.left.entry(reason).or_default();
                entry.0 += 1;
                entry.1.insert(steps.iter().take(2).copied().collect::<Vec<_>>().join("/"));
            }
            None => self.wrong.push(format!("{path}: neither compared nor left for later")),
        }
    }

    #[track_caller]
    fn end(self) {
        for (reason, (count, places)) in self.left {
            let places: Vec<String> = places.into_iter().take(6).collect();
            say(&format!("  {count} left: {reason} ({} …)", places.join(", ")));
        }
        assert!(self.wrong.is_empty(), "{} wrong:\n{}", self.wrong.len(), self.wrong.join("\n"));
    }
}

/// Numeric leaves of a JSON value by path.
fn leaves(value: &Value, path: String, found: &mut Vec<(String, f64)>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                leaves(value, format!("{path}/{name}"), found);
            }
        }
        Value::Array(values) => {
            for (i, value) in values.iter().enumerate() {
                leaves(value, format!("{path}/{i}"), found);
            }
        }
        Value::Number(number) => found.push((path, number.as_f64().unwrap())),
        Value::Bool(truth) => found.push((path, f64::from(u8::from(*truth)))),
        Value::String(_) | Value::Null => {}
    }
}

/// Compares every leaf for which `ours` has a number; the others must be named by `later`.
#[track_caller]
pub(crate) fn compare(
    name: &str,
    expected: &Value,
    ours: impl Fn(&[&str]) -> Option<f64>,
    later: impl Fn(&[&str]) -> Option<&'static str>,
) {
    let mut found = Vec::new();
    leaves(expected, String::new(), &mut found);
    let mut compared = 0;
    let mut tally = Tally::default();
    for (path, theirs) in &found {
        let steps: Vec<&str> = path.split('/').skip(1).collect();
        match ours(&steps) {
            Some(our) => {
                compared += 1;
                let is_close = (our - theirs).abs() <= TOLERANCE * theirs.abs().max(1e-3);
                if !is_close {
                    tally.wrong.push(format!("{path}: {our} instead of {theirs}"));
                }
            }
            None => tally.leave(path, &steps, later(&steps)),
        }
    }
    say(&format!("{name}: {compared} of {} leaves compared", found.len()));
    tally.end();
}
