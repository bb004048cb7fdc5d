//! Where everything in a zones chart stands: names and shares beside the bands where there is room, above and below
//! them where there is not.

use super::{DOT, EDGE, HALF, TICK};
use crate::axis::Axis;
use crate::canvas::{Align, Block, Ink};
use crate::figure::{ZoneRow, ZonesFigure};
use crate::rows::{self, Foot, INSET, Piece, SIDE_BY_SIDE};
use crate::theme::Theme;

/// Between two columns of shares.
const APART: f64 = 20.0;

/// From a head to the share behind it.
const TO_SHARE: f64 = 6.0;

/// The positions of a chart.
pub(crate) struct Layout {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// The edges of the track that the bands are on.
    pub(crate) track: (f64, f64),
    /// The heads of the shares, where they have columns.
    pub(crate) heads: Vec<Piece>,
    pub(crate) foot: Foot,
    pub(crate) rows: Vec<Placed>,
}

/// The positions of a row.
pub(crate) struct Placed {
    pub(crate) name: Piece,
    /// Why something is missing.
    pub(crate) reason: Piece,
    /// The shares, and with them whatever else is said in this row only.
    pub(crate) others: Vec<Piece>,
    pub(crate) drawn: Option<Drawn>,
}

impl Placed {
    /// All words of the row.
    pub(crate) fn words(&self) -> impl Iterator<Item = &Piece> {
        [&self.name, &self.reason].into_iter().chain(&self.others)
    }
}

/// What is drawn of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Drawn {
    /// From the adequate level to the desired one.
    pub(crate) band: Option<(f64, f64)>,
    /// What was perceived.
    pub(crate) dot: Option<f64>,
    pub(crate) interval: Option<(f64, f64)>,
    /// The height of all that.
    pub(crate) middle: f64,
    /// Where the words above the edges of the band end, if there are some.
    pub(crate) label_bottom: Option<f64>,
}

impl Drawn {
    /// Where it begins and ends, from the left.
    pub(crate) fn reach(&self) -> (f64, f64) {
        let band = self.band.map(|(left, right)| (left - EDGE / 2.0, right + EDGE / 2.0));
        let dot = self.dot.map(|x| (x - DOT, x + DOT));
        let parts = [band, dot, self.interval].into_iter().flatten();
        parts.reduce(|(left, right), part| (left.min(part.0), right.max(part.1))).unwrap_or_default()
    }
}

/// What is the same for all rows.
struct Frame<'a> {
    figure: &'a ZonesFigure,
    theme: &'a Theme,
    width: f64,
    side_by_side: bool,
    name_room: f64,
    track: (f64, f64),
    axis: Axis,
    /// The left and right edges of what the three shares may take.
    shares: [(f64, f64); 3],
    /// How much room the heads of the shares take.
    head: f64,
    /// Whether a head stands before its share and not below it.
    heads_before: bool,
    /// The row with the words for the two levels, and the one with the word for what was perceived.
    labelled: (Option<usize>, Option<usize>),
}

impl Layout {
    /// Places a figure on a width.
    pub(crate) fn new(figure: &ZonesFigure, theme: &Theme, width: f64) -> Self {
        let frame = Frame::new(figure, theme, width);
        let mut foot = Foot::new(&figure.ends, theme, frame.track);
        let mut rows = Vec::new();
        let mut top = frame.head;
        for (index, row) in figure.rows.iter().enumerate() {
            let (placed, bottom) = frame.place(row, index, top);
            rows.push(placed);
            top = bottom;
        }
        foot.stand_below(top);
        let height = if rows.is_empty() { 8.0 } else { foot.bottom() };
        Self { width, height, track: frame.track, heads: frame.heads(), foot, rows }
    }
}

