//! The rules of the outbox that have a name, one by one. What they are worth together is tested in `tests/outbox.rs`.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use alloc::{format, vec};

use super::timing::{back_off, is_due, next_id, retry_after};
use super::*;

const NOW: u64 = 1_700_000_000_000;

fn outbox(delivery: Delivery) -> Outbox {
    Outbox::new("cafe", "", "abcdefghijklmnopqrstuvwxyz".into(), delivery)
}

fn step(outbox: &mut Outbox, now: u64, event: Event) -> Vec<Effect> {
    outbox.step(now, 1 << 31, event)
}

fn answered(body: &str) -> Event {
    Event::Answered { body: body.into(), place: "Q1".into() }
}

fn finished(body: &str) -> Event {
    Event::Finished { body: body.into(), hash: format!("#{body}") }
}

/// The only write among the effects, with its ticket.
#[track_caller]
fn keep(effects: &[Effect]) -> (u32, Record) {
    let keeps = effects.iter().filter_map(|effect| match effect {
        Effect::Keep { ticket, record, .. } => Some((*ticket, record.clone())),
        _ => None,
    });
    let keeps: Vec<_> = keeps.collect();
    assert_eq!(keeps.len(), 1, "{effects:?}");
    keeps[0].clone()
}

/// Keeps whatever is asked for, until nothing is; the last record and all other effects.
fn keep_all(outbox: &mut Outbox, now: u64, mut effects: Vec<Effect>) -> (Option<Record>, Vec<Effect>) {
    let (mut last, mut others) = (None, Vec::new());
    while !effects.is_empty() {
        match effects.remove(0) {
            Effect::Keep { ticket, record, .. } => {
                last = Some(record);
                effects.extend(step(outbox, now, Event::Kept { ticket, rung: Rung::Device }));
            }
            other => others.push(other),
        }
    }
    (last, others)
}

/// An outbox whose response is finished and on its way to the collector.
fn sending() -> (Outbox, String) {
    let mut outbox = outbox(Delivery::Post);
    let effects = step(&mut outbox, NOW, finished("whole"));
    let (_, others) = keep_all(&mut outbox, NOW, effects);
    assert!(others.iter().any(|effect| matches!(effect, Effect::Send { .. })));
    let id = outbox.id().to_string();
    (outbox, id)
}

fn reply(outbox: &mut Outbox, now: u64, id: &str, reply: Reply) -> Record {
    let effects = step(outbox, now, Event::Replied { id: id.into(), reply });
    keep_all(outbox, now, effects).0.expect("what comes of it is kept")
}

#[test]
fn the_back_off_doubles_up_to_its_cap_and_is_by_chance() {
    let most = |failures| back_off(failures, u32::MAX);
    assert_eq!([1, 2, 3, 9, 10, 60].map(most), [1_999, 3_999, 7_999, 511_999, 899_999, 899_999]);
    assert_eq!(back_off(0, u32::MAX), 1_999);
    assert_eq!(back_off(5, 0), 0);
}

#[test]
fn a_retry_after_is_between_a_second_and_a_day() {
    assert_eq!([0, 1, 30_000, u64::MAX].map(retry_after), [0, 1_000, 30_000, DAY_MS]);
    let (mut outbox, id) = sending();
    let kept = reply(&mut outbox, NOW, &id, Reply::Unclear { retry_after_ms: 30_000 });
    assert_eq!((kept.stage, kept.due_ms), (Stage::Queued, NOW + 30_000));
}

#[test]
fn a_wait_that_no_rule_could_have_made_is_over() {
    assert!(is_due(NOW, NOW, LONGEST_MS) && !is_due(NOW, NOW + 1, LONGEST_MS));
    assert!(!is_due(NOW, NOW + DAY_MS, LONGEST_MS) && is_due(NOW, NOW + LONGEST_MS + 1, LONGEST_MS));
}

#[test]
fn ids_are_made_from_letters_and_differ() {
    let birth = "abcdefghijklmnopqrstuvwxyz";
    let mut ids: Vec<String> =
        (0..100).flat_map(|births| [next_id(birth, births, 7), next_id(birth, births, 8)]).collect();
    assert!(ids.iter().all(|id| id.len() == 26 && id.bytes().all(|c| matches!(c, b'a'..=b'z' | b'2'..=b'7'))));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 200);
}

