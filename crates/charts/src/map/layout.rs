//! Where everything on a map stands: the key beside the field where there is room, below it where there is not.

use super::{CROSS, DOT};
use crate::axis::Axis;
use crate::canvas::{Align, Block, Ink};
use crate::figure::MapFigure;
use crate::rows::{APART, Piece, SIDE_BY_SIDE};
use crate::shared::map_ranges;
use crate::theme::Theme;

/// A box of left, top, right and bottom.
type Bounds = (f64, f64, f64, f64);

/// The positions of a chart.
pub(crate) struct Layout {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) plot: Bounds,
    /// Where lines cross, the main ones first.
    pub(crate) crosses: Vec<(f64, f64)>,
    /// The words at the ends of the axes, in the fields and at small crosses.
    pub(crate) words: Vec<Piece>,
    pub(crate) rows: Vec<Placed>,
}

/// The positions of a row.
pub(crate) struct Placed {
    pub(crate) at: Option<(f64, f64)>,
    /// The name in the key.
    pub(crate) name: Piece,
    /// All words: the number and the name in the key, and the number at the dot if there is room for it.
    pub(crate) words: Vec<Piece>,
}

impl Layout {
    /// Places a figure on a width.
    pub(crate) fn new(figure: &MapFigure, theme: &Theme, width: f64) -> Self {
        let small = Ink::new(theme.small, theme.muted);
        let side_by_side = width >= SIDE_BY_SIDE;
        let plot_width = if side_by_side { (width * 0.6).min(620.0) } else { width };
        let block = |words: &str, room: f64| Block::new(words, small, theme, room, 2);
        let up = block(&figure.up.1, plot_width);
        let down = block(&figure.up.0, plot_width / 2.0);
        let plot = (1.0, up.height() + 6.0, plot_width, up.height() + 6.0 + (plot_width * 0.7).clamp(220.0, 420.0));
        let (left, top, right, bottom) = plot;
        let ends = [&figure.right.0, &figure.right.1].map(|words| block(words, (right - left - APART) / 2.0));
        let mut words = vec![Piece::left(up, 0.0, 0.0)];
        let mut foot = bottom + 4.0;
        // What is low on both axes begins at the same corner: the words for upwards stand above those for the right.
        if down.width() > 0.0 {
            let height = down.height();
            words.push(Piece::left(down, 0.0, foot));
            foot += height;
        }
        let [low, high] = ends;
        let height = low.height().max(high.height());
        words.push(Piece::left(low, left, foot));
        words.push(Piece::right(high, right, foot));
        foot += height + 8.0;

        let (horizontal, vertical) = map_ranges(figure);
        let inset = DOT + 3.0;
        let across = Axis::new(horizontal, (left + inset, right - inset));
        let upwards = Axis::new(vertical, (top + inset, bottom - inset));
        let at = |(x, y): (f64, f64)| (across.at(x), top + bottom - upwards.at(y));
        let finite = |point: &(f64, f64)| point.0.is_finite() && point.1.is_finite();
        let crosses: Vec<(f64, f64)> = figure.crosses.iter().map(|cross| cross.at).filter(finite).map(at).collect();
        let dots: Vec<Option<(f64, f64)>> = figure.rows.iter().map(|row| row.at.filter(finite).map(at)).collect();

        let mut taken: Vec<Bounds> = dots.iter().flatten().map(|(x, y)| around((*x, *y), DOT + 1.0)).collect();
        taken.extend(crosses.iter().skip(1).map(|at| around(*at, CROSS)));
        let corner = |index: usize, words: &str| {
            let block = Block::new(words, small, theme, (right - left) / 2.0 - APART, 2);
            let y = if index < 2 { top + 2.0 } else { bottom - block.height() - 2.0 };
            if index.is_multiple_of(2) {
                Piece::left(block, left + 4.0, y)
            } else {
                Piece::right(block, right - 4.0, y)
            }
        };
        for (index, field) in figure.fields.iter().enumerate() {
            let piece = corner(index, field);
            // A dot in the corner is worth more than the name of the field, which the table has too.
            if free(bounds(&piece), &taken) {
                taken.push(bounds(&piece));
                words.push(piece);
            }
        }
        for (cross, at) in figure.crosses.iter().zip(&crosses).skip(1) {
            words.extend(beside(&block(&cross.name, plot_width / 3.0), *at, CROSS, plot, &mut taken));
        }
        let mut rows = Vec::new();
        let (key_left, mut key_top) = if side_by_side { (plot_width + 32.0, top) } else { (0.0, foot) };
        let ink = Ink::new(theme.body, theme.ink);
        let widest = Block::new(&figure.rows.len().to_string(), ink.bold(true), theme, 60.0, 1).width();
        for (index, (row, dot)) in figure.rows.iter().zip(&dots).enumerate() {
            let number = (index + 1).to_string();
            let start = key_left + widest + 8.0;
            let name = Block::new(&row.name, ink, theme, width - start, 4);
            let height = name.height().max(name.leading()) + 4.0;
            let own = Block::new(&number, ink.bold(true), theme, 60.0, 1);
            let mut all = vec![Piece::right(own, key_left + widest, key_top)];
            let name = Piece::left(name, start, key_top);
            all.push(name.clone());
            if let Some(at) = dot {
                let label = Block::new(&number, Ink::new(theme.small, theme.ink).bold(true), theme, 60.0, 1);
                all.extend(beside(&label, *at, DOT, plot, &mut taken));
            }
            rows.push(Placed { at: *dot, name, words: all });
            key_top += height;
        }
        let height = foot.max(key_top) + 4.0;
        Self { width, height, plot, crosses, words, rows }
    }
}

fn around((x, y): (f64, f64), half: f64) -> Bounds {
    (x - half, y - half, x + half, y + half)
}

fn bounds(piece: &Piece) -> Bounds {
    let width = piece.block.width();
    let left = match piece.align {
        Align::Left => piece.x,
        Align::Middle => piece.x - width / 2.0,
        Align::Right => piece.x - width,
    };
    (left, piece.top, left + width, piece.top + piece.block.height())
}

fn free(own: Bounds, taken: &[Bounds]) -> bool {
    !taken.iter().any(|other| own.0 < other.2 && other.0 < own.2 && own.1 < other.3 && other.1 < own.3)
}

/// Words beside a place, on the first side that is free; nothing where none is.
fn beside(block: &Block, (x, y): (f64, f64), half: f64, plot: Bounds, taken: &mut Vec<Bounds>) -> Option<Piece> {
    let (width, height) = (block.width(), block.height());
    let (near, middle) = (half + 3.0, y - height / 2.0);
    let places = [
        (x + near, middle),
        (x - near - width, middle),
        (x - width / 2.0, y - near - height),
        (x - width / 2.0, y + near),
        (x + near, y - near - height / 2.0),
        (x + near, y + near - height / 2.0),
        (x - near - width, y - near - height / 2.0),
        (x - near - width, y + near - height / 2.0),
    ];
    let inside = |(left, top): &(f64, f64)| {
        *left >= plot.0 && *top >= plot.1 && left + width <= plot.2 && top + height <= plot.3
    };
    let (left, top) =
        places.into_iter().filter(inside).find(|(left, top)| free((*left, *top, left + width, top + height), taken))?;
    taken.push((left, top, left + width, top + height));
    Some(Piece::left(block.clone(), left, top))
}
