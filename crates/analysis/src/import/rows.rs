//! Rows on their way into columns: the part of import that both layouts share.

use esteem_study::study::AnswerForm;
use esteem_study::{Key, Study};

use super::Tests;
use super::cells::{Among, Cache, Given, Reader, Remark};
use super::delimited::Table;
use super::manifest::{FindingKind, Layout, Manifest};
use super::mapping::Mapping;
use crate::responses::{Column, Labels, Responses};

/// The rows of a file, or of a piece of it, that were read so far.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    pub(super) responses: Responses,
    pub(super) manifest: Manifest,
    /// The line of each row.
    pub(super) lines: Vec<u64>,
    /// Whether the file gave the row an id.
    pub(super) has_id: Vec<bool>,
    pub(super) answers: Vec<KeyColumn>,
    pub(super) segments: Vec<SegmentColumn<'a>>,
    pub(super) wave_cells: Cache,
    pub(super) language_cells: Cache,
}

/// A key with its column and the reader of its cells.
#[derive(Debug)]
pub(super) struct KeyColumn {
    pub(super) key: Key,
    pub(super) header: String,
    pub(super) reader: Reader,
    pub(super) column: Column,
    /// Cells that were read already, and those of severities and resolutions.
    pub(super) cells: Cache,
    pub(super) severities: Cache,
    pub(super) resolutions: Cache,
}

/// A segment with its column.
#[derive(Debug)]
pub(super) struct SegmentColumn<'a> {
    pub(super) id: &'a str,
    pub(super) labels: Labels,
    pub(super) cells: Cache,
}

/// What stands at the head of a row.
#[derive(Default)]
pub(super) struct Head<'r> {
    pub(super) line: u64,
    pub(super) id: &'r str,
    pub(super) partial: bool,
    pub(super) finished_at: Option<i64>,
    pub(super) started_at: Option<i64>,
}

