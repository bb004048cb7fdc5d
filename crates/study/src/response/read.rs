//! Reading answers and numbers. An answer says by its own kind which one it is, so it is read in one go, without being
//! kept aside and tried as each kind in turn.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{Formatter, Result as Written};

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};

use super::{Answer, Fixed, Incident, Missing};

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Answer, D::Error> {
        deserializer.deserialize_any(AnyAnswer)
    }
}

struct AnyAnswer;

impl<'de> Visitor<'de> for AnyAnswer {
    type Value = Answer;

    fn expecting(&self, f: &mut Formatter<'_>) -> Written {
        f.write_str("a number, a text, a list, or {\"missing\": …}")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Answer, E> {
        AnyNumber.visit_i64(number).map(Answer::Number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Answer, E> {
        AnyNumber.visit_u64(number).map(Answer::Number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Answer, E> {
        AnyNumber.visit_f64(number).map(Answer::Number)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Answer, E> {
        Ok(Answer::Text(text.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Answer, A::Error> {
        let mut missing = None;
        while let Some(name) = fields.next_key::<String>()? {
            match &*name {
                "missing" => missing = Some(fields.next_value::<Missing>()?),
                _ => _ = fields.next_value::<IgnoredAny>()?,
            }
        }
        missing.map(|missing| Answer::Missing { missing }).ok_or_else(|| A::Error::missing_field("missing"))
    }

    /// Ids or incidents, never both; an empty list is one of ids.
    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Answer, A::Error> {
        let (mut ids, mut incidents) = (Vec::new(), Vec::new());
        while let Some(tick) = elements.next_element()? {
            match tick {
                Tick::Id(id) => ids.push(id),
                Tick::Incident(incident) => incidents.push(incident),
            }
        }
        match (ids.is_empty(), incidents.is_empty()) {
            (_, true) => Ok(Answer::Chosen(ids)),
            (true, false) => Ok(Answer::Incidents(incidents)),
            (false, false) => Err(A::Error::custom("a list holds ids or incidents, not both")),
        }
    }
}

/// An element of a list of ticks.
enum Tick {
    Id(String),
    Incident(Incident),
}

impl<'de> Deserialize<'de> for Tick {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Tick, D::Error> {
        deserializer.deserialize_any(AnyTick)
    }
}

struct AnyTick;

impl<'de> Visitor<'de> for AnyTick {
    type Value = Tick;

    fn expecting(&self, f: &mut Formatter<'_>) -> Written {
        f.write_str("the id of an option, or an incident")
    }

    fn visit_str<E: Error>(self, id: &str) -> Result<Tick, E> {
        Ok(Tick::Id(id.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Tick, A::Error> {
        Incident::deserialize(MapAccessDeserializer::new(fields)).map(Tick::Incident)
    }
}

impl<'de> Deserialize<'de> for Fixed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fixed, D::Error> {
        deserializer.deserialize_any(AnyNumber)
    }
}

struct AnyNumber;

impl Visitor<'_> for AnyNumber {
    type Value = Fixed;

    fn expecting(&self, f: &mut Formatter<'_>) -> Written {
        f.write_str("a number between -9e12 and 9e12")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Fixed, E> {
        Fixed::whole(number).ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Fixed, E> {
        i64::try_from(number)
            .ok()
            .and_then(Fixed::whole)
            .ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Fixed, E> {
        Fixed::nearest(number).ok_or_else(|| E::invalid_value(Unexpected::Float(number), &self))
    }
}
