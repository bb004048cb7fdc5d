//! The place for one file: it can be chosen or dropped.

use esteem_analysis::words::Language;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event, HtmlInputElement};
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::files::{self, FileKind, OpenFile};
use crate::words::{file_kind, size, words};
use crate::workspace::Action;

/// What a place for a file shows.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// What the file is for.
    pub kind: FileKind,
    /// The file that was chosen.
    pub chosen: Option<OpenFile>,
    /// The title of the study on the page.
    pub study: Option<String>,
    /// The page's language.
    pub language: Language,
    /// What the reader did.
    pub dispatch: Callback<Action>,
}

/// The place.
#[component]
pub(crate) fn FileField(props: &Props) -> Html {
    let Props { kind, chosen, study, language, dispatch } = props;
    let words = &words(*language).panel;
    let (name, hint) = file_kind(*kind, study.as_deref(), *language);
    let id: AttrValue = ["file-", kind.id()].concat().into();
    let hint_id: AttrValue = ["hint-", kind.id()].concat().into();
    let kind = *kind;
    let onchange = {
        let dispatch = dispatch.clone();
        move |event: Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                files::take(input.files(), Some(kind), dispatch.clone());
                // Emptied, the field notices when the same file is chosen again after it was mended.
                input.set_value("");
            }
        }
    };
    let ondrop = {
        let dispatch = dispatch.clone();
        move |event: DragEvent| {
            event.prevent_default();
            files::take(event.data_transfer().and_then(|data| data.files()), Some(kind), dispatch.clone());
        }
    };
    let take_out = dispatch.reform(move |_| Action::TakeOut(kind));
    let pick = if chosen.is_some() { words.another } else { words.choose };
    html! {
        <div class="file-field" data-file={kind.id()} {ondrop}>
            <div class="file-words">
                <p class="file-name" id={["name-", kind.id()].concat()}>{ name }</p>
                if let Some(file) = chosen {
                    <p class="file-chosen" data-chosen={kind.id()}>
                        <bdi>{ &*file.name }</bdi>
                        <span>{ [" · ", &size(file.blob.size() as u64)].concat() }</span>
                    </p>
                }
                <p class="hint" id={&hint_id}>{ hint }</p>
            </div>
            <div class="file-buttons">
                if chosen.is_some() {
                    <button type="button" class="button is-quiet" onclick={take_out}>
                        <span>{ words.take_out }</span>
                    </button>
                }
                <input
                    type="file"
                    class="file-input"
                    id={&id}
                    aria-label={[name, ": ", pick].concat()}
                    aria-describedby={hint_id}
                    multiple=true
                    {onchange}
                />
                <label class="button" for={id} aria-hidden="true">{ pick }</label>
            </div>
        </div>
    }
}
