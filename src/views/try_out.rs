//! The study's questionnaire, to try, and what can be done with what was tried.

use std::rc::Rc;

use gloo::file::futures::read_as_text;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_state};

use super::Scene;
use crate::browser;
use crate::components::questionnaire::{Questionnaire, Taken};
use crate::files::OpenFile;
use crate::words::{Count, tried, words};

/// What the view is given.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The report and where the reader is.
    pub scene: Scene,
    /// The study that is open.
    pub study: OpenFile,
    /// How many try-outs there are.
    pub tried: usize,
    /// A try-out was finished; answers whether it is part of the report now.
    pub on_response: Callback<Taken, bool>,
    /// What can be done with the try-outs.
    pub actions: Html,
}

/// The view.
#[component]
pub(crate) fn TryOut(props: &Props) -> Html {
    let Props { scene, study, on_response, .. } = props;
    let language = scene.language;
    let words = &words(language).try_out;
    let text = use_state(|| None::<Option<Rc<str>>>);
    let respondent = use_state(|| 0_u32);
    {
        let text = text.setter();
        use_effect_with(study.clone(), move |study| {
            let file = gloo::file::Blob::from(study.blob.clone());
            spawn_local(async move { text.set(Some(read_as_text(&file).await.ok().map(Into::into))) });
        });
    }
    let again = {
        let respondent = respondent.clone();
        move |_| {
            respondent.set(*respondent + 1);
            browser::focus("heading-try");
        }
    };
    let count: Count = browser::count(props.tried as u64, language);
    html! {
        <div class="view" data-view="try">
            <section class="section" data-section="try" aria-labelledby="heading-try">
                <h2 id="heading-try" tabindex="-1">{ words.title }</h2>
                <p class="lead">{ words.lead }</p>
                {
                    match &*text {
                        None => html! {},
                        Some(None) => html! { <p role="alert">{ words.unreadable }</p> },
                        Some(Some(text)) => html! {
                            <Questionnaire
                                study={text.clone()}
                                respondent={*respondent}
                                tag={language.tag().to_owned()}
                                {language}
                                is_test=true
                                on_response={on_response.clone()}
                            />
                        },
                    }
                }
                if props.tried > 0 {
                    <div class="tried" data-part="tried">
                        <p>{ tried(&count, language) }</p>
                        <a class="button is-main" href="#/" data-action="see"><span>{ words.see }</span></a>
                        <button type="button" class="button" data-action="again" onclick={again}>
                            <span>{ words.again }</span>
                        </button>
                        { props.actions.clone() }
                    </div>
                }
            </section>
        </div>
    }
}
