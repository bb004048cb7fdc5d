//! The needs rule, branch by branch: what one respondent said, and where that puts them.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::{read, shop};
use esteem_analysis::needs::{FacetState, StandingCounts, State};
use esteem_analysis::plan::Table;
use esteem_analysis::tally::Counts;
use esteem_analysis::{Selection, plan, tally};
use esteem_study::{Corroboration, Need, NeedsRule};

/// Somebody whose needs are met and who is neither angry nor delighted. `F2` is reversed: 2 is as good as 6.
const CONTENT: [(&str, &str); 11] = [
    ("S1", "6"),
    ("S2", "6"),
    ("F1", "6"),
    ("F2", "2"),
    ("R1", "5"),
    ("R2", "5"),
    ("O", "4"),
    ("ANG", "1"),
    ("AWAY", "1"),
    ("TOLD", "0"),
    ("INC", "none"),
];

/// The counts of one respondent who differs from [`CONTENT`] in these cells: `S1=2 INC=harm INC.harm.severity=3`. A
/// cell without a value is skipped.
fn counts(rule: impl Fn(&mut NeedsRule), said: &str) -> Vec<u64> {
    let mut study = shop();
    rule(&mut study.scoring.needs);
    let mut cells: BTreeMap<&str, &str> = CONTENT.into();
    for cell in said.split_whitespace() {
        let (column, value) = cell.split_once('=').unwrap();
        cells.insert(column, value);
    }
    let names: Vec<&str> = cells.keys().copied().collect();
    let values: Vec<&str> = cells.values().copied().collect();
    let imported = read(&study, format!("{}\n{}\n", names.join(","), values.join(",")), None).unwrap();
    assert!(imported.manifest.findings.iter().all(|f| f.lines.is_empty()), "{:?}", imported.manifest.findings);
    let plan = plan(&study, &Selection::default());
    let tally = tally(&plan, &imported.responses);
    plan.tables
        .iter()
        .zip(tally.tables)
        .find_map(|(table, counts)| match (table, counts) {
            (Table::Standings(_), Counts::Cells(cells)) => Some(cells),
            _ => None,
        })
        .unwrap()
}

#[track_caller]
fn check_rule(rule: impl Fn(&mut NeedsRule), said: &str, expect: &str) {
    let cells = counts(rule, said);
    let counts = StandingCounts::new(&cells);
    let mut found: Vec<String> = Vec::new();
    for state in State::ALL {
        if counts.state(state) == 1 {
            let mark = if counts.recovered(state) == 1 { " recovered" } else { "" };
            found.push(format!("{}{mark}", state.name()));
        }
    }
    found.extend((counts.silent() == 1).then(|| "silent".to_string()));
    assert_eq!(found, [expect], "{said}");
}

#[track_caller]
fn check(said: &str, expect: &str) {
    check_rule(|_| {}, said, expect);
}

#[test]
fn one_violated_facet_of_safety_or_fairness_is_enough() {
    check("", "swing");
    check("S1=3", "swing");
    check("S1=2", "at_risk");
    check("F1=1", "at_risk");
    check("F2=6", "at_risk");
    check("F2=5", "swing");
    check("S1=2 S2= F1= F2= R1= R2=", "at_risk");
    check("S1=2 S2=not_applicable F1=not_asked F2=dont_know R1=7 R2=7 O=5", "at_risk");
    check_rule(|rule| rule.violated_to = 1, "S1=2", "swing");
    check_rule(|rule| rule.violated_to = 3, "S1=3", "at_risk");
}

#[test]
fn signs_of_anger_make_a_violation_an_outrage() {
    for sign in ["O=2", "O=1", "ANG=5", "AWAY=6", "TOLD=1"] {
        check(&format!("S1=1 {sign}"), "outraged");
        check(sign, "swing");
    }
    for no_sign in ["O=3", "ANG=4", "AWAY=5", "TOLD=0", "O=", "ANG=dont_know", "TOLD="] {
        check(&format!("S1=1 {no_sign}"), "at_risk");
    }
}

#[test]
fn the_rule_says_how_many_signs_are_needed() {
    let none: fn(&mut NeedsRule) = |rule| rule.corroboration = Corroboration::None;
    let two: fn(&mut NeedsRule) = |rule| rule.corroboration = Corroboration::Two;
    check_rule(none, "S1=2", "outraged");
    check_rule(none, "S1=3 ANG=7", "swing");
    check_rule(two, "S1=2 ANG=7", "at_risk");
    check_rule(two, "S1=2 ANG=7 TOLD=3", "outraged");
    check_rule(two, "S1=2 O=2 AWAY=6", "outraged");
    check_rule(|rule| rule.angry_overall_to = 3, "S1=2 O=3", "outraged");
    check_rule(|rule| rule.angry_from = 4, "S1=2 ANG=4", "outraged");
    check_rule(|rule| rule.stay_away_from = 7, "S1=2 AWAY=6", "at_risk");
}

#[test]
fn hurt_respect_outrages_only_where_the_rule_says_so() {
    let trigger: fn(&mut NeedsRule) = |rule| rule.respect_outrages = true;
    check("R1=1 ANG=7", "swing");
    check_rule(trigger, "R1=1 ANG=7", "outraged");
    check_rule(trigger, "R1=1", "at_risk");
    check("INC=slight INC.slight.severity=4 ANG=7", "swing");
    check_rule(trigger, "INC=slight INC.slight.severity=4 ANG=7", "outraged");
}

