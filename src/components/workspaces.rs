//! The workspaces: what becomes of the one on the page, those that are kept on this device, and workspaces as files.

use std::rc::Rc;

use esteem_analysis::words::Language;
use web_sys::{Event, FileList, HtmlDialogElement, HtmlInputElement};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, SubmitEvent, TargetCast, UseStateSetter, component, html,
    use_effect_with, use_node_ref, use_state,
};

use crate::words::storage::{StorageWords, is_kept, not_kept_since, storage, trouble};
use crate::words::words;
use crate::workspace::kept::{Current, Kept, Phase, Remedy, StorageTrouble, Wish};
use crate::{browser, storage};

mod list;

/// Headings that take the focus when what had it is gone.
const THIS: &str = "workspace-this";
const LIST: &str = "workspace-list";
/// What takes the focus when something is asked.
const ASKED: &str = "workspace-asked";

/// What the panel shows.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// Whether it is on the screen.
    pub is_open: bool,
    /// What is kept.
    pub kept: Rc<Kept>,
    /// The title of the study on the page.
    pub title: Option<String>,
    /// Whether the page shows the example, which everybody has.
    pub is_example: bool,
    /// The page's language.
    pub language: Language,
    /// The reader wants something.
    pub wish: Callback<Wish>,
    /// The reader chose files to open.
    pub take: Callback<Option<FileList>>,
    /// The reader has closed the panel.
    pub close: Callback<()>,
}

/// What the panel asks the reader, in place of the button that led to it.
#[derive(Clone, Debug, Default, PartialEq)]
enum Asking {
    #[default]
    Nothing,
    Name(String),
    Remove(String),
    Clear,
}

/// What is asked, and where the focus goes when that appears.
#[derive(Clone, Debug, Default, PartialEq)]
struct Step {
    asking: Asking,
    focus: AttrValue,
}

/// The panel, a dialog of the browser's own: it keeps the focus and gives it back.
#[component]
pub(crate) fn Workspaces(props: &Props) -> Html {
    let Props { is_open, kept, language, wish, take, close, .. } = props;
    let (all, words) = (words(*language), storage(*language));
    let dialog = use_node_ref();
    let step = use_state(Step::default);
    {
        let (dialog, wish, setter) = (dialog.clone(), wish.clone(), step.setter());
        use_effect_with(*is_open, move |is_open| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else { return };
            match (is_open, dialog.open()) {
                (true, false) => {
                    setter.set(Step::default());
                    wish.emit(Wish::Look);
                    // It fails only where the dialog has left the page.
                    drop(dialog.show_modal());
                }
                (false, true) => dialog.close(),
                _ => {}
            }
        });
    }
    use_effect_with((*step).clone(), |step| browser::focus(&step.focus));
    let onclose = close.reform(|_: Event| ());
    let hide = close.reform(|_| ());
    let onchange = {
        let (take, close) = (take.clone(), close.clone());
        move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            close.emit(());
            take.emit(input.files());
            // Emptied, the field notices when the same file is chosen again.
            input.set_value("");
        }
    };
    let place = Place { props, words, step: &step, setter: step.setter(), new: use_node_ref(), other: use_node_ref() };
    html! {
        <dialog class="panel" ref={dialog} aria-labelledby="workspaces-title" data-part="workspaces" {onclose}>
            <div class="panel-parts">
                <h2 id="workspaces-title">{ words.title }</h2>
                if let Some(why) = kept.trouble {
                    <div class="notice is-error" role="alert" data-trouble={name(why)}>
                        <p class="notice-line">{ trouble(why, *language) }</p>
                    </div>
                }
                { place.this() }
                <div class="file-buttons">
                    { place.save_file() }
                    <input
                        type="file"
                        class="file-input"
                        id="workspace-file"
                        aria-label={words.open_file}
                        accept=".json"
                        {onchange}
                    />
                    <label class="button" for="workspace-file" aria-hidden="true">{ words.open_file }</label>
                </div>
                { place.list() }
                { place.room() }
                <div class="panel-buttons">
                    <button type="button" class="button" data-action="close" onclick={hide}>
                        <span>{ all.close }</span>
                    </button>
                </div>
            </div>
        </dialog>
    }
}

/// That changes of a workspace are not kept, for the page itself.
pub(crate) fn not_kept(kept: &Kept, language: Language, show: &Callback<()>) -> Html {
    let Some(Current { name, saved_at, phase: Phase::Trouble(why), .. }) = &kept.current else { return html! {} };
    let since = not_kept_since(name, &storage::when(*saved_at, language), language);
    let onclick = show.reform(|_| ());
    html! {
        <div class="notice is-warning is-line" role="alert" data-notice="not-kept">
            <p class="notice-line"><strong>{ since }</strong>{ " " }{ trouble(*why, language) }</p>
            <button type="button" class="button" data-action="mend" {onclick}>
                <span>{ words(language).workspaces }</span>
            </button>
        </div>
    }
}

