//! Figures that rest on answers to several items at once, taken away whole.

use crate::report::{Contrast, Estimate, Importance, Reliability, StatedImportance};

/// A figure of several items.
pub(super) enum Joint<'a> {
    Importance(&'a mut Importance),
    Stated(&'a mut StatedImportance),
    Contrast(&'a mut Contrast),
    Reliability(&'a mut Reliability),
}

impl Joint<'_> {
    /// The respondents that it rests on.
    pub(super) fn base(&self) -> u64 {
        match self {
            Joint::Importance(own) => own.base,
            Joint::Stated(own) => own.base,
            Joint::Contrast(own) => own.base,
            Joint::Reliability(own) => own.base,
        }
    }

    /// An estimate that says whether all of it is withheld; of importances that are stated, the first.
    pub(super) fn estimate(&self) -> Option<&Estimate> {
        match self {
            Joint::Importance(own) => Some(&own.explained_share),
            Joint::Stated(own) => own.items.first().map(|item| &item.importance),
            Joint::Contrast(own) => Some(&own.explained_share),
            Joint::Reliability(own) => Some(&own.alpha),
        }
    }

    pub(super) fn withhold(self) {
        match self {
            Joint::Importance(own) => own.withhold(),
            Joint::Stated(own) => own.withhold(),
            Joint::Contrast(own) => own.withhold(),
            Joint::Reliability(own) => own.withhold(),
        }
    }
}

impl Importance {
    fn withhold(&mut self) {
        self.explained_share.withhold();
        (self.resampling, self.map) = (None, None);
        self.notes.clear();
        for driver in &mut self.drivers {
            driver.inflation = None;
            let own = [&mut driver.performance, &mut driver.importance_share, &mut driver.correlation];
            own.into_iter().chain([&mut driver.beta]).for_each(Estimate::withhold);
        }
    }
}

impl StatedImportance {
    fn withhold(&mut self) {
        (self.resampling, self.map) = (None, None);
        self.notes.clear();
        for item in &mut self.items {
            [&mut item.performance, &mut item.importance, &mut item.shortfall].into_iter().for_each(Estimate::withhold);
        }
    }
}

impl Contrast {
    fn withhold(&mut self) {
        self.explained_share.withhold();
        (self.errors, self.resampling) = (None, None);
        self.notes.clear();
        for row in &mut self.touchpoints {
            (row.cells, row.class, row.label) = (None, None, None);
            (row.penalty_p, row.reward_p, row.asymmetry_p) = (None, None, None);
            let own = [&mut row.penalty, &mut row.reward, &mut row.asymmetry, &mut row.index];
            own.into_iter().for_each(Estimate::withhold);
        }
    }
}

impl Reliability {
    fn withhold(&mut self) {
        (self.standardised_alpha, self.mean_correlation, self.error_of_mean) = (None, None, None);
        self.resampling = None;
        self.notes.clear();
        let own = [&mut self.alpha, &mut self.omega].into_iter().chain(&mut self.spearman_brown);
        own.for_each(Estimate::withhold);
        for item in &mut self.items {
            [&mut item.rest_correlation, &mut item.alpha_without].into_iter().for_each(Estimate::withhold);
        }
    }
}