#[test]
fn incidents_violate_when_severe_and_not_solved_quickly() {
    check("INC=harm INC.harm.severity=3 INC.harm.resolution=2", "at_risk");
    check("INC=harm INC.harm.severity=4 INC.harm.resolution=4", "at_risk");
    check("INC=harm INC.harm.severity=3", "at_risk");
    check("INC=harm INC.harm.severity=2 INC.harm.resolution=3", "swing");
    check("INC=harm INC.harm.resolution=3", "swing");
    check("INC=harm", "swing");
    check("INC=harm INC.harm.severity=4 INC.harm.resolution=1", "swing");
    check("INC=queue INC.queue.severity=4 INC.queue.resolution=3", "swing");
    check("INC=cheat INC.cheat.severity=3 O=1", "outraged");
    check("INC=harm;cheat INC.harm.severity=1 INC.cheat.severity=4", "at_risk");
    check_rule(|rule| rule.severe_from = 2, "INC=harm INC.harm.severity=2", "at_risk");
    // A severe incident speaks for a facet that nobody rated, and alone.
    check("S1= S2= F1= F2= R1= R2= INC=harm INC.harm.severity=4", "at_risk");
}

#[test]
fn what_was_solved_quickly_recovers_those_who_are_satisfied() {
    let solved = "INC=harm INC.harm.severity=4 INC.harm.resolution=1";
    check(&format!("S1=2 {solved} O=4"), "at_risk recovered");
    check(&format!("S1=2 {solved} O=3"), "at_risk");
    check(&format!("S1=2 {solved} O="), "at_risk");
    check(&format!("S1=2 {solved} O=5 ANG=7"), "outraged recovered");
    check("S1=2 O=5", "at_risk");
    check("S1=2 INC=harm INC.harm.severity=1 INC.harm.resolution=2 O=5", "at_risk");
    check("S1=2 INC=harm;cheat INC.harm.resolution=1 INC.cheat.resolution=3 O=5", "at_risk");
    check("S1=2 INC=harm;queue INC.harm.resolution=1 INC.queue.resolution=3 O=5", "at_risk recovered");
    check_rule(|rule| rule.recovered_overall_from = 5, &format!("S1=2 {solved} O=4"), "at_risk");
}

#[test]
fn too_few_facets_leave_it_undetermined_and_none_at_all_is_silence() {
    check("S2=", "undetermined");
    check("S2=not_applicable", "undetermined");
    check("F1=dont_know R1=7 R2=7 O=5", "undetermined");
    check("S1= S2= F1= F2=", "undetermined");
    check("S1= S2= F1= F2= R1= R2=", "silent");
    check("S1= S2= F1= F2= R1= R2= O=1 ANG=7", "silent");
    check("S1= S2= F1= F2= R1= R2= INC=harm INC.harm.severity=4 INC.harm.resolution=1", "silent");
    check_rule(|rule| rule.facets_required = 1, "S2= F2=", "swing");
    check_rule(|rule| rule.facets_required = 0, "S1= S2= F1= F2=", "swing");
    // Two facets are asked; a rule that requires more cannot require what nobody was asked.
    check_rule(|rule| rule.facets_required = 3, "", "swing");
}

#[test]
fn enhanced_respect_and_the_top_level_are_complete_satisfaction() {
    check("R1=7 R2=5 O=5", "completely_satisfied");
    check("R1=7 R2=5 O=4", "respected");
    check("R1=7 R2=7 O=", "respected");
    check("R1=7 R2=4 O=5", "swing");
    check("R1=6 R2=5 O=5", "swing");
    check("R1=7 R2= O=5", "swing");
    check("R1= R2= O=5", "swing");
    check("R1=7 R2=7 O=5 S1=3", "completely_satisfied");
    check("R1=7 R2=7 O=5 S1=2", "at_risk");
    check("R1=7 R2=7 O=5 INC=slight INC.slight.severity=3", "swing");
    check_rule(|rule| rule.delight_needs_top = false, "R1=7 R2=7 O=3", "completely_satisfied");
    check_rule(|rule| rule.delight_needs_top = false, "R1=7 R2=7 O=", "completely_satisfied");
    check_rule(|rule| rule.fulfilled_from = 5, "R1=5 R2=5 O=5", "completely_satisfied");
    check_rule(|rule| rule.fulfilled_least = 6, "R1=7 R2=5 O=5", "swing");
}

#[track_caller]
fn check_need(said: &str, need: Need, expect: Option<FacetState>) {
    let cells = counts(|_| {}, said);
    let found = StandingCounts::new(&cells).need(need);
    let expect = FacetState::ALL.map(|state| u64::from(expect == Some(state)));
    assert_eq!(found, expect, "{said}: violated, strained, met, fulfilled");
}

#[test]
fn the_state_of_a_need_follows_from_its_facets() {
    use FacetState::*;
    check_need("S1=4 S2=7", Need::Safety, Some(Met));
    check_need("S1=3 S2=7", Need::Safety, Some(Strained));
    check_need("S1=2 S2=7", Need::Safety, Some(Violated));
    check_need("S1=5 S2=7", Need::Safety, Some(Fulfilled));
    check_need("S1=5 S2=6", Need::Safety, Some(Met));
    check_need("F1=6 F2=2", Need::Fairness, Some(Fulfilled));
    check_need("F1=6 F2=6", Need::Fairness, Some(Violated));
    // One answer of two is too little to call a need met, and enough to call it violated.
    check_need("S1=6 S2=", Need::Safety, None);
    check_need("S1=2 S2=", Need::Safety, Some(Violated));
    check_need("S1=6 S2=not_applicable", Need::Safety, None);
}

#[test]
fn anger_is_counted_among_the_violated_only() {
    for (said, expect) in [("S1=2 ANG=5", 1), ("S1=2", 0), ("ANG=5", 0), ("F1=2 ANG=5", 0)] {
        assert_eq!(StandingCounts::new(&counts(|_| {}, said)).angry(Need::Safety), expect, "{said}");
    }
}
