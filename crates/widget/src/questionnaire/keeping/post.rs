//! What the outbox wants, carried out by the scripts; and what came of it.

use esteem_study::json::Writer;
use esteem_study::outbox::{Effect, Event, Record, Reply, Rung, Stage};

use super::receipt::{self, Answered};
use super::records::to_record;
use super::{Note, Questionnaire};
use crate::read;
use crate::read::json::{Json, Kind};
use crate::shell::whole;

impl Questionnaire {
    /// Does what the outbox wants done.
    pub(super) fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Keep { ticket, record, expect } => self.shell.keep(ticket, &record, expect),
            Effect::Erase { ticket, ids } => self.shell.erase(ticket, &ids),
            Effect::Send { id, body } => {
                if let Some(collector) = &self.collector {
                    self.shell.send(&id, &collector.url, &body);
                }
            }
            Effect::Wake { in_ms } => self.shell.wake(in_ms),
            Effect::Adopt { record, base } => self.adopt(&record, &base),
            Effect::Rename { id } => {
                self.interview.rename(id);
                self.go_on_keeping();
            }
            Effect::Begin { id } => self.renew(id),
            Effect::FinishedElsewhere { .. } => {
                self.is_elsewhere = true;
                // Whoever is busy elsewhere on the page is not led away from it.
                if self.frame.focused().is_empty() { self.draw() } else { self.arrive() }
            }
            Effect::Hand { id, body, hash } => {
                let mut detail = Writer::default();
                detail.text("text", &body);
                detail.text("id", &id);
                detail.text("sha256", &hash);
                detail.flag("test", self.is_test);
                self.shell.emit("esteem-response", &detail.finish());
            }
        }
    }

    /// Takes over a draft that is newer than ours: of an earlier visit, or of another tab.
    fn adopt(&mut self, record: &Record, base: &str) {
        let had_begun = self.interview.has_begun();
        if self.is_shared && !had_begun && self.note != Note::Restored {
            // What somebody left is nothing for the next person.
            return self.step(Event::Again);
        }
        // What cannot be read has been sorted out before.
        let Ok(draft) = read::saved(&record.body) else { return };
        self.interview.rests_on(read::saved(base).ok().as_ref());
        let knows_more = self.interview.adopt(draft, &record.place);
        if self.keeping.finished.is_none() && !had_begun && self.note == Note::None {
            self.note = Note::CameBack;
        }
        if knows_more {
            self.go_on_keeping();
        }
        self.draw();
    }

    /// Takes what the scripts have to tell about the store, the network and the time.
    pub(crate) fn told(&mut self, what: &str, value: &Json<'_>) {
        let text = |name| value.field(name).map_or("", Json::text);
        let number = |name| value.field(name).and_then(whole).unwrap_or_default();
        let ticket = number("ticket") as u32;
        let event = match what {
            "records" | "changed" => self.opened(value),
            "kept" => {
                let is_kept = text("rung") != "memory";
                Event::Kept { ticket, rung: if is_kept { Rung::Device } else { Rung::Memory } }
            }
            "conflict" => match value.field("record").filter(|held| held.kind() != Kind::Null) {
                None => Event::Conflicted { ticket, record: None },
                Some(held) => match self.understood(held) {
                    Some(record) => Event::Conflicted { ticket, record: Some(record) },
                    None => Event::Unkept { ticket },
                },
            },
            "unkept" => Event::Unkept { ticket },
            "woken" => Event::Woken,
            "taken" => Event::Taken { id: value.text().into() },
            "replied" => {
                let answered = Answered {
                    status: number("status") as u32,
                    text: text("text").into(),
                    retry_after_ms: number("retry_after"),
                };
                self.replied(text("id").into(), &answered)
            }
            "held" => return self.resume(text("body"), text("place")),
            _ => return,
        };
        self.step(event);
    }

    /// What the store holds of this study. What cannot be understood stays there, and can be downloaded.
    fn opened(&mut self, value: &Json<'_>) -> Event {
        if value.kind() != Kind::List {
            return Event::Unreadable;
        }
        let mut records = Vec::new();
        for (_, held) in value.parts() {
            if held.field("study").map(Json::text) != Some(&self.interview.study().id) {
                continue;
            }
            records.extend(self.understood(held));
        }
        Event::Opened { records }
    }

    /// A record of the store, if this version can read it and what it keeps. What it cannot read stays where it is and
    /// can be downloaded, and the answers given here are kept beside it.
    fn understood(&mut self, held: &Json<'_>) -> Option<Record> {
        let record = to_record(held).filter(|record| record.stage != Stage::Draft || read::saved(&record.body).is_ok());
        if record.is_none() {
            self.note = Note::Unreadable;
            self.keeping.outbox.stand_aside();
            if !self.keeping.unreadable.iter().any(|known| known == held.raw()) {
                self.keeping.unreadable.push(held.raw().into());
            }
        }
        record
    }

    fn replied(&mut self, id: String, answered: &Answered) -> Event {
        let hash = self.keeping.outbox.unsent().iter().find(|record| record.id == id).map(|record| record.hash.clone());
        let reply = match (&self.collector, hash) {
            (Some(collector), Some(hash)) => receipt::reply(collector.kind, answered, &id, &hash),
            _ => Reply::Unclear { retry_after_ms: 0 },
        };
        if reply == Reply::Received {
            let mut detail = Writer::default();
            detail.text("id", &id);
            detail.flag("confirmed", self.is_confirmed());
            self.shell.emit("esteem-sent", &detail.finish());
        }
        Event::Replied { id, reply }
    }
}
