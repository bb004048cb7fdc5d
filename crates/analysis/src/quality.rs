//! Which responses look as if they were given without reading: too fast, along a straight line, or twice. Nobody is left
//! out for it unless the reader asks; from two flags on, the reader can.

use std::collections::BTreeMap;

use esteem_study::study::{AnswerForm, Outcome};
use esteem_study::{Key, Study};
use serde::{Deserialize, Serialize};

use crate::mix::{mix, repeated};
use crate::responses::{Absent, Column, Responses};
use crate::stats::quality::{
    FLAGS_TO_LEAVE_OUT, SHORTEST_LINE, is_line_through_reversed, is_speeding, is_straight_line, longest_run,
};

/// The flags of one response, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResponseFlags(u8);

impl ResponseFlags {
    /// It was answered too fast to have been read.
    pub const SPEEDING: ResponseFlags = ResponseFlags(1);
    /// A long run of equal answers.
    pub const STRAIGHT_LINE: ResponseFlags = ResponseFlags(2);
    /// The same answers in the same minute as another response.
    pub const DUPLICATE: ResponseFlags = ResponseFlags(4);

    /// Whether it carries all flags of another.
    pub fn has(self, other: ResponseFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// How many flags it carries.
    pub fn count(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether it is left out where the reader wants no flagged responses.
    pub fn is_left_out(self) -> bool {
        self.count() >= FLAGS_TO_LEAVE_OUT
    }

    fn put(&mut self, flag: ResponseFlags, is_set: bool) {
        self.0 |= if is_set { flag.0 } else { 0 };
    }
}

/// Ratings that are asked together on the same scale.
struct Matrix<'a> {
    columns: Vec<&'a [u8]>,
    codes: Vec<f64>,
    reversed: Vec<bool>,
}

/// What each part of a file tells, so that all parts are flagged by the same measure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Signs {
    /// How many complete responses took so many seconds.
    seconds: BTreeMap<u32, u64>,
    /// A number for the minute and the answers of each response that has both.
    answers: Vec<u64>,
}

/// What the responses of a file are measured by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// The median time of complete responses, in seconds.
    median: Option<f64>,
    /// The numbers that several responses have, sorted.
    repeated: Vec<u64>,
}

impl Signs {
    /// Of one part.
    pub fn of(part: &Responses) -> Signs {
        let mut seconds = BTreeMap::new();
        for (own, _) in part.seconds.iter().zip(&part.partial).filter(|(_, partial)| !**partial) {
            own.iter().for_each(|own| *seconds.entry(*own).or_default() += 1);
        }
        Signs { seconds, answers: numbers(part).into_iter().flatten().collect() }
    }
}

impl Measure {
    /// Of all parts.
    pub fn of(parts: Vec<Signs>) -> Measure {
        let mut seconds: BTreeMap<u32, u64> = BTreeMap::new();
        for (own, count) in parts.iter().flat_map(|part| &part.seconds) {
            *seconds.entry(*own).or_default() += count;
        }
        let repeated = repeated(parts.into_iter().map(|part| part.answers).collect());
        Measure { median: median(&seconds), repeated }
    }
}

/// The middle of counted values, or the mean of the two in the middle.
fn median(seconds: &BTreeMap<u32, u64>) -> Option<f64> {
    let all: u64 = seconds.values().sum();
    let at = |place: u64| {
        let mut before = 0;
        let found = seconds.iter().find(|(_, count)| {
            before += **count;
            before > place
        });
        found.map(|(own, _)| f64::from(*own))
    };
    Some((at(all.checked_sub(1)? / 2)? + at(all / 2)?) / 2.0)
}

/// Flags every response of one part.
///
/// # Formula
/// Speeding: fewer than 2 seconds for each rating that was shown, or less than 0.4 of the median time of all complete
/// responses. Straight line: the longest run of equal answers on a page's ratings of one scale is at least 6 and at
/// least half of them, or all are equal although some are asked the other way round. Duplicate: equal answers to
/// everything but own words, closed in the same minute; both carry the flag. Answers are compared by a number of 64
/// bits, which among a million responses is the same for two others once in thirty million files.
///
/// # Missing data
/// Without both times there is no speeding, without the time of closing no duplicate. Missing answers neither continue
/// nor break a run.
pub fn mark(study: &Study, part: &mut Responses, measure: &Measure) {
    let mut flags = vec![ResponseFlags::default(); part.len()];
    let ratings = rating_columns(study, part);
    let matrices = matrices(study, part);
    for ((row, flags), number) in flags.iter_mut().enumerate().zip(numbers(part)) {
        if let Some(Some(seconds)) = part.seconds.get(row) {
            let shown = ratings.iter().filter(|column| column.get(row).is_some_and(|code| is_shown(*code))).count();
            let median = measure.median.filter(|_| part.partial.get(row) == Some(&false));
            flags.put(ResponseFlags::SPEEDING, is_speeding(f64::from(*seconds), shown, median));
        }
        flags.put(ResponseFlags::STRAIGHT_LINE, matrices.iter().any(|matrix| matrix.is_straight(row)));
        let is_repeated = number.is_some_and(|number| measure.repeated.binary_search(&number).is_ok());
        flags.put(ResponseFlags::DUPLICATE, is_repeated);
    }
    part.flags = flags;
}

