//! The words of the levels above the first bar: each at its own part where they all fit, or else those of the two ends.

use super::layout::Bar;
use super::levels::{GAP, Segment};
use crate::canvas::{Block, Ink};
use crate::rows::{APART, Piece, SAMPLE, TO_WORD, rooms};
use crate::theme::Theme;

/// The line that leads from a word to its part of the bar.
const TICK: f64 = 6.0;

/// What of a part a word must at least stand above.
const COMMON: f64 = 1.5;

/// What stands above the first bar.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Heads {
    pub(crate) words: Vec<Piece>,
    /// From a word to its part: where, from where and to where.
    pub(crate) ticks: Vec<(f64, f64, f64)>,
    /// Samples beside the words of the two ends: the level, and the left and upper edge.
    pub(crate) samples: Vec<(usize, f64, f64)>,
}

impl Heads {
    /// How much room heads take above a bar.
    pub(crate) fn height(theme: &Theme) -> f64 {
        theme.small * theme.line_height + TICK + 2.0
    }

    /// The heads above a bar, between two edges.
    pub(crate) fn new(levels: &[String], theme: &Theme, edges: (f64, f64), bar: &Bar) -> Self {
        direct(levels, theme, edges, bar).unwrap_or_else(|| ends(levels, theme, edges, bar.clear))
    }
}

fn ink(theme: &Theme) -> Ink {
    Ink::new(theme.small, theme.muted)
}

/// Each word as near to the middle of its part as the others allow, unless one of them would not be above its part.
fn direct(levels: &[String], theme: &Theme, edges: (f64, f64), bar: &Bar) -> Option<Heads> {
    let blocks = levels.iter().map(|words| Block::new(words, ink(theme), theme, f64::INFINITY, 1));
    let words: Vec<(usize, Block)> = blocks.enumerate().filter(|(_, block)| block.width() > 0.0).collect();
    let widths: Vec<f64> = words.iter().map(|(_, block)| block.width()).collect();
    // A level that nobody chose has its word where its part would be.
    let own = |level: usize| bar.segments.iter().find(|segment| segment.level == level);
    let middle = |level: usize| match (
        own(level),
        bar.segments.iter().find(|segment| segment.level > level),
        bar.segments.last(),
    ) {
        (Some(segment), ..) => (segment.left + segment.right) / 2.0,
        (None, Some(next), _) => next.left - GAP / 2.0,
        (None, None, last) => last.map_or(edges.0, |last| last.right),
    };
    let middles: Vec<f64> = words.iter().map(|(level, _)| middle(*level)).collect();
    let lefts = spread(&middles, &widths, edges)?;
    let (tick_top, leading) = (bar.clear - TICK - 2.0, theme.small * theme.line_height);
    let mut heads = Heads::default();
    for (((level, block), left), width) in words.into_iter().zip(lefts).zip(widths) {
        if let Some(segment) = own(level) {
            let common = (left.max(segment.left), (left + width).min(segment.right));
            if common.1 - common.0 < COMMON {
                return None;
            }
            let x = ((segment.left + segment.right) / 2.0).clamp(common.0, common.1);
            heads.ticks.push((x, tick_top, bar.top - 2.0));
        } else if bar.segments.iter().any(|other| is_within(left + width / 2.0, other)) {
            // It would look like the word of that other part.
            return None;
        }
        heads.words.push(Piece::left(block, left, tick_top - leading));
    }
    Some(heads)
}

/// Whether a word with its middle here stands above a part and not merely near one of its ends.
fn is_within(middle: f64, segment: &Segment) -> bool {
    segment.left + TICK < middle && middle < segment.right - TICK
}

/// The words of the worst and of the best level, each with a sample.
fn ends(levels: &[String], theme: &Theme, (left, right): (f64, f64), bottom: f64) -> Heads {
    let mut heads = Heads::default();
    let [first, .., last] = levels else { return heads };
    let sample = SAMPLE + TO_WORD;
    let word = |words: &str, room| Block::new(words, ink(theme), theme, room, 1);
    let wanted = (word(first, f64::INFINITY).width(), word(last, f64::INFINITY).width());
    let rooms = rooms(wanted, right - left - 2.0 * sample);
    let top = bottom - TICK - 2.0 - theme.small * theme.line_height;
    let sample_top = top + (theme.small * theme.line_height - SAMPLE) / 2.0;
    heads.samples.push((0, left, sample_top));
    heads.samples.push((levels.len() - 1, right - SAMPLE, sample_top));
    heads.words.push(Piece::left(word(first, rooms.0), left + sample, top));
    heads.words.push(Piece::right(word(last, rooms.1), right - sample, top));
    heads
}

/// Where words begin that stand as near to their middles as they can without meeting: where they would meet, they give
/// way to both sides evenly. Nothing if there are more words than room.
fn spread(middles: &[f64], widths: &[f64], (left, right): (f64, f64)) -> Option<Vec<f64>> {
    let taken = widths.iter().sum::<f64>() + APART * widths.len().saturating_sub(1) as f64;
    let slack = right - left - taken;
    if slack < 0.0 {
        return None;
    }
    // Without the words before them, words that keep their order are numbers that do not fall. Groups of words that
    // would meet are put together and stand at the mean of their places.
    let mut groups: Vec<(f64, usize)> = Vec::new();
    let mut before = Vec::with_capacity(widths.len());
    let mut passed = 0.0;
    for (middle, width) in middles.iter().zip(widths) {
        before.push(passed);
        let mut group = (middle - width / 2.0 - passed, 1);
        while let Some(last) = groups.pop_if(|last| last.0 / last.1 as f64 >= group.0 / group.1 as f64) {
            group = (group.0 + last.0, group.1 + last.1);
        }
        groups.push(group);
        passed += width + APART;
    }
    let places = groups.into_iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / count as f64, count));
    Some(places.zip(before).map(|(place, before)| place.clamp(left, left + slack) + before).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_room_stand_at_their_middles() {
        assert_eq!(spread(&[50.0, 150.0], &[40.0, 60.0], (0.0, 200.0)), Some(vec![30.0, 120.0]));
    }

    #[test]
    fn words_that_would_meet_give_way_evenly_and_stay_within_the_edges() {
        assert_eq!(spread(&[100.0, 100.0], &[40.0, 40.0], (0.0, 200.0)), Some(vec![54.0, 106.0]));
        assert_eq!(spread(&[0.0, 10.0], &[40.0, 40.0], (0.0, 200.0)), Some(vec![0.0, 52.0]));
        assert_eq!(spread(&[200.0, 190.0], &[40.0, 40.0], (0.0, 200.0)), Some(vec![108.0, 160.0]));
        assert_eq!(spread(&[0.0, 10.0], &[100.0, 100.0], (0.0, 200.0)), None);
    }
}
