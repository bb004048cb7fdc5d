//! The browser beyond the page's own elements: its language, its colours, its printer.

use esteem_analysis::words::Language;
use esteem_charts::Shade;
use gloo::events::EventListener;
use gloo::utils::{document, document_element, window};
use yew::{hook, use_effect_with, use_state};

/// The same condition as in `tokens.css`: what is printed is dark on light.
const DARK: &str = "screen and (prefers-color-scheme: dark)";

/// The language that the browser's user reads, of those that the page speaks.
pub(crate) fn language() -> Language {
    Language::of_tag(&window().navigator().language().unwrap_or_default())
}

/// Tells the browser what the page is called and which language it is in.
pub(crate) fn announce(title: &str, language: Language) {
    document().set_title(title);
    // Setting an attribute fails only for a name that is none.
    let _ = document_element().set_attribute("lang", language.tag());
}

/// Opens the browser's print dialog.
pub(crate) fn print() {
    // A browser without a printer does nothing, and there is nothing to say about it.
    let _ = window().print();
}

/// The shade that the reader prefers, and again whenever it changes.
#[hook]
pub(crate) fn use_shade() -> Shade {
    let is_dark = use_state(|| query_matches(DARK));
    let setter = is_dark.setter();
    use_effect_with((), move |()| {
        let query = window().match_media(DARK).ok().flatten();
        let listener = query.map(|query| {
            let watched = query.clone();
            EventListener::new(&query, "change", move |_| setter.set(watched.matches()))
        });
        move || drop(listener)
    });
    if *is_dark { Shade::Dark } else { Shade::Light }
}

fn query_matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}
