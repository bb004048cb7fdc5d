//! The words that a column can hold, and what they mean.

use std::collections::HashMap;

use esteem_study::study::{Choice, IncidentKind, Scale};
use esteem_study::{Fixed, Missing, Text};

use super::{Among, Given, Remark, SEPARATORS, unreadable};
use crate::import::mapping::Mapping;
use crate::responses::Absent;

/// Values at least this similar to an answer are taken for a slip of it when a suggestion is made.
const SIMILAR: f64 = 0.6;

/// What a known word means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Read {
    /// The position of a level or option.
    Position(u8),
    /// No value.
    Missing(Missing),
    /// No value, said in a word that is not the format's own: worth a remark.
    Guessed(Missing),
    /// "None of these".
    NoneOfThese,
}

/// The words that a column can hold, and what they mean.
#[derive(Debug)]
pub(in crate::import) struct Words {
    known: HashMap<String, Read>,
    /// The answers as people write them, for suggestions.
    labels: Vec<String>,
}

impl Words {
    pub(super) fn new(mapping: &Mapping) -> Words {
        let mut words = Words { known: HashMap::new(), labels: Vec::new() };
        for guess in ["NA", "N/A", "不适用", "not applicable"] {
            words.put(guess, Read::Guessed(Missing::NotApplicable));
        }
        for guess in ["不知道", "不清楚", "don't know", "dont know"] {
            words.put(guess, Read::Guessed(Missing::DontKnow));
        }
        for missing in Missing::ALL {
            words.put(missing.name(), Read::Missing(missing));
        }
        for (word, missing) in &mapping.missing {
            words.put(word, Read::Missing(*missing));
        }
        words
    }

    fn put(&mut self, word: &str, read: Read) {
        self.known.insert(normal(word), read);
    }

    fn label(&mut self, text: &Text, read: Read) {
        for (_, wording) in text.wordings() {
            self.put(wording, read);
            self.labels.push(wording.into());
        }
    }

    pub(super) fn scale(mut self, scale: &Scale, names: &[&str], mapping: &Mapping) -> Words {
        if let Some(text) = &scale.not_applicable {
            self.label(text, Read::Missing(Missing::NotApplicable));
        }
        if let Some(text) = &scale.dont_know {
            self.label(text, Read::Missing(Missing::DontKnow));
        }
        for (position, level) in (0..).zip(&scale.levels) {
            if let Some(text) = &level.label {
                self.label(text, Read::Position(position));
            }
        }
        // Codes come after words, so that a code is never taken for a label; a mapping comes after both.
        for (position, level) in (0..).zip(&scale.levels) {
            self.put(&level.code.to_string(), Read::Position(position));
        }
        for (word, missing) in &mapping.missing {
            self.put(word, Read::Missing(*missing));
        }
        for name in ["*"].iter().chain(names) {
            for (word, code) in mapping.codes.get(*name).into_iter().flatten() {
                if let Some(position) = scale.position(i64::from(*code)) {
                    self.put(word, Read::Position(position as u8));
                }
            }
        }
        self
    }

    pub(super) fn options(mut self, options: &[Choice]) -> Words {
        for (position, option) in (0..).zip(options) {
            self.label(&option.text, Read::Position(position));
        }
        for (position, option) in (0..).zip(options) {
            self.put(&option.id, Read::Position(position));
        }
        self.none(None)
    }

    pub(super) fn incidents(mut self, incidents: &[IncidentKind], none: &Text) -> Words {
        for (position, kind) in (0..).zip(incidents) {
            self.label(&kind.text, Read::Position(position));
        }
        for (position, kind) in (0..).zip(incidents) {
            self.put(&kind.id, Read::Position(position));
        }
        self.none(Some(none))
    }

    fn none(mut self, text: Option<&Text>) -> Words {
        if !self.known.contains_key("none") {
            self.put("none", Read::NoneOfThese);
        }
        if let Some(text) = text {
            self.label(text, Read::NoneOfThese);
        }
        self
    }

    pub(super) fn get(&self, text: &str) -> Option<Read> {
        let known = self.known.get(text).or_else(|| self.known.get(&normal(text)));
        known.or_else(|| self.known.get(&plain_whole(text)?)).copied()
    }

    /// The position of one level or option.
    pub(super) fn one(&self, given: &Given<'_>) -> (Result<u8, Absent>, Option<Remark>) {
        let Given::Text(text) = given else {
            return (Err(Absent::Unreadable), Some(unreadable(&given.shown())));
        };
        match self.absence(text) {
            Some(absence) => absence,
            None => match self.get(text) {
                Some(Read::Position(position)) => (Ok(position), None),
                _ => (Err(Absent::Unreadable), Some(mistaken(text))),
            },
        }
    }

