//! Which workers there are, what they were asked, and what comes of what they say.
//!
//! At most three: the one that is `live` holds the report on the page, `opening` reads what the reader has just chosen,
//! and `restoring` is to become the live one: for the example, whose content came with the page, or in place of one that
//! broke down.

use std::mem;
use std::rc::Rc;

use esteem_analysis::import::Tests;
use esteem_content::message::{Question, Reply, Wanted};
use esteem_content::{Ask, Content};
use js_sys::{Date, Function, Uint8Array};
use wasm_bindgen::JsValue;
use yew::Callback;

use super::link::{Heard, Link};
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
    /// The files of the report on the page, and the last question about them. As long as they lack their study, they are
    /// the example's and still to be fetched.
    held: Option<(OpenFiles, Asked)>,
    /// Whether they are being fetched.
    is_fetching: bool,
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
            is_fetching: false,
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
        let (task, ask) = asked.clone();
        link.send(&Question { wanted: Wanted::Open, task, ask, tests: files.tests }, &blobs);
        Some(Opening { link, files, asked, is_retry })
    }

    /// Shows the example by a content that came with the page, unless something else was begun in between.
    pub(super) fn show(&mut self, begun: u32, task: u32, ask: Ask, content: Content) -> Vec<Told> {
        if begun != self.begun {
            return Vec::new();
        }
        self.live = None;
        self.opened(OpenFiles::default(), (task, ask), Rc::new(content))
    }

    /// Whether the files of the report on the page are to be fetched; from then on they are.
    pub(super) fn begin_fetching(&mut self) -> bool {
        let is_lacking = self.held.as_ref().is_some_and(|(files, _)| files.study.is_none());
        is_lacking && !mem::replace(&mut self.is_fetching, true)
    }

    /// The example's files were fetched, if they could be had: an engine reads them for the questions to come.
    pub(super) fn fetched(&mut self, files: Option<OpenFiles>) -> Vec<Told> {
        self.is_fetching = false;
        let Some((held, last)) = self.held.as_mut().filter(|(held, _)| held.study.is_none()) else {
            // Meanwhile others were opened.
            return Vec::new();
        };
        if let Some(files) = files {
            held.clone_from(&files);
            let last = last.clone();
            self.restoring = self.read(files, last, false);
        }
        if self.restoring.is_some() {
            return vec![Told::Ready];
        }
        self.let_go();
        vec![Told::NoEngine]
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
        } else if self.restoring.is_none() && files.study.is_some() {
            // It was given up; the reader tries again.
            self.broke_at.clear();
            let (files, last) = (files.clone(), last.clone());
            self.restoring = self.read(files, last, true);
            if self.restoring.is_none() {
                return vec![Told::GaveUp];
            }
        }
        Vec::new()
    }

    /// Asks for a report; `done` is called with its bytes, or with nothing.
    pub(super) fn report(&mut self, ask: Ask, done: Function) -> Vec<Told> {
        if self.live.is_none() && self.restoring.is_none() && !self.is_fetching {
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
        link.note();
        let is = |opening: &Option<Opening>| opening.as_ref().is_some_and(|opening| opening.link.id() == id);
        let (is_opening, is_restoring) = (is(&self.opening), is(&self.restoring));
        let reply = match heard {
            Heard::Reply(reply) => reply,
            Heard::Breakdown => return self.break_down(id),
            Heard::Build(build) if build == shell::build() => return Vec::new(),
            Heard::Build(_) => {
                return match self.opening.take_if(|_| is_opening) {
                    Some(opening) => failed(opening.asked.0, OpenTrouble::OtherBuild),
                    None => {
                        self.let_go();
                        vec![Told::OtherBuild]
                    }
                };
            }
        };
        if !matches!(reply, Reply::Heard | Reply::Progress { .. }) {
            link.settle();
        }
        match reply {
            Reply::Progress { task, done_share, responses } if is_opening => {
                vec![Told::Progress { task, done_share, responses }]
            }
            Reply::Heard | Reply::Progress { .. } => Vec::new(),
            Reply::Broke => self.break_down(id),
            Reply::Content(task, content) => {
                let content = Rc::from(content);
                match self.opening.take_if(|_| is_opening) {
                    Some(Opening { link, files, asked, .. }) => {
                        self.live = Some(Live { link, is_asked: false, next: None });
                        self.opened(files, asked, content)
                    }
                    None if is_restoring => self.restored(task, content),
                    None => self.answered(task, content),
                }
            }
            Reply::Refused(task, refused) => self.refused(is_opening, task, OpenTrouble::Refused(refused)),
            Reply::Unreadable(task, file) => self.refused(is_opening, task, OpenTrouble::Unreadable(file)),
            Reply::Report(task, json) => {
                if let Some(at) = self.reports.iter().position(|(id, _, _)| *id == task) {
                    let (_, _, done) = self.reports.swap_remove(at);
                    tell_report(&done, json.as_deref());
                }
                Vec::new()
            }
        }
    }

    /// New files take the place of those on the page.
    fn opened(&mut self, files: OpenFiles, asked: Asked, content: Rc<Content>) -> Vec<Told> {
        let task = asked.0;
        self.restoring = None;
        // They were reports of the files before.
        self.end_reports();
        let early = self.early.take();
        if let (Some(live), Some(early)) = (&mut self.live, &early) {
            live.ask(early.clone());
        }
        self.held = Some((files, early.unwrap_or(asked)));
        vec![Told::Opened { task, result: Ok(content) }]
    }

    /// The files of the report on the page stand in an engine, for the first time or again.
    fn restored(&mut self, task: u32, content: Rc<Content>) -> Vec<Told> {
        let Some(Opening { link, is_retry, .. }) = self.restoring.take() else { return Vec::new() };
        let mut live = Live { link, is_asked: false, next: None };
        let mut told = if is_retry { vec![Told::Restarted] } else { Vec::new() };
        match &self.held {
            Some((_, last)) if last.0 != task => live.ask(last.clone()),
            _ => told.push(Told::Answered { task, content }),
        }
        self.reports.iter().for_each(|report| live.send_report(report));
        self.live = Some(live);
        told
    }

    fn answered(&mut self, task: u32, content: Rc<Content>) -> Vec<Told> {
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
        self.let_go();
        vec![Told::GaveUp]
    }

    fn let_go(&mut self) {
        self.live = None;
        self.restoring = None;
        self.end_reports();
    }

    /// Whoever waits for a report is told that there is none.
    fn end_reports(&mut self) {
        for (_, _, done) in mem::take(&mut self.reports) {
            tell_report(&done, None);
        }
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
        self.send(Wanted::Answer, task, ask);
    }

    fn send_report(&self, (task, ask, _): &(u32, Ask, Function)) {
        self.send(Wanted::Report, *task, ask.clone());
    }

    fn send(&self, wanted: Wanted, task: u32, ask: Ask) {
        self.link.send(&Question { wanted, task, ask, tests: Tests::LeftOut }, &[]);
    }
}

fn failed(task: u32, trouble: OpenTrouble) -> Vec<Told> {
    vec![Told::Opened { task, result: Err(trouble) }]
}

fn tell_report(done: &Function, json: Option<&str>) {
    let bytes = json.map_or(JsValue::UNDEFINED, |json| Uint8Array::from(json.as_bytes()).into());
    // The promise behind it takes whatever it is given.
    let _ = done.call1(&JsValue::NULL, &bytes);
}
