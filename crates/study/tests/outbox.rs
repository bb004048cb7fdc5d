//! The outbox loses nothing, doubles nothing and alters nothing, whatever tabs, stores, clocks and networks do.
//!
//! The outbox under test is the one that ships; the browser is one driver of it, and the world in `outbox/` is another.
//! `ESTEEM_FULL=1` plays two million schedules in place of forty thousand; `ESTEEM_SEED=n` plays one.

mod outbox {
    pub mod exhaustive;
    pub mod ledger;
    pub mod random;
    pub mod respondent;
    pub mod world;
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

const SMALL: Budget = Budget { pages: 4, answers: 2, finishes: 2, crashes: 2, losses: 2, minutes: 1, looks: 0 };

#[test]
fn every_order_of_a_small_world_holds() {
    let explored = explore(SMALL, Sabotage::None, 5_000_000);
    println!("{explored:?}");
    assert_eq!(explored.broken, None);
}
