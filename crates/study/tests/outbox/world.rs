//! A device with tabs and a store, a network and a collector. Nothing happens by itself: a driver chooses.

use super::ledger::Ledger;
use super::respondent::{Merge, Respondent};
use esteem_study::outbox::{Delivery, Effect, Event, Outbox, Outcome, Record, Reply, Rung, Saved, Stage};

/// A fault that is built in on purpose, to see that it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Sabotage {
    None,
    /// Whatever the collector answers counts as a receipt.
    AnyAnswerCounts,
    /// The record is removed when its request leaves.
    DeleteBeforeSend,
    /// Kept is said when the store has taken the request, before the transaction is complete.
    SavedOnRequest,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct World {
    pub(crate) now: u64,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) store: Vec<Record>,
    pub(crate) posts: Vec<Post>,
    pub(crate) collector: Collector,
    pub(crate) ledger: Ledger,
    pub(crate) delivery: Delivery,
    pub(crate) sabotage: Sabotage,
    pub(crate) merge: Merge,
    /// Prints what happens, to read a schedule that fails.
    pub(crate) is_told: bool,
    values: u32,
    acts: u32,
    ids: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Tab {
    pub(crate) is_alive: bool,
    pub(crate) outbox: Outbox,
    pub(crate) respondent: Respondent,
    /// What it has asked the store for; done in this order. Survives the tab: it may still be done, or vanish.
    pub(crate) requests: Vec<Effect>,
    /// What it will be told.
    pub(crate) inbox: Vec<Event>,
    /// How wrong its clock is.
    pub(crate) skew: i64,
    pub(crate) timer: Option<u64>,
    /// What was erased in this tab.
    wished: Vec<String>,
    /// Finished and kept nowhere but here.
    in_memory: Vec<(String, String)>,
}

/// A request on its way to the collector.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Post {
    pub(crate) tab: usize,
    pub(crate) id: String,
    pub(crate) body: String,
}

/// Keeps the first body of each id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Collector {
    pub(crate) rows: Vec<(String, String)>,
    /// Whatever was ever sent, each once.
    pub(crate) sent: Vec<(String, String)>,
}

/// How the collector, or somebody in its place, answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Answer {
    Receipt,
    /// It is stored, and then something goes wrong.
    StoredButError,
    Error(u64),
    /// A login page with status 200, somewhere between.
    LoginPage,
    Barred,
    Refused,
}

impl World {
    pub(crate) fn new(delivery: Delivery, sabotage: Sabotage, merge: Merge) -> World {
        World {
            now: 1_000_000_000_000,
            tabs: Vec::new(),
            store: Vec::new(),
            posts: Vec::new(),
            collector: Collector::default(),
            ledger: Ledger::default(),
            delivery,
            sabotage,
            merge,
            is_told: false,
            values: 0,
            acts: 0,
            ids: 0,
        }
    }

    /// A page is loaded. It has a place of its own: what an earlier one asked for is answered to nobody.
    pub(crate) fn open(&mut self, skew: i64, event: Event) -> usize {
        self.ids += 1;
        let letter = |shift: u32| char::from(b'a' + (self.ids >> shift & 15) as u8);
        let id: String = [letter(4), letter(0)].into_iter().chain("response".chars()).collect();
        self.tabs.push(Tab {
            is_alive: true,
            outbox: Outbox::new("cafe", "", id.clone(), self.delivery),
            respondent: Respondent::new(&id),
            requests: Vec::new(),
            inbox: vec![event],
            skew,
            timer: None,
            wished: Vec::new(),
            in_memory: Vec::new(),
        });
        self.tabs.len() - 1
    }

    /// What a page that looks at the store now will be told.
    pub(crate) fn look_at_store(&self) -> Event {
        Event::Opened { records: self.store.clone() }
    }

    pub(crate) fn answer(&mut self, tab: usize, key: u8, mask: Option<u32>) {
        self.values += 1;
        let value = self.values;
        self.ledger.give(key, value);
        self.tabs[tab].respondent.answer(key, value);
        self.say(tab, mask);
    }

