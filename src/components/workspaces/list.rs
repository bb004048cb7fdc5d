//! The list of the workspaces that are kept: to open, rename and delete, one or all; and how much room they take.

use yew::{AttrValue, Callback, Html, SubmitEvent, html};

use super::{ASKED, Asking, LIST, Place, Props, typed};
use crate::words::storage::{remove_all, remove_one, room, trouble, with};
use crate::words::{size, words};
use crate::workspace::kept::{Entry, StorageTrouble, Wish};
use crate::{browser, storage};

impl Place<'_> {
    /// Those that are kept.
    pub(super) fn list(&self) -> Html {
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
        let Props { kept, language, wish, .. } = self.props;
        let label = |verb| with(verb, &entry.name, *language);
        let is_current = kept.current.as_ref().is_some_and(|current| current.id == entry.id);
        let open = {
            let id = entry.id.clone();
            wish.reform(move |_| Wish::Open(id.clone()))
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
    pub(super) fn room(&self) -> Html {
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
                    { self.button("persist", "button", self.words.persist, Wish::Persist) }
                }
            </div>
        }
    }
}

/// The id of a button of an entry.
fn place_of(verb: &str, id: &str) -> AttrValue {
    [verb, "-", id].concat().into()
}
