//! Sentences whose numbers can be asked what they are.

use serde::{Deserialize, Serialize};

use super::Language;

/// One sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its pieces in order, to be joined without a space.
    pub spans: Vec<Span>,
}

/// A piece of a sentence: plain words, or something that can be explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// What is read.
    pub text: String,
    /// What is told when the reader asks about it; absent for plain words.
    pub explained: Option<Explanation>,
}

/// What stands behind a number or a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// What it is, with its number, interval and base, in a sentence or two.
    pub text: String,
    /// The section in which it stands: `gaps`, `needs`, `states`, `overall`.
    pub section: String,
}

/// One thing to do first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What it is about: a need that was hurt, or a touchpoint that falls short.
    pub title: String,
    /// Why it stands where it stands, with numbers, intervals and bases.
    pub why: String,
    /// What can be done about it, a sentence each, the nearest first.
    pub actions: Vec<String>,
    /// The section with the evidence.
    pub section: String,
    /// The row of that section's table.
    pub row: usize,
    /// Whether a need was violated, which stands above any gap.
    pub is_need: bool,
}

impl Sentence {
    /// The sentence as text.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// A sentence of plain words.
    pub(super) fn plain(text: impl Into<String>) -> Sentence {
        Sentence::default().say(text)
    }

    /// Goes on with plain words.
    pub(super) fn say(mut self, text: impl Into<String>) -> Sentence {
        let text = text.into();
        if !text.is_empty() {
            self.spans.push(Span { text, explained: None });
        }
        self
    }

    /// Goes on with something that can be explained.
    pub(super) fn explain(mut self, text: impl Into<String>, explanation: Explanation) -> Sentence {
        self.spans.push(Span { text: text.into(), explained: Some(explanation) });
        self
    }

    /// With a capital at its beginning; Chinese has none.
    pub(super) fn capitalised(mut self) -> Sentence {
        if let Some(first) = self.spans.first_mut() {
            first.text = capitalised(&first.text);
        }
        self
    }
}

/// Sentences one after the other: with a space between them in English, without one in Chinese.
pub fn paragraph(sentences: &[Sentence], language: Language) -> String {
    sentences.iter().map(Sentence::text).collect::<Vec<_>>().join(language.of("", " "))
}

pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}
