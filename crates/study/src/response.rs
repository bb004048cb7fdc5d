//! The record of one respondent's answers. Its file format is `esteem-response/1`, one JSON object.
//!
//! The record holds what the respondent did: codes, not scores. What we think of it is computed elsewhere.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::key::Key;

#[cfg(feature = "serde")]
mod read;

/// The format that this version writes and reads.
pub const FORMAT: &str = "esteem-response/1";

/// What one respondent answered, and under which circumstances.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// Always `esteem-response/1`.
    pub format: String,
    /// Made on the device when the respondent gives the first answer; random, so that it names nobody.
    pub id: String,
    /// Counts the changes of this record, from 1.
    #[cfg_attr(feature = "serde", serde(default))]
    pub rev: u32,
    /// The study's id.
    pub study: String,
    /// SHA-256 of the study file that was shown, in hexadecimal digits.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub study_hash: Option<String>,
    /// The id of the part that was answered; without one, all of the study.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub part: Option<String>,
    /// Joins the parts that one respondent answered.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub link: Option<String>,
    /// Whether the respondent reached the end.
    #[cfg_attr(feature = "serde", serde(default))]
    pub state: State,
    /// How the answers came about.
    #[cfg_attr(feature = "serde", serde(default))]
    pub mode: Mode,
    /// Whether this was a try-out. Tests are never counted.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "core::ops::Not::not"))]
    pub test: bool,
    /// The fielding period.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub wave: Option<String>,
    /// The language in which the questionnaire was finished, as a BCP 47 tag.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub language: Option<String>,
    /// Segment id to value.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub segments: BTreeMap<String, String>,
    /// Consent id to what the respondent chose.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub consent: BTreeMap<String, bool>,
    /// The answers by key, `item` or `item.facet`. What is absent is explained by [`Response::absent`].
    #[cfg_attr(feature = "serde", serde(default))]
    pub answers: BTreeMap<String, Answer>,
    /// The keys that the respondent saw.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub shown: Option<Vec<String>>,
    /// The keys that were to be asked, after sampling and shuffling, in their order.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub order: Option<Vec<String>>,
    /// Page id to the seconds spent on the page, rounded.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub seconds: BTreeMap<String, u32>,
    /// When the first answer was given, RFC 3339 with offset.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub started_at: Option<String>,
    /// When the record was last closed, RFC 3339 with offset.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub finished_at: Option<String>,
}

/// Whether the respondent reached the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum State {
    /// Broke off.
    Partial,
    /// Reached the end.
    #[default]
    Complete,
}

/// How the answers came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Mode {
    /// In a page of one's own.
    #[default]
    Web,
    /// At a shared device.
    Kiosk,
    /// On paper, keyed in.
    Paper,
    /// Read from another tool's file.
    Import,
}

/// One answer. Numbers and codes are JSON numbers, a chosen option and one's own words are strings, ticks are lists,
/// and a missing answer is `{"missing": "not_applicable"}`.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(untagged))]
pub enum Answer {
    /// No value, and why.
    Missing {
        /// Why there is none.
        missing: Missing,
    },
    /// The code of a level, or a number.
    Number(Fixed),
    /// The id of a chosen option, or the respondent's own words.
    Text(String),
    /// The ids of the ticked options; empty for "none of these".
    Chosen(Vec<String>),
    /// The incidents that were ticked; "none of these" is an empty list.
    Incidents(Vec<Incident>),
}

/// One incident that a respondent reported.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Incident {
    /// The id of the kind of incident.
    pub incident: String,
    /// 1 minor to 4 very serious, if it was said.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub severity: Option<i32>,
    /// 1 solved quickly, 2 solved slowly, 3 not solved, 4 did not tell them, if it was said.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub resolution: Option<i32>,
}

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Missing {
    /// Shown, and left without an answer.
    Skipped,
    /// "Don't know".
    DontKnow,
    /// "Not applicable": it does not count against the respondent.
    NotApplicable,
    /// Never shown, because the questionnaire did not mean to ask it of this respondent.
    NotAsked,
    /// Never reached, because the respondent stopped before.
    BrokeOff,
}

impl Missing {
    /// Every reason, in the order in which counts list them.
    pub const ALL: [Missing; 5] =
        [Missing::Skipped, Missing::DontKnow, Missing::NotApplicable, Missing::NotAsked, Missing::BrokeOff];

    /// The reason's name in files.
    pub fn name(self) -> &'static str {
        match self {
            Missing::Skipped => "skipped",
            Missing::DontKnow => "dont_know",
            Missing::NotApplicable => "not_applicable",
            Missing::NotAsked => "not_asked",
            Missing::BrokeOff => "broke_off",
        }
    }

    /// The reason of this name, if there is one.
    pub fn named(name: &str) -> Option<Missing> {
        Missing::ALL.into_iter().find(|missing| missing.name() == name)
    }
}

