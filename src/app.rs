//! The root: holds the state, speaks to the engine and the browser, and lays out the page.

use esteem_analysis::import::Tests;
use esteem_content::Content;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, UseReducerHandle, UseStateHandle, component, html, use_callback, use_reducer, use_state};

use crate::address::{Address, Route};
use crate::components::filters::Filters;
use crate::components::masthead::Masthead;
use crate::components::navigation::navigation;
use crate::components::notice::{self, Notice};
use crate::components::open_panel::OpenPanel;
use crate::components::part::Shown;
use crate::components::progress::progress;
use crate::components::questionnaire::Taken;
use crate::components::workspaces::{self, Workspaces};
use crate::engine::Engine;
use crate::files::{OpenFile, OpenFiles};
use crate::views::method::{method, save_button};
use crate::views::overview::Overview;
use crate::views::section::{SectionView, section};
use crate::views::try_out::try_out;
use crate::views::{Scene, Waiting, gone};
use crate::words::{base, report_stands, words};
use crate::workspace::try_outs::{TryOuts, json_lines};
use crate::workspace::{Action, Workspace};
use crate::{browser, files, storage};

mod hooks;

/// The page.
#[component]
pub(crate) fn App() -> Html {
    let state = use_reducer(|| {
        let (address, _) = Address::read(&browser::fragment()).unwrap_or_default();
        Workspace::new(browser::language(), address)
    });
    let dispatch = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action, ()| dispatcher.dispatch(action))
    };
    let engine = hooks::use_engine(&state, &dispatch);
    let shade = browser::use_shade();
    let requests_elsewhere = hooks::use_requests_elsewhere();
    hooks::use_address(&state, &dispatch);
    hooks::use_arrival(&state);
    hooks::use_title(&state);
    hooks::use_shell_copy(&state, &engine);
    hooks::use_drops(&dispatch);
    hooks::use_undo(&dispatch);
    hooks::use_paper(&dispatch);

    let kept = storage::use_kept();
    let has_workspaces = use_state(|| false);
    let (show_workspaces, hide_workspaces) = (set(&has_workspaces, true), set(&has_workspaces, false));
    hooks::use_last_workspace(&dispatch, &show_workspaces);

    let cancel = {
        let (engine, dispatch) = (engine.clone(), dispatch.clone());
        Callback::from(move |()| {
            engine.cancel();
            dispatch.emit(Action::Cancel);
        })
    };
    let save_report = {
        let (engine, state) = (engine.clone(), state.clone());
        Callback::from(move |()| save_report(&engine, &state))
    };
    let wish = {
        let (dispatch, hide) = (dispatch.clone(), hide_workspaces.clone());
        let found = Callback::from(move |found: storage::Found| {
            hide.emit(());
            dispatch.emit(found.into_action());
        });
        let title = state.content.as_ref().map(|content| content.title.clone()).unwrap_or_default();
        Callback::from(move |wish| storage::grant(wish, &title, &found))
    };
    let take = {
        let dispatch = dispatch.clone();
        Callback::from(move |chosen| files::take(chosen, None, dispatch.clone()))
    };
    let speak = dispatch.reform(Action::Speak);
    let show_panel = dispatch.reform(|(): ()| Action::ShowPanel);
    let words = words(state.language);
    let scene = state.content.clone().map(|content| Scene {
        shown: Shown(content),
        address: state.address.clone(),
        language: state.language,
        shade,
        dispatch: dispatch.clone(),
    });
    let title = state.content.as_ref().map(|content| content.title.clone());
    // The example comes by itself, and try-outs are read in no time.
    let opening = state.opening.as_ref().filter(|opening| opening.files.is_enough());
    let opening = opening.filter(|opening| opening.files.tests == Tests::LeftOut);
    let skip = |event: yew::MouseEvent| {
        // The address says where the reader is, and stays as it is.
        event.prevent_default();
        browser::focus("report");
    };
    html! {
        <>
            <a class="skip" href="#report" onclick={skip}>{ words.skip }</a>
            <Masthead
                title={title.clone()}
                language={state.language}
                phase={kept.current.as_ref().map(|current| current.phase)}
                {speak}
                {show_panel}
                show_workspaces={show_workspaces.clone()}
            />
            if let Some(scene) = &scene {
                { navigation(&scene.shown, &scene.address, scene.language) }
            }
            <main id="report" class="page" tabindex="-1">
                <p class="status" role="status">{ spoken(&state) }</p>
                { for opening.map(|opening| progress(opening, cancel, state.language)) }
                { workspaces::not_kept(&kept, state.language, &show_workspaces) }
                { for state.notices.iter().map(|notice| notice::about_page(notice, state.language, &dispatch)) }
                if let Some(scene) = &scene {
                    if state.address.route == Route::TryOut {
                        { trying(&state, scene, &engine) }
                    } else {
                        { about_files(&state, &scene.shown, &dispatch) }
                        { view(&state, scene, requests_elsewhere, &save_report) }
                    }
                } else if state.opening.is_some() {
                    <Waiting />
                } else {
                    { gone("no-example", words.state.no_example, None, dispatch.reform(|()| Action::ShowPanel)) }
                }
            </main>
            <Workspaces
                is_open={*has_workspaces}
                {kept}
                title={title.clone()}
                is_example={state.is_example_behind()}
                language={state.language}
                {wish}
                {take}
                close={hide_workspaces}
            />
            <OpenPanel
                panel={state.panel.clone()}
                study={title}
                is_reading={opening.is_some()}
                language={state.language}
                dispatch={dispatch.clone()}
            />
        </>
    }
}

