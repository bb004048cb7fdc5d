//! What a survey needs before anybody is asked, against the reference's figures.

#![allow(clippy::unwrap_used)]

use esteem_analysis::planner::{Aim, Question, SamplePlan, sample};
use esteem_analysis::stats::Reason;
use esteem_analysis::words::{Language, tables};

fn needed(plan: &SamplePlan, aim: Aim) -> u64 {
    plan.needs.iter().find(|needed| needed.aim == aim).unwrap().responses
}

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9 * expected.max(1.0), "{found} is not {expected}");
}

#[test]
fn so_many_show_what_the_reference_says() {
    let plan = sample(&Question::default()).unwrap();
    let at = |n: u64| plan.shows.iter().find(|shows| shows.responses == n).unwrap();
    // tables.expected.json: shares of one half, means with a deviation of 1.3, the score of 40 and 20 %, alpha 0.80.
    for (n, share) in [(30, 0.168458743595), (50, 0.133554856832), (400, 0.0487654958303), (1000, 0.0309303996319)] {
        near(at(n).share, share);
    }
    for (n, mean) in [(30, 0.485427977786), (100, 0.257948203706), (400, 0.127785274235)] {
        near(at(n).mean.unwrap(), mean);
    }
    for (n, score) in [(100, 14.6670274411), (400, 7.33351372057), (1000, 4.63812132182)] {
        near(at(n).score, score);
    }
    for (n, low, high) in [(50, 0.691129899474, 0.877264938583), (200, 0.750571923393, 0.841718459267)] {
        let [found_low, found_high] = at(n).alpha.unwrap();
        near(found_low, low);
        near(found_high, high);
    }
    // Nobody of thirty: 11.4 % by Wilson.
    assert_eq!(format!("{:.3}", at(30).none_seen), "0.114");
}

#[test]
fn aims_need_what_the_reference_says() {
    let plan = sample(&Question::default()).unwrap();
    assert_eq!([0.5, 0.3, 0.2].map(|d| needed(&plan, Aim::Distance(d))), [64, 176, 394]);
    assert_eq!([0.75, 0.80].map(|to| needed(&plan, Aim::Change([0.70, to]))), [1251, 294]);
    // Fifteen coefficients for seven touchpoints, twenty responses each.
    assert_eq!(needed(&plan, Aim::PenaltyReward(7)), 300);
    let expected = [0.034, 0.068, 0.132];
    for ([_, share], expected) in plan.slips.iter().zip(expected) {
        assert!((share - expected).abs() < 0.0005, "{share}");
    }
}

#[test]
fn few_customers_need_fewer_responses() {
    let question = Question { responses: vec![50, 300], population: Some(500), ..Question::default() };
    let plan = sample(&question).unwrap();
    near(plan.shows[0].share, 0.131610057014);
    near(plan.shows[1].share, 0.0358197205227);
    let all = needed(&sample(&Question::default()).unwrap(), Aim::Margin(0.05));
    let few = needed(&plan, Aim::Margin(0.05));
    assert!(few < all && (200..300).contains(&few), "{few} of {all}");
    let one = Question { responses: vec![1], population: Some(1), ..Question::default() };
    assert_eq!(needed(&sample(&one).unwrap(), Aim::Margin(0.05)), 1);
}

#[test]
fn what_cannot_be_planned_has_its_reason() {
    let with = |change: fn(&mut Question)| {
        let mut question = Question::default();
        change(&mut question);
        sample(&question).map(|_| ())
    };
    assert_eq!(with(|question| question.responses = vec![0]), Err(Reason::NoAnswers));
    assert_eq!(with(|question| question.population = Some(100)), Err(Reason::OutOfRange));
    assert_eq!(with(|question| question.changes = vec![[0.7, 0.7]]), Err(Reason::OutOfRange));
    assert_eq!(with(|question| question.changes = vec![[0.7, 1.7]]), Err(Reason::OutOfRange));
    assert_eq!(with(|question| question.margins = vec![0.0]), Err(Reason::OutOfRange));
    assert_eq!(with(|question| question.margins = vec![f64::NAN]), Err(Reason::OutOfRange));
    let one = sample(&Question { responses: vec![1], ..Question::default() }).unwrap();
    assert!(one.shows[0].mean.is_none() && one.shows[0].alpha.is_none());
    let none = sample(&Question { touchpoints: 0, facets: 0, ..Question::default() }).unwrap();
    assert!(none.slips.is_empty() && !none.needs.iter().any(|needed| matches!(needed.aim, Aim::PenaltyReward(_))));
}

#[test]
fn it_is_told_in_both_languages() {
    let plan = sample(&Question::default()).unwrap();
    for language in Language::ALL {
        let found = tables::sample(&plan, language);
        assert_eq!(found.iter().map(|table| table.rows.len()).collect::<Vec<_>>(), [6, 7, 3]);
        for table in &found {
            assert!(table.rows.iter().all(|row| row.cells.len() == table.heads.len()), "{}", table.id);
        }
        let percent = if language == Language::Zh { "±4.9%" } else { "±4.9\u{a0}%" };
        assert_eq!(found[0].rows[4].cells[1].text, percent);
        assert_eq!(found[1].rows[5].cells[1].text, "294");
    }
}
