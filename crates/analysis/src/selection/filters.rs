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
    let mut values = Values::default();
    parts.iter().for_each(|part| values.merge(&Values::of(study, part)));
    values.filters(study)
}

/// How many responses of a part have each value. Counts of parts add up in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Values {
    segments: BTreeMap<String, BTreeMap<String, u64>>,
    wave: BTreeMap<String, u64>,
    states: BTreeMap<State, u64>,
}

impl Values {
    /// The values of these responses.
    pub fn of(study: &Study, part: &Responses) -> Values {
        let segments = part.segments.iter().map(|(id, labels)| (id.clone(), labelled(labels)));
        Values { segments: segments.collect(), wave: labelled(&part.wave), states: states(study, part) }
    }

    /// Adds the values of other responses to the same study.
    pub fn merge(&mut self, other: &Values) {
        for (id, values) in &other.segments {
            add(self.segments.entry(id.clone()).or_default(), values);
        }
        add(&mut self.wave, &other.wave);
        add(&mut self.states, &other.states);
    }

    /// What can be selected by where these are the values of all responses, as [`filters`] gives it.
    pub fn filters(&self, study: &Study) -> Vec<FilterCounts> {
        let mut filters = Vec::new();
        for segment in &study.segments {
            let mut values =
                self.segments.get(&segment.id).map(|counts| listed(counts, String::as_str)).unwrap_or_default();
            let place = |value: &ValueCount| segment.values.iter().position(|choice| choice.id == value.value);
            // The sort is stable, so that what the study does not name stays sorted by name.
            values.sort_by_key(|value| place(value).unwrap_or(usize::MAX));
            filters.push(FilterCounts { kind: FilterKind::Segment, id: segment.id.clone(), values });
        }
        let wave = listed(&self.wave, String::as_str);
        filters.push(FilterCounts { kind: FilterKind::Wave, id: WAVE.into(), values: wave });
        let is_enough = self.states.values().sum::<u64>() >= u64::from(study.scoring.smallest_base);
        let states = if is_enough { listed(&self.states, |state| state.name()) } else { Vec::new() };
        filters.push(FilterCounts { kind: FilterKind::State, id: STATE.into(), values: states });
        filters.retain(|filter| !filter.values.is_empty());
        filters
    }
}

fn add<V: Ord + Clone>(mine: &mut BTreeMap<V, u64>, theirs: &BTreeMap<V, u64>) {
    theirs.iter().for_each(|(value, count)| *mine.entry(value.clone()).or_default() += count);
}

fn listed<V>(counts: &BTreeMap<V, u64>, name: impl Fn(&V) -> &str) -> Vec<ValueCount> {
    counts.iter().map(|(value, responses)| ValueCount { value: name(value).into(), responses: *responses }).collect()
}

fn labelled(labels: &Labels) -> BTreeMap<String, u64> {
    let values = labels.counts().into_iter().filter(|(value, _)| !value.is_empty());
    values.map(|(value, responses)| (value.to_owned(), responses)).collect()
}

fn states(study: &Study, part: &Responses) -> BTreeMap<State, u64> {
    let Some(table) = standings(study) else { return BTreeMap::new() };
    let mut counts: BTreeMap<State, u64> = BTreeMap::new();
    let mut standings = Standings::new(part, &table);
    for state in (0..part.len()).filter_map(|row| standings.at(row).state) {
        *counts.entry(state).or_default() += 1;
    }
    counts
}
