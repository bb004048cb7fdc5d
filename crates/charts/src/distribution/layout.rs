//! Where everything in a distribution chart stands: names beside their bars where there is room, above them where not.

use super::levels::{Common, Parts, Segment};
use super::words::Heads;
use crate::canvas::{Block, Ink};
use crate::figure::{DistributionFigure, DistributionGroup, DistributionRow};
use crate::rows::{self, Piece, SIDE_BY_SIDE};
use crate::theme::Theme;

/// Half of the height of a bar.
const HALF: f64 = 8.0;

/// The room between two groups.
const BETWEEN: f64 = 24.0;

/// From the end of a bar to the words beside it.
const TO_WORDS: f64 = 7.0;

/// The positions of a chart.
pub(crate) struct Layout {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) groups: Vec<PlacedGroup>,
    /// The line in the middle of the bars, in as many pieces as words ask for: where, from where and to where.
    pub(crate) centre: Vec<(f64, f64, f64)>,
}

/// The positions of a group.
pub(crate) struct PlacedGroup {
    pub(crate) title: Piece,
    pub(crate) heads: Heads,
    pub(crate) rows: Vec<Placed>,
}

/// The positions of a row.
pub(crate) struct Placed {
    pub(crate) name: Piece,
    /// Why there is no bar.
    pub(crate) reason: Piece,
    /// The words at the two ends of the bar.
    pub(crate) ends: Vec<Piece>,
    pub(crate) bar: Option<Bar>,
}

impl Placed {
    /// All words of the row.
    pub(crate) fn words(&self) -> impl Iterator<Item = &Piece> {
        [&self.name, &self.reason].into_iter().chain(&self.ends)
    }
}

/// A bar; it has at least one part.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bar {
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    /// Up to where words at its ends go that take two lines, or else its top.
    pub(crate) clear: f64,
    pub(crate) segments: Vec<Segment>,
}

/// What is the same for all rows.
struct Frame<'a> {
    theme: &'a Theme,
    width: f64,
    side_by_side: bool,
    name_room: f64,
    /// Where the bars and the words at their ends begin.
    left: f64,
    /// The room for the words at either end of a bar.
    end_rooms: (f64, f64),
    /// What bars have in common and where their middle is, on judged scales and on others.
    judged: (Common, f64),
    others: (Common, f64),
}

impl Layout {
    /// Places a figure on a width.
    pub(crate) fn new(figure: &DistributionFigure, theme: &Theme, width: f64) -> Self {
        let frame = Frame::new(figure, theme, width);
        let (mut groups, mut centre) = (Vec::new(), Vec::new());
        let mut top = 0.0;
        for (index, group) in figure.groups.iter().enumerate() {
            if index > 0 {
                top += BETWEEN;
            }
            let (placed, bottom) = frame.group(group, top);
            let (_, at) = frame.common(group);
            let lines = self::centre(&placed.rows, frame.side_by_side);
            centre.extend(lines.into_iter().map(|(top, bottom)| (at, top, bottom)));
            groups.push(placed);
            top = bottom;
        }
        Self { width, height: top + 4.0, groups, centre }
    }
}

/// What there is to draw of a row.
fn parts(group: &DistributionGroup, row: &DistributionRow) -> Option<Parts> {
    // Shares that do not belong to the levels one by one would tell something else than they say.
    let shares = row.shares.as_ref().filter(|shares| shares.len() == group.levels.len())?;
    Parts::new(shares, group.middle)
}

/// The line in the middle goes on from bar to bar, unless names or reasons stand in between.
fn centre(rows: &[Placed], side_by_side: bool) -> Vec<(f64, f64)> {
    let mut pieces: Vec<(f64, f64)> = Vec::new();
    let mut follows = false;
    for row in rows {
        if let Some(bar) = &row.bar {
            match pieces.last_mut().filter(|_| follows && side_by_side) {
                Some(last) => last.1 = bar.bottom + 2.0,
                None => pieces.push((bar.top - 2.0, bar.bottom + 2.0)),
            }
        }
        follows = row.bar.is_some();
    }
    pieces
}