    /// A set of options, as bits.
    pub(super) fn several(&self, given: &Given<'_>) -> (Result<u64, Absent>, Option<Remark>) {
        let parts: Vec<&str> = match given {
            Given::Chosen(ids) => ids.iter().map(String::as_str).collect(),
            Given::Incidents(incidents) => incidents.iter().map(|incident| incident.incident.as_str()).collect(),
            Given::Text(text) => {
                if let Some((absence, remark)) = self.absence(text) {
                    return (absence.map(|_: u8| 0), remark);
                }
                // A single option may hold the very sign that separates several.
                match self.get(text) {
                    Some(_) => vec![text],
                    None => text.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty()).collect(),
                }
            }
            _ => return (Err(Absent::Unreadable), Some(unreadable(&given.shown()))),
        };
        let mut ticks = 0;
        for part in parts {
            match self.get(part) {
                Some(Read::Position(position)) => ticks |= 1 << position,
                Some(Read::NoneOfThese) => {}
                _ => return (Err(Absent::Unreadable), Some(mistaken(part))),
            }
        }
        (Ok(ticks), None)
    }

    /// A number in millionths.
    pub(super) fn number(
        &self,
        given: &Given<'_>,
        least: Option<i32>,
        most: Option<i32>,
        decimal_comma: bool,
    ) -> (Result<i64, Absent>, Option<Remark>) {
        let Given::Text(text) = given else {
            return (Err(Absent::Unreadable), Some(unreadable(&given.shown())));
        };
        if let Some((absence, remark)) = self.absence(text) {
            return (absence.map(|_: u8| 0), remark);
        }
        let mut digits = normal(text);
        if decimal_comma && !digits.contains('.') {
            digits = digits.replace(',', ".");
        }
        let fits = |number: &Fixed| {
            let inside = |limit: Option<i32>, ok: fn(f64, f64) -> bool| {
                limit.is_none_or(|limit| ok(number.as_f64(), f64::from(limit)))
            };
            inside(least, |number, least| number >= least) && inside(most, |number, most| number <= most)
        };
        match digits.parse::<f64>().ok().and_then(Fixed::nearest).filter(fits) {
            Some(number) => (Ok(number.0), None),
            None => (Err(Absent::Unreadable), Some(unreadable(text.trim()))),
        }
    }

    /// The absence that a text stands for, if it does; an empty one is a skipped answer.
    fn absence(&self, text: &str) -> Option<(Result<u8, Absent>, Option<Remark>)> {
        if text.trim().is_empty() {
            return Some((Err(Absent::Missing(Missing::Skipped)), None));
        }
        match self.get(text)? {
            Read::Missing(missing) => Some((Err(Absent::Missing(missing)), None)),
            Read::Guessed(missing) => {
                let remark = Remark::ReadAs { value: text.trim().into(), missing };
                Some((Err(Absent::Missing(missing)), Some(remark)))
            }
            Read::Position(_) | Read::NoneOfThese => None,
        }
    }

    /// The answer that was probably meant by a value.
    pub(super) fn suggestion(&self, value: &str) -> Option<String> {
        nearest(value, self.labels.iter().map(String::as_str))
    }
}

/// A value that is none of the answers, though one of them may have been meant.
fn mistaken(text: &str) -> Remark {
    Remark::Unreadable { value: text.trim().into(), among: Among::Answers }
}

/// The candidate that is most like `text`, if one is like enough; of equally like ones the first.
pub(in crate::import) fn nearest<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    let text = normal(text);
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let like = strsim::normalized_damerau_levenshtein(&text, &normal(candidate));
        if like >= SIMILAR && best.is_none_or(|(most, _)| like > most) {
            best = Some((like, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.into())
}

/// A whole number that is written another way, as by programs that know only one kind of number: `5.0` and `05` are
/// `5`. The words of a mapping hold for it as well.
fn plain_whole(text: &str) -> Option<String> {
    let text = normal(text);
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let whole: i64 = whole.parse().ok()?;
    decimals.bytes().all(|b| b == b'0').then(|| whole.to_string())
}

/// A word as it is compared: without space around it, in lower case, with full-width digits, letters and signs as
/// half-width ones, and with a straight apostrophe.
fn normal(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '’' | '‘' => '\'',
        c => c,
    };
    text.chars().map(narrow).collect::<String>().trim().to_lowercase()
}
