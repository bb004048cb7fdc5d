//! The zones chart: for each touchpoint a soft band from the lowest level that is accepted to the desired one, and a
//! solid dot for what was perceived.
//!
//! The band has edges and is taller than the dot, so that both are told apart without their colours.

mod layout;

use layout::{Drawn, Layout, Placed};

use crate::canvas::{Canvas, paint};
use crate::drawing::{Drawing, MarkShape, Size};
use crate::figure::ZonesFigure;
use crate::rows::in_words;
use crate::theme::Theme;

/// Half of the height of the band.
const HALF: f64 = 10.0;

/// The radius of the dot.
const DOT: f64 = 6.0;

/// How thick the line of an interval is.
const INTERVAL: f64 = 3.0;

/// How thick the edges of the band are.
const EDGE: f64 = 1.5;

/// The least length of the line that leads from an edge of the band to its words.
const TICK: f64 = 5.0;

/// Draws the chart.
pub(crate) fn draw(figure: &ZonesFigure, theme: &Theme, size: Size) -> Drawing {
    let layout = Layout::new(figure, theme, size.drawn_width());
    paint(&figure.title, theme, (layout.width, layout.height), |canvas| {
        if layout.rows.is_empty() {
            return;
        }
        layout.foot.draw(canvas, theme);
        for head in &layout.heads {
            head.draw(canvas);
        }
        for (index, (row, placed)) in figure.rows.iter().zip(&layout.rows).enumerate() {
            for words in placed.words() {
                words.draw(canvas);
            }
            if let Some(drawn) = &placed.drawn {
                fill(canvas, theme, layout.track, drawn);
            }
            canvas.mark(shape(placed), &row.spoken, index);
        }
    })
}

/// The track with the band, the interval and the dot, one above the other.
fn fill(canvas: &mut Canvas<'_>, theme: &Theme, (left, right): (f64, f64), drawn: &Drawn) {
    let y = drawn.middle;
    canvas.path(&[(left, y), (right, y)], 1.0, theme.line);
    if let Some((adequate, desired)) = drawn.band {
        let (top, bottom) = (y - HALF, y + HALF);
        canvas.ground((adequate, top, desired, bottom), theme.zone());
        let from = drawn.label_bottom.unwrap_or(top);
        for edge in [adequate, desired] {
            canvas.path(&[(edge, from), (edge, bottom)], EDGE, theme.expected);
        }
    }
    if let Some((low, high)) = drawn.interval {
        canvas.path(&[(low, y), (high, y)], INTERVAL, theme.perceived);
    }
    if let Some(x) = drawn.dot {
        canvas.disc((x, y), DOT, theme.perceived);
    }
}

/// What stands for the row: all that is drawn of it, or the words in place of that.
fn shape(placed: &Placed) -> MarkShape {
    match &placed.drawn {
        Some(drawn) => {
            let (left, right) = drawn.reach();
            MarkShape::Rect { left, top: drawn.middle - HALF, right, bottom: drawn.middle + HALF }
        }
        None => {
            let (reason, name) = (&placed.reason, &placed.name);
            in_words((&reason.block, reason.x, reason.top), (&name.block, name.x, name.top))
        }
    }
}
