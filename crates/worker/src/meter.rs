//! Tells the page how far the reading is.

use std::cell::Cell;

use esteem_content::message::Reply;
use js_sys::Date;
use web_sys::DedicatedWorkerGlobalScope;

use crate::post;

/// The page draws no faster than this.
const PROGRESS_MS: f64 = 100.0;

/// Tells the page how far the reading for a task is, no more often than it can be drawn.
#[derive(Clone)]
pub(crate) struct Meter {
    pub(crate) page: DedicatedWorkerGlobalScope,
    task: u32,
    said: Cell<f64>,
}

impl Meter {
    pub(crate) fn new(page: DedicatedWorkerGlobalScope, task: u32) -> Meter {
        Meter { page, task, said: Cell::new(0.0) }
    }

    pub(crate) fn tell(&self, done_share: f64, responses: u64) {
        let now = Date::now();
        if now - self.said.get() >= PROGRESS_MS {
            self.said.set(now);
            post(&self.page, &Reply::Progress { task: self.task, done_share, responses });
        }
    }
}
