//! What a selection can choose from: the values that the responses hold, and how many responses hold each.

use std::collections::BTreeMap;

use esteem_study::Study;
use serde::{Deserialize, Serialize};

use super::{STATE, WAVE};
use crate::needs::State;
use crate::plan::standings;
use crate::responses::{Labels, Responses};
use crate::tally::Standings;

/// Something that responses can be selected by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterCounts {
    /// What kind of filter it is.
    pub kind: FilterKind,
    /// The name of its conditions: a segment's id, `wave` or `state`.
    pub id: String,
    /// The values that at least one response has.
    pub values: Vec<ValueCount>,
}

/// The kinds of filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilterKind {
    /// A segment of the study.
    Segment,
    /// The fielding period.
    Wave,
    /// Where respondents stand by the needs rule.
    State,
}

/// One value and how many responses have it, whatever is selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueCount {
    /// The value as a condition names it.
    pub value: String,
    /// How many responses have it.
    pub responses: u64,
}

/// What can be selected by: the segments in the order of the study, then the wave, then the state. The values of a
/// segment stand in the order of the study, those that it does not name after them; waves in their order, states in
/// that of the rule. What nobody has is left out, and so are responses that do not say.
///
/// States are left out where too few respondents have one: their report hides the counts too.
///
/// Responses may come in several parts, as large files are read.
pub fn filters(study: &Study, parts: &[Responses]) -> Vec<FilterCounts> {
    let mut filters = Vec::new();
    for segment in &study.segments {
        let mut values = labelled(parts.iter().filter_map(|part| part.segments.get(&segment.id)));
        let place = |value: &ValueCount| segment.values.iter().position(|choice| choice.id == value.value);
        // The sort is stable, so that what the study does not name stays sorted by name.
        values.sort_by_key(|value| place(value).unwrap_or(usize::MAX));
        filters.push(FilterCounts { kind: FilterKind::Segment, id: segment.id.clone(), values });
    }
    filters.push(FilterCounts {
        kind: FilterKind::Wave,
        id: WAVE.into(),
        values: labelled(parts.iter().map(|part| &part.wave)),
    });
    filters.push(FilterCounts { kind: FilterKind::State, id: STATE.into(), values: states(study, parts) });
    filters.retain(|filter| !filter.values.is_empty());
    filters
}

fn labelled<'a>(parts: impl Iterator<Item = &'a Labels>) -> Vec<ValueCount> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for (value, responses) in parts.flat_map(Labels::counts).filter(|(value, _)| !value.is_empty()) {
        *counts.entry(value).or_default() += responses;
    }
    counts.into_iter().map(|(value, responses)| ValueCount { value: value.into(), responses }).collect()
}

fn states(study: &Study, parts: &[Responses]) -> Vec<ValueCount> {
    let Some(table) = standings(study) else { return Vec::new() };
    let mut counts: BTreeMap<State, u64> = BTreeMap::new();
    for part in parts {
        let mut standings = Standings::new(part, &table);
        for state in (0..part.len()).filter_map(|row| standings.at(row).state) {
            *counts.entry(state).or_default() += 1;
        }
    }
    if counts.values().sum::<u64>() < u64::from(study.scoring.smallest_base) {
        return Vec::new();
    }
    counts.into_iter().map(|(state, responses)| ValueCount { value: state.name().into(), responses }).collect()
}
