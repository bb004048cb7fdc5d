//! Checks of the scoring rules: ranges of settings, and cuts that must lie on the scales they cut.

use alloc::format;

use super::{Checker, ProblemKind};
use crate::scoring::Scoring;
use crate::study::{ConstructKind, Item, Need, Outcome};

impl Checker<'_> {
    pub(super) fn scoring(&mut self) {
        let scoring = &self.study.scoring;
        self.range("scoring.smallest_base", f64::from(scoring.smallest_base), 5.0, 1_000_000.0);
        self.range("scoring.answered_share", scoring.answered_share, 0.0, 1.0);
        self.range("scoring.gap_band", scoring.gap_band, 0.0, 3.0);
        self.range("scoring.ratio_tolerance", scoring.ratio_tolerance, 0.0, 0.25);
        self.range("scoring.least_difference", scoring.least_difference, 0.0, 1.0);
        for (i, rate) in scoring.loss.rates.iter().enumerate() {
            self.range(&format!("scoring.loss.rates[{i}]"), *rate, 0.0, 1.0);
        }
        let [low, high] = scoring.loss.top_range;
        self.range("scoring.loss.top_range[0]", low, 0.0, 1.0);
        self.range("scoring.loss.top_range[1]", high, low, 1.0);
        for (i, [lost, of]) in scoring.loss.observed.iter().enumerate() {
            self.range(&format!("scoring.loss.observed[{i}][0]"), *lost as f64, 0.0, *of as f64);
        }
        self.scenarios();
        self.cuts();
    }

    fn scenarios(&mut self) {
        let Scoring { word_of_mouth, complaints, value, .. } = &self.study.scoring;
        self.range("scoring.word_of_mouth.dissatisfied", word_of_mouth.dissatisfied, 0.0, 1_000.0);
        self.range("scoring.word_of_mouth.satisfied", word_of_mouth.satisfied, 0.0, 1_000.0);
        self.range("scoring.word_of_mouth.highly_satisfied", word_of_mouth.highly_satisfied, 0.0, 1_000.0);
        if let Some(population) = word_of_mouth.population {
            self.range("scoring.word_of_mouth.population", population as f64, 1.0, 1e10);
        }
        self.range("scoring.complaints.complaining_share", complaints.complaining_share, 0.0, 1.0);
        self.range("scoring.complaints.aimed_share", complaints.aimed_share, 0.0, 1.0);
        let [low, high] = complaints.stay_if_resolved;
        self.range("scoring.complaints.stay_if_resolved[0]", low, 0.0, 1.0);
        self.range("scoring.complaints.stay_if_resolved[1]", high, low, 1.0);
        self.range("scoring.complaints.stay_if_quickly", complaints.stay_if_quickly, 0.0, 1.0);
        if let Some(margin) = value.margin {
            self.range("scoring.value.margin", margin, 0.0, 1e12);
        }
        if let Some(retention) = value.retention {
            self.range("scoring.value.retention", retention, 0.0, 1.0);
        }
        self.range("scoring.value.discount", value.discount, 0.0, 10.0);
    }

    pub(super) fn range(&mut self, path: &str, value: f64, least: f64, most: f64) {
        if !(least..=most).contains(&value) {
            self.problem(path, ProblemKind::OutOfRange { least, most });
        }
    }

    fn cuts(&mut self) {
        let study = self.study;
        let rule = &study.scoring.needs;
        for facet in Need::ALL.into_iter().flat_map(|need| study.facets_of(need)) {
            self.cut("violated_to", rule.violated_to, facet);
            self.cut("strained_to", rule.strained_to, facet);
            self.cut("fulfilled_from", rule.fulfilled_from, facet);
            self.cut("fulfilled_least", rule.fulfilled_least, facet);
        }
        if rule.violated_to > rule.strained_to {
            let (least, most) = (f64::from(rule.violated_to), f64::from(rule.fulfilled_from));
            self.problem("scoring.needs.strained_to", ProblemKind::OutOfRange { least, most });
        }
        if rule.strained_to >= rule.fulfilled_from {
            let (least, most) = (f64::from(rule.strained_to) + 1.0, f64::from(i32::MAX));
            self.problem("scoring.needs.fulfilled_from", ProblemKind::OutOfRange { least, most });
        }
        self.range("scoring.needs.severe_from", f64::from(rule.severe_from), 1.0, 4.0);
        if let Some(item) = study.outcome(Outcome::Overall) {
            if let Some(i) = study.items.iter().position(|other| other.id == item.id)
                && study.scale_of(item).is_some_and(|scale| !scale.levels.iter().map(|level| level.code).eq(1..=5))
            {
                self.problem(format!("items[{i}].answer.scale"), ProblemKind::CodesMustBe { first: 1, last: 5 });
            }
            self.cut("angry_overall_to", rule.angry_overall_to, item);
            self.cut("recovered_overall_from", rule.recovered_overall_from, item);
        }
        if let Some(item) = study.outcome(Outcome::Anger) {
            self.cut("angry_from", rule.angry_from, item);
        }
        if let Some(item) = study.outcome(Outcome::StayAway) {
            self.cut("stay_away_from", rule.stay_away_from, item);
        }
    }

    fn cut(&mut self, field: &str, code: i32, item: &Item) {
        let Some((least, most)) = self.study.scale_of(item).and_then(|scale| scale.range()) else { return };
        debug_assert!(!matches!(self.study.kind_of(item), Some(ConstructKind::Dimension)));
        if !(least..=most).contains(&code) {
            let kind = ProblemKind::CutOutsideScale { item: item.id.clone(), least, most };
            self.problem(format!("scoring.needs.{field}"), kind);
        }
    }
}
