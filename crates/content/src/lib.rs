//! What the page and the engine say to each other: an [`Ask`] one way, [`Content`] the other way.
//!
//! A content is what the page shows, in ready-made words: the page lays it out, and computes and words nothing. Both travel
//! as bytes of [`codec`] between two programs of one build, the page's and the engine's; the page needs nothing of the
//! engine but this.

pub mod codec;
pub mod message;

pub use esteem_analysis::selection::FilterKind;
pub use esteem_analysis::words::{Explanation, Sentence, Span, Step};

use esteem_analysis::Selection;
use esteem_analysis::words::Language;
use esteem_analysis::words::tables::Table;
use esteem_charts::Section;
use serde::{Deserialize, Serialize};

/// Which report the page wants to show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// Which responses it is to speak of.
    #[serde(with = "crate::codec::selection")]
    pub selection: Selection,
    /// The filter whose values are laid side by side, by its id; without one, nothing is compared. What no filter of
    /// the content is called compares nothing either.
    pub by: Option<String>,
    /// The language of every word.
    #[serde(with = "crate::codec::language")]
    pub language: Language,
}

impl Ask {
    /// All responses, none compared.
    pub fn all(language: Language) -> Ask {
        Ask { selection: Selection::default(), by: None, language }
    }
}

/// Everything that the page shows of one selection in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// The language of every word.
    #[serde(with = "crate::codec::language")]
    pub language: Language,
    /// The study's id, for the names of files.
    pub study: String,
    /// The study's title.
    pub title: String,
    /// The responses that the selection kept.
    pub responses: u64,
    /// Of these, the ones that were broken off; their answers count as far as they go.
    pub partial: u64,
    /// The responses that there are, whatever is selected.
    pub all_responses: u64,
    /// The smallest base that is shown.
    pub smallest_base: u32,
    /// The sentences at the top, in order; never empty.
    pub headline: Vec<Sentence>,
    /// How sure all of it is, a sentence each.
    pub certainty: Vec<String>,
    /// What to do first, the most urgent first.
    pub first: Vec<Step>,
    /// How these are ranked, or why there are none.
    pub first_lead: String,
    /// The sections that the report has something to say in, in their order; each is a view of its own.
    pub sections: Vec<Section>,
    /// The sources of the methods used.
    pub sources: Vec<String>,
    /// What the reader can select by.
    pub filters: Vec<Filter>,
    /// The values of one filter side by side, if that was asked for.
    pub compared: Option<Comparison>,
    /// What is doubtful about the study file, each a sentence.
    pub warnings: Vec<String>,
    /// What import did to the file of responses; absent where there was none.
    pub file: Option<FileNotes>,
}

/// What import did to a file of responses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileNotes {
    /// How the file was read.
    pub layout: String,
    /// What was found, each a sentence.
    pub findings: Vec<String>,
    /// Whether answers or responses were left out.
    pub has_loss: bool,
}

/// Something that the reader can select by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    /// What kind of filter it is.
    pub kind: FilterKind,
    /// The name of its conditions: a segment's id, `wave` or `state`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it can be: segments in the order of the study, waves and states in theirs; never empty.
    pub choices: Vec<Choice>,
}

/// One value to select.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// The value as a selection names it.
    pub value: String,
    /// The value in words.
    pub label: String,
    /// How many responses have it, whatever else is selected.
    pub responses: u64,
}

/// The values of a filter side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The filter's id.
    pub by: String,
    /// What the filter is called.
    pub title: String,
    /// A column for each value, in the order of the filter.
    pub columns: Vec<Column>,
    /// For each section, by its id, the main number of each row in each column: one table that tells them apart.
    pub tables: Vec<Table>,
}

/// What one value of the filter shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The value as a selection names it.
    pub value: String,
    /// The value in words.
    pub label: String,
    /// Its responses.
    pub responses: u64,
    /// The same sections as of the whole, row for row and on the same axes; where there are too few responses, figures
    /// and tables say so.
    pub sections: Vec<Section>,
}

/// Why there is nothing to show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refused {
    /// Which file cannot be used.
    pub file: RefusedFile,
    /// What is wrong with it, each a sentence in every language in the order of [`Language::ALL`], so that the page can
    /// change its language although nothing is held that could be asked.
    pub lines: Vec<[String; 2]>,
}

/// A file that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefusedFile {
    /// The study.
    Study,
    /// The mapping.
    Mapping,
    /// The responses.
    Responses,
}
