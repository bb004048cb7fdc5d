//! Which responses a report speaks of: by segment, wave and state, as text and back, and what there is to choose from.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::{read, shop};
use esteem_analysis::needs::State;
use esteem_analysis::report::Note;
use esteem_analysis::selection::{BadCondition, FilterKind, filters};
use esteem_analysis::{Responses, Selection, Tally, analyze, plan, report, tally};
use esteem_study::Text;
use esteem_study::study::Choice;

/// Columns of the needs rule, the segment and the wave. A row says S1, S2, F1, F2 (reversed), R1, R2, O, ANG, branch
/// and wave.
const HEAD: &str = "S1,S2,F1,F2,R1,R2,O,ANG,branch,wave\n";
const OUTRAGED: &str = "1,6,6,2,5,5,2,7,";
const AT_RISK: &str = "1,6,6,2,5,5,4,1,";
const SWING: &str = "6,6,6,2,5,5,4,1,";
const SILENT: &str = ",,,,,,4,1,";

fn people(rows: &[(&str, usize, &str)]) -> Responses {
    let rows: String =
        rows.iter().flat_map(|(said, count, rest)| (0..*count).map(move |_| format!("{said}{rest}\n"))).collect();
    read(&shop(), format!("{HEAD}{rows}"), None).unwrap().responses
}

fn sample() -> Responses {
    people(&[
        (OUTRAGED, 3, "west,2026-02"),
        (AT_RISK, 12, "east,2026-02"),
        (OUTRAGED, 11, "east,2026-01"),
        (SWING, 20, "north,2026-01"),
        (SILENT, 15, "east,2026-01"),
        (SWING, 4, ",2026-01"),
    ])
}

fn conditions(conditions: &[(&str, &str)]) -> Result<Selection, BadCondition> {
    Selection::from_conditions(conditions.iter().map(|(name, value)| (name.to_string(), value.to_string())))
}

#[track_caller]
fn check(given: &[(&str, &str)], responses: u64) {
    let report = analyze(&shop(), &sample(), &conditions(given).unwrap());
    assert_eq!(report.responses, responses, "{given:?}");
    common::sound(&report);
}

#[test]
fn values_of_one_name_are_alternatives_and_every_name_must_fit() {
    check(&[], 65);
    check(&[("state", "outraged")], 14);
    check(&[("state", "outraged"), ("state", "at_risk")], 26);
    check(&[("state", "outraged"), ("branch", "east")], 11);
    check(&[("state", "outraged"), ("branch", "east"), ("wave", "2026-02")], 0);
    check(&[("state", "respected")], 0);
    // The silent and those in no selected state are both left out.
    check(&State::ALL.map(|state| ("state", state.name())), 50);
    check(&[("branch", "east")], 38);
    check(&[("door", "back")], 0);
}

#[test]
fn a_study_without_needs_has_nobody_in_a_state() {
    let mut study = shop();
    study.items.retain(|item| !["S1", "S2", "F1", "F2", "R1", "R2"].contains(&item.id.as_str()));
    let responses = read(&study, "T1,O\n5,4\n", None).unwrap().responses;
    let report = |selection: &Selection| analyze(&study, &responses, selection).responses;
    assert_eq!(report(&Selection::default()), 1);
    assert_eq!(report(&conditions(&[("state", "swing")]).unwrap()), 0);
    assert!(filters(&study, std::slice::from_ref(&responses)).iter().all(|filter| filter.kind != FilterKind::State));
}

#[test]
fn a_state_is_selected_as_if_its_rows_were_picked_by_hand_in_any_number_of_pieces() {
    let (study, responses) = (shop(), sample());
    let selection = conditions(&[("state", "outraged"), ("wave", "2026-01")]).unwrap();
    let plan = plan(&study, &selection);
    let whole = tally(&plan, &responses);
    let by_hand = responses.pick(&(15..26).collect::<Vec<_>>());
    let all = Selection::default();
    assert_eq!(whole, tally(&esteem_analysis::plan(&study, &all), &by_hand));
    let mut merged = Tally::empty(&plan);
    for piece in [2, 0, 1] {
        let rows: Vec<usize> = (0..responses.len()).filter(|row| row % 3 == piece).collect();
        merged.merge(&tally(&plan, &responses.pick(&rows)));
    }
    assert_eq!(merged, whole);
    let chosen = report(&study, &plan, &whole);
    assert_eq!(chosen.states.as_ref().unwrap().outraged_share.value, Some(1.0));
    assert!(chosen.notes.contains(&Note::ChosenByState));
    assert!(!analyze(&study, &by_hand, &all).notes.contains(&Note::ChosenByState));
}

