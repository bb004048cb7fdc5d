//! What to keep in mind about a figure: each note stands on the figure that it concerns, with its trigger.

use esteem_study::{Facet, Key, Study};
use serde::{Deserialize, Serialize};

use super::diagnostics::GapDiagnostics;
use super::funnel::Funnel;
use super::gaps::{Gap, Scope};
use super::importance::{Driver, Importance, ImportanceMap, StatedImportance};
use super::loyalty::Loyalty;
use super::needs::{NeedFigure, States};
use super::overall::Overall;
use super::penalty_reward::Contrast;
use super::recommendation::Recommendation;
use super::reliability::Reliability;
use super::value::ValueClasses;
use super::zones::Zone;
use super::{Estimate, Report};
use crate::needs::State;

/// Figures on fewer respondents than this carry [`Note::LowBase`].
const LOW_BASE: u64 = 30;

/// A caution. Its words are in [`crate::words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Note {
    /// More than a fifth of the respondents expect so much that the scale cannot show more.
    Ceiling,
    /// The ratio depends on how the scale is numbered. On every ratio.
    RatioCoding,
    /// The mean of ratios and the ratio of means fall on different sides of the band.
    RatioMean,
    /// A share moves by more than ten points between the tolerances 0.02 and 0.10.
    ToleranceMatters,
    /// More than a twentieth desire less than they accept.
    ZoneInconsistent,
    /// Violations are reported more than twice as often as signs of anger.
    FewSignsOfAnger,
    /// Slips alone would explain more than a third of the violations.
    SlipsPossible,
    /// Needs of respect were violated, which the rule does not count as outrage.
    RespectHurt,
    /// Fewer than thirty respondents.
    LowBase,
    /// Loss rates are textbook figures, not the company's own.
    AssumedLoss,
    /// Chance decided which touchpoints each respondent was asked.
    Dealt,
    /// What people intend is not what they do.
    IntentOnly,
    /// Parameters are textbook figures, not the company's own.
    SourceNumbers,
    /// What would follow from settings is no forecast.
    Scenario,
    /// People chose to answer: the figures describe respondents, not all customers.
    SelfSelected,
    /// The responses were chosen by their state, which rests on the answers about needs and overall satisfaction: what
    /// the report says of those is said by the choice.
    ChosenByState,
    /// Responses with two flags of quality or more were left out.
    WithoutFlagged,
    /// Who never began is in no number, and who broke off may think differently.
    NonResponse,
    /// No response was broken off, or the file leaves out those that were.
    NoBreakOffs,
    /// The highest level of overall satisfaction means to stay more often than the one below it.
    SatisfiedNotLoyal,
    /// Nothing tells what the customers do, so that the intention stands alone.
    NoDeeds,
    /// The study has no segment that tells what a customer is worth.
    NoValueClasses,
    /// The gap of a single respondent is unreliable.
    GapUnreliable,
    /// Perceptions alone explain overall satisfaction better than gaps.
    GapPredictsLess,
    /// Expectations were asked together with what was received.
    ExpectationRecalled,
    /// The questionnaire that ships was not validated.
    NotValidated,
    /// Figures of this group are hidden because they would tell those of a smaller one.
    FiguresWithheld,
    /// Some touchpoints were rated low, middling or high by fewer than thirty.
    FewInCells,
    /// Nobody answered yet.
    NoResponses,
    /// More than a fifth of those who answered a part of what is needed did not answer all of it, and are left out.
    LostRows,
    /// Some drivers go together so closely that their parts are hard to tell apart.
    Collinear,
    /// The coefficient of a driver with a part in the whole is below zero.
    NegativeDriver,
    /// A quadrant or a label comes up in less than four of five draws.
    UnstableLabel,
    /// Fewer than ten respondents for each coefficient.
    FewForDrivers,
    /// Fewer respondents than intervals of importance need to hold what they promise.
    NarrowIntervals,
    /// Some touchpoints were left out, because too few rated them low, middling or high.
    ThinCells,
    /// The reliability of a scale is below 0.70.
    AlphaLow,
    /// One factor cannot lie behind the answers, so that there is no omega.
    Heywood,
    /// An item goes against the others: possibly coded the wrong way round.
    PossiblyReversed,
    /// Two items tell little about reliability.
    TwoItems,
    /// The facets of a need make it up and need not mean the same.
    Formative,
}