    pub(crate) fn finish(&mut self, tab: usize, mask: Option<u32>) {
        self.tabs[tab].respondent.is_finished = true;
        self.say(tab, mask);
    }

    /// The interview says what it knows.
    fn say(&mut self, tab: usize, mask: Option<u32>) {
        if self.tabs[tab].respondent.is_finished && self.tabs[tab].respondent.act.is_none() {
            self.acts += 1;
            self.tabs[tab].respondent.act = Some(self.acts);
        }
        let respondent = &self.tabs[tab].respondent;
        let body = respondent.body();
        let event = if respondent.is_finished {
            self.ledger.finish(&body);
            Event::Finished { hash: format!("#{body}"), body }
        } else {
            Event::Answered { body, place: String::new() }
        };
        self.step(tab, 0, event, mask);
    }

    pub(crate) fn clock(&self, tab: usize) -> u64 {
        self.now.saturating_add_signed(self.tabs[tab].skew)
    }

    /// A tab takes an event and carries out the effects. With a mask it dies meanwhile: of the requests to the store
    /// and the collector those take place whose bits are set.
    pub(crate) fn step(&mut self, tab: usize, chance: u32, event: Event, mask: Option<u32>) {
        let now = self.clock(tab);
        let is_erasing = event == Event::Erase;
        if is_erasing || event == Event::Again {
            self.excuse(tab, is_erasing);
        }
        if self.is_told {
            println!("{now} page {tab}: {event:?}");
        }
        let effects = self.tabs[tab].outbox.step(now, chance, event);
        for effect in effects.iter().filter(|_| is_erasing) {
            if let Effect::Erase { ids, .. } = effect {
                ids.iter().for_each(|id| self.ledger.excuse(id));
                self.tabs[tab].wished.extend(ids.iter().cloned());
            }
        }
        if self.is_told {
            effects.iter().enumerate().for_each(|(bit, effect)| println!("    {bit} {effect:?}"));
            println!("    dies {mask:?} status {:?}", self.tabs[tab].outbox.status());
        }
        if let Some(mask) = mask {
            let mut bit = 0;
            for effect in effects {
                let is_outward = matches!(effect, Effect::Keep { .. } | Effect::Erase { .. } | Effect::Send { .. });
                // What is shown counts as shown, and what the interview would have said is not said any more.
                if is_outward && mask >> bit & 1 == 1 || matches!(effect, Effect::Hand { .. }) {
                    self.carry_out(tab, effect);
                }
                bit += u32::from(is_outward);
            }
            return self.bury(tab);
        }
        for effect in effects {
            self.carry_out(tab, effect);
        }
        self.look(tab);
    }

    fn bury(&mut self, tab: usize) {
        let dead = &mut self.tabs[tab];
        dead.is_alive = false;
        dead.inbox.clear();
        dead.timer = None;
        dead.in_memory.clear();
    }

    fn excuse(&mut self, tab: usize, is_erasing: bool) {
        let outbox = &self.tabs[tab].outbox;
        let mut ids = Vec::new();
        if is_erasing {
            ids.extend(outbox.unsent().into_iter().map(|record| record.id.clone()));
        }
        if is_erasing || outbox.status().outcome == Outcome::Unfinished {
            ids.push(outbox.id().to_string());
        }
        for id in ids {
            // Giving up a draft that another tab has finished excuses nothing.
            let is_finished = self.store.iter().any(|record| record.id == id && record.stage != Stage::Draft);
            if is_erasing || !is_finished {
                self.ledger.excuse(&id);
            }
            if is_erasing {
                self.tabs[tab].wished.push(id);
            }
        }
    }

