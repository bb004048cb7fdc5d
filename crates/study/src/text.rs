//! A text in the languages of a study.

use alloc::collections::BTreeMap;
use alloc::string::String;

/// One text in several languages, by BCP 47 tag: `{"zh": "价格", "en": "the price"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Text(BTreeMap<String, String>);

impl Text {
    /// A text from pairs of language and wording; a later pair of the same language wins.
    pub fn new<'a>(wordings: impl IntoIterator<Item = (&'a str, &'a str)>) -> Text {
        Text(wordings.into_iter().map(|(language, wording)| (language.into(), wording.into())).collect())
    }

    /// The wording in `language`; without one, in its primary language (`zh` for `zh-Hant`); without that, in any
    /// language; an empty text gives an empty string.
    pub fn get(&self, language: &str) -> &str {
        let primary = language.split('-').next().unwrap_or(language);
        self.exact(language)
            .or_else(|| self.exact(primary))
            .or_else(|| self.0.values().next().map(String::as_str))
            .unwrap_or("")
    }

    /// The wording in exactly this language.
    pub fn exact(&self, language: &str) -> Option<&str> {
        self.0.get(language).map(String::as_str)
    }

    /// All wordings, in the order of their language tags.
    pub fn wordings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, wording)| (language.as_str(), wording.as_str()))
    }
}
