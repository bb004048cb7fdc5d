//! The questionnaire, `<esteem-survey>`: what it shows, what it keeps, and what it sends.
//!
//! The module knows no store, no network and no timer. The scripts around it own those and every listener; they call
//! the functions at the module's edge and nothing else, each call guarded, so that a fault in here can be caught
//! and the module started anew with what was kept.
//!
//! - [`open`] draws the first screen, [`on`] takes what the respondent does, [`adapt`] what changes around it.
//! - [`keep`] begins to keep and to send, [`settle`] keeps what was done since, [`tell`] takes what the scripts have done.
//! - `questionnaire` joins the interview and the outbox of `esteem_study` with the screen; of it, `keeping` keeps and sends.
//! - `view` and `items` draw; `words` has the questionnaire's own sentences.
//! - [`read`] understands studies and kept responses.
//!
//! The build splits the module in two files, so that nobody waits for more than the first question needs. What [`keep`],
//! [`settle`] and [`tell`] alone reach is in the second; until that has come, none of them is called, and what the
//! respondent does is held in the interview. Nothing else may call into `keeping`, or it will all be in the first file.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

mod dom;
mod items;
mod questionnaire;
pub mod read;
mod setting;
mod shell;
mod view;
mod words;

pub use dom::{Event, Node};
pub use shell::Shell;

use questionnaire::Questionnaire;
use read::json::Json;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    /// The one questionnaire of this instance; every element on a page has an instance of its own.
    static QUESTIONNAIRE: RefCell<Option<Questionnaire>> = const { RefCell::new(None) };
}

/// Shows a study in an empty root. A study that cannot be shown is told there, and by the event `esteem-trouble`.
///
/// `setting` is an object as JSON: `language`, `part`, `link`, `mode` (`"web"`, `"kiosk"`), `wave` as texts, `segments` as
/// pairs of texts, `test` and `restored` as flags, `width` in CSS pixels, and `id` and `seed` (32 random bits) for the
/// response that may begin.
#[wasm_bindgen]
pub fn open(shell: Shell, root: Node, study: &str, setting: &str) {
    let Some(setting) = Json::parse(setting) else { return };
    let opened = Questionnaire::open(shell, root, study, &setting);
    // An instance shows one study, so there was none before; to let go of one would be code for nothing.
    std::mem::forget(QUESTIONNAIRE.replace(opened));
}

/// Takes what the respondent did inside the root.
#[wasm_bindgen]
pub fn on(event: &Event) {
    with(|questionnaire| questionnaire.on(event));
}

/// Takes what has changed around the questionnaire, as JSON: the `language` that is wanted, the `width` in CSS pixels; or
/// that what keeps the answers is `late` to come.
#[wasm_bindgen]
pub fn adapt(what: &str, value: &str) {
    let Some(value) = Json::parse(value) else { return };
    with(|questionnaire| match what {
        "language" => questionnaire.speak(value.text()),
        "width" => questionnaire.fit(&value),
        _ => questionnaire.wait(),
    });
}

/// Begins to keep the answers, with those that were given already. `study` is the text that was opened.
#[wasm_bindgen]
pub fn keep(study: &str) {
    with(|questionnaire| questionnaire.begin_keeping(study));
}

/// Does what the respondent has wished for since the last time; called when the module has asked to `settle`.
#[wasm_bindgen]
pub fn settle() {
    with(Questionnaire::settle);
}

/// Takes what the scripts have to tell, as JSON: `records` (what the device keeps, `null` if that cannot be read), `changed`
/// (the same again), `held` (what an instance before had to hold), `kept`, `conflict`, `unkept`, `replied`, `woken`, `taken`.
#[wasm_bindgen]
pub fn tell(what: &str, value: &str) {
    let Some(value) = Json::parse(value) else { return };
    with(|questionnaire| questionnaire.told(what, &value));
}

fn with(act: impl FnOnce(&mut Questionnaire)) {
    QUESTIONNAIRE.with_borrow_mut(|questionnaire| {
        if let Some(questionnaire) = questionnaire {
            act(questionnaire);
        }
    });
}
