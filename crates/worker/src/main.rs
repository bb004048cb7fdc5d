//! The engine where browsers run it: a worker that reads the files, and answers whatever the page asks.
//!
//! Of a large file it reads a stretch; other workers, which run the same, read the others and count them ([`team`]).

use esteem_content::message::{Question, Reply, Wanted};
use esteem_content::{Ask, RefusedFile, codec};
use esteem_engine::team::take_counts;
use esteem_engine::{Engine, Files};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

mod files;
mod meter;
mod queue;
mod team;

use files::{decode_gb18030, read_blob};
use meter::Meter;
use queue::Queue;
use team::Team;

/// Reading the bytes is quick beside understanding them, and answering comes last: the shares of the bar that each gets.
const BYTES_SHARE: f64 = 0.1;
const IMPORT_SHARE: f64 = 0.8;

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

/// What comes from the page's shell and concerns other workers.
pub(crate) enum Help {
    /// They were started, and these lead to them.
    Ports(Vec<MessagePort>),
    /// One of them does not work any more.
    Lost,
}

/// Answers whatever the page asks from now on, one question after the other.
fn listen(scope: DedicatedWorkerGlobalScope) {
    let questions = Queue::new();
    let help = Queue::new();
    let page = scope.clone();
    spawn_local(answer_all(page.clone(), questions.clone(), help.clone()));
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(posted) = event.data().dyn_into::<Array>() else { return };
        let ports = || posted.iter().skip(1).filter_map(|port| port.dyn_into::<MessagePort>().ok());
        match posted.get(0).as_string().as_deref() {
            // Another worker reads the file together with this one.
            Some("member") => ports().for_each(|port| spawn_local(team::serve(port))),
            Some("helpers") => help.put(Help::Ports(ports().collect())),
            Some(_) => help.put(Help::Lost),
            // The question, and beside it the files.
            None => {
                post(&page, &Reply::Heard);
                questions.put(posted);
            }
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    on_message.forget();
}

async fn answer_all(page: DedicatedWorkerGlobalScope, questions: Queue<Array>, help: Queue<Help>) {
    let mut office = Office { page, help, engine: Engine::default(), team: None };
    loop {
        let posted = questions.take().await;
        let question = posted.get(0).dyn_into().map(|bytes: Uint8Array| bytes.to_vec());
        // The page packs what this unpacks, and both are of one build.
        let reply = match question.ok().and_then(|bytes| codec::unpack(&bytes)) {
            Some(question) => office.answer(&question, &posted).await,
            None => Reply::Broke,
        };
        post(&office.page, &reply);
    }
}

pub(crate) fn post(page: &DedicatedWorkerGlobalScope, reply: &Reply) {
    let bytes: JsValue = Uint8Array::from(codec::pack(reply).as_slice()).buffer().into();
    // Texts and buffers can always be posted; the buffer is handed over and not copied.
    let _ = page.post_message_with_transfer(&Array::of2(&"reply".into(), &bytes), &Array::of1(&bytes));
}

/// The engine, and those who help it.
struct Office {
    page: DedicatedWorkerGlobalScope,
    help: Queue<Help>,
    engine: Engine,
    /// Those who hold the responses, where the engine does not hold them itself.
    team: Option<Team>,
}

impl Office {
    async fn answer(&mut self, question: &Question, posted: &Array) -> Reply {
        let Question { wanted, task, ask, .. } = question;
        if *wanted == Wanted::Open
            && let Err(reply) = self.open(question, posted).await
        {
            return reply;
        }
        if self.count(ask).await.is_none() {
            return Reply::Broke;
        }
        match wanted {
            Wanted::Report => Reply::Report(*task, self.engine.report_json(&ask.selection)),
            Wanted::Open | Wanted::Answer => match self.engine.content(ask) {
                Some(content) => Reply::Content(*task, Box::new(content)),
                None => Reply::Broke,
            },
        }
    }

    /// Has the team count what is needed for an answer; nothing if one of them is gone.
    async fn count(&mut self, ask: &Ask) -> Option<()> {
        let Some(team) = &mut self.team else { return Some(()) };
        let wanted = self.engine.wanted(ask);
        take_counts(&mut self.engine, team, wanted).await.ok()
    }

    async fn open(&mut self, question: &Question, posted: &Array) -> Result<(), Reply> {
        let task = question.task;
        let meter = Meter::new(self.page.clone(), task);
        let [study, responses, mapping] = [1, 2, 3].map(|place| posted.get(place).dyn_into::<Blob>().ok());
        let all: f64 = [&study, &responses, &mapping].into_iter().flatten().map(Blob::size).sum();
        let mut done = 0.0;
        let mut read = |file: RefusedFile, blob: Option<&Blob>| -> Result<Option<Vec<u8>>, Reply> {
            let Some(blob) = blob else { return Ok(None) };
            let piece_done = |bytes: f64| {
                done += bytes;
                meter.tell(BYTES_SHARE * done / all.max(1.0), 0);
            };
            read_blob(blob, piece_done).map(Some).ok_or(Reply::Unreadable(task, file))
        };
        // The page opens nothing without a study.
        let study = read(RefusedFile::Study, study.as_ref())?.ok_or(Reply::Broke)?;
        let mapping = read(RefusedFile::Mapping, mapping.as_ref())?;
        let mut files = Files { study: &study, responses: None, mapping: mapping.as_deref(), tests: question.tests };
        if let Some(blob) = &responses
            && let Some(team) = team::open(&mut self.engine, &files, blob, question, &meter, &self.help).await?
        {
            self.team = Some(team);
            return Ok(());
        }
        let responses = read(RefusedFile::Responses, responses.as_ref())?;
        files.responses = responses.as_deref();
        let mut progress = |progress: esteem_analysis::import::Progress| {
            meter.tell(BYTES_SHARE + IMPORT_SHARE * progress.done_share, progress.responses);
        };
        let opened = self.engine.open(&files, &decode_gb18030, &mut progress);
        opened.map_err(|refused| Reply::Refused(task, refused))?;
        self.team = None;
        Ok(())
    }
}
