//! What the reader can select by, in words.

use esteem_analysis::Responses;
use esteem_analysis::selection::{FilterCounts, filters};
use esteem_analysis::words::{self, Language};
use esteem_content::{Choice, Filter};
use esteem_study::Study;

/// The values of all responses, counted once: they do not depend on what is selected.
#[derive(Clone, Debug)]
pub(crate) struct Counts(Vec<FilterCounts>);

impl Counts {
    /// Counts the values.
    pub(crate) fn new(study: &Study, responses: &Responses) -> Counts {
        Counts(filters(study, std::slice::from_ref(responses)))
    }

    /// The filters in words, in their order.
    pub(crate) fn filters(&self, study: &Study, language: Language) -> Vec<Filter> {
        let filter = |counts: &FilterCounts| {
            let label = |value: &str| words::filter_value(study, &counts.id, value, language);
            let choices = counts.values.iter().map(|count| Choice {
                label: label(&count.value),
                value: count.value.clone(),
                responses: count.responses,
            });
            Filter {
                kind: counts.kind,
                id: counts.id.clone(),
                title: words::filter_title(study, &counts.id, language),
                choices: choices.collect(),
            }
        };
        self.0.iter().map(filter).collect()
    }
}
