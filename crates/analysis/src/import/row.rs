//! One row of a table: its cells on their way into columns.

use esteem_study::{Item, Key, Missing};

use super::cells::{Cache, Given, Remark, SEPARATORS};
use super::delimited::Table;
use super::instants;
use super::manifest::{Encoding, FindingKind};
use super::mapping::Field;
use super::rows::{Head, KeyColumn, Rows, note};
use super::scan::Record;
use crate::responses::Labels;

/// The letter that stands for bytes without a meaning.
const DAMAGED: &[u8] = "\u{FFFD}".as_bytes();

/// The place of a severity or resolution: kind of incident, whether it is the resolution, place.
type Grade = (usize, bool, usize);

/// The places of cells in a row, in the order in which the columns want them.
#[derive(Debug)]
pub(super) struct Slots {
    /// For each key its place, and those of severities and resolutions.
    answers: Vec<(Option<usize>, Vec<Grade>)>,
    segments: Vec<Option<usize>>,
    id: Option<usize>,
    state: Option<usize>,
    wave: Option<usize>,
    language: Option<usize>,
    test: Option<usize>,
    finished_at: Option<usize>,
    started_at: Option<usize>,
    order: Option<usize>,
    /// For each key of a touchpoint that is dealt out, the places of all its item's keys; for others none.
    dealt: Vec<Vec<usize>>,
    nameless: Vec<usize>,
    is_doubtful: bool,
}

impl Slots {
    pub(super) fn new(table: &Table<'_>, rows: &Rows<'_>) -> Slots {
        let columns = &table.columns;
        let field = |field| columns.fields.get(&field).copied();
        let answers = rows.answers.iter().map(|column| {
            let grades = columns.grades.get(&column.key).cloned().unwrap_or_default();
            (columns.keys.get(&column.key).copied(), grades)
        });
        let is_dealt = |key: &Key| {
            let touchpoint = |item: &Item| item.is_touchpoint();
            table.study.dealt().is_some() && table.study.item(&key.item).is_some_and(touchpoint)
        };
        let of_item = |key: &Key| -> Vec<usize> {
            columns.keys.iter().filter(|(other, _)| other.item == key.item).map(|(_, place)| *place).collect()
        };
        let dealt =
            rows.answers.iter().map(|column| if is_dealt(&column.key) { of_item(&column.key) } else { Vec::new() });
        Slots {
            dealt: dealt.collect(),
            order: field(Field::Order),
            answers: answers.collect(),
            segments: rows.segments.iter().map(|segment| columns.segments.get(segment.id).copied()).collect(),
            id: field(Field::Id),
            state: field(Field::State),
            wave: field(Field::Wave),
            language: field(Field::Language),
            test: field(Field::Test),
            finished_at: field(Field::FinishedAt),
            started_at: field(Field::StartedAt),
            nameless: (0..table.headers.len()).filter(|place| table.headers[*place].is_empty()).collect(),
            is_doubtful: matches!(table.encoding, Encoding::Utf8Damaged | Encoding::Utf16),
        }
    }
}

