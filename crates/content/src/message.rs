//! What the page and the worker that runs the engine post to each other, as bytes of [`crate::codec`]. Files are posted beside
//! a question, as they are.

use esteem_analysis::import::Tests;
use serde::{Deserialize, Serialize};

use crate::{Ask, Content, Refused, RefusedFile};

/// What the page wants of a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// What is to be done.
    pub wanted: Wanted,
    /// The number that the answer carries.
    pub task: u32,
    /// What is asked; of a report, only the selection counts.
    pub ask: Ask,
    /// What becomes of try-outs among the responses.
    pub tests: Tests,
}

/// What can be wanted of a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wanted {
    /// Read the files that are posted beside the question, study, responses and mapping, and answer the ask.
    Open,
    /// Answer the ask.
    Answer,
    /// The report as the command writes it.
    Report,
}

/// What a worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The question arrived and is worked on.
    Heard,
    /// How far the reading is.
    Progress {
        /// The task of the question.
        task: u32,
        /// From 0 to 1.
        done_share: f64,
        /// The responses so far.
        responses: u64,
    },
    /// What the page is to show, after files were opened or of a question.
    Content(u32, Box<Content>),
    /// Files that cannot be used.
    Refused(u32, Refused),
    /// One of the files can no longer be read from the device.
    Unreadable(u32, RefusedFile),
    /// A report as JSON, if there is one.
    Report(u32, Option<String>),
    /// The question makes no sense to the engine.
    Broke,
}
