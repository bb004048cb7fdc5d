//! The gap chart: for each touchpoint a hollow dot expected, a solid dot perceived, and what lies between.

mod layout;

use layout::{Dots, Layout, Placed};

use crate::canvas::{Align, Block, Canvas, Ink, paint};
use crate::drawing::{Drawing, MarkShape, Size};
use crate::figure::{GapFigure, GapRow};
use crate::rows::{APART, beside, in_words};
use crate::theme::Theme;

/// The radius of a dot.
const DOT: f64 = 6.0;

/// The radius of the hollow dot when the solid one lies in it.
const AROUND: f64 = 8.5;

/// The radius of the solid dot when it lies in the hollow one.
const INSIDE: f64 = 4.0;

/// Up to this distance one dot is drawn in the other.
const CLOSE: f64 = 3.5;

/// Draws the chart.
pub(crate) fn draw(figure: &GapFigure, theme: &Theme, size: Size) -> Drawing {
    let layout = Layout::new(figure, theme, size.drawn_width());
    paint(&figure.title, theme, (layout.width, layout.height), |canvas| {
        let chart = Chart { figure, theme, layout: &layout };
        if layout.rows.is_empty() {
            return;
        }
        chart.frame(canvas);
        chart.heads(canvas);
        for (index, (row, placed)) in figure.rows.iter().zip(&layout.rows).enumerate() {
            chart.row(canvas, row, placed);
            canvas.mark(chart.shape(placed), &row.spoken, index);
        }
    })
}

struct Chart<'a> {
    figure: &'a GapFigure,
    theme: &'a Theme,
    layout: &'a Layout,
}

