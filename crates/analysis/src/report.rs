//! The report: every number of a study in the reader's terms, as plain data.
//!
//! Charts, tables on the screen, exports, print and the command line read this one value; nothing else computes a
//! number. Every number is an [`Estimate`] with its base, and an interval or the reason why there is none.

use esteem_study::{Scoring, Study, Text};
use serde::{Deserialize, Serialize};

use crate::plan::{Plan, plan};
use crate::responses::Responses;
use crate::selection::Selection;
use crate::tally::{Tally, tally};

mod dealt;
mod estimate;
mod joint;

mod diagnostics;
mod gaps;
mod zones;

mod funnel;
mod incidents;
mod loyalty;
mod needs;
mod overall;
mod quality;
mod recommendation;
mod scenarios;
mod value;

mod importance;
mod penalty_reward;
mod reliability;

mod answers;
mod certainty;
mod first;
mod groups;
mod notes;

pub use answers::{AbsentCounts, Answers, Codes, LevelCount, OptionCount};
pub use certainty::{Certainty, certainty};
pub use diagnostics::GapDiagnostics;
pub use estimate::{Estimate, Interval, Method, Reason};
pub use first::{HurtFacet, HurtNeed, Priority, ReportedIncident, Shortfall};
pub use funnel::{Bounds, Funnel, FunnelPage};
pub use gaps::{BandShares, Gap, PairedTest, RankTest, Ratio, Scope, ToleranceShares, Verdict};
pub use groups::{Against, Difference, DifferenceTest, Differences, Effect, GroupTally, Measure, Ranks};
pub use groups::{differences, withhold};
pub use importance::{
    CrossKind, Crossing, Driver, Importance, ImportanceMap, PlacedItem, StatedImportance, StatedItem,
};
pub use incidents::{IncidentKind, Incidents};
pub use joint::Resampling;
pub use loyalty::{Deed, DeedKind, Loyalty, LoyaltyLevel};
pub use needs::{FacetFigure, FacetShares, NeedFigure, StateFigure, States};
pub use notes::{Note, Reference, references};
pub use overall::{Loss, Overall};
pub use penalty_reward::{Contrast, ContrastRow, Errors, Label};
pub use quality::Quality;
pub use recommendation::{Effort, Index, Recommendation};
pub use reliability::{Reliability, ReliabilityItem};
pub use scenarios::Scenarios;
pub use value::{Satisfied, ValueClass, ValueClasses, ValueDriver};
pub use zones::Zone;

/// The format that this version writes.
pub const FORMAT: &str = "esteem-report/1";

/// Everything that a study's answers say about one selection of responses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Always `esteem-report/1`.
    pub format: String,
    /// The study's id.
    pub study: String,
    /// The study's title.
    pub title: Text,
    /// What the respondents are called, in the plural.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respondents: Option<Text>,
    /// Which responses the report speaks of.
    pub selection: Selection,
    /// The responses that the selection kept.
    pub responses: u64,
    /// Of these, the ones that were broken off; their answers count as far as they go.
    pub partial: u64,
    /// The confidence of every interval.
    pub confidence: f64,
    /// The settings that the figures rest on.
    pub scoring: Scoring,
    /// How many touchpoints each respondent was asked, by lot; absent where everybody was asked all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touchpoints_each: Option<u64>,
    /// Expectation, perception and the gap over all touchpoints; absent in a study without touchpoints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall_gap: Option<Gap>,
    /// The same for each dimension.
    pub dimensions: Vec<Gap>,
    /// The same for each touchpoint, in the order of the study.
    pub touchpoints: Vec<Gap>,
    /// The zone of tolerance of each touchpoint that asks for it.
    pub zones: Vec<Zone>,
    /// Safety, fairness and respect, as far as the study asks about them.
    pub needs: Vec<NeedFigure>,
    /// How respondents stand by the needs rule; absent in a study that asks about no need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub states: Option<States>,
    /// Overall satisfaction in five levels; absent in a study that does not ask it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<Overall>,
    /// What goes with overall satisfaction, by touchpoint and by dimension, as far as the study asks for it.
    #[serde(default)]
    pub importance: Vec<Importance>,
    /// How important people say that things are; absent in a study that does not ask it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_importance: Option<StatedImportance>,
    /// What low and high ratings of touchpoints do to overall satisfaction; absent in a study that does not ask for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub penalty_reward: Option<Contrast>,
    /// The reliability of every block of items that is averaged.
    #[serde(default)]
    pub reliability: Vec<Reliability>,
    /// What the gap of one respondent is worth; absent in a study with fewer than two touchpoints of one scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap_diagnostics: Option<GapDiagnostics>,
    /// Whether respondents would recommend; absent in a study that does not ask it from 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<Recommendation>,
    /// Whether customers mean to stay, and whether they do; absent in a study that does not ask it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loyalty: Option<Loyalty>,
    /// How satisfied the customers are who are worth most; absent in a study without such classes or without overall
    /// satisfaction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<ValueClasses>,
    /// How little effort it took; absent in a study that does not ask it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effort: Option<Effort>,
    /// One index of satisfaction; absent in a study that does not ask its three items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<Index>,
    /// What went wrong, and what came of it, for each item that asks it.
    #[serde(default)]
    pub incidents: Vec<Incidents>,
    /// What would follow if the settings were true; absent where the study asks no overall satisfaction or wants none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenarios: Option<Scenarios>,
    /// How many responses look as if they were given without reading.
    pub quality: Quality,
    /// How far responses got, and what those that were broken off could do to the result.
    pub funnel: Funnel,
    /// What to do first, the most urgent at the top; empty where nothing stands out.
    #[serde(default)]
    pub first: Vec<Priority>,
    /// The answers to every key.
    pub answers: Vec<Answers>,
    /// What to keep in mind about the report as a whole.
    pub notes: Vec<Note>,
}

