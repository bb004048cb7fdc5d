//! The engine: bytes in, report out. It holds the responses; the page only ever holds what the engine answers.
//!
//! Requests and answers are plain values, so that the engine can work on another thread than the page.

use std::cell::RefCell;
use std::rc::Rc;

use esteem_analysis::import::{
    Decode, FileError, ImportError, Manifest, Placed, read_mapping, read_responses, read_study,
};
use esteem_analysis::{Report, Responses, Selection, analyze};
use esteem_study::Study;
use gloo::timers::future::TimeoutFuture;

use crate::browser::decode_gb18030;

/// What a file holds. Shared, because it may be large; two handles to the same bytes are compared at once.
pub(crate) type Bytes = Rc<Vec<u8>>;

/// The page's handle to the engine.
#[derive(Clone, Debug, Default)]
pub(crate) struct Engine {
    held: Rc<RefCell<Option<Held>>>,
}

/// What the engine is asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Request {
    /// The number of the task; later ones are higher.
    pub task: u32,
    /// The study file; without one, the study that is held is used.
    pub study: Option<Bytes>,
    /// The file of responses; without one, there are none yet.
    pub responses: Option<Bytes>,
    /// The mapping file.
    pub mapping: Option<Bytes>,
    /// Which responses the report is to speak of.
    pub selection: Selection,
}

/// What the engine answers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Opened {
    /// What is doubtful about the study file.
    pub warnings: Vec<Placed>,
    /// What import did to the responses; absent where there were none.
    pub manifest: Option<Manifest>,
    /// The report.
    pub report: Rc<Report>,
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OpenTrouble {
    /// The study cannot be used.
    Study(FileError),
    /// The mapping cannot be used.
    Mapping(FileError),
    /// The responses cannot be read.
    Responses(ImportError),
    /// There is no study to read the responses with.
    NoStudy,
}

#[derive(Debug)]
struct Held {
    task: u32,
    study: Study,
    responses: Responses,
}

impl Engine {
    /// Reads the files, keeps the responses and reports them. What was held before stays if the files cannot be used.
    pub(crate) async fn open(&self, request: Request) -> Result<Rc<Opened>, OpenTrouble> {
        // The page gets its turn first, to show that it is busy.
        TimeoutFuture::new(0).await;
        let (held, opened) = open(self.held.borrow().as_ref(), &request, &decode_gb18030)?;
        let mut current = self.held.borrow_mut();
        if current.as_ref().is_none_or(|current| current.task < held.task) {
            *current = Some(held);
        }
        Ok(Rc::new(opened))
    }
}

impl Held {
    fn report(&self, selection: &Selection) -> Rc<Report> {
        Rc::new(analyze(&self.study, &self.responses, selection))
    }
}

fn open(current: Option<&Held>, request: &Request, decode: Decode<'_>) -> Result<(Held, Opened), OpenTrouble> {
    let (study, warnings) = match (&request.study, current) {
        (Some(bytes), _) => {
            let file = read_study(bytes).map_err(OpenTrouble::Study)?;
            (file.study, file.warnings)
        }
        (None, Some(current)) => (current.study.clone(), Vec::new()),
        (None, None) => return Err(OpenTrouble::NoStudy),
    };
    let mapping = request.mapping.as_ref().map(|bytes| read_mapping(bytes)).transpose();
    let mapping = mapping.map_err(OpenTrouble::Mapping)?;
    let (responses, manifest) = match &request.responses {
        Some(bytes) => {
            let read = read_responses(&study, bytes, mapping.as_ref(), decode);
            let imported = read.map_err(OpenTrouble::Responses)?;
            (imported.responses, Some(imported.manifest))
        }
        None => (Responses::new(&study), None),
    };
    let held = Held { task: request.task, study, responses };
    let report = held.report(&request.selection);
    Ok((held, Opened { warnings, manifest, report }))
}

#[cfg(test)]
mod tests;
