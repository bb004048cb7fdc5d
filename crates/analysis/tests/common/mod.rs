//! A small study with every kind of item, and short ways to bring answers to it.

#![allow(dead_code, reason = "every test file uses a part of these")]

use esteem_analysis::import::{FindingKind, ImportError, Imported, Manifest, Mapping, read_responses, read_study};
use esteem_analysis::report::Report;
use esteem_analysis::{Selection, analyze};
use esteem_study::Study;
use serde_json::Value;

/// The study `shop`.
pub(crate) fn shop() -> Study {
    read_study(include_bytes!("shop.study.json")).unwrap().study
}

/// Reads a file of answers to the study, without a decoder of GB18030.
pub(crate) fn read(study: &Study, bytes: impl AsRef<[u8]>, mapping: Option<&Mapping>) -> Result<Imported, ImportError> {
    let imported = read_responses(study, bytes.as_ref(), mapping, &|_| None, &mut |_| {})?;
    accounted(&imported.manifest);
    assert_eq!(imported.responses.len() as u64, imported.manifest.kept);
    Ok(imported)
}

/// Every row that was read is kept, or a finding says why it is not.
#[track_caller]
pub(crate) fn accounted(manifest: &Manifest) {
    use FindingKind::*;
    let out = |kind: &FindingKind| {
        matches!(kind, Rejected { .. } | TooNew { .. } | DuplicateReplaced { .. } | DuplicateSame | Test | EmptyRow)
    };
    let left_out: u64 = manifest.findings.iter().filter(|f| out(&f.kind)).map(|f| f.count).sum();
    assert_eq!(manifest.rows, manifest.kept + left_out, "{:?}", manifest.findings);
}

/// The report of a file of answers.
pub(crate) fn report_of(study: &Study, csv: &str) -> Report {
    analyze(study, &read(study, csv, None).unwrap().responses, &Selection::default())
}

/// Every estimate of a report, with its path. An estimate is what has a value and a base.
pub(crate) fn estimates(report: &Report) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    walk(&serde_json::to_value(report).unwrap(), String::new(), &mut found);
    assert!(!found.is_empty());
    found
}

fn walk(value: &Value, path: String, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("value") && fields.contains_key("base") {
                found.push((path.clone(), value.clone()));
            }
            for (name, value) in fields {
                walk(value, format!("{path}/{name}"), found);
            }
        }
        Value::Array(values) => {
            for (i, value) in values.iter().enumerate() {
                walk(value, format!("{path}/{i}"), found);
            }
        }
        _ => {}
    }
}

/// What must hold for every estimate of every report: a value with an interval around it, or a reason; shares from 0 to
/// 1; nothing about fewer people than the study shows figures for.
#[track_caller]
pub(crate) fn sound(report: &Report) {
    let smallest = f64::from(report.scoring.smallest_base);
    for (path, estimate) in estimates(report) {
        let number = |place: &str| estimate.pointer(place).and_then(Value::as_f64);
        let (value, base) = (number("/value"), number("/base").unwrap());
        let ends = number("/interval/low").zip(number("/interval/high"));
        let has_reason = estimate.get("reason").is_some_and(|reason| !reason.is_null());
        assert!(ends.is_some() != has_reason, "{path}: an interval or a reason, not both: {estimate}");
        assert!(value.is_some() || has_reason, "{path}: neither value nor reason");
        if let (Some(value), Some((low, high))) = (value, ends) {
            assert!(low <= value && value <= high, "{path}: {value} outside {low} to {high}");
        }
        if path.contains("_share") {
            for share in [value, ends.map(|ends| ends.0), ends.map(|ends| ends.1)].into_iter().flatten() {
                assert!((0.0..=1.0).contains(&share), "{path}: {share} is no share");
            }
        }
        // The share that slips would explain is a property of the rule, and a setting one of the study: neither tells
        // anything about anybody.
        let is_set = estimate["reason"] == "assumed";
        if base < smallest && !is_set && !path.ends_with("answered_share") && !path.ends_with("slips_share") {
            assert!(value.is_none(), "{path}: a figure about {base}");
        }
    }
    finite(&serde_json::to_value(report).unwrap(), "");
    partitions(report);
}

/// JSON has no NaN: serde_json writes null in its place, which is allowed only where a value is unknown.
#[track_caller]
fn finite(value: &Value, path: &str) {
    match value {
        Value::Null => assert!(path.ends_with("/value") || path.contains("/ends/"), "{path} is null"),
        Value::Number(number) => assert!(number.as_f64().is_some_and(f64::is_finite), "{path}"),
        Value::Array(values) => values.iter().for_each(|value| finite(value, &format!("{path}/"))),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| finite(value, &format!("{path}/{name}"))),
        _ => {}
    }
}

/// Shares of which everybody has exactly one add up to 1.
#[track_caller]
fn partitions(report: &Report) {
    let whole = |what: &str, shares: &[Option<f64>]| {
        if let Some(shares) = shares.iter().copied().collect::<Option<Vec<f64>>>()
            && !shares.is_empty()
        {
            let sum: f64 = shares.iter().sum();
            assert!((sum - 1.0).abs() < 1e-12, "{what} adds up to {sum}");
        }
    };
    for gap in report.touchpoints.iter().chain(&report.dimensions).chain(&report.overall_gap) {
        for row in &gap.shares {
            whole(&gap.id, &[row.below_share.value, row.met_share.value, row.above_share.value]);
        }
        for row in &gap.ratio.shares {
            whole(&gap.id, &[row.below_share.value, row.matched_share.value, row.exceeded_share.value]);
        }
    }
    for zone in &report.zones {
        whole(&zone.id, &[zone.below_share.value, zone.inside_share.value, zone.above_share.value]);
    }
    for need in &report.needs {
        for shares in std::iter::once(&need.shares).chain(need.facets.iter().map(|facet| &facet.shares)) {
            whole("a need", &shares.estimates().map(|estimate| estimate.value));
        }
    }
    if let Some(states) = &report.states {
        whole("states", &states.states.iter().map(|state| state.share.value).collect::<Vec<_>>());
    }
    for answers in &report.answers {
        let levels = answers.levels.iter().flatten().map(|level| level.share.value);
        whole(&answers.key, &levels.collect::<Vec<_>>());
    }
}