#[test]
fn conditions_and_json_bring_the_selection_back() {
    let given = [
        ("state", "swing"),
        ("branch", "west"),
        ("wave", "2026-02"),
        ("state", "outraged"),
        ("branch", "east"),
        ("area", "=, &"),
    ];
    let selection = conditions(&given).unwrap();
    let listed = selection.conditions();
    let pairs: Vec<(&str, &str)> = listed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let sorted = [
        ("area", "=, &"),
        ("branch", "east"),
        ("branch", "west"),
        ("wave", "2026-02"),
        ("state", "outraged"),
        ("state", "swing"),
    ];
    assert_eq!(pairs, sorted);
    assert_eq!(Selection::from_conditions(listed).as_ref(), Ok(&selection));
    assert!(!selection.is_empty());
    let json = serde_json::to_string(&selection).unwrap();
    assert!(json.ends_with(r#""states":["outraged","swing"]}"#), "{json}");
    assert_eq!(serde_json::from_str::<Selection>(&json).unwrap(), selection);
    assert_eq!(serde_json::to_string(&Selection::default()).unwrap(), "{}");
    assert_eq!(Selection::default().conditions(), []);
    assert!(Selection::default().is_empty());
    assert_eq!(conditions(&[("state", "furious")]), Err(BadCondition { value: "furious".into() }));
    for state in State::ALL {
        let states = conditions(&[("state", state.name())]).unwrap().states;
        assert_eq!(states, BTreeSet::from([state]));
    }
}

/// A filter in short: its kind, its name, and its values with their counts.
type Short<'a> = (FilterKind, &'a str, &'a [(&'a str, u64)]);

#[track_caller]
fn check_filters(responses: &Responses, expect: &[Short<'_>]) {
    let mut study = shop();
    let choice = |id: &str| Choice { id: id.into(), text: Text::default() };
    study.segments[0].values = ["west", "south", "east"].map(choice).into();
    let found = filters(&study, std::slice::from_ref(responses));
    let found: Vec<_> = found
        .iter()
        .map(|filter| {
            let values: Vec<_> = filter.values.iter().map(|v| (v.value.as_str(), v.responses)).collect();
            (filter.kind, filter.id.as_str(), values)
        })
        .collect();
    let expect: Vec<_> = expect.iter().map(|(kind, id, values)| (*kind, *id, values.to_vec())).collect();
    assert_eq!(found, expect);
    // Whatever is offered keeps as many as it says.
    for (_, id, values) in found {
        for (value, count) in values {
            let selection = conditions(&[(id, value)]).unwrap();
            assert_eq!(analyze(&shop(), responses, &selection).responses, count, "{id}={value}");
        }
    }
}

#[test]
fn there_is_to_choose_from_what_the_responses_hold() {
    use FilterKind::*;
    let branches: &[(&str, u64)] = &[("west", 3), ("east", 38), ("north", 20)];
    let waves: &[(&str, u64)] = &[("2026-01", 50), ("2026-02", 15)];
    let states: &[(&str, u64)] = &[("outraged", 14), ("at_risk", 12), ("swing", 24)];
    check_filters(&sample(), &[(Segment, "branch", branches), (Wave, "wave", waves), (State, "state", states)]);
    // What no row has any more is not offered, and too few show no state.
    let few = sample().pick(&[0, 3, 4, 5]);
    check_filters(&few, &[(Segment, "branch", &[("west", 1), ("east", 3)]), (Wave, "wave", &[("2026-02", 4)])]);
    check_filters(&Responses::new(&shop()), &[]);
}
