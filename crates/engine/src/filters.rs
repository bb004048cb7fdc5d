//! What the reader can select by, in words.

use esteem_analysis::Responses;
use esteem_analysis::needs::State;
use esteem_analysis::selection::{FilterCounts, FilterKind, filters};
use esteem_analysis::words::{self, Language};
use esteem_study::Study;

use crate::content::{Choice, Filter};

/// The values of all responses, counted once: they do not depend on what is selected.
#[derive(Clone, Debug)]
pub(crate) struct Counts(Vec<FilterCounts>);

impl Counts {
    /// Counts the values.
    pub(crate) fn new(study: &Study, responses: &Responses) -> Counts {
        Counts(filters(study, responses))
    }

    /// The filters in words, in their order.
    pub(crate) fn filters(&self, study: &Study, language: Language) -> Vec<Filter> {
        let filter = |counts: &FilterCounts| {
            let label = |value: &str| label(study, counts, value, language);
            let choices = counts.values.iter().map(|count| Choice {
                label: label(&count.value),
                value: count.value.clone(),
                responses: count.responses,
            });
            Filter {
                kind: counts.kind,
                id: counts.id.clone(),
                title: title(study, counts, language),
                choices: choices.collect(),
            }
        };
        self.0.iter().map(filter).collect()
    }
}

fn title(study: &Study, counts: &FilterCounts, language: Language) -> String {
    match counts.kind {
        FilterKind::Segment => {
            let segment = study.segments.iter().find(|segment| segment.id == counts.id);
            segment.map_or_else(|| counts.id.clone(), |segment| segment.name.get(language.tag()).to_owned())
        }
        FilterKind::Wave => language.of("批次", "wave").into(),
        FilterKind::State => language.of("状态", "state").into(),
    }
}

/// A value in the study's words; one that the study does not name is shown as it is.
fn label(study: &Study, counts: &FilterCounts, value: &str, language: Language) -> String {
    match counts.kind {
        FilterKind::Segment => {
            let segment = study.segments.iter().find(|segment| segment.id == counts.id);
            let choice = segment.and_then(|segment| segment.values.iter().find(|choice| choice.id == value));
            choice.map_or(value, |choice| choice.text.get(language.tag())).to_owned()
        }
        FilterKind::Wave => value.to_owned(),
        FilterKind::State => State::named(value).map_or(value, |state| words::state(state, language)).to_owned(),
    }
}
