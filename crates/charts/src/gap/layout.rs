//! Where everything in a gap chart stands: columns side by side where there is room, stacked where there is not.

use crate::axis::Axis;
use crate::canvas::{Block, Ink};
use crate::figure::{GapFigure, GapRow};
use crate::rows::{self, Foot, INSET, SIDE_BY_SIDE};
use crate::shared::gap_range;
use crate::theme::Theme;

/// The positions of a chart.
pub(crate) struct Layout {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// The edges of the track that the dots are on.
    pub(crate) track: (f64, f64),
    /// The axis of the gaps, unless there is none to show.
    pub(crate) change: Option<Axis>,
    /// Where figures end.
    pub(crate) figure_right: f64,
    /// The head of the figures.
    pub(crate) head: Block,
    pub(crate) head_top: f64,
    /// Where the words over the first row's dots begin.
    pub(crate) direct_top: f64,
    /// Where the key begins that is drawn when the first row lacks a dot.
    pub(crate) key_top: f64,
    /// The axis line below the rows.
    pub(crate) foot: Foot,
    pub(crate) rows: Vec<Placed>,
}

/// The positions of a row.
pub(crate) struct Placed {
    pub(crate) name: Block,
    pub(crate) name_top: f64,
    pub(crate) figure: Block,
    pub(crate) figure_top: f64,
    /// Why there is no figure.
    pub(crate) reason: Block,
    pub(crate) reason_left: f64,
    pub(crate) reason_top: f64,
    pub(crate) dots: Dots,
    /// The height of the dots.
    pub(crate) middle: f64,
    /// From where to where the zero line of the gaps goes, unless words are in its way.
    pub(crate) zero: Option<(f64, f64)>,
}

/// Which dots a row has, and where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Dots {
    Neither,
    Expected(f64),
    Perceived(f64),
    Both { expected: f64, perceived: f64 },
}

/// The columns from left to right.
struct Columns {
    side_by_side: bool,
    width: f64,
    name_room: f64,
    track: (f64, f64),
    figure_room: f64,
    figure_right: f64,
    change: (f64, f64),
}

impl Layout {
    /// Places a figure on a width.
    pub(crate) fn new(figure: &GapFigure, theme: &Theme, width: f64) -> Self {
        let columns = Columns::new(figure, theme, width);
        let Columns { track, .. } = columns;
        let axis = Axis::new(figure.scale, (track.0 + INSET, track.1 - INSET));
        let small = Ink::new(theme.small, theme.muted);
        let head = Block::new(&figure.gap, small.bold(true), theme, columns.figure_room, 2);
        let direct = figure.rows.first().is_some_and(|row| matches!(dots(row, &axis), Dots::Both { .. }));

        let head_bottom = head.height().max(head.leading());
        let mut layout = Self {
            width,
            height: 0.0,
            track,
            change: changes(figure).map(|range| Axis::new(range, columns.change)),
            figure_right: columns.figure_right,
            head_top: head_bottom - head.height(),
            direct_top: head_bottom - head.leading(),
            key_top: head_bottom - head.leading(),
            head,
            foot: Foot::new(&figure.ends, theme, track),
            rows: Vec::new(),
        };
        let mut top = head_bottom;
        for (index, row) in figure.rows.iter().enumerate() {
            let start = top;
            if index > 0 && row.emphasis {
                top += 12.0;
            }
            let over = if direct && index == 0 && !columns.side_by_side { layout.head.leading() } else { 0.0 };
            let (mut placed, bottom) = place(row, theme, &columns, &axis, top, over);
            if over > 0.0 {
                layout.direct_top = placed.middle - 12.0 - over;
            }
            if columns.side_by_side {
                // The line goes on from row to row.
                placed.zero = placed.zero.map(|(_, end)| (start, end));
            }
            layout.rows.push(placed);
            top = bottom;
        }
        layout.foot.stand_below(top);
        layout.height = if figure.rows.is_empty() { head_bottom } else { layout.foot.bottom() };
        layout
    }
}

