//! Where everything in a ranges chart stands: columns side by side where there is room, stacked where there is not.

use super::DOT;
use crate::axis::Axis;
use crate::canvas::{Align, Block, Ink};
use crate::figure::{RangesFigure, RangesRow};
use crate::rows::{self, APART, Foot, INSET, Piece, SIDE_BY_SIDE};
use crate::shared::ranges_range;
use crate::theme::Theme;

/// How far the second of two numbers stands below the first.
const BELOW: f64 = 14.0;

/// The positions of a chart.
pub(crate) struct Layout {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) heads: Vec<Piece>,
    /// The dots of the key, in the order of the numbers.
    pub(crate) samples: Vec<(f64, f64)>,
    pub(crate) reference: Option<Reference>,
    pub(crate) foot: Foot,
    pub(crate) rows: Vec<Placed>,
}

/// The line that the numbers are read against.
pub(crate) struct Reference {
    pub(crate) x: f64,
    pub(crate) words: Piece,
    /// From where to where it goes: one piece, or one for each row if names stand in between.
    pub(crate) pieces: Vec<(f64, f64)>,
}

/// The positions of a row.
pub(crate) struct Placed {
    /// The name, why there is no number, and the numbers as text.
    pub(crate) words: Vec<Piece>,
    pub(crate) drawn: Vec<Drawn>,
}

/// A number with its interval.
pub(crate) struct Drawn {
    /// Which of the numbers it is.
    pub(crate) place: usize,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) interval: Option<(f64, f64)>,
}

/// Which of the numbers it is, the number, and its interval.
type Known = (usize, f64, Option<(f64, f64)>);

/// The columns from left to right.
struct Columns {
    side_by_side: bool,
    width: f64,
    name_room: f64,
    track: (f64, f64),
    text_room: f64,
}

impl Layout {
    /// Places a figure on a width.
    pub(crate) fn new(figure: &RangesFigure, theme: &Theme, width: f64) -> Self {
        let columns = Columns::new(figure, theme, width);
        let track = columns.track;
        let axis = Axis::new(air(figure), (track.0 + INSET, track.1 - INSET));
        let small = Ink::new(theme.small, theme.muted);
        let mut heads = Vec::new();
        let mut samples = Vec::new();
        let mut top = 0.0;
        if figure.numbers.len() > 1 {
            let room = (width / figure.numbers.len() as f64 - 2.0 * DOT - 2.0 * APART).max(40.0);
            let mut left = 0.0;
            for words in &figure.numbers {
                let block = Block::new(words, small.bold(true), theme, room, 2);
                samples.push((left + DOT, block.leading() / 2.0));
                let start = left + 2.0 * DOT + 6.0;
                left = start + block.width() + 2.0 * APART;
                top = block.height().max(top);
                heads.push(Piece::left(block, start, 0.0));
            }
            top += 6.0;
        }
        let reference_words = figure.reference.as_ref().map(|(value, words)| {
            let x = axis.at(*value);
            let block = Block::new(words, small, theme, track.1 - track.0, 2);
            let half = block.width() / 2.0;
            let middle = x.clamp(track.0 + half, (track.1 - half).max(track.0 + half));
            let piece = Piece { block, x: middle, top, align: Align::Middle };
            top += piece.block.height() + 4.0;
            (x, piece)
        });
        let start = top;
        let mut pieces = Vec::new();
        let mut rows = Vec::new();
        for (index, row) in figure.rows.iter().enumerate() {
            if index > 0 && row.emphasis != figure.rows[index - 1].emphasis {
                top += 12.0;
            }
            let (placed, bottom) = place(row, theme, &columns, &axis, top);
            let ys = placed.drawn.iter().map(|drawn| drawn.y);
            if let Some((first, last)) = ys.clone().reduce(f64::min).zip(ys.reduce(f64::max)) {
                pieces.push((first - 9.0, last + 9.0));
            }
            rows.push(placed);
            top = bottom;
        }
        let mut foot = Foot::new(&figure.ends, theme, track);
        foot.stand_below(top);
        if columns.side_by_side {
            pieces = vec![(start, foot.line())];
            // Words in place of dots stand where the line would go through them.
            if rows.iter().any(|row| row.drawn.is_empty()) {
                pieces = rows.iter().filter_map(Placed::span).collect();
            }
        }
        let reference = reference_words.map(|(x, words)| Reference { x, words, pieces });
        let height = if figure.rows.is_empty() { top } else { foot.bottom() };
        Self { width, height, heads, samples, reference, foot, rows }
    }
}