/// What every part of the panel is made from.
struct Place<'a> {
    props: &'a Props,
    words: &'static StorageWords,
    step: &'a Step,
    setter: UseStateSetter<Step>,
    /// The field for the name of a new workspace.
    new: NodeRef,
    /// The field for another name of a kept one.
    other: NodeRef,
}

impl Place<'_> {
    /// A button that makes a wish.
    fn button(&self, action: &'static str, class: &'static str, label: &str, wish: Wish) -> Html {
        let onclick = self.props.wish.reform(move |_| wish.clone());
        html! {
            <button type="button" {class} data-action={action} {onclick}><span>{ label }</span></button>
        }
    }

    /// A callback that asks something, or stops asking, and moves the focus.
    fn go<E>(&self, asking: Asking, focus: impl Into<AttrValue>) -> Callback<E> {
        let step = Step { asking, focus: focus.into() };
        let setter = self.setter.clone();
        Callback::from(move |_| setter.set(step.clone()))
    }

    /// What becomes of the workspace on the page.
    fn this(&self) -> Html {
        let Props { kept, is_example, .. } = self.props;
        let body = match &kept.current {
            Some(current) => self.current(current),
            None if *is_example => html! { <p class="hint">{ self.words.example }</p> },
            None => self.keep(),
        };
        html! {
            <section aria-labelledby={THIS}>
                <h3 id={THIS} tabindex="-1">{ self.words.this }</h3>
                { body }
            </section>
        }
    }

    fn keep(&self) -> Html {
        let Props { kept, title, wish, .. } = self.props;
        let name = kept.called.clone().or_else(|| title.clone()).unwrap_or_default();
        let onsubmit = {
            let (wish, leave, field) = (wish.clone(), self.go(Asking::Nothing, THIS), self.new.clone());
            move |event: SubmitEvent| {
                event.prevent_default();
                leave.emit(());
                wish.emit(Wish::Keep(typed(&field)));
            }
        };
        let class = if kept.is_local { "button" } else { "button is-main" };
        html! {
            <>
                <p>{ self.words.only_here }</p>
                <form class="file-buttons" {onsubmit}>
                    <label for="workspace-name">{ self.words.name }</label>
                    <input
                        class="text-field"
                        id="workspace-name"
                        ref={self.new.clone()}
                        type="text"
                        maxlength="80"
                        value={name}
                        autocomplete="off"
                    />
                    <button type="submit" {class} data-action="keep"><span>{ self.words.keep }</span></button>
                </form>
                <p class="hint">{ if kept.is_local { self.words.is_local } else { self.words.keeping } }</p>
            </>
        }
    }

    fn current(&self, current: &Current) -> Html {
        let language = self.props.language;
        let when = storage::when(current.saved_at, language);
        let why = match current.phase {
            Phase::Kept => {
                return html! { <p role="status" data-kept="kept">{ is_kept(&current.name, &when, language) }</p> };
            }
            Phase::Saving => return html! { <p role="status" data-kept="saving">{ self.words.saving }</p> },
            Phase::Trouble(why) => why,
        };
        let main = |action, label, wish| self.button(action, "button is-main", label, wish);
        let buttons = match why.remedy() {
            Remedy::Retry => main("retry", self.words.retry, Wish::Retry),
            Remedy::KeepAgain => main("retry", self.words.keep_again, Wish::Retry),
            Remedy::KeepBoth => main("keep-both", self.words.keep_both, Wish::KeepBoth),
            Remedy::Choose => html! {
                <>
                    { self.button("take-theirs", "button", self.words.take_theirs, Wish::Open(current.id.clone())) }
                    { self.button("keep-both", "button", self.words.keep_both, Wish::KeepBoth) }
                </>
            },
        };
        html! {
            <div class="notice is-error" role="alert" data-kept="trouble" data-trouble={name(why)}>
                if why != StorageTrouble::Conflict {
                    <p class="notice-title">{ not_kept_since(&current.name, &when, language) }</p>
                }
                <p class="notice-line">{ trouble(why, language) }</p>
                if why == StorageTrouble::Gone {
                    <p class="notice-line">{ self.words.still_here }</p>
                }
                <div class="file-buttons">{ buttons }</div>
            </div>
        }
    }

    fn save_file(&self) -> Html {
        let Props { kept, is_example, .. } = self.props;
        if *is_example {
            return html! {};
        }
        let class = if kept.is_local && kept.current.is_none() { "button is-main" } else { "button" };
        self.button("save-file", class, self.words.save_file, Wish::SaveFile)
    }
}

/// What stands in a text field.
fn typed(field: &NodeRef) -> String {
    field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default()
}

/// The name of a trouble in the page.
fn name(trouble: StorageTrouble) -> &'static str {
    StorageTrouble::NAMES.iter().find(|(_, known)| *known == trouble).map_or("failed", |(name, _)| *name)
}
