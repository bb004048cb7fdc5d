//! Files as values of serde_json, and ways to break them.

use proptest::prelude::ProptestConfig;
use serde_json::Value as Json;

/// How many cases of a property are tried: so many, and ten times as many in the full run.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    let times = if std::env::var_os("ESTEEM_FULL").is_some() { 10 } else { 1 };
    ProptestConfig { cases: cases * times, failure_persistence: None, ..ProptestConfig::default() }
}

/// The pointers of everything inside a value.
pub(crate) fn places(value: &Json) -> Vec<String> {
    let mut places = Vec::new();
    let mut waiting = vec![(String::new(), value)];
    while let Some((place, value)) = waiting.pop() {
        match value {
            Json::Object(fields) => {
                waiting.extend(fields.iter().map(|(name, value)| (format!("{place}/{name}"), value)))
            }
            Json::Array(elements) => {
                waiting.extend(elements.iter().enumerate().map(|(at, value)| (format!("{place}/{at}"), value)));
            }
            _ => {}
        }
        places.push(place);
    }
    places.retain(|place| !place.is_empty());
    places
}

/// Removes what stands at a place, or puts something else there.
pub(crate) fn break_at(value: &mut Json, place: &str, other: Option<Json>) {
    match (other, place.rsplit_once('/')) {
        (Some(other), _) => _ = value.pointer_mut(place).map(|found| *found = other),
        (None, Some((parent, name))) => match value.pointer_mut(parent) {
            Some(Json::Object(fields)) => _ = fields.remove(name),
            Some(Json::Array(elements)) => _ = name.parse().ok().map(|at: usize| elements.remove(at)),
            _ => {}
        },
        (None, None) => {}
    }
}

/// A pointer as the reader names places: `items[3].answer`.
pub(crate) fn path(place: &str) -> String {
    let mut path = String::new();
    for step in place.split('/').skip(1) {
        match step.parse::<usize>() {
            Ok(at) => path += &format!("[{at}]"),
            Err(_) if path.is_empty() => path += step,
            Err(_) => path += &format!(".{step}"),
        }
    }
    path
}
