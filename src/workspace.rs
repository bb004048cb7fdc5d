//! The one state of the page and the one function that changes it. Nothing here touches the browser.

use std::rc::Rc;

use esteem_analysis::words::Language;
use esteem_analysis::{Report, Selection};
use yew::Reducible;

use crate::engine::{Bytes, OpenTrouble, Opened, Request};
use crate::files::{Chosen, FileKind, ReadTrouble};

/// Everything that the page shows follows from this.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Workspace {
    /// The language that the page speaks.
    pub language: Language,
    /// The report on the page; it stays until a new one stands.
    pub shown: Option<Rc<Shown>>,
    /// Which responses the report speaks of.
    pub selection: Selection,
    /// What is going on.
    pub status: Status,
    /// The panel in which files are chosen.
    pub panel: Panel,
    /// The number of the last task that the engine was given.
    pub task: u32,
}

/// What the engine made of the files.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shown {
    /// The task that brought it; an answer to an earlier task comes too late.
    pub task: u32,
    /// Whether the people in it are made up.
    pub is_example: bool,
    /// The report with what is to be known about the files.
    pub opened: Opened,
}

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Nothing: the page waits for the reader.
    Ready,
    /// The engine reads and counts.
    Reading,
    /// The example could not be fetched.
    NoExample,
}

/// The panel in which files are chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Panel {
    /// Whether it is on the screen.
    pub is_open: bool,
    /// The files that were chosen so far.
    pub chosen: Chosen,
    /// Why the last attempt failed.
    pub trouble: Option<Trouble>,
}

/// What can go wrong with files.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Trouble {
    /// A file could not be read from the device.
    Read {
        /// Its name.
        name: String,
        /// Why.
        trouble: ReadTrouble,
    },
    /// The files were read and make no report.
    Open(OpenTrouble),
}

/// Everything that can happen to the state.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// The reader chose a language.
    Speak(Language),
    /// The reader asked for the panel.
    ShowPanel,
    /// The reader closed the panel.
    HidePanel,
    /// A file was read from the device.
    Choose(FileKind, Rc<str>, Bytes),
    /// The reader took a file back.
    TakeOut(FileKind),
    /// A file could not be read from the device.
    CouldNotRead(String, ReadTrouble),
    /// The engine was given a task.
    Begin(u32),
    /// The engine has done a task; the last value says whether it was the example.
    Done(u32, Result<Rc<Opened>, OpenTrouble>, bool),
    /// The example could not be fetched.
    NoExample,
}

impl Workspace {
    /// The page before anything was read.
    pub(crate) fn new(language: Language) -> Workspace {
        Workspace {
            language,
            shown: None,
            selection: Selection::default(),
            status: Status::Reading,
            panel: Panel::default(),
            task: 0,
        }
    }

    /// The report on the page.
    pub(crate) fn report(&self) -> Option<&Report> {
        self.shown.as_ref().map(|shown| &*shown.opened.report)
    }

    /// What the engine is asked when the reader wants to see the chosen files.
    pub(crate) fn request(&self) -> Request {
        let bytes = |kind| self.panel.chosen.get(kind).map(|file| file.bytes.clone());
        Request {
            task: self.task + 1,
            study: bytes(FileKind::Study),
            responses: bytes(FileKind::Responses),
            mapping: bytes(FileKind::Mapping),
            selection: self.selection.clone(),
        }
    }

    fn choose(&mut self, kind: FileKind, name: Rc<str>, bytes: Bytes) {
        self.panel.chosen.put(kind, name, bytes);
        self.panel.is_open = true;
        self.panel.trouble = None;
    }

    /// The example matters only as long as the reader has opened nothing.
    fn miss_example(&mut self) {
        if self.task == 0 {
            self.status = Status::NoExample;
        }
    }

    fn done(&mut self, task: u32, result: Result<Rc<Opened>, OpenTrouble>, is_example: bool) {
        if self.shown.as_ref().is_some_and(|shown| shown.task > task) {
            return;
        }
        if task == self.task {
            self.status = Status::Ready;
        }
        match result {
            Ok(opened) => {
                let opened = Rc::unwrap_or_clone(opened);
                self.shown = Some(Rc::new(Shown { task, is_example, opened }));
                // The example may arrive while the reader is choosing files, which must not take them away.
                if !is_example {
                    self.panel = Panel::default();
                }
            }
            Err(_) if is_example => self.miss_example(),
            Err(trouble) => self.panel.trouble = Some(Trouble::Open(trouble)),
        }
    }
}

impl Reducible for Workspace {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = Workspace::clone(&self);
        match action {
            Action::Speak(language) => next.language = language,
            Action::ShowPanel => next.panel.is_open = true,
            Action::HidePanel => next.panel = Panel::default(),
            Action::Choose(kind, name, bytes) => next.choose(kind, name, bytes),
            Action::TakeOut(kind) => {
                next.panel.chosen.take_out(kind);
                next.panel.trouble = None;
            }
            Action::CouldNotRead(name, trouble) => {
                next.panel.is_open = true;
                next.panel.trouble = Some(Trouble::Read { name, trouble });
            }
            Action::Begin(task) => {
                next.task = task;
                next.status = Status::Reading;
                next.panel.trouble = None;
            }
            Action::Done(task, result, is_example) => next.done(task, result, is_example),
            Action::NoExample => next.miss_example(),
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests;
