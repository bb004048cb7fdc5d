//! Which responses a report speaks of.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::needs::State;
use crate::responses::{Labels, Responses};

mod filters;

pub use filters::{FilterCounts, FilterKind, ValueCount, Values, filters};

/// The name of a condition on the wave. No segment can be called so.
pub const WAVE: &str = "wave";
/// The name of a condition on the state. No segment can be called so.
pub const STATE: &str = "state";
/// The name of a condition that leaves responses out, and the only value that it takes. No segment can be called so.
pub const WITHOUT: [&str; 2] = ["without", "flagged"];

/// The reader's choice. An empty selection means all responses.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Selection {
    /// Segment id to the values that are kept; a segment that is not named keeps all.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub segments: BTreeMap<String, BTreeSet<String>>,
    /// The waves that are kept; empty keeps all.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub waves: BTreeSet<String>,
    /// The states that are kept, by the needs rule of the study; empty keeps all. A state is known only of those who
    /// said something about a need.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub states: BTreeSet<State>,
    /// Whether responses with two flags of quality or more are left out; see [`crate::quality`].
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without_flagged: bool,
}

/// A condition that no selection can hold: its name asks for a state, and there is no state of this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadCondition {
    /// What was given for the state.
    pub value: String,
}

impl Selection {
    /// Whether all responses are kept.
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty() && self.waves.is_empty() && self.states.is_empty() && !self.without_flagged
    }

    /// The selection as conditions, a name and a value each: values of one name are alternatives, and a response must
    /// fit every name. Segments by id, then `wave`, `state` and `without`; the same selection gives the same list.
    pub fn conditions(&self) -> Vec<(String, String)> {
        let segments = self
            .segments
            .iter()
            .flat_map(|(segment, values)| values.iter().map(move |value| (segment.clone(), value.clone())));
        let waves = self.waves.iter().map(|wave| (WAVE.to_string(), wave.clone()));
        let states = self.states.iter().map(|state| (STATE.to_string(), state.name().to_string()));
        let without = self.without_flagged.then(|| WITHOUT.map(str::to_string).into());
        segments.chain(waves).chain(states).chain(without).collect()
    }

    /// The selection of these conditions, in any order.
    ///
    /// # Errors
    /// Where a state is asked for that does not exist. Whether a study has a segment cannot be told here; one that it
    /// does not have keeps no response.
    pub fn from_conditions(conditions: impl IntoIterator<Item = (String, String)>) -> Result<Selection, BadCondition> {
        let mut selection = Selection::default();
        for (name, value) in conditions {
            match name.as_str() {
                WAVE => _ = selection.waves.insert(value),
                STATE => match State::named(&value) {
                    Some(state) => _ = selection.states.insert(state),
                    None => return Err(BadCondition { value }),
                },
                _ if [name.as_str(), value.as_str()] == WITHOUT => selection.without_flagged = true,
                _ => _ = selection.segments.entry(name).or_default().insert(value),
            }
        }
        Ok(selection)
    }

    /// Whether the value of a segment, `wave` or `state` is among those that are kept.
    pub fn keeps(&self, name: &str, value: &str) -> bool {
        let conditions = self.conditions();
        let mut same = conditions.iter().filter(|(own, _)| own == name).peekable();
        same.peek().is_none() || same.any(|(_, own)| own == value)
    }

    /// The selection with this value alone in place of its own values of that name.
    ///
    /// # Errors
    /// Where it asks for a state that does not exist.
    pub fn narrowed(&self, name: &str, value: &str) -> Result<Selection, BadCondition> {
        let others = self.conditions().into_iter().filter(|(own, _)| own != name);
        Selection::from_conditions(others.chain([(name.to_owned(), value.to_owned())]))
    }

    /// For each row whether its wave and segments are kept; the states are looked at where they are counted. `None` if
    /// all are. A segment that the responses do not have keeps none, because its values are unknown.
    pub(crate) fn kept_rows(&self, responses: &Responses) -> Option<Vec<bool>> {
        if self.waves.is_empty() && self.segments.is_empty() && !self.without_flagged {
            return None;
        }
        let mut keeps = vec![true; responses.len()];
        if self.without_flagged {
            for (keep, flags) in keeps.iter_mut().zip(&responses.flags) {
                *keep &= !flags.is_left_out();
            }
        }
        let mut keep = |labels: &Labels, values: &BTreeSet<String>| {
            let passing = labels.passing(|value| values.contains(value));
            for (keep, code) in keeps.iter_mut().zip(labels.codes()) {
                *keep &= passing[*code as usize];
            }
        };
        if !self.waves.is_empty() {
            keep(&responses.wave, &self.waves);
        }
        let nothing = Labels::default();
        let labels = |segment| responses.segments.get(segment).unwrap_or(&nothing);
        self.segments.iter().for_each(|(segment, values)| keep(labels(segment), values));
        if self.segments.keys().any(|segment| !responses.segments.contains_key(segment)) {
            keeps.fill(false);
        }
        Some(keeps)
    }
}
