//! Which column of a table holds what, by the names in its first line.

use std::collections::BTreeMap;

use esteem_study::{Facet, Key, Study};

use super::ImportError;
use super::cells::nearest;
use super::manifest::{FindingKind, Manifest};
use super::mapping::{Field, Mapping, Target};
use super::rows::incident_position;

/// Which column holds what, by its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub(super) keys: BTreeMap<Key, usize>,
    /// Severity and resolution columns: kind of incident, whether it is the resolution, place.
    pub(super) grades: BTreeMap<Key, Vec<(usize, bool, usize)>>,
    pub(super) segments: BTreeMap<String, usize>,
    pub(super) fields: BTreeMap<Field, usize>,
}

/// Finds out what the columns of this first line hold, and notes what cannot be told.
pub(super) fn columns(
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
pub(super) fn target(study: &Study, name: &str) -> Option<Target> {
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
        // In full, because a column of this name may hold the numbers of orders.
        ["response", "order"] => Some(Target::Field(Field::Order)),
        ["response", field] => Field::named(field).map(Target::Field),
        ["segment", id] | [id] => {
            let segment = study.segments.iter().find(|segment| segment.id == *id);
            segment.map(|segment| Target::Segment(segment.id.clone())).or_else(|| Field::named(name).map(Target::Field))
        }
        _ => None,
    }
}
