//! What the outbox wants, carried out by the scripts; and what came of it.

use esteem_study::outbox::{Effect, Event, Record, Reply, Rung};
use js_sys::{Array, JSON};
use wasm_bindgen::JsValue;

use super::{Note, Questionnaire};
use crate::read::{self, Value};
use crate::receipt::{self, Answered};
use crate::shell::{from_record, object, to_record};

impl Questionnaire {
    /// Keeps the draft as it is now. Nothing is kept before the first answer.
    pub(super) fn keep(&mut self) {
        if self.interview.has_begun() {
            let event = Event::Answered { body: self.record(), place: self.interview.place() };
            self.step(event);
        }
    }

    /// Freezes the response and passes it on.
    pub(super) fn finish(&mut self) {
        let body = self.record();
        let hash = crate::chance::sha256(&body);
        self.finished = Some(body.clone());
        self.step(Event::Finished { body, hash });
    }

    /// Says once more what is to be kept: all of it if the response is finished.
    fn go_on_keeping(&mut self) {
        if self.finished.is_some() { self.finish() } else { self.keep() }
    }

    /// Does what the outbox wants done.
    pub(super) fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Keep { ticket, record, expect } => self.shell.keep(ticket, &from_record(&record), expect),
            Effect::Erase { ticket, ids } => {
                let ids: Array = ids.iter().map(|id| JsValue::from_str(id)).collect();
                self.shell.erase(ticket, &ids);
            }
            Effect::Send { id, body } => {
                if let Some(collector) = &self.collector {
                    self.shell.send(&id, &collector.url, &body);
                }
            }
            Effect::Wake { in_ms } => self.shell.wake(in_ms as f64),
            Effect::Adopt { record, base } => self.adopt(&record, &base),
            Effect::Rename { id } => {
                self.interview.rename(id);
                self.go_on_keeping();
            }
            Effect::Begin { id } => self.renew(id),
            Effect::FinishedElsewhere { .. } => {
                self.is_elsewhere = true;
                self.arrive();
            }
            Effect::Hand { id, body, hash } => {
                let detail = [
                    ("response", JSON::parse(&body).unwrap_or_default()),
                    ("text", (&*body).into()),
                    ("id", (&*id).into()),
                    ("sha256", (&*hash).into()),
                    ("test", self.is_test.into()),
                ];
                self.shell.emit("esteem-response", &object(&detail));
            }
        }
    }

    /// Takes over a draft that is newer than ours: of an earlier visit, or of another tab.
    fn adopt(&mut self, record: &Record, base: &str) {
        let saved = |body: &str| read::saved(&JSON::parse(body).ok()?).ok();
        let Some(draft) = saved(&record.body) else {
            self.unreadable.push(record.body.clone());
            self.note = Note::Unreadable;
            return;
        };
        let had_begun = self.interview.has_begun();
        self.interview.rests_on(saved(base).as_ref());
        let knows_more = self.interview.adopt(draft, &record.place);
        if self.finished.is_none() && !had_begun && self.note == Note::None {
            self.note = Note::CameBack;
        }
        if knows_more {
            self.go_on_keeping();
        }
        self.draw();
    }

    /// Takes what the scripts have to tell about the store, the network and the time.
    pub(crate) fn told(&mut self, what: &str, value: &JsValue) {
        let text = |name| value.field(name).and_then(|found| found.text()).unwrap_or_default();
        let number = |name| value.field(name).and_then(|found| found.number()).unwrap_or_default();
        let ticket = number("ticket") as u32;
        let event = match what {
            "records" | "changed" => self.opened(value),
            "kept" => {
                let is_kept = text("rung") != "memory";
                Event::Kept { ticket, rung: if is_kept { Rung::Device } else { Rung::Memory } }
            }
            "conflict" => Event::Conflicted { ticket, record: value.field("record").and_then(|held| to_record(&held)) },
            "unkept" => Event::Unkept { ticket },
            "woken" => Event::Woken,
            "taken" => match value.text() {
                Some(id) => Event::Taken { id },
                None => return,
            },
            "replied" => {
                let answered = Answered {
                    status: number("status") as u32,
                    text: text("text"),
                    retry_after_ms: number("retry_after") as u64,
                };
                self.replied(text("id"), &answered)
            }
            _ => return,
        };
        self.step(event);
    }

    /// What the store holds of this study. What cannot be understood stays there, and can be downloaded.
    fn opened(&mut self, value: &JsValue) -> Event {
        let Some(list) = value.list() else { return Event::Unreadable };
        let study = &self.interview.study().id;
        let mut records = Vec::new();
        for held in list.iter().filter(|held| held.field("study").and_then(|id| id.text()).as_ref() == Some(study)) {
            match to_record(held) {
                Some(record) => records.push(record),
                None => {
                    let text = JSON::stringify(held).map(String::from).unwrap_or_default();
                    self.note = Note::Unreadable;
                    if !self.unreadable.contains(&text) {
                        self.unreadable.push(text);
                    }
                }
            }
        }
        Event::Opened { records }
    }

    fn replied(&mut self, id: String, answered: &Answered) -> Event {
        let hash = self.outbox.unsent().iter().find(|record| record.id == id).map(|record| record.hash.clone());
        let reply = match (&self.collector, hash) {
            (Some(collector), Some(hash)) => receipt::reply(collector.kind, answered, &id, &hash),
            _ => Reply::Unclear { retry_after_ms: 0 },
        };
        if reply == Reply::Received {
            let is_confirmed = self.is_confirmed();
            self.shell.emit("esteem-sent", &object(&[("id", (&*id).into()), ("confirmed", is_confirmed.into())]));
        }
        Event::Replied { id, reply }
    }
}
