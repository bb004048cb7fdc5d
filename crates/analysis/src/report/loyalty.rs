//! Whether customers mean to stay, by how satisfied they are, and whether those who mean it do it.

use esteem_study::Text;
use esteem_study::study::Outcome;
use serde::{Deserialize, Serialize};

use super::notes::{self, Note};
use super::{Estimate, Filled};
use crate::plan::{LoyaltyTable, RETURNED, Table, intent};
use crate::stats::share::two_shares;
use crate::tally::{Counts, LoyaltyCounts};

/// The intention to stay, and what stands beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Loyalty {
    /// The id of the item that tells the intention.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Codes from this one on are an intention to stay.
    pub loyal_from: i32,
    /// The share of those who told their intention that means to stay.
    pub loyal_share: Estimate,
    /// The same at each level of overall satisfaction, worst first; empty in a study that does not ask it.
    pub levels: Vec<LoyaltyLevel>,
    /// Intention against deed, for each deed that the study can tell; empty where it can tell none.
    pub deeds: Vec<Deed>,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// The intention at one level of overall satisfaction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoyaltyLevel {
    /// The level, 1 to 5.
    pub code: i32,
    /// What it is called; absent where the scale has no words for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// The share that means to stay.
    pub loyal_share: Estimate,
}

/// What customers do, as far as a file can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeedKind {
    /// They came back: the segment `returned` says so.
    Returned,
    /// They told at least one other person good things.
    ToldGood,
}

/// Intention against deed: four groups, of which the second is all talk and the third stays for other reasons.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deed {
    /// The deed.
    pub kind: DeedKind,
    /// The share that means it and does it.
    pub both_share: Estimate,
    /// The share that means it and does not.
    pub intent_only_share: Estimate,
    /// The share that does it without meaning to stay.
    pub deed_only_share: Estimate,
    /// The share that neither means nor does it.
    pub neither_share: Estimate,
    /// Of those who mean to stay, the share that does it.
    pub of_loyal_share: Estimate,
    /// Of the others, the share that does it.
    pub of_others_share: Estimate,
}

pub(super) fn loyalty(filled: &Filled<'_>) -> Option<Loyalty> {
    let study = filled.study;
    let (item, _) = intent(study)?;
    let (table, counts) = filled.tables().find_map(|(table, counts)| match (table, counts) {
        (Table::Loyalty(table), Counts::Cells(cells)) => Some((table, LoyaltyCounts::new(cells, table))),
        _ => None,
    })?;
    let share = |[base, count]: [u64; 2]| Estimate::share(count, base).unless_small(filled.smallest());
    let at = levels(table, counts);
    let labels = study.outcome(Outcome::Overall).and_then(|item| study.scale_of(item));
    let label = |place: usize| labels.and_then(|scale| scale.levels.get(place)?.label.clone());
    let level = |(place, code, own): &(usize, i32, [u64; 2])| LoyaltyLevel {
        code: *code,
        label: label(*place),
        loyal_share: share(*own),
    };
    let deed = |(kind, cells): (DeedKind, [u64; 4])| {
        let [both, intent, deed, neither] = cells;
        let base = both + intent + deed + neither;
        Deed {
            kind,
            both_share: share([base, both]),
            intent_only_share: share([base, intent]),
            deed_only_share: share([base, deed]),
            neither_share: share([base, neither]),
            of_loyal_share: share([both + intent, both]),
            of_others_share: share([deed + neither, deed]),
        }
    };
    let returned = study.segments.iter().any(|segment| segment.id == RETURNED);
    let deeds = [
        returned.then(|| (DeedKind::Returned, counts.returned())),
        table.told_good.as_ref().map(|_| (DeedKind::ToldGood, counts.told())),
    ];
    let mut loyalty = Loyalty {
        id: item.id.clone(),
        name: item.label().clone(),
        loyal_from: table.loyal_from,
        loyal_share: share(counts.all()),
        levels: at.iter().map(level).collect(),
        deeds: deeds.into_iter().flatten().map(deed).collect(),
        notes: Vec::new(),
    };
    loyalty.notes = notes::of_loyalty(&loyalty, top_differs(&at, filled.smallest()));
    Some(loyalty)
}

/// For each level of overall satisfaction its place, its code, and the counts; lowest code first.
fn levels(table: &LoyaltyTable, counts: LoyaltyCounts<'_>) -> Vec<(usize, i32, [u64; 2])> {
    let codes = table.overall.iter().flat_map(|overall| overall.codes.iter().enumerate());
    let mut levels: Vec<_> = codes.map(|(place, code)| (place, *code, counts.level(place))).collect();
    levels.sort_by_key(|(_, code, _)| *code);
    levels
}

/// Whether the highest level means to stay more often than the one below it, beyond chance.
fn top_differs(levels: &[(usize, i32, [u64; 2])], smallest: u64) -> bool {
    let [.., (_, _, below), (_, _, top)] = levels else { return false };
    let is_shown = below[0] >= smallest && top[0] >= smallest;
    is_shown && two_shares(top[1], top[0], below[1], below[0]).is_ok_and(|found| found.interval.low > 0.0)
}