#[test]
fn only_the_newest_answer_waits_behind_a_write() {
    let mut outbox = outbox(Delivery::Post);
    let (ticket, first) = keep(&step(&mut outbox, NOW, answered("1")));
    assert_eq!(step(&mut outbox, NOW, answered("12")), []);
    assert_eq!(step(&mut outbox, NOW, answered("123")), []);
    assert_eq!((first.body.as_str(), first.rev, outbox.status().saved), ("1", 1, Saved::Writing));
    let (ticket, last) = keep(&step(&mut outbox, NOW, Event::Kept { ticket, rung: Rung::Device }));
    assert_eq!((last.body.as_str(), last.rev, outbox.status().saved), ("123", 2, Saved::Writing));
    assert_eq!(step(&mut outbox, NOW, Event::Kept { ticket, rung: Rung::Device }), []);
    assert_eq!(outbox.status().saved, Saved::Yes);
}

#[test]
fn finishing_waits_for_the_write_and_keeps_the_id() {
    let mut outbox = outbox(Delivery::Hand);
    let (ticket, draft) = keep(&step(&mut outbox, NOW, answered("1")));
    assert_eq!(step(&mut outbox, NOW, finished("12")), []);
    let (ticket, whole) = keep(&step(&mut outbox, NOW, Event::Kept { ticket, rung: Rung::Device }));
    assert_eq!((whole.id == draft.id, whole.stage, whole.rev, whole.hash.as_str()), (true, Stage::Queued, 2, "#12"));
    assert_eq!(outbox.status().outcome, Outcome::Keeping);
    let effects = step(&mut outbox, NOW, Event::Kept { ticket, rung: Rung::Device });
    assert_eq!(effects, [Effect::hand(&whole)]);
    assert_eq!(outbox.status().outcome, Outcome::OnDevice);
    let (receipt, _) = {
        let effects = step(&mut outbox, NOW, Event::Taken { id: whole.id });
        keep_all(&mut outbox, NOW, effects)
    };
    let receipt = receipt.expect("the receipt is kept");
    assert_eq!((receipt.stage, receipt.body.as_str(), receipt.hash.as_str()), (Stage::Acknowledged, "", "#12"));
    assert_eq!(outbox.status().outcome, Outcome::Received);
}

#[test]
fn a_receipt_is_let_go_after_a_day() {
    let (mut outbox, id) = sending();
    assert_eq!(reply(&mut outbox, NOW, &id, Reply::Received).stage, Stage::Acknowledged);
    assert_eq!(step(&mut outbox, NOW + DAY_MS - 1, Event::Woken), []);
    let effects = step(&mut outbox, NOW + DAY_MS, Event::Woken);
    assert!(matches!(&effects[..], [Effect::Erase { ids, .. }] if *ids == [id]));
    assert_eq!(outbox.status().outcome, Outcome::Received);
}

#[test]
fn what_is_refused_is_parked_and_what_is_barred_is_tried_again_in_a_day() {
    let (mut refused, id) = sending();
    let kept = reply(&mut refused, NOW, &id, Reply::Refused);
    assert_eq!((kept.stage, kept.due_ms, kept.body.as_str()), (Stage::Parked, 0, "whole"));
    assert_eq!((refused.status().outcome, refused.unsent().len()), (Outcome::Parked, 1));
    assert_eq!(step(&mut refused, NOW + 3 * DAY_MS, Event::Woken), []);
    let (mut barred, id) = sending();
    let kept = reply(&mut barred, NOW, &id, Reply::Barred);
    assert_eq!((kept.stage, kept.due_ms), (Stage::Parked, NOW + DAY_MS));
    assert_eq!(keep(&step(&mut barred, NOW + DAY_MS, Event::Woken)).1.attempts, 2);
}

#[test]
fn a_response_is_parked_after_a_last_try_when_it_is_a_fortnight_old() {
    let (mut outbox, id) = sending();
    reply(&mut outbox, NOW, &id, Reply::Unclear { retry_after_ms: 0 });
    let later = NOW + EXPIRY_MS;
    let effects = step(&mut outbox, later, Event::Woken);
    let (_, others) = keep_all(&mut outbox, later, effects);
    assert!(others.iter().any(|effect| matches!(effect, Effect::Send { .. })));
    let kept = reply(&mut outbox, later, &id, Reply::Unclear { retry_after_ms: 0 });
    assert_eq!((kept.stage, kept.due_ms, kept.body.as_str()), (Stage::Parked, 0, "whole"));
}