impl<'a> Rows<'a> {
    /// No rows yet. `header` gives the name that the file has for a key's column, for messages and mapped codes.
    pub(super) fn new(
        study: &'a Study,
        mapping: &Mapping,
        manifest: Manifest,
        decimal_comma: bool,
        header: impl Fn(&Key) -> Option<String>,
    ) -> Rows<'a> {
        let mut empty = Responses::new(study);
        let answers = study
            .items
            .iter()
            .flat_map(|item| study.keys().filter(|key| key.item == item.id).map(move |key| (item, key)))
            .filter_map(|(item, key)| {
                let column = empty.answers.remove(&key)?;
                let header = header(&key).unwrap_or_else(|| key.to_string());
                let reader = Reader::new(study, item, &header, mapping, decimal_comma);
                let [cells, severities, resolutions] = [(); 3].map(|()| Cache::new());
                Some(KeyColumn { key, header, reader, column, cells, severities, resolutions })
            })
            .collect();
        let segment = |id| SegmentColumn { id, labels: Labels::default(), cells: Cache::new() };
        Rows {
            responses: empty,
            manifest,
            lines: Vec::new(),
            has_id: Vec::new(),
            answers,
            segments: study.segments.iter().map(|choice| segment(choice.id.as_str())).collect(),
            wave_cells: Cache::new(),
            language_cells: Cache::new(),
        }
    }

    /// No rows of a table yet. What there is to say of its columns is said once for all pieces, and not here.
    pub(super) fn of_table(table: &Table<'a>) -> Rows<'a> {
        let manifest = Manifest::new(table.encoding, Layout::Delimited(char::from(table.delimiter)));
        Rows::new(table.study, &table.mapping, manifest, table.delimiter == b';', |key| table.header(key))
    }

    /// Notes a try-out, and says whether its row is left out.
    pub(super) fn leaves_out_test(&mut self, tests: Tests, line: u64) -> bool {
        let is_left_out = tests == Tests::LeftOut;
        self.manifest.note(if is_left_out { FindingKind::Test } else { FindingKind::TestCounted }, line);
        is_left_out
    }

    /// Adds a row whose values are at hand. `given` tells what the file holds for a key, `segment` the value of a segment.
    pub(super) fn push<'r>(
        &mut self,
        head: &Head<'r>,
        [wave, language]: [&str; 2],
        given: impl Fn(&Key) -> Given<'r>,
        segment: impl Fn(&str) -> &'r str,
    ) {
        for KeyColumn { key, header, reader, column, .. } in &mut self.answers {
            let remark = reader.push(column, &given(key), &[]);
            note(&mut self.manifest, remark, header, head.line);
        }
        for column in &mut self.segments {
            column.labels.push(segment(column.id).trim());
        }
        self.responses.wave.push(wave);
        self.responses.language.push(language);
        self.close_row(head);
    }

    /// Adds what stands at the head of a row, after its answers. A row without an id gets one when its line is known.
    pub(super) fn close_row(&mut self, head: &Head<'_>) {
        let responses = &mut self.responses;
        self.has_id.push(!head.id.is_empty());
        responses.ids.push(head.id);
        responses.partial.push(head.partial);
        responses.finished_at.push(head.finished_at);
        let spent = head.started_at.zip(head.finished_at).map(|(from, to)| to.saturating_sub(from) / 1_000);
        // Clocks that were set back make no negative time.
        responses.seconds.push(spent.and_then(|seconds| u32::try_from(seconds).ok()));
        self.lines.push(head.line);
    }

    /// Makes room for this many rows more.
    pub(super) fn reserve(&mut self, rows: usize) {
        let responses = &mut self.responses;
        responses.ids.reserve(rows);
        responses.partial.reserve_exact(rows);
        responses.finished_at.reserve_exact(rows);
        responses.seconds.reserve_exact(rows);
        responses.wave.reserve(rows);
        responses.language.reserve(rows);
        self.segments.iter_mut().for_each(|segment| segment.labels.reserve(rows));
        self.answers.iter_mut().for_each(|column| column.column.reserve(rows));
        self.has_id.reserve_exact(rows);
        self.lines.reserve_exact(rows);
    }

    /// All rows are in, and line 0 of this piece is `before` in the file: puts the columns where they belong, and names
    /// the rows without an id by their lines. Gives what can tell the answers that were meant.
    pub(super) fn close(&mut self, before: u64) -> Suggestions {
        self.lines.iter_mut().for_each(|line| *line += before);
        if self.has_id.iter().any(|has| !has) {
            let ids = std::mem::take(&mut self.responses.ids);
            for (row, has_id) in self.has_id.iter().enumerate() {
                match has_id {
                    true => self.responses.ids.push(&ids[row]),
                    false => self.responses.ids.push(&format!("line {}", self.lines[row])),
                }
            }
        }
        let segments = self.segments.drain(..).map(|segment| (segment.id.to_string(), segment.labels));
        self.responses.segments = segments.collect();
        let mut readers = Vec::new();
        for KeyColumn { key, header, reader, column, .. } in self.answers.drain(..) {
            self.responses.answers.insert(key, column);
            readers.push((header, reader));
        }
        Suggestions(readers)
    }
}

/// The columns with their readers, which know what could have been meant.
#[derive(Debug, Default)]
pub(super) struct Suggestions(Vec<(String, Reader)>);

impl Suggestions {
    /// The answer that was probably meant by a value of a column.
    pub(super) fn suggest(&self, column: &str, value: &str, among: Among) -> Option<String> {
        let (_, reader) = self.0.iter().find(|(header, _)| header == column)?;
        reader.suggestion(value, among)
    }
}

/// Notes what reading a cell of a column found.
pub(super) fn note(manifest: &mut Manifest, remark: Option<Remark>, column: &str, line: u64) {
    let Some(remark) = remark else { return };
    let column = column.to_string();
    match remark {
        Remark::Unreadable { value, among } => {
            let kind = FindingKind::Unreadable { column, value, suggestion: None };
            manifest.open.note_among(kind, among, line);
        }
        Remark::ReadAs { value, missing } => {
            manifest.note(FindingKind::ReadAsMissing { column, value, missing }, line);
        }
        Remark::GradeWithoutTick => manifest.note(FindingKind::GradeWithoutTick { column }, line),
    }
}

/// The position of a kind of incident among those of its item.
pub(super) fn incident_position(study: &Study, item: &str, incident: &str) -> Option<usize> {
    match &study.item(item)?.answer {
        AnswerForm::Incidents { incidents, .. } => incidents.iter().position(|kind| kind.id == incident),
        _ => None,
    }
}
