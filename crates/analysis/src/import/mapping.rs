//! The mapping: what the columns and codes of somebody else's file mean. Its file format is `esteem-mapping/1`.

use std::collections::BTreeMap;

use esteem_study::{Key, Missing};
use serde::{Deserialize, Serialize};

use super::study_file::{FileError, read_as, text_of};

/// The format that this version reads.
pub(super) const FORMAT: &str = "esteem-mapping/1";

/// What columns and codes mean. Columns that are not named are matched by their own names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Always `esteem-mapping/1`.
    pub format: String,
    /// Column name to what it holds: `item`, `item.facet`, `segment.<id>`, `response.<field>`, or null to leave it out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, Option<String>>,
    /// Column name, scale id or `*` to what a cell's text means as a code of the scale: `{"quality7": {"top": 7}}`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, BTreeMap<String, i32>>,
    /// A cell's text to the reason why there is no value: `{"99": "dont_know"}`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub missing: BTreeMap<String, Missing>,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Answers to a key.
    Key(Key),
    /// The severity (`true`: the resolution) of one kind of incident of an item.
    Incident {
        /// The item.
        item: String,
        /// The kind of incident.
        incident: String,
        /// Whether it is the resolution instead of the severity.
        resolution: bool,
    },
    /// The values of a segment.
    Segment(String),
    /// A field of the record.
    Field(Field),
}

/// The fields of the record that a file can bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The response's id.
    Id,
    /// `partial` or `complete`.
    State,
    /// The wave.
    Wave,
    /// The language.
    Language,
    /// Whether it was a try-out.
    Test,
    /// When the record was closed.
    FinishedAt,
    /// When the first answer was given.
    StartedAt,
    /// The keys that were to be asked.
    Order,
    /// A field of the record that no figure uses.
    Unused,
}

impl Field {
    /// The field of this name in a response.
    pub(super) fn named(name: &str) -> Option<Field> {
        Some(match name {
            "id" => Field::Id,
            "state" => Field::State,
            "wave" => Field::Wave,
            "language" => Field::Language,
            "test" => Field::Test,
            "finished_at" => Field::FinishedAt,
            "started_at" => Field::StartedAt,
            "rev" | "study" | "study_hash" | "part" | "link" | "mode" | "format" => Field::Unused,
            _ => return None,
        })
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<Mapping, FileError> {
    let (mapping, _): (Mapping, _) = read_as(text_of(bytes)?, FORMAT)?;
    Ok(mapping)
}
