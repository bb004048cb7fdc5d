//! What to do first: violated needs, then the touchpoints that fall short.
//!
//! Needs stand above gaps because a violated need is not made up for by anything else (see [`crate::needs`]). Within
//! each kind what hurts most people most stands first; of touchpoints, what matters most to overall satisfaction too. The order is a way of reading the figures of the report and adds
//! no knowledge to them: it knows neither causes nor costs, and neighbours whose intervals overlap could as well change
//! places.

use esteem_study::study::{AnswerForm, Need};
use esteem_study::{Facet, Key, Study};
use serde::{Deserialize, Serialize};

use super::importance::Importance;
use super::needs::slips;
use super::{Answers, Estimate, Gap, NeedFigure, Report, Scope};
use crate::practices::{Practice, practices_for};

/// One thing to do first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Priority {
    /// A need that was violated.
    Need(HurtNeed),
    /// A touchpoint that falls short of what was expected.
    Touchpoint(Shortfall),
}

/// A need that at least one respondent had violated. Ordered by the share of the violated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HurtNeed {
    /// The need.
    pub need: Need,
    /// The respondents whose need was violated.
    pub violated_share: Estimate,
    /// The share that slips of the finger alone would put among the violated, if one answer in a hundred were a slip.
    pub slips_share: Estimate,
    /// The facet that was violated most often; absent where too few answered each of them, or a rating alone violates
    /// none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<HurtFacet>,
    /// The incident that was reported most often of those that can violate this need; absent where the study asks about
    /// none, or nobody reported one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<ReportedIncident>,
    /// What can be done about the facet, or about the need where no facet is named; the nearest first.
    #[serde(default)]
    pub practices: Vec<Practice>,
}

/// A facet of a hurt need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HurtFacet {
    /// The item's id.
    pub id: String,
    /// The respondents who had it violated.
    pub violated_share: Estimate,
}

/// An incident that can violate a need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportedIncident {
    /// The id of the item that asks about incidents.
    pub item: String,
    /// The incident's id.
    pub id: String,
    /// The respondents who reported it, severe or not, however it ended.
    pub reported_share: Estimate,
}

/// A touchpoint whose gap lies below zero with its whole interval. Ordered by the weight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shortfall {
    /// The item's id.
    pub id: String,
    /// Perceived minus expected, in scale points.
    pub gap: Estimate,
    /// The respondents who got less than they expected.
    pub below_share: Estimate,
    /// Its part in what overall satisfaction goes with; absent where that cannot be told of every touchpoint, and all
    /// count as equally important.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub importance_share: Option<Estimate>,
    /// The gap as a part of the scale's range, without its sign, times the share of those who got less, times its
    /// importance: its part, or an equal one. It orders touchpoints, also of different scales, and means nothing by
    /// itself.
    pub weight: Estimate,
    /// What can be done about it, the nearest first.
    #[serde(default)]
    pub practices: Vec<Practice>,
}

/// What to do first, the most urgent at the top.
pub(super) fn first(study: &Study, report: &Report) -> Vec<Priority> {
    let mut needs: Vec<HurtNeed> = report.needs.iter().filter_map(|figure| hurt(study, report, figure)).collect();
    let importance = settled(report);
    let shares = |gap: &Gap| {
        let driver = importance?.drivers.iter().find(|driver| driver.id == gap.id)?;
        Some(driver.importance_share.clone())
    };
    let equal = 1.0 / report.touchpoints.len().max(1) as f64;
    let shortfalls = report.touchpoints.iter().filter_map(|gap| shortfall(study, gap, shares(gap), equal));
    let mut shortfalls: Vec<Shortfall> = shortfalls.collect();
    // Stable sorts: what is equal stays in the order of the report.
    let value = |estimate: &Estimate| estimate.value.unwrap_or_default();
    needs.sort_by(|a, b| value(&b.violated_share).total_cmp(&value(&a.violated_share)));
    shortfalls.sort_by(|a, b| value(&b.weight).total_cmp(&value(&a.weight)));
    needs.into_iter().map(Priority::Need).chain(shortfalls.into_iter().map(Priority::Touchpoint)).collect()
}

/// The respondents for each touchpoint from which on its importance is told well enough to order by.
const FOR_EACH: u64 = 10;

/// The importance of the touchpoints, if it can be told of all of them and rests on enough respondents.
fn settled(report: &Report) -> Option<&Importance> {
    let found = report.importance.iter().find(|importance| importance.scope == Scope::Touchpoint)?;
    let is_settled = found.base >= FOR_EACH * found.drivers.len() as u64
        && found.drivers.iter().all(|driver| driver.importance_share.interval.is_some());
    is_settled.then_some(found)
}

fn above_zero(estimate: &Estimate) -> bool {
    estimate.value.is_some_and(|value| value > 0.0)
}

/// The larger of two estimates; the earlier one where they are equal.
fn most<T>(items: impl Iterator<Item = T>, estimate: impl Fn(&T) -> &Estimate) -> Option<T> {
    items
        .filter(|item| above_zero(estimate(item)))
        .reduce(|best, item| if estimate(&item).value > estimate(&best).value { item } else { best })
}

fn hurt(study: &Study, report: &Report, figure: &NeedFigure) -> Option<HurtNeed> {
    let violated_share = figure.shares.violated_share.clone();
    let facet = most(figure.facets.iter(), |facet| &facet.shares.violated_share);
    above_zero(&violated_share).then(|| HurtNeed {
        need: figure.need,
        slips_share: Estimate::descriptive(slips(figure.facets.len()), violated_share.base),
        violated_share,
        facet: facet
            .map(|facet| HurtFacet { id: facet.id.clone(), violated_share: facet.shares.violated_share.clone() }),
        incident: incident(study, &report.answers, figure),
        practices: practices_for(facet.and_then(|facet| study.item(&facet.id)), Some(figure.need)),
    })
}

fn incident(study: &Study, answers: &[Answers], figure: &NeedFigure) -> Option<ReportedIncident> {
    let mut reported = Vec::new();
    for item in &study.items {
        let AnswerForm::Incidents { incidents, .. } = &item.answer else { continue };
        let key = Key::new(&item.id, Facet::Perceived).to_string();
        let options = answers.iter().find(|answers| answers.key == key).and_then(|answers| answers.options.as_ref());
        for kind in incidents {
            let touches = figure.facets.iter().any(|facet| Some(&facet.id) == kind.violates.as_ref());
            let option = options.and_then(|options| options.iter().find(|option| option.id == kind.id));
            reported.extend(option.filter(|_| touches).map(|option| (&item.id, option)));
        }
    }
    most(reported.into_iter(), |(_, option)| &option.share).map(|(item, option)| ReportedIncident {
        item: item.clone(),
        id: option.id.clone(),
        reported_share: option.share.clone(),
    })
}

fn shortfall(study: &Study, gap: &Gap, importance_share: Option<Estimate>, equal: f64) -> Option<Shortfall> {
    let below = gap.gap.interval.is_some_and(|interval| interval.high < 0.0);
    let (value, [low, high]) = (gap.gap.value.filter(|_| below)?, gap.scale);
    // The first row of a touchpoint's shares is the one without a band.
    let below_share = gap.shares.first()?.below_share.clone();
    let importance = importance_share.as_ref().and_then(|share| share.value).unwrap_or(equal);
    let weight = value.abs() / f64::from(high - low) * below_share.value? * importance;
    let weight = Estimate::descriptive(weight, gap.base);
    let practices = practices_for(study.item(&gap.id), None);
    Some(Shortfall { id: gap.id.clone(), gap: gap.gap.clone(), below_share, importance_share, weight, practices })
}
