//! One cell: from what a file holds to an answer of an item.

use esteem_study::response::Incident;
use esteem_study::study::{AnswerForm, Item};
use esteem_study::{Missing, Study};
use serde::{Deserialize, Serialize};

use super::mapping::Mapping;
use crate::responses::{Absent, Column};

/// What stands between several answers, or several keys, in one cell.
pub(super) const SEPARATORS: [char; 4] = [';', '；', '|', '┋'];

mod cache;
mod words;

pub(super) use cache::Cache;
pub(super) use words::nearest;
use words::{Read, Words};

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

/// The words of a column among which the one that was meant may be. The order is that of the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Among {
    /// None: nothing is suggested.
    Nothing,
    /// The answers of the item.
    Answers,
    /// The severities of its incidents.
    Severities,
    /// Their resolutions.
    Resolutions,
}

/// What reading one cell found that should be noted.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Remark {
    /// The cell is no answer of the item, and what was meant may be found among these words.
    Unreadable { value: String, among: Among },
    /// Something is said of an incident that was not ticked.
    GradeWithoutTick,
    /// The cell was read as a reason for having no value, though it is not one of the format's own words.
    ReadAs { value: String, missing: Missing },
}

/// Reads the cells of one column.
#[derive(Debug)]
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
    pub(super) fn push(&self, column: &mut Column, given: &Given<'_>, said: &[(usize, u8, u8)]) -> Option<Remark> {
        let given = match given {
            Given::Absent(missing) => {
                column.push_absent(Absent::Missing(*missing));
                let says = said.iter().any(|(_, severity, resolution)| (*severity, *resolution) != (0, 0));
                return says.then_some(Remark::GradeWithoutTick);
            }
            Given::Strange(value) => {
                column.push_absent(Absent::Unreadable);
                return Some(unreadable(value));
            }
            given => given,
        };
        match (self, column) {
            (Reader::Text, Column::Text(texts)) => {
                let Given::Text(text) = given else {
                    texts.push(Err(Absent::Unreadable));
                    return Some(unreadable(&given.shown()));
                };
                // Only the format's own words are reasons here: "NA" may well be what somebody wrote.
                texts.push(match (text.trim(), Missing::named(text.trim())) {
                    ("", _) => Err(Absent::Missing(Missing::Skipped)),
                    (_, Some(missing)) => Err(Absent::Missing(missing)),
                    (text, None) => Ok(text),
                });
                None
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
                let kinds = &words.kinds;
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
                let ticks = read.unwrap_or_else(Absent::ticks);
                let is_ticked = |kind: usize| Absent::of_ticks(ticks).is_none() && ticks >> kind & 1 == 1;
                let all = told.len();
                told.retain(|(kind, severity, resolution)| is_ticked(*kind) || (*severity, *resolution) == (0, 0));
                if told.len() < all && remark.is_none() {
                    remark = Some(Remark::GradeWithoutTick);
                }
                incidents.push(ticks, &told);
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
    pub(super) fn grade(&self, text: &str, resolution: bool) -> (u8, Option<Remark>) {
        let Reader::Incidents(words) = self else { return (0, None) };
        let (words, among) = match resolution {
            true => (&words.resolution, Among::Resolutions),
            false => (&words.severity, Among::Severities),
        };
        let (read, mut remark) = words.one(&Given::Text(text.into()));
        if let Some(Remark::Unreadable { among: own, .. }) = &mut remark {
            *own = among;
        }
        // Positions count from 0, and the codes of these scales from 1.
        (read.map_or(0, |position| position + 1), remark)
    }

    /// The answer that was probably meant by a value.
    pub(super) fn suggestion(&self, value: &str, among: Among) -> Option<String> {
        let words = match (self, among) {
            (Reader::Coded(words) | Reader::Ticks(words), Among::Answers) => words,
            (Reader::Incidents(words), Among::Answers) => &words.kinds,
            (Reader::Incidents(words), Among::Severities) => &words.severity,
            (Reader::Incidents(words), Among::Resolutions) => &words.resolution,
            _ => return None,
        };
        words.suggestion(value)
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
    Remark::Unreadable { value: value.into(), among: Among::Nothing }
}

/// The words of incidents, of their severity and of their resolution.
#[derive(Debug)]
pub(super) struct IncidentWords {
    kinds: Words,
    severity: Words,
    resolution: Words,
}
