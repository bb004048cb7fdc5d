//! What the gap of a single respondent is worth, beside the two answers that it comes from.
//!
//! Sources: Peter, Churchill & Brown 1993 (Journal of Consumer Research 19); Cronin & Taylor 1992 (Journal of Marketing 56).

use serde::{Deserialize, Serialize};

use super::joint::{Joint, told};
use super::notes::{self, Note};
use super::{Estimate, Filled, Reason};
use crate::plan::Purpose;
use crate::stats::difference::difference;
use crate::stats::relative_weights::relative_weights;
use crate::stats::{Covariance, Matrix};

/// How reliable the gap of a respondent is, and whether gaps go with overall satisfaction better than perceptions alone.
///
/// # Missing data
/// Respondents who rated expectation and perception of every touchpoint and, where it is asked, the whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapDiagnostics {
    /// Respondents who answered everything that is needed.
    pub base: u64,
    /// Respondents who answered a part of it only, and are left out.
    pub lost: u64,
    /// The reliability of a respondent's mean gap, 1 at most; below 0.70 it is no figure about one respondent.
    pub reliability: Estimate,
    /// The correlation of a respondent's mean expectation and mean perception.
    pub correlation: Estimate,
    /// R² of overall satisfaction on the perceptions; this and the next two are absent in a study that does not ask it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_perceived_share: Option<Estimate>,
    /// R² on the gaps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_gap_share: Option<Estimate>,
    /// R² on expectations and perceptions side by side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_both_share: Option<Estimate>,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

pub(super) fn diagnostics(filled: &Filled<'_>) -> Option<GapDiagnostics> {
    let (joint, has_overall) = [(Purpose::OverallAndGaps, true), (Purpose::Gaps, false)]
        .into_iter()
        .find_map(|(purpose, has_overall)| Some((Joint::of(filled, &purpose)?, has_overall)))?;
    let (base, smallest) = (joint.n(), filled.smallest());
    let all = match joint.covariance() {
        _ if base < smallest.max(1) => Err(Reason::TooFew { needed: smallest }),
        found => found.map_err(|why| told(why, 2)),
    };
    let first = usize::from(has_overall);
    let items = all.as_ref().map_or(0, |all| (all.width() - first) / 2);
    let needed = 2 * items as u64 + 2;
    let estimate = |found: Result<f64, Reason>| match found {
        Ok(value) => Estimate::descriptive(value, base),
        Err(reason) => Estimate::unknown(base, reason),
    };
    let sides = all.clone().and_then(|all| {
        let sides = all.select(&(first..all.width()).collect::<Vec<_>>());
        difference(&sides).map_err(|why| told(why, 2))
    });
    let explained = |of: &dyn Fn(&Covariance) -> Covariance| {
        has_overall.then(|| {
            let all = all.as_ref().map_err(|reason| *reason);
            estimate(all.and_then(|all| {
                relative_weights(&of(all)).map(|found| found.r2.max(0.0)).map_err(|why| told(why, needed))
            }))
        })
    };
    let perceived = |all: &Covariance| all.select(&std::iter::once(0).chain(1 + items..=2 * items).collect::<Vec<_>>());
    let gaps = |all: &Covariance| {
        all.combine(&Matrix::from_fn(items + 1, 2 * items + 1, |row, column| match (row, column) {
            (0, 0) => 1.0,
            (row, column) if row > 0 && column == row => -1.0,
            (row, column) if row > 0 && column == row + items => 1.0,
            _ => 0.0,
        }))
    };
    let mut diagnostics = GapDiagnostics {
        base,
        lost: joint.lost(),
        reliability: estimate(sides.as_ref().map(|sides| sides.reliability).map_err(|reason| *reason)),
        correlation: estimate(sides.as_ref().map(|sides| sides.correlation).map_err(|reason| *reason)),
        by_perceived_share: explained(&perceived),
        by_gap_share: explained(&gaps),
        by_both_share: explained(&Covariance::clone),
        notes: Vec::new(),
    };
    diagnostics.notes = notes::of_diagnostics(&diagnostics, joint.is_much_lost());
    Some(diagnostics)
}
