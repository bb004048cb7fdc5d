//! The states chart: where respondents stand, a bar for each state on one common axis.
//!
//! Which state a bar belongs to is said by its name and place, never by colour alone. A solid bar is a state, a
//! hatched one those whose state cannot be told, and the hollow piece at a bar's end those who have recovered.

mod layout;

use layout::{Bar, Layout, Placed};

use crate::canvas::{Align, Canvas, paint};
use crate::drawing::{Drawing, MarkShape, Size};
use crate::figure::{StateTone, StatesFigure};
use crate::rows::in_words;
use crate::theme::{Color, Theme};

/// How thick the outline of a hollow or hatched piece is.
const OUTLINE: f64 = 1.5;

/// How thick the line of an interval is.
const INTERVAL: f64 = 2.0;

/// Draws the chart.
pub(crate) fn draw(figure: &StatesFigure, theme: &Theme, size: Size) -> Drawing {
    let layout = Layout::new(figure, theme, size.drawn_width());
    paint(&figure.title, theme, (layout.width, layout.height), |canvas| {
        for (index, (row, placed)) in figure.rows.iter().zip(&layout.rows).enumerate() {
            canvas.words(&placed.name, 0.0, placed.name_top, Align::Left);
            canvas.words(&placed.text, placed.text_left, placed.text_top, Align::Left);
            if let Some(bar) = &placed.bar {
                fill(canvas, theme, row.tone, bar);
            }
            canvas.mark(shape(placed), &row.spoken, index);
        }
        for &(top, bottom) in &layout.zero {
            canvas.path(&[(layout.zero_at, top), (layout.zero_at, bottom)], 1.0, theme.line_strong);
        }
    })
}

/// One bar with its interval below, on the same scale.
fn fill(canvas: &mut Canvas<'_>, theme: &Theme, tone: StateTone, bar: &Bar) {
    let color = color(tone, theme);
    if let Some((left, right)) = bar.standing {
        let bounds = (left, bar.top, right, bar.bottom);
        if tone == StateTone::Undetermined {
            canvas.hatched(bounds, OUTLINE, color, theme.page);
        } else {
            canvas.bar(bounds, color);
        }
    }
    if let Some((left, right)) = bar.recovered {
        canvas.frame((left, bar.top, right, bar.bottom), OUTLINE, color, theme.page);
    }
    if let Some((from, to)) = bar.interval {
        let y = bar.interval_at();
        canvas.path(&[(from, y), (to, y)], INTERVAL, color);
    }
}

fn color(tone: StateTone, theme: &Theme) -> Color {
    match tone {
        StateTone::Outraged => theme.outraged,
        StateTone::AtRisk => theme.at_risk,
        StateTone::Swing => theme.swing,
        StateTone::Respected => theme.respected,
        StateTone::CompletelySatisfied => theme.completely_satisfied,
        StateTone::Undetermined => theme.line_strong,
        StateTone::Level(level) => match level {
            0 | 1 => theme.lower(usize::from(level), 2).edge,
            2 => theme.neutral().edge,
            level => theme.higher(usize::from(4 - level.min(4)), 2).edge,
        },
    }
}

/// What stands for the row: its bar with the interval, or the words in place of them.
fn shape(placed: &Placed) -> MarkShape {
    if let Some(bar) = &placed.bar {
        return MarkShape::Rect { left: bar.left, top: bar.top, right: bar.right(), bottom: bar.lowest() };
    }
    in_words((&placed.text, placed.text_left, placed.text_top), (&placed.name, 0.0, placed.name_top))
}
