//! The distribution chart: for each item a bar of all levels of its scale, centred on the middle of the scale.
//!
//! No level is known by its colour alone: levels stand in their order with the page between them, the outermost are
//! solid, those below the middle are hatched and those above it are not, and the grounds fade towards the middle.

mod layout;
mod levels;
mod words;

use layout::{Bar, Layout, Placed};
use levels::{Parts, Side};

use crate::canvas::{Canvas, paint};
use crate::drawing::{Drawing, MarkShape, Size};
use crate::figure::DistributionFigure;
use crate::rows::{SAMPLE, in_words};
use crate::theme::Theme;

/// How thick the edge of a level and its hatching are.
const EDGE: f64 = 1.5;

/// Draws the chart.
pub(crate) fn draw(figure: &DistributionFigure, theme: &Theme, size: Size) -> Drawing {
    let layout = Layout::new(figure, theme, size.drawn_width());
    paint(&figure.title, theme, (layout.width, layout.height), |canvas| {
        for &(x, top, bottom) in &layout.centre {
            canvas.path(&[(x, top), (x, bottom)], 1.0, theme.line_strong);
        }
        let mut index = 0;
        for (group, placed) in figure.groups.iter().zip(&layout.groups) {
            let fill = |canvas: &mut Canvas<'_>, level, bounds| {
                let side = levels::side(level, group.levels.len(), group.middle);
                fill(canvas, theme, side, group.is_judged, bounds);
            };
            placed.title.draw(canvas);
            for &(level, left, top) in &placed.heads.samples {
                fill(canvas, level, (left, top, left + SAMPLE, top + SAMPLE));
            }
            for &(x, top, bottom) in &placed.heads.ticks {
                canvas.path(&[(x, top), (x, bottom)], 1.0, theme.line_strong);
            }
            for word in &placed.heads.words {
                word.draw(canvas);
            }
            for (row, placed) in group.rows.iter().zip(&placed.rows) {
                for words in placed.words() {
                    words.draw(canvas);
                }
                if let Some(bar) = &placed.bar {
                    for segment in &bar.segments {
                        fill(canvas, segment.level, (segment.left, bar.top, segment.right, bar.bottom));
                    }
                }
                canvas.mark(shape(placed), &row.spoken, index);
                index += 1;
            }
        }
    })
}

/// The shares on either side of the middle, half of a neutral level on each.
pub(crate) fn sides(shares: &[f64], middle: usize) -> (f64, f64) {
    Parts::new(shares, middle).map_or((0.0, 0.0), |parts| parts.reach(1.0, 0.0))
}

/// One level's part of a bar.
fn fill(canvas: &mut Canvas<'_>, theme: &Theme, side: Side, is_judged: bool, bounds: (f64, f64, f64, f64)) {
    let tone = match side {
        Side::Neutral => theme.neutral(),
        Side::Lower(place, count) if is_judged => theme.lower(place, count),
        Side::Higher(place, count) if is_judged => theme.higher(place, count),
        Side::Lower(place, count) | Side::Higher(place, count) => theme.either(place, count),
    };
    match side {
        Side::Lower(0, _) | Side::Higher(0, _) => canvas.bar(bounds, tone.fill),
        Side::Lower(..) => canvas.hatched(bounds, EDGE, tone.edge, tone.fill),
        Side::Higher(..) | Side::Neutral => canvas.frame(bounds, EDGE, tone.edge, tone.fill),
    }
}

/// What stands for the row: its bar, or the words in place of it.
fn shape(placed: &Placed) -> MarkShape {
    match &placed.bar {
        Some(Bar { top, bottom, segments, .. }) => {
            let (left, right) = segments.first().zip(segments.last()).map_or((0.0, 0.0), |(a, b)| (a.left, b.right));
            MarkShape::Rect { left, top: *top, right, bottom: *bottom }
        }
        None => {
            let (reason, name) = (&placed.reason, &placed.name);
            in_words((&reason.block, reason.x, reason.top), (&name.block, name.x, name.top))
        }
    }
}
