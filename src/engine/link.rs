//! One worker: started with the shell's help, heard until it is dropped, and ended then.

use std::cell::Cell;

use esteem_content::codec;
use esteem_content::message::{Question, Reply};
use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, MessageEvent, Worker};
use yew::Callback;

use crate::shell;

/// A worker that stands and has not even heard a question after this many seconds is gone: hearing takes no time.
const UNHEARD_S: u32 = 5;

/// A worker that starts or works says something every second or two; one that is silent for this long is stuck.
const SILENT_S: u32 = 30;

/// What comes from a worker.
#[derive(Debug)]
pub(super) enum Heard {
    /// The build that it is of; always the first word.
    Build(String),
    /// The engine in it said something.
    Reply(Reply),
    /// It broke down.
    Breakdown,
}

impl Heard {
    /// What was posted: a name, and what belongs to it. `None` if that is for somebody else.
    fn from_js(message: JsValue) -> Option<Heard> {
        let message: Array = message.dyn_into().ok()?;
        let value = message.get(1);
        match message.get(0).as_string()?.as_str() {
            "build" => Some(Heard::Build(value.as_string()?)),
            // The worker packs what this unpacks, and both are of one build.
            "reply" => Some(codec::unpack(&Uint8Array::new(&value).to_vec()).map_or(Heard::Breakdown, Heard::Reply)),
            "broke" => Some(Heard::Breakdown),
            _ => None,
        }
    }
}

/// A worker, for as long as this is kept.
#[derive(Debug)]
pub(super) struct Link {
    id: u32,
    worker: Worker,
    /// Questions that have not been answered.
    pending: Cell<u32>,
    /// Whether it has said anything at all.
    stands: Cell<bool>,
    /// Whether it has said anything since the last question.
    is_heard: Cell<bool>,
    /// Ticks of the page's clock since it was heard last.
    silent: Cell<u32>,
    _listeners: [EventListener; 3],
}

impl Link {
    /// Starts a worker; everything that comes from it is given to `hear` with its number. `None` if the browser has no
    /// workers for this page.
    pub(super) fn start(id: u32, hear: &Callback<(u32, Heard)>) -> Option<Link> {
        let worker = shell::start_worker()?;
        let said = hear.clone();
        let on_message = EventListener::new(&worker, "message", move |event| {
            if let Some(heard) = event.dyn_ref::<MessageEvent>().and_then(|event| Heard::from_js(event.data())) {
                said.emit((id, heard));
            }
        });
        let broke = |kind| {
            let broke = hear.clone();
            EventListener::new(&worker, kind, move |_| broke.emit((id, Heard::Breakdown)))
        };
        let listeners = [on_message, broke("error"), broke("messageerror")];
        let no = || Cell::new(false);
        let (pending, silent, stands, is_heard) = (Cell::new(0), Cell::new(0), no(), no());
        Some(Link { id, worker, pending, stands, is_heard, silent, _listeners: listeners })
    }

    /// Its number.
    pub(super) fn id(&self) -> u32 {
        self.id
    }

    /// Whether it owes an answer.
    pub(super) fn is_owing(&self) -> bool {
        self.pending.get() > 0
    }

    /// Gives it a question, and the files that it is to read.
    pub(super) fn send(&self, question: &Question, files: &[Option<Blob>]) {
        self.pending.set(self.pending.get() + 1);
        self.is_heard.set(self.pending.get() > 1 && self.is_heard.get());
        self.silent.set(0);
        // What cannot be posted is never answered, and its silence is noticed.
        let message = Array::of1(&Uint8Array::from(codec::pack(question).as_slice()));
        for file in files {
            message.push(file.as_ref().map_or(&JsValue::UNDEFINED, AsRef::as_ref));
        }
        let _ = self.worker.post_message(&message);
    }

    /// Notes that it lives.
    pub(super) fn note(&self) {
        self.silent.set(0);
        self.stands.set(true);
        self.is_heard.set(true);
    }

    /// Notes that it has answered a question.
    pub(super) fn settle(&self) {
        self.pending.set(self.pending.get().saturating_sub(1));
    }

    /// Called once a second: whether it owes an answer and has been silent for too long.
    ///
    /// Seconds are counted and not measured, because a device that slept has not been waiting.
    pub(super) fn is_lost(&self) -> bool {
        if !self.is_owing() {
            return false;
        }
        self.silent.set(self.silent.get() + 1);
        let is_unheard = self.stands.get() && !self.is_heard.get();
        self.silent.get() > if is_unheard { UNHEARD_S } else { SILENT_S }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
