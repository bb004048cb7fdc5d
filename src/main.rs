//! The analyzer: a page that shows what customers expected, what they got, and whose needs were hurt.
//!
//! ```text
//! files ─▶ engine ─▶ Report ─▶ Workspace ─▶ views and components
//!                                  ▲                │
//!                                  └──── Action ◄───┘
//! ```
//!
//! One state and one pure function that changes it. Components take values and give callbacks; what touches the
//! browser beyond its own element stands in `assets`, `browser`, `engine` and `files`.

use yew::Renderer;

mod app;
mod workspace;

mod views;

mod components;

mod assets;
mod browser;
mod engine;
mod shell;
mod files;

mod words;

fn main() {
    // Without its element there is no page that the app could stand on.
    if let Some(root) = gloo::utils::document().get_element_by_id("app") {
        Renderer::<app::App>::with_root(root).render();
    }
}
