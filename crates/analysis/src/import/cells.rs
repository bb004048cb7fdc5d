//! One cell: from what a file holds to an answer of an item.

use std::collections::HashMap;

use esteem_study::response::Incident;
use esteem_study::study::{AnswerForm, Choice, IncidentKind, Item, Scale};
use esteem_study::{Fixed, Missing, Study, Text};

use super::mapping::Mapping;
use crate::responses::{Absent, Column};

/// Values at least this similar to an answer are taken for a slip of it when a suggestion is made.
const SIMILAR: f64 = 0.6;
/// For how many different unreadable values of a column a suggestion is looked for.
const SUGGESTIONS: usize = 64;

/// What a file holds for one answer.
#[derive(Clone, Debug)]
pub(super) enum Given<'a> {
    /// Nothing, and why.
    Absent(Missing),
    /// A cell of delimited text, or a string or number of JSON.
    Text(std::borrow::Cow<'a, str>),
    /// Ticks of JSON.
    Chosen(&'a [String]),
    /// Incidents of JSON.
    Incidents(&'a [Incident]),
    /// Something of JSON that no answer can be.
    Strange(String),
}

impl Given<'_> {
    /// What the file holds, as a reader of the file would write it.
    fn shown(&self) -> String {
        match self {
            Given::Absent(missing) => missing.name().into(),
            Given::Text(text) => text.trim().into(),
            Given::Chosen(ids) => json(ids),
            Given::Incidents(incidents) => json(incidents),
            Given::Strange(value) => value.clone(),
        }
    }
}

/// What reading one cell found that should be noted.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Remark {
    /// The cell is no answer of the item.
    Unreadable { value: String, suggestion: Option<String> },
    /// The cell was read as a reason for having no value, though it is not one of the format's own words.
    ReadAs { value: String, missing: Missing },
}

/// Reads the cells of one column.
pub(super) enum Reader {
    /// Ratings and single choices.
    Coded(Words),
    /// Several choices.
    Ticks(Words),
    /// Incidents, with the words of severity and of resolution.
    Incidents(Box<IncidentWords>),
    /// Numbers.
    Number { words: Words, least: Option<i32>, most: Option<i32>, decimal_comma: bool },
    /// One's own words.
    Text,
}

impl Reader {
    /// The reader of an item's column. `decimal_comma` says whether numbers may have one.
    pub(super) fn new(study: &Study, item: &Item, header: &str, mapping: &Mapping, decimal_comma: bool) -> Reader {
        let words = || Words::new(mapping);
        let of_scale =
            |id: &str| study.scale(id).map_or_else(words, |scale| words().scale(scale, &[id, header], mapping));
        match &item.answer {
            AnswerForm::Rating { scale, .. } => Reader::Coded(of_scale(scale)),
            AnswerForm::Choice { options } => Reader::Coded(words().options(options)),
            AnswerForm::Choices { options, .. } => Reader::Ticks(words().options(options)),
            AnswerForm::Incidents { incidents, none, severity, resolution } => {
                Reader::Incidents(Box::new(IncidentWords {
                    kinds: words().incidents(incidents, none),
                    severity: of_scale(severity),
                    resolution: of_scale(resolution),
                }))
            }
            AnswerForm::Number { least, most, .. } => {
                Reader::Number { words: words(), least: *least, most: *most, decimal_comma }
            }
            AnswerForm::Text { .. } => Reader::Text,
        }
    }

    /// Reads a cell into the column, one row further. `said` brings severities and resolutions that have columns of
    /// their own.
    pub(super) fn push(&mut self, column: &mut Column, given: &Given<'_>, said: &[(usize, u8, u8)]) -> Option<Remark> {
        let given = match given {
            Given::Absent(missing) => {
                column.push_absent(Absent::Missing(*missing));
                return None;
            }
            Given::Strange(value) => {
                column.push_absent(Absent::Unreadable);
                return Some(Remark::Unreadable { value: value.clone(), suggestion: None });
            }
            given => given,
        };
        match (self, column) {
            (Reader::Text, Column::Text(texts)) => {
                // Only the format's own words are reasons here: "NA" may well be what somebody wrote.
                let (text, remark) = match given {
                    Given::Text(text) => match (text.trim(), Missing::named(text.trim())) {
                        ("", _) => (Err(Absent::Missing(Missing::Skipped)), None),
                        (_, Some(missing)) => (Err(Absent::Missing(missing)), None),
                        (text, None) => (Ok(text.to_string()), None),
                    },
                    _ => (Err(Absent::Unreadable), Some(unreadable(&given.shown()))),
                };
                texts.push(text);
                remark
            }
            (Reader::Coded(words), Column::Code(codes)) => {
                let (read, remark) = words.one(given);
                codes.push(read.unwrap_or_else(Absent::code));
                remark
            }
            (Reader::Ticks(words), Column::Ticks(ticks)) => {
                let (read, remark) = words.several(given);
                ticks.push(read.unwrap_or_else(Absent::ticks));
                remark
            }
            (Reader::Incidents(words), Column::Incidents(incidents)) => {
                let kinds = &mut words.kinds;
                let (read, mut remark) = kinds.several(given);
                let mut told = said.to_vec();
                if let Given::Incidents(reported) = given {
                    for incident in *reported {
                        match (kinds.get(&incident.incident), code(incident.severity), code(incident.resolution)) {
                            (Some(Read::Position(kind)), Some(severity), Some(resolution)) => {
                                told.push((usize::from(kind), severity, resolution));
                            }
                            _ => remark = Some(unreadable(&json(incident))),
                        }
                    }
                }
                incidents.push(read.unwrap_or_else(Absent::ticks), &told);
                remark
            }
            (Reader::Number { words, least, most, decimal_comma }, Column::Number(numbers)) => {
                let (read, remark) = words.number(given, *least, *most, *decimal_comma);
                numbers.push(read.unwrap_or_else(Absent::number));
                remark
            }
            (_, column) => {
                column.push_absent(Absent::Unreadable);
                Some(unreadable(&given.shown()))
            }
        }
    }

