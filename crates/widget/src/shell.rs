//! What the module asks of the scripts around it, and how records travel to them and back. All of it is JSON: a text crosses
//! the module's edge in one piece.

use esteem_study::Fixed;
use esteem_study::json::Writer;
use esteem_study::outbox::{Record, Stage};
use wasm_bindgen::prelude::*;

use crate::read::json::{Json, Kind};

#[wasm_bindgen]
extern "C" {
    /// The scripts' side. No method throws, and none calls the module before it has returned.
    #[derive(Clone, Debug)]
    pub type Shell;

    /// Asks for something, with an object as JSON. What is none of the wishes below is an event for the host page.
    #[wasm_bindgen(method)]
    fn ask(this: &Shell, what: &str, json: &str);
    /// 32 random bits.
    #[wasm_bindgen(method)]
    pub(crate) fn chance(this: &Shell) -> u32;

    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub(crate) fn elapsed_ms() -> f64;

    #[wasm_bindgen(js_namespace = Date, js_name = now)]
    pub(crate) fn now_ms() -> f64;
    #[wasm_bindgen(js_name = Date)]
    type Instant;
    #[wasm_bindgen(constructor, js_class = Date)]
    fn new() -> Instant;
    #[wasm_bindgen(method, js_class = Date, js_name = toISOString)]
    fn text(this: &Instant) -> String;
}

impl Shell {
    /// Compares and puts: the store must hold `expect` as the record's revision; 0: no such record, and no other draft
    /// in its slot. What came of it is told later, by ticket.
    pub(crate) fn keep(&self, ticket: u32, record: &Record, expect: u32) {
        let mut json = Writer::default();
        json.whole("ticket", ticket.into());
        json.whole("expect", expect.into());
        json.open("record", '{');
        json.text("id", &record.id);
        json.text("study", &record.study);
        json.text("slot", &record.slot);
        json.whole("rev", record.rev.into());
        json.text("stage", record.stage.name());
        json.text("body", &record.body);
        json.text("place", &record.place);
        json.text("hash", &record.hash);
        json.whole("attempts", record.attempts.into());
        json.whole("due_ms", record.due_ms as i64);
        json.whole("kept_ms", record.kept_ms as i64);
        json.close('}');
        self.ask("keep", &json.finish());
    }

    /// Removes records.
    pub(crate) fn erase(&self, ticket: u32, ids: &[String]) {
        let mut json = Writer::default();
        json.whole("ticket", ticket.into());
        json.open("ids", '[');
        ids.iter().for_each(|id| json.element(id));
        json.close(']');
        self.ask("erase", &json.finish());
    }

    /// Posts a response to a collector.
    pub(crate) fn send(&self, id: &str, url: &str, body: &str) {
        self.ask("send", &object(&[("id", id), ("url", url), ("body", body)]));
    }

    /// Asks to be woken after this many milliseconds; the last call counts.
    pub(crate) fn wake(&self, in_ms: u64) {
        let mut json = Writer::default();
        json.whole("in_ms", in_ms as i64);
        self.ask("wake", &json.finish());
    }

    /// Tells the host page.
    pub(crate) fn emit(&self, name: &str, detail: &str) {
        self.ask(name, detail);
    }

    /// Gives the respondent a file.
    pub(crate) fn save(&self, name: &str, text: &str) {
        self.ask("save", &object(&[("name", name), ("text", text)]));
    }
}

/// This instant, RFC 3339.
pub(crate) fn instant() -> String {
    Instant::new().text()
}

/// An object of texts.
pub(crate) fn object(fields: &[(&str, &str)]) -> String {
    let mut json = Writer::default();
    for (name, text) in fields {
        json.text(name, text);
    }
    json.finish()
}

/// A record that the store keeps; `None` if it is of no version that we know.
pub(crate) fn to_record(value: &Json<'_>) -> Option<Record> {
    let text = |name| value.field(name).filter(|field| field.kind() == Kind::Text).map(|field| field.text().into());
    let number = |name| whole(value.field(name)?);
    Some(Record {
        id: text("id")?,
        study: text("study")?,
        slot: text("slot")?,
        rev: number("rev")? as u32,
        stage: Stage::named(value.field("stage")?.text())?,
        body: text("body")?,
        place: text("place")?,
        hash: text("hash")?,
        attempts: number("attempts")? as u32,
        due_ms: number("due_ms")?,
        kept_ms: number("kept_ms")?,
    })
}

/// The whole part of a number that is not negative.
pub(crate) fn whole(value: &Json<'_>) -> Option<u64> {
    let size = u64::try_from(value.number()?.0).ok()?;
    Some(size / Fixed::UNIT as u64)
}
