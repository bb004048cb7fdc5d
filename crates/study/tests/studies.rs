//! Every study that ships can be used as it is: it parses, has no problem, and is worded well in both languages.

use std::fs;
use std::path::{Path, PathBuf};

use esteem_study::{Facet, Need, Outcome, Study, check};
use serde_json::Value;

/// The studies in `studies/` and `examples/`, by path.
fn shipped() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths: Vec<PathBuf> = ["studies", "examples"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).expect("the folder is part of the repository"))
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.to_string_lossy().ends_with(".study.json"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 3, "the two questionnaires for customers and the example are there: {paths:?}");
    paths
}

fn read(path: &Path) -> (Value, Study) {
    let text = fs::read_to_string(path).expect("the file can be read");
    let value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let study = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (value, study)
}

fn named(name: &str) -> Study {
    let path = shipped().into_iter().find(|path| path.ends_with(name));
    read(&path.unwrap_or_else(|| panic!("{name} ships"))).1
}

/// Calls `see` with the path and the languages of every text of a study.
fn texts<'a>(value: &'a Value, path: &str, see: &mut impl FnMut(&str, &'a serde_json::Map<String, Value>)) {
    match value {
        Value::Object(map) if map.contains_key("zh") || map.contains_key("en") => see(path, map),
        Value::Object(map) => map.iter().for_each(|(key, value)| texts(value, &format!("{path}.{key}"), see)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(i, value)| texts(value, &format!("{path}[{i}]"), see));
        }
        _ => {}
    }
}