/// A callback that sets a state to a value.
fn set(state: &UseStateHandle<bool>, value: bool) -> Callback<()> {
    let setter = state.setter();
    Callback::from(move |()| setter.set(value))
}

/// The view that the address names, or all of them for paper.
fn view(state: &Workspace, scene: &Scene, requests_elsewhere: u32, save_report: &Callback<()>) -> Html {
    let words = &words(state.language).view;
    let filters = html! {
        <Filters
            shown={scene.shown.clone()}
            choice={scene.address.choice.clone()}
            can_undo={!state.past.is_empty()}
            is_counting={state.asking.is_some()}
            language={state.language}
            dispatch={scene.dispatch.clone()}
        />
    };
    if state.is_printing {
        let parts = scene.shown.sections.iter().filter_map(|section| scene.shown.section(&section.id));
        return html! {
            <>
                <Overview scene={scene.clone()} {filters} />
                if scene.shown.responses > 0 {
                    { for parts.map(|part| section(scene, &part)) }
                }
                { method(scene, requests_elsewhere, save_report) }
            </>
        };
    }
    match &state.address.route {
        Route::Section(id) => html! { <SectionView scene={scene.clone()} id={id.clone()} {filters} /> },
        Route::Method => method(scene, requests_elsewhere, save_report),
        Route::TryOut | Route::Overview => html! {
            <>
                <Overview scene={scene.clone()} {filters} />
                <footer class="foot">
                    <p class="hint">{ words.on_device }</p>
                    if !state.is_example_behind() && !state.is_try_out() {
                        { try_link(state) }
                    }
                    { save_button(scene, save_report) }
                </footer>
            </>
        },
    }
}

/// What has just happened, for those who hear the page.
fn spoken(state: &Workspace) -> String {
    let words = words(state.language);
    if let Some(notice) = state.notices.last() {
        return notice::text(notice, state.language);
    }
    match (&state.opening, &state.content) {
        (Some(_), _) => words.reading.into(),
        (None, Some(content)) => {
            let base = base(&browser::count(content.responses, state.language), state.language);
            report_stands(&content.title, &base, state.language)
        }
        (None, None) => words.state.no_example.title.into(),
    }
}

