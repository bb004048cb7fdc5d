//! Levels about the middle of their scale: which side each is on, and how long its part of a bar is.

use crate::rows::divide;

/// Between two parts of a bar.
pub(crate) const GAP: f64 = 2.0;

/// The least width of a part with the gap beside it: nobody may vanish.
const LEAST: f64 = 3.0 + GAP;

/// Where a level stands to the middle of its scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Below: its place, 0 for the worst, and how many levels are there.
    Lower(usize, usize),
    /// In the middle, half on either side.
    Neutral,
    /// Above: its place, 0 for the best, and how many levels are there.
    Higher(usize, usize),
}

/// The side of one of `count` levels, by the rule for `middle` that the figure states.
pub(crate) fn side(level: usize, count: usize, middle: usize) -> Side {
    let is_odd = count % 2 == 1;
    let middle = if is_odd { middle.min(count - 1) } else { middle.min(count) };
    if level < middle {
        return Side::Lower(level, middle);
    }
    if is_odd && level == middle {
        return Side::Neutral;
    }
    Side::Higher(count - 1 - level, count - middle - usize::from(is_odd))
}

/// The shares of one row that are above zero, each with its level.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parts {
    lower: Vec<(usize, f64)>,
    neutral: Option<(usize, f64)>,
    higher: Vec<(usize, f64)>,
}

/// A part of a bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Segment {
    pub(crate) level: usize,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

impl Parts {
    /// The parts of a bar, unless there is nothing to draw.
    pub(crate) fn new(shares: &[f64], middle: usize) -> Option<Self> {
        let mut parts = Self { lower: Vec::new(), neutral: None, higher: Vec::new() };
        let present = shares.iter().copied().enumerate().filter(|(_, share)| share.is_finite() && *share > 0.0);
        for part in present {
            match side(part.0, shares.len(), middle) {
                Side::Lower(..) => parts.lower.push(part),
                Side::Neutral => parts.neutral = Some(part),
                Side::Higher(..) => parts.higher.push(part),
            }
        }
        let is_empty = parts.lower.is_empty() && parts.neutral.is_none() && parts.higher.is_empty();
        (!is_empty).then_some(parts)
    }

    /// How far the bar goes to the left and to the right of the middle if a share of one is `scale` pixels.
    pub(crate) fn reach(&self, scale: f64, least: f64) -> (f64, f64) {
        let half = self.neutral(scale, least) / 2.0;
        (half + length(&self.lower, scale, least), half + length(&self.higher, scale, least))
    }

    /// The parts from left to right, with half a gap at either end of each.
    pub(crate) fn segments(&self, scale: f64, least: f64, centre: f64) -> Vec<Segment> {
        let widths = |side: &[(usize, f64)]| -> Vec<f64> {
            let shares: Vec<f64> = side.iter().map(|(_, share)| *share).collect();
            divide(&shares, &vec![least; side.len()], length(side, scale, least))
        };
        let neutral = self.neutral.map(|_| self.neutral(scale, least));
        let all = widths(&self.lower).into_iter().chain(neutral).chain(widths(&self.higher));
        let levels = self.lower.iter().chain(&self.neutral).chain(&self.higher).map(|(level, _)| *level);
        let mut left = centre - self.reach(scale, least).0;
        let segment = |(level, width)| {
            let segment = Segment { level, left: left + GAP / 2.0, right: left + width - GAP / 2.0 };
            left += width;
            segment
        };
        levels.zip(all).map(segment).collect()
    }

    fn neutral(&self, scale: f64, least: f64) -> f64 {
        self.neutral.map_or(0.0, |(_, share)| (share * scale).max(least))
    }
}

/// How long the parts on one side are together.
fn length(side: &[(usize, f64)], scale: f64, least: f64) -> f64 {
    let shares: f64 = side.iter().map(|(_, share)| *share).sum();
    (shares * scale).max(least * side.len() as f64)
}

/// What all bars have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Common {
    /// How many pixels a share of one is.
    pub(crate) scale: f64,
    /// The least width of a part, gap included.
    pub(crate) least: f64,
    /// How far bars go to the left of the middle.
    pub(crate) reach: f64,
}

