//! The root: holds the state, speaks to the engine and the browser, and lays out the page.

use std::rc::Rc;

use esteem_analysis::words::Language;
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::DragEvent;
use yew::{
    Callback, Html, UseReducerHandle, component, hook, html, use_callback, use_effect_with, use_memo, use_reducer,
};

use crate::components::masthead::Masthead;
use crate::components::open_panel::OpenPanel;
use crate::engine::{Engine, Opened, Request};
use crate::views::overview::Overview;
use crate::words::report_stands;
use crate::workspace::{Action, Status, Workspace};
use crate::{assets, browser, files, words};

/// The page.
#[component]
pub(crate) fn App() -> Html {
    let state = use_reducer(|| Workspace::new(browser::language()));
    let engine = use_memo((), |()| Engine::default());
    let shade = browser::use_shade();

    let dispatch = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action, ()| dispatcher.dispatch(action))
    };
    use_example(&dispatch);
    use_title(&state);
    use_drops(&dispatch);

    let show = {
        let (engine, dispatch) = (engine.clone(), dispatch.clone());
        use_callback(state.request(), move |(): (), request| open(&engine, request.clone(), &dispatch))
    };
    let speak = dispatch.reform(Action::Speak);
    let show_panel = dispatch.reform(|(): ()| Action::ShowPanel);
    let title = state.report().map(|report| report.title.get(state.language.tag()).to_owned());
    html! {
        <>
            <a class="skip" href="#report">{ words::words(state.language).skip }</a>
            <Masthead title={title.clone()} language={state.language} {speak} show_panel={show_panel.clone()} />
            <main id="report" class="page" data-view="overview" tabindex="-1">
                <p class="status" role="status">{ spoken(&state) }</p>
                <Overview
                    shown={state.shown.clone()}
                    status={state.status}
                    language={state.language}
                    {shade}
                    {show_panel}
                />
            </main>
            <OpenPanel
                panel={state.panel.clone()}
                study={title}
                is_reading={state.status == Status::Reading}
                language={state.language}
                dispatch={dispatch.clone()}
                {show}
            />
        </>
    }
}

/// What has just happened, for those who hear the page.
fn spoken(state: &Workspace) -> String {
    match (state.status, state.report()) {
        (Status::Reading, _) => words::words(state.language).reading.into(),
        (Status::Ready, Some(report)) => {
            report_stands(report.title.get(state.language.tag()), report.responses, state.language)
        }
        _ => String::new(),
    }
}

/// Hands the files to the engine and its answer to the page.
fn open(engine: &Rc<Engine>, request: Request, dispatch: &Callback<Action>) {
    let (engine, dispatch) = (engine.clone(), dispatch.clone());
    dispatch.emit(Action::Begin(request.task));
    spawn_local(async move {
        let task = request.task;
        let result = engine.open(request).await;
        dispatch.emit(Action::Done(task, result, false));
    });
}

/// The page starts with the example.
#[hook]
fn use_example(dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        spawn_local(async move {
            let report = assets::get(assets::REPORT).await.and_then(|bytes| serde_json::from_slice(&bytes).ok());
            dispatch.emit(match report {
                Some(report) => Action::Done(0, Ok(Rc::new(Opened::made(report))), true),
                None => Action::NoExample,
            });
        });
    });
}

/// The browser is told the page's title and language whenever one of them changes.
#[hook]
fn use_title(state: &UseReducerHandle<Workspace>) {
    let study = state.report().map(|report| report.title.get(state.language.tag()).to_owned());
    use_effect_with((study, state.language), |(study, language): &(Option<String>, Language)| {
        let title = study.as_ref().map_or_else(|| "Esteem".into(), |study| format!("{study} · Esteem"));
        browser::announce(&title, *language);
    });
}

/// Files that are dropped anywhere are taken; without this the browser would leave the page for them.
#[hook]
fn use_drops(dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let options = EventListenerOptions { phase: EventListenerPhase::Bubble, passive: false };
        let over = EventListener::new_with_options(&document(), "dragover", options, |event| event.prevent_default());
        let drop_ = EventListener::new_with_options(&document(), "drop", options, move |event| {
            // A field that the file was dropped on has already taken it.
            if event.default_prevented() {
                return;
            }
            event.prevent_default();
            let event = event.dyn_ref::<DragEvent>();
            files::read(event.and_then(|event| event.data_transfer()?.files()), None, dispatch.clone());
        });
        move || drop((over, drop_))
    });
}
