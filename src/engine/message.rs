//! What the page and its workers say to each other: arrays that begin with a name, with packed values as bytes.

use esteem_analysis::import::Tests;
use esteem_engine::{Ask, codec};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// What the page wants of a worker.
#[derive(Debug)]
pub(super) struct Question {
    /// What is to be done.
    pub wanted: Wanted,
    /// The number that the answer carries.
    pub task: u32,
    /// The packed ask; of a report, only its selection counts.
    pub ask: Vec<u8>,
    /// Study, responses and mapping; read only to open them.
    pub files: [Option<Blob>; 3],
    /// What becomes of try-outs among the responses.
    pub tests: Tests,
}

/// What can be wanted of a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Read the files and answer the ask.
    Open,
    /// Answer the ask.
    Answer,
    /// The report as the command writes it.
    Report,
}

/// What a worker says.
#[derive(Debug)]
pub(super) enum Reply {
    /// The build that the worker is of; always the first word.
    Build(String),
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
    /// A packed content, after files were opened or of a question.
    Content(u32, Vec<u8>),
    /// Files that cannot be used, packed.
    Refused(u32, Vec<u8>),
    /// One of the files, by its place in [`Question::files`], can no longer be read from the device.
    Unreadable(u32, usize),
    /// A report, empty where there is none.
    Report(u32, Vec<u8>),
    /// The engine panicked.
    Broke,
}

impl Wanted {
    const ALL: [(Wanted, &'static str); 3] =
        [(Wanted::Open, "open"), (Wanted::Answer, "answer"), (Wanted::Report, "report")];
}

impl Question {
    /// A question about the files that were opened.
    pub(super) fn about(wanted: Wanted, task: u32, ask: &Ask) -> Question {
        Question { wanted, task, ask: codec::pack(ask), files: [None, None, None], tests: Tests::LeftOut }
    }

    /// As it is posted.
    pub(super) fn to_js(&self) -> JsValue {
        let name = Wanted::ALL.iter().find(|(wanted, _)| *wanted == self.wanted).map_or("", |(_, name)| name);
        let message = Array::of3(&name.into(), &self.task.into(), &Uint8Array::from(self.ask.as_slice()));
        for file in &self.files {
            message.push(file.as_ref().map_or(&JsValue::UNDEFINED, AsRef::as_ref));
        }
        message.push(&(self.tests == Tests::Counted).into());
        message.into()
    }

    /// What was posted; `None` if that is no question.
    pub(super) fn from_js(message: JsValue) -> Option<Question> {
        let message: Array = message.dyn_into().ok()?;
        let name = message.get(0).as_string()?;
        let (wanted, _) = Wanted::ALL.into_iter().find(|(_, known)| *known == name)?;
        let file = |place| message.get(place).dyn_into().ok();
        Some(Question {
            wanted,
            task: number(&message.get(1))? as u32,
            ask: message.get(2).dyn_into::<Uint8Array>().ok()?.to_vec(),
            files: [file(3), file(4), file(5)],
            tests: if message.get(6).is_truthy() { Tests::Counted } else { Tests::LeftOut },
        })
    }
}

impl Reply {
    /// As it is posted, with what is handed over instead of being copied.
    pub(super) fn to_js(&self) -> (JsValue, Array) {
        let (name, task, values) = match self {
            Reply::Build(build) => ("build", 0, vec![JsValue::from_str(build)]),
            Reply::Heard => ("heard", 0, Vec::new()),
            Reply::Progress { task, done_share, responses } => {
                ("progress", *task, vec![(*done_share).into(), (*responses as f64).into()])
            }
            Reply::Content(task, bytes) => ("content", *task, vec![buffer(bytes)]),
            Reply::Refused(task, bytes) => ("refused", *task, vec![buffer(bytes)]),
            Reply::Unreadable(task, place) => ("unreadable", *task, vec![(*place as f64).into()]),
            Reply::Report(task, bytes) => ("report", *task, vec![buffer(bytes)]),
            Reply::Broke => ("broke", 0, Vec::new()),
        };
        let message = Array::of2(&name.into(), &task.into());
        let handed_over = Array::new();
        for value in values {
            if value.is_instance_of::<ArrayBuffer>() {
                handed_over.push(&value);
            }
            message.push(&value);
        }
        (message.into(), handed_over)
    }

    /// What was posted; `None` if that is no reply.
    pub(super) fn from_js(message: JsValue) -> Option<Reply> {
        let message: Array = message.dyn_into().ok()?;
        let task = || number(&message.get(1)).map(|task| task as u32);
        let bytes = || message.get(2).dyn_into::<ArrayBuffer>().ok().map(|buffer| Uint8Array::new(&buffer).to_vec());
        Some(match message.get(0).as_string()?.as_str() {
            "build" => Reply::Build(message.get(2).as_string()?),
            "heard" => Reply::Heard,
            "progress" => Reply::Progress {
                task: task()?,
                done_share: number(&message.get(2))?,
                responses: number(&message.get(3))? as u64,
            },
            "content" => Reply::Content(task()?, bytes()?),
            "refused" => Reply::Refused(task()?, bytes()?),
            "unreadable" => Reply::Unreadable(task()?, number(&message.get(2))? as usize),
            "report" => Reply::Report(task()?, bytes()?),
            "broke" => Reply::Broke,
            _ => return None,
        })
    }
}

fn number(value: &JsValue) -> Option<f64> {
    value.as_f64()
}

fn buffer(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).buffer().into()
}
