//! How many responses look as if they were given without reading.

use serde::{Deserialize, Serialize};

use super::{Estimate, Filled};
use crate::plan::Table;
use crate::tally::Counts;

/// Signs of answers that were given without reading. They are counted, and nobody is left out unless the reader asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Responses.
    pub base: u64,
    /// Of those whose time is known, the share that was too fast to have read.
    pub speeding_share: Estimate,
    /// The share with a long run of equal answers.
    pub straight_line_share: Estimate,
    /// The share with the same answers in the same minute as another one.
    pub duplicate_share: Estimate,
    /// The share with two flags or more: what is left out where the reader asks for that.
    pub flagged_share: Estimate,
    /// Whether they were left out of this report.
    pub left_out: bool,
}

pub(super) fn quality(filled: &Filled<'_>) -> Quality {
    let cells = filled.tables().find_map(|(table, counts)| match (table, counts) {
        (Table::Quality, Counts::Cells(cells)) => <[u64; 6]>::try_from(cells.as_slice()).ok(),
        _ => None,
    });
    let [base, timed, speeding, straight_line, duplicate, flagged] = cells.unwrap_or_default();
    let share = |count, base| Estimate::share(count, base).unless_small(filled.smallest());
    Quality {
        base,
        speeding_share: share(speeding, timed),
        straight_line_share: share(straight_line, base),
        duplicate_share: share(duplicate, base),
        flagged_share: share(flagged, base),
        left_out: filled.plan.selection.without_flagged,
    }
}
