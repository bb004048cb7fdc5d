//! How far the figures of a report can be trusted as a whole: typical intervals, what is not shown, and how many
//! intervals stand side by side.

use super::{Estimate, Report};
use crate::stats::Z;

/// What bears on the certainty of a whole report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Certainty {
    /// How far the interval of a typical touchpoint's gap reaches to either side, in scale points: the median of the
    /// half widths. Absent without such an interval, and where touchpoints are on different scales.
    pub gap_margin: Option<f64>,
    /// How far the interval of a share of one half reaches to either side, which is the most that an interval of a share
    /// can reach, and the base that it would have. Absent where no share has a base that is shown.
    pub share_margin: Option<(f64, u64)>,
    /// The main figures: gaps of touchpoints, adequacy of zones, violations of needs and of facets, satisfaction.
    pub figures: usize,
    /// How many of these rest on too few respondents to be shown.
    pub hidden: usize,
    /// How many of these have an interval.
    pub intervals: usize,
}

/// The certainty of a report.
pub fn certainty(report: &Report) -> Certainty {
    let main = main_figures(report);
    Certainty {
        gap_margin: gap_margin(report),
        share_margin: share_base(report).map(|base| (share_margin(base), base)),
        figures: main.len(),
        hidden: main.iter().filter(|estimate| !estimate.is_known()).count(),
        intervals: main.iter().filter(|estimate| estimate.interval.is_some()).count(),
    }
}

fn main_figures(report: &Report) -> Vec<&Estimate> {
    let gaps = report.touchpoints.iter().map(|gap| &gap.gap);
    let zones = report.zones.iter().map(|zone| &zone.adequacy);
    let needs = report.needs.iter().flat_map(|need| {
        let facets = need.facets.iter().map(|facet| &facet.shares.violated_share);
        std::iter::once(&need.shares.violated_share).chain(facets)
    });
    let satisfied = report.overall.iter().map(|overall| &overall.satisfied_share);
    gaps.chain(zones).chain(needs).chain(satisfied).collect()
}

fn gap_margin(report: &Report) -> Option<f64> {
    let scale = report.touchpoints.first()?.scale;
    if report.touchpoints.iter().any(|gap| gap.scale != scale) {
        return None;
    }
    let intervals = report.touchpoints.iter().filter_map(|gap| gap.gap.interval);
    let mut halves: Vec<f64> = intervals.map(|interval| (interval.high - interval.low) / 2.0).collect();
    halves.sort_by(f64::total_cmp);
    let (below, above) = (halves.get(halves.len().checked_sub(1)? / 2)?, halves.get(halves.len() / 2)?);
    Some((below + above) / 2.0)
}

/// The base of the report's shares of respondents: those who stand in a state, else those who rated the whole.
fn share_base(report: &Report) -> Option<u64> {
    let states = report.states.as_ref().filter(|states| states.violated_share.is_known()).map(|states| states.base);
    states.or_else(|| report.overall.as_ref().filter(|overall| overall.levels.is_some()).map(|overall| overall.base))
}

/// Half the width of Wilson's interval at p = 1/2: z/(2·√(n + z²)).
fn share_margin(base: u64) -> f64 {
    Z / (2.0 * libm::sqrt(base as f64 + Z * Z))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::wilson;

    #[test]
    fn the_margin_of_a_share_is_that_of_wilson_at_one_half() {
        for base in [2, 10, 402, 100_000] {
            let ends = wilson(base / 2, base);
            assert!((share_margin(base) - (ends.high - ends.low) / 2.0).abs() < 1e-12, "{base}");
        }
    }
}