impl<'a> Frame<'a> {
    fn new(figure: &'a ZonesFigure, theme: &'a Theme, width: f64) -> Self {
        let side_by_side = width >= SIDE_BY_SIDE;
        let (mut name_room, mut track, mut head, mut shares) = (width, (0.0, width), 0.0, thirds(width));
        if side_by_side {
            let names = figure.rows.iter().map(|row| Block::new(&row.name, body(theme), theme, width * 0.3, 4));
            name_room = rows::name_room(names);
            let mut right = width;
            for index in (0..3).rev() {
                let most = width * 0.12;
                let words = Block::new(&figure.shares[index], column_head(theme), theme, most, 2);
                let texts = figure.rows.iter().map(|row| &row.shares[index]);
                let shared = figure.shared.iter().filter_map(|shared| shared.widest.get(index));
                let texts = texts.chain(shared).map(|text| Block::new(text, body(theme), theme, most, 2));
                let room = texts.map(|text| text.width()).fold(words.width().max(40.0), f64::max).ceil();
                shares[index] = (right - room, right);
                head = words.height().max(words.leading()).max(head);
                right -= room + APART;
            }
            track = (name_room + 32.0, right - 12.0);
        }
        let axis = Axis::new(figure.scale, (track.0 + INSET, track.1 - INSET));
        let first = |is: fn(&ZoneRow) -> bool| figure.rows.iter().position(is);
        let labelled = (first(|row| levels(row).is_some()), first(|row| known(row.perceived).is_some()));
        let heads_before = false;
        let frame =
            Self { figure, theme, width, side_by_side, name_room, track, axis, shares, head, heads_before, labelled };
        let fits = |(index, text): (usize, &String)| {
            let whole = |words: &str, ink| Block::new(words, ink, theme, f64::INFINITY, 1).width();
            let (left, right) = frame.shares[index];
            whole(&figure.shares[index], line_head(theme)) + TO_SHARE + whole(text, body(theme)) <= right - left
        };
        let heads_before = figure.rows.iter().all(|row| row.shares.iter().enumerate().all(fits));
        Self { heads_before, ..frame }
    }

    /// The heads of the columns of shares, if shares have columns.
    fn heads(&self) -> Vec<Piece> {
        if !self.side_by_side {
            return Vec::new();
        }
        let head = |(words, (left, right)): (&String, (f64, f64))| {
            let block = Block::new(words, column_head(self.theme), self.theme, right - left, 2);
            let top = self.head - block.height();
            Piece::right(block, right, top)
        };
        self.figure.shares.iter().zip(self.shares).map(head).collect()
    }

    /// Places a row that begins at `top`; also says where it ends.
    fn place(&self, row: &ZoneRow, index: usize, top: f64) -> (Placed, f64) {
        let name = Block::new(&row.name, body(self.theme), self.theme, self.name_room, 4);
        let drawn = self.drawn(row);
        if self.side_by_side {
            self.beside(row, index, name, drawn, top)
        } else {
            self.stacked(row, index, name, drawn, top)
        }
    }

    /// A row with its name at the left and its shares at the right.
    fn beside(&self, row: &ZoneRow, index: usize, name: Block, mut drawn: Option<Drawn>, top: f64) -> (Placed, f64) {
        let has_shares = row.shares.iter().any(|text| !text.trim().is_empty());
        // Words stand in place of what would be drawn, or else below the name.
        let (reason_left, reason_room) = match (&drawn, has_shares) {
            (Some(_), _) => (0.0, self.name_room),
            (None, true) => (self.track.0, self.track.1 - self.track.0),
            (None, false) => (self.track.0, self.width - self.track.0),
        };
        let reason = self.reason(row, reason_room);
        let shares: Vec<Piece> = row
            .shares
            .iter()
            .zip(self.shares)
            .map(|(text, (left, right))| {
                Piece::right(Block::new(text, body(self.theme), self.theme, right - left, 2), right, 0.0)
            })
            .collect();
        let side = name.height() + if drawn.is_some() { reason.height() } else { 0.0 };
        let half =
            rows::height(shares.iter().map(|share| &share.block).chain([&name, &reason]), 12.0).max(side + 12.0) / 2.0;
        // Over the first row there is the room of the heads, which stand in other columns.
        let free = if index == 0 { self.head } else { 0.0 };
        let (above, below) = self.around(index);
        let middle = top + half.max(above - free);
        let bottom = middle + half.max(below);
        let name_top = middle - side / 2.0;
        let reason_top = if drawn.is_some() { name_top + name.height() } else { middle - reason.height() / 2.0 };
        let mut others: Vec<Piece> =
            shares.into_iter().map(|share| Piece { top: middle - share.block.height() / 2.0, ..share }).collect();
        if let Some(drawn) = &mut drawn {
            drawn.middle = middle;
            self.label(drawn, index);
            others.extend(self.direct(drawn, index));
        }
        let (name, reason) = (Piece::left(name, 0.0, name_top), Piece::left(reason, reason_left, reason_top));
        (Placed { name, reason, others, drawn }, bottom)
    }

