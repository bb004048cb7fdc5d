//! The outbox loses nothing, doubles nothing and alters nothing, whatever tabs, stores, clocks and networks do.
//!
//! The outbox under test is the one that ships; the browser is one driver of it, and the world in `outbox/` is another.
//! `ESTEEM_FULL=1` plays two million schedules in place of forty thousand, and one small world more; `ESTEEM_SEED=n` plays one.

mod outbox {
    pub(crate) mod exhaustive;
    pub(crate) mod ledger;
    pub(crate) mod random;
    pub(crate) mod respondent;
    pub(crate) mod world;
}

use outbox::exhaustive::{Budget, explore};
use outbox::random::{Counts, play};
use outbox::respondent::Merge;
use outbox::world::Sabotage;

fn check(seed: u64) -> Counts {
    let (counts, broken) = play(seed, Sabotage::None, Merge::AgainstBase);
    if let Some(broken) = broken {
        panic!(
            "seed {seed}: {broken}\nplay it again: ESTEEM_SEED={seed} cargo test -p esteem-study --test outbox seeds"
        );
    }
    counts
}

fn is_full() -> bool {
    std::env::var_os("ESTEEM_FULL").is_some()
}

#[test]
fn seeds_that_once_failed_hold() {
    if let Some(seed) = std::env::var("ESTEEM_SEED").ok().and_then(|seed| seed.parse().ok()) {
        check(seed);
    }
    let seeds = include_str!("outbox/seeds.txt").lines().filter(|line| !line.starts_with('#'));
    seeds.for_each(|seed| {
        check(seed.trim().parse().unwrap());
    });
}

#[test]
fn nothing_is_lost_doubled_or_altered() {
    let schedules: u64 = if is_full() { 2_000_000 } else { 40_000 };
    let workers = std::thread::available_parallelism().map_or(2, usize::from) as u64;
    let mut sum = Counts::default();
    std::thread::scope(|scope| {
        let work = |worker| {
            move || {
                let mut counts = Counts::default();
                (worker..schedules).step_by(workers as usize).for_each(|seed| counts.add(&check(seed)));
                counts
            }
        };
        let threads: Vec<_> = (0..workers).map(|worker| scope.spawn(work(worker))).collect();
        threads.into_iter().for_each(|thread| sum.add(&thread.join().unwrap()));
    });
    println!("{sum:#?}\nlost 0, doubled 0, altered 0");
    assert_eq!(sum.schedules, schedules);
    // A simulation in which nothing goes wrong proves nothing.
    for happened in [sum.crashes, sum.failed_writes, sum.clock_jumps, sum.lost_answers, sum.repeated_posts, sum.parked]
    {
        assert!(happened > schedules / 200, "{sum:?}");
    }
    assert!(sum.rows > schedules / 2, "{sum:?}");
}

/// Two tabs answer the same question, or each its own, and both finish.
const TABS: Budget = Budget { pages: 2, answers: 2, keys: 1, finishes: 2, crashes: 0, losses: 0, minutes: 0, looks: 0 };
/// A response is finished, and requests and their answers are lost while a claim ends.
const NETWORK: Budget =
    Budget { pages: 2, answers: 1, keys: 1, finishes: 1, crashes: 0, losses: 2, minutes: 1, looks: 0 };
/// Both tabs die between any two effects, and are opened again.
const CRASHES: Budget =
    Budget { pages: 4, answers: 1, keys: 1, finishes: 1, crashes: 2, losses: 1, minutes: 0, looks: 0 };

#[test]
fn every_order_of_a_small_world_holds() {
    let most = 20_000_000;
    let worlds = [Budget { keys: 2, ..TABS }, TABS, NETWORK, CRASHES, Budget { minutes: 1, crashes: 1, ..CRASHES }];
    let count = if is_full() { worlds.len() } else { worlds.len() - 1 };
    for budget in worlds.into_iter().take(count) {
        let explored = explore(budget, Sabotage::None, most);
        println!("{budget:?}\n    {} states, {} ends", explored.states, explored.ends);
        assert_eq!(explored.broken, None);
        assert!(explored.states < most, "not everything was seen");
    }
}

#[test]
fn faults_that_are_built_in_are_found() {
    for sabotage in [Sabotage::AnyAnswerCounts, Sabotage::DeleteBeforeSend, Sabotage::SavedOnRequest] {
        let found = (0..2_000).find_map(|seed| Some((seed, play(seed, sabotage, Merge::AgainstBase).1?)));
        println!("{sabotage:?}: {found:?}");
        assert!(found.is_some(), "{sabotage:?} was not found by chance");
        let budget = if sabotage == Sabotage::SavedOnRequest { CRASHES } else { NETWORK };
        let explored = explore(budget, sabotage, 300_000);
        println!("    {explored:?}");
        assert!(explored.broken.is_some(), "{sabotage:?} was not found in a small world");
    }
}

#[test]
fn a_merge_that_takes_what_was_saved_for_new_is_found() {
    let found = (0..20_000).find_map(|seed| Some((seed, play(seed, Sabotage::None, Merge::SinceAdopted).1?)));
    println!("{found:?}");
    assert!(found.is_some_and(|(_, broken)| broken.starts_with("lost")));
}