impl Rows<'_> {
    /// Reads a row of a table. `line` is counted from the beginning of the piece that is read.
    pub(super) fn read(&mut self, table: &Table<'_>, slots: &Slots, record: &Record, bytes: &[u8], line: u64) {
        let raw = |place: usize| record.cell(bytes, place);
        // Cells of a text end where its letters end, so that nothing is lost here.
        let text = |place: Option<usize>| std::str::from_utf8(place.map_or(b"", raw)).unwrap_or_default();
        let is_blank = |place: usize| text(Some(place)).trim().is_empty();
        self.manifest.rows += 1;
        if (0..record.len()).all(is_blank) {
            return self.manifest.note(FindingKind::EmptyRow, line);
        }
        let (expected, found) = (table.headers.len(), record.len());
        if found < expected {
            self.manifest.note(FindingKind::ShortRow { expected, found }, line);
        } else if !(expected..found).all(is_blank) {
            self.manifest.note(FindingKind::LongRow { expected, found }, line);
        }
        for place in slots.nameless.iter().filter(|place| !is_blank(**place)) {
            self.manifest.note(FindingKind::NamelessColumn { place: place + 1 }, line);
        }
        let is_damaged = |place| raw(place).windows(DAMAGED.len()).any(|letter| letter == DAMAGED);
        if slots.is_doubtful && (0..record.len()).any(is_damaged) {
            self.manifest.note(FindingKind::BadBytes, line);
        }
        let field = |place| text(place).trim();
        let column = |place: Option<usize>| place.map(|place| table.headers[place].clone()).unwrap_or_default();
        let is_test = one_of(field(slots.test), &["true", "1", "yes", "是"], &["false", "0", "no", "否"]);
        if is_test == Ok(true) && self.leaves_out_test(table.tests, line) {
            return;
        }
        let is_partial = one_of(field(slots.state), &["partial", "未完成"], &["complete", "已完成", "完成"]);
        for (place, read) in [(slots.test, is_test), (slots.state, is_partial)] {
            if let Err(value) = read {
                let kind = FindingKind::BadField { column: column(place), value: value.into() };
                self.manifest.note(kind, line);
            }
        }
        let [started_at, finished_at] = [slots.started_at, slots.finished_at].map(|place| {
            let said = field(place);
            let instant = if said.is_empty() { None } else { instants::milliseconds(said) };
            if instant.is_none() && !said.is_empty() {
                let kind = FindingKind::BadInstant { column: column(place), value: said.into() };
                self.manifest.note(kind, line);
            }
            instant
        });
        let order: Vec<&str> =
            field(slots.order).split(SEPARATORS).map(str::trim).filter(|key| !key.is_empty()).collect();
        for ((column, (place, grades)), dealt) in self.answers.iter_mut().zip(&slots.answers).zip(&slots.dealt) {
            let said = match grades.as_slice() {
                [] => Vec::new(),
                grades => said(column, grades, raw, &mut |remark, header| {
                    note(&mut self.manifest, remark, header, line);
                }),
            };
            let is_unasked = |place: usize| match order.as_slice() {
                [] => !dealt.is_empty() && dealt.iter().all(|place| is_blank(*place)),
                order => is_blank(place) && !order.iter().any(|key| column.key.is_named(key)),
            };
            let Some(place) = (*place).filter(|place| !is_unasked(*place)) else {
                let remark = column.reader.push(&mut column.column, &Given::Absent(Missing::NotAsked), &said);
                note(&mut self.manifest, remark, &column.header, line);
                continue;
            };
            let cell = raw(place);
            match column.cells.get(cell).filter(|_| said.is_empty()) {
                Some(value) => column.column.push_value(value),
                None => {
                    let given = Given::Text(text(Some(place)).into());
                    let remark = column.reader.push(&mut column.column, &given, &said);
                    if remark.is_none()
                        && said.is_empty()
                        && let Some(value) = column.column.last_value()
                    {
                        column.cells.put(cell, value);
                    }
                    note(&mut self.manifest, remark, &column.header, line);
                }
            }
        }
        for (segment, place) in self.segments.iter_mut().zip(&slots.segments) {
            label(&mut segment.labels, &mut segment.cells, place.map_or(b"", raw));
        }
        label(&mut self.responses.wave, &mut self.wave_cells, slots.wave.map_or(b"", raw));
        label(&mut self.responses.language, &mut self.language_cells, slots.language.map_or(b"", raw));
        let partial = is_partial == Ok(true);
        self.close_row(&Head { line, id: field(slots.id), partial, finished_at, started_at });
    }
}

/// Reads the severities and resolutions that have cells of their own: kind of incident, severity, resolution, for the
/// kinds of which something is said.
fn said<'r>(
    column: &mut KeyColumn,
    grades: &[Grade],
    raw: impl Fn(usize) -> &'r [u8],
    note: &mut dyn FnMut(Option<Remark>, &str),
) -> Vec<(usize, u8, u8)> {
    let mut said: Vec<(usize, u8, u8)> = Vec::new();
    for (kind, is_resolution, place) in grades {
        let cell = raw(*place);
        let cells = if *is_resolution { &mut column.resolutions } else { &mut column.severities };
        let grade = match cells.get(cell) {
            Some(grade) => grade as u8,
            None => {
                let text = std::str::from_utf8(cell).unwrap_or_default();
                let (grade, remark) = column.reader.grade(text, *is_resolution);
                if remark.is_none() {
                    cells.put(cell, u64::from(grade));
                }
                note(remark, &column.header);
                grade
            }
        };
        if grade == 0 {
            continue;
        }
        let place = said.iter().position(|(known, ..)| known == kind).unwrap_or_else(|| {
            said.push((*kind, 0, 0));
            said.len() - 1
        });
        if *is_resolution { said[place].2 = grade } else { said[place].1 = grade }
    }
    said
}

/// Adds a cell to a column of few distinct texts.
fn label(labels: &mut Labels, cells: &mut Cache, cell: &[u8]) {
    let place = cells.get(cell).unwrap_or_else(|| {
        let place = u64::from(labels.place(std::str::from_utf8(cell).unwrap_or_default().trim()));
        cells.put(cell, place);
        place
    });
    labels.push_place(place as u32);
}

/// Whether a cell says yes or no; an empty one says no, and anything else is given back.
fn one_of<'c>(cell: &'c str, yes: &[&str], no: &[&str]) -> Result<bool, &'c str> {
    let says = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(cell));
    if cell.is_empty() {
        Ok(false)
    } else if says(yes) {
        Ok(true)
    } else if says(no) {
        Ok(false)
    } else {
        Err(cell)
    }
}
