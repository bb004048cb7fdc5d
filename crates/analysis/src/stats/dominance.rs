//! Which of two groups answers higher, whatever the distances between the answers mean.

use super::{CONFIDENCE, Ends, Reason, normal, student};

/// From these sizes of delta on an effect is called small, middling and large, as a hint and no more (Romano et al. 2006).
pub const HINTS: [f64; 3] = [0.147, 0.33, 0.474];

/// How often one of the first group answers higher than one of the second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dominance {
    /// How many in each group.
    pub n: [u64; 2],
    /// Mann and Whitney's U of the first group: pairs in which it is higher, half of those that are tied.
    pub u: f64,
    /// The standard normal deviate of U, with continuity correction.
    pub z: f64,
    /// Its two-sided p-value.
    pub p: f64,
    /// Cliff's delta: the share of pairs in which the first is higher less that in which it is lower.
    pub delta: f64,
    /// The variance of delta.
    pub variance: f64,
}

/// Compares two groups of counted answers, each in any order.
///
/// # Formula
/// U with z = (|U − n₁n₂/2| − ½)/√(n₁n₂/12 (n + 1 − Σ(t³ − t)/(n(n − 1)))) (Mann & Whitney 1947, Annals of Mathematical
/// Statistics 18). δ = 2U/(n₁n₂) − 1 with the unbiased variance (n₂² Σ(δᵢ. − δ)² + n₁² Σ(δ.ⱼ − δ)² − ΣΣ(δᵢⱼ − δ)²)
/// /(n₁n₂(n₁ − 1)(n₂ − 1)), at least (1 − δ²)/(n₁n₂ − 1) (Cliff 1993, Psychological Bulletin 114). All sums are over
/// distinct values, so that the work does not grow with the number of respondents, and hardly with the number of values.
///
/// # Small samples
/// Two respondents in each group at least; p is a normal approximation.
pub fn dominance(
    a: impl IntoIterator<Item = (f64, u64)>,
    b: impl IntoIterator<Item = (f64, u64)>,
) -> Result<Dominance, Reason> {
    let (a, b) = (Group::of(a)?, Group::of(b)?);
    let n = [a.n, b.n];
    if n[0] < 2 || n[1] < 2 {
        return Err(if n.contains(&0) { Reason::NoAnswers } else { Reason::TooFewAnswers });
    }
    let (n1, n2) = (n[0] as f64, n[1] as f64);
    let ([higher, lower], tied) = (a.against(&b), tied(&a, &b));
    let pairs = n1 * n2;
    let u = higher + (pairs - higher - lower) / 2.0;
    let together = n1 + n2;
    let spread = pairs / 12.0 * (together + 1.0 - tied / (together * (together - 1.0)));
    // What is left of the difference where all answers are equal is rounding.
    if spread <= pairs * together * 1e-14 {
        return Err(Reason::NoVariation);
    }
    let distance = u - pairs / 2.0;
    let z = ((distance.abs() - 0.5) / libm::sqrt(spread)).max(0.0);
    let delta = (higher - lower) / pairs;
    let squares = n2 * n2 * a.spread(&b, delta) + n1 * n1 * b.spread(&a, -delta)
        - (higher * (1.0 - delta) * (1.0 - delta)
            + lower * (1.0 + delta) * (1.0 + delta)
            + (pairs - higher - lower) * delta * delta);
    let variance = (squares / (pairs * (n1 - 1.0) * (n2 - 1.0))).max((1.0 - delta * delta) / (pairs - 1.0));
    Ok(Dominance { n, u, z: if distance < 0.0 { -z } else { z }, p: normal::two_sided(z), delta, variance })
}

impl Dominance {
    /// The interval of delta at 95 % with t(n₁ + n₂ − 2).
    pub fn interval(&self) -> Ends {
        let df = (self.n[0] + self.n[1] - 2) as f64;
        self.interval_at(student::quantile(0.5 + CONFIDENCE / 2.0, df))
    }

