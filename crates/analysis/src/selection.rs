//! Which responses a report speaks of.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::responses::Responses;

/// The reader's choice. An empty selection means all responses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Selection {
    /// Segment id to the values that are kept; a segment that is not named keeps all.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub segments: BTreeMap<String, BTreeSet<String>>,
    /// The waves that are kept; empty keeps all.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub waves: BTreeSet<String>,
}

impl Selection {
    /// For each row whether it is kept. A segment that the responses do not have keeps none, because its values are
    /// unknown.
    pub fn keeps(&self, responses: &Responses) -> Vec<bool> {
        let mut keeps = vec![true; responses.len()];
        if !self.waves.is_empty() {
            let passing = responses.wave.passing(|wave| self.waves.contains(wave));
            for (row, keep) in keeps.iter_mut().enumerate() {
                *keep &= passing[responses.wave.code(row)];
            }
        }
        for (segment, values) in &self.segments {
            match responses.segments.get(segment) {
                None => keeps.fill(false),
                Some(labels) => {
                    let passing = labels.passing(|value| values.contains(value));
                    for (row, keep) in keeps.iter_mut().enumerate() {
                        *keep &= passing[labels.code(row)];
                    }
                }
            }
        }
        keeps
    }
}
