//! The distribution chart: for each item a bar of all levels of its scale, centred on the middle of the scale.
//!
//! No level is known by its colour alone: levels stand in their order with the page between them, the outermost are
//! solid, those below the middle are hatched and those above it are not, and the grounds fade towards the middle.

mod layout;
mod levels;
mod words;

use layout::{Bar, Layout, Placed};
use levels::Side;

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
    let side = |level| levels::side(level, figure.levels.len(), figure.middle);
    paint(&figure.title, theme, (layout.width, layout.height), |canvas| {
        for &(top, bottom) in &layout.centre {
            canvas.path(&[(layout.centre_at, top), (layout.centre_at, bottom)], 1.0, theme.line_strong);
        }
        for &(level, left, top) in &layout.heads.samples {
            fill(canvas, theme, side(level), (left, top, left + SAMPLE, top + SAMPLE));
        }
        for &(x, top, bottom) in &layout.heads.ticks {
            canvas.path(&[(x, top), (x, bottom)], 1.0, theme.line_strong);
        }
        for word in &layout.heads.words {
            word.draw(canvas);
        }
        for (index, (row, placed)) in figure.rows.iter().zip(&layout.rows).enumerate() {
            for words in placed.words() {
                words.draw(canvas);
            }
            if let Some(bar) = &placed.bar {
                for segment in &bar.segments {
                    fill(canvas, theme, side(segment.level), (segment.left, bar.top, segment.right, bar.bottom));
                }
            }
            canvas.mark(shape(placed), &row.spoken, index);
        }
    })
}

/// One level's part of a bar.
fn fill(canvas: &mut Canvas<'_>, theme: &Theme, side: Side, bounds: (f64, f64, f64, f64)) {
    match side {
        Side::Lower(0, _) => canvas.bar(bounds, theme.lower(0, 1).fill),
        Side::Higher(0, _) => canvas.bar(bounds, theme.higher(0, 1).fill),
        Side::Lower(place, count) => {
            let tone = theme.lower(place, count);
            canvas.hatched(bounds, EDGE, tone.edge, tone.fill);
        }
        Side::Higher(place, count) => {
            let tone = theme.higher(place, count);
            canvas.frame(bounds, EDGE, tone.edge, tone.fill);
        }
        Side::Neutral => {
            let tone = theme.neutral();
            canvas.frame(bounds, EDGE, tone.edge, tone.fill);
        }
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
