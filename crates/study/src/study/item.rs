//! What is asked about, and how it is answered.

use alloc::string::String;
use alloc::vec::Vec;

use crate::key::Facet;
use crate::text::Text;

#[cfg(feature = "serde")]
mod read;

/// One thing that is asked about.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Item {
    /// The item's id, unique among items, stable between versions. Letters, digits, `-` and `_`; no dot.
    pub id: String,
    /// What respondents read.
    pub text: Text,
    /// What tables and charts call it; default the text.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub name: Option<Text>,
    /// The id of the construct that it helps to measure.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub construct: Option<String>,
    /// How it is answered.
    pub answer: AnswerForm,
    /// Whether agreement means the bad end; codes are turned round before any figure.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "core::ops::Not::not"))]
    pub reverse: bool,
    /// Whether the page asks for an answer before it goes on.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "core::ops::Not::not"))]
    pub required: bool,
    /// Free marks for authors: `outcome`, `process`, `core`, …
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub tags: Vec<String>,
}

impl Item {
    /// Whether this facet of the item is asked. Items other than ratings have the perceived facet alone.
    pub fn has(&self, facet: Facet) -> bool {
        match &self.answer {
            AnswerForm::Rating { facets, .. } => facets.contains(&facet),
            _ => facet == Facet::Perceived,
        }
    }

    /// Whether both expectation and perception are asked.
    pub fn is_touchpoint(&self) -> bool {
        self.has(Facet::Expected) && self.has(Facet::Perceived)
    }

    /// What tables and charts call the item.
    pub fn label(&self) -> &Text {
        self.name.as_ref().unwrap_or(&self.text)
    }
}

/// How an item is answered.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields))]
pub enum AnswerForm {
    /// One level of a scale for each facet.
    Rating {
        /// The scale's id.
        scale: String,
        /// The facets that are asked; default the perceived one alone.
        #[cfg_attr(feature = "serde", serde(default = "perceived_alone"))]
        facets: Vec<Facet>,
    },
    /// One of several options.
    Choice {
        /// At least two options.
        options: Vec<Choice>,
    },
    /// Any of several options, stored as a set.
    Choices {
        /// 1 to 48 options.
        options: Vec<Choice>,
        /// How many may be ticked; default all.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        most: Option<u32>,
    },
    /// What went wrong: ticks, each with its severity and how it ended.
    Incidents {
        /// 1 to 48 kinds of incidents.
        incidents: Vec<IncidentKind>,
        /// The words of "none of these".
        none: Text,
        /// Id of a scale with the codes 1 to 4, from minor to very serious.
        severity: String,
        /// Id of a scale with the codes 1 solved quickly, 2 solved slowly, 3 not solved, 4 did not tell them.
        resolution: String,
    },
    /// A number.
    Number {
        /// The least that is accepted.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        least: Option<i32>,
        /// The most that is accepted.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        most: Option<i32>,
        /// The words of the unit.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        unit: Option<Text>,
    },
    /// The respondent's own words.
    Text {
        /// Whether there is room for several lines.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "core::ops::Not::not"))]
        long: bool,
    },
}

#[cfg(feature = "serde")]
fn perceived_alone() -> Vec<Facet> {
    alloc::vec![Facet::Perceived]
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Choice {
    /// What is stored, unique within the item.
    pub id: String,
    /// What respondents read.
    pub text: Text,
}

/// One kind of incident.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct IncidentKind {
    /// What is stored, unique within the item.
    pub id: String,
    /// What respondents read.
    pub text: Text,
    /// The id of the item, a facet of a need, that it violates when it is severe and not solved quickly.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub violates: Option<String>,
}
