//! The needs chart: a bar for each need and each of its facets, from violated to fulfilled.
//!
//! The four states differ in shape and pattern as well as in colour: violated is solid and stands taller, strained
//! is hatched, met is a light tint with an edge, fulfilled is solid.

mod layout;

use layout::{Layout, Placed};

use crate::canvas::{Align, Canvas, paint};
use crate::drawing::{Drawing, MarkShape, Size};
use crate::figure::{NeedsFigure, NeedsRow};
use crate::rows::{SAMPLE, TO_WORD, in_words};
use crate::theme::Theme;

/// How much taller the violated part stands at either edge.
const TALLER: f64 = 2.0;

/// Draws the chart.
pub(crate) fn draw(figure: &NeedsFigure, theme: &Theme, size: Size) -> Drawing {
    let layout = Layout::new(figure, theme, size.drawn_width());
    paint(&figure.title, theme, (layout.width, layout.height), |canvas| {
        let chart = Chart { theme, layout: &layout };
        if layout.rows.is_empty() {
            return;
        }
        chart.heads(canvas);
        for (index, (row, placed)) in figure.rows.iter().zip(&layout.rows).enumerate() {
            chart.row(canvas, row, placed);
            canvas.mark(shape(placed), &row.spoken, index);
        }
    })
}

struct Chart<'a> {
    theme: &'a Theme,
    layout: &'a Layout,
}

impl Chart<'_> {
    /// The words of the four states, each after a sample of what it is drawn with.
    fn heads(&self, canvas: &mut Canvas<'_>) {
        for (state, head) in self.layout.heads.iter().enumerate() {
            let middle = head.top + head.word.leading() / 2.0;
            let half = SAMPLE / 2.0;
            self.segment(canvas, state, (head.left, head.left + SAMPLE), (middle - half, middle + half));
            canvas.words(&head.word, head.left + SAMPLE + TO_WORD, head.top, Align::Left);
        }
    }

    fn row(&self, canvas: &mut Canvas<'_>, row: &NeedsRow, placed: &Placed) {
        if let Some(y) = placed.rule {
            canvas.path(&[(0.0, y), (self.layout.width, y)], 1.0, self.theme.line);
        }
        canvas.words(&placed.name, placed.name_left, placed.name_top, Align::Left);
        canvas.words(&placed.figure, self.layout.figure_right, placed.figure_top, Align::Right);
        canvas.words(&placed.reason, placed.reason_left, placed.reason_top, Align::Left);
        let Some(segments) = &placed.segments else { return };
        for segment in segments {
            self.segment(canvas, segment.state, (segment.left, segment.right), placed.bar);
        }
        self.interval(canvas, row, placed);
    }

    /// One state's part of a bar.
    fn segment(&self, canvas: &mut Canvas<'_>, state: usize, (left, right): (f64, f64), (top, bottom): (f64, f64)) {
        let Theme { page, violated, strained, met, fulfilled, .. } = *self.theme;
        match state {
            0 => canvas.bar((left, top - TALLER, right, bottom + TALLER), violated),
            1 => canvas.hatched((left, top, right, bottom), 1.5, strained, page),
            2 => canvas.frame((left, top, right, bottom), 1.5, met, met.tint(page)),
            _ => canvas.bar((left, top, right, bottom), fulfilled),
        }
    }

    /// The interval of the violated share, below the bar and on its scale.
    fn interval(&self, canvas: &mut Canvas<'_>, row: &NeedsRow, placed: &Placed) {
        let Some((low, high)) = row.interval.filter(|(low, high)| low.is_finite() && high.is_finite()) else {
            return;
        };
        let (from, to) = (self.layout.axis.at(low), self.layout.axis.at(high));
        let y = placed.bar.1 + TALLER + 4.0;
        // Even an interval of no length is there to be seen.
        canvas.path(&[(from, y), (to.max(from + 2.0), y)], 2.0, self.theme.violated);
    }
}

/// What stands for the row: its bar, or the words in place of it.
fn shape(placed: &Placed) -> MarkShape {
    if let Some([first, .., last]) | Some([first @ last]) = placed.segments.as_deref() {
        let (top, bottom) = (placed.bar.0 - TALLER, placed.bar.1 + TALLER);
        return MarkShape::Rect { left: first.left, top, right: last.right, bottom };
    }
    in_words((&placed.reason, placed.reason_left, placed.reason_top), (&placed.name, placed.name_left, placed.name_top))
}