/// What is wrong with one wording, in words.
fn faults(language: &str, wording: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if wording.contains("  ") || wording.trim() != wording {
        faults.push("has spaces that nobody sees".into());
    }
    if wording.contains(['!', '！']) {
        faults.push("shouts".into());
    }
    if language == "en" && wording.contains(['，', '。', '？', '：', '；', '（', '）', '\u{3000}']) {
        faults.push("has full-width punctuation".into());
    }
    if language == "zh" {
        let chars: Vec<char> = wording.chars().collect();
        for pair in chars.windows(2) {
            if is_chinese(pair[0]) && ",.?!:;()".contains(pair[1]) {
                faults.push(format!("has ASCII punctuation after {}", pair[0]));
            }
        }
        for triple in chars.windows(3) {
            let digit_beside = is_chinese(triple[0]) && triple[2].is_ascii_digit()
                || triple[0].is_ascii_digit() && is_chinese(triple[2]);
            if triple[1] == ' ' && digit_beside {
                faults.push("has a typed space between Chinese and a number".into());
            }
        }
    }
    faults
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn every_study_passes_the_checks_without_any_problem() {
    for path in shipped() {
        let (_, study) = read(&path);
        assert_eq!(check(&study), [], "{}", path.display());
    }
}

#[test]
fn every_study_survives_a_round_trip() {
    for path in shipped() {
        let (_, study) = read(&path);
        let text = serde_json::to_string(&study).expect("a study can be written");
        let again: Study = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(again, study, "{}", path.display());
    }
}

#[test]
fn every_text_is_worded_well_in_both_languages() {
    for path in shipped() {
        let (value, _) = read(&path);
        let mut seen = 0;
        let mut found = Vec::new();
        texts(&value, "", &mut |place, wordings| {
            seen += 1;
            for language in ["zh", "en"] {
                match wordings.get(language).and_then(Value::as_str) {
                    None => found.push(format!("{place} has no {language}")),
                    Some(wording) => found
                        .extend(faults(language, wording).iter().map(|fault| format!("{place}: “{wording}” {fault}"))),
                }
            }
        });
        assert!(seen >= 30, "{}: the walk finds the texts ({seen})", path.display());
        assert!(found.is_empty(), "{}:\n{}", path.display(), found.join("\n"));
    }
}

#[test]
fn faults_of_wording_are_found() {
    for (language, wording) in [
        ("zh", "好,行"),
        ("zh", "什么?"),
        ("zh", "大约 3分钟"),
        ("zh", "过去12 个月"),
        ("zh", "太好了！"),
        ("en", "two  spaces"),
        ("en", "after "),
        ("en", "Great!"),
        ("en", "yes，no"),
    ] {
        assert_eq!(faults(language, wording).len(), 1, "{wording}");
    }
    for (language, wording) in [("zh", "好，行。"), ("zh", "街角咖啡馆 · 2026年6月"), ("en", "One, two.")] {
        assert_eq!(faults(language, wording), Vec::<String>::new());
    }
}

#[test]
fn no_page_has_more_than_six_rows() {
    for path in shipped() {
        let (_, study) = read(&path);
        for page in study.parts.iter().flat_map(|part| &part.pages) {
            assert!((1..=6).contains(&page.asks.len()), "{}: {}", path.display(), page.id);
        }
    }
}

#[test]
fn names_fit_into_charts() {
    for path in shipped() {
        let (_, study) = read(&path);
        for item in &study.items {
            let label = item.label();
            let zh = label.get("zh").chars().count();
            let en = label.get("en").split(' ').count();
            assert!((2..=6).contains(&zh) && (1..=4).contains(&en), "{}: {} is too long", path.display(), item.id);
        }
    }
}

/// Two facets of a touchpoint are asked on pages of their own, in the same order and with the same shuffling.
#[test]
fn expectations_and_perceptions_are_asked_alike_and_never_side_by_side() {
    for study in [named("customer.study.json"), named("cafe.study.json")] {
        let asked = |facet: Facet| -> Vec<(Vec<String>, bool)> {
            let touchpoint = |ask: &str| study.touchpoints().any(|item| item.id == ask);
            let pages = study.parts.iter().flat_map(|part| &part.pages);
            pages
                .map(|page| {
                    let items = page.asks.iter().filter_map(|ask| match ask.split_once('.') {
                        Some((item, name)) => (name == facet.name()).then(|| item.to_string()),
                        None => (facet == Facet::Perceived && touchpoint(ask)).then(|| ask.clone()),
                    });
                    (items.collect::<Vec<_>>(), page.shuffle, page.asks.len())
                })
                .filter(|(items, ..)| !items.is_empty())
                .map(|(items, shuffle, rows)| {
                    assert_eq!(items.len(), rows, "a page of {} mixes facets", study.id);
                    (items, shuffle)
                })
                .collect()
        };
        assert_eq!(asked(Facet::Expected), asked(Facet::Perceived), "{}", study.id);
        assert!(asked(Facet::Expected).iter().all(|(_, shuffle)| *shuffle), "{}", study.id);
    }
}

#[test]
fn the_questionnaire_for_customers_covers_needs_and_outcomes() {
    let study = named("customer.study.json");
    assert_eq!(study.touchpoints().count(), 8);
    let facets = |need| study.facets_of(need).map(|item| item.id.as_str()).collect::<Vec<_>>().join(" ");
    assert_eq!(facets(Need::Safety), "S1 S2 S3");
    assert_eq!(facets(Need::Fairness), "F1 F2 F3 F4 F5");
    assert_eq!(facets(Need::Respect), "R1 R2 R3 R4 R5");
    let reversed: Vec<&str> = study.items.iter().filter(|item| item.reverse).map(|item| item.id.as_str()).collect();
    assert_eq!(reversed, ["R5"]);
    for outcome in [
        Outcome::Overall,
        Outcome::Disconfirmation,
        Outcome::Ideal,
        Outcome::Effort,
        Outcome::Anger,
        Outcome::StayAway,
        Outcome::ToldBad,
        Outcome::ToldGood,
        Outcome::Recommendation,
        Outcome::Return,
        Outcome::PriceTolerance,
        Outcome::LockIn,
        Outcome::Feelings,
    ] {
        assert!(study.outcome(outcome).is_some(), "{outcome:?}");
    }
}

#[test]
fn the_pulse_has_six_questions() {
    let study = named("customer-pulse.study.json");
    let asked: Vec<&str> =
        study.parts.iter().flat_map(|part| &part.pages).flat_map(|page| &page.asks).map(String::as_str).collect();
    assert_eq!(asked, ["O1", "D1", "L2", "INC", "X1", "X2"]);
}
