//! Keeping the answers and sending them, and what is said of it. All of this is in the file that comes later; it is reached
//! through [`keep`](crate::keep), [`settle`](crate::settle) and [`tell`](crate::tell) alone.
//!
//! `keeping/post` carries out what the outbox wants and takes what came of it, `keeping/status` says how things stand,
//! `keeping/records` is how records travel; `keeping/receipt` tells what a collector's answer means, and
//! `keeping/fingerprint` is SHA-256.

use std::mem;

use esteem_study::outbox::{Event, Outbox};

use super::{Keeper, Note, Questionnaire, Wish};
use crate::read;
use crate::shell::now_ms;
use crate::words::{Fate, joined};

mod fingerprint;
mod post;
mod receipt;
mod records;
mod status;

use fingerprint::sha256;

/// What is known of kept answers.
#[derive(Debug)]
pub(super) struct Keeping {
    outbox: Outbox,
    /// The finished response, while this page lives.
    finished: Option<String>,
    /// Records of the store that this version cannot read.
    unreadable: Vec<String>,
    /// Whether the screen says that there are answers on the device.
    pub(super) has_answers: bool,
    /// Whether that has to be drawn anew, because the screen was.
    pub(super) is_stale: bool,
    /// Whether the respondent has pressed "delete" once.
    is_erasing: bool,
}

impl Keeping {
    /// Knows of nothing.
    pub(super) fn new(outbox: Outbox) -> Keeping {
        Keeping {
            outbox,
            finished: None,
            unreadable: Vec::new(),
            has_answers: false,
            is_stale: false,
            is_erasing: false,
        }
    }
}

impl Questionnaire {
    /// Begins to keep what is answered, and what was answered already. `study` is the text of the study's file, whose
    /// fingerprint belongs into every response.
    pub(crate) fn begin_keeping(&mut self, study: &str) {
        self.interview.set_study_hash(sha256(study));
        self.keeper = Keeper::Here;
        self.settle();
    }

    /// Carries out what was wished for, and says how things stand.
    pub(crate) fn settle(&mut self) {
        for wish in mem::take(&mut self.wishes) {
            match wish {
                Wish::Keep => self.keep_draft(),
                Wish::Finish => self.finish(),
                Wish::Again => self.step(Event::Again),
                Wish::Download => self.download(),
                Wish::Erase => self.erase(),
            }
        }
        self.show();
    }

    /// Shows how things stand.
    fn show(&mut self) {
        let (has_answers, is_stale) = (self.holds_answers(), mem::take(&mut self.keeping.is_stale));
        if has_answers != self.keeping.has_answers || is_stale && has_answers {
            (self.keeping.has_answers, self.keeping.is_erasing) = (has_answers, false);
            let (scene, focused) = (self.scene(), self.frame.focused());
            if has_answers {
                self.frame.draw_answers(&scene);
            } else {
                self.frame.draw_no_answers(&scene);
            }
            if !focused.is_empty() {
                self.frame.focus(&focused);
            }
        }
        self.say();
    }

    /// Whether there is something that the respondent could download or delete.
    fn holds_answers(&self) -> bool {
        self.interview.has_begun()
            || self.keeping.finished.is_some()
            || !self.keeping.unreadable.is_empty()
            || !self.keeping.outbox.unsent().is_empty()
    }

    /// The outbox's answer to an event, carried out.
    fn step(&mut self, event: Event) {
        let effects = self.keeping.outbox.step(now_ms() as u64, self.shell.chance(), event);
        for effect in effects {
            self.carry_out(effect);
        }
        self.show();
    }

    /// Keeps the draft as it is now.
    fn keep_draft(&mut self) {
        let event = Event::Answered { body: self.record(), place: self.interview.place() };
        self.step(event);
    }

    /// Freezes the response and passes it on.
    fn finish(&mut self) {
        let body = self.record();
        let hash = sha256(&body);
        self.keeping.finished = Some(body.clone());
        self.step(Event::Finished { body, hash });
    }

    /// Says once more what is to be kept: all of it if the response is finished.
    fn go_on_keeping(&mut self) {
        if self.keeping.finished.is_some() {
            self.finish();
        } else if self.interview.has_begun() {
            self.keep_draft();
        }
    }

    /// Takes over what was answered to an instance that broke down before it could keep it.
    fn resume(&mut self, body: &str, place: &str) {
        if let Ok(draft) = read::saved(body) {
            self.interview.adopt(draft, place);
            self.go_on_keeping();
            self.draw();
        }
    }

    /// Begins another response of the same study, under this id.
    fn renew(&mut self, id: String) {
        self.interview.renew(id, self.shell.chance());
        self.note = Note::None;
        self.keeping.finished = None;
        self.is_elsewhere = false;
        self.arrive();
    }

    /// Gives the respondent what is on the device and not received, and the answers on the screen, as one file.
    fn download(&self) {
        let mut text = String::new();
        let mut add = |body: &str| {
            text += body;
            text.push('\n');
        };
        for record in self.keeping.outbox.unsent() {
            if record.id != self.interview.id() {
                add(&record.body);
            }
        }
        for body in &self.keeping.unreadable {
            add(body);
        }
        match &self.keeping.finished {
            _ if !self.interview.has_begun() => {}
            Some(body) => add(body),
            None => add(&self.record()),
        }
        self.shell.save(&joined(&[&self.interview.study().id, ".responses.jsonl"]), &text);
    }

    /// Deletes everything of this study on the device, when asked twice.
    fn erase(&mut self) {
        if !self.keeping.is_erasing {
            self.keeping.is_erasing = true;
            return self.frame.set("[data-do=erase]", "textContent", self.words().say(Fate::EraseSure));
        }
        self.keeping.unreadable.clear();
        self.step(Event::Erase);
        self.note = Note::Erased;
    }
}
