//! What respondents are told about their data, and where finished responses go.

use alloc::string::String;
use alloc::vec::Vec;

use crate::text::Text;

/// What respondents are told about their data, and what they agree to.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct Privacy {
    /// Who asks.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub controller: Option<Text>,
    /// What the answers are used for.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub purpose: Option<Text>,
    /// How long they are kept.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub retention: Option<Text>,
    /// Where to ask about them.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub contact: Option<String>,
    /// Address (https) of the full privacy statement.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub statement: Option<String>,
    /// Statements that a respondent can agree to.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub consents: Vec<Consent>,
    /// Whether responses that were not finished may leave the device. Default false.
    pub sends_partial: bool,
}

/// A statement that a respondent can agree to; the response records the choice under its id.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Consent {
    /// The statement's id, unique among consents.
    pub id: String,
    /// What respondents read.
    pub text: Text,
    /// Whether the questionnaire ends without agreement.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "core::ops::Not::not"))]
    pub required: bool,
}

/// Where finished responses are sent by POST.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Collector {
    /// What counts as received.
    pub kind: CollectorKind,
    /// An https address, or a path on the page's own origin.
    pub url: String,
}

/// What counts as received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum CollectorKind {
    /// An echo of the response's id and hash: the page says *confirmed*.
    Receipt,
    /// Any 2xx, or 409: the page says *sent*.
    Status,
}
