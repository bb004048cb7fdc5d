//! How far responses got: where those that were broken off stop, and what that could do to the result.

use esteem_study::Text;
use serde::{Deserialize, Serialize};

use super::notes::{self, Note};
use super::{Estimate, Filled, Overall};
use crate::plan::Table;
use crate::tally::{Counts, FunnelCounts};

/// Levels of overall satisfaction from this code on are satisfied.
const SATISFIED_FROM: i32 = 4;

/// From the first question to the last.
///
/// # Missing data
/// Only responses that reached the file are known: who was asked and never began is in no number here. A response counts
/// as stopped on the page with its last answer; whether the page after it was seen, most files do not tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Funnel {
    /// Responses, finished or not.
    pub base: u64,
    /// The share that was finished: the completion rate of those who began.
    pub finished_share: Estimate,
    /// Responses that were broken off before anything was answered; absent where the base is too small to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silent: Option<u64>,
    /// The pages, in their order.
    pub pages: Vec<FunnelPage>,
    /// What those who left before the question could make of overall satisfaction; absent where nobody did,
    /// in a study that does not ask it, and where too few answered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Bounds>,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// One page of the questionnaire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunnelPage {
    /// The page's id.
    pub id: String,
    /// The sentence above its items; absent where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Text>,
    /// Responses that reached it; absent where the base is too small to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<u64>,
    /// The responses that were broken off after their last answer on it; absent likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<u64>,
    /// The share of all responses that reached it.
    pub reached_share: Estimate,
    /// The share of those who reached it that stopped there.
    pub stopped_share: Estimate,
}

/// The share of the satisfied if everybody who left before the question had been dissatisfied, and if all had been
/// satisfied.
///
/// # Formula
/// k/(n + m) and (k + m)/(n + m) with k of n satisfied and m who left before the question: bounds without any assumption
/// (Manski 1989, Journal of Human Resources 24).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Responses that were broken off without a word on overall satisfaction.
    pub left: u64,
    /// The lower bound.
    pub least_share: Estimate,
    /// The upper bound.
    pub most_share: Estimate,
}

pub(super) fn funnel(filled: &Filled<'_>, overall: Option<&Overall>) -> Funnel {
    let cells = filled.tables().find_map(|(table, counts)| match (table, counts) {
        (Table::Funnel(_), Counts::Cells(cells)) => Some(cells.as_slice()),
        _ => None,
    });
    let counts = FunnelCounts::new(cells.unwrap_or_default());
    let (base, partial, smallest) = (filled.tally.rows, filled.tally.partial, filled.smallest());
    let is_shown = base >= smallest.max(1);
    let pages = filled.study.parts.iter().flat_map(|part| &part.pages).enumerate().map(|(place, page)| {
        let (reached, stopped) = (counts.reached(place), counts.stopped(place));
        FunnelPage {
            id: page.id.clone(),
            intro: page.intro.clone(),
            reached: is_shown.then_some(reached),
            stopped: is_shown.then_some(stopped),
            reached_share: Estimate::share(reached, base).unless_small(smallest),
            stopped_share: Estimate::share(stopped, reached).unless_small(smallest),
        }
    });
    let mut funnel = Funnel {
        base,
        finished_share: Estimate::share(base - partial, base).unless_small(smallest),
        silent: is_shown.then(|| counts.silent()),
        pages: pages.collect(),
        bounds: overall.and_then(|overall| bounds(overall, counts.without_overall())),
        notes: Vec::new(),
    };
    funnel.notes = notes::of_funnel(&funnel, partial);
    funnel
}

fn bounds(overall: &Overall, left: u64) -> Option<Bounds> {
    let levels = overall.levels.as_ref().filter(|_| left > 0)?;
    let satisfied: u64 = levels.iter().filter(|level| level.code >= SATISFIED_FROM).map(|level| level.count).sum();
    let base = overall.base + left;
    let share = |count: u64| Estimate::descriptive(count as f64 / base as f64, base);
    Some(Bounds { left, least_share: share(satisfied), most_share: share(satisfied + left) })
}
