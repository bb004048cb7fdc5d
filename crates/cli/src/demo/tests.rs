//! The example is what it claims to be: made by this generator, answerable by its study, and true to what is planted.

use std::collections::{BTreeMap, BTreeSet};

use esteem_study::response::{Answer, Incident, Missing, Response, State};
use esteem_study::{AnswerForm, Need, Outcome, Study};

use super::{GUESTS, SEED, STUDY, responses, truths, write_csv, write_json_lines};

fn study() -> Study {
    serde_json::from_str(STUDY).expect("the example's study parses")
}

fn table(seed: u64, number: u32) -> String {
    let mut out = Vec::new();
    let study = study();
    write_csv(&study, responses(&study, seed, number), &mut out).expect("memory can be written");
    String::from_utf8(out).expect("the table is UTF-8")
}

fn code(response: &Response, key: &str) -> Option<f64> {
    match response.answers.get(key)? {
        Answer::Number(number) => Some(number.as_f64()),
        _ => None,
    }
}

#[test]
fn the_file_in_examples_is_made_by_the_generator() {
    let file = include_str!("../../../../examples/cafe.responses.csv");
    let made = table(SEED, GUESTS);
    let differs = made.lines().zip(file.lines()).position(|(made, file)| made != file);
    assert_eq!(differs, None, "the first line that differs, counted from 0");
    assert!(made == file, "the files differ in length or in how lines end");
}

#[test]
fn another_seed_makes_other_answers() {
    assert_ne!(table(SEED, 5), table(SEED + 1, 5));
}

#[test]
fn every_answer_fits_its_question() {
    let study = study();
    let known: BTreeMap<String, &AnswerForm> =
        study.keys().filter_map(|key| Some((key.to_string(), &study.item(&key.item)?.answer))).collect();
    let mut ids = BTreeSet::new();
    for response in responses(&study, 7, 3000) {
        assert!(ids.insert(response.id.clone()), "{} comes twice", response.id);
        assert!(response.started_at <= response.finished_at, "{}", response.id);
        for segment in &study.segments {
            let value = response.segments.get(&segment.id);
            assert!(segment.values.iter().any(|option| Some(&option.id) == value), "{}", response.id);
        }
        for (key, answer) in &response.answers {
            let form = known.get(key).unwrap_or_else(|| panic!("{key} is asked by the study"));
            assert!(fits(&study, form, answer), "{} {key}: {answer:?}", response.id);
        }
    }
}

fn fits(study: &Study, form: &AnswerForm, answer: &Answer) -> bool {
    match (form, answer) {
        (AnswerForm::Rating { scale, .. }, Answer::Missing { missing }) => {
            let scale = study.scale(scale).expect("the scale is defined");
            match missing {
                Missing::NotApplicable => scale.not_applicable.is_some(),
                Missing::DontKnow => scale.dont_know.is_some(),
                _ => true,
            }
        }
        (_, Answer::Missing { missing }) => *missing == Missing::Skipped,
        (AnswerForm::Rating { scale, .. }, Answer::Number(number)) => {
            let scale = study.scale(scale).expect("the scale is defined");
            number.as_whole().is_some_and(|code| scale.position(code).is_some())
        }
        (AnswerForm::Incidents { incidents: kinds, .. }, Answer::Incidents(incidents)) => {
            let one = |incident: &Incident| {
                let range = Some(1)..=Some(4);
                kinds.iter().any(|kind| kind.id == incident.incident)
                    && range.contains(&incident.severity)
                    && range.contains(&incident.resolution)
            };
            incidents.iter().all(one)
        }
        (AnswerForm::Text { .. }, Answer::Text(text)) => !text.is_empty(),
        _ => false,
    }
}

#[test]
fn the_example_holds_every_reason_why_an_answer_is_missing() {
    let file = table(SEED, GUESTS);
    for missing in Missing::ALL {
        let cell = if missing == Missing::Skipped { "" } else { missing.name() };
        let found = file.lines().filter(|line| line.split(',').any(|found| found == cell)).count();
        assert!(found >= 10, "{}: {found}", missing.name());
    }
}

