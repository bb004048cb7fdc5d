//! Walks the leaves of a reference file.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::files::say;

/// How far a number may be off, as a part of it.
const TOLERANCE: f64 = 1e-9;

/// Numbers, truths and texts of a JSON value by path.
fn leaves(value: &Value, path: String, found: &mut Vec<(String, Value)>) {
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
        Value::Number(_) | Value::Bool(_) | Value::String(_) => found.push((path, value.clone())),
        Value::Null => {}
    }
}

/// A number, or a truth as a number.
fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_bool().map(|truth| f64::from(u8::from(truth))))
}

/// The leaf of a value at the steps of a path.
pub(crate) fn lookup(value: &Value, steps: &[&str]) -> Option<Value> {
    let leaf = steps.iter().try_fold(value, |value, step| match value {
        Value::Array(values) => values.get(step.parse::<usize>().ok()?),
        value => value.get(*step),
    })?;
    (!leaf.is_null()).then(|| leaf.clone())
}

/// How far a number may be off; a second package's optimum is rounded.
fn usual(steps: &[&str]) -> f64 {
    if steps.last() == Some(&"omega_factor_analyzer_minres_std") { 1e-6 } else { TOLERANCE }
}

/// What is compared in no file.
pub(crate) fn not_compared(steps: &[&str]) -> Option<&'static str> {
    match steps {
        [.., "note"] => Some("a remark"),
        [.., "paf_iterations"] => Some("rounds depend on the last bits"),
        [.., "omega_ml_std" | "omega_ml_raw"] => Some("another estimator, maximum likelihood"),
        _ => None,
    }
}

/// Compares every number and text for which `ours` has one; the others must be named by `later`. `tolerance` is how far
/// a number may be off, as a part of it; `None` is what holds for closed forms.
#[track_caller]
pub(crate) fn compare_values(
    name: &str,
    expected: &Value,
    ours: impl Fn(&[&str]) -> Option<Value>,
    tolerance: impl Fn(&[&str]) -> Option<f64>,
    later: impl Fn(&[&str]) -> Option<&'static str>,
) {
    let mut found = Vec::new();
    leaves(expected, String::new(), &mut found);
    walk(name, found, ours, |steps| tolerance(steps).unwrap_or_else(|| usual(steps)), later);
}

#[track_caller]
fn walk(
    name: &str,
    found: Vec<(String, Value)>,
    ours: impl Fn(&[&str]) -> Option<Value>,
    tolerance: impl Fn(&[&str]) -> f64,
    later: impl Fn(&[&str]) -> Option<&'static str>,
) {
    let mut compared = 0;
    let mut left: BTreeMap<&'static str, (usize, BTreeSet<String>)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (path, theirs) in &found {
        let steps: Vec<&str> = path.split('/').skip(1).collect();
        match (ours(&steps), later(&steps)) {
            (Some(our), _) => {
                compared += 1;
                let is_close = match (number(&our), number(theirs)) {
                    (Some(our), Some(theirs)) => (our - theirs).abs() <= tolerance(&steps) * theirs.abs().max(1e-3),
                    _ => our == *theirs,
                };
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
