//! The bootstrap without rows: exactly, by convolution, or by drawing tables of counts.

pub mod cells;

use super::{CONFIDENCE, Ends, Reason, Z, normal};

/// Above this many respondents the normal interval takes the place of the exact one.
pub const LARGEST_EXACT: u64 = 5_000;
/// Above this many possible sums, which is respondents times the range of the values, likewise.
const MOST_SUMS: u64 = 60_000;

/// The bootstrap of a mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bootstrap {
    /// How many values.
    pub n: u64,
    /// Their mean.
    pub mean: f64,
    /// The standard deviation of the bootstrap distribution: √(Σ(x − x̄)²)/n.
    pub se: f64,
    /// The percentile interval at 95 %; the normal interval where the exact distribution was not worked out.
    pub percentile: Ends,
    /// The bias-corrected and accelerated interval at 95 %; the normal interval likewise.
    pub bca: Ends,
    /// What the corrected interval rests on; nothing where the intervals are normal ones.
    pub correction: Option<Correction>,
}

/// How the percentiles were shifted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correction {
    /// The bias: the normal quantile of the share below the mean, with half of the share at it.
    pub z0: f64,
    /// The acceleration.
    pub acceleration: f64,
    /// The shares at which the interval's ends are read, instead of 2.5 % and 97.5 %.
    pub levels: [f64; 2],
}

/// The exact bootstrap distribution of the mean of counted whole numbers, without random numbers.
///
/// # Formula
/// The distribution of the sum of n draws is the n-fold convolution of the shares, by repeated squaring. Percentile
/// ends are the smallest means with F ≥ level − 10⁻¹². The corrected ones take Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))) as
/// levels, with z₀ from the middle of the step at the mean and a = Σ(x − x̄)³/(6 (Σ(x − x̄)²)^1.5) (Efron 1987, JASA 82).
///
/// # Small samples
/// Two values that differ at least. Like every bootstrap it is too narrow below about twenty respondents.
///
/// # When not to use it
/// Above [`LARGEST_EXACT`] respondents, or where the values have a wide range, the normal interval mean ± z·se is given:
/// by then the exact ends differ from it by less than a thousandth of a scale point.
pub fn bootstrap_mean(counts: impl IntoIterator<Item = (i64, u64)>) -> Result<Bootstrap, Reason> {
    let lattice = Lattice::of(counts)?;
    let (n, mean) = (lattice.n as f64, lattice.mean());
    let powers = |power: i32| {
        lattice.counts.iter().zip(0_u32..).fold(0.0, |sum, (count, place)| {
            let distance = f64::from(place) - lattice.sum as f64 / n;
            sum + *count as f64 * (1..power).fold(distance, |product, _| product * distance)
        })
    };
    let (squares, cubes) = (powers(2), powers(3));
    let se = libm::sqrt(squares) / n * lattice.step;
    let (percentile, bca, correction);
    if lattice.n > LARGEST_EXACT || lattice.n.saturating_mul(lattice.counts.len() as u64 - 1) > MOST_SUMS {
        (percentile, bca, correction) = (Ends::around(mean, Z * se), Ends::around(mean, Z * se), None);
    } else {
        let distribution = Distribution::of_sum(&lattice);
        let tail = (1.0 - CONFIDENCE) / 2.0;
        let at = |level: f64| lattice.lowest + distribution.quantile(level) as f64 / n * lattice.step;
        let z0 = normal::quantile(distribution.middle(lattice.sum));
        let acceleration = cubes / (6.0 * squares * libm::sqrt(squares));
        let levels = [tail, 1.0 - tail].map(|level| {
            let z = z0 + normal::quantile(level);
            normal::lower(z0 + z / (1.0 - acceleration * z))
        });
        percentile = Ends { low: at(tail), high: at(1.0 - tail) };
        bca = Ends { low: at(levels[0]), high: at(levels[1]) };
        correction = Some(Correction { z0, acceleration, levels });
    }
    Ok(Bootstrap { n: lattice.n, mean, se, percentile, bca, correction })
}