impl Chart<'_> {
    /// The axis below the rows with the words at its ends, and the zero of the gaps.
    fn frame(&self, canvas: &mut Canvas<'_>) {
        let Layout { foot, change, .. } = self.layout;
        let small = Ink::new(self.theme.small, self.theme.muted);
        foot.draw(canvas, self.theme);
        if let Some(change) = change {
            let (zero, line) = (change.at(0.0), foot.line());
            canvas.path(&[(zero, line - 8.0), (zero, line)], 1.0, self.theme.line_strong);
            let word = Block::new("0", small, self.theme, 100.0, 1);
            // Where no gap is above zero, the zero stands at the edge.
            let x = zero.min(self.layout.width - word.width() / 2.0);
            canvas.words(&word, x, foot.words_top(), Align::Middle);
        }
    }

    /// The heads of the columns: the two words stand over the dots of the first row if it has both.
    fn heads(&self, canvas: &mut Canvas<'_>) {
        let layout = self.layout;
        canvas.words(&layout.head, layout.figure_right, layout.head_top, Align::Right);
        let half = (layout.track.1 - layout.track.0 - APART) / 2.0;
        let word = |word: &str, color, room| {
            Block::new(word, Ink::new(self.theme.small, color).bold(true), self.theme, room, 1)
        };
        let first = layout.rows.first().map(|placed| placed.dots);
        if let Some(Dots::Both { expected, perceived }) = first {
            let hollow = word(&self.figure.expected, self.theme.muted, half);
            let solid = word(&self.figure.perceived, self.theme.perceived, half);
            let (one, other) = if perceived < expected { (solid, hollow) } else { (hollow, solid) };
            let ends = (expected.min(perceived) + DOT, expected.max(perceived) - DOT);
            let (end, start) = beside(ends, (one.width(), other.width()), layout.track);
            canvas.words(&one, end, layout.direct_top, Align::Right);
            canvas.words(&other, start, layout.direct_top, Align::Left);
        } else {
            let sample = 2.0 * DOT + 8.0;
            let (top, middle) = (layout.key_top, layout.key_top + layout.head.leading() / 2.0);
            let hollow = word(&self.figure.expected, self.theme.muted, half - sample);
            let solid = word(&self.figure.perceived, self.theme.perceived, half - sample);
            let left = layout.track.0;
            let next = left + sample + hollow.width() + 2.0 * APART;
            canvas.ring((left + DOT, middle), DOT, 2.0, self.theme.expected, self.theme.page);
            canvas.words(&hollow, left + sample, top, Align::Left);
            canvas.disc((next + DOT, middle), DOT, self.theme.perceived);
            canvas.words(&solid, next + sample, top, Align::Left);
        }
    }

    fn row(&self, canvas: &mut Canvas<'_>, row: &GapRow, placed: &Placed) {
        let layout = self.layout;
        canvas.words(&placed.name, 0.0, placed.name_top, Align::Left);
        canvas.words(&placed.reason, placed.reason_left, placed.reason_top, Align::Left);
        canvas.words(&placed.figure, layout.figure_right, placed.figure_top, Align::Right);
        if placed.dots != Dots::Neither {
            let (left, right) = layout.track;
            canvas.path(&[(left, placed.middle), (right, placed.middle)], 1.0, self.theme.line);
        }
        self.dots(canvas, placed);
        self.change(canvas, row, placed);
    }

    fn dots(&self, canvas: &mut Canvas<'_>, placed: &Placed) {
        let Theme { page, expected: hollow, perceived: solid, .. } = *self.theme;
        let y = placed.middle;
        match placed.dots {
            Dots::Neither => {}
            Dots::Expected(x) => canvas.ring((x, y), DOT, 2.0, hollow, page),
            Dots::Perceived(x) => canvas.disc((x, y), DOT, solid),
            Dots::Both { expected, perceived } if (expected - perceived).abs() <= CLOSE => {
                // The solid dot moves into the hollow one, which grows to hold it, so that both are seen.
                let radius = AROUND.max((expected - perceived).abs() + INSIDE + 3.5);
                canvas.ring((expected, y), radius, 2.0, hollow, page);
                canvas.disc((perceived, y), INSIDE, solid);
            }
            Dots::Both { expected, perceived } => {
                self.between(canvas, expected, perceived, y);
                canvas.ring((expected, y), DOT, 2.0, hollow, page);
                // A ring of the page keeps the dots apart where they overlap.
                if (expected - perceived).abs() < 2.0 * DOT + 2.0 {
                    canvas.hollow((perceived, y), DOT + 1.5, page);
                }
                canvas.disc((perceived, y), DOT, solid);
            }
        }
    }

    /// The line from dot to dot: unbroken where less was perceived than expected, dashed where it was more.
    fn between(&self, canvas: &mut Canvas<'_>, expected: f64, perceived: f64, y: f64) {
        if perceived < expected {
            canvas.path(&[(perceived, y), (expected, y)], 3.0, self.theme.strained);
            return;
        }
        // The track must not show between the dashes.
        canvas.clear(&[(expected, y), (perceived, y)], 3.0, self.theme.page);
        let (dash, pause) = (5.0, 3.0);
        let mut from = expected + DOT + pause;
        while from < perceived - DOT {
            let to = (from + dash).min(perceived);
            canvas.path(&[(from, y), (to, y)], 3.0, self.theme.fulfilled);
            from = to + pause;
        }
    }

    /// The gap with its interval on the small axis at the right.
    fn change(&self, canvas: &mut Canvas<'_>, row: &GapRow, placed: &Placed) {
        let Some(axis) = &self.layout.change else { return };
        let (zero, y) = (axis.at(0.0), placed.middle);
        if let Some((top, bottom)) = placed.zero {
            canvas.path(&[(zero, top), (zero, bottom)], 1.0, self.theme.line_strong);
        }
        let Some(gap) = row.gap.filter(|gap| gap.is_finite()) else { return };
        if let Some((low, high)) = row.interval.filter(|(low, high)| low.is_finite() && high.is_finite()) {
            canvas.path(&[(axis.at(low), y), (axis.at(high), y)], 3.0, self.theme.line_strong);
        }
        canvas.disc((axis.at(gap), y), 3.5, self.theme.ink);
    }

    /// What stands for the row: the line with its dots, a single dot, or the words.
    fn shape(&self, placed: &Placed) -> MarkShape {
        let y = placed.middle;
        match placed.dots {
            Dots::Both { expected, perceived } => {
                let (from, to) = (expected.min(perceived), expected.max(perceived));
                MarkShape::Line { from, to, y, width: 2.0 * AROUND }
            }
            Dots::Expected(x) | Dots::Perceived(x) => MarkShape::Circle { x, y, radius: AROUND },
            Dots::Neither => {
                in_words((&placed.reason, placed.reason_left, placed.reason_top), (&placed.name, 0.0, placed.name_top))
            }
        }
    }
}
