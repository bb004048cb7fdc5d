//! The questionnaire, `<esteem-survey>`: what it shows, what it keeps, and what it sends.
//!
//! The module knows no store, no network and no timer. The scripts around it own those and every listener; they call
//! the three functions at the module's edge and nothing else, each call guarded, so that a fault in here can be caught
//! and the module started anew with what was kept.
//!
//! - [`open`] draws the first screen, [`on`] takes what the respondent does, [`tell`] what the scripts have done.
//! - `questionnaire` joins the interview and the outbox of `esteem_study` with the screen.
//! - `view` and `items` draw; `words` has the questionnaire's own sentences.
//! - [`read`] understands studies and kept responses; `receipt` what a collector's answer means.
//! - `fingerprint` is SHA-256.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

mod dom;
mod fingerprint;
mod items;
mod questionnaire;
pub mod read;
mod receipt;
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
/// pairs of texts, `test` and `restored` as flags, `width` in CSS pixels, `id` and `seed` (32 random bits) for the response
/// that may begin, and `records`: what the device keeps, `null` if that cannot be read, nothing if it is still being read.
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

/// Takes what the scripts have to tell, as JSON: `records`, `kept`, `conflict`, `unkept`, `replied`, `woken`, `language`,
/// `width`, `taken`, `changed`.
#[wasm_bindgen]
pub fn tell(what: &str, value: &str) {
    let Some(value) = Json::parse(value) else { return };
    with(|questionnaire| match what {
        "language" => questionnaire.speak(value.text()),
        "width" => questionnaire.fit(&value),
        _ => questionnaire.told(what, &value),
    });
}

fn with(act: impl FnOnce(&mut Questionnaire)) {
    QUESTIONNAIRE.with_borrow_mut(|questionnaire| {
        if let Some(questionnaire) = questionnaire {
            act(questionnaire);
        }
    });
}
