//! The page's handle to the engine, which reads, counts and words in a worker of its own, so that the page never stops.
//!
//! The page holds no answers and no report: it sends files and questions, and is told [`Content`]. Files are opened in a
//! new worker each time, so that the report on the page stands until another one can take its place. The page keeps the
//! handles of the files, so that an engine that broke down can be started again without asking the reader for anything.
//!
//! What the engine says of the example comes with the page, and is shown before there is any engine; questions about it wait
//! for the one that is started then.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use esteem_analysis::Selection;
use esteem_analysis::words::Language;
use esteem_content::{Ask, Content, Refused, RefusedFile};
use gloo::timers::callback::Interval;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

use crate::assets;
use crate::files::OpenFiles;
use crate::{shell, storage};

mod link;
mod state;

use link::Heard;
use state::State;

/// The page's handle to the engine. Clones are the same engine.
#[derive(Clone, Debug)]
pub(crate) struct Engine(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    tell: Callback<Told>,
    state: RefCell<State>,
    /// Looks every second for workers that are lost, as long as there is something to wait for.
    clock: RefCell<Option<Interval>>,
    itself: Weak<Inner>,
}

/// What the engine tells the page.
#[derive(Clone, Debug)]
pub(crate) enum Told {
    /// How far the reading of files is.
    Progress {
        /// The task that was given with the files.
        task: u32,
        /// The share of the work that is done, from 0 to 1.
        done_share: f64,
        /// The responses that were read so far.
        responses: u64,
    },
    /// Files were opened, or cannot be.
    Opened {
        /// The task that was given with the files.
        task: u32,
        /// What they say, or why they say nothing. What was held before stays if the files cannot be used.
        result: Result<Rc<Content>, OpenTrouble>,
    },
    /// A question was answered.
    Answered {
        /// The task that was given with the question.
        task: u32,
        /// The answer.
        content: Rc<Content>,
    },
    /// The files of the report on the page are at hand, and an engine reads them.
    Ready,
    /// There is a report on the page and no engine that could be asked about it. The next question tries again.
    NoEngine,
    /// Another version of the page was put in place, and its engine is not spoken to.
    OtherBuild,
    /// The engine broke down and was started again with the same files and question; nothing was lost.
    Restarted,
    /// The engine broke down three times within a minute, or cannot read the files again. The next question or the next
    /// files start it anew.
    GaveUp,
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OpenTrouble {
    /// One of the files cannot be used.
    Refused(Refused),
    /// A file was moved or changed since it was chosen: choosing it again helps.
    Unreadable(RefusedFile),
    /// The engine could not be started, or broke down.
    NoEngine,
    /// Another version of the page was put in place since this one was loaded: only loading it again helps.
    OtherBuild,
}

impl PartialEq for Engine {
    fn eq(&self, other: &Engine) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Engine {
    /// An engine that tells what happens; it starts with the first files.
    pub(crate) fn new(tell: Callback<Told>) -> Engine {
        Engine(Rc::new_cyclic(|itself: &Weak<Inner>| {
            let listener = itself.clone();
            let hear = Callback::from(move |(id, heard): (u32, Heard)| {
                if let Some(inner) = listener.upgrade() {
                    inner.change(|state| state.hear(id, heard));
                }
            });
            let (state, clock) = (RefCell::new(State::new(hear)), RefCell::default());
            Inner { tell, state, clock, itself: itself.clone() }
        }))
    }

    /// Opens files; none at all is the example. A study that is absent is the one of the report on the page, else the
    /// example's. A reading that is still under way is ended.
    ///
    /// Meanwhile the report on the page can be asked about. As long as there is none, a question waits for these files.
    pub(crate) fn open(&self, task: u32, files: OpenFiles, ask: Ask) {
        let inner = self.0.clone();
        let begun = inner.state.borrow_mut().announce();
        spawn_local(async move {
            // A reader who comes back to a workspace is not shown the example first.
            let is_example = !files.is_enough() && ask == Ask::all(ask.language) && !storage::is_reopening();
            let content = if is_example { assets::content(ask.language).await } else { None };
            if let Some(content) = content {
                inner.change(|state| state.show(begun, task, ask, content));
                // The engine is not to be waited for, nor to get in the way of what is.
                shell::stood().await;
                inner.fetch();
            } else {
                let files = inner.complete(files).await;
                inner.change(|state| state.open(begun, task, files, ask));
            }
        });
    }

    /// Ends the reading under way; the report on the page stays.
    pub(crate) fn cancel(&self) {
        self.0.state.borrow_mut().announce();
    }

    /// The files of the report on the page, with the study that it was read by; none before there is one, or as long as the example's
    /// own are still to be fetched.
    pub(crate) fn files(&self) -> OpenFiles {
        self.0.state.borrow().files()
    }

    /// Asks about the files that are open. Of several questions that wait, only the last is answered.
    pub(crate) fn ask(&self, task: u32, ask: Ask) {
        self.0.change(|state| state.ask(task, ask));
        self.0.fetch();
    }

    /// The report of a selection as the command writes it; `None` if there is none.
    pub(crate) async fn report_json(&self, selection: &Selection) -> Option<Vec<u8>> {
        // Of the ask, only the selection counts: a report has no language.
        let ask = Ask { selection: selection.clone(), by: None, language: Language::En };
        let mut ask = Some(ask);
        let promise = Promise::new(&mut |done, _| {
            if let Some(ask) = ask.take() {
                self.0.change(|state| state.report(ask, done));
            }
        });
        let bytes: Uint8Array = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
        Some(bytes.to_vec())
    }
}

impl Inner {
    /// Changes the state, and tells what came of it when the state can be changed again.
    fn change(&self, change: impl FnOnce(&mut State) -> Vec<Told>) {
        let told = change(&mut self.state.borrow_mut());
        self.wind();
        for told in told {
            let is_opened = matches!(told, Told::Opened { .. });
            self.tell.emit(told);
            if is_opened {
                shell::stand();
            }
        }
    }

    /// The clock runs while a worker owes an answer.
    fn wind(&self) {
        let is_waiting = self.state.borrow().is_waiting();
        let mut clock = self.clock.borrow_mut();
        if !is_waiting {
            *clock = None;
        } else if clock.is_none() {
            let itself = self.itself.clone();
            *clock = Some(Interval::new(1000, move || {
                if let Some(inner) = itself.upgrade() {
                    inner.change(State::tick);
                }
            }));
        }
    }

    /// Fetches the files of an example whose content came with the page, and an engine for them.
    fn fetch(&self) {
        let Some(inner) = self.itself.upgrade() else { return };
        if self.state.borrow_mut().begin_fetching() {
            spawn_local(async move {
                let files = inner.complete(OpenFiles::default()).await;
                inner.change(|state| state.fetched(files));
            });
        }
    }

    /// The files with what they lack, when there is also an engine to read them; `None` if one of these cannot be had.
    async fn complete(&self, files: OpenFiles) -> Option<OpenFiles> {
        // Both are asked for before either is waited for.
        let engine = shell::engine();
        let files = self.with_study(files).await;
        if engine.await { files } else { None }
    }

    async fn with_study(&self, files: OpenFiles) -> Option<OpenFiles> {
        if files.study.is_some() {
            return Some(files);
        }
        if files.responses.is_none() {
            return assets::example().await;
        }
        let held = self.state.borrow().study();
        let study = match held {
            Some(study) => study,
            None => assets::study().await?,
        };
        Some(OpenFiles { study: Some(study), ..files })
    }
}
