//! What responses can be selected by, in words.

use esteem_study::Study;

use super::{Language, state};
use crate::needs::State;
use crate::selection::{STATE, WAVE};

/// What a filter is called: a segment by its name, else wave or state.
pub fn filter_title(study: &Study, name: &str, language: Language) -> String {
    match name {
        WAVE => language.of("批次", "wave").into(),
        STATE => language.of("状态", "state").into(),
        _ => {
            let segment = study.segments.iter().find(|segment| segment.id == name);
            segment.map_or(name, |segment| segment.name.get(language.tag())).to_owned()
        }
    }
}

/// A filter's value in the study's words; one that the study does not name is shown as it is.
pub fn filter_value(study: &Study, name: &str, value: &str, language: Language) -> String {
    match name {
        WAVE => value.to_owned(),
        STATE => State::named(value).map_or(value, |known| state(known, language)).to_owned(),
        _ => {
            let segment = study.segments.iter().find(|segment| segment.id == name);
            let choice = segment.and_then(|segment| segment.values.iter().find(|choice| choice.id == value));
            choice.map_or(value, |choice| choice.text.get(language.tag())).to_owned()
        }
    }
}
