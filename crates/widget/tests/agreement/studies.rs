//! Studies: those that ship, generated ones, and broken ones.

use std::path::Path;

use esteem_study::study::{AnswerForm, Better};
use esteem_study::{Scoring, Study};
use esteem_widget::read::{self, Misread, MisreadKind};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value as Json, json};

use super::json::{break_at, config, path, places};
use super::strategies;

fn shipped() -> Vec<(String, Json)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    for folder in ["studies", "examples"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("is a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".study.json") {
                let text = std::fs::read_to_string(entry.path()).expect("is a file");
                found.push((name, serde_json::from_str(&text).expect("is JSON")));
            }
        }
    }
    found
}

/// What serde reads, without what only the analysis needs: the questionnaire reads past that.
fn by_serde(value: &Json) -> Result<Study, String> {
    // As a text, so that nothing depends on how a value in memory is walked through.
    serde_json::from_str(&value.to_string()).map(asked).map_err(|error| error.to_string())
}

/// The study as if it had nothing that only the analysis needs. Everything else has to be read.
fn asked(mut study: Study) -> Study {
    study.respondents = None;
    study.constructs.clear();
    study.segments.clear();
    study.scoring = Scoring::default();
    for scale in &mut study.scales {
        scale.better = Better::Higher;
    }
    for item in &mut study.items {
        (item.name, item.construct, item.reverse) = (None, None, false);
        item.tags.clear();
        if let AnswerForm::Incidents { incidents, .. } = &mut item.answer {
            incidents.iter_mut().for_each(|kind| kind.violates = None);
        }
    }
    study
}

/// Whether a place is in a field that only the analysis needs. The same fields as above, by their names in files.
fn is_for_analysis(place: &str) -> bool {
    let steps: Vec<&str> = place.split('/').skip(1).collect();
    matches!(
        steps[..],
        ["respondents" | "constructs" | "segments" | "scoring", ..]
            | ["scales", _, "better", ..]
            | ["items", _, "name" | "construct" | "reverse" | "tags", ..]
            | ["items", _, "answer", "incidents", _, "violates", ..]
    )
}

fn by_us(value: &Json) -> Result<Study, Misread> {
    read::study(&value.to_string())
}

#[test]
fn every_study_that_ships_is_read_as_serde_reads_it() {
    let shipped = shipped();
    assert!(shipped.len() >= 3, "only {} studies were found", shipped.len());
    for (name, value) in shipped {
        assert_eq!(by_us(&value).map_err(|misread| format!("{misread:?}")), by_serde(&value), "{name}");
    }
}

#[test]
fn every_field_of_the_studies_that_ship_can_be_removed_or_exchanged_with_the_same_result() {
    for (name, value) in shipped() {
        // Removing or exchanging is tried once for each kind of place, not for each of forty items.
        let mut seen = std::collections::BTreeSet::new();
        for place in places(&value) {
            let kind: String = place.chars().filter(|c| !c.is_ascii_digit()).collect();
            if seen.insert(kind) {
                for other in others() {
                    check_broken(&name, &value, &place, other);
                }
            }
        }
    }
}

/// What a field is exchanged for; `None` removes it.
fn others() -> Vec<Option<Json>> {
    let mut others = vec![None];
    others.extend([json!(null), json!(true), json!(7), json!(-1), json!(2.5), json!(1e12), json!("other")].map(Some));
    others.extend([json!({}), json!([]), json!([7]), json!({"need": "safety"}), json!({"a": 1})].map(Some));
    others
}

#[track_caller]
fn check_broken(name: &str, sound: &Json, place: &str, other: Option<Json>) {
    if is_known_to_differ(sound, place, other.as_ref()) {
        return;
    }
    let mut broken = sound.clone();
    break_at(&mut broken, place, other.clone());
    let what = || format!("{name}: {place} is now {other:?}");
    match (by_us(&broken), by_serde(&broken)) {
        (ours, _) if is_for_analysis(place) => assert_eq!(ours, by_us(sound), "{}", what()),
        (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs, "{}", what()),
        (Err(_), Err(_)) => {}
        (Ok(_), Err(error)) => panic!("{}: serde refuses it: {error}", what()),
        (Err(misread), Ok(_)) => panic!("{}: we refuse it: {misread:?}", what()),
    }
}

