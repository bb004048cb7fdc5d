//! How questions and answers become bytes and values again, for the way from one program of the page to the other.
//!
//! The bytes are short and say nothing about themselves: they are for the same build at the other end.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as bytes.
pub fn pack<T: Serialize>(value: &T) -> Vec<u8> {
    // Lists and maps of known length, numbers and texts always have bytes; no bytes at all are no value at the other
    // end, so that even the impossible is noticed there.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// The value of these bytes; `None` if they are not exactly one such value.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Some(value),
        _ => None,
    }
}

/// A language as its tag.
pub(crate) mod language {
    use esteem_analysis::words::Language;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(language.tag())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Language, D::Error> {
        Ok(Language::of_tag(&String::deserialize(deserializer)?))
    }
}

/// A selection as its conditions, because its own form leaves out what is empty, which only a form with names can.
pub(crate) mod selection {
    use esteem_analysis::Selection;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(selection: &Selection, serializer: S) -> Result<S::Ok, S::Error> {
        selection.conditions().serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Selection, D::Error> {
        let conditions = Vec::<(String, String)>::deserialize(deserializer)?;
        Selection::from_conditions(conditions).map_err(|_| D::Error::custom("no such state"))
    }
}
