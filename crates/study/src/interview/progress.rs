//! How much is done and how much is left, in estimated time.

use super::{Interview, Stage};
use crate::study::AnswerForm;

/// How much is done and how much is left, in estimated time: questions differ too much to be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Seconds that everything before the questions in sight takes, and what is answered of those.
    pub done_seconds: u32,
    /// Seconds that all of it takes.
    pub all_seconds: u32,
}

impl Progress {
    /// The minutes that are left, rounded up; 0 for less than half a minute.
    pub fn minutes_left(self) -> u32 {
        let left = self.all_seconds.saturating_sub(self.done_seconds);
        if left < 30 { 0 } else { left.div_ceil(60) }
    }
}

/// Seconds that a question takes on average, reading included. Seven to eight ratings a minute are usual in
/// questionnaires on paper and on the screen. Own words stand with little time, because most respondents write none or
/// a few, and incidents, because most have none to tick.
fn seconds(form: &AnswerForm) -> u32 {
    match form {
        AnswerForm::Rating { .. } | AnswerForm::Choice { .. } | AnswerForm::Number { .. } => 8,
        AnswerForm::Choices { .. } | AnswerForm::Text { .. } => 12,
        AnswerForm::Incidents { .. } => 16,
    }
}

impl Interview {
    /// How much is done and how much is left.
    pub fn progress(&self) -> Progress {
        let (first, end) = match self.stage {
            Stage::Welcome => (0, 0),
            Stage::Finished => (self.asks.len(), self.asks.len()),
            Stage::Questions => {
                let (from, to) = self.in_sight();
                (self.first_ask(from), self.first_ask(to))
            }
        };
        let mut progress = Progress { done_seconds: 0, all_seconds: 0 };
        for (at, ask) in self.asks.iter().enumerate() {
            let seconds = self.study.items.get(ask.item).map_or(0, |item| seconds(&item.answer));
            progress.all_seconds += seconds;
            if at < first || (at < end && ask.answer.is_some()) {
                progress.done_seconds += seconds;
            }
        }
        progress
    }
}
