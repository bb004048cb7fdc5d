//! Touchpoints that are dealt out: which are asked, and that they stay the same.

use std::collections::{BTreeMap, BTreeSet};

use esteem_study::interview::{Interview, NoInterview, Setting};
use esteem_study::{Missing, Study};
use serde_json::json;

use super::common::{at, begin, code, key, open, ratings, read, saved, shipped, study};

/// Eight touchpoints, their expectations on one page and their perceptions on another, and an item for everybody.
fn eight(each: u32, shuffle: bool) -> Study {
    let ids = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let mut items = ratings(&ids);
    items.push(json!({"id": "all", "text": {"en": "all"}, "answer": {"kind": "rating", "scale": "seven"}}));
    let expected: Vec<String> = ids.iter().map(|id| format!("{id}.expected")).collect();
    let perceived: Vec<&str> = ids.into_iter().chain(["all"]).collect();
    let pages = json!([
        {"id": "before", "asks": expected, "shuffle": shuffle},
        {"id": "after", "asks": perceived, "shuffle": shuffle},
    ]);
    let mut study = study(json!(items), pages);
    study.touchpoints_each = Some(each);
    study
}

fn order(interview: &Interview) -> Vec<String> {
    read(&interview.record(&at(10), "en")).order.expect("is recorded")
}

/// The touchpoints of which this facet is asked.
fn touchpoints(interview: &Interview, facet: &str) -> BTreeSet<String> {
    let keys = order(interview).into_iter().filter(|name| name != "all");
    keys.filter_map(|name| match name.split_once('.') {
        Some((item, found)) => (found == facet).then(|| item.to_owned()),
        None => (facet == "perceived").then_some(name),
    })
    .collect()
}

#[test]
fn each_respondent_is_asked_so_many_and_of_the_same_what_was_expected_and_what_was_met() {
    for each in 0..10 {
        for shuffle in [false, true] {
            for seed in 0..50 {
                let interview = open(eight(each, shuffle), seed);
                let perceived = touchpoints(&interview, "perceived");
                assert_eq!(perceived.len(), (each as usize).min(8));
                assert_eq!(touchpoints(&interview, "expected"), perceived);
                assert!(order(&interview).contains(&"all".into()), "what is no touchpoint is asked of everybody");
            }
        }
    }
}

#[test]
fn pages_that_are_not_shuffled_keep_their_order() {
    for seed in 0..50 {
        let interview = open(eight(4, false), seed);
        let perceived = order(&interview).split_off(4);
        assert!(perceived.is_sorted_by_key(|name| if name == "all" { "z" } else { name }), "{perceived:?}");
    }
}

#[test]
fn every_pair_meets_equally_often() {
    let draws = 20_000;
    let mut met: BTreeMap<(String, String), u32> = BTreeMap::new();
    for seed in 0..draws {
        let asked = touchpoints(&open(eight(3, true), seed), "perceived");
        for one in &asked {
            for other in asked.range(one.clone()..) {
                *met.entry((one.clone(), other.clone())).or_default() += 1;
            }
        }
    }
    assert_eq!(met.len(), 36, "every touchpoint, and every pair");
    for ((one, other), count) in met {
        let share = if one == other { 3.0 / 8.0 } else { 3.0 * 2.0 / (8.0 * 7.0) };
        let expect = share * f64::from(draws);
        let sd = (expect * (1.0 - share)).sqrt();
        assert!((f64::from(count) - expect).abs() < 5.0 * sd, "{one} and {other}: {count}, not {expect}");
    }
}

#[test]
fn the_time_it_takes_is_that_of_what_is_asked() {
    let seconds = |each| open(eight(each, false), 1).progress().all_seconds;
    assert_eq!((seconds(8), seconds(3)), ((16 + 1) * 8, (6 + 1) * 8));
}

#[test]
fn a_draft_goes_on_with_its_own_touchpoints_whatever_the_seed() {
    for (there_seed, here_seed) in [(1, 2), (7, 99), (3, 4)] {
        let mut there = begin(eight(4, true), there_seed);
        let first = order(&there).remove(0);
        there.answer(&key(&first), code(5), &at(10)).expect("is taken");
        there.next(&at(20)).expect("nothing is required");
        let mut here = open(eight(4, true), here_seed);
        let record = there.record(&at(30), "en");
        assert!(!here.adopt(saved(&record), &there.place()));
        assert_eq!(here.record(&at(30), "en"), record);
        assert_eq!(here.progress(), there.progress());
    }
}

