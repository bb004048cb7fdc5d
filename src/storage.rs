//! Workspaces on this device and in files: the app's side of `keeper.js`, which does the work outside the app.

use std::rc::Rc;

use esteem_analysis::words::Language;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::{Callback, hook, use_effect_with, use_state};

use crate::address::Address;
use crate::files::{FileKind, OpenFile, OpenFiles};
use crate::workspace::Action;
use crate::workspace::kept::{Current, Entry, Kept, Phase, Room, StorageTrouble, Wish};

/// A workspace that was kept, or that stood in a file.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Its files; none at all are the example's.
    pub files: OpenFiles,
    /// The place in the page, as a fragment of its address.
    pub view: String,
}

/// A workspace cannot be opened again; why is told with what is kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lost;

impl Found {
    /// Opens it at its place.
    pub(crate) fn into_action(self) -> Action {
        let place = Address::read(&self.view).unwrap_or_default();
        Action::Restore(self.files, place.0)
    }
}

/// What is kept, and again whenever that changes: here, in another tab, or in the browser's settings.
#[hook]
pub(crate) fn use_kept() -> Rc<Kept> {
    let kept = use_state(Rc::<Kept>::default);
    let setter = kept.setter();
    use_effect_with((), move |()| {
        let tell = Closure::<dyn Fn(JsValue)>::new(move |state: JsValue| setter.set(Rc::new(kept_of(&state))));
        let stop = keeper::start(tell.as_ref());
        move || {
            // It only takes listeners away.
            let _ = stop.call0(&JsValue::NULL);
            drop(tell);
        }
    });
    (*kept).clone()
}

/// Does what the reader wants. `title` is the name of a workspace that has none; a workspace that is to be opened is handed
/// to `found`.
pub(crate) fn grant(wish: Wish, title: &str, found: &Callback<Found>) {
    match wish {
        Wish::Look => keeper::look(),
        Wish::Keep(name) => keeper::keep(if name.trim().is_empty() { title } else { &name }),
        Wish::Retry => keeper::retry(),
        Wish::KeepBoth => keeper::keep_both(),
        Wish::Rename(id, name) => keeper::rename(&id, &name),
        Wish::Remove(id) => keeper::remove(&id),
        Wish::Clear => keeper::clear(),
        Wish::SaveFile => keeper::save_file(title),
        Wish::Persist => keeper::persist(),
        Wish::Open(id) => {
            let found = found.clone();
            spawn_local(async move {
                // What keeps it from being opened is part of what is told.
                if let Some(workspace) = keeper::open(&id).await.ok().as_ref().and_then(found_of) {
                    found.emit(workspace);
                }
            });
        }
    }
}

/// Whether a workspace was open in this tab before it was loaded again.
pub(crate) fn is_reopening() -> bool {
    keeper::is_reopening()
}

/// The workspace that was open in this tab before it was loaded again, if there was one; it may be lost.
pub(crate) async fn reopen() -> Option<Result<Found, Lost>> {
    let workspace = keeper::reopen().await.ok()?;
    if workspace.is_undefined() { None } else { Some(found_of(&workspace).ok_or(Lost)) }
}

/// The workspace in a file; `None` if the file is no workspace.
pub(crate) async fn unpack(file: &Blob) -> Result<Option<Found>, StorageTrouble> {
    match keeper::open_file(file).await {
        Ok(workspace) => Ok(found_of(&workspace)),
        Err(error) => Err(trouble_of(&error).unwrap_or(StorageTrouble::Failed)),
    }
}

/// A moment as the browser writes it.
pub(crate) fn when(ms: f64, language: Language) -> String {
    keeper::when(ms, language.tag())
}

fn kept_of(state: &JsValue) -> Kept {
    let list = field(state, "list").dyn_into::<Array>().ok();
    Kept {
        current: Some(field(state, "current")).filter(JsValue::is_object).as_ref().map(current_of),
        called: field(state, "called").as_string(),
        list: list.map(|list| list.iter().map(|entry| entry_of(&entry)).collect()),
        room: Room {
            usage: field(state, "usage").as_f64().map(whole),
            quota: field(state, "quota").as_f64().map(whole),
            is_persisted: field(state, "persisted").as_bool(),
        },
        trouble: trouble_of(state),
        is_local: field(state, "isLocal").is_truthy(),
    }
}

fn current_of(current: &JsValue) -> Current {
    let phase = match text(current, "phase").as_str() {
        "saving" => Phase::Saving,
        "kept" => Phase::Kept,
        _ => Phase::Trouble(trouble_of(current).unwrap_or(StorageTrouble::Failed)),
    };
    Current { id: text(current, "id"), name: text(current, "name"), saved_at: number(current, "saved_at"), phase }
}

fn entry_of(entry: &JsValue) -> Entry {
    Entry {
        id: text(entry, "id"),
        name: text(entry, "name"),
        saved_at: number(entry, "saved_at"),
        size: whole(number(entry, "size")),
        trouble: trouble_of(entry),
    }
}

fn found_of(workspace: &JsValue) -> Option<Found> {
    let list: Array = field(workspace, "files").dyn_into().ok()?;
    let mut files = OpenFiles::default();
    for file in list.iter() {
        let kind = text(&file, "kind");
        let kind = FileKind::ALL.into_iter().find(|known| known.id() == kind)?;
        let blob = field(&file, "blob").dyn_into().ok()?;
        *files.place(kind) = Some(OpenFile { name: text(&file, "name").into(), blob });
    }
    Some(Found { files, view: text(workspace, "view") })
}

fn trouble_of(value: &JsValue) -> Option<StorageTrouble> {
    field(value, "trouble").as_string().map(|name| StorageTrouble::of_name(&name))
}

fn field(value: &JsValue, name: &str) -> JsValue {
    // It fails for what has no fields, and that has not this one either.
    Reflect::get(value, &name.into()).unwrap_or_default()
}

fn text(value: &JsValue, name: &str) -> String {
    field(value, name).as_string().unwrap_or_default()
}

fn number(value: &JsValue, name: &str) -> f64 {
    field(value, name).as_f64().unwrap_or_default()
}

/// A count of bytes, which the browser has as a floating-point number.
fn whole(bytes: f64) -> u64 {
    bytes as u64
}

/// The names that the scripts give the page. What fails is told with the state, except where a result is awaited.
mod keeper {
    use wasm_bindgen::prelude::wasm_bindgen;

    use super::{Blob, Function, JsValue};

    #[wasm_bindgen(js_namespace = ["esteem", "keeper"])]
    extern "C" {
        pub(super) fn start(tell: &JsValue) -> Function;
        pub(super) fn look();
        pub(super) fn keep(name: &str);
        pub(super) fn retry();
        #[wasm_bindgen(js_name = keepBoth)]
        pub(super) fn keep_both();
        pub(super) fn rename(id: &str, name: &str);
        pub(super) fn remove(id: &str);
        pub(super) fn clear();
        #[wasm_bindgen(js_name = saveFile)]
        pub(super) fn save_file(name: &str);
        pub(super) fn persist();
        pub(super) fn when(ms: f64, language: &str) -> String;
        #[wasm_bindgen(js_name = isReopening)]
        pub(super) fn is_reopening() -> bool;
        #[wasm_bindgen(catch)]
        pub(super) async fn open(id: &str) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) async fn reopen() -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch, js_name = openFile)]
        pub(super) async fn open_file(file: &Blob) -> Result<JsValue, JsValue>;
    }
}