impl Common {
    /// The scale at which bars have room that go as far as these shares on either side, however many parts they have.
    pub(crate) fn sharing((lower, higher): (f64, f64), levels: usize, room: f64) -> Self {
        let least = LEAST.min(room / levels.max(1) as f64 / 2.0);
        // A part may be longer than its share by no more than the least.
        let spare = least * levels as f64 / 2.0;
        let scale = (room - 2.0 * spare).max(0.0) / (lower + higher).max(f64::MIN_POSITIVE);
        Self { scale, least, reach: lower * scale + spare }
    }

    /// The largest scale at which all bars have room beside each other's middle.
    pub(crate) fn new(rows: &[Parts], levels: usize, room: f64) -> Self {
        // So many levels that even the least of each has no room share what there is.
        let least = LEAST.min(room / levels.max(1) as f64 / 2.0);
        let reach = |scale: f64| {
            let reaches = rows.iter().map(|parts| parts.reach(scale, least));
            reaches.fold((0.0, 0.0), |most: (f64, f64), reach| (most.0.max(reach.0), most.1.max(reach.1)))
        };
        // Reaches grow with the scale, though not evenly because of the least widths, so it is found by halving. No
        // bar is shorter than its shares, so the one that needs the most room gives the end to begin at.
        let one = rows.iter().map(|parts| parts.reach(1.0, 0.0)).map(|(left, right)| left + right).fold(0.0, f64::max);
        let (mut scale, mut end) = (0.0, if one > 0.0 { room / one } else { 0.0 });
        for _ in 0..40 {
            let between = (scale + end) / 2.0;
            let (left, right) = reach(between);
            if left + right <= room { scale = between } else { end = between }
        }
        Self { scale, least, reach: reach(scale).0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odd_scale_has_a_neutral_level_and_an_even_one_has_none() {
        let sides = |count: usize, middle| (0..count).map(|level| side(level, count, middle)).collect::<Vec<_>>();
        assert_eq!(sides(3, 1), [Side::Lower(0, 1), Side::Neutral, Side::Higher(0, 1)]);
        assert_eq!(sides(4, 2), [Side::Lower(0, 2), Side::Lower(1, 2), Side::Higher(1, 2), Side::Higher(0, 2)]);
        assert_eq!(sides(2, 9), [Side::Lower(0, 2), Side::Lower(1, 2)]);
        assert_eq!(sides(3, 0), [Side::Neutral, Side::Higher(1, 2), Side::Higher(0, 2)]);
        assert_eq!(sides(1, 0), [Side::Neutral]);
    }

    #[test]
    fn half_of_the_neutral_level_is_on_either_side() {
        let parts = Parts::new(&[0.1, 0.2, 0.4, 0.2, 0.1], 2).expect("there are shares");
        let common = Common::new(std::slice::from_ref(&parts), 5, 1000.0);
        assert!((common.scale - 1000.0).abs() < 1e-6 && (common.reach - 500.0).abs() < 1e-6, "{common:?}");
        let segments = parts.segments(1000.0, LEAST, 500.0);
        let bounds: Vec<(f64, f64)> = segments.iter().map(|part| (part.left.round(), part.right.round())).collect();
        assert_eq!(bounds, [(1.0, 99.0), (101.0, 299.0), (301.0, 699.0), (701.0, 899.0), (901.0, 999.0)]);
    }

    #[test]
    fn the_smallest_parts_are_seen_and_nobody_is_not_drawn() {
        let parts = Parts::new(&[0.0001, 0.0, 0.0002, 0.9997], 2).expect("there are shares");
        let common = Common::new(std::slice::from_ref(&parts), 4, 300.0);
        let segments = parts.segments(common.scale, common.least, common.reach);
        assert_eq!(segments.iter().map(|part| part.level).collect::<Vec<_>>(), [0, 2, 3]);
        assert!(segments.iter().all(|part| part.right - part.left > 2.99), "{segments:?}");
        assert!(segments[0].left >= 0.0 && segments[2].right <= 300.0, "{segments:?}");
        assert!(segments[2].right > 298.9, "{segments:?}");
        assert_eq!(Parts::new(&[0.0, f64::NAN, -1.0], 1), None);
    }

    #[test]
    fn bars_share_their_middle_and_their_scale() {
        let rows = [[0.5, 0.5], [0.1, 0.9], [0.7, 0.3]].map(|shares| Parts::new(&shares, 1).expect("there are shares"));
        let common = Common::new(&rows, 2, 320.0);
        assert!((common.scale - 200.0).abs() < 1e-6 && (common.reach - 140.0).abs() < 1e-6, "{common:?}");
    }
}
