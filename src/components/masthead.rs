//! The head of the page: whose page it is, which study, which language, and what can be done.

use esteem_analysis::words::Language;
use yew::{Callback, Html, Properties, component, html};

use crate::browser;
use crate::words::storage::storage_button;
use crate::words::words;
use crate::workspace::kept::Phase;

/// What the head of the page shows.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The study's title, as soon as there is one.
    pub title: Option<String>,
    /// The page's language.
    pub language: Language,
    /// The reader chose a language.
    pub speak: Callback<Language>,
    /// What becomes of the workspace on the page, if it is kept.
    pub phase: Option<Phase>,
    /// The reader wants to open files.
    pub show_panel: Callback<()>,
    /// The reader wants to see the workspaces.
    pub show_workspaces: Callback<()>,
}

/// The head of the page.
#[component]
pub(crate) fn Masthead(props: &Props) -> Html {
    let words = words(props.language);
    let show_panel = props.show_panel.reform(|_| ());
    let show_workspaces = props.show_workspaces.reform(|_| ());
    html! {
        <header class="masthead">
            <p class="brand">
                <svg viewBox="0 0 16 16" aria-hidden="true">
                    <rect x="1" y="9" width="4" height="6" rx="1" />
                    <rect x="6" y="5" width="4" height="10" rx="1" />
                    <rect x="11" y="1" width="4" height="14" rx="1" />
                </svg>
                <span>{ "Esteem" }</span>
            </p>
            if let Some(title) = &props.title {
                <h1 class="title">{ title }</h1>
            } else {
                <h1 class="title"><span class="heard">{ "Esteem" }</span></h1>
            }
            <div class="languages" role="group" aria-label={words.languages}>
                { for Language::ALL.map(|language| choice(props, language)) }
            </div>
            <div class="actions" role="group" aria-label={words.actions}>
                <button type="button" class="button" data-action="open" onclick={show_panel}>
                    <span>{ words.open }</span>
                </button>
                <button type="button" class="button" data-action="workspaces" onclick={show_workspaces}>
                    <span>{ storage_button(props.phase, props.language) }</span>
                </button>
                <button type="button" class="button" data-action="print" onclick={|_| browser::print()}>
                    <span>{ words.print }</span>
                </button>
            </div>
        </header>
    }
}

fn choice(props: &Props, language: Language) -> Html {
    let speak = props.speak.reform(move |_| language);
    let is_chosen = props.language == language;
    html! {
        <button
            key={language.tag()}
            type="button"
            class="language"
            lang={language.tag()}
            data-language={language.tag()}
            aria-pressed={is_chosen.to_string()}
            onclick={speak}
        >
            <span>{ words(language).own_name }</span>
        </button>
    }
}
