//! Taking over what was kept.

use esteem_study::Study;
use esteem_study::interview::{Interview, Screen, Setting};
use serde_json::json;

use super::common::{at, begin, code, key, open, ratings, read, saved, shipped, sight, study};

fn four() -> Study {
    let pages = json!([{"id": "one", "asks": ["a", "b"]}, {"id": "two", "asks": ["c", "d"]}]);
    study(json!(ratings(&["a", "b", "c", "d"])), pages)
}

fn answer(interview: &mut Interview, item: &str, value: i64) {
    interview.answer(&key(item), code(value), &at(10)).expect("is taken");
}

fn record(interview: &Interview) -> String {
    interview.record(&at(10), "en")
}

/// What the interview knows now is kept on the device.
fn keep(interview: &mut Interview) {
    let kept = saved(&record(interview));
    interview.rests_on(Some(&kept));
}

/// The answers of the record, `a=1`.
fn answers(interview: &Interview) -> Vec<String> {
    read(&record(interview)).answers.keys().map(|item| format!("{item}={}", digit(interview, item))).collect()
}

fn digit(interview: &Interview, item: &str) -> i64 {
    match interview.answer_of(&key(item)) {
        Some(esteem_study::Answer::Number(number)) => number.as_whole().unwrap_or(-1),
        _ => -1,
    }
}

#[test]
fn a_draft_is_taken_over_with_everything_it_says() {
    let mut first = begin(four(), 1);
    answer(&mut first, "a", 1);
    first.next(&at(4_000)).expect("nothing is required");
    let mut second = Interview::new(four(), Setting::default(), "other".into(), 9).expect("can be asked");
    assert!(!second.adopt(saved(&record(&first)), &first.place()));
    assert_eq!((second.id(), second.place(), sight(&second)), ("r1", "c".into(), vec![vec!["c".into(), "d".into()]]));
    assert_eq!(record(&second), record(&first));
}

#[test]
fn an_answer_given_here_and_not_yet_kept_wins_and_the_rest_is_as_the_draft_says() {
    let mut there = begin(four(), 1);
    for (item, value) in [("a", 1), ("b", 2), ("c", 3)] {
        answer(&mut there, item, value);
    }
    let mut here = begin(four(), 1);
    answer(&mut here, "c", 6);
    answer(&mut here, "d", 6);
    keep(&mut here);
    answer(&mut here, "a", 7);
    let rev = read(&record(&there)).rev;
    assert!(here.adopt(saved(&record(&there)), "b"));
    assert_eq!(answers(&here), ["a=7", "b=2", "c=3"]);
    assert!(read(&record(&here)).rev > rev);
    assert_eq!(here.place(), "a", "nobody who answers is moved away");
    keep(&mut here);
    assert!(!here.adopt(saved(&record(&here)), "a"), "what is kept is nothing more");
}

#[test]
fn what_was_taken_back_here_stays_taken_back() {
    let mut there = begin(four(), 1);
    answer(&mut there, "a", 1);
    let mut here = begin(four(), 1);
    here.adopt(saved(&record(&there)), "a");
    here.answer(&key("a"), None, &at(10)).expect("is taken");
    assert!(here.adopt(saved(&record(&there)), "a"));
    assert_eq!(answers(&here), [""; 0]);
}

/// Two tabs answer the same question differently; each writes when it knows more, and hears of what the other wrote.
#[test]
fn two_tabs_come_to_an_end() {
    let (mut one, mut two) = (begin(four(), 1), begin(four(), 2));
    answer(&mut one, "a", 1);
    answer(&mut one, "b", 1);
    keep(&mut one);
    answer(&mut two, "a", 2);
    answer(&mut two, "c", 2);
    let mut writes = 0;
    let mut stored = record(&one);
    let mut knows_more = two.adopt(saved(&stored), "");
    while knows_more && writes < 10 {
        writes += 1;
        stored = record(&two);
        keep(&mut two);
        knows_more = one.adopt(saved(&stored), "");
        std::mem::swap(&mut one, &mut two);
    }
    assert_eq!(writes, 1);
    assert_eq!(answers(&one), ["a=2", "b=1", "c=2"]);
    assert_eq!(answers(&one), answers(&two));
}

