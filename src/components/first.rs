//! What to do first, the most urgent at the top.

use esteem_analysis::words::{Language, Step};
use yew::{Html, html};

use super::part::Shown;
use crate::address::{Address, Route};
use crate::words::{evidence_of, words};

/// The steps in their order, or in words why there are none.
pub(crate) fn first(shown: &Shown, address: &Address, language: Language) -> Html {
    let words = &words(language).view;
    html! {
        <section class="section" data-part="first" aria-labelledby="heading-first">
            <h2 id="heading-first">{ words.first }</h2>
            <p class="lead">{ &shown.first_lead }</p>
            if !shown.first.is_empty() {
                <ol class="steps">
                    { for shown.first.iter().map(|one| step(one, address, language)) }
                </ol>
            }
        </section>
    }
}

fn step(step: &Step, address: &Address, language: Language) -> Html {
    let words = &words(language).view;
    let href = address.at(Route::Section(step.section.to_string()), Some(step.row));
    html! {
        <li class="step">
            <p class="step-title">
                <span>{ &step.title }</span>
                if step.is_need {
                    <span class="tag">{ words.need }</span>
                }
            </p>
            <p class="step-why">{ &step.why }</p>
            <ul class="step-actions">
                { for step.actions.iter().map(|action| html! { <li>{ action }</li> }) }
            </ul>
            <a class="link" {href} aria-label={evidence_of(&step.title, language)}><span>{ words.evidence }</span></a>
        </li>
    }
}
