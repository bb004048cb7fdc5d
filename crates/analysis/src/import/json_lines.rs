//! JSON Lines: one response of the format `esteem-response/1` a line.

use std::collections::{BTreeMap, BTreeSet};

use esteem_study::response::{Response, State};
use esteem_study::{Answer, Key, Study};

use super::ImportError;
use super::cells::Given;
use super::instants;
use super::manifest::{Encoding, FindingKind, Layout, Manifest};
use super::mapping::Mapping;
use super::progress::Meter;
use super::rows::{Head, Rows};
use super::text::Decoded;

pub(super) fn read<'a>(
    study: &'a Study,
    decoded: &'a Decoded,
    mapping: &Mapping,
    meter: &mut Meter<'_>,
) -> Result<Rows<'a>, ImportError> {
    refuse_other_files(&decoded.text)?;
    let manifest = Manifest::new(decoded.encoding, Layout::JsonLines);
    let mut rows = Rows::new(study, mapping, manifest, false, |_| None);
    let keys: BTreeSet<Key> = study.keys().collect();
    let mut byte = 0;
    for (line, text) in (1..).zip(decoded.text.lines()) {
        let begin = byte;
        // One byte for the end of the line; that some ends have two moves the share by too little to matter.
        byte += text.len() + 1;
        if text.trim().is_empty() {
            continue;
        }
        meter.row(begin, &decoded.text, rows.responses.len());
        rows.manifest.rows += 1;
        if matches!(decoded.encoding, Encoding::Utf8Damaged | Encoding::Utf16)
            && text.contains(char::REPLACEMENT_CHARACTER)
        {
            rows.manifest.note(FindingKind::BadBytes, line);
        }
        match Line::parse(text) {
            Err(kind) => rows.manifest.note(kind, line),
            Ok(parsed) => push(&mut rows, study, &keys, parsed, line),
        }
    }
    Ok(rows.close())
}

/// A file whose first line is no object of its own is one JSON value over many lines: a study, a mapping, a list.
fn refuse_other_files(text: &str) -> Result<(), ImportError> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(first).is_ok() {
        let format = super::format_of(first.as_bytes());
        let other = format.filter(|format| !format.starts_with("esteem-response/"));
        return other.map_or(Ok(()), |format| Err(ImportError::OtherFormat { format }));
    }
    match super::format_of(text.as_bytes()) {
        // A response that was laid out over many lines.
        Some(format) if format.starts_with("esteem-response/") => Err(ImportError::NotJsonLines),
        Some(format) => Err(ImportError::OtherFormat { format }),
        None if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() => Err(ImportError::NotJsonLines),
        None => Ok(()),
    }
}

/// A response whose answers are read one by one, so that a strange answer costs only itself.
struct Line {
    response: Response,
    strange: BTreeMap<String, String>,
}

impl Line {
    fn parse(text: &str) -> Result<Line, FindingKind> {
        let rejected = |error: serde_json::Error| {
            let message = error.to_string();
            FindingKind::Rejected { message: message.replace(" at line 1 column", ", character") }
        };
        let mut fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).map_err(rejected)?;
        if let Some(format) = fields.get("format").and_then(|format| format.as_str())
            && format != esteem_study::response::FORMAT
        {
            return Err(match format.starts_with("esteem-response/") {
                true => FindingKind::TooNew { format: format.into() },
                false => FindingKind::Rejected { message: format!("its format is {format}") },
            });
        }
        let given = match fields.remove("answers") {
            Some(serde_json::Value::Object(answers)) => answers,
            None => serde_json::Map::new(),
            Some(_) => return Err(FindingKind::Rejected { message: "answers is no object".into() }),
        };
        let mut response: Response = serde_json::from_value(serde_json::Value::Object(fields)).map_err(rejected)?;
        let mut strange = BTreeMap::new();
        for (key, value) in given {
            match serde_json::from_value::<Answer>(value.clone()) {
                Ok(answer) => _ = response.answers.insert(key, answer),
                Err(_) => _ = strange.insert(key, value.to_string()),
            }
        }
        Ok(Line { response, strange })
    }
}

fn push(rows: &mut Rows<'_>, study: &Study, keys: &BTreeSet<Key>, line: Line, number: u64) {
    let Line { response, strange } = &line;
    if response.test {
        rows.manifest.note(FindingKind::Test, number);
        return;
    }
    if response.study != study.id {
        rows.manifest.note(FindingKind::OtherStudy { id: response.study.clone() }, number);
    }
    let mut answers: BTreeMap<Key, &Answer> = BTreeMap::new();
    let mut odd: BTreeMap<Key, &str> = BTreeMap::new();
    for name in response.answers.keys().chain(strange.keys()) {
        match Key::parse(name).filter(|key| keys.contains(key)) {
            None => rows.manifest.note(FindingKind::UnknownKey { key: name.clone() }, number),
            Some(key) => match (response.answers.get(name), strange.get(name)) {
                (Some(answer), _) => _ = answers.insert(key, answer),
                (None, Some(value)) => _ = odd.insert(key, value),
                (None, None) => {}
            },
        }
    }
    for id in response.segments.keys().filter(|id| !study.segments.iter().any(|segment| segment.id == **id)) {
        rows.manifest.note(FindingKind::UnknownKey { key: format!("segment.{id}") }, number);
    }
    let finished_at = response.finished_at.as_deref().and_then(|text| {
        let instant = instants::milliseconds(text);
        if instant.is_none() {
            let (column, value) = ("finished_at".into(), text.into());
            rows.manifest.note(FindingKind::BadInstant { column, value }, number);
        }
        instant
    });
    let head = Head {
        line: number,
        id: &response.id,
        partial: response.state == State::Partial,
        wave: response.wave.as_deref().unwrap_or(""),
        language: response.language.as_deref().unwrap_or(""),
        finished_at,
    };
    let given = |key: &Key| match (answers.get(key), odd.get(key)) {
        (Some(Answer::Missing { missing }), _) => Given::Absent(*missing),
        (Some(Answer::Number(number)), _) => Given::Text(match number.as_whole() {
            Some(whole) => whole.to_string().into(),
            None => number.as_f64().to_string().into(),
        }),
        (Some(Answer::Text(text)), _) => Given::Text(text.as_str().into()),
        (Some(Answer::Chosen(ids)), _) => Given::Chosen(ids),
        (Some(Answer::Incidents(incidents)), _) => Given::Incidents(incidents),
        (None, Some(value)) => Given::Strange(value.to_string()),
        (None, None) => Given::Absent(response.absent(&key.to_string())),
    };
    let segment = |id: &str| response.segments.get(id).map_or("", String::as_str);
    rows.push(&head, given, segment, |_| Vec::new());
}
