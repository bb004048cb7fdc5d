//! What the page's shell does for the app: the hand-written scripts in `src/shell`, which stand even if the app does not.

use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Element, Worker};
use yew::Callback;

use crate::files::{FileKind, OpenFiles};

/// Shows a drawing in an element, in place of what the element held.
///
/// The page's policy lets nobody write markup but the shell, and the shell writes drawings only.
pub(crate) fn insert_drawing(place: &Element, svg: &str) {
    esteem::drawing(place, svg);
}

/// How many requests have left for another place than the page's own since it was opened; the aim is none, for ever.
pub(crate) fn requests_elsewhere() -> u32 {
    esteem::requests_elsewhere()
}

/// Tells whenever a request has left for another place than the page's own. The last one to ask is told.
pub(crate) fn on_request_elsewhere(changed: Callback<u32>) {
    let changed = Closure::<dyn Fn(u32)>::new(move |count| changed.emit(count));
    // The shell keeps it for as long as the page stands.
    esteem::watch_requests(&changed.into_js_value());
}

/// Hands the shell the workspace, so that it can be saved even if the app breaks down.
///
/// `fragment` is the part of the page's address that says what is shown.
pub(crate) fn keep_workspace(name: &str, files: &OpenFiles, fragment: &str) {
    let kept = Array::new();
    for kind in [FileKind::Study, FileKind::Responses, FileKind::Mapping] {
        if let Some(file) = files.get(kind) {
            kept.push(&Array::of3(&kind.id().into(), &(&*file.name).into(), &file.blob));
        }
    }
    esteem::keep(name, &kept, fragment);
}

/// Gives the reader the workspace that was handed over last, as one file.
pub(crate) fn save_workspace() {
    esteem::save_workspace();
}

/// The first paint, which came with the page, makes room for the app.
pub(crate) fn stand() {
    esteem::stand();
}

/// When the app has taken the place of the first paint.
pub(crate) async fn stood() {
    esteem::stood().await;
}

/// Asks for the engine that workers run; tells when it is there, and whether.
pub(crate) fn engine() -> impl Future<Output = bool> {
    let engine = JsFuture::from(esteem::engine());
    async move { engine.await.is_ok() }
}

/// The app has panicked at a place in the sources; nothing that it was working on is said.
pub(crate) fn broke(place: &str) {
    esteem::broke(place);
}

/// The build of the page; workers of another build speak another language.
pub(crate) fn build() -> String {
    esteem::build()
}

/// A worker that will be an engine; `None` if the browser refuses.
pub(crate) fn start_worker() -> Option<Worker> {
    esteem::start_worker().ok()
}

/// A file that came with the page; `None` if it cannot be had.
pub(crate) async fn asset(name: &str) -> Option<Blob> {
    use wasm_bindgen::JsCast;
    esteem::asset(name).await.ok()?.dyn_into().ok()
}

/// Puts the questionnaire of a study into a place, with attributes.
///
/// # Errors
/// The name of the reason why there is none.
pub(crate) async fn questionnaire(
    place: &Element,
    study: &JsValue,
    attributes: &[(&'static str, String)],
) -> Result<(), String> {
    let attributes: Array = attributes.iter().map(|(name, value)| Array::of2(&(*name).into(), &value.into())).collect();
    let shown = esteem::questionnaire(place, study, &attributes).await;
    shown.map(drop).map_err(|name| name.as_string().unwrap_or_default())
}

/// Makes room for a questionnaire alone, whose page around it is told what it may know, and answers with the place for it.
pub(crate) fn alone(language: &str) -> Element {
    esteem::alone(language)
}

/// The names that the scripts give the page.
mod esteem {
    use super::{Array, Element, JsValue, Promise, Worker, wasm_bindgen};

    #[wasm_bindgen(js_namespace = esteem)]
    extern "C" {
        pub(super) fn drawing(place: &Element, svg: &str);
        #[wasm_bindgen(js_name = requestsElsewhere)]
        pub(super) fn requests_elsewhere() -> u32;
        #[wasm_bindgen(js_name = watchRequests)]
        pub(super) fn watch_requests(changed: &JsValue);
        pub(super) fn keep(name: &str, files: &Array, fragment: &str);
        #[wasm_bindgen(js_name = saveWorkspace)]
        pub(super) fn save_workspace();
        pub(super) fn stand();
        #[wasm_bindgen(js_name = stand)]
        pub(super) async fn stood();
        pub(super) fn engine() -> Promise;
        pub(super) fn broke(place: &str);
        pub(super) fn build() -> String;
        #[wasm_bindgen(js_name = startWorker, catch)]
        pub(super) fn start_worker() -> Result<Worker, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) async fn questionnaire(
            place: &Element,
            study: &JsValue,
            attributes: &Array,
        ) -> Result<JsValue, JsValue>;
        pub(super) fn alone(language: &str) -> Element;
        #[wasm_bindgen(catch)]
        pub(super) async fn asset(name: &str) -> Result<JsValue, JsValue>;
    }
}
