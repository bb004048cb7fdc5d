//! The engine's edge to the browser: byte arrays in, JSON out, and the browser's decoder.

use std::cell::RefCell;

use esteem_engine::{Engine, Files};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{TextDecoder, TextDecoderOptions};

thread_local! {
    /// A module has one engine, because a page shows one report at a time.
    static ENGINE: RefCell<Engine> = RefCell::default();
}

/// Nothing happens before the first question.
fn main() {}

/// Reads files and answers with an [`esteem_engine::Answer`] as JSON: `{"Ok": …}` or `{"Err": …}`. `selection` is an
/// [`esteem_analysis::Selection`] as JSON; what is none selects everything.
#[wasm_bindgen]
pub fn open(study: Option<Vec<u8>>, responses: Option<Vec<u8>>, mapping: Option<Vec<u8>>, selection: &str) -> String {
    let files = Files { study: study.as_deref(), responses: responses.as_deref(), mapping: mapping.as_deref() };
    let selection = serde_json::from_str(selection).unwrap_or_default();
    let answer = ENGINE.with_borrow_mut(|engine| engine.open(&files, &selection, &decode_gb18030));
    // An answer holds strings, finite numbers, lists and maps with text keys, which serde_json always can write.
    serde_json::to_string(&answer).unwrap_or_default()
}

/// GB 18030 as text; `None` if the bytes are not of that encoding, or the browser cannot decode it.
fn decode_gb18030(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options("gb18030", &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
