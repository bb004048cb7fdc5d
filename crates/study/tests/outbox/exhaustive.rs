//! Every order in which things can happen, in a small world: two tabs, one response, few faults.
//!
//! The state of the world is everything that can matter later, the outboxes included, so that two ways that lead to
//! the same state are followed once. At each end the faults cease, and the ledger is closed.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use super::respondent::Merge;
use super::world::{Answer, Sabotage, World};
use esteem_study::outbox::{Delivery, LEASE_MS};

/// What may still happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Budget {
    pub(crate) pages: u8,
    pub(crate) answers: u8,
    /// With one key the tabs answer the same question, with two each its own.
    pub(crate) keys: u8,
    pub(crate) finishes: u8,
    pub(crate) crashes: u8,
    /// Requests or answers that are lost.
    pub(crate) losses: u8,
    /// Times at which a claim's minute passes.
    pub(crate) minutes: u8,
    /// Looks at the store because another tab wrote.
    pub(crate) looks: u8,
}

/// What was seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Explored {
    pub(crate) states: usize,
    pub(crate) ends: usize,
    pub(crate) broken: Option<String>,
}

/// Goes every way from a device on which nothing has happened yet.
pub(crate) fn explore(budget: Budget, sabotage: Sabotage, most_states: usize) -> Explored {
    let mut world = World::new(Delivery::Post, sabotage, Merge::AgainstBase);
    let opened = world.look_at_store();
    world.open(0, opened);
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let mut seen: HashSet<u64> = HashSet::new();
    let mut stack = vec![(world, budget)];
    let mut explored = Explored::default();
    while let Some((world, budget)) = stack.pop() {
        if world.ledger.broken.is_some() {
            explored.broken = world.ledger.broken;
            return explored;
        }
        if !seen.insert(hasher.hash_one((&world, budget))) {
            continue;
        }
        let before = stack.len();
        next(&world, budget, &mut stack);
        if stack.len() == before {
            explored.ends += 1;
            let mut end = world;
            end.settle();
            if end.ledger.broken.is_some() {
                explored.broken = end.ledger.broken;
                break;
            }
        }
        if seen.len() >= most_states {
            break;
        }
    }
    explored.states = seen.len();
    explored
}

type Ways = Vec<(World, Budget)>;

/// Adds every world that can come next.
fn next(world: &World, budget: Budget, ways: &mut Ways) {
    for tab in 0..world.tabs.len() {
        if !world.tabs[tab].requests.is_empty() {
            follow(world, budget, ways, |world| world.execute(tab));
            if !world.tabs[tab].is_alive {
                follow(world, budget, ways, |world| world.fail(tab));
            }
        }
        if !world.tabs[tab].inbox.is_empty() {
            step(world, tab, budget, ways, |world, mask| world.deliver(tab, 0, 0, mask));
        }
        if world.tabs[tab].is_alive {
            act(world, tab, budget, ways);
        }
    }
    if world.tabs.len() < usize::from(budget.pages) && alive(world) < 2 {
        follow(world, budget, ways, |world| {
            let opened = world.look_at_store();
            world.open(0, opened);
        });
    }
    for index in 0..world.posts.len() {
        let outcome = |is_delivered: bool, is_answered: bool| {
            move |world: &mut World| {
                let post = world.posts.remove(index);
                let answer = if is_delivered { Answer::Receipt } else { Answer::LoginPage };
                world.arrive(&post, answer, is_answered);
            }
        };
        follow(world, budget, ways, outcome(true, true));
        if budget.losses > 0 {
            let left = Budget { losses: budget.losses - 1, ..budget };
            follow(world, left, ways, outcome(true, false));
            follow(world, left, ways, outcome(false, world.sabotage == Sabotage::AnyAnswerCounts));
        }
    }
    if budget.minutes > 0 && world.next_timer().is_some() {
        follow(world, Budget { minutes: budget.minutes - 1, ..budget }, ways, |world| world.now += LEASE_MS + 1);
    }
}

fn act(world: &World, tab: usize, budget: Budget, ways: &mut Ways) {
    let page = &world.tabs[tab];
    let can_answer = !page.respondent.is_over && !page.respondent.is_finished;
    if can_answer && budget.answers > 0 {
        let left = Budget { answers: budget.answers - 1, ..budget };
        let key = budget.keys.min(tab as u8 + 1) - 1;
        step(world, tab, left, ways, |world, mask| world.answer(tab, key, mask));
    }
    if can_answer && budget.finishes > 0 && !page.respondent.answers.is_empty() {
        let left = Budget { finishes: budget.finishes - 1, ..budget };
        step(world, tab, left, ways, |world, mask| world.finish(tab, mask));
    }
    if page.timer.is_some_and(|timer| timer <= world.now) {
        step(world, tab, budget, ways, |world, mask| world.wake(tab, 0, mask));
    }
    if budget.looks > 0 && page.inbox.is_empty() {
        follow(world, Budget { looks: budget.looks - 1, ..budget }, ways, |world| {
            let changed = world.look_at_store();
            world.tell(tab, changed);
        });
    }
}

fn follow(world: &World, budget: Budget, ways: &mut Ways, way: impl FnOnce(&mut World)) {
    let mut world = world.clone();
    way(&mut world);
    ways.push((world, budget));
}

/// The step as it is, and the same with the page dying before, after or between its effects.
fn step(world: &World, tab: usize, budget: Budget, ways: &mut Ways, way: impl Fn(&mut World, Option<u32>)) {
    follow(world, budget, ways, |world| way(world, None));
    if budget.crashes > 0 {
        let left = Budget { crashes: budget.crashes - 1, ..budget };
        let asked = |world: &World| world.tabs[tab].requests.len() + world.posts.len();
        let most = {
            let mut whole = world.clone();
            way(&mut whole, Some(u32::MAX));
            asked(&whole) - asked(world)
        };
        for mask in 0..1_u32 << most.min(4) {
            follow(world, left, ways, |world| way(world, Some(mask)));
        }
    }
}

fn alive(world: &World) -> usize {
    world.tabs.iter().filter(|tab| tab.is_alive).count()
}