    /// A row with everything below its name.
    fn stacked(&self, row: &ZoneRow, index: usize, name: Block, mut drawn: Option<Drawn>, top: f64) -> (Placed, f64) {
        let name = Piece::left(name, 0.0, top + 8.0);
        let reason = Piece::left(self.reason(row, self.width), 0.0, name.top + name.block.height());
        let mut bottom = reason.top + reason.block.height();
        let mut others = Vec::new();
        if let Some(drawn) = &mut drawn {
            let (above, below) = self.around(index);
            drawn.middle = bottom + above;
            self.label(drawn, index);
            others.extend(self.direct(drawn, index));
            bottom = drawn.middle + below;
        } else {
            bottom += 4.0;
        }
        let (shares, bottom) = self.share_line(row, bottom);
        others.extend(shares);
        (Placed { name, reason, others, drawn }, bottom + 14.0)
    }

    /// The three shares below a row, in the order of the scale: at the left, in the middle and at the right; also says
    /// where they end.
    fn share_line(&self, row: &ZoneRow, top: f64) -> (Vec<Piece>, f64) {
        let (mut pieces, mut bottom) = (Vec::new(), top);
        for (index, (text, (left, right))) in row.shares.iter().zip(self.shares).enumerate() {
            let text = Block::new(text, body(self.theme), self.theme, right - left, 2);
            if text.height() == 0.0 {
                continue;
            }
            let head = Block::new(&self.figure.shares[index], line_head(self.theme), self.theme, right - left, 3);
            // Both stand on one line of writing although the one is smaller.
            let head_top = top + (text.leading() - head.leading()) / 2.0 + 0.36 * (self.theme.body - self.theme.small);
            if self.heads_before {
                let whole = head.width() + TO_SHARE + text.width();
                let left = match index {
                    0 => left,
                    1 => (left + right - whole) / 2.0,
                    _ => right - whole,
                };
                bottom = bottom.max(top + text.height());
                let share_left = left + whole - text.width();
                pieces.extend([Piece::left(head, left, head_top), Piece::left(text, share_left, top)]);
            } else {
                let (x, align) = match index {
                    0 => (left, Align::Left),
                    1 => ((left + right) / 2.0, Align::Middle),
                    _ => (right, Align::Right),
                };
                let below = top + text.height();
                bottom = bottom.max(below + head.height());
                pieces.extend([Piece { block: text, x, top, align }, Piece { block: head, x, top: below, align }]);
            }
        }
        (pieces, bottom)
    }

    /// How much room a row needs above and below the middle of its band.
    fn around(&self, index: usize) -> (f64, f64) {
        let leading = self.theme.small * self.theme.line_height;
        let above = if self.labelled.0 == Some(index) { TICK + leading } else { 0.0 };
        let below = if self.labelled.1 == Some(index) { leading } else { 0.0 };
        (HALF + 6.0 + above, HALF + 4.0 + below)
    }