impl<'a> Frame<'a> {
    fn new(figure: &DistributionFigure, theme: &'a Theme, width: f64) -> Self {
        let side_by_side = width >= SIDE_BY_SIDE;
        let (mut name_room, mut left) = (width, 0.0);
        let all = || figure.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row)));
        if side_by_side {
            let names = all().map(|(_, row)| Block::new(&row.name, body(theme), theme, width * 0.34, 4));
            name_room = rows::name_room(names);
            left = name_room + 24.0;
        }
        let drawn: Vec<(bool, Parts, &DistributionRow)> =
            all().filter_map(|(group, row)| Some((group.is_judged, parts(group, row)?, row))).collect();
        let most = (width - left) * 0.22;
        let room = |end: usize, text: fn(&DistributionRow) -> &String| {
            let shared = figure.shared.iter().filter_map(|shared| shared.widest.get(end));
            let texts = drawn.iter().map(|(_, _, row)| text(row)).chain(shared);
            texts.map(|text| Block::new(text, body(theme), theme, most, 2).width().ceil()).fold(0.0, f64::max)
        };
        let end_rooms = (room(0, |row| &row.low_text), room(1, |row| &row.high_text));
        let taken = |room: f64| if room > 0.0 { room + TO_WORDS } else { 0.0 };
        let begin = left + taken(end_rooms.0);
        let room = width - taken(end_rooms.1) - begin;
        let levels = figure.groups.iter().map(|group| group.levels.len()).max().unwrap_or(0);
        let common = |is_judged: bool| {
            let ranges = figure.shared.as_ref().map(|shared| &shared.ranges);
            let range = ranges.and_then(|ranges| ranges.get(usize::from(!is_judged)));
            let own = || drawn.iter().filter(|(own, ..)| *own == is_judged).map(|(_, parts, _)| parts.clone());
            let common = match range {
                Some((lower, higher)) => Common::sharing((-lower, *higher), levels, room),
                None => Common::new(&own().collect::<Vec<_>>(), levels, room),
            };
            (common, begin + common.reach)
        };
        let (judged, others) = (common(true), common(false));
        Self { theme, width, side_by_side, name_room, left, end_rooms, judged, others }
    }

    fn common(&self, group: &DistributionGroup) -> (Common, f64) {
        if group.is_judged { self.judged } else { self.others }
    }

    /// Places a group that begins at `top`; also says where it ends.
    fn group(&self, group: &DistributionGroup, mut top: f64) -> (PlacedGroup, f64) {
        let ink = Ink::new(self.theme.body, self.theme.ink).bold(true);
        let title = Piece::left(Block::new(&group.title, ink, self.theme, self.width, 2), 0.0, top);
        top += title.block.height();
        let parts: Vec<Option<Parts>> = group.rows.iter().map(|row| parts(group, row)).collect();
        let first = parts.iter().position(Option::is_some);
        let mut rows = Vec::new();
        for (index, (row, parts)) in group.rows.iter().zip(&parts).enumerate() {
            let over = if first == Some(index) { Heads::height(self.theme) } else { 0.0 };
            let (placed, bottom) = self.place(row, parts.as_ref(), self.common(group), top, over);
            rows.push(placed);
            top = bottom;
        }
        let bar = rows.iter().find_map(|row| row.bar.as_ref());
        let heads = bar.map(|bar| Heads::new(&group.levels, self.theme, (self.left, self.width), bar));
        (PlacedGroup { title, heads: heads.unwrap_or_default(), rows }, top)
    }

    /// Places a row that begins at `top`; also says where it ends. `over` is kept free above the bar.
    fn place(
        &self,
        row: &DistributionRow,
        parts: Option<&Parts>,
        (common, centre): (Common, f64),
        top: f64,
        over: f64,
    ) -> (Placed, f64) {
        let name = Block::new(&row.name, body(self.theme), self.theme, self.name_room, 4);
        let small = Ink::new(self.theme.small, self.theme.muted);
        let reason_left = if self.side_by_side { self.left } else { 0.0 };
        let why = if parts.is_none() { row.reason.as_str() } else { "" };
        let reason = Block::new(why, small, self.theme, self.width - reason_left, 3);
        let end = |text: &str, room| {
            Block::new(if parts.is_some() { text } else { "" }, body(self.theme), self.theme, room, 2)
        };
        let (low, high) = (end(&row.low_text, self.end_rooms.0), end(&row.high_text, self.end_rooms.1));
        let beside = low.height().max(high.height()) / 2.0;
        // A single line is hardly taller than the bar.
        let clear = if beside * 2.0 > low.leading() { beside } else { HALF };
        let (name_top, reason_top, middle, bottom) = if self.side_by_side {
            let half = rows::height([&name, &reason, &low, &high], 10.0) / 2.0;
            let middle = top + half.max(clear + over);
            (middle - name.height() / 2.0, middle - reason.height() / 2.0, middle, middle + half)
        } else {
            let name_top = top + 8.0;
            let reason_top = name_top + name.height();
            let words_bottom = reason_top + reason.height();
            let half = beside.max(HALF);
            let middle = words_bottom + (clear + over).max(half) + 2.0;
            (name_top, reason_top, middle, if parts.is_some() { middle + half + 8.0 } else { words_bottom + 8.0 })
        };
        let bar = parts.map(|parts| Bar {
            top: middle - HALF,
            bottom: middle + HALF,
            clear: middle - clear,
            segments: parts.segments(common.scale, common.least, centre),
        });
        let edges = bar.as_ref().and_then(|bar| bar.segments.first().zip(bar.segments.last()));
        let ends = edges.map(|(first, last)| {
            let (low_top, high_top) = (middle - low.height() / 2.0, middle - high.height() / 2.0);
            vec![
                Piece::right(low, first.left - TO_WORDS + 1.0, low_top),
                Piece::left(high, last.right + TO_WORDS - 1.0, high_top),
            ]
        });
        let (name, reason) = (Piece::left(name, 0.0, name_top), Piece::left(reason, reason_left, reason_top));
        (Placed { name, reason, ends: ends.unwrap_or_default(), bar }, bottom)
    }
}

fn body(theme: &Theme) -> Ink {
    Ink::new(theme.body, theme.ink)
}