    fn carry_out(&mut self, tab: usize, effect: Effect) {
        match effect {
            Effect::Keep { .. } | Effect::Erase { .. } => {
                if let (Sabotage::SavedOnRequest, Effect::Keep { ticket, .. }) = (self.sabotage, &effect) {
                    self.tabs[tab].inbox.push(Event::Kept { ticket: *ticket, rung: Rung::Device });
                }
                self.tabs[tab].requests.push(effect);
            }
            Effect::Send { id, body } => {
                if self.tabs[tab].wished.contains(&id) {
                    self.ledger.breaks(|| format!("{id} was sent after it was erased in the same tab"));
                }
                if self.sabotage == Sabotage::DeleteBeforeSend {
                    self.store.retain(|record| record.id != id);
                }
                self.ledger.send(&self.collector, &id, &body);
                if !self.collector.sent.iter().any(|(known, bytes)| *known == id && *bytes == body) {
                    self.collector.sent.push((id.clone(), body.clone()));
                }
                self.posts.push(Post { tab, id, body });
            }
            Effect::Wake { in_ms } => self.tabs[tab].timer = Some(self.now + in_ms),
            Effect::Adopt { record, base } => {
                let merge = self.merge;
                let respondent = &mut self.tabs[tab].respondent;
                let knows_more = respondent.adopt(&record.body, &base, merge);
                if knows_more || respondent.is_finished {
                    self.say(tab, None);
                }
            }
            Effect::Rename { id } => {
                self.tabs[tab].respondent.id = id;
                self.ledger.carry(&self.tabs[tab].respondent.answers);
                self.say(tab, None);
            }
            Effect::Begin { id } => self.tabs[tab].respondent = Respondent::new(&id),
            Effect::FinishedElsewhere { .. } => self.tabs[tab].respondent.is_over = true,
            Effect::Hand { id, body, .. } => self.hand(tab, id, body),
        }
    }

    fn hand(&mut self, tab: usize, id: String, body: String) {
        let is_ours = |record: &&Record| record.id == id && record.rev > 0;
        if self.tabs[tab].outbox.unsent().iter().any(is_ours) {
            self.ledger.show_kept(&id, &body);
        } else {
            // What is in memory is promised only as long as the page lives.
            self.tabs[tab].in_memory.push((id.clone(), body.clone()));
        }
        if id == self.tabs[tab].respondent.id {
            self.tabs[tab].respondent.is_over = true;
        }
        if self.delivery == Delivery::Hand {
            self.posts.push(Post { tab, id, body });
        }
    }

    /// Takes what the page shows at its word.
    fn look(&mut self, tab: usize) {
        let status = self.tabs[tab].outbox.status();
        if status.saved == Saved::Yes && status.outcome == Outcome::Unfinished {
            let tab = &self.tabs[tab];
            self.ledger.show_saved(tab.outbox.id(), &tab.respondent.answers);
        }
    }

    /// The store does the first thing that a tab has asked for, completely.
    pub(crate) fn execute(&mut self, tab: usize) {
        let effect = self.tabs[tab].requests.remove(0);
        if self.is_told {
            println!("page {tab}: the store does {effect:?}");
        }
        let answer = match effect {
            Effect::Keep { ticket, record, expect } => self.compare_and_put(ticket, record, expect),
            Effect::Erase { ticket, ids } => {
                for record in self.store.extract_if(.., |record| ids.contains(&record.id)) {
                    self.ledger.erase(&record);
                }
                Event::Kept { ticket, rung: Rung::Device }
            }
            _ => return,
        };
        let is_told = self.sabotage == Sabotage::SavedOnRequest && matches!(answer, Event::Kept { .. });
        if self.tabs[tab].is_alive && !is_told {
            self.tabs[tab].inbox.push(answer);
        }
    }

    fn compare_and_put(&mut self, ticket: u32, record: Record, expect: u32) -> Event {
        let same = self.store.iter().find(|known| known.id == record.id);
        let draft = self.store.iter().find(|known| known.slot == record.slot && known.stage == Stage::Draft);
        let found = if expect == 0 { same.or(draft) } else { same };
        if found.map_or(0, |found| found.rev) != expect {
            return Event::Conflicted { ticket, record: found.cloned() };
        }
        self.ledger.write(&record);
        self.store.retain(|known| known.id != record.id);
        self.store.push(record);
        Event::Kept { ticket, rung: Rung::Device }
    }

    /// The first thing that a tab has asked for is not done.
    pub(crate) fn fail(&mut self, tab: usize) {
        let effect = self.tabs[tab].requests.remove(0);
        if let (true, Effect::Keep { ticket, .. } | Effect::Erase { ticket, .. }) = (self.tabs[tab].is_alive, effect) {
            self.tabs[tab].inbox.push(Event::Unkept { ticket });
        }
    }