#[test]
fn a_guest_who_left_has_answers_up_to_a_page_and_none_after_it() {
    let study = study();
    let pages: Vec<&Vec<String>> = study.parts.iter().flat_map(|part| &part.pages).map(|page| &page.asks).collect();
    let mut left_after = BTreeSet::new();
    for response in responses(&study, 3, 2000).filter(|response| response.state == State::Partial) {
        let seen = |page: &Vec<String>| page.iter().any(|key| response.answers.contains_key(key));
        let count = pages.iter().take_while(|page| seen(page)).count();
        assert!(!pages[count..].iter().any(|page| seen(page)), "{}", response.id);
        assert!(pages[..count].iter().all(|page| page.iter().all(|key| response.answers.contains_key(key))));
        left_after.insert(count);
    }
    assert_eq!(left_after, (1..pages.len()).collect(), "guests leave after any page but the last");
}

/// A record is one line, and what is read back makes the same table. The records themselves may differ in one point: an
/// empty list says neither "no incidents" nor "no ticks".
#[test]
fn json_lines_are_records_that_read_back() {
    let study = study();
    let mut out = Vec::new();
    write_json_lines(responses(&study, SEED, 40), &mut out).expect("memory can be written");
    let text = String::from_utf8(out).expect("JSON is UTF-8");
    let read: Vec<Response> =
        text.lines().map(|line| serde_json::from_str(line).expect("a line is a record")).collect();
    let mut again = Vec::new();
    write_csv(&study, &read, &mut again).expect("memory can be written");
    assert_eq!(read.len(), 40);
    assert!(again == table(SEED, 40).into_bytes(), "the tables differ");
}

#[test]
fn cells_that_would_break_the_table_are_quoted() {
    let study = study();
    let mut response = responses(&study, SEED, 1).next().expect("one guest was asked for");
    response.answers.insert("X1".into(), Answer::Text("more \"oat\", please\nthanks".into()));
    let severe = |incident: &str| Incident { incident: incident.into(), severity: Some(4), resolution: None };
    response.answers.insert("INC".into(), Answer::Incidents(vec![severe("unfair"), severe("harm")]));
    let mut out = Vec::new();
    write_csv(&study, [&response], &mut out).expect("memory can be written");
    let text = String::from_utf8(out).expect("the table is UTF-8");
    assert!(text.ends_with(",\"more \"\"oat\"\", please\nthanks\"\n"), "{text}");
    assert!(text.contains(",unfair;harm,4,,,,,,4,,,,,,,,"), "{text}");
}

