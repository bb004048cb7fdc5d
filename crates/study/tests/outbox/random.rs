//! Schedules by chance: whatever can happen happens at any time, and everything can be played again from a seed.

use super::respondent::Merge;
use super::world::{Answer, Sabotage, World};
use esteem_study::outbox::{Delivery, Event};

/// SplitMix64.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.bits() % limit as u64) as usize
    }

    /// True in so many of a thousand cases.
    pub(crate) fn hits(&mut self, per_mille: usize) -> bool {
        self.below(1000) < per_mille
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// What happened in schedules, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) schedules: u64,
    pub(crate) steps: u64,
    pub(crate) pages: u64,
    pub(crate) crashes: u64,
    pub(crate) failed_writes: u64,
    pub(crate) clock_jumps: u64,
    pub(crate) lost_requests: u64,
    pub(crate) lost_answers: u64,
    pub(crate) posts: u64,
    /// Requests that reached the collector for a row that it had.
    pub(crate) repeated_posts: u64,
    pub(crate) rows: u64,
    pub(crate) parked: u64,
}

impl Counts {
    pub(crate) fn add(&mut self, other: &Counts) {
        let Counts { schedules, steps, pages, crashes, failed_writes, clock_jumps, .. } = other;
        let Counts { lost_requests, lost_answers, posts, repeated_posts, rows, parked, .. } = other;
        self.schedules += schedules;
        self.steps += steps;
        self.pages += pages;
        self.crashes += crashes;
        self.failed_writes += failed_writes;
        self.clock_jumps += clock_jumps;
        self.lost_requests += lost_requests;
        self.lost_answers += lost_answers;
        self.posts += posts;
        self.repeated_posts += repeated_posts;
        self.rows += rows;
        self.parked += parked;
    }
}

struct Schedule {
    chance: Chance,
    world: World,
    counts: Counts,
    most_tabs: usize,
    fails: usize,
    crashes: usize,
    net_faults: usize,
    jumps: usize,
    /// Per mille of what the respondent does.
    finishes: usize,
    anews: usize,
    erases: usize,
}

