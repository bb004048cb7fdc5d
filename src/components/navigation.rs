//! The way from one view to another.

use esteem_analysis::words::Language;
use yew::{Html, html};

use super::part::Shown;
use crate::address::{Address, Route};
use crate::words::{view_name, words};

/// Shown below the gaps, and no view of its own.
pub(crate) const DISTRIBUTIONS: &str = "distributions";

/// A link to each view that the report has.
pub(crate) fn navigation(shown: &Shown, address: &Address, language: Language) -> Html {
    let words = &words(language).view;
    let link = |route: Route, text: &str| {
        let current = (address.route == route).then_some("page");
        let name = route.name().to_owned();
        let text = view_name(&name, text, language).to_owned();
        html! {
            <li><a href={address.at(route, None)} data-route={name} aria-current={current}><span>{ text }</span></a></li>
        }
    };
    let sections = shown.sections.iter().filter(|section| section.id != DISTRIBUTIONS);
    html! {
        <nav class="navigation" aria-label={words.views}>
            <ul>
                { link(Route::Overview, words.overview) }
                if shown.responses > 0 {
                    { for sections.map(|section| link(Route::Section(section.id.to_string()), &section.title)) }
                }
                { link(Route::Method, words.method) }
            </ul>
        </nav>
    }
}