    /// Reads a cell of a severity or resolution column: 1 to 4, or 0 where it says nothing.
    pub(super) fn grade(&mut self, text: &str, resolution: bool) -> (u8, Option<Remark>) {
        let Reader::Incidents(words) = self else { return (0, None) };
        let words = if resolution { &mut words.resolution } else { &mut words.severity };
        match words.one(&Given::Text(text.into())) {
            // Positions count from 0, and the codes of these scales from 1.
            (Ok(position), remark) => (position + 1, remark),
            (Err(_), remark) => (0, remark),
        }
    }
}

/// A severity or resolution of JSON: 1 to 4, 0 where it was not said, `None` where it is something else.
fn code(said: Option<i32>) -> Option<u8> {
    match said {
        None => Some(0),
        Some(code) => u8::try_from(code).ok().filter(|code| (1..=4).contains(code)),
    }
}

fn json(value: &(impl serde::Serialize + ?Sized)) -> String {
    // Lists of ids and incidents hold only strings and numbers, which serde_json always can write.
    serde_json::to_string(value).unwrap_or_default()
}

fn unreadable(value: &str) -> Remark {
    Remark::Unreadable { value: value.into(), suggestion: None }
}

/// The words of incidents, of their severity and of their resolution.
pub(super) struct IncidentWords {
    kinds: Words,
    severity: Words,
    resolution: Words,
}

/// What a known word means.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Read {
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
pub(super) struct Words {
    known: HashMap<String, Read>,
    /// The answers as people write them, for suggestions.
    labels: Vec<String>,
    suggestions: HashMap<String, Option<String>>,
}

impl Words {
    fn new(mapping: &Mapping) -> Words {
        let mut words = Words { known: HashMap::new(), labels: Vec::new(), suggestions: HashMap::new() };
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

    fn scale(mut self, scale: &Scale, names: &[&str], mapping: &Mapping) -> Words {
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

    fn options(mut self, options: &[Choice]) -> Words {
        for (position, option) in (0..).zip(options) {
            self.label(&option.text, Read::Position(position));
        }
        for (position, option) in (0..).zip(options) {
            self.put(&option.id, Read::Position(position));
        }
        self.none(None)
    }

    fn incidents(mut self, incidents: &[IncidentKind], none: &Text) -> Words {
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

    fn get(&self, text: &str) -> Option<Read> {
        let known = self.known.get(text).or_else(|| self.known.get(&normal(text)));
        known.or_else(|| self.known.get(&plain_whole(text)?)).copied()
    }

    /// The position of one level or option.
    fn one(&mut self, given: &Given<'_>) -> (Result<u8, Absent>, Option<Remark>) {
        let Given::Text(text) = given else {
            return (Err(Absent::Unreadable), Some(unreadable(&given.shown())));
        };
        match self.absence(text) {
            Some(absence) => absence,
            None => match self.get(text) {
                Some(Read::Position(position)) => (Ok(position), None),
                _ => (Err(Absent::Unreadable), Some(self.unreadable(text))),
            },
        }
    }

    /// A set of options, as bits.
    fn several(&mut self, given: &Given<'_>) -> (Result<u64, Absent>, Option<Remark>) {
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
                    None => text.split([';', '；', '|', '┋']).map(str::trim).filter(|part| !part.is_empty()).collect(),
                }
            }
            _ => return (Err(Absent::Unreadable), Some(unreadable(&given.shown()))),
        };
        let mut ticks = 0;
        for part in parts {
            match self.get(part) {
                Some(Read::Position(position)) => ticks |= 1 << position,
                Some(Read::NoneOfThese) => {}
                _ => return (Err(Absent::Unreadable), Some(self.unreadable(part))),
            }
        }
        (Ok(ticks), None)
    }

    /// A number in millionths.
    fn number(
        &mut self,
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

    fn unreadable(&mut self, text: &str) -> Remark {
        let value = text.trim().to_string();
        if !self.suggestions.contains_key(&value) && self.suggestions.len() < SUGGESTIONS {
            let suggestion = nearest(&value, self.labels.iter().map(String::as_str));
            self.suggestions.insert(value.clone(), suggestion);
        }
        let suggestion = self.suggestions.get(&value).cloned().flatten();
        Remark::Unreadable { value, suggestion }
    }
}

/// The candidate that is most like `text`, if one is like enough; of equally like ones the first.
pub(super) fn nearest<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
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
