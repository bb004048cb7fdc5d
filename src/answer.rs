//! The page with a questionnaire alone: no report, no engine, nothing that a respondent would wait for.

use std::rc::Rc;

use esteem_analysis::import::read_study;
use esteem_analysis::words::Language;
use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_state};

use crate::address::answering::Answering;
use crate::browser;
use crate::components::questionnaire::{Questionnaire, Taken};
use crate::shell::{self, StudyTrouble};
use crate::words::words;

/// What the page was opened with.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// What its address says.
    pub answering: Answering,
}

/// What is known of the study.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    /// It has been asked for.
    Loading,
    /// Its title and its text.
    Study(Rc<str>, Rc<str>),
    /// There is nothing to answer.
    Nothing(Trouble),
}

/// Why there is nothing to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// The address names no study.
    Unnamed,
    /// The study cannot be had.
    Study(StudyTrouble),
    /// What can be had is no study that could be used.
    Broken,
}

/// The page.
#[component]
pub(crate) fn AnswerPage(Props { answering }: &Props) -> Html {
    let language = answering.tag.as_deref().map_or_else(browser::language, Language::of_tag);
    let asked = use_state(|| Asked::Loading);
    {
        let (asked, answering) = (asked.setter(), answering.clone());
        use_effect_with((), move |()| {
            browser::announce("Esteem", language);
            shell::stand();
            shell::tell_heights();
            spawn_local(async move {
                let found = ask(&answering, language).await;
                asked.set(found);
            });
            // Another address is another questionnaire, or the report.
            let listener = EventListener::new(&window(), "hashchange", |_| browser::reload());
            move || drop(listener)
        });
    }
    let on_ready = Callback::from(|()| shell::tell_frame("esteem-ready", None));
    let on_response = Callback::from(|Taken { id, .. }: Taken| {
        shell::tell_frame("esteem-response", Some(&id));
        // The page that frames this one is told that there is a response, and not what it says: it has taken nothing.
        false
    });
    let (words, loading) = (&words(language).answering, words(language).try_out.loading);
    let title = match &*asked {
        Asked::Study(title, _) => title.to_string(),
        _ => "Esteem".into(),
    };
    let nothing = |name, text: &str| html! { <p class="lead" role="alert" data-trouble={name}>{ text }</p> };
    html! {
        <main class="page answer" data-view="answer" aria-busy={(*asked == Asked::Loading).to_string()}>
            <h1 class="heard">{ title }</h1>
            {
                match &*asked {
                    Asked::Loading => html! { <p class="hint">{ loading }</p> },
                    Asked::Study(_, study) => html! {
                        <Questionnaire
                            study={study.clone()}
                            tag={answering.tag.clone()}
                            {language}
                            attributes={answering.attributes.clone()}
                            {on_response}
                            {on_ready}
                        />
                    },
                    Asked::Nothing(Trouble::Unnamed) => nothing("unnamed", words.unnamed),
                    Asked::Nothing(Trouble::Study(StudyTrouble::Elsewhere)) => nothing("elsewhere", words.elsewhere),
                    Asked::Nothing(Trouble::Study(StudyTrouble::Unreachable)) => nothing("unreachable", words.unreachable),
                    Asked::Nothing(Trouble::Broken) => nothing("broken", words.broken),
                }
            }
        </main>
    }
}

/// The study that the address names.
async fn ask(answering: &Answering, language: Language) -> Asked {
    let Some(address) = &answering.study else { return Asked::Nothing(Trouble::Unnamed) };
    match shell::study(address).await {
        Err(trouble) => Asked::Nothing(Trouble::Study(trouble)),
        Ok(text) => match read_study(text.as_bytes()) {
            Err(_) => Asked::Nothing(Trouble::Broken),
            Ok(file) => {
                let tag = answering.tag.as_deref().unwrap_or(language.tag());
                let title = file.study.title.get(tag);
                browser::announce(title, language);
                Asked::Study(title.into(), text.into())
            }
        },
    }
}
