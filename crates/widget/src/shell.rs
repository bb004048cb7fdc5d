//! What the module asks of the scripts around it. All of it is JSON: a text crosses the module's edge in one piece.

use esteem_study::Fixed;
use esteem_study::json::Writer;
use wasm_bindgen::prelude::*;

use crate::read::json::Json;

#[wasm_bindgen]
extern "C" {
    /// The scripts' side. No method throws, and none calls the module before it has returned.
    #[derive(Clone, Debug)]
    pub type Shell;

    /// Asks for something, with an object as JSON. What is none of the wishes below is an event for the host page.
    #[wasm_bindgen(method)]
    pub(crate) fn ask(this: &Shell, what: &str, json: &str);
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
    /// Asks for [`settle`](crate::settle), after the call that asks. As long as it cannot be called, it is not.
    pub(crate) fn settle(&self) {
        self.ask("settle", "0");
    }

    /// Gives out the draft as it is, as long as it cannot be kept: for an instance that may have to come after this one.
    pub(crate) fn hold(&self, id: &str, body: &str, place: &str) {
        self.ask("hold", &object(&[("id", id), ("body", body), ("place", place)]));
    }

    /// Tells the host page.
    pub(crate) fn emit(&self, name: &str, detail: &str) {
        self.ask(name, detail);
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

/// The whole part of a number that is not negative.
pub(crate) fn whole(value: &Json<'_>) -> Option<u64> {
    let size = u64::try_from(value.number()?.0).ok()?;
    Some(size / Fixed::UNIT as u64)
}
