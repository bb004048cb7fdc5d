//! The ranges chart: for each row one number or two on a common axis, each a dot on the line of its interval, and a line
//! for the value that they are read against.
//!
//! The first number is a solid dot, the second a hollow one below it, so that both are told apart without their colours.

mod layout;

use layout::{Drawn, Layout, Placed};

use crate::canvas::{Canvas, paint};
use crate::drawing::{Drawing, MarkShape, Size};
use crate::figure::RangesFigure;
use crate::rows::in_words;
use crate::theme::Theme;

/// The radius of a dot.
const DOT: f64 = 5.0;

/// How thick the line of an interval is.
const INTERVAL: f64 = 3.0;

/// Draws the chart.
pub(crate) fn draw(figure: &RangesFigure, theme: &Theme, size: Size) -> Drawing {
    let layout = Layout::new(figure, theme, size.drawn_width());
    paint(&figure.title, theme, (layout.width, layout.height), |canvas| {
        if layout.rows.is_empty() {
            return;
        }
        layout.foot.draw(canvas, theme);
        for head in &layout.heads {
            head.draw(canvas);
        }
        for (index, at) in layout.samples.iter().enumerate() {
            dot(canvas, theme, *at, index);
        }
        if let Some(reference) = &layout.reference {
            for &(top, bottom) in &reference.pieces {
                canvas.path(&[(reference.x, top), (reference.x, bottom)], 1.0, theme.line_strong);
            }
            reference.words.draw(canvas);
        }
        for (index, (row, placed)) in figure.rows.iter().zip(&layout.rows).enumerate() {
            for words in &placed.words {
                words.draw(canvas);
            }
            for drawn in &placed.drawn {
                fill(canvas, theme, drawn);
            }
            canvas.mark(shape(placed), &row.spoken, index);
        }
    })
}

fn fill(canvas: &mut Canvas<'_>, theme: &Theme, drawn: &Drawn) {
    if let Some((low, high)) = drawn.interval {
        let color = if drawn.place == 0 { theme.perceived } else { theme.expected };
        canvas.path(&[(low, drawn.y), (high, drawn.y)], INTERVAL, color);
    }
    dot(canvas, theme, (drawn.x, drawn.y), drawn.place);
}

fn dot(canvas: &mut Canvas<'_>, theme: &Theme, at: (f64, f64), place: usize) {
    if place == 0 {
        canvas.disc(at, DOT, theme.perceived);
    } else {
        canvas.ring(at, DOT, 2.0, theme.expected, theme.page);
    }
}

/// What stands for the row: all that is drawn of it, or the words in place of that.
fn shape(placed: &Placed) -> MarkShape {
    let reach = |drawn: &Drawn| {
        let (low, high) = drawn.interval.unwrap_or((drawn.x, drawn.x));
        (low.min(drawn.x - DOT), high.max(drawn.x + DOT), drawn.y - DOT, drawn.y + DOT)
    };
    let all = placed.drawn.iter().map(reach);
    match all.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1), a.2.min(b.2), a.3.max(b.3))) {
        Some((left, right, top, bottom)) => MarkShape::Rect { left, top, right, bottom },
        None => {
            let words = |index: usize| placed.words.get(index).map(|piece| (&piece.block, piece.x, piece.top));
            match (words(1), words(0)) {
                (Some(why), Some(name)) => in_words(why, name),
                _ => MarkShape::Rect { left: 0.0, top: 0.0, right: 1.0, bottom: 1.0 },
            }
        }
    }
}