/// A source that a figure rests on. Its words are in [`crate::words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reference {
    /// Parasuraman, Zeithaml & Berry 1985, 1988.
    Gap,
    /// Fieller 1954; Schuirmann 1987.
    Ratio,
    /// Zeithaml, Berry & Parasuraman 1993; Kettinger & Lee 2005.
    Zone,
    /// Schneider & Bowen 1999; Surachartkumtonkun and others 2013, 2015.
    Needs,
    /// Kotler.
    Loss,
    /// Johnson 2000; Martilla & James 1977.
    Importance,
    /// Brandt 1987; Mikulić & Prebežac 2008.
    PenaltyReward,
    /// Cronbach 1951; McDonald 1999; Feldt and others 1987.
    Reliability,
    /// Wilson 1927; Newcombe 1998.
    Share,
}

fn low_base(base: u64) -> Option<Note> {
    (1..LOW_BASE).contains(&base).then_some(Note::LowBase)
}

fn over(estimate: &Estimate, limit: f64) -> bool {
    estimate.value.is_some_and(|value| value > limit)
}

pub(super) fn of_gap(gap: &Gap) -> Vec<Note> {
    let ratio = &gap.ratio;
    let mut notes = Vec::new();
    if over(&ratio.locked_share, 0.20) {
        notes.push(Note::Ceiling);
    }
    if ratio.of_means.is_known() && gap.scope == Scope::All {
        notes.push(Note::RatioCoding);
    }
    let band = ratio.shares.first().map_or(0.0, |shares| shares.tolerance);
    let side =
        |estimate: &Estimate| estimate.value.map(|ratio| i32::from(ratio > 1.0 + band) - i32::from(ratio < 1.0 - band));
    if let (Some(of_means), Some(mean)) = (side(&ratio.of_means), side(&ratio.mean_of_ratios))
        && of_means != mean
    {
        notes.push(Note::RatioMean);
    }
    let at = |tolerance: f64| ratio.shares.iter().find(|shares| shares.tolerance == tolerance);
    if let (Some(narrow), Some(wide)) = (at(0.02), at(0.10)) {
        let moved = |a: &Estimate, b: &Estimate| match (a.value, b.value) {
            (Some(a), Some(b)) => (a - b).abs() > 0.10,
            _ => false,
        };
        if moved(&narrow.below_share, &wide.below_share)
            || moved(&narrow.matched_share, &wide.matched_share)
            || moved(&narrow.exceeded_share, &wide.exceeded_share)
        {
            notes.push(Note::ToleranceMatters);
        }
    }
    notes.extend(low_base(gap.base));
    notes
}

pub(super) fn of_zone(zone: &Zone) -> Vec<Note> {
    let many = zone.complete > 0 && zone.inconsistent * 20 > zone.complete;
    many.then_some(Note::ZoneInconsistent).into_iter().chain(low_base(zone.base)).collect()
}

pub(super) fn of_need(need: &NeedFigure) -> Vec<Note> {
    low_base(need.shares.base).into_iter().collect()
}

pub(super) fn of_states(states: &States) -> Vec<Note> {
    let mut notes = Vec::new();
    let (violated, outraged) = (&states.violated_share, states.of(State::Outraged));
    if let (Some(violated), Some(outraged), Some(slips)) =
        (violated.value, outraged.share.value, states.slips_share.value)
    {
        if violated > 2.0 * outraged {
            notes.push(Note::FewSignsOfAnger);
        }
        if violated > 0.0 && slips > violated / 3.0 {
            notes.push(Note::SlipsPossible);
        }
    }
    notes.extend(low_base(states.base));
    notes
}

pub(super) fn of_overall(overall: &Overall) -> Vec<Note> {
    let assumed = overall.loss.assumed.then_some(Note::AssumedLoss);
    assumed.into_iter().chain(low_base(overall.base)).collect()
}

/// A variance inflated more than this many times is that of a coefficient which is hard to tell apart.
const MOST_INFLATED: f64 = 5.0;
/// A place or a label that comes up in fewer draws than this is unstable.
const STABLE: f64 = 0.80;
/// The respondents that each coefficient should rest on.
const FOR_EACH: u64 = 10;
/// Below this many respondents the intervals of parts are too narrow; docs/coverage.md has how much.
const FOR_INTERVALS: u64 = 300;

