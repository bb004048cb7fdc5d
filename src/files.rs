//! Files from the reader's device and files for it.

use std::rc::Rc;

use esteem_analysis::import::Tests;
use gloo::file::futures::read_as_bytes;
use gloo::file::{File, ObjectUrl};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Blob, FileList, HtmlAnchorElement};
use yew::Callback;

use crate::storage;
use crate::workspace::Action;
use crate::workspace::kept::StorageTrouble;

/// A larger file would not fit into the memory that an engine is given, together with what is made of it.
const LARGEST_BYTES: u64 = 500 * 1024 * 1024;

/// How far into a file its kind is looked for.
const HEAD_BYTES: u64 = 16 * 1024;

/// How long the bytes of a saved file are kept for the browser, which says nothing when it has taken them.
const KEPT_MS: u32 = 60_000;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// The answers.
    Responses,
    /// What was asked.
    Study,
    /// Which column of the responses holds what.
    Mapping,
}

impl FileKind {
    /// In the order of the panel.
    pub(crate) const ALL: [FileKind; 3] = [FileKind::Responses, FileKind::Study, FileKind::Mapping];

    /// The kind's name in the page.
    pub(crate) fn id(self) -> &'static str {
        match self {
            FileKind::Responses => "responses",
            FileKind::Study => "study",
            FileKind::Mapping => "mapping",
        }
    }
}

/// A file of the reader's device. It is a handle: the bytes stay where they are until the engine reads them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OpenFile {
    /// Its name.
    pub name: Rc<str>,
    /// What it holds.
    pub blob: Blob,
}

/// The files behind a report, at most one of each kind; none of them at all is the example.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OpenFiles {
    /// What was asked.
    pub study: Option<OpenFile>,
    /// The answers.
    pub responses: Option<OpenFile>,
    /// Which column of the responses holds what.
    pub mapping: Option<OpenFile>,
    /// What becomes of try-outs among the answers.
    pub tests: Tests,
}

impl OpenFiles {
    /// The place of a kind.
    pub(crate) fn place(&mut self, kind: FileKind) -> &mut Option<OpenFile> {
        match kind {
            FileKind::Responses => &mut self.responses,
            FileKind::Study => &mut self.study,
            FileKind::Mapping => &mut self.mapping,
        }
    }

    /// The file of a kind.
    pub(crate) fn get(&self, kind: FileKind) -> Option<&OpenFile> {
        match kind {
            FileKind::Responses => self.responses.as_ref(),
            FileKind::Study => self.study.as_ref(),
            FileKind::Mapping => self.mapping.as_ref(),
        }
    }

    /// Whether there is something to show: a mapping alone says nothing.
    pub(crate) fn is_enough(&self) -> bool {
        self.responses.is_some() || self.study.is_some()
    }
}

/// Why a file could not be taken from the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadTrouble {
    /// It is larger than an engine can hold.
    TooLarge,
    /// The browser could not read it.
    Unreadable,
    /// It is a workspace that cannot be opened.
    Workspace(StorageTrouble),
}

/// What a file is for: what it says itself, else where the reader put it, else responses.
///
/// A file with a mistake in it still says near its beginning what it was meant to be, so only that is looked at.
pub(crate) fn kind_of(head: &[u8], put: Option<FileKind>) -> FileKind {
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
    match head.starts_with('{') {
        true if head.contains("\"esteem-study/") => FileKind::Study,
        true if head.contains("\"esteem-mapping/") => FileKind::Mapping,
        _ => put.unwrap_or(FileKind::Responses),
    }
}

/// Takes files one after another and tells the page of each.
pub(crate) fn take(files: Option<FileList>, put: Option<FileKind>, dispatch: Callback<Action>) {
    let Some(files) = files else { return };
    let files: Vec<File> = (0..files.length()).filter_map(|i| files.get(i)).map(File::from).collect();
    wasm_bindgen_futures::spawn_local(async move {
        for file in files {
            dispatch.emit(take_one(&file, put).await);
        }
    });
}

async fn take_one(file: &File, put: Option<FileKind>) -> Action {
    let name = file.name();
    // A workspace is unpacked outside the app, and may be larger than each of its files.
    match storage::unpack(file.as_ref()).await {
        Ok(Some(found)) => return found.into_action(),
        Ok(None) => {}
        Err(StorageTrouble::Files) => return Action::CouldNotRead(name, ReadTrouble::Unreadable),
        Err(trouble) => return Action::CouldNotRead(name, ReadTrouble::Workspace(trouble)),
    }
    if file.size() > LARGEST_BYTES {
        return Action::CouldNotRead(name, ReadTrouble::TooLarge);
    }
    match read_as_bytes(&file.slice(0, file.size().min(HEAD_BYTES))).await {
        Ok(head) => {
            let blob: &Blob = file.as_ref();
            Action::Choose(kind_of(&head, put), OpenFile { name: name.into(), blob: blob.clone() })
        }
        Err(_) => Action::CouldNotRead(name, ReadTrouble::Unreadable),
    }
}

/// Gives the reader a file. A browser that refuses shows so itself.
pub(crate) fn save(name: &str, blob: Blob) {
    let url = ObjectUrl::from(gloo::file::Blob::from(blob));
    let link = gloo::utils::document().create_element("a").ok().and_then(|link| link.dyn_into().ok());
    let Some(link): Option<HtmlAnchorElement> = link else { return };
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Timeout::new(KEPT_MS, move || drop(url)).forget();
}

/// Bytes or text as a file of this type.
pub(crate) fn blob<T: gloo::file::BlobContents>(content: T, mime_type: &str) -> Blob {
    gloo::file::Blob::new_with_options(content, Some(mime_type)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, put: Option<FileKind>, expected: FileKind) {
        assert_eq!(kind_of(text.as_bytes(), put), expected, "{text}");
    }

    #[test]
    fn a_file_is_known_by_what_it_says() {
        for put in [None, Some(FileKind::Responses), Some(FileKind::Mapping)] {
            check(r#"{ "format": "esteem-study/1" }"#, put, FileKind::Study);
        }
        check("\u{FEFF}{\"format\":\"esteem-mapping/1\"}", Some(FileKind::Study), FileKind::Mapping);
        check(r#"{"format":"esteem-response/1"}"#, None, FileKind::Responses);
    }

    #[test]
    fn a_broken_study_is_still_a_study() {
        check("{ \"format\" : \"esteem-study/1\", \"id\": ", None, FileKind::Study);
        check("{ \"format\": \"esteem-mapping/1\", ", None, FileKind::Mapping);
    }

    #[test]
    fn a_file_that_says_nothing_is_what_it_was_put_as() {
        check("id,wait", None, FileKind::Responses);
        check("", Some(FileKind::Study), FileKind::Study);
        check("id,\"esteem-study/1\"", Some(FileKind::Responses), FileKind::Responses);
    }
}