#[test]
fn what_is_planted_can_be_found_again() {
    let study = study();
    let all: Vec<Response> = responses(&study, 11, 30_000).collect();
    let complete: Vec<&Response> = all.iter().filter(|response| response.state == State::Complete).collect();
    let lunch: Vec<&Response> =
        complete.iter().copied().filter(|response| response.segments["time"] == "lunch").collect();

    let near = |name: &str, found: f64, planted: f64, within: f64| {
        assert!((found - planted).abs() <= within, "{name}: {found} is not within {within} of {planted}");
    };
    let touchpoints: Vec<&str> = study.touchpoints().map(|item| item.id.as_str()).collect();
    let expected = touchpoints.iter().flat_map(|id| all.iter().filter_map(move |r| code(r, &format!("{id}.expected"))));
    let perceived = touchpoints.iter().flat_map(|id| all.iter().filter_map(move |r| code(r, id)));
    near("expected", mean(expected), truths::EXPECTED, 0.02);
    near("perceived", mean(perceived), truths::PERCEIVED, 0.02);
    near("gap of the wait", gap(&complete, "wait"), truths::GAP_OF_WAIT, 0.03);
    near("gap of the wait at lunch", gap(&lunch, "wait"), truths::GAP_OF_WAIT_AT_LUNCH, 0.05);
    near("gap of the place", gap(&complete, "place"), truths::GAP_OF_PLACE, 0.03);
    for id in &touchpoints {
        assert!(*id == "wait" || gap(&complete, id) > truths::GAP_OF_WAIT + 0.3, "the wait disappoints most, not {id}");
        assert!(*id == "place" || gap(&complete, id) < 0.0, "only the place is better than expected, not {id}");
    }

    let unfair: Vec<&Response> =
        complete.iter().copied().filter(|response| violated(&study, response, Need::Fairness)).collect();
    let at_lunch = share(&lunch, |response| violated(&study, response, Need::Fairness));
    let all_fairness = unfair.len() as f64 / complete.len() as f64;
    near("fairness violated", all_fairness, truths::FAIRNESS_VIOLATED_SHARE, 0.006);
    near("fairness violated at lunch", at_lunch, truths::FAIRNESS_VIOLATED_AT_LUNCH_SHARE, 0.012);
    near("angry", share(&unfair, |response| angry(&study, response)), truths::ANGRY_OF_VIOLATED_SHARE, 0.03);
    let unsafe_share = share(&complete, |response| violated(&study, response, Need::Safety));
    near("safety violated", unsafe_share, truths::SAFETY_VIOLATED_SHARE, 0.002);
    let respected = share(&complete, |response| fulfilled(&study, response, Need::Respect));
    near("respect fulfilled", respected, truths::RESPECT_FULFILLED_SHARE, 0.025);
    near("broke off", 1.0 - complete.len() as f64 / all.len() as f64, truths::BROKE_OFF_SHARE, 0.004);
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

fn share(of: &[&Response], holds: impl Fn(&Response) -> bool) -> f64 {
    of.iter().filter(|response| holds(response)).count() as f64 / of.len() as f64
}

fn gap(of: &[&Response], id: &str) -> f64 {
    mean(of.iter().filter_map(|response| Some(code(response, id)? - code(response, &format!("{id}.expected"))?)))
}

/// The codes of a need's facets after reverse items were turned round, on the scale from 1 to 7.
fn facets(study: &Study, response: &Response, need: Need) -> Vec<f64> {
    let turned = |reverse: bool, code: f64| if reverse { 8.0 - code } else { code };
    study.facets_of(need).filter_map(|item| Some(turned(item.reverse, code(response, &item.id)?))).collect()
}

fn violated(study: &Study, response: &Response, need: Need) -> bool {
    let Some(AnswerForm::Incidents { incidents: kinds, .. }) = study.item("INC").map(|item| &item.answer) else {
        panic!("the study asks for incidents");
    };
    let severe = |incident: &Incident| {
        let kind = kinds.iter().find(|kind| kind.id == incident.incident).and_then(|kind| kind.violates.as_ref());
        let hits = kind.is_some_and(|facet| study.facets_of(need).any(|item| item.id == *facet));
        hits && incident.severity >= Some(3) && incident.resolution != Some(1)
    };
    let reported = match response.answers.get("INC") {
        Some(Answer::Incidents(incidents)) => incidents.iter().any(severe),
        _ => false,
    };
    reported || facets(study, response, need).iter().any(|code| *code <= 2.0)
}

fn fulfilled(study: &Study, response: &Response, need: Need) -> bool {
    let codes = facets(study, response, need);
    codes.len() >= 2 && codes.iter().all(|code| *code >= 5.0) && mean(codes.into_iter()) >= 6.0
}

fn angry(study: &Study, response: &Response) -> bool {
    let says = |outcome: Outcome| study.outcome(outcome).and_then(|item| code(response, &item.id));
    says(Outcome::Overall).is_some_and(|code| code <= 2.0)
        || says(Outcome::Anger).is_some_and(|code| code >= 5.0)
        || says(Outcome::StayAway).is_some_and(|code| code >= 6.0)
}
