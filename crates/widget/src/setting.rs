//! What the host page says about the questionnaire: the element's attributes, as the loader hands them over.

use esteem_study::interview::{Layout, Setting};
use esteem_study::response::Mode;
use wasm_bindgen::JsValue;

use crate::read::Value;

/// Below this width, in CSS pixels, there is one thought a screen.
const NARROW_PX: f64 = 640.0;

/// The languages of a study and what the page asks for.
pub(crate) fn language(languages: &[String], wanted: &str) -> String {
    let primary = |tag: &str| tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    let exact = languages.iter().find(|tag| tag.eq_ignore_ascii_case(wanted));
    let close = languages.iter().find(|tag| primary(tag) == primary(wanted));
    exact.or(close).or(languages.first()).cloned().unwrap_or_default()
}

/// How much room there is.
pub(crate) fn layout(width_px: f64) -> Layout {
    if width_px < NARROW_PX { Layout::Narrow } else { Layout::Wide }
}

/// What belongs into every response.
pub(crate) fn setting(value: &JsValue, study_hash: String) -> Setting {
    let text = |name| value.field(name)?.text().filter(|text| !text.is_empty());
    Setting {
        part: text("part"),
        link: text("link"),
        mode: match text("mode").as_deref() {
            Some("kiosk") => Mode::Kiosk,
            _ => Mode::Web,
        },
        test: value.field("test").and_then(|test| test.flag()).unwrap_or_default(),
        wave: text("wave"),
        segments: segments(&text("segments").unwrap_or_default()),
        study_hash: Some(study_hash),
    }
}

/// Reads `site=north&channel=web`, with `%20` and `+` as in an address. A pair without a name or a value says nothing.
fn segments(text: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| {
        let spaced = text.replace('+', " ");
        js_sys::decode_uri_component(&spaced).map_or(spaced, String::from)
    };
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=')?;
        (!name.is_empty() && !value.is_empty()).then(|| (decoded(name), decoded(value)))
    };
    text.split('&').filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_language_of_the_study_is_spoken() {
        let languages = ["zh", "en"].map(String::from);
        let spoken = ["en", "EN-gb", "zh-Hant-TW", "fr", ""].map(|wanted| language(&languages, wanted));
        assert_eq!(spoken, ["en", "en", "zh", "zh", "zh"]);
        assert_eq!(language(&[], "en"), "");
    }
}
