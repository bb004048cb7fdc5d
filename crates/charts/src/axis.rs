//! Where a value stands between a left and a right edge, by plotters' coordinates.

use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

use crate::backend::UNITS;

/// A level axis.
#[derive(Clone)]
pub(crate) struct Axis {
    range: RangedCoordf64,
    low: f64,
    high: f64,
    edges: (i32, i32),
}

impl Axis {
    /// From `low` at the left edge to `high` at the right one.
    pub(crate) fn new((low, high): (f64, f64), (left, right): (f64, f64)) -> Self {
        // A scale of a single value still needs a length.
        let valid = low.is_finite() && high.is_finite() && low < high;
        let (low, high) = if valid { (low, high) } else { (0.0, 1.0) };
        let edges = ((left * UNITS).round() as i32, (right * UNITS).round() as i32);
        Self { range: (low..high).into(), low, high, edges }
    }

    /// The pixel of a value; what lies outside stands at the edge.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let value = if value.is_nan() { self.low } else { value.clamp(self.low, self.high) };
        f64::from(self.range.map(&value, self.edges)) / UNITS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_proportion_and_never_outside() {
        let axis = Axis::new((1.0, 7.0), (10.0, 130.0));
        assert_eq!([1.0, 4.0, 7.0, 9.0, -2.0].map(|value| axis.at(value)), [10.0, 70.0, 130.0, 130.0, 10.0]);
    }

    #[test]
    fn a_scale_without_length_is_no_accident() {
        let axis = Axis::new((3.0, 3.0), (10.0, 20.0));
        assert_eq!((axis.at(3.0), axis.at(f64::NAN)), (20.0, 10.0));
    }
}
