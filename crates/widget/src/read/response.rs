//! Reading a kept response.

use esteem_study::interview::Saved;
use esteem_study::response::Incident;
use esteem_study::{Answer, Missing};

use super::MisreadKind;
use super::json::{Json, Kind};
use super::reader::{Defaulted, Optional, Place, element};

pub(super) fn saved(file: &Place<'_>) -> Saved {
    Saved {
        id: file.string("id"),
        rev: file.whole("rev", Defaulted, 0, u32::MAX.into()).unwrap_or(0) as u32,
        study: file.string("study"),
        part: file.optional_string("part"),
        language: file.optional_string("language"),
        consent: fields(file, "consent", |agreed| (agreed.kind() == Kind::Flag).then(|| agreed.is_true())),
        answers: fields(file, "answers", answer),
        shown: file.list("shown", Optional, element),
        order: file.list("order", Optional, element),
        seconds: fields(file, "seconds", |seconds| u32::try_from(seconds.whole()?).ok()),
        started_at: file.optional_string("started_at"),
    }
}

/// An object whose names are the file's own.
fn fields<T>(file: &Place<'_>, name: &'static str, read: fn(&Json<'_>) -> Option<T>) -> Vec<(String, T)> {
    let mut fields = Vec::new();
    for (id, value) in file.field(name, Defaulted, Kind::Object).map_or(&[][..], Json::parts) {
        match read(value) {
            Some(value) => fields.push((id.clone(), value)),
            None => file.fault(name, MisreadKind::WrongType),
        }
    }
    fields
}

fn answer(value: &Json<'_>) -> Option<Answer> {
    match value.kind() {
        Kind::Number => value.number().map(Answer::Number),
        Kind::Text => Some(Answer::Text(value.text().into())),
        Kind::List => ticks(value),
        _ => Some(Answer::Missing { missing: Missing::named(value.field("missing")?.text())? }),
    }
}

/// Ids or incidents, never both; an empty list is one of ids.
fn ticks(list: &Json<'_>) -> Option<Answer> {
    let (mut ids, mut incidents) = (Vec::new(), Vec::new());
    for (_, tick) in list.parts() {
        match tick.kind() {
            Kind::Text => ids.push(tick.text().into()),
            _ => incidents.push(Incident {
                incident: tick.field("incident").filter(|id| id.kind() == Kind::Text)?.text().into(),
                severity: code(tick, "severity")?,
                resolution: code(tick, "resolution")?,
            }),
        }
    }
    match (ids.is_empty(), incidents.is_empty()) {
        (_, true) => Some(Answer::Chosen(ids)),
        (true, false) => Some(Answer::Incidents(incidents)),
        (false, false) => None,
    }
}

/// A code that may be absent or null; `None` if it is something else.
fn code(tick: &Json<'_>, name: &str) -> Option<Option<i32>> {
    match tick.field(name) {
        Some(code) if code.kind() != Kind::Null => i32::try_from(code.whole()?).ok().map(Some),
        _ => Some(None),
    }
}
