//! Which responses look as if they were given without reading: too fast, along a straight line, or twice. Nobody is left
//! out for it unless the reader asks; from two flags on, the reader can.

use esteem_study::study::{AnswerForm, Outcome};
use esteem_study::{Key, Study};

use crate::responses::{Absent, Column, Responses};
use crate::stats::moments::quantile;
use crate::stats::quality::{
    FLAGS_TO_LEAVE_OUT, is_line_through_reversed, is_speeding, is_straight_line, longest_run, repeated,
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

/// Flags every response. The parts are those of one file: equal responses are looked for across them.
///
/// # Formula
/// Speeding: fewer than 2 seconds for each rating that was shown, or less than 0.4 of the median time of all complete
/// responses. Straight line: the longest run of equal answers on a page's ratings of one scale is at least 6 and at
/// least half of them, or all are equal although some are asked the other way round. Duplicate: equal answers to
/// everything but own words, closed in the same minute; both carry the flag.
///
/// # Missing data
/// Without both times there is no speeding, without the time of closing no duplicate. Missing answers neither continue
/// nor break a run.
pub(crate) fn mark(study: &Study, parts: &mut [Responses]) {
    let mut flags: Vec<Vec<ResponseFlags>> =
        parts.iter().map(|part| vec![ResponseFlags::default(); part.len()]).collect();
    let median = median_seconds(parts);
    for (part, flags) in parts.iter().zip(&mut flags) {
        let ratings = rating_columns(study, part);
        let matrices = matrices(study, part);
        for (row, flags) in flags.iter_mut().enumerate() {
            if let Some(Some(seconds)) = part.seconds.get(row) {
                let shown = ratings.iter().filter(|column| column.get(row).is_some_and(|code| is_shown(*code))).count();
                let median = median.filter(|_| part.partial.get(row) == Some(&false));
                flags.put(ResponseFlags::SPEEDING, is_speeding(f64::from(*seconds), shown, median));
            }
            flags.put(ResponseFlags::STRAIGHT_LINE, matrices.iter().any(|matrix| matrix.is_straight(row)));
        }
    }
    for (part, row) in duplicates(parts) {
        if let Some(flags) = flags.get_mut(part).and_then(|flags| flags.get_mut(row)) {
            flags.put(ResponseFlags::DUPLICATE, true);
        }
    }
    for (part, flags) in parts.iter_mut().zip(flags) {
        part.flags = flags;
    }
}

fn median_seconds(parts: &[Responses]) -> Option<f64> {
    let complete = parts.iter().flat_map(|part| part.seconds.iter().zip(&part.partial));
    let mut seconds: Vec<f64> =
        complete.filter(|(_, partial)| !**partial).filter_map(|(seconds, _)| seconds.map(f64::from)).collect();
    seconds.sort_by(f64::total_cmp);
    quantile(&seconds, 0.5)
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
        let answers: Vec<Option<f64>> = codes().map(|code| self.codes.get(usize::from(code)).copied()).collect();
        let shown = codes().filter(|code| is_shown(*code)).count();
        let ends = self.codes.first().zip(self.codes.last());
        is_straight_line(longest_run(&answers), shown)
            || ends.is_some_and(|(low, high)| is_line_through_reversed(&answers, &self.reversed, *low, *high))
    }
}

/// The responses with the same answers in the same minute as another one.
fn duplicates(parts: &[Responses]) -> Vec<(usize, usize)> {
    let closed = |(number, part): (usize, &Responses)| -> Vec<(i64, usize, usize)> {
        let minute = |(row, closed): (usize, &Option<i64>)| Some((closed.as_ref()?.div_euclid(60_000), number, row));
        part.finished_at.iter().enumerate().filter_map(minute).collect()
    };
    let mut closed: Vec<(i64, usize, usize)> = parts.iter().enumerate().flat_map(closed).collect();
    closed.sort_unstable();
    let mut found = Vec::new();
    // Only responses of one minute are compared, so that hardly any answers are gathered.
    for same in closed.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        let answers: Vec<Option<Vec<i64>>> =
            same.iter().map(|(_, part, row)| answers(parts.get(*part)?, *row)).collect();
        let repeats = same.iter().zip(repeated(&answers)).filter(|(_, repeats)| *repeats);
        found.extend(repeats.map(|((_, part, row), _)| (*part, *row)));
    }
    found
}

/// Every answer of a response but own words; nothing where there is none.
fn answers(part: &Responses, row: usize) -> Option<Vec<i64>> {
    let mut answers = Vec::new();
    let mut has_value = false;
    for column in part.answers.values() {
        let (answer, is_value) = match column {
            Column::Code(codes) => codes.get(row).map(|code| (i64::from(*code), Absent::of_code(*code).is_none()))?,
            Column::Ticks(ticks) => ticks.get(row).map(|own| (*own as i64, Absent::of_ticks(*own).is_none()))?,
            Column::Incidents(own) => own.ticks.get(row).map(|own| (*own as i64, Absent::of_ticks(*own).is_none()))?,
            Column::Number(own) => own.get(row).map(|own| (*own, Absent::of_number(*own).is_none()))?,
            Column::Text(_) => continue,
        };
        answers.push(answer);
        has_value |= is_value;
    }
    has_value.then_some(answers)
}