#[test]
fn what_is_in_sight_when_a_draft_comes_late_stays() {
    let mut there = begin(eight(3, false), 1);
    let there_first = order(&there).remove(0);
    there.answer(&key(&there_first), code(5), &at(10)).expect("is taken");
    let mut here = begin(eight(3, false), 2);
    let (there_asked, here_asked) = (touchpoints(&there, "perceived"), touchpoints(&here, "perceived"));
    assert_ne!(there_asked, here_asked);
    let own = order(&here).into_iter().find(|name| !order(&there).contains(name)).expect("they differ");
    here.answer(&key(&own), code(2), &at(10)).expect("is taken");
    assert!(here.adopt(saved(&there.record(&at(10), "en")), &there.place()));
    let both: BTreeSet<String> = there_asked.union(&here_asked).cloned().collect();
    assert_eq!(touchpoints(&here, "expected"), both);
    assert_eq!(touchpoints(&here, "perceived"), both);
    let names: Vec<String> = order(&here).into_iter().filter(|name| name.contains('.')).collect();
    assert!(names.is_sorted(), "the page keeps its order: {names:?}");
    assert_eq!(here.answer_of(&key(&own)), code(2).as_ref());
    assert_eq!(here.answer_of(&key(&there_first)), code(5).as_ref());
}

#[test]
fn a_draft_from_before_lots_were_drawn_is_asked_everything() {
    let mut study = eight(8, false);
    study.touchpoints_each = None;
    let mut there = begin(study, 1);
    there.answer(&key("a.expected"), code(5), &at(10)).expect("is taken");
    let mut here = open(eight(3, false), 2);
    here.adopt(saved(&there.record(&at(10), "en")), &there.place());
    assert_eq!(order(&here), order(&there));
}

#[test]
fn a_draft_that_says_nothing_of_touchpoints_leaves_them_as_they_are() {
    let mut there = begin(eight(3, false), 1);
    there.answer(&key("all"), code(5), &at(10)).expect("is taken");
    let mut kept = saved(&there.record(&at(10), "en"));
    kept.order.clear();
    let mut here = open(eight(3, false), 2);
    let before = order(&here);
    here.adopt(kept, "all");
    assert_eq!(order(&here), before);
}

#[test]
fn what_was_not_asked_is_not_missing_and_not_required() {
    let mut study = eight(3, false);
    study.items.iter_mut().for_each(|item| item.required = true);
    let mut interview = begin(study, 5);
    let asked = order(&interview);
    for name in &asked {
        interview.answer(&key(name), code(4), &at(10)).expect("is taken");
    }
    interview.next(&at(20)).expect("what is asked is answered");
    interview.next(&at(30)).expect("what is asked is answered");
    assert!(interview.is_finished());
    let response = read(&interview.record(&at(40), "en"));
    for name in ["a", "b", "c", "d", "e", "f", "g", "h"].into_iter().filter(|name| !asked.contains(&(*name).into())) {
        assert_eq!(response.absent(name), Missing::NotAsked);
    }
}

#[test]
fn another_respondent_on_the_same_device_gets_other_touchpoints() {
    let mut interview = open(eight(3, false), 5);
    let first = order(&interview);
    let others = (0..20).filter(|seed| {
        interview.renew("next".into(), *seed);
        order(&interview) != first
    });
    assert!(others.count() > 10);
}

#[test]
fn a_part_of_nothing_but_touchpoints_may_have_nothing_for_somebody() {
    let mut study = eight(2, false);
    study.parts[0].pages.truncate(1);
    study.parts[0].pages[0].asks.truncate(3);
    let tried = (0..50).map(|seed| Interview::new(study.clone(), Setting::default(), "r".into(), seed).err());
    let tried: Vec<Option<NoInterview>> = tried.collect();
    assert!(tried.contains(&None) && tried.contains(&Some(NoInterview::NothingAsked)));
}

#[test]
fn the_questionnaire_that_ships_gets_shorter() {
    let mut study = shipped("studies/customer.study.json");
    let whole = open(study.clone(), 1).progress();
    let touchpoints = study.touchpoints().count();
    study.touchpoints_each = Some(touchpoints as u32 / 2);
    assert_eq!(study.dealt(), Some(touchpoints / 2));
    let half = open(study, 1).progress();
    assert!(half.minutes_left() < whole.minutes_left(), "{half:?} {whole:?}");
}
