//! Files from the reader's device and files for it.

use std::rc::Rc;

use esteem_analysis::import::format_of;
use gloo::file::futures::read_as_bytes;
use gloo::file::{Blob, File, ObjectUrl};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{FileList, HtmlAnchorElement};
use yew::Callback;

use crate::engine::Bytes;
use crate::workspace::Action;

/// A larger file would not fit into the memory that a page is given, together with what is made of it.
const LARGEST_BYTES: u64 = 500 * 1024 * 1024;

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

/// A file that was read from the device.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ChosenFile {
    /// Its name.
    pub name: Rc<str>,
    /// What it holds.
    pub bytes: Bytes,
}

/// The files that were chosen so far, at most one of each kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Chosen([Option<ChosenFile>; 3]);

impl Chosen {
    /// The file of a kind.
    pub(crate) fn get(&self, kind: FileKind) -> Option<&ChosenFile> {
        self.0[kind as usize].as_ref()
    }

    /// Puts a file in the place of the one that was chosen before.
    pub(crate) fn put(&mut self, kind: FileKind, name: Rc<str>, bytes: Bytes) {
        self.0[kind as usize] = Some(ChosenFile { name, bytes });
    }

    /// Takes a file back.
    pub(crate) fn take_out(&mut self, kind: FileKind) {
        self.0[kind as usize] = None;
    }

    /// Whether there is something to show: a mapping alone says nothing.
    pub(crate) fn is_enough(&self) -> bool {
        self.get(FileKind::Responses).is_some() || self.get(FileKind::Study).is_some()
    }
}

/// Why a file could not be read from the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadTrouble {
    /// It is larger than a page can hold.
    TooLarge,
    /// The browser could not read it.
    Unreadable,
}

/// What a file is for: what it says itself, else where the reader put it, else responses.
pub(crate) fn kind_of(bytes: &[u8], put: Option<FileKind>) -> FileKind {
    // A file with a mistake in it still says near its beginning what it was meant to be.
    let says = |format: &str| {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
        head.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']).starts_with('{') && head.contains(format)
    };
    match format_of(bytes).as_deref() {
        Some(format) if format.starts_with("esteem-study/") => FileKind::Study,
        Some(format) if format.starts_with("esteem-mapping/") => FileKind::Mapping,
        None if says("\"esteem-study/") => FileKind::Study,
        None if says("\"esteem-mapping/") => FileKind::Mapping,
        _ => put.unwrap_or(FileKind::Responses),
    }
}

/// Reads files one after another and tells the page of each.
pub(crate) fn read(files: Option<FileList>, put: Option<FileKind>, dispatch: Callback<Action>) {
    let Some(files) = files else { return };
    let files: Vec<File> = (0..files.length()).filter_map(|i| files.get(i)).map(File::from).collect();
    wasm_bindgen_futures::spawn_local(async move {
        for file in files {
            dispatch.emit(read_one(&file, put).await);
        }
    });
}

async fn read_one(file: &File, put: Option<FileKind>) -> Action {
    if file.size() > LARGEST_BYTES {
        return Action::CouldNotRead(file.name(), ReadTrouble::TooLarge);
    }
    match read_as_bytes(file).await {
        Ok(bytes) => Action::Choose(kind_of(&bytes, put), file.name().into(), bytes.into()),
        Err(_) => Action::CouldNotRead(file.name(), ReadTrouble::Unreadable),
    }
}

/// Gives the reader a file. A browser that refuses shows so itself.
pub(crate) fn save(name: &str, mime_type: &str, text: &str) {
    let url = ObjectUrl::from(Blob::new_with_options(text, Some(mime_type)));
    let link = gloo::utils::document().create_element("a").ok().and_then(|link| link.dyn_into().ok());
    let Some(link): Option<HtmlAnchorElement> = link else { return };
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Timeout::new(KEPT_MS, move || drop(url)).forget();
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

    #[test]
    fn a_mapping_alone_is_not_enough() {
        let mut chosen = Chosen::default();
        chosen.put(FileKind::Mapping, "a".into(), Bytes::default());
        assert!(!chosen.is_enough());
        chosen.put(FileKind::Responses, "b".into(), Bytes::default());
        assert!(chosen.is_enough());
        chosen.take_out(FileKind::Responses);
        assert!(!chosen.is_enough());
    }
}