/// What stands above every view: that it is an example, or what there is to know about the files.
fn about_files(state: &Workspace, content: &Content, dispatch: &Callback<Action>) -> Html {
    let all = words(state.language);
    let words = &all.file;
    if state.is_example() {
        let show = dispatch.reform(|_| Action::ShowPanel);
        return html! {
            <aside class="example" data-part="example" aria-label={all.example}>
                <p>{ all.example }</p>
                { try_link(state) }
                <button type="button" class="button" onclick={show}><span>{ all.open_own }</span></button>
            </aside>
        };
    }
    html! {
        <>
            if state.is_try_out() {
                <aside class="example" data-part="try-outs" aria-label={all.try_out.notice}>
                    <p>{ all.try_out.notice }</p>
                    <a class="button" href={state.address.at(Route::TryOut, None)} data-action="again"><span>{ all.try_out.again }</span></a>
                    { about_try_outs(state, dispatch) }
                </aside>
            }
            if let Some(file) = &content.file {
                <Notice
                    name="findings"
                    is_warning={file.has_loss}
                    title={match (file.findings.is_empty(), file.has_loss) {
                        (true, _) => words.in_full,
                        (false, true) => words.some_left_out,
                        (false, false) => words.remarks,
                    }}
                    text={file.layout.clone()}
                    lines={file.findings.clone()}
                />
            }
            if !content.warnings.is_empty() {
                <Notice name="doubts" is_warning={false} title={words.doubts} lines={content.warnings.clone()} />
            }
        </>
    }
}

/// The questionnaire of the study that is open, to try.
fn trying(state: &UseReducerHandle<Workspace>, scene: &Scene, engine: &Engine) -> Html {
    // The example can be seen before its study is there.
    let Some(study) = engine.files().study else { return html! { <Waiting /> } };
    let on_response = {
        let (state, engine, dispatch) = (state.clone(), engine.clone(), scene.dispatch.clone());
        Callback::from(move |taken| {
            let try_outs = take_try_out(&state, &engine, taken);
            let is_taken = try_outs.is_some();
            try_outs.into_iter().for_each(|try_outs| dispatch.emit(Action::Try(try_outs)));
            is_taken
        })
    };
    let try_outs = state.try_outs.as_ref().filter(|_| state.is_try_out());
    try_out(scene, &study, try_outs, on_response, about_try_outs(state, &scene.dispatch))
}

/// The try-outs with one more; `None` if there is no study that they could belong to.
fn take_try_out(state: &Workspace, engine: &Engine, taken: Taken) -> Option<TryOuts> {
    let open = engine.files();
    let study = open.study.clone()?;
    let place = match &state.try_outs {
        Some(try_outs) => try_outs.place.clone(),
        None => state.overview(),
    };
    let (before, _) = state.behind(open);
    let finished = state.finished_with(taken);
    let id = state.content.as_ref().map(|content| content.study.as_str()).unwrap_or_default();
    let blob = files::blob(json_lines(&finished).as_str(), "application/x-ndjson");
    let responses = OpenFile { name: [id, ".try-outs.jsonl"].concat().into(), blob };
    let files = OpenFiles { study: Some(study), responses: Some(responses), mapping: None, tests: Tests::Counted };
    Some(TryOuts { finished, files, before, place })
}

/// What can be done with the try-outs.
fn about_try_outs(state: &Workspace, dispatch: &Callback<Action>) -> Html {
    let words = &words(state.language).try_out;
    // All of them, also the one that is still being read.
    let file = state.try_outs.as_ref().and_then(|try_outs| try_outs.files.responses.clone());
    let keep = move |_| file.iter().for_each(|file| files::save(&file.name, file.blob.clone()));
    html! {
        <>
            <button type="button" class="button" data-action="keep-try-outs" onclick={keep}>
                <span>{ words.keep }</span>
            </button>
            <button type="button" class="button" data-action="return" onclick={dispatch.reform(|_| Action::Return)}>
                <span>{ words.back }</span>
            </button>
        </>
    }
}

/// The way to the questionnaire.
fn try_link(state: &Workspace) -> Html {
    let href = state.address.at(Route::TryOut, None);
    html! { <a class="button" {href} data-action="try"><span>{ words(state.language).try_out.try_it }</span></a> }
}

/// Gives the reader the report of the selection, as the command writes it.
fn save_report(engine: &Engine, state: &Workspace) {
    let Some(content) = &state.content else { return };
    let name = [&content.study, ".report.json"].concat();
    let (engine, selection) = (engine.clone(), state.address.choice.selection.clone());
    spawn_local(async move {
        if let Some(json) = engine.report_json(&selection).await {
            files::save(&name, files::blob(json.as_slice(), "application/json"));
        }
    });
}
