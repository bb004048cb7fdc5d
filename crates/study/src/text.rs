//! A text in the languages of a study.

use alloc::string::String;
use alloc::vec::Vec;

/// One text in several languages, by BCP 47 tag: `{"zh": "价格", "en": "the price"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Text(
    /// Language and wording, in the order of the languages and each language once. A list, because texts have two or
    /// three wordings, and the code of a map is a good part of what the questionnaire element may weigh.
    #[cfg_attr(feature = "serde", serde(with = "as_map"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::collections::BTreeMap<String, String>"))]
    Vec<(String, String)>,
);

impl Text {
    /// A text from pairs of language and wording; a later pair of the same language wins.
    pub fn new<'a>(wordings: impl IntoIterator<Item = (&'a str, &'a str)>) -> Text {
        let mut text = Text::default();
        for (language, wording) in wordings {
            text.insert(language.into(), wording.into());
        }
        text
    }

    /// Adds a wording, in place of the one in the same language if there is one.
    pub fn insert(&mut self, language: String, wording: String) {
        let at = self.0.iter().position(|(known, _)| *known >= language).unwrap_or(self.0.len());
        match self.0.get_mut(at) {
            Some((known, old)) if *known == language => *old = wording,
            _ => self.0.insert(at, (language, wording)),
        }
    }

    /// The wording in `language`; without one, in its primary language (`zh` for `zh-Hant`); without that, in any
    /// language; an empty text gives an empty string.
    pub fn get(&self, language: &str) -> &str {
        self.exact(language)
            .or_else(|| self.exact(primary(language)))
            .or_else(|| self.wordings().next().map(|(_, wording)| wording))
            .unwrap_or("")
    }

    /// The wording in exactly this language.
    pub fn exact(&self, language: &str) -> Option<&str> {
        self.wordings().find(|(known, _)| *known == language).map(|(_, wording)| wording)
    }

    /// All wordings, in the order of their language tags.
    pub fn wordings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, wording)| (language.as_str(), wording.as_str()))
    }
}

/// The primary language of a tag: `zh` of `zh-Hant`.
pub fn primary(tag: &str) -> &str {
    // Bytes, because the library's search for a character is large for the questionnaire element.
    let end = tag.bytes().position(|byte| byte == b'-');
    end.and_then(|end| tag.get(..end)).unwrap_or(tag)
}

/// In files a text is an object, whatever it is in memory.
#[cfg(feature = "serde")]
mod as_map {
    use alloc::collections::BTreeMap;
    use alloc::string::String;
    use alloc::vec::Vec;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(wordings: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(wordings.iter().map(|(language, wording)| (language, wording)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, String)>, D::Error> {
        Ok(BTreeMap::deserialize(deserializer)?.into_iter().collect())
    }
}