/// Whole numbers as equal steps from the lowest.
struct Lattice {
    lowest: f64,
    step: f64,
    /// How many have each value, from the lowest to the highest.
    counts: Vec<u64>,
    n: u64,
    /// The sum of the steps of all.
    sum: u64,
}

impl Lattice {
    fn of(counts: impl IntoIterator<Item = (i64, u64)>) -> Result<Lattice, Reason> {
        let counts: Vec<(i64, u64)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
        let lowest = counts.iter().map(|(value, _)| *value).min().ok_or(Reason::NoAnswers)?;
        let places: Vec<(u64, u64)> = counts.iter().map(|(value, count)| (value.abs_diff(lowest), *count)).collect();
        let step = places.iter().fold(0, |step, (place, _)| greatest_common_divisor(step, *place));
        if step == 0 {
            return Err(if counts.iter().map(|(_, count)| count).sum::<u64>() < 2 {
                Reason::TooFewAnswers
            } else {
                Reason::NoVariation
            });
        }
        let highest = places.iter().map(|(place, _)| place / step).max().unwrap_or(0);
        // A table from the lowest to the highest is only made where it has a sensible size.
        if highest > MOST_SUMS {
            return Err(Reason::OutOfRange);
        }
        let mut table = vec![0_u64; highest as usize + 1];
        for (place, count) in places {
            if let Some(cell) = table.get_mut((place / step) as usize) {
                *cell += count;
            }
        }
        let n = table.iter().sum();
        let sum = table
            .iter()
            .zip(0..)
            .fold(0_u64, |sum, (count, place): (&u64, u64)| sum.saturating_add(count.saturating_mul(place)));
        Ok(Lattice { lowest: lowest as f64, step: step as f64, counts: table, n, sum })
    }

    fn mean(&self) -> f64 {
        self.lowest + self.sum as f64 / self.n as f64 * self.step
    }
}

fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

/// The chances of consecutive sums.
#[derive(Clone)]
struct Distribution {
    first: u64,
    chances: Vec<f64>,
}

impl Distribution {
    /// The sum of as many draws as there are values.
    fn of_sum(lattice: &Lattice) -> Distribution {
        let chances = lattice.counts.iter().map(|count| *count as f64 / lattice.n as f64).collect();
        let mut power = Distribution { first: 0, chances };
        let mut result = Distribution { first: 0, chances: vec![1.0] };
        let mut left = lattice.n;
        loop {
            if left & 1 == 1 {
                result = result.and(&power);
            }
            left >>= 1;
            if left == 0 {
                return result;
            }
            power = power.and(&power);
        }
    }

    fn and(&self, other: &Distribution) -> Distribution {
        let mut chances = vec![0.0; self.chances.len() + other.chances.len() - 1];
        for (place, chance) in self.chances.iter().enumerate() {
            for (sum, other) in chances.iter_mut().skip(place).zip(&other.chances) {
                *sum += chance * other;
            }
        }
        // Ends that together have less than one chance in 10²⁵ are cut, so that the work does not grow with the range
        // but with the spread.
        let end = |chances: &mut dyn Iterator<Item = &f64>| {
            let mut sum = 0.0;
            chances
                .take_while(|chance| {
                    sum += **chance;
                    sum < 1e-25
                })
                .count()
        };
        let (low, high) = (end(&mut chances.iter()), end(&mut chances.iter().rev()));
        chances.truncate(chances.len() - high);
        chances.drain(..low);
        Distribution { first: self.first + other.first + low as u64, chances }
    }

    /// The smallest sum whose share at or below reaches the level.
    fn quantile(&self, level: f64) -> u64 {
        let mut below = 0.0;
        let place = self.chances.iter().position(|chance| {
            below += chance;
            below >= level - 1e-12
        });
        self.first + place.unwrap_or(self.chances.len() - 1) as u64
    }

    /// The share below a sum and half of the share at it.
    fn middle(&self, sum: u64) -> f64 {
        let place = sum.saturating_sub(self.first) as usize;
        let below: f64 = self.chances.iter().take(place).sum();
        below + self.chances.get(place).copied().unwrap_or(0.0) / 2.0
    }
}
