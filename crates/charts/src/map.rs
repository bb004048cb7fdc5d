//! The map: each row a numbered dot by two values, with lines that part it into four fields, and a key of the names.
//!
//! A solid dot lies surely in its field, a hollow one could as well lie in another.

mod layout;

use layout::{Layout, Placed};

use crate::canvas::paint;
use crate::drawing::{Drawing, MarkShape, Size};
use crate::figure::MapFigure;
use crate::rows::in_words;
use crate::theme::Theme;

/// The radius of a dot.
const DOT: f64 = 6.0;

/// Half the length of the lines of a small cross.
const CROSS: f64 = 7.0;

/// Draws the chart.
pub(crate) fn draw(figure: &MapFigure, theme: &Theme, size: Size) -> Drawing {
    let layout = Layout::new(figure, theme, size.drawn_width());
    paint(&figure.title, theme, (layout.width, layout.height), |canvas| {
        if layout.rows.is_empty() {
            return;
        }
        let (left, top, right, bottom) = layout.plot;
        for path in [[(left, top), (left, bottom)], [(left, bottom), (right, bottom)]] {
            canvas.path(&path, 1.0, theme.line_strong);
        }
        if let Some((x, y)) = layout.crosses.first() {
            canvas.path(&[(*x, top), (*x, bottom)], 1.0, theme.line_strong);
            canvas.path(&[(left, *y), (right, *y)], 1.0, theme.line_strong);
        }
        for (x, y) in layout.crosses.iter().skip(1) {
            canvas.path(&[(*x, y - CROSS), (*x, y + CROSS)], 1.0, theme.muted);
            canvas.path(&[(x - CROSS, *y), (x + CROSS, *y)], 1.0, theme.muted);
        }
        for words in &layout.words {
            words.draw(canvas);
        }
        for (index, (row, placed)) in figure.rows.iter().zip(&layout.rows).enumerate() {
            if let Some(at) = placed.at {
                // A ring of the page keeps dots apart where they overlap.
                canvas.hollow(at, DOT + 1.5, theme.page);
                if row.is_sure {
                    canvas.disc(at, DOT, theme.perceived);
                } else {
                    canvas.ring(at, DOT, 2.0, theme.perceived, theme.page);
                }
            }
            for words in &placed.words {
                words.draw(canvas);
            }
            canvas.mark(shape(placed), &row.spoken, index);
        }
    })
}

/// What stands for the row: its dot, or else its name in the key.
fn shape(placed: &Placed) -> MarkShape {
    match placed.at {
        Some((x, y)) => MarkShape::Circle { x, y, radius: DOT },
        None => {
            let words = (&placed.name.block, placed.name.x, placed.name.top);
            in_words(words, words)
        }
    }
}