impl Report {
    /// The report as JSON text with a final line feed: the same bytes wherever the same responses are reported.
    pub fn to_json(&self) -> String {
        // The report holds only strings, numbers that are finite by construction, lists and maps with text keys, which
        // serde_json always can write.
        serde_json::to_string_pretty(self).map(|json| json + "\n").unwrap_or_default()
    }

    /// Touchpoints, dimensions and all of it, by id: the worst gap first, then what has no gap.
    pub fn touchpoints_by_gap(&self) -> Vec<&Gap> {
        let mut gaps: Vec<&Gap> = self.touchpoints.iter().collect();
        gaps.sort_by(|a, b| {
            let key = |gap: &Gap| gap.gap.value.unwrap_or(f64::INFINITY);
            key(a).total_cmp(&key(b))
        });
        gaps
    }
}

/// The report of responses: plan, tally and report in one go.
pub fn analyze(study: &Study, responses: &Responses, selection: &Selection) -> Report {
    let plan = plan(study, selection);
    report(study, &plan, &tally(&plan, responses))
}

/// The report of a filled plan of the study. Pure: the same tally gives the same report, bit for bit.
pub fn report(study: &Study, plan: &Plan, tally: &Tally) -> Report {
    let filled = Filled { study, plan, tally };
    let gaps = gaps::gaps(&filled);
    let states = needs::states(&filled);
    let overall = overall::overall(&filled);
    let funnel = funnel::funnel(&filled, overall.as_ref());
    let incidents = incidents::incidents(&filled);
    let scenarios = scenarios::scenarios(&filled, overall.as_ref(), &incidents);
    let mut report = Report {
        format: FORMAT.into(),
        study: study.id.clone(),
        title: study.title.clone(),
        respondents: study.respondents.clone(),
        selection: plan.selection.clone(),
        responses: tally.rows,
        partial: tally.partial,
        confidence: crate::stats::CONFIDENCE,
        scoring: study.scoring.clone(),
        touchpoints_each: study.dealt().map(|each| each as u64),
        overall_gap: gaps.overall,
        dimensions: gaps.dimensions,
        touchpoints: gaps.touchpoints,
        zones: zones::zones(&filled),
        needs: needs::needs(&filled),
        states,
        overall,
        importance: importance::importance(&filled),
        stated_importance: importance::stated(&filled),
        penalty_reward: penalty_reward::contrast(&filled),
        reliability: reliability::reliability(&filled),
        gap_diagnostics: diagnostics::diagnostics(&filled),
        recommendation: recommendation::recommendation(&filled),
        loyalty: loyalty::loyalty(&filled),
        value: value::value(&filled),
        effort: recommendation::effort(&filled),
        index: recommendation::index(&filled),
        incidents,
        scenarios,
        quality: quality::quality(&filled),
        funnel,
        first: Vec::new(),
        answers: answers::answers(&filled),
        notes: Vec::new(),
    };
    report.first = first::first(study, &report);
    if let (Some(loyalty), None) = (&mut report.loyalty, &report.value) {
        loyalty.notes.push(Note::NoValueClasses);
    }
    report.notes = notes::of_report(study, &report);
    report
}

/// A plan with its counts, and the study that says what they mean.
#[derive(Clone, Copy)]
pub(crate) struct Filled<'a> {
    pub(crate) study: &'a Study,
    pub(crate) plan: &'a Plan,
    pub(crate) tally: &'a Tally,
}

impl<'a> Filled<'a> {
    /// Each table with its counts.
    pub(crate) fn tables(self) -> impl Iterator<Item = (&'a crate::plan::Table, &'a crate::tally::Counts)> {
        self.plan.tables.iter().zip(&self.tally.tables)
    }

    /// The smallest base that is shown.
    pub(crate) fn smallest(self) -> u64 {
        u64::from(self.study.scoring.smallest_base)
    }
}
