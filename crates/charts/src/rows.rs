//! What the charts share: words with their place, the height of a row, room divided between pieces and between
//! words, and the line below a scale.

use crate::canvas::{Align, Block, Canvas, Ink};
use crate::drawing::MarkShape;
use crate::theme::Theme;

/// From this width on, names stand at the left of what is drawn and not above it.
pub(crate) const SIDE_BY_SIDE: f64 = 600.0;

/// What an axis keeps free at its ends for half a dot.
pub(crate) const INSET: f64 = 10.0;

/// The room between two words on a line.
pub(crate) const APART: f64 = 12.0;

/// The side of the sample beside a word that says what is drawn like it.
pub(crate) const SAMPLE: f64 = 12.0;

/// From a sample to its word.
pub(crate) const TO_WORD: f64 = 6.0;

/// The room for names that stand beside what is drawn.
pub(crate) fn name_room(names: impl Iterator<Item = Block>) -> f64 {
    names.map(|name| name.width().ceil()).fold(96.0, f64::max)
}

/// The height of a row whose words stand side by side.
pub(crate) fn height<'b>(words: impl IntoIterator<Item = &'b Block>, air: f64) -> f64 {
    words.into_iter().map(Block::height).fold(28.0, f64::max) + air
}

/// Words and where they stand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    pub(crate) block: Block,
    /// The left or the right edge or the middle, as `align` says.
    pub(crate) x: f64,
    pub(crate) top: f64,
    pub(crate) align: Align,
}

impl Piece {
    /// Words that begin at `left`.
    pub(crate) fn left(block: Block, left: f64, top: f64) -> Self {
        Self { block, x: left, top, align: Align::Left }
    }

    /// Words that end at `right`.
    pub(crate) fn right(block: Block, right: f64, top: f64) -> Self {
        Self { block, x: right, top, align: Align::Right }
    }

    /// Puts the words on the sheet.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>) {
        canvas.words(&self.block, self.x, self.top, self.align);
    }
}

/// What stands for a row in which nothing is drawn: the words that say why, or else its name. Both begin at the left
/// and at the top that are given with them.
pub(crate) fn in_words(why: (&Block, f64, f64), name: (&Block, f64, f64)) -> MarkShape {
    let (words, left, top) = if why.0.width() > 0.0 { why } else { name };
    MarkShape::Rect { left, top, right: left + words.width(), bottom: top + words.height() }
}

/// Divides room by shares above zero. None gets less than its least, and the larger ones give way for that.
pub(crate) fn divide(shares: &[f64], least: &[f64], room: f64) -> Vec<f64> {
    let mut at_least = vec![false; shares.len()];
    loop {
        let (mut taken, mut shared) = (0.0, 0.0);
        for (index, is_least) in at_least.iter().enumerate() {
            if *is_least {
                taken += least[index];
            } else {
                shared += shares[index];
            }
        }
        let width = |index: usize| match at_least[index] {
            true => least[index],
            false => shares[index] / shared * (room - taken),
        };
        let widths: Vec<f64> = (0..shares.len()).map(width).collect();
        match (0..shares.len()).find(|&index| !at_least[index] && widths[index] < least[index]) {
            Some(index) => at_least[index] = true,
            None => return widths,
        }
    }
}

/// The room that two words of these widths may take together: what the shorter one leaves belongs to the longer.
pub(crate) fn rooms((one, other): (f64, f64), room: f64) -> (f64, f64) {
    let half = (room - APART) / 2.0;
    let left_by = |word: f64| (room - APART - word).max(half);
    (left_by(other), left_by(one))
}

/// Where a word that should end at `end` does end and one that should begin at `start` does begin, for both to stay
/// apart and within the track even at one of its ends.
pub(crate) fn beside((end, start): (f64, f64), widths: (f64, f64), track: (f64, f64)) -> (f64, f64) {
    let (mut end, mut start) = (end, start);
    if start - end < APART {
        let middle = (end + start) / 2.0;
        (end, start) = (middle - APART / 2.0, middle + APART / 2.0);
    }
    start = start.min(track.1 - widths.1);
    end = end.min(start - APART).max(track.0 + widths.0);
    (end, start.max(end + APART))
}

/// The line below the rows, with the words at the ends of the scale.
pub(crate) struct Foot {
    /// The edges of the track that the line repeats.
    track: (f64, f64),
    ends: (Block, Block),
    line: f64,
}

impl Foot {
    /// A foot for a track; until it knows better it stands at the top.
    pub(crate) fn new(ends: &(String, String), theme: &Theme, track: (f64, f64)) -> Self {
        let room = (track.1 - track.0) / 2.0 - 8.0;
        let word = |word: &str| Block::new(word, Ink::new(theme.small, theme.muted), theme, room, 2);
        Self { track, ends: (word(&ends.0), word(&ends.1)), line: 0.0 }
    }

    /// Moves it below rows that end at `bottom`.
    pub(crate) fn stand_below(&mut self, bottom: f64) {
        self.line = bottom + 8.0;
    }

    /// Where the line is, from the top.
    pub(crate) fn line(&self) -> f64 {
        self.line
    }

    /// Where the words begin, from the top.
    pub(crate) fn words_top(&self) -> f64 {
        self.line + 4.0
    }

    /// Where all of it ends, from the top.
    pub(crate) fn bottom(&self) -> f64 {
        let words = [&self.ends.0, &self.ends.1].map(|word| word.height().max(word.leading()));
        self.words_top() + words[0].max(words[1]) + 4.0
    }

    /// Puts it on the sheet.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, theme: &Theme) {
        let (left, right) = self.track;
        canvas.path(&[(left, self.line), (right, self.line)], 1.0, theme.line_strong);
        for end in [left, right] {
            canvas.path(&[(end, self.line - 4.0), (end, self.line)], 1.0, theme.line_strong);
        }
        canvas.words(&self.ends.0, left, self.words_top(), Align::Left);
        canvas.words(&self.ends.1, right, self.words_top(), Align::Right);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_words_keep_apart_and_within_the_track() {
        for ends in [(16.0, 4.0), (16.0, 8.0), (16.0, 184.0), (106.0, 98.0), (196.0, 184.0), (66.0, 144.0)] {
            let (end, start) = beside(ends, (80.0, 100.0), (0.0, 200.0));
            assert!(start - end >= APART, "{ends:?}");
            assert!(end >= 80.0 && start <= 100.0, "{ends:?}: {end} {start}");
        }
    }

    #[test]
    fn a_short_word_leaves_its_room_to_a_long_one() {
        assert_eq!(rooms((150.0, 30.0), 212.0), (170.0, 100.0));
        assert_eq!(rooms((150.0, 150.0), 212.0), (100.0, 100.0));
    }

    #[test]
    fn the_larger_give_way_to_the_least() {
        assert_eq!(divide(&[0.001, 0.5, 0.499], &[4.0; 3], 104.0)[0], 4.0);
        let widths = divide(&[0.25, 0.75], &[4.0; 2], 100.0);
        assert_eq!(widths, [25.0, 75.0]);
        let sum: f64 = divide(&[0.001, 0.04, 0.001, 0.958], &[5.0; 4], 100.0).iter().sum();
        assert!((sum - 100.0).abs() < 1e-9);
        assert!(divide(&[], &[], 100.0).is_empty());
    }
}
