//! Which workers there are, what they were asked, and what comes of what they say.
//!
//! At most three: the one that is `live` holds the report on the page, `opening` reads what the reader has just chosen,
//! and `restoring` takes the place of a live one that broke down.

use std::mem;
use std::rc::Rc;

use esteem_engine::{Ask, RefusedFile, codec};
use js_sys::{Date, Function, Uint8Array};
use wasm_bindgen::JsValue;
use yew::Callback;

use super::link::{Heard, Link};
use super::message::{Question, Reply, Wanted};
use super::{OpenTrouble, Told};
use crate::files::{OpenFile, OpenFiles};
use crate::shell;

/// So many breakdowns within so long mean that starting again does not help.
const BREAKDOWNS: usize = 3;
const BREAKDOWNS_MS: f64 = 60_000.0;

/// A question with its task.
type Asked = (u32, Ask);

/// The workers and what they were asked.
#[derive(Debug)]
pub(super) struct State {
    hear: Callback<(u32, Heard)>,
    /// The number of the worker that was started last.
    last_id: u32,
    /// The number of times that files were opened, or their reading ended.
    begun: u32,
    live: Option<Live>,
    opening: Option<Opening>,
    restoring: Option<Opening>,
    /// The files of the report on the page, and the last question about them.
    held: Option<(OpenFiles, Asked)>,
    /// A question that waits for the first files.
    early: Option<Asked>,
    /// Reports that were asked for, with their numbers and whom to tell.
    reports: Vec<(u32, Ask, Function)>,
    last_report: u32,
    /// When live workers broke down.
    broke_at: Vec<f64>,
}

/// The worker whose report is on the page.
#[derive(Debug)]
struct Live {
    link: Link,
    /// Whether it works on a question.
    is_asked: bool,
    /// The question that comes next.
    next: Option<Asked>,
}

/// A worker that reads files.
#[derive(Debug)]
struct Opening {
    link: Link,
    files: OpenFiles,
    asked: Asked,
    is_retry: bool,
}

impl State {
    /// No worker yet; what workers say will go to `hear`.
    pub(super) fn new(hear: Callback<(u32, Heard)>) -> State {
        State {
            hear,
            last_id: 0,
            begun: 0,
            live: None,
            opening: None,
            restoring: None,
            held: None,
            early: None,
            reports: Vec::new(),
            last_report: 0,
            broke_at: Vec::new(),
        }
    }

    /// The files of the report on the page.
    pub(super) fn files(&self) -> OpenFiles {
        self.held.as_ref().map(|(files, _)| files.clone()).unwrap_or_default()
    }

    /// The study of the report on the page.
    pub(super) fn study(&self) -> Option<OpenFile> {
        self.held.as_ref().and_then(|(files, _)| files.study.clone())
    }

    /// Whether a worker owes an answer.
    pub(super) fn is_waiting(&self) -> bool {
        self.links().any(Link::is_owing)
    }

    fn links(&self) -> impl Iterator<Item = &Link> {
        let readers = [&self.opening, &self.restoring].into_iter().flatten().map(|opening| &opening.link);
        readers.chain(self.live.as_ref().map(|live| &live.link))
    }

    /// Ends the reading under way, and answers with the number of what follows.
    pub(super) fn announce(&mut self) -> u32 {
        self.opening = None;
        self.early = None;
        self.begun += 1;
        self.begun
    }

    /// Reads files, unless something else was begun in between.
    pub(super) fn open(&mut self, begun: u32, task: u32, files: Option<OpenFiles>, ask: Ask) -> Vec<Told> {
        if begun != self.begun {
            return Vec::new();
        }
        self.opening = files.and_then(|files| self.read(files, (task, ask), false));
        if self.opening.is_some() { Vec::new() } else { failed(task, OpenTrouble::NoEngine) }
    }

