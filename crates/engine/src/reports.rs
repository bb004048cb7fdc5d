//! The reports that were made already, so that another language or a step back does not count again.

use std::rc::Rc;

use esteem_analysis::{Report, Responses, Selection, analyze};
use esteem_study::Study;

/// How many reports are kept: one, those that it was compared with, and the ones a step back.
const MOST: usize = 12;

/// Reports by selection, the latest used last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reports(Vec<Rc<Report>>);

impl Reports {
    /// The report of a selection, made if it is not there.
    pub(crate) fn report(&self, study: &Study, responses: &Responses, selection: &Selection) -> Rc<Report> {
        let made = self.0.iter().find(|report| report.selection == *selection);
        made.cloned().unwrap_or_else(|| Rc::new(analyze(study, responses, selection)))
    }

    /// The same, and keeps it; the one that was not used for the longest time gives way.
    pub(crate) fn keep(&mut self, study: &Study, responses: &Responses, selection: &Selection) -> Rc<Report> {
        let report = self.report(study, responses, selection);
        self.0.retain(|kept| kept.selection != *selection);
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push(report.clone());
        report
    }
}