pub(super) fn of_importance(importance: &Importance, is_much_lost: bool) -> Vec<Note> {
    let drivers = &importance.drivers;
    let mut notes = lost_rows(importance.base, is_much_lost);
    if importance.explained_share.is_known() && importance.base < FOR_EACH * drivers.len() as u64 {
        notes.push(Note::FewForDrivers);
    }
    let has_interval = |driver: &Driver| driver.importance_share.interval.is_some();
    if importance.base < FOR_INTERVALS && drivers.iter().any(has_interval) {
        notes.push(Note::NarrowIntervals);
    }
    if drivers.iter().any(|driver| driver.inflation.is_some_and(|inflation| inflation > MOST_INFLATED)) {
        notes.push(Note::Collinear);
    }
    if drivers.iter().any(|driver| driver.beta.value.is_some_and(|beta| beta < 0.0)) {
        notes.push(Note::NegativeDriver);
    }
    notes.extend(unstable(importance.map.as_ref()));
    notes.extend(low_base(importance.base));
    notes
}

pub(super) fn of_stated(stated: &StatedImportance, is_much_lost: bool) -> Vec<Note> {
    let mut notes = lost_rows(stated.base, is_much_lost);
    notes.extend(unstable(stated.map.as_ref()));
    notes.extend(low_base(stated.base));
    notes
}

pub(super) fn of_contrast(contrast: &Contrast, is_much_lost: bool) -> Vec<Note> {
    let mut notes = lost_rows(contrast.base, is_much_lost);
    let rows = || contrast.touchpoints.iter();
    if rows().any(|row| matches!(row.penalty.reason, Some(super::Reason::ThinCell { .. }))) {
        notes.push(Note::ThinCells);
    }
    let is_few = |row: &super::ContrastRow| {
        row.penalty.is_known() && row.cells.is_some_and(|cells| cells.into_iter().any(|n| n < LOW_BASE))
    };
    if rows().any(is_few) {
        notes.push(Note::FewInCells);
    }
    if rows().any(|row| row.label.is_some_and(|label| label.chances.into_iter().all(|chance| chance < STABLE))) {
        notes.push(Note::UnstableLabel);
    }
    notes.extend(low_base(contrast.base));
    notes
}

/// The reliability that the average of a group of respondents needs.
const RELIABLE: f64 = 0.70;

pub(super) fn of_reliability(reliability: &Reliability, is_much_lost: bool) -> Vec<Note> {
    let mut notes = lost_rows(reliability.base, is_much_lost);
    if reliability.is_formative {
        notes.push(Note::Formative);
    } else if reliability.alpha.value.is_some_and(|alpha| alpha < RELIABLE) {
        notes.push(Note::AlphaLow);
    }
    if reliability.omega.reason == Some(super::Reason::Heywood) {
        notes.push(Note::Heywood);
    }
    if reliability.items.iter().any(|item| item.rest_correlation.value.is_some_and(|r| r < 0.0)) {
        notes.push(Note::PossiblyReversed);
    }
    if reliability.spearman_brown.as_ref().is_some_and(Estimate::is_known) {
        notes.push(Note::TwoItems);
    }
    notes.extend(low_base(reliability.base));
    notes
}

fn lost_rows(base: u64, is_much_lost: bool) -> Vec<Note> {
    (is_much_lost && base > 0).then_some(Note::LostRows).into_iter().collect()
}

fn unstable(map: Option<&ImportanceMap>) -> Option<Note> {
    let places = &map?.crossings.first()?.places;
    let is_unsure = |chances: [f64; 4]| chances.into_iter().all(|chance| chance < STABLE);
    places.iter().any(|place| place.chances.is_some_and(is_unsure)).then_some(Note::UnstableLabel)
}

pub(super) fn of_base(base: u64) -> Vec<Note> {
    low_base(base).into_iter().collect()
}

pub(super) fn of_recommendation(recommendation: &Recommendation) -> Vec<Note> {
    std::iter::once(Note::IntentOnly).chain(low_base(recommendation.base)).collect()
}

