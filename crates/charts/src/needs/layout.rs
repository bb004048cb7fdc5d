//! Where everything in a needs chart stands: names beside their bars where there is room, above them where not.

use crate::axis::Axis;
use crate::canvas::{Block, Ink};
use crate::figure::{NeedsFigure, NeedsRow};
use crate::rows::{self, SAMPLE, SIDE_BY_SIDE, TO_WORD};
use crate::theme::Theme;

/// Between two parts of a bar.
pub(crate) const GAP: f64 = 2.0;

/// The least width of a part by state: nobody who was hurt may vanish.
const LEAST: [f64; 4] = [3.0, 2.0, 2.0, 2.0];

/// Between two heads.
const APART: f64 = 16.0;

/// The positions of a chart.
pub(crate) struct Layout {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// From none to all, along the bars.
    pub(crate) axis: Axis,
    /// Where the violated shares end.
    pub(crate) figure_right: f64,
    pub(crate) heads: Vec<Head>,
    pub(crate) rows: Vec<Placed>,
}

/// A state's word, with its sample at the left.
pub(crate) struct Head {
    pub(crate) word: Block,
    pub(crate) left: f64,
    pub(crate) top: f64,
}

/// The positions of a row.
pub(crate) struct Placed {
    pub(crate) name: Block,
    pub(crate) name_left: f64,
    pub(crate) name_top: f64,
    pub(crate) figure: Block,
    pub(crate) figure_top: f64,
    /// Why there is no bar.
    pub(crate) reason: Block,
    pub(crate) reason_left: f64,
    pub(crate) reason_top: f64,
    /// The upper and the lower edge of the bar.
    pub(crate) bar: (f64, f64),
    pub(crate) segments: Option<Vec<Segment>>,
    /// A hairline above.
    pub(crate) rule: Option<f64>,
}

/// A part of a bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Segment {
    /// 0 is violated and 3 is fulfilled.
    pub(crate) state: usize,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

/// The columns from left to right.
struct Columns {
    side_by_side: bool,
    width: f64,
    name_room: f64,
    figure_room: f64,
    figure_right: f64,
    bar: (f64, f64),
    indent: f64,
}

impl Layout {
    /// Places a figure on a width.
    pub(crate) fn new(figure: &NeedsFigure, theme: &Theme, width: f64) -> Self {
        let columns = Columns::new(figure, theme, width);
        let first = figure.rows.iter().find_map(|row| segments(row.shares?, columns.bar));
        let (heads, mut top) = heads(&figure.states, theme, columns.bar, first.as_deref());
        top += 4.0;
        let mut rows = Vec::new();
        for (index, row) in figure.rows.iter().enumerate() {
            let ruled = row.emphasis && index > 0;
            if ruled {
                top += 16.0;
            }
            let (mut placed, bottom) = place(row, theme, &columns, top);
            placed.rule = ruled.then_some(top - 4.0);
            rows.push(placed);
            top = bottom;
        }
        let axis = Axis::new((0.0, 1.0), columns.bar);
        Self { width, height: top + 4.0, axis, figure_right: columns.figure_right, heads, rows }
    }
}

impl Columns {
    fn new(figure: &NeedsFigure, theme: &Theme, width: f64) -> Self {
        let body = Ink::new(theme.body, theme.ink);
        let natural = |words: &str, bold, most| Block::new(words, body.bold(bold), theme, most, 6).width().ceil();
        let figures = figure.rows.iter().filter(|row| row.shares.is_some()).map(|row| &row.violated_text);
        let figures = figures.chain(figure.shared.iter().flat_map(|shared| &shared.widest));
        let figure_room = figures.map(|text| natural(text, true, 120.0)).fold(40.0, f64::max);
        let side_by_side = width >= SIDE_BY_SIDE;
        if side_by_side {
            let indent = 16.0;
            let most = (width * 0.36).max(260.0);
            let names = figure.rows.iter().map(|row| {
                let indent = if row.emphasis { 0.0 } else { indent };
                natural(&row.name, row.emphasis, most - indent) + indent
            });
            let name_room = names.fold(96.0, f64::max);
            let figure_right = name_room + 24.0 + figure_room;
            let bar = (figure_right + 12.0, width);
            Self { side_by_side, width, name_room, figure_room, figure_right, bar, indent }
        } else {
            let name_room = width - figure_room - 16.0;
            Self { side_by_side, width, name_room, figure_room, figure_right: width, bar: (0.0, width), indent: 0.0 }
        }
    }
}

