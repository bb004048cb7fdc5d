//! Where there is no figure to show: still reading, nothing there, too little. Each state has a next step.

use yew::{Callback, Html, component, html};

use crate::words::NextStep;

/// The state and its next step.
pub(crate) fn gone(name: &'static str, words: NextStep, detail: Option<String>, step: Callback<()>) -> Html {
    let NextStep { title, text, action } = words;
    let onclick = step.reform(|_| ());
    html! {
        <div class="gone" data-state={name}>
            <h2>{ title }</h2>
            if let Some(detail) = detail {
                <p class="lead">{ detail }</p>
            }
            <p>{ text }</p>
            <button type="button" class="button is-main" {onclick}><span>{ action }</span></button>
        </div>
    }
}

/// The page while the first answers are being read.
#[component]
pub(crate) fn Waiting() -> Html {
    html! {
        <div class="waiting" data-state="waiting" aria-hidden="true">
            <div class="bone is-title" />
            <div class="bone" />
            <div class="bone is-short" />
            <div class="bone is-figure" />
        </div>
    }
}