impl Response {
    /// Why `key` has no entry among the answers.
    ///
    /// - It was shown: skipped.
    /// - It was to be asked but not shown: broken off in a partial response; in a complete one a condition left it out,
    ///   so it was not asked.
    /// - It was not to be asked: not asked.
    /// - The record says neither what was shown nor what was to be asked: skipped in a complete response, broken off in
    ///   a partial one.
    pub fn absent(&self, key: &str) -> Missing {
        // A key may be written with or without `.perceived`; both are the same key.
        let key = Key::parse(key);
        let lists =
            |keys: &Option<Vec<String>>| keys.as_ref().is_some_and(|keys| keys.iter().any(|k| Key::parse(k) == key));
        let unfinished = match self.state {
            State::Partial => Missing::BrokeOff,
            State::Complete => Missing::NotAsked,
        };
        match (&self.shown, &self.order) {
            _ if lists(&self.shown) => Missing::Skipped,
            (_, Some(_)) if lists(&self.order) => unfinished,
            (_, Some(_)) => Missing::NotAsked,
            (Some(_), None) => unfinished,
            (None, None) if self.state == State::Complete => Missing::Skipped,
            (None, None) => Missing::BrokeOff,
        }
    }
}

/// A number with six decimals, exact where a floating-point number is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fixed(pub i64);

impl Fixed {
    /// Millionths in one unit.
    pub const UNIT: i64 = 1_000_000;

    /// A whole number; `None` beyond ±9.2 · 10¹².
    pub fn whole(number: i64) -> Option<Fixed> {
        number.checked_mul(Fixed::UNIT).map(Fixed)
    }

    /// The nearest number with six decimals, halves away from zero; `None` for infinities, NaN and sizes beyond
    /// 9 · 10¹².
    pub fn nearest(number: f64) -> Option<Fixed> {
        let micro = number * 1e6;
        if !(-9e18..=9e18).contains(&micro) {
            return None;
        }
        let half = if micro < 0.0 { -0.5 } else { 0.5 };
        Some(Fixed((micro + half) as i64))
    }

    /// The number if it is whole.
    pub fn as_whole(self) -> Option<i64> {
        (self.0 % Fixed::UNIT == 0).then_some(self.0 / Fixed::UNIT)
    }

    /// The nearest floating-point number.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Fixed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.as_f64()),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Fixed {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Number".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "number", "description": "A number, kept with six decimals."})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(state: State, shown: Option<&[&str]>, order: Option<&[&str]>) -> Response {
        let keys = |keys: Option<&[&str]>| keys.map(|keys| keys.iter().map(|key| String::from(*key)).collect());
        Response {
            format: FORMAT.into(),
            id: "r".into(),
            rev: 1,
            study: "s".into(),
            study_hash: None,
            part: None,
            link: None,
            state,
            mode: Mode::Web,
            test: false,
            wave: None,
            language: None,
            segments: BTreeMap::new(),
            consent: BTreeMap::new(),
            answers: BTreeMap::new(),
            shown: keys(shown),
            order: keys(order),
            seconds: BTreeMap::new(),
            started_at: None,
            finished_at: None,
        }
    }

    #[track_caller]
    fn check(state: State, shown: Option<&[&str]>, order: Option<&[&str]>, expect: Missing) {
        assert_eq!(response(state, shown, order).absent("A"), expect);
    }

    #[test]
    fn what_is_absent_is_explained_by_what_was_shown_and_planned() {
        use Missing::*;
        use State::*;
        check(Complete, Some(&["A"]), Some(&["A", "B"]), Skipped);
        check(Partial, Some(&["B"]), Some(&["B", "A"]), BrokeOff);
        check(Complete, Some(&["B"]), Some(&["B", "A"]), NotAsked);
        check(Partial, Some(&["B"]), Some(&["B"]), NotAsked);
        check(Complete, Some(&["B"]), None, NotAsked);
        check(Partial, Some(&["B"]), None, BrokeOff);
        check(Complete, None, None, Skipped);
        check(Partial, None, None, BrokeOff);
        check(Partial, None, Some(&["B"]), NotAsked);
        check(Complete, Some(&["A.perceived"]), None, Skipped);
        check(Complete, Some(&["A.expected"]), None, NotAsked);
    }

    #[test]
    fn fixed_numbers_round_half_away_from_zero_and_refuse_what_they_cannot_hold() {
        assert_eq!(Fixed::nearest(12.5), Some(Fixed(12_500_000)));
        assert_eq!(Fixed::nearest(-0.000_000_5), Some(Fixed(-1)));
        assert_eq!(Fixed::nearest(f64::NAN), None);
        assert_eq!(Fixed::nearest(1e13), None);
        assert_eq!(Fixed(12_500_000).as_whole(), None);
        assert_eq!(Fixed::whole(-3).and_then(Fixed::as_whole), Some(-3));
    }
}
