//! The analyzer: a page that shows what customers expected, what they got, and whose needs were hurt.
//!
//! ```text
//!   page                                              worker
//!   files ──▶ engine ──────── files, Ask ───────────▶ esteem-worker ──▶ esteem-engine
//!               │  ◀───────── progress, Content ────────────┘
//!               ▼
//!            Workspace ─▶ views and components
//!               ▲                │
//!               └──── Action ◄───┘
//! ```
//!
//! The engine is a module of its own, which the page asks for when it has something to show. A page whose address says so
//! shows a questionnaire and nothing else. The page has one state and one pure function that changes it. Components take values and give callbacks; what touches the browser beyond its own element
//! stands in `assets`, `browser`, `engine`, `files`, `shell` and `storage`.

use yew::{Callback, Renderer};

mod app;
mod workspace;

mod views;

mod components;

mod address;
mod assets;
mod browser;
mod engine;
mod files;
mod shell;
mod storage;

mod words;

use address::answering::Answering;
use components::questionnaire;

fn main() {
    yew::set_custom_panic_hook(Box::new(|info| {
        // The message may quote answers, and stays here.
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        shell::broke(&place);
    }));
    // Without its element there is no page that the app could stand on.
    let Some(root) = gloo::utils::document().get_element_by_id("app") else { return };
    match Answering::read(&browser::fragment()) {
        Some(answering) => answer(answering),
        None => _ = Renderer::<app::App>::with_root(root).render(),
    }
}

/// A page with a questionnaire alone: no report, no engine, nothing that a respondent would wait for.
fn answer(answering: Answering) {
    let language = answering.language().unwrap_or_else(browser::language);
    let props = questionnaire::Props {
        study: answering.study.into(),
        attributes: answering.attributes,
        language,
        // Nobody here takes what was answered.
        on_response: Callback::from(|_| false),
    };
    Renderer::<questionnaire::Questionnaire>::with_root_and_props(shell::alone(language.tag()), props).render();
}