pub(super) fn of_funnel(funnel: &Funnel, partial: u64) -> Vec<Note> {
    let note = if partial > 0 { Note::NonResponse } else { Note::NoBreakOffs };
    (funnel.base > 0).then_some(note).into_iter().chain(low_base(funnel.base)).collect()
}

pub(super) fn of_loyalty(loyalty: &Loyalty, top_differs: bool) -> Vec<Note> {
    let mut notes = Vec::new();
    notes.extend(top_differs.then_some(Note::SatisfiedNotLoyal));
    let knows = |deed: &super::loyalty::Deed| deed.both_share.base > 0;
    notes.extend((!loyalty.deeds.iter().any(knows)).then_some(Note::NoDeeds));
    notes.extend(low_base(loyalty.loyal_share.base));
    notes
}

pub(super) fn of_value(value: &ValueClasses) -> Vec<Note> {
    let low = |class: &super::value::ValueClass| low_base(class.satisfied.mean.base);
    value.classes.iter().find_map(low).into_iter().collect()
}

pub(super) fn of_diagnostics(own: &GapDiagnostics, is_much_lost: bool) -> Vec<Note> {
    let mut notes = lost_rows(own.base, is_much_lost);
    notes.extend(own.reliability.value.is_some_and(|value| value < RELIABLE).then_some(Note::GapUnreliable));
    let value = |estimate: &Option<Estimate>| estimate.as_ref().and_then(|estimate| estimate.value);
    if let (Some(gap), Some(perceived)) = (value(&own.by_gap_share), value(&own.by_perceived_share)) {
        notes.extend((gap < perceived).then_some(Note::GapPredictsLess));
    }
    notes.extend(low_base(own.base));
    notes
}

/// The ids of the studies that ship.
const SHIPPED: [&str; 2] = ["customer", "customer-pulse"];

/// Whether a part of the questionnaire asks what was expected together with what was received.
fn recalls(study: &Study) -> bool {
    study.parts.iter().any(|part| {
        let asks = |facet| {
            let mut keys = part.pages.iter().flat_map(|page| &page.asks).filter_map(|ask| Key::parse(ask));
            keys.any(|key| key.facet == facet && study.touchpoints().any(|item| item.id == key.item))
        };
        asks(Facet::Expected) && asks(Facet::Perceived)
    })
}

pub(super) fn of_report(study: &Study, report: &Report) -> Vec<Note> {
    let mut notes = vec![if report.responses == 0 { Note::NoResponses } else { Note::SelfSelected }];
    if report.touchpoints_each.is_some() {
        notes.push(Note::Dealt);
    }
    if !report.selection.states.is_empty() {
        notes.push(Note::ChosenByState);
    }
    if report.selection.without_flagged {
        notes.push(Note::WithoutFlagged);
    }
    let has_gap = report.touchpoints.iter().any(|gap| gap.base > 0);
    if has_gap && recalls(study) {
        notes.push(Note::ExpectationRecalled);
    }
    if SHIPPED.contains(&&*study.id) && report.responses > 0 {
        notes.push(Note::NotValidated);
    }
    let respect = report.needs.iter().find(|need| need.need == esteem_study::study::Need::Respect);
    let hurt = respect.is_some_and(|need| over(&need.shares.violated_share, 0.0));
    if hurt && !report.scoring.needs.respect_outrages {
        notes.push(Note::RespectHurt);
    }
    notes
}

/// The sources of a report's figures, in the order of the report.
pub fn references(report: &Report) -> Vec<Reference> {
    let mut references = Vec::new();
    let gap = report.overall_gap.is_some();
    references.extend(gap.then_some(Reference::Gap));
    references.extend(gap.then_some(Reference::Ratio));
    references.extend((!report.zones.is_empty()).then_some(Reference::Zone));
    references.extend((!report.needs.is_empty()).then_some(Reference::Needs));
    references.extend(report.overall.is_some().then_some(Reference::Loss));
    let has_map = !report.importance.is_empty() || report.stated_importance.is_some();
    references.extend(has_map.then_some(Reference::Importance));
    references.extend(report.penalty_reward.is_some().then_some(Reference::PenaltyReward));
    references.extend((!report.reliability.is_empty()).then_some(Reference::Reliability));
    references.push(Reference::Share);
    references
}
