//! What the study says, in sentences, with what they rest on.

use std::rc::Rc;

use esteem_analysis::Report;
use esteem_analysis::words::{Language, headline, note};
use yew::{Html, Properties, component, html};

use crate::words::{base, bases, numbers_apart, words};

/// What the headline is made from.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The report.
    pub report: Rc<Report>,
    /// The page's language.
    pub language: Language,
}

/// The sentences, their base, and what it means to be sure.
#[component]
pub(crate) fn Headline(props: &Props) -> Html {
    let Props { report, language } = props;
    let words = words(*language);
    let sentences = headline(report, *language);
    html! {
        <section class="headline" aria-label={words.summary}>
            { for sentences.iter().enumerate().map(|(i, text)| html! { <p key={i} class="sentence">{ sentence(text) }</p> }) }
            <p class="base" data-base={report.responses.to_string()}>
                { base(report.responses, report.partial, *language) }
            </p>
            <details class="how-sure" data-part="how-sure">
                <summary>{ words.how_sure }</summary>
                <div class="prose">
                    { for report.notes.iter().enumerate().map(|(i, caution)| html! { <p key={i}>{ note(*caution, *language) }</p> }) }
                    <p>{ words.interval }</p>
                    <p>{ bases(report.scoring.smallest_base, *language) }</p>
                </div>
            </details>
        </section>
    }
}

/// The numbers in a sentence carry weight.
fn sentence(text: &str) -> Html {
    let part = |(i, (is_number, part)): (usize, (bool, &str))| {
        if is_number {
            html! { <strong key={i}>{ part }</strong> }
        } else {
            html! { <span key={i}>{ part }</span> }
        }
    };
    html! { <>{ for numbers_apart(text).into_iter().enumerate().map(part) }</> }
}
