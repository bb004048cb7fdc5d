//! How a schedule ends: nothing fails any more, and what was promised must come true.

use super::world::{Answer, Tab, World};
use esteem_study::outbox::{Delivery, Record, Stage};

impl World {
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
