//! Delimited text: one response a line, named columns.

use std::collections::BTreeMap;

use esteem_study::{Facet, Key, Missing, Study};

use super::cells::{Given, nearest};
use super::manifest::{Encoding, FindingKind, Layout, Manifest};
use super::mapping::{Field, Mapping, Target};
use super::progress::Meter;
use super::rows::{Head, Rows, incident_position};
use super::text::Decoded;
use super::{ImportError, Tests, instants};

const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

pub(super) fn read<'a>(
    study: &'a Study,
    decoded: &'a Decoded,
    mapping: &Mapping,
    tests: Tests,
    meter: &mut Meter<'_>,
) -> Result<Rows<'a>, ImportError> {
    let (text, skipped) = without_separator_line(&decoded.text);
    let mut lines = Lines { text, at: 0, line: 1 + skipped };
    let delimiter = delimiter(study, mapping, text);
    let mut manifest = Manifest::new(decoded.encoding, Layout::Delimited(delimiter));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter as u8)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = reader.records().filter_map(Result::ok);
    let header = records.next().ok_or(ImportError::Empty)?;
    let headers: Vec<String> = header.iter().map(|name| name.trim().to_string()).collect();
    let columns = columns(study, mapping, &headers, &mut manifest)?;
    let header = |key: &Key| columns.keys.get(key).map(|place| headers[*place].clone());
    let mut rows = Rows::new(study, mapping, manifest, delimiter == ';', header);
    let mut last = None;
    for record in records {
        let byte = record.position().map_or(0, |position| position.byte() as usize);
        let line = lines.reach(byte);
        last = Some((byte, line));
        meter.row(byte, text, rows.responses.len());
        rows.manifest.rows += 1;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            rows.manifest.note(FindingKind::EmptyRow, line);
            continue;
        }
        row(&mut rows, &columns, &headers, &record, line, decoded.encoding, tests);
    }
    if let Some((_, line)) = last.filter(|(byte, _)| ends_in_quotes(&text[*byte..], delimiter)) {
        rows.manifest.note(FindingKind::UnclosedQuote, line);
    }
    if rows.manifest.rows == 0 {
        return Err(ImportError::NoRows);
    }
    Ok(rows.close())
}

fn row(
    rows: &mut Rows<'_>,
    columns: &Columns,
    headers: &[String],
    record: &csv::StringRecord,
    line: u64,
    encoding: Encoding,
    tests: Tests,
) {
    let (expected, found) = (headers.len(), record.len());
    if found < expected {
        rows.manifest.note(FindingKind::ShortRow { expected, found }, line);
    } else if record.iter().skip(expected).any(|cell| !cell.trim().is_empty()) {
        rows.manifest.note(FindingKind::LongRow { expected, found }, line);
    }
    for place in (0..found.min(expected)).filter(|place| headers[*place].is_empty()) {
        if record.get(place).is_some_and(|cell| !cell.trim().is_empty()) {
            rows.manifest.note(FindingKind::NamelessColumn { place: place + 1 }, line);
        }
    }
    if matches!(encoding, Encoding::Utf8Damaged | Encoding::Utf16)
        && record.iter().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER))
    {
        rows.manifest.note(FindingKind::BadBytes, line);
    }
    let cell = |place: usize| record.get(place).unwrap_or("");
    let field = |field: Field| columns.fields.get(&field).map_or("", |place| cell(*place).trim());
    let column = |field: Field| columns.fields.get(&field).map(|place| headers[*place].clone()).unwrap_or_default();
    let is_test = one_of(field(Field::Test), &["true", "1", "yes", "是"], &["false", "0", "no", "否"]);
    if is_test == Ok(true) && rows.leaves_out_test(tests, line) {
        return;
    }
    let is_partial = one_of(field(Field::State), &["partial", "未完成"], &["complete", "已完成", "完成"]);
    for (name, read) in [(Field::Test, is_test), (Field::State, is_partial)] {
        if let Err(value) = read {
            rows.manifest.note(FindingKind::BadField { column: column(name), value: value.into() }, line);
        }
    }
    let finished = field(Field::FinishedAt);
    let finished_at = instants::milliseconds(finished);
    if finished_at.is_none() && !finished.is_empty() {
        let (column, value) = (column(Field::FinishedAt), finished.into());
        rows.manifest.note(FindingKind::BadInstant { column, value }, line);
    }
    let head = Head {
        line,
        id: field(Field::Id),
        partial: is_partial == Ok(true),
        wave: field(Field::Wave),
        language: field(Field::Language),
        finished_at,
    };
    rows.push(
        &head,
        |key| match columns.keys.get(key) {
            Some(place) => Given::Text(cell(*place).into()),
            None => Given::Absent(Missing::NotAsked),
        },
        |segment| columns.segments.get(segment).map_or("", |place| cell(*place)),
        |key| {
            let grades = columns.grades.get(key).map(Vec::as_slice).unwrap_or_default();
            grades.iter().map(|(kind, is_resolution, place)| (*kind, *is_resolution, cell(*place))).collect()
        },
    );
}

