//! The study: what is asked, of whom, and how it is scored. Its file format is `esteem-study/1`.

use alloc::string::String;
use alloc::vec::Vec;

use crate::key::{Facet, Key};
use crate::scoring::Scoring;
use crate::text::Text;

mod item;
mod privacy;

pub use item::{AnswerForm, Choice, IncidentKind, Item};
pub use privacy::{Collector, CollectorKind, Consent, Privacy};

/// The format that this version writes and reads.
pub const FORMAT: &str = "esteem-study/1";

/// A questionnaire with its scales, constructs, pages, scoring rules and promises about privacy.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Study {
    /// Always `esteem-study/1`.
    pub format: String,
    /// The study's id, carried by every response. Letters, digits, `-` and `_`.
    pub id: String,
    /// What respondents and readers see as the study's name.
    pub title: Text,
    /// BCP 47 tags of the languages in which every text is given; the first is the default.
    pub languages: Vec<String>,
    /// What the respondents are called in sentences, in the plural: "guests", "客人". Default "customers", "顾客".
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub respondents: Option<Text>,
    /// The scales that items refer to.
    #[cfg_attr(feature = "serde", serde(default))]
    pub scales: Vec<Scale>,
    /// What sets of items measure.
    #[cfg_attr(feature = "serde", serde(default))]
    pub constructs: Vec<Construct>,
    /// What is asked about.
    pub items: Vec<Item>,
    /// How many of the touchpoints each respondent is asked, drawn by lot; without it, all of them. Whatever is no
    /// touchpoint is asked of everybody.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub touchpoints_each: Option<u32>,
    /// The named groups by which respondents can be compared. They come from the page or the file, not from questions.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub segments: Vec<Segment>,
    /// The parts of the questionnaire: one, or one before and one after the service.
    pub parts: Vec<Part>,
    /// How the answers are scored.
    #[cfg_attr(feature = "serde", serde(default))]
    pub scoring: Scoring,
    /// What respondents are told about their data, and what they agree to.
    #[cfg_attr(feature = "serde", serde(default))]
    pub privacy: Privacy,
    /// Where finished responses are sent; without one they stay with the page and on the device.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub collector: Option<Collector>,
}

/// The ordered answer options of items.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Scale {
    /// The scale's id, unique among scales.
    pub id: String,
    /// 2 to 101 levels with rising codes.
    pub levels: Vec<Level>,
    /// Which end is the good one. With `lower`, codes are turned round before any figure.
    #[cfg_attr(feature = "serde", serde(default))]
    pub better: Better,
    /// The words of the option "not applicable", if the scale offers it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub not_applicable: Option<Text>,
    /// The words of the option "don't know", if the scale offers it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub dont_know: Option<Text>,
}

/// One answer option of a scale.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Level {
    /// The number that is stored and that means enter with.
    pub code: i32,
    /// The words; levels between the ends may do without.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub label: Option<Text>,
}

/// Which end of a scale is the good one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Better {
    /// Higher codes are better.
    #[default]
    Higher,
    /// Lower codes are better, as where 1 is the best mark.
    Lower,
}

/// What a set of items measures.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Construct {
    /// The construct's id, unique among constructs.
    pub id: String,
    /// What readers see.
    pub name: Text,
    /// A dimension of touchpoints, a need, or an outcome.
    pub kind: ConstructKind,
}

/// The kinds of constructs: `"dimension"`, `{"need": "safety"}`, `{"outcome": "overall"}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum ConstructKind {
    /// A group of touchpoints.
    Dimension,
    /// A need; its items are the need's facets.
    Need(Need),
    /// What service leads to; its item plays the named role in the rules.
    Outcome(Outcome),
}

/// The needs that people bring with them before they are anybody's customers (after Schneider & Bowen 1999).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Need {
    /// To be unharmed in body, purse and privacy.
    Safety,
    /// To be treated justly.
    Fairness,
    /// To keep and raise one's self-respect.
    Respect,
}