    /// The interval of delta for a critical value.
    ///
    /// # Formula
    /// (δ − δ³ ± c s √((1 − δ²)² + c²s²))/(1 − δ² + c²s²), which is asymmetric and stays between −1 and 1 (Feng & Cliff
    /// 2004, J. of Modern Applied Statistical Methods 3). Where one group is higher in all pairs, δ is taken as
    /// δ(n₁n₂ − 1)/(n₁n₂) and the outer end is ±1.
    pub fn interval_at(&self, critical: f64) -> Ends {
        let pairs = self.n[0] as f64 * self.n[1] as f64;
        let is_total = self.delta.abs() >= 1.0;
        let d = if is_total { self.delta * (pairs - 1.0) / pairs } else { self.delta };
        let variance = if is_total { (1.0 - d * d) / (pairs - 1.0) } else { self.variance };
        let rest = 1.0 - d * d;
        let c2 = critical * critical * variance;
        let half = libm::sqrt(c2) * libm::sqrt(rest * rest + c2);
        let centre = d - d * d * d;
        let mut ends = Ends { low: (centre - half) / (rest + c2), high: (centre + half) / (rest + c2) };
        if is_total && d > 0.0 {
            ends.high = 1.0;
        } else if is_total {
            ends.low = -1.0;
        }
        ends
    }
}

/// Distinct values in rising order, with how many have each and how many have less.
struct Group {
    values: Vec<f64>,
    counts: Vec<u64>,
    less: Vec<u64>,
    n: u64,
}

impl Group {
    fn of(answers: impl IntoIterator<Item = (f64, u64)>) -> Result<Group, Reason> {
        let mut answers: Vec<(f64, u64)> = answers.into_iter().filter(|(_, count)| *count > 0).collect();
        if answers.iter().any(|(value, _)| value.is_nan()) {
            return Err(Reason::NotFinite);
        }
        answers.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut group = Group { values: Vec::new(), counts: Vec::new(), less: Vec::new(), n: 0 };
        for same in answers.chunk_by(|a, b| a.0 == b.0) {
            let count = same.iter().map(|(_, count)| count).sum();
            group.values.extend(same.first().map(|(value, _)| value));
            group.counts.push(count);
            group.less.push(group.n);
            group.n += count;
        }
        Ok(group)
    }

    fn counted(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.values.iter().zip(&self.counts).map(|(value, count)| (*value, *count as f64))
    }

    /// How many are below a value, and how many above it.
    fn around(&self, value: f64) -> [f64; 2] {
        let up_to = |place: usize| self.less.get(place).copied().unwrap_or(self.n);
        let below = up_to(self.values.partition_point(|other| *other < value));
        let above = self.n - up_to(self.values.partition_point(|other| *other <= value));
        [below as f64, above as f64]
    }

    /// In how many pairs this group is higher than the other, and in how many lower.
    fn against(&self, other: &Group) -> [f64; 2] {
        self.counted().fold([0.0, 0.0], |[higher, lower], (value, count)| {
            let [below, above] = other.around(value);
            [higher + count * below, lower + count * above]
        })
    }

    /// The squared distances of each respondent's own delta from the delta of all.
    fn spread(&self, other: &Group, delta: f64) -> f64 {
        self.counted().fold(0.0, |sum, (value, count)| {
            let [below, above] = other.around(value);
            let distance = (below - above) / other.n as f64 - delta;
            sum + count * distance * distance
        })
    }
}

/// Σ(t³ − t) over the values of both groups, where t have the same.
fn tied(a: &Group, b: &Group) -> f64 {
    let mut both: Vec<(f64, f64)> = a.counted().chain(b.counted()).collect();
    both.sort_by(|a, b| a.0.total_cmp(&b.0));
    both.chunk_by(|a, b| a.0 == b.0).fold(0.0, |sum, same| {
        let t: f64 = same.iter().map(|(_, count)| count).sum();
        sum + t * (t * t - 1.0)
    })
}