    fn read(&mut self, files: OpenFiles, asked: Asked, is_retry: bool) -> Option<Opening> {
        self.last_id += 1;
        let link = Link::start(self.last_id, &self.hear)?;
        let blob = |file: &Option<OpenFile>| file.as_ref().map(|file| file.blob.clone());
        let blobs = [blob(&files.study), blob(&files.responses), blob(&files.mapping)];
        let (task, ask, tests) = (asked.0, codec::pack(&asked.1), files.tests);
        link.send(&Question { wanted: Wanted::Open, task, ask, files: blobs, tests });
        Some(Opening { link, files, asked, is_retry })
    }

    /// Asks the live worker, or the one that will be.
    pub(super) fn ask(&mut self, task: u32, ask: Ask) -> Vec<Told> {
        let Some((files, last)) = &mut self.held else {
            self.early = Some((task, ask));
            return Vec::new();
        };
        *last = (task, ask);
        if let Some(live) = &mut self.live {
            live.ask(last.clone());
        } else if self.restoring.is_none() {
            // It was given up; the reader tries again.
            self.broke_at.clear();
            let (files, last) = (files.clone(), last.clone());
            self.restoring = self.read(files, last, false);
            if self.restoring.is_none() {
                return vec![Told::GaveUp];
            }
        }
        Vec::new()
    }

    /// Asks for a report; `done` is called with its bytes, or with nothing.
    pub(super) fn report(&mut self, ask: Ask, done: Function) -> Vec<Told> {
        if self.live.is_none() && self.restoring.is_none() {
            tell_report(&done, None);
            return Vec::new();
        }
        self.last_report += 1;
        let report = (self.last_report, ask, done);
        if let Some(live) = &self.live {
            live.send_report(&report);
        }
        self.reports.push(report);
        Vec::new()
    }

    /// Called once a second: workers that are lost count as broken down.
    pub(super) fn tick(&mut self) -> Vec<Told> {
        let lost: Vec<u32> = self.links().filter(|link| link.is_lost()).map(Link::id).collect();
        lost.into_iter().flat_map(|id| self.hear(id, Heard::Breakdown)).collect()
    }

