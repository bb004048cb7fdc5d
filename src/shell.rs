//! What the page's shell does for the app: the hand-written scripts in `src/shell`, which stand even if the app does not.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::Callback;

use crate::files::OpenFiles;

/// Shows a drawing in an element, in place of what the element held.
///
/// The page's policy lets nobody write markup but the shell, and the shell writes drawings only.
pub(crate) fn insert_drawing(place: &Element, svg: &str) {
    draw(place, svg);
}

/// How many requests have left for another place than the page's own since it was opened; the aim is none, for ever.
pub(crate) fn requests_elsewhere() -> u32 {
    0
}

/// Tells whenever a request has left for another place than the page's own.
pub(crate) fn on_request_elsewhere(changed: Callback<u32>) {
    let _ = changed;
}

/// Hands the shell the workspace, so that it can be saved even if the app breaks down.
///
/// `fragment` is the part of the page's address that says what is shown.
pub(crate) fn keep_workspace(name: &str, files: &OpenFiles, fragment: &str) {
    let _ = (name, files, fragment);
}

/// Gives the reader the workspace that was handed over last, as one file.
pub(crate) fn save_workspace() {}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = esteem, js_name = drawing)]
    fn draw(place: &Element, svg: &str);
}
