//! The interview: which questions stand before the respondent, which answers they take, and the record of it all.
//!
//! It is headless: it draws nothing, keeps nothing and reads no clock. Whoever shows it asks [`Interview::screen`] what
//! to show, hands in what the respondent does together with the [`Moment`], and takes [`Interview::record`] to keep or
//! to send. Every method can be called at any time; one that makes no sense where the respondent is changes nothing.

use alloc::string::String;
use alloc::vec::Vec;

use crate::key::Key;
use crate::study::Study;

mod adopt;
mod answers;
mod base;
mod number;
mod plan;
mod progress;
mod record;
mod screen;
mod setting;

pub use adopt::Saved;
pub use answers::{LONGEST_TEXT, Refusal};
pub use number::{NotANumber, read_number};
pub use plan::{Block, MOST_ROWS, NoInterview};
pub use progress::Progress;
pub use screen::{Layout, Screen};
pub use setting::{Moment, Setting};

use plan::Ask;

/// One respondent's way through one part of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Interview {
    study: Study,
    setting: Setting,
    id: String,
    /// The position of the part among the study's parts.
    part: usize,
    /// All that the part asks, in the order in which it is asked.
    asks: Vec<Ask>,
    blocks: Vec<Block>,
    /// One for each consent of the study, in its order.
    consents: Vec<Choice>,
    /// Milliseconds in which each page of the part was in sight.
    spent: Vec<u64>,
    layout: Layout,
    stage: Stage,
    /// The block by which the place is remembered; it is in sight while questions are.
    at: usize,
    /// When the time on the page in sight was last added up.
    counted_at: Option<u64>,
    /// Whether an answer was given to this value itself, not only to one that it took over.
    answered_here: bool,
    rev: u32,
    started_at: Option<String>,
    finished_at: Option<String>,
}

/// A consent as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Choice {
    agreed: bool,
    /// Whether it was chosen here and is not yet known to be kept.
    fresh: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    Welcome,
    Questions,
    Finished,
}

/// A longer silence is not time spent on the page: the respondent was elsewhere.
const LONGEST_GAP_MS: u64 = 30 * 60 * 1000;

impl Interview {
    /// An interview at its welcome screen, without answers. `id` becomes the response's id, and `seed` decides which
    /// touchpoints are asked where a study deals them out, and the order of shuffled pages: the same seed always gives the
    /// same questions in the same order, in every part.
    ///
    /// # Errors
    /// The part is unknown or asks nothing, or a page asks what the study does not have or has asked already.
    pub fn new(study: Study, setting: Setting, id: String, seed: u32) -> Result<Interview, NoInterview> {
        let (part, asks) = plan::asks(&study, setting.part.as_deref(), seed)?;
        let mut interview = Interview {
            study,
            setting,
            id,
            part,
            asks,
            blocks: Vec::new(),
            consents: Vec::new(),
            spent: Vec::new(),
            layout: Layout::Wide,
            stage: Stage::Welcome,
            at: 0,
            counted_at: None,
            answered_here: false,
            rev: 1,
            started_at: None,
            finished_at: None,
        };
        interview.clear();
        Ok(interview)
    }

    /// Another respondent's interview of the same study, in the same layout.
    pub fn renew(&mut self, id: String, seed: u32) {
        self.id = id;
        // It has been asked before, so it can be asked again.
        if let Ok((_, asks)) = plan::asks(&self.study, self.setting.part.as_deref(), seed) {
            self.asks = asks;
        }
        self.clear();
    }

    /// Everything as it is before the first answer.
    fn clear(&mut self) {
        self.blocks = plan::blocks(&self.study, &self.asks);
        self.consents = self.study.privacy.consents.iter().map(|_| Choice::default()).collect();
        self.spent = alloc::vec![0; self.asks.last().map_or(0, |ask| ask.page + 1)];
        (self.stage, self.at, self.rev) = (Stage::Welcome, 0, 1);
        (self.counted_at, self.answered_here) = (None, false);
        (self.started_at, self.finished_at) = (None, None);
    }

    /// The study that is asked.
    pub fn study(&self) -> &Study {
        &self.study
    }

    /// The response's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Writes down the fingerprint of the study's file, for those that learn of it later than of the rest of the setting.
    pub fn set_study_hash(&mut self, hash: String) {
        self.setting.study_hash = Some(hash);
    }

    /// Whether an answer was ever given, even if it was taken back: from then on there is something to keep.
    pub fn has_begun(&self) -> bool {
        self.started_at.is_some()
    }