impl Columns {
    fn new(figure: &GapFigure, theme: &Theme, width: f64) -> Self {
        let body = Ink::new(theme.body, theme.ink);
        let natural =
            |words: &str, bold: bool, most: f64| Block::new(words, body.bold(bold), theme, most, 4).width().ceil();
        let figures = figure.rows.iter().filter(|row| row.gap.is_some()).map(|row| &row.gap_text);
        let figures = figures.chain(figure.shared.iter().flat_map(|shared| &shared.widest));
        let widest = figures.map(|text| natural(text, true, 120.0)).fold(0.0, f64::max);
        let head = Block::new(&figure.gap, Ink::new(theme.small, theme.muted).bold(true), theme, 120.0, 2);
        let figure_room = widest.max(head.width().ceil()).max(40.0);
        let side_by_side = width >= SIDE_BY_SIDE;
        if side_by_side {
            let most = width * 0.34;
            let name_room = rows::name_room(
                figure.rows.iter().map(|row| Block::new(&row.name, body.bold(row.emphasis), theme, most, 4)),
            );
            let change = (width - (width * 0.16).clamp(100.0, 200.0), width);
            let figure_right = change.0 - 16.0;
            let track = (name_room + 32.0, figure_right - figure_room - 32.0);
            Self { side_by_side, width, name_room, track, figure_room, figure_right, change }
        } else {
            let change = (width - (width * 0.26).clamp(72.0, 140.0), width);
            let track = (0.0, change.0 - 24.0);
            let name_room = width - figure_room - 16.0;
            Self { side_by_side, width, name_room, track, figure_room, figure_right: width, change }
        }
    }
}

/// Places a row that begins at `top`; also says where it ends. `over` is kept free above the dots.
fn place(row: &GapRow, theme: &Theme, columns: &Columns, axis: &Axis, top: f64, over: f64) -> (Placed, f64) {
    let body = Ink::new(theme.body, theme.ink);
    let name = Block::new(&row.name, body.bold(row.emphasis), theme, columns.name_room, 4);
    let (figure, why) = if row.gap.is_some() { (row.gap_text.as_str(), "") } else { ("", row.gap_text.as_str()) };
    let figure = Block::new(figure, body.bold(row.emphasis), theme, columns.figure_room, 2);
    let dots = dots(row, axis);
    // Words in place of dots stand where the dots would be; beside a lone dot they stand where the figure would.
    let reason_left = match dots {
        _ if !columns.side_by_side => 0.0,
        Dots::Neither => columns.track.0,
        _ => columns.figure_right - columns.figure_room,
    };
    let reason_right = match dots {
        Dots::Neither if columns.side_by_side => columns.figure_right,
        _ => columns.width,
    };
    let reason = Block::new(why, Ink::new(theme.small, theme.muted), theme, reason_right - reason_left, 3);
    if columns.side_by_side {
        let height = rows::height([&name, &figure, &reason], 12.0);
        let middle = top + height / 2.0;
        let placed = Placed {
            name_top: middle - name.height() / 2.0,
            figure_top: middle - figure.height() / 2.0,
            reason_top: middle - reason.height() / 2.0,
            name,
            figure,
            reason,
            reason_left,
            dots,
            middle,
            zero: (row.gap.is_some() || dots == Dots::Neither).then_some((top, top + height)),
        };
        return (placed, top + height);
    }
    let name_top = top + 8.0;
    let reason_top = name_top + name.height().max(figure.height());
    let words_bottom = reason_top + reason.height();
    let (middle, bottom) = match dots {
        Dots::Neither => (words_bottom, words_bottom + 8.0),
        _ => (words_bottom + over + 10.0, words_bottom + over + 30.0),
    };
    let zero = row.gap.map(|_| (middle - 8.0, middle + 8.0));
    let figure_top = name_top;
    (Placed { name, name_top, figure, figure_top, reason, reason_left, reason_top, dots, middle, zero }, bottom)
}

fn dots(row: &GapRow, axis: &Axis) -> Dots {
    let at = |value: Option<f64>| value.filter(|value| value.is_finite()).map(|value| axis.at(value));
    match (at(row.expected), at(row.perceived)) {
        (None, None) => Dots::Neither,
        (Some(x), None) => Dots::Expected(x),
        (None, Some(x)) => Dots::Perceived(x),
        (Some(expected), Some(perceived)) => Dots::Both { expected, perceived },
    }
}

/// The range of the axis of gaps with a little air, or nothing without a gap.
fn changes(figure: &GapFigure) -> Option<(f64, f64)> {
    let own = gap_range(figure)?;
    let (low, high) = figure.shared.as_ref().and_then(|shared| shared.ranges.first().copied()).unwrap_or(own);
    let air = if high > low { (high - low) * 0.06 } else { 1.0 };
    Some((low - air, high + air))
}
