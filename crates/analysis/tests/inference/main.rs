//! Tests, intervals and estimates against independent implementations, against their definitions, and at their edges.

#![allow(clippy::unwrap_used)]

mod comparisons;
mod distributions;
mod drawing;
mod indices;
mod properties;
mod signs;
mod weighting;

#[track_caller]
pub(crate) fn close(what: &str, ours: f64, theirs: f64, tolerance: f64) {
    let far = (ours - theirs).abs() / theirs.abs().max(1e-300);
    assert!(far <= tolerance, "{what}: {ours} instead of {theirs}, off by {far:e}");
}