    /// Whether the respondent has reached the end.
    pub fn is_finished(&self) -> bool {
        self.stage == Stage::Finished
    }

    /// Writes down whether the respondent agrees to a statement; nothing for one that the study does not have.
    pub fn agree(&mut self, consent: &str, agreed: bool) {
        let at = self.study.privacy.consents.iter().position(|known| known.id == consent);
        if let Some(choice) = at.and_then(|at| self.consents.get_mut(at))
            && self.stage != Stage::Finished
            && choice.agreed != agreed
        {
            *choice = Choice { agreed, fresh: true };
            self.rev += 1;
        }
    }

    /// Whether the respondent agrees to a statement; `false` for one that the study does not have.
    pub fn consent_of(&self, id: &str) -> bool {
        let known = self.study.privacy.consents.iter().zip(&self.consents);
        known.filter(|(consent, _)| consent.id == id).any(|(_, choice)| choice.agreed)
    }

    /// Leaves the welcome screen: for the first questions, or for the place of a draft that was taken over.
    ///
    /// # Errors
    /// The ids of required consents that lack; the respondent stays.
    pub fn begin(&mut self, now: &Moment) -> Result<(), Vec<String>> {
        let lacking = self.lacking_consents();
        if !lacking.is_empty() {
            return Err(lacking);
        }
        if self.stage == Stage::Welcome {
            self.stage = Stage::Questions;
            self.counted_at = Some(now.elapsed_ms);
            self.look();
        }
        Ok(())
    }

    /// Goes on to the next questions, and from the last ones to the end.
    ///
    /// # Errors
    /// The required keys in sight that have no answer; the respondent stays.
    pub fn next(&mut self, now: &Moment) -> Result<(), Vec<Key>> {
        self.leave(now, false)
    }

    /// Goes on and leaves what is in sight unanswered: answers given there are taken back, those of required questions
    /// excepted.
    ///
    /// # Errors
    /// The required keys in sight that have no answer; the respondent stays, and no answer is taken back.
    pub fn skip(&mut self, now: &Moment) -> Result<(), Vec<Key>> {
        self.leave(now, true)
    }

    /// Goes back to the questions before, and from the first ones to the welcome screen. `false` where there is no way
    /// back: on the welcome screen and at the end.
    pub fn back(&mut self, now: &Moment) -> bool {
        if self.stage != Stage::Questions {
            return false;
        }
        self.count(now);
        match self.in_sight().0.checked_sub(1) {
            None => (self.stage, self.at) = (Stage::Welcome, 0),
            Some(before) => {
                self.at = before;
                self.at = self.in_sight().0;
                self.look();
            }
        }
        true
    }

    fn leave(&mut self, now: &Moment, skips: bool) -> Result<(), Vec<Key>> {
        if self.stage != Stage::Questions {
            return Ok(());
        }
        let (from, to) = self.in_sight();
        let (first, end) = (self.first_ask(from), self.first_ask(to));
        let in_sight = self.asks.get_mut(first..end).unwrap_or_default();
        let lacking: Vec<Key> = in_sight.iter().filter(|ask| ask.is_lacking()).map(|ask| ask.key.clone()).collect();
        if !lacking.is_empty() {
            return Err(lacking);
        }
        for ask in in_sight.iter_mut().filter(|ask| skips && !ask.required && ask.answer.is_some()) {
            ask.answer = None;
            ask.fresh = true;
            self.rev += 1;
        }
        self.count(now);
        if to < self.blocks.len() {
            self.at = to;
            self.look();
        } else {
            self.stage = Stage::Finished;
            self.finished_at = Some(now.instant.into());
            self.rev += 1;
        }
        Ok(())
    }

    fn lacking_consents(&self) -> Vec<String> {
        let both = self.study.privacy.consents.iter().zip(&self.consents);
        both.filter(|(consent, choice)| consent.required && !choice.agreed)
            .map(|(consent, _)| consent.id.clone())
            .collect()
    }

    /// Milliseconds since the time was last added up, as far as they count for the page in sight.
    fn gap(&self, now: &Moment) -> u64 {
        let gap = self.counted_at.map_or(0, |before| now.elapsed_ms.saturating_sub(before));
        if self.stage == Stage::Questions && gap <= LONGEST_GAP_MS { gap } else { 0 }
    }

    fn count(&mut self, now: &Moment) {
        let (page, gap) = (self.page(), self.gap(now));
        if let Some(spent) = self.spent.get_mut(page) {
            *spent += gap;
        }
        self.counted_at = Some(now.elapsed_ms);
    }
}