/// Plays one schedule to its end; the ledger's first complaint, if it has one.
pub(crate) fn play(seed: u64, sabotage: Sabotage, merge: Merge) -> (Counts, Option<String>) {
    let mut chance = Chance(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let delivery = if chance.hits(150) { Delivery::Hand } else { Delivery::Post };
    let mut schedule = Schedule {
        world: World::new(delivery, sabotage, merge),
        counts: Counts { schedules: 1, ..Counts::default() },
        most_tabs: 1 + chance.below(4),
        fails: chance.one_of(&[0, 0, 20, 200, 900]),
        crashes: chance.one_of(&[0, 10, 30, 80]),
        net_faults: chance.one_of(&[0, 200, 500, 900]),
        jumps: chance.one_of(&[0, 0, 20, 100]),
        finishes: chance.one_of(&[100, 300, 600]),
        anews: chance.one_of(&[0, 50, 200, 500]),
        erases: chance.one_of(&[0, 0, 0, 20]),
        chance,
    };
    schedule.world.is_told = std::env::var("ESTEEM_SEED").is_ok_and(|told| told == seed.to_string());
    let steps = 20 + schedule.chance.below(140);
    for _ in 0..steps {
        schedule.happen();
        if schedule.world.ledger.broken.is_some() {
            break;
        }
    }
    schedule.counts.steps = steps as u64;
    schedule.world.settle();
    schedule.counts.pages = schedule.world.tabs.len() as u64;
    schedule.counts.rows = schedule.world.collector.rows.len() as u64;
    schedule.counts.parked = u64::from(schedule.world.ledger.parked);
    (schedule.counts, schedule.world.ledger.broken)
}

impl Schedule {
    fn alive(&mut self) -> Option<usize> {
        let alive: Vec<usize> = (0..self.world.tabs.len()).filter(|tab| self.world.tabs[*tab].is_alive).collect();
        if alive.is_empty() { None } else { Some(self.chance.one_of(&alive)) }
    }

    /// Now and then a page dies in the step that comes, and each of its effects takes place or not.
    fn mask(&mut self) -> Option<u32> {
        let dies = self.chance.hits(self.crashes);
        self.counts.crashes += u64::from(dies);
        dies.then(|| self.chance.bits() as u32)
    }

    fn happen(&mut self) {
        match self.chance.below(100) {
            0..20 => self.act(),
            20..42 => self.store(),
            42..64 => self.tell(),
            64..86 => self.network(),
            86..95 => self.time(),
            95..98 => self.open(),
            _ => {
                if let Some(tab) = self.alive() {
                    let changed = self.world.look_at_store();
                    self.world.tell(tab, changed);
                }
            }
        }
    }

    fn open(&mut self) {
        if self.world.tabs.iter().filter(|tab| tab.is_alive).count() < self.most_tabs {
            let skew = if self.chance.hits(self.jumps) { self.skew() } else { 0 };
            let is_readable = !self.chance.hits(self.fails / 4);
            let event = if is_readable { self.world.look_at_store() } else { Event::Unreadable };
            self.world.open(skew, event);
        }
    }

    fn act(&mut self) {
        let Some(tab) = self.alive() else { return self.open() };
        let mask = self.mask();
        let chance = self.chance.bits() as u32;
        if self.chance.hits(self.erases) {
            self.world.step(tab, chance, Event::Erase, mask);
        } else if self.world.tabs[tab].respondent.is_over || self.world.tabs[tab].respondent.is_finished {
            // There is nothing else to press on the last page.
            if self.chance.hits(self.anews) {
                self.world.step(tab, chance, Event::Again, mask);
            }
        } else if self.chance.hits(self.anews / 10) {
            self.world.step(tab, chance, Event::Again, mask);
        } else if self.chance.hits(self.finishes) && !self.world.tabs[tab].respondent.answers.is_empty() {
            self.world.finish(tab, mask);
        } else {
            let key = self.chance.below(4) as u8;
            self.world.answer(tab, key, mask);
        }
    }

    fn store(&mut self) {
        let busy: Vec<usize> =
            (0..self.world.tabs.len()).filter(|tab| !self.world.tabs[*tab].requests.is_empty()).collect();
        if busy.is_empty() {
            return self.act();
        }
        let tab = self.chance.one_of(&busy);
        // Half of what a page that is no more had asked for vanishes with it.
        let fails = if self.world.tabs[tab].is_alive { self.fails } else { 500 };
        if self.chance.hits(fails) {
            self.counts.failed_writes += 1;
            self.world.fail(tab);
        } else {
            self.world.execute(tab);
        }
    }

    fn tell(&mut self) {
        let told: Vec<usize> =
            (0..self.world.tabs.len()).filter(|tab| !self.world.tabs[*tab].inbox.is_empty()).collect();
        if told.is_empty() {
            return;
        }
        let tab = self.chance.one_of(&told);
        let index = self.chance.below(self.world.tabs[tab].inbox.len());
        let mask = self.mask();
        let chance = self.chance.bits() as u32;
        self.world.deliver(tab, index, chance, mask);
    }

    fn network(&mut self) {
        if self.world.posts.is_empty() {
            return self.tell();
        }
        let index = self.chance.below(self.world.posts.len());
        let post = self.world.posts[index].clone();
        // Somebody between the two sends it twice: it stays on its way.
        if !self.chance.hits(50) {
            self.world.posts.remove(index);
        }
        if !self.chance.hits(self.net_faults) {
            self.count(&post.id);
            return self.world.arrive(&post, Answer::Receipt, true);
        }
        match self.chance.below(8) {
            0 => {
                self.counts.lost_requests += 1;
                let reply = esteem_study::outbox::Reply::Unclear { retry_after_ms: 0 };
                self.world.tell(post.tab, Event::Replied { id: post.id, reply });
            }
            1 | 2 => {
                self.counts.lost_answers += 1;
                self.count(&post.id);
                self.world.arrive(&post, Answer::Receipt, false);
            }
            fault => {
                let retry_after = self.chance.one_of(&[0, 1, 30_000, 10_000_000_000]);
                let login = Answer::LoginPage;
                let answers = [Answer::Error(retry_after), login, login, Answer::Barred, Answer::Refused];
                let answer = if fault == 7 { Answer::StoredButError } else { answers[fault - 3] };
                self.world.arrive(&post, answer, true);
            }
        }
    }

    fn count(&mut self, id: &str) {
        self.counts.posts += 1;
        self.counts.repeated_posts += u64::from(self.world.collector.rows.iter().any(|(known, _)| known == id));
    }

    fn time(&mut self) {
        let Some(tab) = self.alive() else { return };
        if self.chance.hits(self.jumps) {
            self.counts.clock_jumps += 1;
            self.world.tabs[tab].skew = self.skew();
        }
        let mask = self.mask();
        let chance = self.chance.bits() as u32;
        match self.chance.below(4) {
            // The network comes back, or the page is seen again.
            0 => self.world.step(tab, chance, Event::Woken, mask),
            1 => self.world.now += self.chance.bits() % self.longest(),
            _ => {
                if let Some((timer, tab)) = self.world.next_timer() {
                    self.world.now = self.world.now.max(timer);
                    self.world.wake(tab, chance, mask);
                }
            }
        }
    }

    fn longest(&mut self) -> u64 {
        self.chance.one_of(&[10, 5_000, 100_000, 4_000_000, 100_000_000, 2_000_000_000])
    }

    fn skew(&mut self) -> i64 {
        let skew = (self.chance.bits() % self.longest()) as i64;
        if self.chance.hits(500) { skew } else { -skew }
    }
}
