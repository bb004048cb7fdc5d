//! The zone of tolerance: from the lowest level that is still accepted to the level that is desired.
//!
//! Source: Zeithaml, Berry & Parasuraman 1993 (Journal of the Academy of Marketing Science 21(1)); Kettinger & Lee 2005
//! (MIS Quarterly 29(4)).

use esteem_study::{Facet, Text};
use serde::{Deserialize, Serialize};

use super::notes::{self, Note};
use super::{Estimate, Filled, Reason};
use crate::plan::{Table, scored};
use crate::stats::Moments;
use crate::tally::Counts;

/// Where perception stands between the adequate and the desired level of one touchpoint.
///
/// # Missing data
/// Complete triples. Respondents whose desired level lies below their adequate one contradict themselves: they are
/// counted and left out of the figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Zone {
    /// The item's id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// The ends of the scale.
    pub scale: [i32; 2],
    /// Respondents with all three answers.
    pub complete: u64,
    /// Of these, the ones who desire less than they accept.
    pub inconsistent: u64,
    /// The others, on whom the figures rest.
    pub base: u64,
    /// The mean adequate level.
    pub adequate: Estimate,
    /// The mean desired level.
    pub desired: Estimate,
    /// The mean perceived level.
    pub perceived: Estimate,
    /// Perceived minus adequate: the measure of service adequacy.
    pub adequacy: Estimate,
    /// The standard deviation of the adequacy; absent where it cannot be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adequacy_sd: Option<f64>,
    /// Perceived minus desired: the measure of service superiority.
    pub superiority: Estimate,
    /// The standard deviation of the superiority; absent where it cannot be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superiority_sd: Option<f64>,
    /// Desired minus adequate.
    pub width: Estimate,
    /// (mean perceived − mean adequate) / (mean desired − mean adequate): 0 at the lower edge of the zone, 1 at the
    /// upper one.
    pub position: Estimate,
    /// Perceived below adequate.
    pub below_share: Estimate,
    /// Within the zone, edges included.
    pub inside_share: Estimate,
    /// Perceived above desired.
    pub above_share: Estimate,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

pub(super) fn zones(filled: &Filled<'_>) -> Vec<Zone> {
    filled
        .tables()
        .filter_map(|(table, counts)| match (table, counts) {
            (Table::Zone { item, levels }, Counts::Cells(cells)) => zone(filled, item, *levels, cells),
            _ => None,
        })
        .collect()
}

/// Respondents with the same three codes.
#[derive(Clone, Copy)]
struct Triple {
    adequate: i32,
    desired: i32,
    perceived: i32,
    count: u64,
}

fn zone(filled: &Filled<'_>, id: &str, levels: usize, cells: &[u64]) -> Option<Zone> {
    let study = filled.study;
    let item = study.item(id)?;
    let (low, high) = study.scale_of(item)?.range()?;
    let codes = |facet| scored(study, item, facet).map(|scored| scored.codes);
    let (adequate, desired, perceived) = (codes(Facet::Adequate)?, codes(Facet::Desired)?, codes(Facet::Perceived)?);
    let triples: Vec<Triple> = cells
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(cell, count)| Triple {
            adequate: adequate[cell / levels / levels],
            desired: desired[cell / levels % levels],
            perceived: perceived[cell % levels],
            count: *count,
        })
        .collect();
    let sum = |is: &dyn Fn(&Triple) -> bool| triples.iter().filter(|t| is(t)).map(|t| t.count).sum::<u64>();
    let complete = sum(&|_| true);
    let inconsistent = sum(&|t| t.desired < t.adequate);
    let base = complete - inconsistent;
    let smallest = filled.smallest();
    let moments = |of: fn(&Triple) -> i32| {
        let consistent = triples.iter().filter(|t| t.desired >= t.adequate);
        Moments::of(consistent.map(|t| (f64::from(of(t)), t.count)))
    };
    let mean = |of: fn(&Triple) -> i32| match moments(of) {
        Some(moments) => Estimate::mean(&moments).unless_small(smallest),
        None => Estimate::unknown(0, Reason::NoAnswers),
    };
    let sd = |of: fn(&Triple) -> i32| moments(of).filter(|_| base >= smallest).map(|moments| moments.sd());
    let share = |count| Estimate::share(count, base).unless_small(smallest);
    let adequacy: fn(&Triple) -> i32 = |t| t.perceived - t.adequate;
    let superiority: fn(&Triple) -> i32 = |t| t.perceived - t.desired;
    let width: fn(&Triple) -> i32 = |t| t.desired - t.adequate;
    let position = match (moments(adequacy), moments(width)) {
        (Some(adequacy), Some(width)) if width.mean > 0.0 => Estimate::descriptive(adequacy.mean / width.mean, base),
        _ => Estimate::unknown(base, Reason::NoZone),
    };
    let mut zone = Zone {
        id: id.into(),
        name: item.label().clone(),
        scale: [low, high],
        complete,
        inconsistent,
        base,
        adequate: mean(|t| t.adequate),
        desired: mean(|t| t.desired),
        perceived: mean(|t| t.perceived),
        adequacy: mean(adequacy),
        adequacy_sd: sd(adequacy),
        superiority: mean(superiority),
        superiority_sd: sd(superiority),
        width: mean(width),
        position: position.unless_small(smallest),
        below_share: share(sum(&|t| t.desired >= t.adequate && t.perceived < t.adequate)),
        inside_share: share(sum(&|t| t.adequate <= t.perceived && t.perceived <= t.desired)),
        above_share: share(sum(&|t| t.desired >= t.adequate && t.perceived > t.desired)),
        notes: Vec::new(),
    };
    zone.notes = notes::of_zone(&zone);
    Some(zone)
}