/// Where we mean to differ: unknown fields, other formats, and objects written as lists of their fields, which serde
/// reads and nobody writes.
fn is_known_to_differ(sound: &Json, place: &str, other: Option<&Json>) -> bool {
    let was = sound.pointer(place);
    let was_object = was.is_some_and(Json::is_object);
    let is_text = |value: &Json| value.as_object().is_some_and(|fields| fields.values().all(Json::is_string));
    let unknown = match other {
        Some(Json::Array(_)) => was_object,
        Some(Json::Object(fields)) => !fields.is_empty() && was_object && !was.is_some_and(is_text),
        _ => false,
    };
    place == "/format" || unknown
}

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn every_study_is_read_as_serde_wrote_it(study in strategies::study()) {
        let value = serde_json::to_value(&study).expect("can be written");
        prop_assert_eq!(by_us(&value), Ok(asked(study)));
    }

    #[test]
    fn broken_studies_are_refused_by_both_or_read_the_same(
        study in strategies::study(), at in any::<Index>(), other in any::<Index>(),
    ) {
        let value = serde_json::to_value(&study).expect("can be written");
        check_broken("generated", &value, at.get(&places(&value)[..]).as_str(), other.get(&others()).clone());
    }

    #[test]
    fn a_field_of_the_wrong_type_is_named(study in strategies::study(), at in any::<Index>()) {
        let mut value = serde_json::to_value(&study).expect("can be written");
        let place = at.get(&places(&value)).clone();
        break_at(&mut value, &place, Some(json!({"no": {"field": "takes this"}})));
        if let Err(misread) = by_us(&value) {
            let path = path(&place);
            // A wording is named by its text, and a word inside a kind by the kind.
            prop_assert!(path.starts_with(&misread.path) || misread.path.starts_with(&path), "{path}: {misread:?}");
        }
    }
}

#[track_caller]
fn check(edit: impl FnOnce(&mut Json), path: &str, kind: MisreadKind) {
    let mut value = shipped().into_iter().find(|(name, _)| name == "cafe.study.json").expect("ships").1;
    edit(&mut value);
    assert_eq!(by_us(&value), Err(Misread { path: path.into(), kind }));
}

#[test]
fn the_culprit_is_named_by_its_place() {
    use MisreadKind::*;
    check(|study| study["items"][3]["answer"]["scale"] = json!(7), "items[3].answer.scale", WrongType);
    check(
        |study| _ = study["items"][3]["answer"].as_object_mut().map(|f| f.remove("kind")),
        "items[3].answer.kind",
        Missing,
    );
    check(|study| study["items"][2]["answer"]["kind"] = json!("guess"), "items[2].answer.kind", UnknownWord);
    check(|study| study["items"][12]["id"] = json!(null), "items[12].id", Missing);
    check(|study| study["parts"][0]["pages"][1]["asks"][2] = json!(1), "parts[0].pages[1].asks[2]", WrongType);
    check(|study| study["items"][0]["answer"]["facets"][1] = json!("wished"), "items[0].answer.facets[1]", UnknownWord);
    check(|study| study["scales"][0]["levels"][1]["code"] = json!(1.5), "scales[0].levels[1].code", WrongType);
    check(|study| study["privacy"] = json!({"consents": {}}), "privacy.consents", WrongType);
    check(|study| study["title"]["en"] = json!(1), "title", WrongType);
    check(|study| study["collector"] = json!({"kind": "receipt"}), "collector.url", Missing);
}

#[test]
fn other_formats_and_later_versions_are_told_apart() {
    use MisreadKind::*;
    let found = || String::from("esteem-study/12");
    check(|study| study["format"] = json!(found()), "format", TooNew { found: found() });
    check(|study| study["format"] = json!("esteem-report/1"), "format", OtherFormat);
    check(|study| study["format"] = json!("esteem-study/"), "format", OtherFormat);
    check(|study| study["format"] = json!("esteem-study/1a"), "format", OtherFormat);
    check(|study| study["format"] = json!(1), "format", WrongType);
    check(|study| *study = json!([]), "format", Missing);
    check(|study| *study = json!({"format": found(), "items": 7}), "format", TooNew { found: found() });
    assert_eq!(read::study("{"), Err(Misread { path: String::new(), kind: NoJson }));
}

#[test]
fn unknown_fields_are_read_past_everywhere() {
    for (name, value) in shipped() {
        let mut more = value.clone();
        let objects = places(&value).into_iter().filter(|place| value.pointer(place).is_some_and(Json::is_object));
        for place in objects.filter(|place| !is_wordings(&value, place) && !place.ends_with("/kind")) {
            more.pointer_mut(&place).expect("is there")["brand_new"] = json!([{"of": "tomorrow"}]);
        }
        assert_ne!(more, value);
        assert_eq!(by_us(&more), by_us(&value), "{name}");
        assert!(by_serde(&more).is_err(), "{name}");
    }
}

/// Whether the object at a place is a text: its names are languages.
fn is_wordings(value: &Json, place: &str) -> bool {
    let fields = value.pointer(place).and_then(Json::as_object);
    fields.is_some_and(|fields| fields.contains_key("zh"))
}
