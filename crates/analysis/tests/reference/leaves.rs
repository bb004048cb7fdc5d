//! Walks the leaves of a reference file.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::files::say;

const TOLERANCE: f64 = 1e-9;

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
    let mut left: BTreeMap<&'static str, (usize, BTreeSet<String>)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (path, theirs) in &found {
        let steps: Vec<&str> = path.split('/').skip(1).collect();
        match (ours(&steps), later(&steps)) {
            (Some(our), _) => {
                compared += 1;
                let is_close = (our - theirs).abs() <= TOLERANCE * theirs.abs().max(1e-3);
                if !is_close {
                    wrong.push(format!("{path}: {our} instead of {theirs}"));
                }
            }
            (None, Some(reason)) => {
                let entry = left.entry(reason).or_default();
                entry.0 += 1;
                entry.1.insert(steps.iter().take(2).copied().collect::<Vec<_>>().join("/"));
            }
            (None, None) => wrong.push(format!("{path}: neither compared nor left for later")),
        }
    }
    say(&format!("{name}: {compared} of {} leaves compared", found.len()));
    for (reason, (count, places)) in left {
        let places: Vec<String> = places.into_iter().take(6).collect();
        say(&format!("  {count} left: {reason} ({} …)", places.join(", ")));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
