//! Rows on their way into columns: the part of import that both layouts share.

use esteem_study::study::AnswerForm;
use esteem_study::{Key, Study};

use super::Tests;
use super::cells::{Given, Reader, Remark};
use super::manifest::{FindingKind, Manifest};
use super::mapping::Mapping;
use crate::responses::{Column, Labels, Responses};

/// The rows read so far.
pub(super) struct Rows<'a> {
    pub(super) responses: Responses,
    pub(super) manifest: Manifest,
    /// The line of each row.
    pub(super) lines: Vec<u64>,
    /// Whether the file gave the row an id.
    pub(super) has_id: Vec<bool>,
    answers: Vec<KeyColumn>,
    segments: Vec<(&'a str, Labels)>,
}

/// A key with its column and the reader of its cells.
struct KeyColumn {
    key: Key,
    header: String,
    reader: Reader,
    column: Column,
}

/// Everything about a row but its answers.
#[derive(Default)]
pub(super) struct Head<'r> {
    pub(super) line: u64,
    pub(super) id: &'r str,
    pub(super) partial: bool,
    pub(super) wave: &'r str,
    pub(super) language: &'r str,
    pub(super) finished_at: Option<i64>,
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
                Some(KeyColumn { key, header, reader, column })
            })
            .collect();
        let segments = study.segments.iter().map(|segment| (segment.id.as_str(), Labels::default())).collect();
        Rows { responses: empty, manifest, lines: Vec::new(), has_id: Vec::new(), answers, segments }
    }

    /// Notes a try-out, and says whether its row is left out.
    pub(super) fn leaves_out_test(&mut self, tests: Tests, line: u64) -> bool {
        let is_left_out = tests == Tests::LeftOut;
        self.manifest.note(if is_left_out { FindingKind::Test } else { FindingKind::TestCounted }, line);
        is_left_out
    }

    /// Adds a row. `given` tells what the file holds for a key, `segment` the value of a segment, and `grades` the
    /// severities and resolutions that have cells of their own: kind of incident, whether it is the resolution, cell.
    pub(super) fn push<'r>(
        &mut self,
        head: &Head<'r>,
        given: impl Fn(&Key) -> Given<'r>,
        segment: impl Fn(&str) -> &'r str,
        grades: impl Fn(&Key) -> Vec<(usize, bool, &'r str)>,
    ) {
        let manifest = &mut self.manifest;
        let mut note = |remark: Option<Remark>, column: &str| {
            let column = column.to_string();
            match remark {
                Some(Remark::Unreadable { value, suggestion }) => {
                    manifest.note(FindingKind::Unreadable { column, value, suggestion }, head.line);
                }
                Some(Remark::ReadAs { value, missing }) => {
                    manifest.note(FindingKind::ReadAsMissing { column, value, missing }, head.line);
                }
                Some(Remark::GradeWithoutTick) => {
                    manifest.note(FindingKind::GradeWithoutTick { column }, head.line);
                }
                None => {}
            }
        };
        for KeyColumn { key, header, reader, column } in &mut self.answers {
            let mut said: Vec<(usize, u8, u8)> = Vec::new();
            for (kind, is_resolution, cell) in grades(key) {
                let (grade, remark) = reader.grade(cell, is_resolution);
                note(remark, header);
                let place = match said.iter().position(|(known, ..)| *known == kind) {
                    Some(place) => place,
                    None => {
                        said.push((kind, 0, 0));
                        said.len() - 1
                    }
                };
                if is_resolution { said[place].2 = grade } else { said[place].1 = grade }
            }
            note(reader.push(column, &given(key), &said), header);
        }
        for (id, labels) in &mut self.segments {
            labels.push(segment(id).trim());
        }
        let responses = &mut self.responses;
        self.has_id.push(!head.id.is_empty());
        if head.id.is_empty() {
            responses.ids.push(format!("line {}", head.line));
        } else {
            responses.ids.push(head.id.into());
        }
        responses.partial.push(head.partial);
        responses.wave.push(head.wave);
        responses.language.push(head.language);
        responses.finished_at.push(head.finished_at);
        self.lines.push(head.line);
    }

    /// All rows are in: puts the columns where they belong.
    pub(super) fn close(mut self) -> Rows<'a> {
        self.responses.answers = self.answers.drain(..).map(|KeyColumn { key, column, .. }| (key, column)).collect();
        self.responses.segments = self.segments.drain(..).map(|(id, labels)| (id.to_string(), labels)).collect();
        let counted = self.manifest.open.get(&FindingKind::TestCounted);
        self.manifest.is_try_out = counted.is_some_and(|found| found.count == self.lines.len() as u64);
        if self.has_id.iter().any(|has| !has) {
            self.manifest.remark(FindingKind::NoId);
        }
        self
    }
}

/// The position of a kind of incident among those of its item.
pub(super) fn incident_position(study: &Study, item: &str, incident: &str) -> Option<usize> {
    match &study.item(item)?.answer {
        AnswerForm::Incidents { incidents, .. } => incidents.iter().position(|kind| kind.id == incident),
        _ => None,
    }
}