impl Placed {
    fn span(&self) -> Option<(f64, f64)> {
        let first = self.drawn.first()?;
        let last = self.drawn.last()?;
        Some((first.y - 16.0, last.y + 16.0))
    }
}

impl Columns {
    fn new(figure: &RangesFigure, theme: &Theme, width: f64) -> Self {
        let body = Ink::new(theme.body, theme.ink);
        let side_by_side = width >= SIDE_BY_SIDE;
        let texts = figure.rows.iter().filter(|row| row.reason.is_empty()).flat_map(|row| &row.texts);
        let texts = texts.chain(figure.shared.iter().flat_map(|shared| &shared.widest));
        let most = if side_by_side { width * 0.2 } else { width * 0.4 };
        let widest = texts.map(|text| Block::new(text, body, theme, most, 2).width().ceil());
        let text_room = widest.fold(32.0, f64::max);
        if side_by_side {
            let most = width * 0.34;
            let names = figure.rows.iter().map(|row| Block::new(&row.name, body.bold(row.emphasis), theme, most, 4));
            let name_room = rows::name_room(names);
            let track = (name_room + 24.0, width - text_room - 16.0);
            Self { side_by_side, width, name_room, track, text_room }
        } else {
            Self { side_by_side, width, name_room: width, track: (0.0, width - text_room - 12.0), text_room }
        }
    }
}

/// Places a row that begins at `top`; also says where it ends.
fn place(row: &RangesRow, theme: &Theme, columns: &Columns, axis: &Axis, top: f64) -> (Placed, f64) {
    let body = Ink::new(theme.body, theme.ink);
    let name = Block::new(&row.name, body.bold(row.emphasis), theme, columns.name_room, 4);
    let finite = |(low, high): (f64, f64)| (low.is_finite() && high.is_finite() && low <= high).then_some((low, high));
    let known: Vec<Known> = row
        .points
        .iter()
        .enumerate()
        .filter_map(|(place, point)| Some((place, point.value?, point.interval)))
        .filter(|(_, value, _)| value.is_finite())
        .collect();
    let (left, right) = columns.track;
    if known.is_empty() {
        let from = if columns.side_by_side { left } else { 0.0 };
        let why = Block::new(&row.reason, Ink::new(theme.small, theme.muted), theme, columns.width - from, 3);
        let (name_top, why_top, bottom) = if columns.side_by_side {
            let height = rows::height([&name, &why], 10.0);
            let middle = top + height / 2.0;
            (middle - name.height() / 2.0, middle - why.height() / 2.0, top + height)
        } else {
            let why_top = top + 6.0 + name.height();
            (top + 6.0, why_top, why_top + why.height() + 6.0)
        };
        let words = vec![Piece::left(name, 0.0, name_top), Piece::left(why, from, why_top)];
        return (Placed { words, drawn: Vec::new() }, bottom);
    }
    let lines = row.points.len().max(1);
    let texts: Vec<Block> =
        row.texts.iter().take(lines).map(|text| Block::new(text, body, theme, columns.text_room, 1)).collect();
    let leading = texts.iter().map(Block::leading).fold(BELOW, f64::max);
    let block = leading * lines as f64;
    let (name_top, first, bottom) = if columns.side_by_side {
        let height = name.height().max(block).max(28.0) + 10.0;
        let middle = top + height / 2.0;
        (middle - name.height() / 2.0, middle - block / 2.0, top + height)
    } else {
        let first = top + 6.0 + name.height() + 2.0;
        (top + 6.0, first, first + block + 8.0)
    };
    let y = |place: usize| first + leading * (place as f64 + 0.5);
    let mut words = vec![Piece::left(name, 0.0, name_top)];
    for (place, text) in texts.into_iter().enumerate() {
        let top = y(place) - text.height() / 2.0;
        words.push(Piece::right(text, columns.width, top));
    }
    let drawn = known.into_iter().map(|(place, value, interval)| Drawn {
        place,
        x: axis.at(value).clamp(left + DOT, right - DOT),
        y: y(place),
        interval: interval.and_then(finite).map(|(low, high)| (axis.at(low), axis.at(high))),
    });
    (Placed { words, drawn: drawn.collect() }, bottom)
}

/// The range of the axis with a little air.
fn air(figure: &RangesFigure) -> (f64, f64) {
    let own = ranges_range(figure);
    let (low, high) = figure.shared.as_ref().and_then(|shared| shared.ranges.first().copied()).unwrap_or(own);
    let (low, high) = (low.min(own.0), high.max(own.1));
    let air = if high > low { (high - low) * 0.03 } else { 1.0 };
    (low - air, high + air)
}
