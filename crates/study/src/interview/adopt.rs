//! Taking over what was kept: after a reload, after a breakdown, or from another tab.

use alloc::string::String;
use alloc::vec::Vec;

use super::plan::{self, Ask};
use super::{Choice, Interview, Stage, answers};
use crate::response::Answer;
use crate::study::Item;

/// What a kept response says, as far as an interview takes it over. What the record says of its circumstances is not
/// taken over: the circumstances of now hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saved {
    /// The response's id.
    pub id: String,
    /// How often the record was changed.
    pub rev: u32,
    /// The study's id.
    pub study: String,
    /// The part's id.
    pub part: Option<String>,
    /// The language in which it was answered last.
    pub language: Option<String>,
    /// Consent id and choice.
    pub consent: Vec<(String, bool)>,
    /// Key and answer.
    pub answers: Vec<(String, Answer)>,
    /// The keys that the respondent saw.
    pub shown: Vec<String>,
    /// The keys that were to be asked, in their order.
    pub order: Vec<String>,
    /// Page id and seconds.
    pub seconds: Vec<(String, u32)>,
    /// When the first answer was given.
    pub started_at: Option<String>,
}

impl Interview {
    /// Takes a kept draft over, with its id. `place` is where the respondent was, as [`Interview::place`] said it.
    ///
    /// - Answers and consents: what was given or taken back here since what [`Interview::rests_on`] was told last stands;
    ///   everything else is as the draft says. Keys that the part does not ask, and answers that no longer fit, are
    ///   dropped: the study has changed since.
    /// - Of touchpoints that are dealt out, those of the draft are asked, and those that were in sight here.
    /// - Shuffled pages come in the draft's order, but not those whose items were in sight here in another one.
    /// - Seconds: for each page the larger number.
    /// - The respondent is taken to the place, unless an answer was given here already: nobody is moved away from what
    ///   they are doing. Without a required consent the welcome screen stays, and leads to the place. A place that the
    ///   part does not have stands for the first question that was never shown.
    ///
    /// Returns whether we know answers that the draft does not, so that it is to be kept anew. A finished interview takes
    /// the id over and nothing else.
    pub fn adopt(&mut self, saved: Saved, place: &str) -> bool {
        if self.stage == Stage::Finished {
            self.id = saved.id;
            return true;
        }
        let here = self.blocks.get(self.at).and_then(|block| block.asks.first()).cloned();
        self.take_order(&saved);
        self.take_answers(&saved);
        self.take_consents(&saved);
        let pages = self.study.parts.get(self.part).map_or(&[][..], |part| &part.pages);
        for (page, spent) in pages.iter().zip(&mut self.spent) {
            let seconds = saved.seconds.iter().find(|(id, _)| *id == page.id).map_or(0, |(_, seconds)| *seconds);
            *spent = (*spent).max(u64::from(seconds) * 1000);
        }
        let knows_more = self.asks.iter().any(|ask| ask.fresh) || self.consents.iter().any(|choice| choice.fresh);
        self.id = saved.id;
        self.rev = self.rev.max(saved.rev) + u32::from(knows_more);
        self.started_at = saved.started_at.or(self.started_at.take());
        self.at = self.blocks.iter().position(|block| block.asks.first() == here.as_ref()).unwrap_or(0);
        if !self.answered_here {
            self.go_to(place);
            self.counted_at = None;
        }
        self.look();
        knows_more
    }

    fn take_order(&mut self, saved: &Saved) {
        self.take_touchpoints(saved);
        let seen: Vec<usize> = self.asks.iter().filter(|ask| ask.seen_here).map(|ask| ask.item).collect();
        let pages = self.study.parts.get(self.part).map_or(&[][..], |part| &part.pages);
        for (at, _) in pages.iter().enumerate().filter(|(_, page)| page.shuffle) {
            let is_seen = self.asks.iter().any(|ask| ask.page == at && seen.contains(&ask.item));
            for ask in self.asks.iter_mut().filter(|ask| ask.page == at && !is_seen) {
                ask.rank = saved.order.iter().position(|key| ask.key.is_named(key)).unwrap_or(usize::MAX);
            }
        }
        plan::arrange(&mut self.asks);
        self.blocks = plan::blocks(&self.study, &self.asks);
    }

    /// Where lots decide on touchpoints, asks those of the draft, and those that were in sight here.
    fn take_touchpoints(&mut self, saved: &Saved) {
        let study = &self.study;
        let Ok(mut all) = plan::asks_of(study, self.part, &[]) else { return };
        let is_touchpoint = |ask: &Ask| study.items.get(ask.item).is_some_and(Item::is_touchpoint);
        let is_asked = |ask: &&Ask| is_touchpoint(ask) && saved.order.iter().any(|key| ask.key.is_named(key));
        let mut asked: Vec<usize> = all.iter().filter(is_asked).map(|ask| ask.item).collect();
        // A draft of a study that had none of these touchpoints yet says nothing about them.
        if study.touchpoints_each.is_none() || asked.is_empty() {
            return;
        }
        asked.extend(self.asks.iter().filter(|ask| ask.seen_here || ask.fresh).map(|ask| ask.item));
        all.retain(|ask| !is_touchpoint(ask) || asked.contains(&ask.item));
        for ask in &mut all {
            if let Some(own) = self.asks.iter().find(|own| own.key == ask.key) {
                *ask = own.clone();
            }
        }
        self.spent.resize(all.last().map_or(0, |ask| ask.page + 1), 0);
        self.asks = all;
    }

    fn take_answers(&mut self, saved: &Saved) {
        for ask in &mut self.asks {
            let kept = answers::kept(&self.study, ask, &saved.answers);
            ask.shown |= kept.is_some() || saved.shown.iter().any(|key| ask.key.is_named(key));
            if !ask.fresh {
                ask.answer = kept;
            } else if ask.answer == kept {
                ask.fresh = false;
            }
        }
    }

    fn take_consents(&mut self, saved: &Saved) {
        for (consent, choice) in self.study.privacy.consents.iter().zip(&mut self.consents) {
            let agreed = saved.consent.iter().any(|(id, agreed)| *id == consent.id && *agreed);
            if !choice.fresh || choice.agreed == agreed {
                *choice = Choice { agreed, fresh: false };
            }
        }
    }

    /// Moves to the block of a place; the welcome screen for the empty one.
    fn go_to(&mut self, place: &str) {
        if place.is_empty() {
            return;
        }
        let unseen = || {
            let at = self.asks.iter().position(|ask| !ask.shown)?;
            self.blocks.iter().rposition(|block| block.first <= at)
        };
        let named = self.blocks.iter().position(|block| block.asks.iter().any(|key| key.is_named(place)));
        let at = named.or_else(unseen);
        self.at = at.unwrap_or(0);
        if self.lacking_consents().is_empty() {
            self.stage = Stage::Questions;
        } else {
            self.stage = Stage::Welcome;
        }
    }
}
