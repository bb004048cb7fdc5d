//! Cautions of a whole report: each where it holds, and not elsewhere.

#![allow(clippy::unwrap_used)]

mod common;

use common::{report_of, shop};
use esteem_analysis::report::Note;
use esteem_study::Study;
use esteem_study::study::{Page, Part};

fn parts(parts: &[&[&str]]) -> Study {
    let mut study = shop();
    let part = |(number, asks): (usize, &&[&str])| Part {
        id: format!("part{number}"),
        pages: vec![Page {
            id: format!("page{number}"),
            intro: None,
            asks: asks.iter().map(|ask| (*ask).to_owned()).collect(),
            shuffle: false,
        }],
    };
    study.parts = parts.iter().enumerate().map(part).collect();
    study
}

const PAIRS: &str = "T1.expected,T1\n5,4\n6,6\n";

#[test]
fn expectations_that_are_remembered_are_told() {
    let has = |study: &Study, csv: &str| report_of(study, csv).notes.contains(&Note::ExpectationRecalled);
    let together = parts(&[&["T1.expected", "T1"]]);
    assert!(has(&together, PAIRS));
    assert!(!has(&together, "O\n5\n"), "nobody rated both");
    assert!(!has(&parts(&[&["T1.expected"], &["T1"]]), PAIRS), "expectations were asked before");
}

#[test]
fn a_questionnaire_that_ships_is_not_validated() {
    let mut study = shop();
    let has = |study: &Study, csv: &str| report_of(study, csv).notes.contains(&Note::NotValidated);
    assert!(!has(&study, "O\n5\n"));
    study.id = "customer".into();
    assert!(has(&study, "O\n5\n"));
}

#[test]
fn the_ids_of_the_studies_that_ship_are_known() {
    for file in [
        include_bytes!("../../../studies/customer.study.json").as_slice(),
        include_bytes!("../../../studies/customer-pulse.study.json"),
    ] {
        let study = esteem_analysis::import::read_study(file).unwrap().study;
        let key = study.keys().next().unwrap().to_string();
        assert!(report_of(&study, &format!("{key}\n\"\"\n1\n")).notes.contains(&Note::NotValidated), "{}", study.id);
    }
}

/// Touchpoints rated low, middling and high by so many, with satisfaction that follows.
fn sides(low: usize, middle: usize, high: usize) -> Vec<Note> {
    let mut study = shop();
    study.items.retain(|item| item.id != "T2" && item.id != "T3");
    let rows = [("2,1", low / 2), ("2,2", low - low / 2), ("4,3", middle / 2), ("4,4", middle - middle / 2)];
    let rows = rows.into_iter().chain([("6,4", high / 2), ("6,5", high - high / 2)]);
    let csv: String = rows.map(|(row, times)| format!("{row}\n").repeat(times)).collect();
    report_of(&study, &format!("T1,O\n{csv}")).penalty_reward.unwrap().notes
}

#[test]
fn few_in_a_cell_are_told_and_fewer_left_out() {
    assert!(!sides(40, 40, 40).contains(&Note::FewInCells));
    let few = sides(20, 40, 40);
    assert!(few.contains(&Note::FewInCells) && !few.contains(&Note::ThinCells));
    let thin = sides(5, 40, 40);
    assert!(thin.contains(&Note::ThinCells) && !thin.contains(&Note::FewInCells));
}