impl Need {
    /// The three needs in the order of the reports.
    pub const ALL: [Need; 3] = [Need::Safety, Need::Fairness, Need::Respect];
}

/// The roles that outcome items play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Outcome {
    /// Overall satisfaction in five levels.
    Overall,
    /// Compared with what was expected, asked directly.
    Disconfirmation,
    /// Closeness to the best service imaginable.
    Ideal,
    /// How little effort it took.
    Effort,
    /// "I felt angry".
    Anger,
    /// "I would tell others to stay away".
    StayAway,
    /// How many people were told bad things.
    ToldBad,
    /// How many people were told good things.
    ToldGood,
    /// Likelihood to recommend, 0 to 10.
    Recommendation,
    /// "I will choose them again".
    Return,
    /// "I would stay even if another were a little cheaper".
    PriceTolerance,
    /// "If switching took no effort I would switch".
    LockIn,
    /// Feelings on leaving.
    Feelings,
    /// Any other outcome; it is counted and shown, and no rule uses it.
    Other,
}

/// A named subgroup of respondents.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Segment {
    /// The segment's id, unique among segments and items.
    pub id: String,
    /// What readers see.
    pub name: Text,
    /// Words for its values; values without words are shown as they are.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub values: Vec<Choice>,
}

/// A part of the questionnaire, answered in one go.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Part {
    /// The part's id, unique among parts.
    pub id: String,
    /// Its pages, in order.
    pub pages: Vec<Page>,
}

/// One page of a part.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Page {
    /// The page's id, unique among the pages of all parts.
    pub id: String,
    /// The sentence above the items.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub intro: Option<Text>,
    /// What the page asks, as `item` or `item.facet`, in order.
    pub asks: Vec<String>,
    /// Whether the items come in random order; the order is recorded in the response.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "core::ops::Not::not"))]
    pub shuffle: bool,
}

impl Study {
    /// The item of this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The scale of this id.
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == id)
    }

    /// The scale of a rating item.
    pub fn scale_of(&self, item: &Item) -> Option<&Scale> {
        match &item.answer {
            AnswerForm::Rating { scale, .. } => self.scale(scale),
            _ => None,
        }
    }

    /// The kind of the construct that an item helps to measure.
    pub fn kind_of(&self, item: &Item) -> Option<ConstructKind> {
        let id = item.construct.as_ref()?;
        self.constructs.iter().find(|construct| construct.id == *id).map(|construct| construct.kind)
    }

    /// The first item that plays an outcome's role.
    pub fn outcome(&self, outcome: Outcome) -> Option<&Item> {
        self.items.iter().find(|item| self.kind_of(item) == Some(ConstructKind::Outcome(outcome)))
    }

    /// The items that are facets of a need, in the order of the file.
    pub fn facets_of(&self, need: Need) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| self.kind_of(item) == Some(ConstructKind::Need(need)))
    }

    /// The items of which both expectation and perception are asked, in the order of the file.
    pub fn touchpoints(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.is_touchpoint())
    }

    /// How many touchpoints each respondent is asked; `None` where everybody is asked all of them.
    pub fn dealt(&self) -> Option<usize> {
        let each = self.touchpoints_each? as usize;
        (each < self.touchpoints().count()).then_some(each)
    }

    /// Every answer that the study can hold, items in the order of the file and facets in the order of [`Facet::ALL`].
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.items.iter().flat_map(|item| {
            Facet::ALL.into_iter().filter(|facet| item.has(*facet)).map(|facet| Key::new(&item.id, facet))
        })
    }
}

impl Scale {
    /// The lowest and the highest code; `None` for a scale without levels.
    pub fn range(&self) -> Option<(i32, i32)> {
        Some((self.levels.first()?.code, self.levels.last()?.code))
    }

    /// The position of a code among the levels.
    pub fn position(&self, code: i64) -> Option<usize> {
        self.levels.iter().position(|level| i64::from(level.code) == code)
    }
}