/// Whether a cell says yes or no; an empty one says no, and anything else is given back.
fn one_of<'c>(cell: &'c str, yes: &[&str], no: &[&str]) -> Result<bool, &'c str> {
    let says = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(cell));
    if says(yes) {
        Ok(true)
    } else if cell.is_empty() || says(no) {
        Ok(false)
    } else {
        Err(cell)
    }
}

/// Which column holds what, by its place.
#[derive(Default)]
struct Columns {
    keys: BTreeMap<Key, usize>,
    /// Severity and resolution columns: kind of incident, whether it is the resolution, place.
    grades: BTreeMap<Key, Vec<(usize, bool, usize)>>,
    segments: BTreeMap<String, usize>,
    fields: BTreeMap<Field, usize>,
}

fn columns(
    study: &Study,
    mapping: &Mapping,
    headers: &[String],
    manifest: &mut Manifest,
) -> Result<Columns, ImportError> {
    let mut columns = Columns::default();
    let mut taken = BTreeMap::new();
    for (place, header) in headers.iter().enumerate() {
        let target = match mapping.columns.get(header) {
            Some(None) => continue,
            Some(Some(text)) => match target(study, text) {
                Some(target) => target,
                None => {
                    let (column, target) = (header.clone(), text.clone());
                    manifest.remark(FindingKind::MappedNowhere { column, target });
                    continue;
                }
            },
            None => match target(study, header) {
                Some(target) => target,
                None if header.is_empty() => continue,
                None => {
                    let known: Vec<String> = study.keys().map(|key| key.to_string()).collect();
                    let suggestion = nearest(header, known.iter().map(String::as_str));
                    manifest.remark(FindingKind::UnknownColumn { column: header.clone(), suggestion });
                    continue;
                }
            },
        };
        if target != Target::Field(Field::Unused) && taken.insert(target.clone(), place).is_some() {
            manifest.remark(FindingKind::RepeatedColumn { column: header.clone() });
            continue;
        }
        match target {
            Target::Key(key) => _ = columns.keys.insert(key, place),
            Target::Segment(segment) => _ = columns.segments.insert(segment, place),
            Target::Field(field) => _ = columns.fields.insert(field, place),
            Target::Incident { item, incident, resolution } => {
                if let Some(kind) = incident_position(study, &item, &incident) {
                    let key = Key::new(&item, Facet::Perceived);
                    columns.grades.entry(key).or_default().push((kind, resolution, place));
                }
            }
        }
    }
    for column in mapping.columns.keys().filter(|column| !headers.contains(column)) {
        manifest.remark(FindingKind::MappedColumnAbsent { column: column.clone() });
    }
    if columns.keys.is_empty() {
        let known = study.keys().take(6).map(|key| key.to_string()).collect();
        return Err(ImportError::NoKnownColumn { found: headers.iter().take(6).cloned().collect(), known });
    }
    let keys: Vec<String> =
        study.keys().filter(|key| !columns.keys.contains_key(key)).map(|key| key.to_string()).collect();
    if !keys.is_empty() {
        manifest.remark(FindingKind::NoColumn { keys });
    }
    Ok(columns)
}

