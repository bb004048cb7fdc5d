//! Many responses as typed columns: a million answers to fifty rating items are fifty megabytes and one scan.

use std::collections::BTreeMap;

use esteem_study::study::{AnswerForm, Item};
use esteem_study::{Facet, Key, Missing, Study};

use crate::quality::ResponseFlags;

mod labels;
mod strings;

pub use labels::Labels;
pub use strings::{Strings, Texts};

/// The most levels of a scale, and options of a choice, that a column can hold.
pub const MOST_LEVELS: usize = 201;
/// The most options of a set.
pub const MOST_TICKS: usize = 48;

/// Responses as columns. Every column has one entry for each row; rows are respondents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Responses {
    /// The response's id; an ordinal where the file gave none.
    pub ids: Strings,
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
    /// How many seconds lie between the first answer and the close of the record, if both are known.
    pub seconds: Vec<Option<u32>>,
    /// What looks as if it was given without reading; empty as long as a file is not read to its end.
    pub flags: Vec<ResponseFlags>,
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
    Text(Texts),
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
            ids: self.ids.pick(rows),
            partial: rows.iter().map(|row| self.partial[*row]).collect(),
            wave: self.wave.pick(rows),
            language: self.language.pick(rows),
            segments: self.segments.iter().map(|(id, labels)| (id.clone(), labels.pick(rows))).collect(),
            finished_at: rows.iter().map(|row| self.finished_at[*row]).collect(),
            seconds: rows.iter().filter_map(|row| self.seconds.get(*row).copied()).collect(),
            flags: rows.iter().filter_map(|row| self.flags.get(*row).copied()).collect(),
            answers: self.answers.iter().map(|(key, column)| (key.clone(), column.pick(rows))).collect(),
        }
    }

    /// Adds the rows of other responses to the same study after these.
    pub fn append(&mut self, other: &Responses) {
        self.ids.append(&other.ids);
        self.partial.extend(&other.partial);
        self.wave.append(&other.wave);
        self.language.append(&other.language);
        self.finished_at.extend(&other.finished_at);
        self.seconds.extend(&other.seconds);
        self.flags.extend(&other.flags);
        for (id, labels) in &other.segments {
            self.segments.entry(id.clone()).or_default().append(labels);
        }
        for (key, column) in &other.answers {
            match self.answers.get_mut(key) {
                Some(mine) => mine.append(column),
                None => _ = self.answers.insert(key.clone(), column.clone()),
            }
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
            AnswerForm::Text { .. } => Column::Text(Texts::default()),
        }
    }

    /// Why a row holds no value; `None` where it does.
    pub fn absence(&self, row: usize) -> Option<Absent> {
        let none = Some(Absent::Missing(Missing::NotAsked));
        match self {
            Column::Code(codes) => codes.get(row).map_or(none, |code| Absent::of_code(*code)),
            Column::Ticks(ticks) => ticks.get(row).map_or(none, |ticks| Absent::of_ticks(*ticks)),
            Column::Incidents(own) => own.ticks.get(row).map_or(none, |ticks| Absent::of_ticks(*ticks)),
            Column::Number(numbers) => numbers.get(row).map_or(none, |number| Absent::of_number(*number)),
            Column::Text(texts) => texts.absence(row),
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
            Column::Text(texts) => Column::Text(texts.pick(rows)),
        }
    }

    /// Adds the rows of another column of the same item; of another item, none.
    fn append(&mut self, other: &Column) {
        match (self, other) {
            (Column::Code(codes), Column::Code(other)) => codes.extend(other),
            (Column::Ticks(ticks), Column::Ticks(other)) => ticks.extend(other),
            (Column::Number(numbers), Column::Number(other)) => numbers.extend(other),
            (Column::Text(texts), Column::Text(other)) => texts.append(other),
            (Column::Incidents(incidents), Column::Incidents(other)) => {
                incidents.ticks.extend(&other.ticks);
                let mine = incidents.severity.iter_mut().chain(&mut incidents.resolution);
                for (mine, theirs) in mine.zip(other.severity.iter().chain(&other.resolution)) {
                    mine.extend(theirs);
                }
            }
            _ => debug_assert!(false, "columns of different items"),
        }
    }

    /// Makes room for this many rows more, so that a long column is not moved again and again as it grows.
    pub(crate) fn reserve(&mut self, rows: usize) {
        match self {
            Column::Code(codes) => codes.reserve_exact(rows),
            Column::Ticks(ticks) => ticks.reserve_exact(rows),
            Column::Number(numbers) => numbers.reserve_exact(rows),
            Column::Text(texts) => texts.reserve(rows),
            Column::Incidents(incidents) => {
                incidents.ticks.reserve_exact(rows);
                incidents.severity.iter_mut().chain(&mut incidents.resolution).for_each(|c| c.reserve_exact(rows));
            }
        }
    }

    /// The last row as one number, where it holds no more than that: the code, the ticks without anything said of
    /// them, the number. `None` for words.
    pub(crate) fn last_value(&self) -> Option<u64> {
        match self {
            Column::Code(codes) => codes.last().map(|code| u64::from(*code)),
            Column::Ticks(ticks) => ticks.last().copied(),
            Column::Incidents(incidents) => incidents.ticks.last().copied(),
            Column::Number(numbers) => numbers.last().map(|number| number.cast_unsigned()),
            Column::Text(_) => None,
        }
    }

    /// Adds a row that holds what [`Column::last_value`] told.
    #[inline]
    pub(crate) fn push_value(&mut self, value: u64) {
        match self {
            Column::Code(codes) => codes.push(value as u8),
            Column::Ticks(ticks) => ticks.push(value),
            Column::Incidents(incidents) => incidents.push(value, &[]),
            Column::Number(numbers) => numbers.push(value.cast_signed()),
            Column::Text(texts) => texts.push(Err(Absent::Unreadable)),
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
            Column::Text(texts) => match texts.get(row) {
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
