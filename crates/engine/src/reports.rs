//! The reports that were made already, so that another language or a step back does not count again.

use std::rc::Rc;

use esteem_analysis::{Report, Selection};

/// How many reports are kept: one, those that it was compared with, and the ones a step back.
const MOST: usize = 12;

/// Reports by selection, the latest used last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reports(Vec<Rc<Report>>);

impl Reports {
    /// The report of a selection, if it is there; from now on it is the one used last.
    pub(crate) fn get(&mut self, selection: &Selection) -> Option<Rc<Report>> {
        let place = self.0.iter().position(|report| report.selection == *selection)?;
        let report = self.0.remove(place);
        self.0.push(report.clone());
        Some(report)
    }

    /// Keeps a report; the one that was not used for the longest time gives way.
    pub(crate) fn keep(&mut self, report: Report) {
        self.0.retain(|kept| kept.selection != report.selection);
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push(Rc::new(report));
    }
}
