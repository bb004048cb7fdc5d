//! Where everything in a states chart stands: names beside their bars where there is room, above them where not.

use super::{INTERVAL, OUTLINE};
use crate::axis::Axis;
use crate::canvas::{Block, Ink};
use crate::figure::{StatesFigure, StatesRow};
use crate::rows::{self, SIDE_BY_SIDE};
use crate::shared::{interval, reach, share, states_reach};
use crate::theme::Theme;

/// The ends that an axis may have: round shares, close enough together that no bar looks lost.
const ROUND: [f64; 13] = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0];

/// The least length of a bar: nobody may vanish.
const LEAST: f64 = 3.0;

/// The least length of a hollow piece: its two outlines and the page between them.
const LEAST_HOLLOW: f64 = 2.0 * OUTLINE + 3.0;

/// From the end of a bar or its interval to the words.
const TO_WORDS: f64 = 8.0;

/// From a bar to its interval.
const TO_INTERVAL: f64 = 3.0;

/// The positions of a chart.
pub(crate) struct Layout {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) rows: Vec<Placed>,
    /// Where the line is that all bars begin at, from the left.
    pub(crate) zero_at: f64,
    /// From where to where that line goes: one piece, or one for each bar if names stand in between.
    pub(crate) zero: Vec<(f64, f64)>,
}

/// The positions of a row.
pub(crate) struct Placed {
    pub(crate) name: Block,
    pub(crate) name_top: f64,
    /// The share, or why there is none.
    pub(crate) text: Block,
    pub(crate) text_left: f64,
    pub(crate) text_top: f64,
    pub(crate) bar: Option<Bar>,
}

/// A bar and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bar {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    /// The piece of those who have not recovered.
    pub(crate) standing: Option<(f64, f64)>,
    /// The piece of those who have.
    pub(crate) recovered: Option<(f64, f64)>,
    pub(crate) interval: Option<(f64, f64)>,
}

impl Bar {
    /// Where the bar and its interval end; what marks a share of nothing has a length too, or nobody could reach it.
    pub(crate) fn right(&self) -> f64 {
        let ends = [self.standing, self.recovered, self.interval].into_iter().flatten().map(|(_, end)| end);
        ends.fold(self.left + LEAST, f64::max)
    }

    /// The middle of the interval, from the top.
    pub(crate) fn interval_at(&self) -> f64 {
        self.bottom + TO_INTERVAL + INTERVAL / 2.0
    }

    /// Where the bar and its interval end at the bottom.
    pub(crate) fn lowest(&self) -> f64 {
        if self.interval.is_some() { self.interval_at() + INTERVAL / 2.0 } else { self.bottom }
    }
}

/// The columns from left to right.
struct Columns {
    side_by_side: bool,
    width: f64,
    name_room: f64,
    /// Where the bars begin.
    left: f64,
}

impl Layout {
    /// Places a figure on a width.
    pub(crate) fn new(figure: &StatesFigure, theme: &Theme, width: f64) -> Self {
        let columns = Columns::new(figure, theme, width);
        let axis = axis(figure, theme, &columns);
        let mut top = 0.0;
        let mut rows = Vec::new();
        for row in &figure.rows {
            let (placed, bottom) = place(row, theme, &columns, &axis, top);
            rows.push(placed);
            top = bottom;
        }
        let bars: Vec<(f64, f64)> = rows.iter().filter_map(|row| row.bar).map(|bar| (bar.top, bar.lowest())).collect();
        let zero = match (bars.first(), bars.last()) {
            (Some((top, _)), Some((_, bottom))) if columns.side_by_side => vec![(top - 8.0, bottom + 8.0)],
            _ => bars.iter().map(|(top, bottom)| (top - 2.0, bottom + 2.0)).collect(),
        };
        Self { width, height: top + 4.0, rows, zero_at: columns.left - 0.5, zero }
    }
}