/// Places a row that begins at `top`; also says where it ends.
fn place(row: &NeedsRow, theme: &Theme, columns: &Columns, top: f64) -> (Placed, f64) {
    let body = Ink::new(theme.body, theme.ink).bold(row.emphasis);
    let name_left = if row.emphasis { 0.0 } else { columns.indent };
    let name = Block::new(&row.name, body, theme, columns.name_room - name_left, 6);
    let segments = row.shares.and_then(|shares| segments(shares, columns.bar));
    let (figure, why) =
        if segments.is_some() { (row.violated_text.as_str(), "") } else { ("", row.violated_text.as_str()) };
    let red = Ink::new(theme.body, theme.violated).bold(row.emphasis);
    let figure = Block::new(figure, red, theme, columns.figure_room, 2);
    let reason_left = if columns.side_by_side { columns.bar.0 } else { name_left };
    let reason = Block::new(why, Ink::new(theme.small, theme.muted), theme, columns.width - reason_left, 3);
    let half = if row.emphasis { 8.0 } else { 6.0 };
    if columns.side_by_side {
        let height = rows::height([&name, &figure, &reason], 10.0);
        let middle = top + height / 2.0;
        let placed = Placed {
            name_top: middle - name.height() / 2.0,
            figure_top: middle - figure.height() / 2.0,
            reason_top: middle - reason.height() / 2.0,
            name,
            name_left,
            figure,
            reason,
            reason_left,
            bar: (middle - half, middle + half),
            segments,
            rule: None,
        };
        return (placed, top + height);
    }
    let name_top = top + 8.0;
    let reason_top = name_top + name.height().max(figure.height());
    let words_bottom = reason_top + reason.height();
    let bar = (words_bottom + 4.0, words_bottom + 4.0 + 2.0 * half);
    let bottom = if segments.is_some() { bar.1 + 16.0 } else { words_bottom + 8.0 };
    let figure_top = name_top;
    let placed = Placed {
        name,
        name_left,
        name_top,
        figure,
        figure_top,
        reason,
        reason_left,
        reason_top,
        bar,
        segments,
        rule: None,
    };
    (placed, bottom)
}

/// Divides a bar by shares. A share above zero is always seen; the larger ones give way. Nothing when there is
/// nothing to divide.
fn segments(shares: [f64; 4], (left, right): (f64, f64)) -> Option<Vec<Segment>> {
    let shares = shares.map(|share| if share.is_finite() { share.max(0.0) } else { 0.0 });
    let present: Vec<usize> = (0..4).filter(|&state| shares[state] > 0.0).collect();
    let room = right - left - GAP * present.len().checked_sub(1)? as f64;
    let (parts, least): (Vec<f64>, Vec<f64>) = present.iter().map(|&state| (shares[state], LEAST[state])).unzip();
    let widths = rows::divide(&parts, &least, room);
    let mut at = left;
    let placed = present.into_iter().zip(widths).map(|(state, width)| {
        let segment = Segment { state, left: at, right: at + width };
        at = segment.right + GAP;
        segment
    });
    Some(placed.collect())
}

/// Places the words of the states above the bars, each as near to the beginning of its part in the first bar as the
/// others allow; also says where they end. Where a line is too short for four, there are two lines of two.
fn heads(states: &[String; 4], theme: &Theme, bar: (f64, f64), first: Option<&[Segment]>) -> (Vec<Head>, f64) {
    let ink = Ink::new(theme.small, theme.muted);
    let room = bar.1 - bar.0;
    let sample = SAMPLE + TO_WORD;
    let words = states.each_ref().map(|state| Block::new(state, ink, theme, room / 2.0 - APART / 2.0 - sample, 1));
    let leading = theme.small * theme.line_height;
    let widths = words.each_ref().map(|word| sample + word.width());
    if widths.iter().sum::<f64>() + 3.0 * APART > room {
        let heads = words.into_iter().enumerate().map(|(state, word)| Head {
            word,
            left: bar.0 + (state % 2) as f64 * (room + APART) / 2.0,
            top: (state / 2) as f64 * leading,
        });
        return (heads.collect(), 2.0 * leading);
    }
    let mut lefts = [bar.0; 4];
    let mut least = bar.0;
    for state in 0..4 {
        let own = first.and_then(|first| first.iter().find(|segment| segment.state == state));
        lefts[state] = own.map_or(least, |segment| segment.left.max(least));
        least = lefts[state] + widths[state] + APART;
    }
    let mut most = bar.1;
    for state in (0..4).rev() {
        lefts[state] = lefts[state].min(most - widths[state]);
        most = lefts[state] - APART;
    }
    let heads = words.into_iter().zip(lefts).map(|(word, left)| Head { word, left, top: 0.0 });
    (heads.collect(), leading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_in_a_thousand_are_seen() {
        let parts = segments([0.003, 0.0, 0.497, 0.5], (0.0, 300.0)).expect("there are shares");
        assert_eq!(parts.iter().map(|part| part.state).collect::<Vec<_>>(), [0, 2, 3]);
        assert_eq!((parts[0].left, parts[0].right), (0.0, 3.0));
        assert!((parts[2].right - 300.0).abs() < 1e-9);
        assert!(parts.windows(2).all(|pair| (pair[1].left - pair[0].right - GAP).abs() < 1e-9));
    }

    #[test]
    fn no_shares_are_no_bar() {
        assert_eq!(segments([0.0; 4], (0.0, 300.0)), None);
        assert_eq!(segments([f64::NAN, -1.0, 0.0, 0.0], (0.0, 300.0)), None);
    }

    #[test]
    fn a_bar_of_one_state_has_no_gaps() {
        let parts = segments([0.0, 0.0, 0.0, 1.0], (10.0, 110.0)).expect("there is a share");
        assert_eq!(parts, [Segment { state: 3, left: 10.0, right: 110.0 }]);
    }
}
