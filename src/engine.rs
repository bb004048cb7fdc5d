//! The page's handle to the engine, a module of its own that is loaded when the first file is opened.
//!
//! Requests and answers are plain values, so that the engine can work on another thread than the page.

use std::cell::RefCell;
use std::rc::Rc;

use esteem_analysis::{Report, Selection};
use esteem_engine::{Answer, FileNotes, Opened as Read, Refused};
use esteem_study::Text;
use gloo::timers::future::TimeoutFuture;
use js_sys::{JsString, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::assets;

/// What a file holds. Shared, because it may be large; two handles to the same bytes are compared at once.
pub(crate) type Bytes = Rc<Vec<u8>>;

/// The page's handle to the engine.
#[derive(Clone, Debug, Default)]
pub(crate) struct Engine {
    /// The study of the report on the page, unless that is the example; responses that come without one belong to it.
    study: Rc<RefCell<Option<Bytes>>>,
}

/// What the engine is asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Request {
    /// The number of the task; later ones are higher.
    pub task: u32,
    /// The study file; without one, the study of the report on the page is used.
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
    pub warnings: Vec<Text>,
    /// What import did to the responses; absent where there were none.
    pub file: Option<FileNotes>,
    /// The report.
    pub report: Rc<Report>,
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OpenTrouble {
    /// One of the files cannot be used.
    Refused(Refused),
    /// The engine could not be loaded, or broke down.
    NoEngine,
}

impl Opened {
    /// A report that was made before.
    pub(crate) fn made(report: Report) -> Opened {
        Opened { warnings: Vec::new(), file: None, report: Rc::new(report) }
    }
}

impl Engine {
    /// Reads the files, keeps the responses and reports them. What was held before stays if the files cannot be used.
    pub(crate) async fn open(&self, request: Request) -> Result<Rc<Opened>, OpenTrouble> {
        // The page gets its turn first, to show that it is busy.
        TimeoutFuture::new(0).await;
        let known = request.study.clone().or_else(|| self.study.borrow().clone());
        let study = match known {
            Some(study) => Some(study),
            None => assets::get(assets::STUDY).await.map(Rc::new),
        };
        let bytes = |file: &Option<Bytes>| file.as_ref().map(|bytes| Uint8Array::from(bytes.as_slice()));
        // A selection holds lists of texts, which serde_json always can write.
        let selection = serde_json::to_string(&request.selection).unwrap_or_default();
        let answer = open(bytes(&study), bytes(&request.responses), bytes(&request.mapping), &selection).await;
        let json = answer.ok().and_then(|answer| answer.dyn_into::<JsString>().ok()).map(String::from);
        let answer: Option<Answer> = json.and_then(|json| serde_json::from_str(&json).ok());
        match answer {
            Some(Ok(Read { warnings, file, report })) => {
                *self.study.borrow_mut() = study;
                Ok(Rc::new(Opened { warnings, file, report: Rc::new(report) }))
            }
            Some(Err(refused)) => Err(OpenTrouble::Refused(refused)),
            None => Err(OpenTrouble::NoEngine),
        }
    }
}

#[wasm_bindgen(raw_module = "./engine_loader.js")]
extern "C" {
    /// Asks the engine, which is loaded on the first call; a breakdown is an error, and the next call loads it anew.
    #[wasm_bindgen(catch)]
    async fn open(
        study: Option<Uint8Array>,
        responses: Option<Uint8Array>,
        mapping: Option<Uint8Array>,
        selection: &str,
    ) -> Result<JsValue, JsValue>;
}
