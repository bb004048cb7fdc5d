//! JSON Lines: one response of the format `esteem-response/1` a line.

use std::collections::{BTreeMap, BTreeSet};

use esteem_study::response::{Response, State};
use esteem_study::{Answer, Key, Study};
use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;

use super::cells::Given;
use super::instants;
use super::json::{self, Reason, Unfit};
use super::manifest::{Encoding, FindingKind, Layout, Manifest};
use super::mapping::Mapping;
use super::progress::Meter;
use super::rows::{Head, Rows};
use super::text::Decoded;
use super::{ImportError, Tests};

pub(super) fn read<'a>(
    study: &'a Study,
    decoded: &Decoded<'_>,
    mapping: &Mapping,
    tests: Tests,
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
        meter.row(begin, decoded.text.len() as u64, rows.responses.len());
        rows.manifest.rows += 1;
        if matches!(decoded.encoding, Encoding::Utf8Damaged | Encoding::Utf16)
            && text.contains(char::REPLACEMENT_CHARACTER)
        {
            rows.manifest.note(FindingKind::BadBytes, line);
        }
        match Line::parse(text) {
            Err(kind) => rows.manifest.note(kind, line),
            Ok(parsed) => push(&mut rows, study, &keys, tests, parsed, line),
        }
    }
    Ok(rows)
}

/// A file whose first line is no object of its own is one JSON value over many lines: a study, a mapping, a list.
fn refuse_other_files(text: &str) -> Result<(), ImportError> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if let Ok(Value::Object(_)) = json::parse(first) {
        let format = super::format_of(first.as_bytes());
        let other = format.filter(|format| !format.starts_with("esteem-response/"));
        return other.map_or(Ok(()), |format| Err(ImportError::OtherFormat { format }));
    }
    match json::parse(text) {
        Err(_) => Ok(()),
        Ok(tree) => match json::text_field(&tree, "format") {
            Some(format) if !format.starts_with("esteem-response/") => {
                Err(ImportError::OtherFormat { format: format.into() })
            }
            // A response that was laid out over many lines, or a list.
            _ => Err(ImportError::NotJsonLines),
        },
    }
}

/// A response whose answers are read one by one, so that a strange answer costs only itself.
struct Line {
    response: Response,
    strange: BTreeMap<String, String>,
}

impl Line {
    fn parse(text: &str) -> Result<Line, FindingKind> {
        let rejected = |unfit: Unfit| {
            let Reason { message, start, path, .. } = unfit.reason();
            let character = text.get(..start).unwrap_or_default().chars().count() + 1;
            let joint = if path.is_empty() { "" } else { ": " };
            FindingKind::Rejected { message: format!("{path}{joint}{message}, character {character}") }
        };
        let mut tree = json::parse(text).map_err(rejected)?;
        if let Some(format) = json::text_field(&tree, "format")
            && format != esteem_study::response::FORMAT
        {
            return Err(match format.starts_with("esteem-response/") {
                true => FindingKind::TooNew { format: format.into() },
                false => FindingKind::Rejected { message: format!("its format is {format}") },
            });
        }
        let answers = match &mut tree {
            Value::Object(fields) => take_last(fields, "answers"),
            _ => None,
        };
        let given = match answers {
            Some(Value::Object(answers)) => answers.properties,
            None => Vec::new(),
            Some(_) => return Err(FindingKind::Rejected { message: "answers is no object".into() }),
        };
        let mut response: Response = json::read(&tree).map_err(rejected)?;
        let mut strange = BTreeMap::new();
        for field in given {
            let key = field.name.as_str().to_string();
            match json::read::<Answer>(&field.value) {
                Ok(answer) => _ = response.answers.insert(key, answer),
                Err(_) => _ = strange.insert(key, field.value.text(text).to_string()),
            }
        }
        Ok(Line { response, strange })
    }
}

/// The value of a field, which is taken out; of a field that is there twice, the last.
fn take_last<'t>(fields: &mut Object<'t>, name: &str) -> Option<Value<'t>> {
    let mut taken = None;
    while let Some(at) = fields.properties.iter().position(|field| field.name.as_str() == name) {
        taken = Some(fields.properties.remove(at).value);
    }
    taken
}

fn push(rows: &mut Rows<'_>, study: &Study, keys: &BTreeSet<Key>, tests: Tests, line: Line, number: u64) {
    let Line { response, strange } = &line;
    if response.test && rows.leaves_out_test(tests, number) {
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
    let mut instant = |name: &str, text: Option<&str>| {
        let text = text?;
        let instant = instants::milliseconds(text);
        if instant.is_none() {
            let (column, value) = (name.into(), text.into());
            rows.manifest.note(FindingKind::BadInstant { column, value }, number);
        }
        instant
    };
    let started_at = instant("started_at", response.started_at.as_deref());
    let finished_at = instant("finished_at", response.finished_at.as_deref());
    let partial = response.state == State::Partial;
    let head = Head { line: number, id: &response.id, partial, finished_at, started_at };
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
    let labels = [&response.wave, &response.language].map(|label| label.as_deref().unwrap_or(""));
    rows.push(&head, labels, given, segment);
}
