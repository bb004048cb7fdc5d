//! How the state reaches the engine and the browser, and how what happens there reaches the state.

use esteem_analysis::words::Language;
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, Element, Event, KeyboardEvent};
use yew::{Callback, UseReducerHandle, hook, use_effect_with, use_memo, use_mut_ref, use_state};

use crate::address::answering::Answering;
use crate::address::{Address, Route};
use crate::engine::Engine;
use crate::words::words;
use crate::workspace::{Action, Workspace};
use crate::{browser, files, shell, storage};

type State = UseReducerHandle<Workspace>;

/// What undoing means there is the browser's business.
const TEXT_FIELDS: &str = "input:not([type='checkbox']), textarea, select";

/// The engine, which is given what the state wants done.
#[hook]
pub(super) fn use_engine(state: &State, dispatch: &Callback<Action>) -> Engine {
    let engine = use_memo((), |()| Engine::new(dispatch.reform(Action::Told)));
    {
        let (engine, opening) = (engine.clone(), state.opening.clone());
        use_effect_with(opening.as_ref().map(|opening| opening.task), move |_| {
            if let Some(opening) = opening {
                engine.open(opening.task, opening.files, opening.ask);
            }
        });
    }
    {
        let (engine, asking) = (engine.clone(), state.asking.clone());
        use_effect_with(asking.as_ref().map(|asking| asking.task), move |_| {
            if let Some(asking) = asking {
                engine.ask(asking.task, asking.ask);
            }
        });
    }
    (*engine).clone()
}

/// The page's address follows the state, and the state follows the address.
#[hook]
pub(super) fn use_address(state: &State, dispatch: &Callback<Action>) {
    let is_first = use_mut_ref(|| true);
    use_effect_with(state.address.clone(), move |address| {
        // At first the address leads and the state follows: it may have changed since the state was made from it.
        let follows = !is_first.replace(false);
        let shown = Address::read(&browser::fragment()).map(|(address, _)| address);
        if follows && shown.as_ref() != Some(address) {
            browser::go(&address.to_string());
        }
    });
    let dispatch = dispatch.clone();
    let has_nothing_to_lose = use_mut_ref(|| true);
    *has_nothing_to_lose.borrow_mut() = state.is_example_behind() && state.try_outs.is_none();
    use_effect_with((), move |()| {
        let arrive = move || {
            // A questionnaire alone is another page; whoever has files open goes there in a tab of its own.
            if Answering::read(&browser::fragment()).is_some() && *has_nothing_to_lose.borrow() {
                browser::reload();
                return;
            }
            // A fragment that is no place of ours leads nowhere.
            if let Some((address, unknown)) = Address::read(&browser::fragment()) {
                dispatch.emit(Action::Arrive(address, unknown));
            }
        };
        // What the first address says that nobody understands is told like any other.
        arrive();
        let listener = EventListener::new(&window(), "hashchange", move |_| arrive());
        move || drop(listener)
    });
}

/// Whoever goes to another view, and loses the place where the focus was, goes on at its heading.
#[hook]
pub(super) fn use_arrival(state: &State) {
    let is_first = use_mut_ref(|| true);
    use_effect_with(state.address.route.clone(), move |route| {
        // A page that has just been opened leaves the focus where the browser puts it.
        if !is_first.replace(false) && browser::has_lost_focus() {
            browser::focus("report");
            browser::focus(&["heading-", route.name()].concat());
        }
    });
}

/// The browser is told the page's title and language whenever one of them changes.
#[hook]
pub(super) fn use_title(state: &State) {
    let view = state.content.as_ref().map(|content| match &state.address.route {
        Route::Section(id) => {
            content.sections.iter().find(|s| s.id == id.as_str()).map(|section| section.title.clone())
        }
        Route::Overview => None,
        Route::Method => Some(words(state.language).view.method.into()),
        Route::TryOut => Some(words(state.language).try_out.title.into()),
    });
    let study = state.content.as_ref().map(|content| content.title.clone());
    let depends = (view.flatten(), study, state.language);
    use_effect_with(depends, |(view, study, language): &(Option<String>, Option<String>, Language)| {
        let parts: Vec<&str> = view.iter().chain(study).map(String::as_str).chain(["Esteem"]).collect();
        browser::announce(&parts.join(" · "), *language);
    });
}

/// The shell always has what is needed to go on if the app breaks down, and saves it if the reader keeps it.
#[hook]
pub(super) fn use_shell_copy(state: &State, engine: &Engine) {
    // With the study that the answers were read by, whoever brought it; the example needs no copy, and try-outs change
    // nothing of it.
    let (files, place) = state.behind(engine.files());
    let fragment = place.to_string();
    let name = state.content.as_ref().map(|content| content.study.clone()).unwrap_or_default();
    use_effect_with((name, files, fragment), |(name, files, fragment)| {
        shell::keep_workspace(name, files, fragment);
    });
}

/// After a reload, the kept workspace that was on the page is on it again, or it is told that it is lost.
#[hook]
pub(super) fn use_last_workspace(dispatch: &Callback<Action>, lost: &Callback<()>) {
    let (dispatch, lost) = (dispatch.clone(), lost.clone());
    use_effect_with((), move |()| {
        spawn_local(async move {
            match storage::reopen().await {
                Some(Ok(found)) => dispatch.emit(found.into_action()),
                Some(Err(storage::Lost)) => lost.emit(()),
                None => {}
            }
        });
    });
}

/// How many requests have left for another place.
#[hook]
pub(super) fn use_requests_elsewhere() -> u32 {
    let requests = use_state(shell::requests_elsewhere);
    let setter = requests.setter();
    use_effect_with((), move |()| shell::on_request_elsewhere(Callback::from(move |n| setter.set(n))));
    *requests
}

/// Files that are dropped anywhere are taken; without this the browser would leave the page for them.
#[hook]
pub(super) fn use_drops(dispatch: &Callback<Action>) {
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
            files::take(event.and_then(|event| event.data_transfer()?.files()), None, dispatch.clone());
        });
        move || drop((over, drop_))
    });
}

/// The keys that take something back everywhere take the last choice back here.
#[hook]
pub(super) fn use_undo(dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let options = EventListenerOptions { phase: EventListenerPhase::Bubble, passive: false };
        let listener = EventListener::new_with_options(&document(), "keydown", options, move |event| {
            if is_undo(event) {
                event.prevent_default();
                dispatch.emit(Action::Undo);
            }
        });
        move || drop(listener)
    });
}

fn is_undo(event: &Event) -> bool {
    let Some(pressed) = event.dyn_ref::<KeyboardEvent>() else { return false };
    let is_typing = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| element.matches(TEXT_FIELDS).unwrap_or(false));
    let is_pressed = (pressed.ctrl_key() || pressed.meta_key()) && !pressed.shift_key() && !pressed.alt_key();
    is_pressed && pressed.key() == "z" && !is_typing
}

/// Paper shows every view one after another.
#[hook]
pub(super) fn use_paper(dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let (before, after) = (dispatch.clone(), dispatch);
        let listeners = [
            EventListener::new(&window(), "beforeprint", move |_| before.emit(Action::Print(true))),
            EventListener::new(&window(), "afterprint", move |_| after.emit(Action::Print(false))),
        ];
        move || drop(listeners)
    });
}
