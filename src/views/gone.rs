//! Where there is no figure to show: still reading, nothing there, too little. Each state has a next step.

use yew::{Callback, Html, Properties, component, html};

use crate::words::NextStep;

/// What is said instead of figures.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// A name for the page.
    pub name: &'static str,
    /// The words.
    pub words: NextStep,
    /// One more sentence, with numbers.
    #[prop_or_default]
    pub detail: Option<String>,
    /// The reader takes the step.
    pub step: Callback<()>,
}

/// The state and its next step.
#[component]
pub(crate) fn Gone(props: &Props) -> Html {
    let NextStep { title, text, action } = props.words;
    let onclick = props.step.reform(|_| ());
    html! {
        <div class="gone" data-state={props.name}>
            <h2>{ title }</h2>
            if let Some(detail) = &props.detail {
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
        <div class="waiting" data-state="reading" aria-hidden="true">
            <div class="bone is-title" />
            <div class="bone" />
            <div class="bone is-short" />
            <div class="bone is-figure" />
        </div>
    }
}
