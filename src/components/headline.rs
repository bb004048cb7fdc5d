//! What the study says, in sentences whose numbers explain themselves, with what they rest on.

use esteem_analysis::words::{Language, Sentence, Span};
use web_sys::KeyboardEvent;
use yew::{Html, Properties, UseStateHandle, component, html, use_effect_with, use_state};

use super::part::Shown;
use crate::address::{Address, Route};
use crate::browser;
use crate::words::{base, base_of, words};

/// What the headline is made from.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The report.
    pub shown: Shown,
    /// The page's language.
    pub language: Language,
    /// The place in the page.
    pub address: Address,
}

/// The explanation that is open: its sentence and its span.
type Open = Option<(usize, usize)>;

/// The sentences, their base, and what it means to be sure.
#[component]
pub(crate) fn Headline(props: &Props) -> Html {
    let Props { shown, language, .. } = props;
    let words = &words(*language).view;
    let open = use_state(|| Open::None);
    {
        // Another report has other sentences.
        let open = open.setter();
        use_effect_with(shown.clone(), move |_| open.set(None));
    }
    let onkeydown = {
        let open = open.clone();
        move |event: KeyboardEvent| {
            if let (Some((sentence, span)), "Escape") = (*open, event.key().as_str()) {
                open.set(None);
                browser::focus(&button_id(sentence, span));
            }
        }
    };
    html! {
        <section class="headline" aria-label={words.summary} {onkeydown}>
            { for shown.headline.iter().enumerate().map(|(i, sentence)| said(props, i, sentence, &open)) }
            { base_line(shown, *language) }
            <details class="how-sure" data-part="how-sure">
                <summary>{ words.how_sure }</summary>
                <div class="prose">
                    { for shown.certainty.iter().map(|sentence| html! { <p>{ sentence }</p> }) }
                </div>
            </details>
        </section>
    }
}

/// How many responses the report rests on.
pub(crate) fn base_line(shown: &Shown, language: Language) -> Html {
    let count = |n| browser::count(n, language);
    let (n, all) = (shown.responses, shown.all_responses);
    let text = if n == all { base(&count(n), language) } else { base_of(&count(n), &count(all), language) };
    html! { <p class="base" data-base={n.to_string()}>{ text }</p> }
}

fn button_id(sentence: usize, span: usize) -> String {
    ["number-", &sentence.to_string(), "-", &span.to_string()].concat()
}

fn said(props: &Props, at: usize, sentence: &Sentence, open: &UseStateHandle<Open>) -> Html {
    let spans = sentence.spans.iter().enumerate().map(|(i, span)| spoken(span, (at, i), open));
    let opened = (**open).filter(|(sentence, _)| *sentence == at);
    let explained = opened.and_then(|(_, i)| sentence.spans.get(i)?.explained.as_ref());
    html! {
        <>
            <p class="sentence">{ for spans }</p>
            if let Some(explained) = explained {
                <div class="explanation" id="explanation">
                    <p>{ &explained.text }</p>
                    if let Some(title) = props.shown.title_of(&explained.section) {
                        <a class="link" href={props.address.at(Route::Section(explained.section.to_string()), None)}>
                            <span>{ [words(props.language).view.see, " · ", title].concat() }</span>
                        </a>
                    }
                </div>
            }
        </>
    }
}

fn spoken(span: &Span, at: (usize, usize), open: &UseStateHandle<Open>) -> Html {
    if span.explained.is_none() {
        return html! { <span>{ &span.text }</span> };
    }
    let is_open = **open == Some(at);
    let onclick = {
        let open = open.clone();
        move |_| open.set((!is_open).then_some(at))
    };
    html! {
        <button
            type="button"
            class="number-button"
            id={button_id(at.0, at.1)}
            aria-expanded={is_open.to_string()}
            aria-controls={is_open.then_some("explanation")}
            {onclick}
        >
            <span>{ &span.text }</span>
        </button>
    }
}