    /// Says where the words above the band of a row end, if it is the one that has them: over the first row on the line
    /// of the heads, unless that is far away.
    fn label(&self, drawn: &mut Drawn, index: usize) {
        let nearest = drawn.middle - HALF - TICK;
        let on_the_line = index == 0 && self.side_by_side && (0.0..=2.0 * TICK).contains(&(nearest - self.head));
        let bottom = if on_the_line { self.head } else { nearest };
        drawn.label_bottom = (self.labelled.0 == Some(index)).then_some(bottom);
    }

    fn reason(&self, row: &ZoneRow, room: f64) -> Block {
        Block::new(&row.reason, Ink::new(self.theme.small, self.theme.muted), self.theme, room, 4)
    }

    /// The words at the band and the dot, if this is the row that has them.
    fn direct(&self, drawn: &Drawn, index: usize) -> Vec<Piece> {
        let theme = self.theme;
        let word =
            |words: &str, color, room| Block::new(words, Ink::new(theme.small, color).bold(true), theme, room, 1);
        let mut pieces = Vec::new();
        let (left, right) = self.track;
        if let (Some(bottom), Some(band)) = (drawn.label_bottom, drawn.band) {
            let natural = |words| word(words, theme.muted, f64::INFINITY).width();
            let wanted = (natural(&self.figure.adequate), natural(&self.figure.desired));
            let rooms = rows::rooms(wanted, right - left);
            let adequate = word(&self.figure.adequate, theme.muted, rooms.0);
            let desired = word(&self.figure.desired, theme.muted, rooms.1);
            let edges = (band.0 + EDGE / 2.0, band.1 - EDGE / 2.0);
            let (end, start) = rows::beside(edges, (adequate.width(), desired.width()), self.track);
            let top = bottom - adequate.leading();
            pieces.extend([Piece::right(adequate, end, top), Piece::left(desired, start, top)]);
        }
        if let (true, Some(x)) = (self.labelled.1 == Some(index), drawn.dot) {
            let perceived = word(&self.figure.perceived, theme.perceived, right - left);
            let half = perceived.width() / 2.0;
            let x = x.min(right - half).max(left + half);
            pieces.push(Piece { block: perceived, x, top: drawn.middle + HALF + 1.0, align: Align::Middle });
        }
        pieces
    }

    /// What there is to draw of a row; its height follows later.
    fn drawn(&self, row: &ZoneRow) -> Option<Drawn> {
        let band = levels(row).map(|(adequate, desired)| (self.axis.at(adequate), self.axis.at(desired)));
        let dot = known(row.perceived).map(|value| self.axis.at(value));
        let is_drawn = |(low, high): &(f64, f64)| dot.is_some() && low.is_finite() && high.is_finite() && low <= high;
        let interval = row.interval.filter(is_drawn).map(|(low, high)| (self.axis.at(low), self.axis.at(high)));
        (band.is_some() || dot.is_some()).then_some(Drawn { band, dot, interval, middle: 0.0, label_bottom: None })
    }
}

fn body(theme: &Theme) -> Ink {
    Ink::new(theme.body, theme.ink)
}

/// The head of a column of shares.
fn column_head(theme: &Theme) -> Ink {
    line_head(theme).bold(true)
}

/// The head of a single share.
fn line_head(theme: &Theme) -> Ink {
    Ink::new(theme.small, theme.muted)
}

fn known(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

/// The two levels, if they make a band.
fn levels(row: &ZoneRow) -> Option<(f64, f64)> {
    known(row.adequate).zip(known(row.desired)).filter(|(adequate, desired)| adequate <= desired)
}

/// A width in three parts.
fn thirds(width: f64) -> [(f64, f64); 3] {
    let room = (width - 2.0 * APART) / 3.0;
    [0.0, 1.0, 2.0].map(|index| (index * (room + APART), index * (room + APART) + room))
}