#[test]
fn two_are_sent_at_a_time_and_the_oldest_due_first() {
    let record = |id: &str, due_ms| Record {
        id: id.into(),
        study: "cafe".into(),
        slot: String::new(),
        rev: 4,
        stage: Stage::Queued,
        body: "whole".into(),
        place: String::new(),
        hash: "#".into(),
        attempts: 1,
        due_ms,
        kept_ms: NOW,
    };
    let records = vec![record("c", NOW - 1), record("a", NOW - 3), record("b", NOW - 2), record("later", NOW + 5)];
    let mut outbox = outbox(Delivery::Post);
    let effects = step(&mut outbox, NOW, Event::Opened { records });
    let claimed: Vec<&str> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Keep { record, expect: 4, .. } => Some(record.id.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!((claimed, outbox.status().others), (vec!["a", "b"], 4));
}

#[test]
fn nothing_comes_back_after_erasing() {
    let (mut outbox, id) = sending();
    let known: Vec<Record> = outbox.unsent().into_iter().cloned().collect();
    let effects = step(&mut outbox, NOW, Event::Erase);
    let Some(Effect::Erase { ticket, ids }) = effects.iter().find(|effect| matches!(effect, Effect::Erase { .. }))
    else {
        panic!("{effects:?}")
    };
    assert_eq!((ids.as_slice(), outbox.status().is_erasing), ([id.clone()].as_slice(), true));
    assert_eq!(step(&mut outbox, NOW, Event::Replied { id: id.clone(), reply: Reply::Received }), []);
    assert_eq!(step(&mut outbox, NOW, Event::Opened { records: known }), []);
    step(&mut outbox, NOW, Event::Kept { ticket: *ticket, rung: Rung::Device });
    assert_eq!((outbox.status().is_erasing, outbox.unsent().len(), outbox.id() == id), (false, 0, false));
}

#[test]
fn again_gives_an_unfinished_response_up_and_waits_for_a_finished_one() {
    let mut outbox = outbox(Delivery::Post);
    let effects = step(&mut outbox, NOW, answered("1"));
    keep_all(&mut outbox, NOW, effects);
    let old = outbox.id().to_string();
    let effects = step(&mut outbox, NOW, Event::Again);
    let (ticket, given_up) = keep(&effects);
    assert!(matches!(&effects[0], Effect::Begin { id } if id == outbox.id() && *id != old));
    assert_eq!((given_up.id, given_up.stage, given_up.body.as_str()), (old, Stage::Acknowledged, ""));
    // The slot is not yet free.
    assert_eq!(step(&mut outbox, NOW, finished("2")), []);
    assert_eq!(step(&mut outbox, NOW, Event::Again), []);
    let (ticket, second) = keep(&step(&mut outbox, NOW, Event::Kept { ticket, rung: Rung::Device }));
    let effects = step(&mut outbox, NOW, Event::Kept { ticket, rung: Rung::Device });
    assert!(matches!(&effects[..2], [Effect::Hand { id, .. }, Effect::Begin { .. }] if *id == second.id));
}

#[test]
fn a_store_that_fails_ends_in_memory_under_an_id_that_it_never_saw() {
    let mut outbox = outbox(Delivery::Post);
    let effects = step(&mut outbox, NOW, answered("1"));
    keep_all(&mut outbox, NOW, effects);
    let old = outbox.id().to_string();
    let (mut ticket, _) = keep(&step(&mut outbox, NOW, finished("12")));
    let mut now = NOW;
    for _ in 1..GIVE_UP {
        step(&mut outbox, now, Event::Unkept { ticket });
        assert_eq!(outbox.status().saved, Saved::No);
        now += CAP_MS;
        ticket = keep(&step(&mut outbox, now, Event::Woken)).0;
    }
    let effects = step(&mut outbox, now, Event::Unkept { ticket });
    assert!(matches!(&effects[0], Effect::Rename { id } if *id != old));
    assert_eq!((outbox.status().saved, outbox.status().outcome), (Saved::Memory, Outcome::Keeping));
    let effects = step(&mut outbox, now, finished("12"));
    assert!(matches!(&effects[..2], [Effect::Hand { id, .. }, Effect::Send { .. }] if *id != old));
    assert_eq!((outbox.status().saved, outbox.status().outcome), (Saved::Memory, Outcome::Sending));
}

#[test]
fn without_a_store_a_response_is_handed_over_and_sent_at_once() {
    let mut outbox = outbox(Delivery::Post);
    step(&mut outbox, NOW, Event::Unreadable);
    let effects = step(&mut outbox, NOW, finished("12"));
    assert!(matches!(&effects[..2], [Effect::Hand { .. }, Effect::Send { .. }]));
}

#[test]
fn a_try_out_is_handed_over_and_nothing_is_kept() {
    let mut outbox = outbox(Delivery::Never);
    assert_eq!(step(&mut outbox, NOW, Event::Opened { records: Vec::new() }), []);
    assert_eq!(step(&mut outbox, NOW, answered("1")), []);
    assert!(matches!(&step(&mut outbox, NOW, finished("12"))[..], [Effect::Hand { .. }]));
    assert_eq!(step(&mut outbox, NOW, finished("12")), []);
    assert_eq!(outbox.status().outcome, Outcome::TryOut);
    assert!(matches!(&step(&mut outbox, NOW, Event::Again)[..], [Effect::Begin { .. }]));
}