    /// What comes of what a worker said. Workers that were let go are not heard.
    pub(super) fn hear(&mut self, id: u32, heard: Heard) -> Vec<Told> {
        let Some(link) = self.links().find(|link| link.id() == id) else { return Vec::new() };
        let reply = match heard {
            Heard::Breakdown | Heard::Reply(Reply::Broke) => return self.break_down(id),
            Heard::Reply(reply) => reply,
        };
        link.note(&reply);
        let is = |opening: &Option<Opening>| opening.as_ref().is_some_and(|opening| opening.link.id() == id);
        let (is_opening, is_restoring) = (is(&self.opening), is(&self.restoring));
        match reply {
            Reply::Build(build) if build != shell::build() => match self.opening.take_if(|_| is_opening) {
                Some(opening) => failed(opening.asked.0, OpenTrouble::OtherBuild),
                // A page that is loaded anew is of the other build, and giving up offers that.
                None => self.give_up(),
            },
            Reply::Progress { task, done_share, responses } if is_opening => {
                vec![Told::Progress { task, done_share, responses }]
            }
            Reply::Content(task, bytes) => match codec::unpack(&bytes) {
                Some(content) if is_opening => self.opened(task, Rc::new(content)),
                Some(content) if is_restoring => self.restored(task, Rc::new(content)),
                Some(content) => self.answered(task, Rc::new(content)),
                None => self.break_down(id),
            },
            Reply::Refused(task, bytes) => match codec::unpack(&bytes) {
                Some(refused) => self.refused(is_opening, task, OpenTrouble::Refused(refused)),
                None => self.break_down(id),
            },
            Reply::Unreadable(task, place) => {
                let places = [RefusedFile::Study, RefusedFile::Responses];
                let file = places.get(place).copied().unwrap_or(RefusedFile::Mapping);
                self.refused(is_opening, task, OpenTrouble::Unreadable(file))
            }
            Reply::Report(task, bytes) => {
                if let Some(at) = self.reports.iter().position(|(id, _, _)| *id == task) {
                    let (_, _, done) = self.reports.swap_remove(at);
                    tell_report(&done, Some(&bytes).filter(|bytes| !bytes.is_empty()));
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// New files take the place of those on the page.
    fn opened(&mut self, task: u32, content: Rc<esteem_engine::Content>) -> Vec<Told> {
        let Some(Opening { link, files, asked, .. }) = self.opening.take() else { return Vec::new() };
        self.restoring = None;
        for (_, _, done) in mem::take(&mut self.reports) {
            // It was a report of the files before.
            tell_report(&done, None);
        }
        let mut live = Live { link, is_asked: false, next: None };
        let early = self.early.take();
        if let Some(early) = &early {
            live.ask(early.clone());
        }
        self.live = Some(live);
        self.held = Some((files, early.unwrap_or(asked)));
        vec![Told::Opened { task, result: Ok(content) }]
    }

    /// The same files stand again.
    fn restored(&mut self, task: u32, content: Rc<esteem_engine::Content>) -> Vec<Told> {
        let Some(Opening { link, .. }) = self.restoring.take() else { return Vec::new() };
        let mut live = Live { link, is_asked: false, next: None };
        let mut told = vec![Told::Restarted];
        match &self.held {
            Some((_, last)) if last.0 != task => live.ask(last.clone()),
            _ => told.push(Told::Answered { task, content }),
        }
        self.reports.iter().for_each(|report| live.send_report(report));
        self.live = Some(live);
        told
    }

    fn answered(&mut self, task: u32, content: Rc<esteem_engine::Content>) -> Vec<Told> {
        let Some(live) = &mut self.live else { return Vec::new() };
        live.is_asked = false;
        match live.next.take() {
            // The reader has gone on, and would see the answer to a question that is no longer asked.
            Some(next) => {
                live.ask(next);
                Vec::new()
            }
            None => vec![Told::Answered { task, content }],
        }
    }

    fn refused(&mut self, is_opening: bool, task: u32, trouble: OpenTrouble) -> Vec<Told> {
        if is_opening {
            self.opening = None;
            return failed(task, trouble);
        }
        self.give_up()
    }

    fn break_down(&mut self, id: u32) -> Vec<Told> {
        if let Some(opening) = self.opening.take_if(|opening| opening.link.id() == id) {
            let Opening { files, asked, is_retry, .. } = opening;
            let task = asked.0;
            // What breaks the second worker would break the third.
            self.opening = if is_retry { None } else { self.read(files, asked, true) };
            return if self.opening.is_some() { Vec::new() } else { failed(task, OpenTrouble::NoEngine) };
        }
        self.live = None;
        self.restoring = None;
        let now = Date::now();
        self.broke_at.retain(|at| now - at < BREAKDOWNS_MS);
        self.broke_at.push(now);
        if self.broke_at.len() < BREAKDOWNS
            && let Some((files, last)) = self.held.clone()
        {
            self.restoring = self.read(files, last, true);
        }
        if self.restoring.is_some() { Vec::new() } else { self.give_up() }
    }

    fn give_up(&mut self) -> Vec<Told> {
        self.live = None;
        self.restoring = None;
        for (_, _, done) in mem::take(&mut self.reports) {
            tell_report(&done, None);
        }
        vec![Told::GaveUp]
    }
}

impl Live {
    /// Asks now, or when the question before is answered.
    fn ask(&mut self, asked: Asked) {
        if self.is_asked {
            self.next = Some(asked);
            return;
        }
        self.is_asked = true;
        let (task, ask) = asked;
        self.link.send(&Question::about(Wanted::Answer, task, &ask));
    }

    fn send_report(&self, (task, ask, _): &(u32, Ask, Function)) {
        self.link.send(&Question::about(Wanted::Report, *task, ask));
    }
}

fn failed(task: u32, trouble: OpenTrouble) -> Vec<Told> {
    vec![Told::Opened { task, result: Err(trouble) }]
}

fn tell_report(done: &Function, bytes: Option<&Vec<u8>>) {
    let bytes = bytes.map_or(JsValue::UNDEFINED, |bytes| Uint8Array::from(bytes.as_slice()).into());
    // The promise behind it takes whatever it is given.
    let _ = done.call1(&JsValue::NULL, &bytes);
}