    /// The collector is reached, and what it says is on its way back; or the answer is lost.
    pub(crate) fn arrive(&mut self, post: &Post, answer: Answer, is_heard: bool) {
        let Post { tab, id, body } = post;
        let stores = matches!(answer, Answer::Receipt | Answer::StoredButError);
        if stores && !self.collector.rows.iter().any(|(known, _)| known == id) {
            self.collector.rows.push((id.clone(), body.clone()));
        }
        let is_same = self.collector.rows.iter().any(|(known, bytes)| known == id && bytes == body);
        let reply = match answer {
            Answer::Receipt if is_same => Reply::Received,
            Answer::Receipt => Reply::Refused,
            _ if self.sabotage == Sabotage::AnyAnswerCounts => Reply::Received,
            Answer::StoredButError | Answer::LoginPage => Reply::Unclear { retry_after_ms: 0 },
            Answer::Error(retry_after_ms) => Reply::Unclear { retry_after_ms },
            Answer::Barred => Reply::Barred,
            Answer::Refused => Reply::Refused,
        };
        if self.delivery == Delivery::Hand {
            if is_heard && is_same {
                self.tell(*tab, Event::Taken { id: id.clone() });
            }
        } else {
            let reply = if is_heard { reply } else { Reply::Unclear { retry_after_ms: 0 } };
            self.tell(*tab, Event::Replied { id: id.clone(), reply });
        }
    }

    pub(crate) fn tell(&mut self, tab: usize, event: Event) {
        if self.tabs[tab].is_alive {
            self.tabs[tab].inbox.push(event);
        }
    }

    pub(crate) fn deliver(&mut self, tab: usize, index: usize, chance: u32, mask: Option<u32>) {
        let event = self.tabs[tab].inbox.remove(index);
        self.step(tab, chance, event, mask);
    }

    pub(crate) fn wake(&mut self, tab: usize, chance: u32, mask: Option<u32>) {
        self.tabs[tab].timer = None;
        self.step(tab, chance, Event::Woken, mask);
    }

    /// Faults cease, a last page is opened, and everything runs until it rests. Then the ledger is closed.
    pub(crate) fn settle(&mut self) {
        while let Some(tab) = self.tabs.iter().position(|tab| !tab.requests.is_empty()) {
            self.execute(tab);
        }
        let opened = self.look_at_store();
        self.open(0, opened);
        for _ in 0..10_000 {
            if let Some(tab) = self.tabs.iter().position(|tab| !tab.requests.is_empty()) {
                self.execute(tab);
            } else if let Some(tab) = self.tabs.iter().position(|tab| !tab.inbox.is_empty()) {
                self.deliver(tab, 0, 1 << 31, None);
            } else if let Some(post) = self.posts.pop() {
                self.arrive(&post, Answer::Receipt, true);
            } else if let Some((timer, tab)) = self.next_timer() {
                self.now = self.now.max(timer);
                self.wake(tab, 1 << 31, None);
            } else {
                let in_memory = self.tabs.iter().flat_map(|tab| self.to_be_received(tab)).collect();
                return self.ledger.close(&self.store, &self.collector, in_memory);
            }
        }
        self.ledger.breaks(|| "it never comes to rest".into());
    }

    /// What a page has in memory alone and does not show as parked, or as left for the host page and for download.
    fn to_be_received(&self, tab: &Tab) -> Vec<(String, String)> {
        let shown = tab.outbox.unsent();
        let is_shown = |id: &str| {
            let rests = |record: &&Record| record.stage == Stage::Parked || self.delivery == Delivery::Hand;
            shown.iter().any(|record| record.id == id && rests(record))
        };
        tab.in_memory.iter().filter(|(id, _)| !is_shown(id)).cloned().collect()
    }

    pub(crate) fn next_timer(&self) -> Option<(u64, usize)> {
        let timers = self.tabs.iter().enumerate().filter(|(_, tab)| tab.is_alive);
        timers.filter_map(|(index, tab)| Some((tab.timer?, index))).min()
    }
}
