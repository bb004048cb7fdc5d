//! Many responses as typed columns: a million answers to fifty rating items are fifty megabytes and one scan.

use std::collections::{BTreeMap, HashMap};

use esteem_study::study::{AnswerForm, Item};
use esteem_study::{Facet, Key, Missing, Study};

/// The most levels of a scale, and options of a choice, that a column can hold.
pub const MOST_LEVELS: usize = 201;
/// The most options of a set.
pub const MOST_TICKS: usize = 48;

/// Responses as columns. Every column has one entry for each row; rows are respondents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Responses {
    /// The response's id; an ordinal where the file gave none.
    pub ids: Vec<String>,
    /// Whether the respondent broke off.
    pub partial: Vec<bool>,
    /// The fielding period; an empty value where none is known.
    pub wave: Labels,
    /// The language of the questionnaire; an empty value where none is known.
    pub language: Labels,
    /// Segment id to values; an empty value where none is known.
    pub segments: BTreeMap<String, Labels>,
    /// When the record was closed, milliseconds since 1970 in UTC, if known.
    pub finished_at: Vec<Option<i64>>,
    /// The answers.
    pub answers: BTreeMap<Key, Column>,
}

/// The answers to one key.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Ratings and single choices: the position of the level or option, or a code of [`Absent`].
    Code(Vec<u8>),
    /// Several choices: a bit for each ticked option, or an absence in the top byte, see [`ticks`].
    Ticks(Vec<u64>),
    /// Incidents.
    Incidents(Incidents),
    /// Numbers in millionths; an absence is a value below [`NUMBER_LEAST`].
    Number(Vec<i64>),
    /// One's own words.
    Text(Vec<Result<String, Absent>>),
}

/// Incidents: the ticks, and for each kind of incident the severity and the resolution of the ticked ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incidents {
    /// As in [`Column::Ticks`].
    pub ticks: Vec<u64>,
    /// For each kind of incident and row, 1 to 4, or 0 where it was not said.
    pub severity: Vec<Vec<u8>>,
    /// For each kind of incident and row, 1 solved quickly to 4 did not tell them, or 0 where it was not said.
    pub resolution: Vec<Vec<u8>>,
}

/// Why a cell holds no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absent {
    /// The respondent gave none.
    Missing(Missing),
    /// The file holds something that is no answer of the item; the import manifest lists it.
    Unreadable,
}

impl Absent {
    /// Every reason, in the order in which counts list them.
    pub const ALL: [Absent; 6] = [
        Absent::Missing(Missing::Skipped),
        Absent::Missing(Missing::DontKnow),
        Absent::Missing(Missing::NotApplicable),
        Absent::Missing(Missing::NotAsked),
        Absent::Missing(Missing::BrokeOff),
        Absent::Unreadable,
    ];

    /// The place of the reason in [`Absent::ALL`].
    pub fn position(self) -> usize {
        match self {
            Absent::Missing(Missing::Skipped) => 0,
            Absent::Missing(Missing::DontKnow) => 1,
            Absent::Missing(Missing::NotApplicable) => 2,
            Absent::Missing(Missing::NotAsked) => 3,
            Absent::Missing(Missing::BrokeOff) => 4,
            Absent::Unreadable => 5,
        }
    }

    /// The code in [`Column::Code`]: 255 downwards.
    pub fn code(self) -> u8 {
        u8::MAX - self.position() as u8
    }

    /// The reason of a code; `None` for the position of a level.
    pub fn of_code(code: u8) -> Option<Absent> {
        Absent::ALL.get(usize::from(u8::MAX - code)).copied()
    }

    /// The set that stands for the absence: its position plus one in the top byte.
    pub fn ticks(self) -> u64 {
        (self.position() as u64 + 1) << 56
    }

    /// The reason of a set; `None` for ticks.
    pub fn of_ticks(ticks: u64) -> Option<Absent> {
        Absent::ALL.get(((ticks >> 56) as usize).wrapping_sub(1)).copied()
    }

    /// The number that stands for the absence.
    pub fn number(self) -> i64 {
        i64::MIN + self.position() as i64
    }

    /// The reason of a number; `None` for a value.
    pub fn of_number(number: i64) -> Option<Absent> {
        usize::try_from(number.wrapping_sub(i64::MIN)).ok().and_then(|i| Absent::ALL.get(i).copied())
    }
}

/// The least number that is a value.
pub const NUMBER_LEAST: i64 = i64::MIN + Absent::ALL.len() as i64;

/// A column of few distinct texts, as numbers into a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    values: Vec<String>,
    /// The place of each value in the list; looked up, never walked.
    places: HashMap<String, u32>,
    codes: Vec<u32>,
}

impl Labels {
    /// Adds a row.
    pub fn push(&mut self, value: &str) {
        let code = match self.places.get(value) {
            Some(code) => *code,
            None => {
                let code = self.values.len() as u32;
                self.values.push(value.into());
                self.places.insert(value.into(), code);
                code
            }
        };
        self.codes.push(code);
    }

    /// The value of a row.
    pub fn get(&self, row: usize) -> &str {
        &self.values[self.codes[row] as usize]
    }

    /// The distinct values, sorted, with how many rows have each.
    pub fn counts(&self) -> BTreeMap<&str, u64> {
        let mut rows = vec![0; self.values.len()];
        for code in &self.codes {
            rows[*code as usize] += 1;
        }
        // A value may have lost its rows when some were picked.
        self.values.iter().map(String::as_str).zip(rows).filter(|(_, rows)| *rows > 0).collect()
    }

    /// For each code whether its value passes.
    pub(crate) fn passing(&self, pass: impl Fn(&str) -> bool) -> Vec<bool> {
        self.values.iter().map(|value| pass(value)).collect()
    }

