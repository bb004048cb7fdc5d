//! Figures side by side on the same axes.

use crate::figure::{
    DistributionGroup, DistributionRow, Figure, GapFigure, MapFigure, RangesFigure, Shared, StatesFigure, StatesRow,
};
use crate::text::{self, Face, Weight};

/// Gives figures the same axes, so that the same length means the same number in each of them. They must be of one kind;
/// the others of a mixed lot keep their own.
pub fn share_axes<'a>(figures: impl IntoIterator<Item = &'a mut Figure>) {
    let mut figures: Vec<&mut Figure> = figures.into_iter().collect();
    let Some(kind) = figures.first().map(|figure| std::mem::discriminant(&**figure)) else { return };
    figures.retain(|figure| std::mem::discriminant(&**figure) == kind);
    let mut shared = Shared { ranges: Vec::new(), widest: Vec::new() };
    for figure in &figures {
        let own = own(figure);
        if shared.ranges.is_empty() {
            shared.ranges.clone_from(&own.ranges);
        }
        for (range, own) in shared.ranges.iter_mut().zip(own.ranges) {
            *range = (range.0.min(own.0), range.1.max(own.1));
        }
        shared.widest.resize(own.widest.len(), String::new());
        for (widest, words) in shared.widest.iter_mut().zip(own.widest) {
            *widest = wider(std::mem::take(widest), &words);
        }
    }
    for figure in figures {
        *place(figure) = Some(shared.clone());
    }
}

/// What a figure has in common with itself.
fn own(figure: &Figure) -> Shared {
    match figure {
        Figure::Gaps(figure) => {
            let texts = figure.rows.iter().filter(|row| row.gap.is_some()).map(|row| &row.gap_text);
            Shared { ranges: vec![gap_range(figure).unwrap_or_default()], widest: vec![widest(texts)] }
        }
        Figure::Needs(figure) => {
            let texts = figure.rows.iter().filter(|row| row.shares.is_some()).map(|row| &row.violated_text);
            Shared { ranges: Vec::new(), widest: vec![widest(texts)] }
        }
        Figure::States(figure) => {
            let texts = figure.rows.iter().filter(|row| reach(row).is_some()).map(|row| &row.text);
            Shared { ranges: vec![(0.0, states_reach(figure))], widest: vec![widest(texts)] }
        }
        Figure::Zones(figure) => {
            let texts = |index: usize| widest(figure.rows.iter().map(|row| &row.shares[index]));
            Shared { ranges: Vec::new(), widest: (0..3).map(texts).collect() }
        }
        Figure::Distribution(figure) => {
            let rows = || figure.groups.iter().flat_map(|group| &group.rows).filter(|row| row.shares.is_some());
            let range = |is_judged: bool| {
                let groups = figure.groups.iter().filter(move |group| group.is_judged == is_judged);
                let sides = groups.flat_map(|group| group.rows.iter().filter_map(|row| sides(row, group)));
                sides.fold((0.0, 0.0), |most: (f64, f64), side| (most.0.min(-side.0), most.1.max(side.1)))
            };
            let low = widest(rows().map(|row| &row.low_text));
            let high = widest(rows().map(|row| &row.high_text));
            Shared { ranges: vec![range(true), range(false)], widest: vec![low, high] }
        }
        Figure::Map(figure) => {
            let ranges = map_reach(figure).map_or_else(Vec::new, |(right, up)| vec![right, up]);
            Shared { ranges, widest: Vec::new() }
        }
        Figure::Ranges(figure) => {
            let rows = figure.rows.iter().filter(|row| row.reason.is_empty());
            Shared { ranges: vec![ranges_range(figure)], widest: vec![widest(rows.flat_map(|row| &row.texts))] }
        }
    }
}

fn place(figure: &mut Figure) -> &mut Option<Shared> {
    match figure {
        Figure::Gaps(figure) => &mut figure.shared,
        Figure::Needs(figure) => &mut figure.shared,
        Figure::States(figure) => &mut figure.shared,
        Figure::Zones(figure) => &mut figure.shared,
        Figure::Distribution(figure) => &mut figure.shared,
        Figure::Ranges(figure) => &mut figure.shared,
        Figure::Map(figure) => &mut figure.shared,
    }
}

