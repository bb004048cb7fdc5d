//! The engine's edge to the browser: a worker that reads the files, and answers.

use std::cell::{Cell, RefCell};

use esteem_engine::{Ask, Engine, Files, codec};
use js_sys::{ArrayBuffer, Date, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent, TextDecoder, TextDecoderOptions};

use super::message::{Question, Reply, Wanted};

/// Files are read in pieces of this size, with a word to the page after each.
const PIECE_BYTES: u32 = 8 * 1024 * 1024;

/// Reading the bytes is quick beside understanding them, and answering comes last: the shares of the bar that each gets.
const BYTES_SHARE: f64 = 0.1;
const IMPORT_SHARE: f64 = 0.8;

/// The page draws no faster than this.
const PROGRESS_MS: f64 = 100.0;

/// Answers whatever the page asks from now on.
pub(crate) fn listen(scope: DedicatedWorkerGlobalScope) {
    let engine = RefCell::new(Engine::default());
    let page = scope.clone();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(question) = Question::from_js(event.data()) {
            post(&page, &Reply::Heard);
            let reply = answer(&page, &mut engine.borrow_mut(), &question);
            post(&page, &reply);
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    on_message.forget();
}

fn post(page: &DedicatedWorkerGlobalScope, reply: &Reply) {
    let (message, handed_over) = reply.to_js();
    // Arrays of texts, numbers and buffers can always be posted.
    let _ = page.post_message_with_transfer(&message, &handed_over);
}

fn answer(page: &DedicatedWorkerGlobalScope, engine: &mut Engine, question: &Question) -> Reply {
    let task = question.task;
    // The page packs what this unpacks, and both are of one build.
    let Some(ask) = codec::unpack::<Ask>(&question.ask) else { return Reply::Broke };
    match question.wanted {
        Wanted::Report => Reply::Report(task, engine.report_json(&ask.selection).unwrap_or_default().into_bytes()),
        Wanted::Answer => content(engine, task, &ask),
        Wanted::Open => match open(page, engine, question) {
            Ok(()) => content(engine, task, &ask),
            Err(reply) => reply,
        },
    }
}

fn content(engine: &mut Engine, task: u32, ask: &Ask) -> Reply {
    match engine.content(ask) {
        Some(content) => Reply::Content(task, codec::pack(&content)),
        None => Reply::Broke,
    }
}

fn open(page: &DedicatedWorkerGlobalScope, engine: &mut Engine, question: &Question) -> Result<(), Reply> {
    let task = question.task;
    let said = Cell::new(0.0);
    let tell = |done_share: f64, responses: u64| {
        let now = Date::now();
        if now - said.get() >= PROGRESS_MS {
            said.set(now);
            post(page, &Reply::Progress { task, done_share, responses });
        }
    };
    let all: f64 = question.files.iter().flatten().map(Blob::size).sum();
    let mut done = 0.0;
    let mut read = |place: usize| -> Result<Option<Vec<u8>>, Reply> {
        let Some(blob) = &question.files[place] else { return Ok(None) };
        let piece_done = |bytes: f64| {
            done += bytes;
            tell(BYTES_SHARE * done / all.max(1.0), 0);
        };
        read_blob(blob, piece_done).map(Some).ok_or(Reply::Unreadable(task, place))
    };
    // The page opens nothing without a study.
    let study = read(0)?.ok_or(Reply::Broke)?;
    let (responses, mapping) = (read(1)?, read(2)?);
    let files =
        Files { study: &study, responses: responses.as_deref(), mapping: mapping.as_deref(), tests: question.tests };
    let mut progress = |progress: esteem_analysis::import::Progress| {
        tell(BYTES_SHARE + IMPORT_SHARE * progress.done_share, progress.responses);
    };
    let opened = engine.open(&files, &decode_gb18030, &mut progress);
    opened.map_err(|refused| Reply::Refused(task, codec::pack(&refused)))
}

/// The bytes of a file; `None` if it was moved or changed since it was chosen.
fn read_blob(blob: &Blob, mut piece_done: impl FnMut(f64)) -> Option<Vec<u8>> {
    let reader = FileReaderSync::new().ok()?;
    let mut bytes = Vec::with_capacity(blob.size() as usize);
    while (bytes.len() as f64) < blob.size() {
        let from = bytes.len() as f64;
        let piece = blob.slice_with_f64_and_f64(from, from + f64::from(PIECE_BYTES)).ok()?;
        let piece: ArrayBuffer = reader.read_as_array_buffer(&piece).ok()?;
        let piece = Uint8Array::new(&piece);
        // A file that has become shorter ends before its size is reached, and would be read for ever.
        if piece.length() == 0 {
            return None;
        }
        bytes.resize(bytes.len() + piece.length() as usize, 0);
        let from = bytes.len() - piece.length() as usize;
        piece.copy_to(&mut bytes[from..]);
        piece_done(f64::from(piece.length()));
    }
    Some(bytes)
}

/// GB 18030 as text; `None` if the bytes are not of that encoding, or the browser cannot decode it.
fn decode_gb18030(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options("gb18030", &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