    pub(crate) fn code(&self, row: usize) -> usize {
        self.codes[row] as usize
    }

    fn pick(&self, rows: &[usize]) -> Labels {
        let codes = rows.iter().map(|row| self.codes[*row]).collect();
        Labels { values: self.values.clone(), places: self.places.clone(), codes }
    }
}

impl Responses {
    /// No responses yet, with a column for every answer that the study can hold.
    pub fn new(study: &Study) -> Responses {
        let mut answers = BTreeMap::new();
        for item in &study.items {
            for facet in Facet::ALL.into_iter().filter(|facet| item.has(*facet)) {
                answers.insert(Key::new(&item.id, facet), Column::new(item));
            }
        }
        let segments = study.segments.iter().map(|segment| (segment.id.clone(), Labels::default())).collect();
        Responses { answers, segments, ..Responses::default() }
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// These rows in this order; a row may be named more than once.
    pub fn pick(&self, rows: &[usize]) -> Responses {
        Responses {
            ids: rows.iter().map(|row| self.ids[*row].clone()).collect(),
            partial: rows.iter().map(|row| self.partial[*row]).collect(),
            wave: self.wave.pick(rows),
            language: self.language.pick(rows),
            segments: self.segments.iter().map(|(id, labels)| (id.clone(), labels.pick(rows))).collect(),
            finished_at: rows.iter().map(|row| self.finished_at[*row]).collect(),
            answers: self.answers.iter().map(|(key, column)| (key.clone(), column.pick(rows))).collect(),
        }
    }
}

impl Column {
    fn new(item: &Item) -> Column {
        match &item.answer {
            AnswerForm::Rating { .. } | AnswerForm::Choice { .. } => Column::Code(Vec::new()),
            AnswerForm::Choices { .. } => Column::Ticks(Vec::new()),
            AnswerForm::Incidents { incidents, .. } => Column::Incidents(Incidents {
                ticks: Vec::new(),
                severity: vec![Vec::new(); incidents.len()],
                resolution: vec![Vec::new(); incidents.len()],
            }),
            AnswerForm::Number { .. } => Column::Number(Vec::new()),
            AnswerForm::Text { .. } => Column::Text(Vec::new()),
        }
    }

    /// Adds a row without a value.
    pub fn push_absent(&mut self, absent: Absent) {
        match self {
            Column::Code(codes) => codes.push(absent.code()),
            Column::Ticks(ticks) => ticks.push(absent.ticks()),
            Column::Incidents(incidents) => incidents.push(absent.ticks(), &[]),
            Column::Number(numbers) => numbers.push(absent.number()),
            Column::Text(texts) => texts.push(Err(absent)),
        }
    }

    fn pick(&self, rows: &[usize]) -> Column {
        fn of<T: Clone>(values: &[T], rows: &[usize]) -> Vec<T> {
            rows.iter().map(|row| values[*row].clone()).collect()
        }
        match self {
            Column::Code(codes) => Column::Code(of(codes, rows)),
            Column::Ticks(ticks) => Column::Ticks(of(ticks, rows)),
            Column::Incidents(incidents) => Column::Incidents(Incidents {
                ticks: of(&incidents.ticks, rows),
                severity: incidents.severity.iter().map(|column| of(column, rows)).collect(),
                resolution: incidents.resolution.iter().map(|column| of(column, rows)).collect(),
            }),
            Column::Number(numbers) => Column::Number(of(numbers, rows)),
            Column::Text(texts) => Column::Text(of(texts, rows)),
        }
    }

    /// The canonical bytes of one row, for telling whether two records hold the same and for breaking ties.
    pub(crate) fn write_row(&self, row: usize, bytes: &mut Vec<u8>) {
        match self {
            Column::Code(codes) => bytes.push(codes[row]),
            Column::Ticks(ticks) => bytes.extend(ticks[row].to_be_bytes()),
            Column::Incidents(incidents) => {
                bytes.extend(incidents.ticks[row].to_be_bytes());
                bytes.extend(incidents.severity.iter().map(|column| column[row]));
                bytes.extend(incidents.resolution.iter().map(|column| column[row]));
            }
            Column::Number(numbers) => bytes.extend(numbers[row].to_be_bytes()),
            Column::Text(texts) => match &texts[row] {
                Ok(text) => {
                    bytes.push(u8::MAX);
                    bytes.extend((text.len() as u64).to_be_bytes());
                    bytes.extend(text.as_bytes());
                }
                Err(absent) => bytes.push(absent.position() as u8),
            },
        }
    }
}

impl Incidents {
    /// Adds a row: the ticks, and for the ticked kinds their position, severity and resolution.
    pub fn push(&mut self, ticks: u64, said: &[(usize, u8, u8)]) {
        self.ticks.push(ticks);
        for column in self.severity.iter_mut().chain(&mut self.resolution) {
            column.push(0);
        }
        let row = self.ticks.len() - 1;
        for (kind, severity, resolution) in said {
            self.severity[*kind][row] = *severity;
            self.resolution[*kind][row] = *resolution;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_absence_survives_each_kind_of_column() {
        for absent in Absent::ALL {
            assert_eq!(Absent::of_code(absent.code()), Some(absent));
            assert_eq!(Absent::of_ticks(absent.ticks()), Some(absent));
            assert_eq!(Absent::of_number(absent.number()), Some(absent));
            assert!(absent.number() < NUMBER_LEAST);
            assert!(usize::from(absent.code()) > MOST_LEVELS);
        }
        assert_eq!(Absent::of_code(0), None);
        assert_eq!(Absent::of_ticks((1 << MOST_TICKS) - 1), None);
        assert_eq!(Absent::of_number(NUMBER_LEAST), None);
        assert_eq!(Absent::of_number(i64::MAX), None);
    }
}