impl Columns {
    fn new(figure: &StatesFigure, theme: &Theme, width: f64) -> Self {
        let side_by_side = width >= SIDE_BY_SIDE;
        // The line that bars begin at needs its own pixel.
        let (mut name_room, mut left) = (width, 1.0);
        if side_by_side {
            let most = width * 0.34;
            let names = figure.rows.iter().map(|row| Block::new(&row.name, name_ink(theme), theme, most, 4));
            name_room = rows::name_room(names);
            left = name_room + 24.0;
        }
        Self { side_by_side, width, name_room, left }
    }
}

fn name_ink(theme: &Theme) -> Ink {
    Ink::new(theme.body, theme.ink)
}

/// The words at the end of a bar.
fn label(text: &str, theme: &Theme, room: f64) -> Block {
    Block::new(text, Ink::new(theme.body, theme.ink), theme, room, 3)
}

/// From nothing to a round share, as long as the words at the ends of all bars allow: those at short bars may be
/// longer.
fn axis(figure: &StatesFigure, theme: &Theme, columns: &Columns) -> Axis {
    let own = states_reach(figure);
    let largest = figure.shared.iter().flat_map(|shared| &shared.ranges).fold(own, |most, range| most.max(range.1));
    let end = ROUND.into_iter().find(|end| largest <= *end).unwrap_or(1.0);
    let room = columns.width - columns.left;
    // Bars come first: words may not take more than half of the room from them. A pixel is for rounding.
    let taken = |text| TO_WORDS + label(text, theme, room / 2.0).width().ceil() + 1.0;
    if let Some(shared) = &figure.shared {
        // Which words stand at which bar differs from figure to figure: the widest have room at the longest bar.
        let length = shared.widest.iter().map(|text| room - taken(text)).fold(room, f64::min);
        return Axis::new((0.0, end), (columns.left, columns.left + length));
    }
    let lengths = figure.rows.iter().filter_map(|row| {
        let part = reach(row)? / end;
        (part > 0.0).then(|| (room - taken(&row.text)) / part)
    });
    let length = lengths.fold(room, f64::min);
    Axis::new((0.0, end), (columns.left, columns.left + length))
}

/// Places a row that begins at `top`; also says where it ends.
fn place(row: &StatesRow, theme: &Theme, columns: &Columns, axis: &Axis, top: f64) -> (Placed, f64) {
    let name = Block::new(&row.name, name_ink(theme), theme, columns.name_room, 4);
    let Some(share) = share(row) else {
        let left = if columns.side_by_side { columns.left } else { 0.0 };
        let text = Block::new(&row.text, Ink::new(theme.small, theme.muted), theme, columns.width - left, 3);
        return place_words(name, text, left, columns.side_by_side, top);
    };
    let (standing, recovered) = pieces(share, row.recovered.unwrap_or(0.0), axis);
    let interval = interval(row).map(|(low, high)| {
        // Even an interval of no length is there to be seen.
        let to = axis.at(high).max(columns.left + INTERVAL);
        (axis.at(low).min(to - INTERVAL), to)
    });
    let mut bar = Bar { left: columns.left, top: 0.0, bottom: 0.0, standing, recovered, interval };
    let text_left = bar.right() + TO_WORDS;
    let text = label(&row.text, theme, columns.width - text_left);
    let half = 7.0;
    let (name_top, middle, bottom) = if columns.side_by_side {
        let height = rows::height([&name, &text], 10.0);
        (top + (height - name.height()) / 2.0, top + height / 2.0, top + height)
    } else {
        let name_top = top + 6.0;
        let middle = name_top + name.height() + (text.height() / 2.0).max(half + 3.0);
        (name_top, middle, middle + (text.height() / 2.0).max(half + TO_INTERVAL + INTERVAL) + 6.0)
    };
    (bar.top, bar.bottom) = (middle - half, middle + half);
    let text_top = middle - text.height() / 2.0;
    (Placed { name, name_top, text, text_left, text_top, bar: Some(bar) }, bottom)
}

