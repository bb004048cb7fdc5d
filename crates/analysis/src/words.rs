//! The report's words in Chinese and English: sentences, tables, notes, and what import says.
//!
//! Numbers are formatted here and nowhere else. Chinese and English are equals; neither is a translation of the other.

mod certainty;
mod first;
mod headline;

pub mod tables;

mod explained;
mod sentence;

mod filters;
mod import;
mod names;
mod notes;
mod numbers;
mod practices;

pub use certainty::certainty;
pub use filters::{filter_title, filter_value};
pub use first::{first, first_lead, first_title, nothing_first};
pub use headline::headline;
pub use import::{finding, import_error, layout, placed};
pub use names::{
    absent, block_name, class, facet_state, gap_name, index_class, need, quadrant, respondents, state, verdict,
};
pub use notes::{note, reason, reference, uncertainty};
pub use numbers::{decimal, interval, p_value, percent, percent_interval, signed, whole};
pub use practices::practice;
pub use sentence::{Explanation, Sentence, Span, Step, paragraph};

/// A language of the analyzer, the command and its reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// Chinese in simplified characters.
    Zh,
    /// English.
    En,
}

impl Language {
    /// Both languages.
    pub const ALL: [Language; 2] = [Language::Zh, Language::En];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Zh => "zh",
            Language::En => "en",
        }
    }

    /// The language of a BCP 47 tag; English for what is not Chinese.
    pub fn of_tag(tag: &str) -> Language {
        if tag == "zh" || tag.starts_with("zh-") || tag.starts_with("zh_") { Language::Zh } else { Language::En }
    }

    /// One of two wordings, in this language.
    pub fn of<T>(self, zh: T, en: T) -> T {
        match self {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}
