//! What the host page says about the questionnaire: the element's attributes, as the loader hands them over.

use esteem_study::Fixed;
use esteem_study::interview::{Layout, Setting};
use esteem_study::response::Mode;
use esteem_study::text::primary;

use crate::read::json::Json;

/// Below this width, in CSS pixels, there is one thought a screen.
const NARROW_PX: i64 = 640;

/// The languages of a study and what the page asks for.
pub(crate) fn language(languages: &[String], wanted: &str) -> String {
    let exact = languages.iter().find(|tag| tag.eq_ignore_ascii_case(wanted));
    let close = languages.iter().find(|tag| primary(tag).eq_ignore_ascii_case(primary(wanted)));
    exact.or(close).or(languages.first()).cloned().unwrap_or_default()
}

/// How much room there is, by the width in CSS pixels.
pub(crate) fn layout(width: Option<&Json<'_>>) -> Layout {
    let is_narrow = width.and_then(Json::number) < Fixed::whole(NARROW_PX);
    if is_narrow { Layout::Narrow } else { Layout::Wide }
}

/// A text of the setting; nothing for an empty one.
pub(crate) fn text(setting: &Json<'_>, name: &str) -> Option<String> {
    setting.field(name).map(|field| String::from(field.text())).filter(|text| !text.is_empty())
}

/// What belongs into every response, but for the study's fingerprint.
pub(crate) fn setting(setting: &Json<'_>) -> Setting {
    let mode = setting.field("mode").map_or("", Json::text);
    Setting {
        part: text(setting, "part"),
        link: text(setting, "link"),
        mode: if mode == "kiosk" { Mode::Kiosk } else { Mode::Web },
        test: setting.field("test").is_some_and(Json::is_true),
        wave: text(setting, "wave"),
        segments: segments(setting).unwrap_or_default(),
        study_hash: None,
    }
}

/// Pairs of a name and a value. A pair without a name or a value says nothing.
fn segments(setting: &Json<'_>) -> Option<Vec<(String, String)>> {
    let mut segments = Vec::new();
    for (_, pair) in setting.field("segments")?.parts() {
        if let [(_, name), (_, value)] = pair.parts()
            && !name.text().is_empty()
            && !value.text().is_empty()
        {
            segments.push((name.text().into(), value.text().into()));
        }
    }
    Some(segments)
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
