//! The engine where browsers run it: a worker that reads the files, and answers whatever the page asks.

use std::cell::{Cell, RefCell};

use esteem_content::message::{Question, Reply, Wanted};
use esteem_content::{Ask, RefusedFile, codec};
use esteem_engine::{Engine, Files};
use js_sys::{Array, ArrayBuffer, Date, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent, TextDecoder, TextDecoderOptions};

/// Files are read in pieces of this size, with a word to the page after each.
const PIECE_BYTES: u32 = 8 * 1024 * 1024;

/// Reading the bytes is quick beside understanding them, and answering comes last: the shares of the bar that each gets.
const BYTES_SHARE: f64 = 0.1;
const IMPORT_SHARE: f64 = 0.8;

/// The page draws no faster than this.
const PROGRESS_MS: f64 = 100.0;

fn main() {
    std::panic::set_hook(Box::new(|info| {
        // The message may quote answers, and stays here.
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        broke(&place);
    }));
    // In anything but a worker there is nobody to answer.
    if let Ok(scope) = js_sys::global().dyn_into() {
        listen(scope);
    }
}

#[wasm_bindgen(js_namespace = esteem)]
extern "C" {
    /// The engine has panicked at a place in the sources; nothing that it was working on is said.
    fn broke(place: &str);
}

/// Answers whatever the page asks from now on.
fn listen(scope: DedicatedWorkerGlobalScope) {
    let engine = RefCell::new(Engine::default());
    let page = scope.clone();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        // The question, and beside it the files.
        if let Ok(posted) = event.data().dyn_into::<Array>() {
            post(&page, &Reply::Heard);
            let question = posted.get(0).dyn_into().map(|bytes: Uint8Array| bytes.to_vec());
            // The page packs what this unpacks, and both are of one build.
            let reply = match question.ok().and_then(|bytes| codec::unpack(&bytes)) {
                Some(question) => answer(&page, &mut engine.borrow_mut(), &question, &posted),
                None => Reply::Broke,
            };
            post(&page, &reply);
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    on_message.forget();
}

fn post(page: &DedicatedWorkerGlobalScope, reply: &Reply) {
    let bytes: JsValue = Uint8Array::from(codec::pack(reply).as_slice()).buffer().into();
    // Texts and buffers can always be posted; the buffer is handed over and not copied.
    let _ = page.post_message_with_transfer(&Array::of2(&"reply".into(), &bytes), &Array::of1(&bytes));
}

fn answer(page: &DedicatedWorkerGlobalScope, engine: &mut Engine, question: &Question, posted: &Array) -> Reply {
    let Question { wanted, task, ask, .. } = question;
    match wanted {
        Wanted::Report => Reply::Report(*task, engine.report_json(&ask.selection)),
        Wanted::Answer => content(engine, *task, ask),
        Wanted::Open => match open(page, engine, question, posted) {
            Ok(()) => content(engine, *task, ask),
            Err(reply) => reply,
        },
    }
}

fn content(engine: &mut Engine, task: u32, ask: &Ask) -> Reply {
    match engine.content(ask) {
        Some(content) => Reply::Content(task, Box::new(content)),
        None => Reply::Broke,
    }
}

fn open(
    page: &DedicatedWorkerGlobalScope,
    engine: &mut Engine,
    question: &Question,
    posted: &Array,
) -> Result<(), Reply> {
    let task = question.task;
    let said = Cell::new(0.0);
    let tell = |done_share: f64, responses: u64| {
        let now = Date::now();
        if now - said.get() >= PROGRESS_MS {
            said.set(now);
            post(page, &Reply::Progress { task, done_share, responses });
        }
    };
    let [study, responses, mapping] = [1, 2, 3].map(|place| posted.get(place).dyn_into::<Blob>().ok());
    let all: f64 = [&study, &responses, &mapping].into_iter().flatten().map(Blob::size).sum();
    let mut done = 0.0;
    let mut read = |file: RefusedFile, blob: Option<&Blob>| -> Result<Option<Vec<u8>>, Reply> {
        let Some(blob) = blob else { return Ok(None) };
        let piece_done = |bytes: f64| {
            done += bytes;
            tell(BYTES_SHARE * done / all.max(1.0), 0);
        };
        read_blob(blob, piece_done).map(Some).ok_or(Reply::Unreadable(task, file))
    };
    // The page opens nothing without a study.
    let study = read(RefusedFile::Study, study.as_ref())?.ok_or(Reply::Broke)?;
    let responses = read(RefusedFile::Responses, responses.as_ref())?;
    let mapping = read(RefusedFile::Mapping, mapping.as_ref())?;
    let files =
        Files { study: &study, responses: responses.as_deref(), mapping: mapping.as_deref(), tests: question.tests };
    let mut progress = |progress: esteem_analysis::import::Progress| {
        tell(BYTES_SHARE + IMPORT_SHARE * progress.done_share, progress.responses);
    };
    let opened = engine.open(&files, &decode_gb18030, &mut progress);
    opened.map_err(|refused| Reply::Refused(task, refused))
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
