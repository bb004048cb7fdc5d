//! Try-outs of a questionnaire: a report of their own, beside what was open before, which they never touch.

use esteem_analysis::import::Tests;

use super::Workspace;
use crate::address::{Address, Route};
use crate::components::questionnaire::Taken;
use crate::files::OpenFiles;

/// The try-outs of a study, and what was open before.
#[derive(Clone, Debug)]
pub(crate) struct TryOuts {
    /// Each of them, the first one first.
    pub finished: Vec<Taken>,
    /// The study and the try-outs as files.
    pub files: OpenFiles,
    /// What was open before; no files at all are the example.
    pub before: OpenFiles,
    /// The place that was shown before.
    pub place: Address,
}

impl Workspace {
    /// The try-outs with one more; the same response again takes its own place.
    pub(crate) fn finished_with(&self, taken: Taken) -> Vec<Taken> {
        let mut finished = self.try_outs.as_ref().map(|try_outs| try_outs.finished.clone()).unwrap_or_default();
        finished.retain(|other| other.id != taken.id);
        finished.push(taken);
        finished
    }

    /// What is or was open, without try-outs, and its place; `open` are the files of the report on the page with the study
    /// that it was read by. What the reader keeps is this.
    pub(crate) fn behind(&self, open: OpenFiles) -> (OpenFiles, Address) {
        match &self.try_outs {
            Some(TryOuts { before, place, .. }) => (before.clone(), place.clone()),
            None if self.is_example() => (OpenFiles::default(), self.address.clone()),
            None => (open, self.address.clone()),
        }
    }

    /// The place to come back to from a questionnaire that is tried: the overview of what was selected.
    pub(crate) fn overview(&self) -> Address {
        Address { route: Route::Overview, choice: self.address.choice.clone(), row: None }
    }

    /// Whether the report speaks of try-outs.
    pub(crate) fn is_try_out(&self) -> bool {
        self.files.tests == Tests::Counted
    }

    /// Whether nothing of the reader's own is open, beside try-outs.
    pub(crate) fn is_example_behind(&self) -> bool {
        match &self.try_outs {
            Some(try_outs) => !try_outs.before.is_enough(),
            None => self.is_example(),
        }
    }
}

/// Responses as a file of JSON Lines. Line ends stand between the parts of JSON alone, where a space says the same.
pub(crate) fn json_lines(finished: &[Taken]) -> String {
    let line = |taken: &Taken| [taken.text.replace(['\n', '\r'], " ").as_str(), "\n"].concat();
    finished.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_over_several_lines_becomes_one() {
        let taken = |text: &str| Taken { id: "a".into(), text: text.into() };
        let text = json_lines(&[taken("{\n \"id\": \"a\\nb\"\r\n}"), taken("{}")]);
        assert_eq!(text, "{  \"id\": \"a\\nb\"  }\n{}\n");
    }
}
