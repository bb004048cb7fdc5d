//! The questionnaire as respondents see it, the only place of the page that puts `<esteem-survey>` into it.
//!
//! The element is its own program. Yew makes the place for it and never looks inside; what happens in it is heard as
//! events.

use std::rc::Rc;

use esteem_analysis::words::Language;
use gloo::events::EventListener;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{CustomEvent, Element, Event};
use yew::{Callback, Html, Properties, component, html, use_effect, use_effect_with, use_node_ref, use_state};

use crate::shell;
use crate::words::words;

/// What the questionnaire is given.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The study: a file, as a blob, or an address on the page's own origin, as a text.
    pub study: JsValue,
    /// The element's attributes, such as `lang`, `test` and `wave`.
    pub attributes: Vec<(&'static str, String)>,
    /// The language of what is said where there is no questionnaire.
    pub language: Language,
    /// A response was finished; answers whether it was taken, and need not be kept on the device for its owner.
    pub on_response: Callback<Taken, bool>,
}

/// A finished response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Taken {
    /// Its id.
    pub id: Rc<str>,
    /// Its file, `esteem-response/1`.
    pub text: Rc<str>,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// It has been asked for.
    Loading,
    /// The element stands.
    Shown,
    /// There is none; the reason by its name, and in words.
    Missing(&'static str, &'static str),
}

/// The questionnaire, or why there is none.
#[component]
pub(crate) fn Questionnaire(props: &Props) -> Html {
    let Props { study, attributes, language, on_response } = props;
    let words = &words(*language).try_out;
    let place = use_node_ref();
    let phase = use_state(|| Phase::Loading);
    let load = {
        let (place, phase) = (place.clone(), phase.setter());
        let (study, attributes) = (study.clone(), attributes.clone());
        Callback::from(move |()| {
            let Some(place) = place.cast::<Element>() else { return };
            let (phase, study, attributes) = (phase.clone(), study.clone(), attributes.clone());
            spawn_local(async move {
                phase.set(match shell::questionnaire(&place, &study, &attributes).await {
                    Ok(()) => Phase::Shown,
                    Err(name) => {
                        let [unknown, ..] = &words.missing;
                        let (name, said) = words.missing.iter().find(|(known, _)| *known == name).unwrap_or(unknown);
                        Phase::Missing(name, said)
                    }
                });
            });
        })
    };
    let again = {
        let (load, phase) = (load.clone(), phase.clone());
        move |_| {
            phase.set(Phase::Loading);
            load.emit(());
        }
    };
    use_effect_with(study.clone(), move |_| load.emit(()));
    {
        // With each render, because what is called may be another.
        let (place, attributes, on_response) = (place.clone(), attributes.clone(), on_response.clone());
        use_effect(move || {
            let place = place.cast::<Element>();
            let listener = place.map(|place| {
                if let Some(element) = place.first_element_child() {
                    for (name, value) in &attributes {
                        // It fails only for a name that is none.
                        let _ = element.set_attribute(name, value);
                    }
                }
                EventListener::new(&place, "esteem-response", move |event| hear(event, &on_response))
            });
            move || drop(listener)
        });
    }
    html! {
        <div class="questionnaire">
            {
                match *phase {
                    Phase::Shown => html! {},
                    Phase::Loading => html! { <p class="hint">{ words.loading }</p> },
                    Phase::Missing(name, said) => html! {
                        <>
                            <p role="alert" data-trouble={name}>{ said }</p>
                            <button type="button" class="button" onclick={again}><span>{ words.retry }</span></button>
                        </>
                    },
                }
            }
            <div ref={place} />
        </div>
    }
}

/// Hands a finished response on, and tells the element if it was taken.
fn hear(event: &Event, on_response: &Callback<Taken, bool>) {
    let Some(event) = event.dyn_ref::<CustomEvent>() else { return };
    let detail = event.detail();
    let field = |name: &str| Reflect::get(&detail, &name.into()).unwrap_or_default();
    let text = |name: &str| field(name).as_string().map(Rc::<str>::from);
    let (Some(id), Some(text)) = (text("id"), text("text")) else { return };
    if on_response.emit(Taken { id, text })
        && let Ok(acknowledge) = field("acknowledge").dyn_into::<Function>()
    {
        // What it throws is the element's affair: it keeps the response until it is told again.
        let _: Result<JsValue, JsValue> = acknowledge.call0(&detail);
    }
}
