//! The browser beyond the page's own elements: its language, its address, its colours, its printer.

use esteem_analysis::words::Language;
use esteem_charts::Shade;
use gloo::events::EventListener;
use gloo::utils::{document, document_element, window};
use js_sys::{Array, Intl, Object};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{hook, use_effect_with, use_state};

use crate::words::Count;

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

/// A number of things, as the browser writes it in this language.
pub(crate) fn count(n: u64, language: Language) -> Count {
    let locale = Array::of1(&language.tag().into());
    let text = Intl::NumberFormat::new(&locale, &Object::new()).format().call1(&locale, &(n as f64).into());
    let plural = Intl::PluralRules::new(&locale, &Object::new()).select(n as f64);
    Count { text: text.ok().and_then(|text| text.as_string()).unwrap_or_default(), is_one: plural == "one" }
}

/// The part of the address after its path, `#` included.
pub(crate) fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes to another place in the page, which can be gone back from.
pub(crate) fn go(fragment: &str) {
    // It fails only for an address that is none, and any text can be a fragment.
    let _ = window().location().set_hash(fragment);
}

/// Loads the page anew.
pub(crate) fn reload() {
    // A browser that does not has a button of its own for it.
    let _ = window().location().reload();
}

/// Opens the browser's print dialog.
pub(crate) fn print() {
    // A browser without a printer does nothing, and there is nothing to say about it.
    let _ = window().print();
}

/// Brings an element into view and gives it the focus; what it is folded away in is opened.
pub(crate) fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    if let Ok(Some(folded)) = element.closest("details:not([open])") {
        // As above: the name of the attribute is one.
        let _ = folded.set_attribute("open", "");
    }
    focus_element(&element);
}

/// Gives an element the focus, which brings it into view.
pub(crate) fn focus_element(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that has left the page cannot have the focus, and nobody looks for it there.
        let _ = element.focus();
    }
}

/// Whether the focus was lost, because what had it has left the page.
pub(crate) fn has_lost_focus() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
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