/// Places a row of words only; also says where it ends.
fn place_words(name: Block, text: Block, text_left: f64, side_by_side: bool, top: f64) -> (Placed, f64) {
    let (name_top, text_top, bottom) = if side_by_side {
        let height = rows::height([&name, &text], 10.0);
        let middle = top + height / 2.0;
        (middle - name.height() / 2.0, middle - text.height() / 2.0, top + height)
    } else {
        let text_top = top + 6.0 + name.height();
        (top + 6.0, text_top, text_top + text.height() + 6.0)
    };
    (Placed { name, name_top, text, text_left, text_top, bar: None }, bottom)
}

/// A piece of a bar from left to right, if there is one.
type Piece = Option<(f64, f64)>;

/// Divides a bar into those who have not recovered and those who have. Either piece is long enough to be seen.
fn pieces(share: f64, recovered: f64, axis: &Axis) -> (Piece, Piece) {
    if share <= 0.0 {
        return (None, None);
    }
    let (left, right) = (axis.at(0.0), axis.at(share));
    if recovered.is_nan() || recovered <= 0.0 {
        return (Some((left, right.max(left + LEAST))), None);
    }
    if recovered >= share {
        return (None, Some((left, right.max(left + LEAST_HOLLOW))));
    }
    let right = right.max(left + LEAST + LEAST_HOLLOW);
    let between = axis.at(share - recovered).clamp(left + LEAST, right - LEAST_HOLLOW);
    (Some((left, between)), Some((between, right)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::StateTone;
    use crate::theme::Shade;

    fn axis_of_a_tenth() -> Axis {
        Axis::new((0.0, 0.1), (10.0, 110.0))
    }

    #[test]
    fn the_recovered_end_the_bar() {
        let (standing, recovered) = pieces(0.08, 0.02, &axis_of_a_tenth());
        assert_eq!((standing, recovered), (Some((10.0, 70.0)), Some((70.0, 90.0))));
        assert_eq!(pieces(0.08, 0.0, &axis_of_a_tenth()), (Some((10.0, 90.0)), None));
        assert_eq!(pieces(0.08, 0.08, &axis_of_a_tenth()), (None, Some((10.0, 90.0))));
    }

    #[test]
    fn the_smallest_pieces_are_seen_and_nobody_is_not_drawn() {
        let (standing, recovered) = pieces(0.0002, 0.0001, &axis_of_a_tenth());
        assert_eq!((standing, recovered), (Some((10.0, 13.0)), Some((13.0, 19.0))));
        assert_eq!(pieces(0.0001, f64::NAN, &axis_of_a_tenth()), (Some((10.0, 13.0)), None));
        assert_eq!(pieces(0.0, 0.0, &axis_of_a_tenth()), (None, None));
    }

    #[test]
    fn the_axis_ends_at_a_round_share_and_leaves_room_for_words() {
        let row = |share, text: &str| StatesRow {
            tone: StateTone::Swing,
            name: "swing".into(),
            share: Some(share),
            text: text.into(),
            interval: None,
            recovered: None,
            spoken: String::new(),
        };
        let rows = vec![row(0.05, "5.0 % with words that need a short bar"), row(0.42, "42.0 %")];
        let figure = StatesFigure { title: String::new(), rows, shared: None };
        let theme = Theme::from(Shade::Light);
        let layout = Layout::new(&figure, &theme, 390.0);
        let ends: Vec<f64> = layout.rows.iter().map(|row| row.text_left + row.text.width()).collect();
        assert!(ends.iter().all(|end| *end <= 390.0), "{ends:?}");
        // The long words stay on one line, and the long bar still goes as far as its own short ones allow.
        assert_eq!(layout.rows[0].text.height(), layout.rows[0].text.leading());
        assert!(ends[1] > 385.0, "{ends:?}");
        let axis = axis(&figure, &theme, &Columns::new(&figure, &theme, 390.0));
        assert_eq!(axis.at(0.5), axis.at(1.0));
        assert!(axis.at(0.49) < axis.at(0.5));
    }
}
