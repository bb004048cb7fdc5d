//! The questionnaire as respondents see it, the only place of the page that puts `<esteem-survey>` into it.
//!
//! The element is its own program. Yew makes the place for it and never looks inside; what happens in it is heard as
//! events.

use std::rc::Rc;

use esteem_analysis::words::Language;
use gloo::events::EventListener;
use gloo::utils::document;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{CustomEvent, Element, Event};
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_mut_ref, use_node_ref, use_state};

use crate::shell;
use crate::words::words;

/// What the questionnaire is given.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The study, as the text of its file. Another text is another questionnaire.
    pub study: Rc<str>,
    /// Another number is another respondent.
    #[prop_or_default]
    pub respondent: u32,
    /// The language that the questions are asked in, as a BCP 47 tag; without one, the element chooses.
    #[prop_or_default]
    pub tag: Option<String>,
    /// The language of what is said where there is no questionnaire.
    pub language: Language,
    /// Whether it is a try-out, which is sent nowhere.
    #[prop_or_default]
    pub is_test: bool,
    /// Further attributes of the element, such as the part and the wave.
    #[prop_or_default]
    pub attributes: Vec<(&'static str, String)>,
    /// A response was finished; answers whether it was taken, and need not be kept on the device for its owner.
    pub on_response: Callback<Taken, bool>,
    /// The first question stands.
    #[prop_or_default]
    pub on_ready: Callback<()>,
}

/// A finished response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Taken {
    /// Its id.
    pub id: Rc<str>,
    /// Its file, `esteem-response/1`.
    pub text: Rc<str>,
}

/// How far the element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Loading,
    Shown,
    Failed,
}

/// The questionnaire, or why there is none.
#[component]
pub(crate) fn Questionnaire(props: &Props) -> Html {
    let place = use_node_ref();
    let phase = use_state(|| Phase::Loading);
    let tries = use_state(|| 0_u32);
    // The listeners outlive the render that they were made in, and call what the last one was given.
    let heard = use_mut_ref(|| (Callback::from(|_: Taken| false), Callback::from(|()| ())));
    *heard.borrow_mut() = (props.on_response.clone(), props.on_ready.clone());
    {
        let (place, phase, tag, heard) = (place.clone(), phase.setter(), props.tag.clone(), heard.clone());
        let (is_test, attributes) = (props.is_test, props.attributes.clone());
        let depends = (props.study.clone(), props.respondent, *tries);
        use_effect_with(depends, move |(study, ..)| {
            let (study, listeners) = (study.clone(), Rc::<std::cell::RefCell<Vec<EventListener>>>::default());
            let held = Rc::downgrade(&listeners);
            spawn_local(async move {
                let is_defined = shell::define_questionnaire().await;
                // Meanwhile the reader may have gone elsewhere.
                let (Some(place), Some(held)) = (place.cast::<Element>(), held.upgrade()) else { return };
                let Some(element) = Some(is_defined).filter(|is| *is).and_then(|_| element(&study)) else {
                    phase.set(Phase::Failed);
                    return;
                };
                let test = is_test.then(|| ("test", "true".to_owned()));
                for (name, value) in tag.map(|tag| ("lang", tag)).into_iter().chain(test).chain(attributes) {
                    // It fails only for a name that is none.
                    let _ = element.set_attribute(name, &value);
                }
                let (finished, ready) = (heard.clone(), heard);
                *held.borrow_mut() = vec![
                    EventListener::new(&element, "esteem-response", move |event| {
                        let on_response = finished.borrow().0.clone();
                        hear(event, &on_response);
                    }),
                    EventListener::new(&element, "esteem-ready", move |_| {
                        let on_ready = ready.borrow().1.clone();
                        on_ready.emit(());
                    }),
                ];
                place.replace_children_with_node_1(&element);
                phase.set(Phase::Shown);
            });
            move || drop(listeners)
        });
    }
    {
        let place = place.clone();
        use_effect_with(props.tag.clone(), move |tag| {
            let element = place.cast::<Element>().and_then(|place| place.first_element_child());
            if let (Some(element), Some(tag)) = (element, tag) {
                // As above: the name is one.
                let _ = element.set_attribute("lang", tag);
            }
        });
    }
    let words = &words(props.language).try_out;
    let again = {
        let (phase, tries) = (phase.clone(), tries.clone());
        move |_| {
            phase.set(Phase::Loading);
            tries.set(*tries + 1);
        }
    };
    html! {
        <div class="questionnaire" data-questionnaire={format!("{:?}", *phase).to_lowercase()}>
            if *phase == Phase::Loading {
                <p class="hint">{ words.loading }</p>
            }
            if *phase == Phase::Failed {
                <p role="alert">{ words.failed }</p>
                <button type="button" class="button" onclick={again}><span>{ words.retry }</span></button>
            }
            <div ref={place} />
        </div>
    }
}

/// The element with its study; `None` if the browser makes none.
fn element(study: &str) -> Option<Element> {
    let element = document().create_element("esteem-survey").ok()?;
    Reflect::set(&element, &"study".into(), &study.into()).ok().filter(|is_set| *is_set).map(|_| element)
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