fn widest<'t>(texts: impl Iterator<Item = &'t String>) -> String {
    texts.fold(String::new(), |widest, words| wider(widest, words))
}

fn wider(one: String, other: &str) -> String {
    let width = |words: &str| text::width(words, Face { size: 1.0, weight: Weight::Bold });
    if width(other) > width(&one) { other.to_owned() } else { one }
}

/// The range of all gaps and their intervals with zero in it, or nothing without a gap.
pub(crate) fn gap_range(figure: &GapFigure) -> Option<(f64, f64)> {
    let with_gap = figure.rows.iter().filter_map(|row| row.gap.map(|gap| (gap, row.interval.unwrap_or((gap, gap)))));
    let values = with_gap.flat_map(|(gap, (low, high))| [gap, low, high]).filter(|value| value.is_finite());
    values.fold(None, |range: Option<(f64, f64)>, value| {
        let (low, high) = range.unwrap_or((0.0, 0.0));
        Some((low.min(value), high.max(value)))
    })
}

/// The range of all numbers and their intervals, with what the axis shows at least.
pub(crate) fn ranges_range(figure: &RangesFigure) -> (f64, f64) {
    let points = figure.rows.iter().flat_map(|row| &row.points);
    let ends = points.flat_map(|point| {
        let (low, high) = point.interval.unzip();
        [point.value, low, high]
    });
    let reference = figure.reference.as_ref().map(|(value, _)| *value);
    let values = ends.chain([reference]).flatten().filter(|value| value.is_finite());
    values.fold(figure.least, |(low, high), value| (low.min(value), high.max(value)))
}

/// The ranges of a map's axes with a little air: its own, or those that it shares.
pub(crate) fn map_ranges(figure: &MapFigure) -> ((f64, f64), (f64, f64)) {
    let shared = |at: usize| figure.shared.as_ref().and_then(|shared| shared.ranges.get(at).copied());
    let own = map_reach(figure).unwrap_or_default();
    let air = |(low, high): (f64, f64)| {
        let air = if high > low { (high - low) * 0.08 } else { 1.0 };
        (low - air, high + air)
    };
    (air(shared(0).unwrap_or(own.0)), air(shared(1).unwrap_or(own.1)))
}

/// The ranges of all places and crosses of a map, if it has any.
fn map_reach(figure: &MapFigure) -> Option<((f64, f64), (f64, f64))> {
    let crosses = figure.crosses.iter().map(|cross| cross.at);
    let all = figure.rows.iter().filter_map(|row| row.at).chain(crosses);
    let all = all.filter(|(x, y)| x.is_finite() && y.is_finite());
    let reach = |of: fn((f64, f64)) -> f64| {
        let values = all.clone().map(of);
        values.clone().reduce(f64::min).zip(values.reduce(f64::max))
    };
    reach(|at| at.0).zip(reach(|at| at.1))
}

/// The furthest that any bar or its interval goes.
pub(crate) fn states_reach(figure: &StatesFigure) -> f64 {
    figure.rows.iter().filter_map(reach).fold(0.0, f64::max)
}

/// The share of a row within 0 and 1, if there is one.
pub(crate) fn share(row: &StatesRow) -> Option<f64> {
    row.share.filter(|share| share.is_finite()).map(|share| share.clamp(0.0, 1.0))
}

/// The interval of a row, if there is one that can be drawn.
pub(crate) fn interval(row: &StatesRow) -> Option<(f64, f64)> {
    row.interval.filter(|(low, high)| low.is_finite() && high.is_finite() && low <= high)
}

/// The furthest that the bar of a row or its interval goes.
pub(crate) fn reach(row: &StatesRow) -> Option<f64> {
    share(row).map(|share| interval(row).map_or(share, |(_, high)| share.max(high.min(1.0))))
}

/// The shares on either side of the middle, half of the neutral level on each.
fn sides(row: &DistributionRow, group: &DistributionGroup) -> Option<(f64, f64)> {
    let shares = row.shares.as_ref().filter(|shares| shares.len() == group.levels.len())?;
    Some(crate::distribution::sides(shares, group.middle))
}
