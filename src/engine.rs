//! The page's handle to the engine, which reads, counts and words in a worker of its own, so that the page never stops.
//!
//! The page holds no answers and no report: it sends files and questions, and is told [`Content`].

use std::rc::Rc;

use esteem_analysis::Selection;
use esteem_engine::{Ask, Content, Refused};
use yew::Callback;

use crate::files::OpenFiles;

/// The page's handle to the engine. Clones are the same engine.
#[derive(Clone, Debug)]
pub(crate) struct Engine {
    tell: Callback<Told>,
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
    /// The engine broke down and was started again with the same files and question; nothing was lost.
    Restarted,
    /// The engine broke down three times within a minute, and is not started again until files are opened.
    GaveUp,
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OpenTrouble {
    /// One of the files cannot be used.
    Refused(Refused),
    /// The engine could not be started, or broke down.
    NoEngine,
    /// Another version of the page was put in place since this one was loaded: only loading it again helps.
    OtherBuild,
}

impl PartialEq for Engine {
    /// Two handles to the same engine are the same.
    fn eq(&self, other: &Engine) -> bool {
        self.tell == other.tell
    }
}

impl Engine {
    /// An engine that tells what happens; it starts with the first files.
    pub(crate) fn new(tell: Callback<Told>) -> Engine {
        Engine { tell }
    }

    /// Opens files. A study that is absent is the one of the report on the page, else the example's.
    ///
    /// A reading that is still under way is ended. The report on the page can be asked about all the while.
    pub(crate) fn open(&self, task: u32, files: OpenFiles, ask: Ask) {
        let _ = (files, ask);
        self.tell.emit(Told::Opened { task, result: Err(OpenTrouble::NoEngine) });
    }

    /// Ends the reading under way; the report on the page stays.
    pub(crate) fn cancel(&self) {}

    /// Asks about the files that are open. Of several questions that wait, only the last is answered.
    pub(crate) fn ask(&self, task: u32, ask: Ask) {
        let _ = (task, ask);
    }

    /// The report of a selection as the command writes it; `None` if there is none, or the engine broke down.
    pub(crate) async fn report_json(&self, selection: &Selection) -> Option<Vec<u8>> {
        let _ = selection;
        None
    }
}
