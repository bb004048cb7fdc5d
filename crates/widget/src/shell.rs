//! What the module asks of the scripts around it, and how records travel to them and back.

use esteem_study::outbox::{Record, Stage};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::read::Value;

#[wasm_bindgen]
extern "C" {
    /// The scripts' side. No method throws, and none calls the module before it has returned.
    #[derive(Clone, Debug)]
    pub type Shell;

    /// Compares and puts: the store must hold `expect` as the record's revision; 0: no such record, and no other draft
    /// in its slot. What came of it is told later, by ticket.
    #[wasm_bindgen(method)]
    pub(crate) fn keep(this: &Shell, ticket: u32, record: &JsValue, expect: u32);
    /// Removes records.
    #[wasm_bindgen(method)]
    pub(crate) fn erase(this: &Shell, ticket: u32, ids: &Array);
    /// Posts a response to a collector.
    #[wasm_bindgen(method)]
    pub(crate) fn send(this: &Shell, id: &str, url: &str, body: &str);
    /// Asks to be woken after this many milliseconds; the last call counts.
    #[wasm_bindgen(method)]
    pub(crate) fn wake(this: &Shell, in_ms: f64);
    /// Tells the host page.
    #[wasm_bindgen(method)]
    pub(crate) fn emit(this: &Shell, name: &str, detail: &JsValue) -> bool;
    /// Gives the respondent a file.
    #[wasm_bindgen(method)]
    pub(crate) fn save(this: &Shell, name: &str, text: &str);

    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub(crate) fn elapsed_ms() -> f64;
}

/// An object of texts.
pub(crate) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A new object takes every field.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// A record as the store keeps it.
pub(crate) fn from_record(record: &Record) -> JsValue {
    object(&[
        ("id", (&*record.id).into()),
        ("study", (&*record.study).into()),
        ("slot", (&*record.slot).into()),
        ("rev", record.rev.into()),
        ("stage", record.stage.name().into()),
        ("body", (&*record.body).into()),
        ("place", (&*record.place).into()),
        ("hash", (&*record.hash).into()),
        ("attempts", record.attempts.into()),
        ("due_ms", (record.due_ms as f64).into()),
        ("kept_ms", (record.kept_ms as f64).into()),
    ])
}

/// A record that the store keeps; `None` if it is of no version that we know.
pub(crate) fn to_record(value: &JsValue) -> Option<Record> {
    let text = |name| value.field(name)?.text();
    let number = |name| value.field(name)?.number().filter(|number| *number >= 0.0);
    Some(Record {
        id: text("id")?,
        study: text("study")?,
        slot: text("slot")?,
        rev: number("rev")? as u32,
        stage: Stage::named(&text("stage")?)?,
        body: text("body")?,
        place: text("place")?,
        hash: text("hash")?,
        attempts: number("attempts")? as u32,
        due_ms: number("due_ms")? as u64,
        kept_ms: number("kept_ms")? as u64,
    })
}