/// What a column of this name holds: `item`, `item.facet`, `item.incident.severity`, `item.incident.resolution`, a
/// segment or `segment.<id>`, a field of the record or `response.<field>`. Letters' case matters only where nothing
/// matches exactly.
fn target(study: &Study, name: &str) -> Option<Target> {
    exact_target(study, name).or_else(|| {
        let in_full = |key: &Key| format!("{}.{}", key.item, key.facet.name());
        let is_named = |text: String| text.eq_ignore_ascii_case(name);
        let key = study.keys().find(|key| is_named(key.to_string()) || is_named(in_full(key)));
        key.map(Target::Key).or_else(|| exact_target(study, &name.to_ascii_lowercase()))
    })
}

fn exact_target(study: &Study, name: &str) -> Option<Target> {
    if let Some(key) = Key::parse(name)
        && study.item(&key.item).is_some_and(|item| item.has(key.facet))
    {
        return Some(Target::Key(key));
    }
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        [item, incident, grade @ ("severity" | "resolution")] => {
            incident_position(study, item, incident)?;
            let (item, incident) = (item.to_string(), incident.to_string());
            Some(Target::Incident { item, incident, resolution: *grade == "resolution" })
        }
        // What was agreed to stands in the record, and no figure uses it.
        ["consent", _] => Some(Target::Field(Field::Unused)),
        ["response", field] => Field::named(field).map(Target::Field),
        ["segment", id] | [id] => {
            let segment = study.segments.iter().find(|segment| segment.id == *id);
            segment.map(|segment| Target::Segment(segment.id.clone())).or_else(|| Field::named(name).map(Target::Field))
        }
        _ => None,
    }
}

/// The delimiter that makes most known columns of the first line, and then most columns.
fn delimiter(study: &Study, mapping: &Mapping, text: &str) -> char {
    let known = |name: &str| mapping.columns.contains_key(name) || target(study, name).is_some();
    let score = |delimiter: char| {
        let first = csv::ReaderBuilder::new()
            .delimiter(delimiter as u8)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes())
            .records()
            .next()
            .and_then(Result::ok)
            .unwrap_or_default();
        (first.iter().filter(|name| known(name.trim())).count(), first.len())
    };
    // The first of the best: `max_by_key` alone would take the last.
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| score(*delimiter)).unwrap_or(',')
}

/// Spreadsheets may begin with a line `sep=;` that is no part of the table. Returns the rest, and how many lines were
/// left out.
fn without_separator_line(text: &str) -> (&str, u64) {
    let (first, rest) = text.split_at(text.find(['\r', '\n']).unwrap_or(text.len()));
    if first.len() == 5 && first.starts_with("sep=") {
        (rest.strip_prefix("\r\n").unwrap_or_else(|| rest.get(1..).unwrap_or_default()), 1)
    } else {
        (text, 0)
    }
}

/// Counts lines. The reader's own count is not used: it begins a row at the empty lines before it, and takes a carriage
/// return alone for no end of a line.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the row that begins at this byte or after the line ends that stand there. Bytes must rise.
    fn reach(&mut self, byte: usize) -> u64 {
        let bytes = self.text.as_bytes();
        let ends = bytes[byte..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        while self.at < byte + ends {
            let is_end = match bytes[self.at] {
                b'\n' => true,
                b'\r' => bytes.get(self.at + 1) != Some(&b'\n'),
                _ => false,
            };
            self.line += u64::from(is_end);
            self.at += 1;
        }
        self.line
    }
}

/// Whether the text of a row ends within quotation marks. Marks inside a cell that does not begin with one are letters
/// like any other.
fn ends_in_quotes(row: &str, delimiter: char) -> bool {
    let (mut begins, mut is_quoted) = (true, false);
    let mut letters = row.chars().peekable();
    while let Some(c) = letters.next() {
        if is_quoted && c == '"' {
            // Two marks stand for one.
            is_quoted = letters.next_if_eq(&'"').is_some();
        } else if begins && c == '"' {
            is_quoted = true;
        }
        begins = !is_quoted && (c == delimiter || matches!(c, '\r' | '\n'));
    }
    is_quoted
}
