//! What truly happened, and what must therefore be true.
//!
//! **Lost** is a response whose finishing was shown as kept, and that is neither at the collector nor parked in the
//! store with exactly its bytes; and an answer that was shown as saved, and that is not in what the store or the
//! collector has under its id. Another answer to the same key may stand in its place, unless it was already in the
//! store under this id when the lost one was given: a stale answer never wins over a later one, and of two that did not
//! know of each other either may. What goes on under a new id, because the old one was erased elsewhere, counts as
//! given anew.
//! **Doubled** is one finishing that the collector has under two ids.
//! **Altered** is an id for which two sequences of bytes were ever sent, or bytes that nobody said were finished.
//! What the respondent erased is excused from being lost; a tab never sends what was erased in it, and the store does
//! not hold it again. A draft that was given up for another response is excused as well.

use super::respondent::{Answers, get, read, set};
use super::world::Collector;
use esteem_study::outbox::{Record, Stage};

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Ledger {
    /// Key, value, and how much the store had been told when the answer was given.
    given: Vec<(u8, u32, usize)>,
    /// Id, key and value, in the order in which they came into the store.
    written: Vec<(String, u8, u32)>,
    /// Key and value of what went on under a new id.
    carried: Vec<(u8, u32)>,
    /// By id: the latest answers that were shown as saved.
    saved: Vec<(String, Answers)>,
    /// Whatever a tab called finished.
    finished: Vec<String>,
    /// Finished responses that were shown as kept on the device.
    kept: Vec<(String, String)>,
    /// Ids that the respondent erased or gave up.
    excused: Vec<String>,
    /// Ids that the store has erased at the respondent's wish.
    gone: Vec<String>,
    /// The first thing that went wrong.
    pub(crate) broken: Option<String>,
    pub(crate) parked: u32,
}

impl Ledger {
    pub(crate) fn breaks(&mut self, what: impl FnOnce() -> String) {
        if self.broken.is_none() {
            self.broken = Some(what());
        }
    }

    pub(crate) fn give(&mut self, key: u8, value: u32) {
        self.given.push((key, value, self.written.len()));
    }

    pub(crate) fn carry(&mut self, answers: &Answers) {
        self.carried.extend(answers);
    }

    pub(crate) fn finish(&mut self, body: &str) {
        if !self.finished.iter().any(|known| known == body) {
            self.finished.push(body.into());
        }
    }

    /// The page says that all of these answers are on the device.
    pub(crate) fn show_saved(&mut self, id: &str, answers: &Answers) {
        let index = self.saved.iter().position(|(known, _)| known == id).unwrap_or_else(|| {
            self.saved.push((id.into(), Vec::new()));
            self.saved.len() - 1
        });
        for (key, value) in answers {
            let latest = get(&self.saved[index].1, *key).unwrap_or(0).max(*value);
            set(&mut self.saved[index].1, *key, latest);
        }
    }

    pub(crate) fn show_kept(&mut self, id: &str, body: &str) {
        self.kept.push((id.into(), body.into()));
    }

    pub(crate) fn excuse(&mut self, id: &str) {
        if !self.excused.iter().any(|known| known == id) {
            self.excused.push(id.into());
        }
    }

    pub(crate) fn is_excused(&self, id: &str) -> bool {
        self.excused.iter().any(|known| known == id)
    }

    /// The store has written a record.
    pub(crate) fn write(&mut self, record: &Record) {
        self.honest(&record.body);
        for (key, value) in read(&record.body).2 {
            let answer = (record.id.clone(), key, value);
            if !self.written.contains(&answer) {
                self.written.push(answer);
            }
        }
        if self.gone.contains(&record.id) {
            self.breaks(|| format!("{} was erased and is in the store again", record.id));
        }
    }

    /// The store has erased a record.
    pub(crate) fn erase(&mut self, record: &Record) {
        if self.is_excused(&record.id) {
            self.gone.push(record.id.clone());
        } else if record.stage != Stage::Acknowledged {
            self.breaks(|| format!("{} was erased before it was received, without anybody's wish", record.id));
        }
    }

    /// A request has left the device.
    pub(crate) fn send(&mut self, collector: &Collector, id: &str, body: &str) {
        self.honest(body);
        if collector.sent.iter().any(|(known, bytes)| known == id && bytes != body) {
            self.breaks(|| format!("altered: {id} was sent with other bytes: {body}"));
        }
        if !self.finished.iter().any(|known| known == body) || read(body).0 != id {
            self.breaks(|| format!("altered: {id} was sent and never finished: {body}"));
        }
    }

    fn honest(&mut self, body: &str) {
        for (key, value) in read(body).2 {
            if !self.given.iter().any(|(known, answer, _)| *known == key && *answer == value) {
                self.breaks(|| format!("nobody answered {key}={value}"));
            }
        }
    }

    /// Everything has come to rest: what was promised must be there.
    /// `in_memory` is what pages that are still open have finished without a store.
    pub(crate) fn close(&mut self, store: &[Record], collector: &Collector, in_memory: Vec<(String, String)>) {
        for (id, body) in self.kept.clone().into_iter().chain(in_memory) {
            let is_there = collector.rows.iter().any(|(known, bytes)| *known == id && *bytes == body);
            let parked =
                store.iter().any(|record| record.id == id && record.stage == Stage::Parked && record.body == body);
            self.parked += u32::from(parked);
            if !is_there && !parked && !self.is_excused(&id) {
                self.breaks(|| format!("lost: {id} was shown as kept: {body}"));
            }
        }
        for (index, (id, body)) in collector.rows.iter().enumerate() {
            let act = read(body).1;
            if collector.rows.iter().take(index).any(|(_, other)| read(other).1 == act) {
                self.breaks(|| format!("doubled: {id} is a second response of finishing {act}"));
            }
        }
        for (id, answers) in self.saved.clone() {
            if self.is_excused(&id) {
                continue;
            }
            let row = collector.rows.iter().find(|(known, _)| *known == id).map(|(_, body)| body);
            let kept = store.iter().find(|record| record.id == id).map(|record| &record.body);
            let there = row.or(kept).map(|body| read(body).2).unwrap_or_default();
            for (key, value) in answers {
                let found = get(&there, key);
                if !found.is_some_and(|found| self.may_replace(&id, key, found, value)) {
                    self.breaks(|| format!("lost: {id} {key}={value} was shown as saved, and there is {found:?}"));
                }
            }
        }
    }

    fn may_replace(&self, id: &str, key: u8, found: u32, saved: u32) -> bool {
        let given = self.given.iter().find(|(known, value, _)| *known == key && *value == saved);
        let mut seen = self.written.iter().take(given.map_or(0, |(_, _, seen)| *seen));
        found >= saved
            || self.carried.contains(&(key, found))
            || !seen.any(|(known, of, value)| known == id && *of == key && *value == found)
    }
}
