//! The workspaces: what becomes of the one on the page, those that are kept on this device, and workspaces as files.

use std::rc::Rc;

use esteem_analysis::words::Language;
use web_sys::{Event, FileList, HtmlDialogElement, HtmlInputElement};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, SubmitEvent, TargetCast, UseStateSetter, component, html,
    use_effect_with, use_node_ref, use_state,
};

use crate::words::storage::{
    StorageWords, is_kept, not_kept_since, remove_all, remove_one, room, storage, trouble, with,
};
use crate::words::{size, words};
use crate::workspace::kept::{Current, Entry, Kept, Phase, Remedy, StorageTrouble, Wish};
use crate::{browser, storage};

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

    /// Those that are kept.
    fn list(&self) -> Html {
        let list = self.props.kept.list.as_deref();
        html! {
            <section aria-labelledby={LIST}>
                <h3 id={LIST} tabindex="-1">{ self.words.list }</h3>
                if list.is_some_and(<[Entry]>::is_empty) {
                    <p class="hint">{ self.words.nothing }</p>
                }
                <ul class="kept-list">
                    { for list.unwrap_or_default().iter().map(|entry| self.entry(entry)) }
                </ul>
                { for list.map(|list| self.clear(list.len())) }
            </section>
        }
    }

    fn entry(&self, entry: &Entry) -> Html {
        let language = self.props.language;
        let is_asked = |asking: fn(String) -> Asking| self.step.asking == asking(entry.id.clone());
        let said = match entry.trouble {
            Some(why) => trouble(why, language).to_owned(),
            None => [&storage::when(entry.saved_at, language), " · ", &size(entry.size)].concat(),
        };
        let body = if is_asked(Asking::Name) {
            self.rename(entry)
        } else if is_asked(Asking::Remove) {
            let wish = Wish::Remove(entry.id.clone());
            self.confirm(&remove_one(&entry.name, language), wish, place_of("remove", &entry.id))
        } else {
            self.entry_buttons(entry)
        };
        html! {
            <li class="file-field" key={entry.id.clone()} data-workspace={entry.name.clone()}>
                <div class="file-words">
                    <p class="file-name"><bdi>{ &entry.name }</bdi></p>
                    <p class="hint">{ said }</p>
                </div>
                { body }
            </li>
        }
    }

    fn entry_buttons(&self, entry: &Entry) -> Html {
        let Props { kept, language, wish, close, .. } = self.props;
        let label = |verb| with(verb, &entry.name, *language);
        let is_current = kept.current.as_ref().is_some_and(|current| current.id == entry.id);
        let open = {
            let (wish, close, id) = (wish.clone(), close.clone(), entry.id.clone());
            move |_| {
                wish.emit(Wish::Open(id.clone()));
                close.emit(());
            }
        };
        let ask = |verb: &'static str, label: &'static str, asking: Asking| {
            let onclick = self.go(asking, ASKED);
            html! {
                <button
                    type="button"
                    class="button is-quiet"
                    id={place_of(verb, &entry.id)}
                    data-action={verb}
                    aria-label={with(label, &entry.name, *language)}
                    {onclick}
                >
                    <span>{ label }</span>
                </button>
            }
        };
        html! {
            <div class="file-buttons">
                if entry.trouble.is_none() && !is_current {
                    <button
                        type="button"
                        class="button"
                        data-action="open-kept"
                        aria-label={label(self.words.open)}
                        onclick={open}
                    >
                        <span>{ self.words.open }</span>
                    </button>
                }
                if entry.trouble.is_none() {
                    { ask("rename", self.words.rename, Asking::Name(entry.id.clone())) }
                }
                { ask("remove", self.words.remove, Asking::Remove(entry.id.clone())) }
            </div>
        }
    }

    fn rename(&self, entry: &Entry) -> Html {
        let leave = self.go(Asking::Nothing, place_of("rename", &entry.id));
        let onsubmit = {
            let (wish, leave, id) = (self.props.wish.clone(), leave.clone(), entry.id.clone());
            let field = self.other.clone();
            move |event: SubmitEvent| {
                event.prevent_default();
                wish.emit(Wish::Rename(id.clone(), typed(&field)));
                leave.emit(());
            }
        };
        html! {
            <form class="file-buttons" {onsubmit}>
                <input
                    class="text-field"
                    id={ASKED}
                    ref={self.other.clone()}
                    type="text"
                    maxlength="80"
                    value={entry.name.clone()}
                    aria-label={self.words.name}
                    autocomplete="off"
                />
                <button type="submit" class="button" data-action="save-name"><span>{ self.words.save_name }</span></button>
                { self.cancel(leave, None) }
            </form>
        }
    }

    /// A question in place of the button that led to it. What gives nothing away has the focus.
    fn confirm(&self, question: &str, wish: Wish, back: AttrValue) -> Html {
        let yes = {
            let (leave, wishes) = (self.go(Asking::Nothing, LIST), self.props.wish.clone());
            move |_| {
                leave.emit(());
                wishes.emit(wish.clone());
            }
        };
        html! {
            <div class="file-buttons" role="group" aria-label={question.to_owned()}>
                <p>{ question }</p>
                { self.cancel(self.go(Asking::Nothing, back), Some(ASKED)) }
                <button type="button" class="button is-main" data-action="confirm" onclick={yes}>
                    <span>{ self.words.remove }</span>
                </button>
            </div>
        }
    }

    fn cancel(&self, leave: Callback<()>, id: Option<&'static str>) -> Html {
        let onclick = leave.reform(|_| ());
        html! {
            <button type="button" class="button is-quiet" {id} data-action="cancel" {onclick}>
                <span>{ words(self.props.language).cancel }</span>
            </button>
        }
    }

    fn clear(&self, n: usize) -> Html {
        // What cannot be listed can still be cleared away.
        let is_broken = self.props.kept.trouble == Some(StorageTrouble::Unreadable);
        if n == 0 && !is_broken {
            return html! {};
        }
        if self.step.asking == Asking::Clear {
            let language = self.props.language;
            let question = remove_all(&browser::count(n as u64, language), language);
            return self.confirm(&question, Wish::Clear, "clear-workspaces".into());
        }
        let onclick = self.go(Asking::Clear, ASKED);
        html! {
            <button type="button" class="button is-quiet" id="clear-workspaces" data-action="clear-kept" {onclick}>
                <span>{ self.words.clear }</span>
            </button>
        }
    }

    /// What the browser says about room, as long as something is kept.
    fn room(&self) -> Html {
        let Props { kept, language, .. } = self.props;
        if kept.list.as_ref().is_none_or(Vec::is_empty) {
            return html! {};
        }
        let quota = kept.room.quota.map(size);
        html! {
            <div class="hint" data-part="room">
                if let Some(usage) = kept.room.usage {
                    <p>{ room(&size(usage), quota.as_deref(), *language) }</p>
                }
                if kept.room.is_persisted == Some(true) {
                    <p>{ self.words.is_persisted }</p>
                } else {
                    <p>{ self.words.not_persisted }</p>
                    { self.button("persist", "button is-quiet", self.words.persist, Wish::Persist) }
                }
            </div>
        }
    }
}

/// The id of a button of an entry.
fn place_of(verb: &str, id: &str) -> AttrValue {
    [verb, "-", id].concat().into()
}

/// What stands in a text field.
fn typed(field: &NodeRef) -> String {
    field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default()
}

/// The name of a trouble in the page.
fn name(trouble: StorageTrouble) -> &'static str {
    StorageTrouble::NAMES.iter().find(|(_, known)| *known == trouble).map_or("failed", |(name, _)| *name)
}