#[test]
fn what_the_study_no_longer_has_or_takes_is_dropped() {
    let mut draft = saved(&{
        let mut first = begin(four(), 1);
        answer(&mut first, "a", 7);
        answer(&mut first, "b", 2);
        record(&first)
    });
    draft.answers.push(("gone".into(), code(1).expect("is a number")));
    draft.answers.push(("c.perceived".into(), code(5).expect("is a number")));
    draft.order.insert(0, "gone".into());
    draft.consent.push(("gone".into(), true));
    let mut shorter = four();
    shorter.scales[0].levels.truncate(5);
    let mut second = open(shorter, 1);
    assert!(!second.adopt(draft, "gone"));
    assert_eq!(answers(&second), ["b=2", "c=5"]);
    assert_eq!(second.place(), "c", "a place that is gone stands for the first block with something never shown");
}

#[test]
fn without_a_required_consent_the_welcome_screen_stays_and_leads_to_the_place() {
    let mut first = begin(four(), 1);
    answer(&mut first, "a", 1);
    let mut strict = four();
    let consents = json!([{"id": "use", "text": {"en": "Use it."}, "required": true}]);
    strict.privacy.consents = serde_json::from_value(consents).expect("are consents");
    let mut second = open(strict, 1);
    second.adopt(saved(&record(&first)), "c");
    assert_eq!(second.screen(), Screen::Welcome);
    second.agree("use", true);
    second.begin(&at(0)).expect("all is agreed to");
    assert_eq!(second.place(), "c");
    let mut third = open(second.study().clone(), 1);
    assert!(!third.adopt(saved(&record(&second)), "c"));
    assert!(third.consent_of("use") && third.place() == "c");
}

#[test]
fn the_order_of_a_draft_holds_for_pages_that_were_not_in_sight_here() {
    let study = shipped("studies/customer.study.json");
    for seed in 0..40 {
        let mut first = begin(study.clone(), seed);
        first.answer(&key("T1.expected"), code(4), &at(10)).expect("is taken");
        let draft = saved(&record(&first));
        let mut before = open(study.clone(), seed + 1_000);
        before.adopt(draft.clone(), &first.place());
        assert_eq!(read(&record(&before)).order, Some(draft.order.clone()));
        let mut during = begin(study.clone(), seed + 1_000);
        let old = read(&record(&during)).order.expect("is recorded");
        during.adopt(draft.clone(), &first.place());
        let new = read(&record(&during)).order.expect("is recorded");
        assert_eq!(new[..4], old[..4], "what is in sight stays where it is");
        assert_eq!(new[8..12], old[8..12], "and its items are asked in the same order later");
        assert_eq!(new[4..8], draft.order[4..8]);
        assert_eq!(new[12..], draft.order[12..]);
    }
}

#[test]
fn of_two_times_on_a_page_the_longer_holds() {
    let mut there = begin(four(), 1);
    answer(&mut there, "a", 1);
    there.next(&at(9_000)).expect("nothing is required");
    there.next(&at(11_000)).expect("nothing is required");
    let mut here = begin(four(), 1);
    here.next(&at(4_000)).expect("nothing is required");
    here.next(&at(10_000)).expect("nothing is required");
    let mut third = begin(four(), 1);
    for draft in [&there, &here, &here, &there] {
        third.adopt(saved(&record(draft)), "a");
    }
    let seconds = read(&third.record(&at(0), "en")).seconds;
    assert_eq!((seconds["one"], seconds["two"]), (9, 6));
}

#[test]
fn a_finished_interview_takes_the_id_over_and_nothing_else() {
    let mut here = begin(four(), 1);
    answer(&mut here, "a", 1);
    here.next(&at(1)).expect("nothing is required");
    here.next(&at(1)).expect("nothing is required");
    let finished = record(&here);
    let mut there = Interview::new(four(), Setting::default(), "other".into(), 1).expect("can be asked");
    there.begin(&at(0)).expect("nothing is required");
    answer(&mut there, "a", 2);
    here.adopt(saved(&record(&there)), "a");
    assert_eq!(here.id(), "other");
    assert_eq!(record(&here), finished.replacen("\"r1\"", "\"other\"", 1));
}
