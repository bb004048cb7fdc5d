//! The name of one answer: an item and the facet of it that the answer speaks of.

use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;

/// The side of an item that an answer speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Facet {
    /// How good the respondent expected it to be.
    Expected,
    /// How good it was. The only facet of items that are asked once.
    Perceived,
    /// The lowest level that the respondent would still accept.
    Adequate,
    /// The level that the respondent would really like.
    Desired,
    /// How much it matters to the respondent.
    Importance,
}

impl Facet {
    /// Every facet, in the order in which files list them.
    pub const ALL: [Facet; 5] = [Facet::Expected, Facet::Perceived, Facet::Adequate, Facet::Desired, Facet::Importance];

    /// The facet's name in files: `expected`, `perceived`, …
    pub fn name(self) -> &'static str {
        match self {
            Facet::Expected => "expected",
            Facet::Perceived => "perceived",
            Facet::Adequate => "adequate",
            Facet::Desired => "desired",
            Facet::Importance => "importance",
        }
    }

    /// The facet of this name, if there is one.
    pub fn named(name: &str) -> Option<Facet> {
        Facet::ALL.into_iter().find(|facet| facet.name() == name)
    }
}

/// The name of one answer. In files it reads `item.facet`, or `item` alone for the perceived facet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The item's id.
    pub item: String,
    /// The facet that was asked.
    pub facet: Facet,
}

impl Key {
    /// The key of one facet of an item.
    pub fn new(item: &str, facet: Facet) -> Key {
        Key { item: item.to_string(), facet }
    }

    /// Reads `item` or `item.facet`. Item ids hold no dot, so the reading is never ambiguous; `None` if what follows
    /// the dot is no facet.
    pub fn parse(text: &str) -> Option<Key> {
        // Bytes, because the library's search for a character is large for the questionnaire element.
        match text.bytes().position(|byte| byte == b'.') {
            None => Some(Key::new(text, Facet::Perceived)),
            Some(dot) => Some(Key::new(text.get(..dot)?, Facet::named(text.get(dot + 1..)?)?)),
        }
    }
}

impl Key {
    /// Whether the text names this key, with or without `.perceived`.
    pub fn is_named(&self, text: &str) -> bool {
        let Some((item, rest)) = text.split_at_checked(self.item.len()) else { return false };
        let facet = rest.strip_prefix('.').unwrap_or(if rest.is_empty() { Facet::Perceived.name() } else { "" });
        item == self.item && facet == self.facet.name()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.facet {
            Facet::Perceived => f.write_str(&self.item),
            facet => f.write_str(&format!("{}.{}", self.item, facet.name())),
        }
    }
}