/// Whether the item was on the screen, answered or not.
fn is_shown(code: u8) -> bool {
    use esteem_study::Missing::{BrokeOff, NotAsked};
    !matches!(Absent::of_code(code), Some(Absent::Missing(NotAsked | BrokeOff)))
}

fn column<'a>(part: &'a Responses, key: &Key) -> Option<&'a [u8]> {
    match part.answers.get(key) {
        Some(Column::Code(codes)) => Some(codes),
        _ => None,
    }
}

fn rating_columns<'a>(study: &Study, part: &'a Responses) -> Vec<&'a [u8]> {
    let is_rating =
        |key: &Key| study.item(&key.item).is_some_and(|item| matches!(item.answer, AnswerForm::Rating { .. }));
    study.keys().filter(is_rating).filter_map(|key| column(part, &key)).collect()
}

fn matrices<'a>(study: &Study, part: &'a Responses) -> Vec<Matrix<'a>> {
    let mut matrices = Vec::new();
    for page in study.parts.iter().flat_map(|part| &part.pages) {
        let mut own: Vec<(&str, Matrix<'a>)> = Vec::new();
        for key in page.asks.iter().filter_map(|ask| Key::parse(ask)) {
            let Some(item) = study.item(&key.item) else { continue };
            let (Some(scale), Some(codes)) = (study.scale_of(item), column(part, &key)) else { continue };
            // One question about the whole is no part of a matrix, even where it shares its scale.
            if study.outcome(Outcome::Overall).is_some_and(|overall| overall.id == item.id) {
                continue;
            }
            let place = own.iter().position(|(id, _)| *id == scale.id).unwrap_or_else(|| {
                let codes = scale.levels.iter().map(|level| f64::from(level.code)).collect();
                own.push((&scale.id, Matrix { columns: Vec::new(), codes, reversed: Vec::new() }));
                own.len() - 1
            });
            if let Some((_, matrix)) = own.get_mut(place) {
                matrix.columns.push(codes);
                matrix.reversed.push(item.reverse);
            }
        }
        matrices.extend(own.into_iter().map(|(_, matrix)| matrix).filter(|matrix| matrix.columns.len() > 1));
    }
    matrices
}

impl Matrix<'_> {
    fn is_straight(&self, row: usize) -> bool {
        let codes = || self.columns.iter().map(|column| column.get(row).copied().unwrap_or(u8::MAX));
        let answers = || codes().map(|code| self.codes.get(usize::from(code)).copied());
        let (longest, given) = (longest_run(answers()), answers().flatten().count());
        let shown = || codes().filter(|code| is_shown(*code)).count();
        if longest >= SHORTEST_LINE && is_straight_line(longest, shown()) {
            return true;
        }
        // Few rows get here, so that only they need lists.
        let Some((low, high)) = self.codes.first().zip(self.codes.last()).filter(|_| given > 1 && longest == given)
        else {
            return false;
        };
        is_line_through_reversed(&answers().collect::<Vec<_>>(), &self.reversed, *low, *high)
    }
}

/// For each response a number for the minute in which it was closed and its answers but own words: the same for the same,
/// and nearly always another for others; nothing without that time, or without an answer.
fn numbers(part: &Responses) -> Vec<Option<u64>> {
    let minute = |closed: &Option<i64>| closed.map_or(0, |closed| closed.div_euclid(60_000) as u64);
    let mut numbers: Vec<u64> = part.finished_at.iter().map(minute).collect();
    let mut has_answer = vec![false; numbers.len()];
    for (key, column) in &part.answers {
        let key = key.to_string().bytes().fold(0, |number, byte| mix(number, byte.into()));
        let mut take = |row: usize, answer: i64| {
            if let (Some(number), Some(has)) = (numbers.get_mut(row), has_answer.get_mut(row)) {
                (*number, *has) = (mix(*number ^ key, answer as u64), true);
            }
        };
        // What is missing says nothing, so that it is the same whether a file has the column or not.
        match column {
            Column::Code(own) => given(own, |code| (Absent::of_code(code).is_none()).then(|| code.into()), &mut take),
            Column::Ticks(own) => {
                given(own, |ticks| (Absent::of_ticks(ticks).is_none()).then_some(ticks as i64), &mut take)
            }
            Column::Incidents(own) => {
                given(&own.ticks, |ticks| (Absent::of_ticks(ticks).is_none()).then_some(ticks as i64), &mut take);
            }
            Column::Number(own) => {
                given(own, |number| Absent::of_number(number).is_none().then_some(number), &mut take)
            }
            Column::Text(_) => {}
        }
    }
    let is_known = has_answer.iter().zip(&part.finished_at).map(|(has, closed)| *has && closed.is_some());
    numbers.into_iter().zip(is_known).map(|(number, is_known)| is_known.then_some(number)).collect()
}

fn given<T: Copy>(own: &[T], meant: impl Fn(T) -> Option<i64>, take: &mut impl FnMut(usize, i64)) {
    own.iter()
        .enumerate()
        .filter_map(|(row, value)| Some((row, meant(*value)?)))
        .for_each(|(row, answer)| take(row, answer));
}
