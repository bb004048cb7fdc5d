//! Means, variances and covariances from counted values.
//!
//! Values are visited in the order given, which callers keep sorted, so that the sums are the same in any order of the
//! rows behind them.

use super::{CONFIDENCE, Ends, student};

/// Number, mean and variance of counted values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// How many values.
    pub n: u64,
    /// Their mean.
    pub mean: f64,
    /// Their variance with n − 1; 0 for one value.
    pub variance: f64,
}

impl Moments {
    /// The moments of values with their counts; `None` without values.
    ///
    /// # Formula
    /// Two passes: the mean first, then the squared distances from it.
    pub fn of(values: impl Iterator<Item = (f64, u64)> + Clone) -> Option<Moments> {
        let joint = Joint::of(values.map(|(x, count)| (x, 0.0, count)))?;
        Some(joint.x())
    }

    /// The standard deviation.
    pub fn sd(&self) -> f64 {
        libm::sqrt(self.variance)
    }

    /// The standard error of the mean.
    pub fn se(&self) -> f64 {
        self.sd() / libm::sqrt(self.n as f64)
    }

    /// The t interval of the mean at 95 %; `None` for one value or where all values are equal.
    ///
    /// # Formula
    /// mean ± t(0.975; n − 1) · sd/√n (Student 1908).
    pub fn t_interval(&self) -> Option<Ends> {
        self.spreads().then(|| Ends::around(self.mean, self.critical() * self.se()))
    }

    /// Whether there are two values that differ.
    pub fn spreads(&self) -> bool {
        self.n >= 2 && self.variance > 0.0
    }

    /// t(0.975; n − 1); defined for two values or more.
    pub fn critical(&self) -> f64 {
        student::quantile(0.5 + CONFIDENCE / 2.0, (self.n - 1) as f64)
    }
}

/// The quantile of `p`, 0 ≤ p ≤ 1, of values in rising order; `None` without values.
///
/// # Formula
/// Between neighbours in proportion (Hyndman & Fan 1996, American Statistician 50, type 7).
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = (libm::floor(place) as usize).min(last);
    let (low, high) = (*sorted.get(below)?, *sorted.get((below + 1).min(last))?);
    Some(low + (high - low) * (place - below as f64))
}

/// Number, means, variances and covariance of counted pairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Joint {
    /// How many pairs.
    pub n: u64,
    /// The mean of the first.
    pub mean_x: f64,
    /// The mean of the second.
    pub mean_y: f64,
    /// The variance of the first with n − 1; 0 for one pair.
    pub variance_x: f64,
    /// The variance of the second with n − 1; 0 for one pair.
    pub variance_y: f64,
    /// The covariance with n − 1; 0 for one pair.
    pub covariance: f64,
}

impl Joint {
    /// The moments of pairs with their counts; `None` without pairs.
    pub fn of(pairs: impl Iterator<Item = (f64, f64, u64)> + Clone) -> Option<Joint> {
        let pairs = pairs.filter(|(_, _, count)| *count > 0);
        let (first_x, first_y, _) = pairs.clone().next()?;
        let (mut n, mut sum_x, mut sum_y) = (0_u64, 0.0, 0.0);
        for (x, y, count) in pairs.clone() {
            n += count;
            sum_x += x * count as f64;
            sum_y += y * count as f64;
        }
        // Where all values are equal, the mean is that value, so that the variance is zero and not the rounding error of
        // a sum.
        let (same_x, same_y) =
            (pairs.clone().all(|pair| pair.0 == first_x), pairs.clone().all(|pair| pair.1 == first_y));
        let mean_x = if same_x { first_x } else { sum_x / n as f64 };
        let mean_y = if same_y { first_y } else { sum_y / n as f64 };
        let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
        for (x, y, count) in pairs {
            let (dx, dy, count) = (x - mean_x, y - mean_y, count as f64);
            xx += dx * dx * count;
            yy += dy * dy * count;
            xy += dx * dy * count;
        }
        // With one pair the sums are zero, and dividing by one leaves them so.
        let df = n.saturating_sub(1).max(1) as f64;
        Some(Joint { n, mean_x, mean_y, variance_x: xx / df, variance_y: yy / df, covariance: xy / df })
    }

    /// The moments of the first.
    pub fn x(&self) -> Moments {
        Moments { n: self.n, mean: self.mean_x, variance: self.variance_x }
    }

    /// The moments of the second.
    pub fn y(&self) -> Moments {
        Moments { n: self.n, mean: self.mean_y, variance: self.variance_y }
    }

    /// Pearson's correlation; `None` where one side does not vary.
    pub fn correlation(&self) -> Option<f64> {
        let spread = libm::sqrt(self.variance_x) * libm::sqrt(self.variance_y);
        (spread > 0.0).then(|| (self.covariance / spread).clamp(-1.0, 1.0))
    }
}
