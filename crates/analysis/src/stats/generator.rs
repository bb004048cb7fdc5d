//! Random numbers that are the same on every machine: a documented integer generator with a given seed, and what is
//! drawn with it.

use super::normal;

/// The generator xoshiro256++ (Blackman & Vigna 2021, ACM Transactions on Mathematical Software 47), its state filled
/// by SplitMix64 (Steele, Lea & Flood 2014, OOPSLA).
#[derive(Clone, Debug)]
pub struct Generator {
    state: [u64; 4],
}

impl Generator {
    /// The generator of a seed and a stream. Each round of a resampling has its own stream, so that rounds may run in
    /// any order and on any number of workers.
    pub fn new(seed: u64, stream: u64) -> Generator {
        // The seed is mixed before the stream is added, so that neighbouring seeds do not share streams.
        let own = SplitMix(seed).next().wrapping_add(stream);
        let mut filled = SplitMix(SplitMix(own).next());
        Generator { state: std::array::from_fn(|_| filled.next()) }
    }

    /// The generator in a given state, which must not be all zero.
    pub fn from_state(state: [u64; 4]) -> Generator {
        Generator { state }
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// A number between 0 and 1, never either of them: the middles of 2⁵³ equal pieces, the topmost rounded down.
    pub fn uniform(&mut self) -> f64 {
        const LARGEST: f64 = 1.0 - f64::EPSILON / 2.0;
        (((self.bits() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64).min(LARGEST)
    }

    /// A standard normal number, by the quantile of a uniform one.
    pub fn normal(&mut self) -> f64 {
        normal::quantile(self.uniform())
    }

    /// The logarithm of a number with the gamma distribution of `shape` > 0. The logarithm, because for small shapes
    /// the number itself is often too small to be told from zero.
    ///
    /// # Formula
    /// d(1 + x/√(9d))³ with d = a − ⅓ and x normal, by rejection; below a = 1 a draw for a + 1 times u^(1/a) (Marsaglia &
    /// Tsang 2000, ACM Transactions on Mathematical Software 26).
    pub fn ln_gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let more = self.ln_gamma(shape + 1.0);
            return more + libm::log(self.uniform()) / shape;
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let x = self.normal();
            let root = 1.0 + x / libm::sqrt(9.0 * d);
            if root <= 0.0 {
                continue;
            }
            let ln_v = 3.0 * libm::log(root);
            let v = root * root * root;
            if libm::log(self.uniform()) < x * x / 2.0 + d - d * v + d * ln_v {
                return libm::log(d) + ln_v;
            }
        }
    }

    /// A number with the beta distribution, `a` and `b` > 0.
    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (x, y) = (self.ln_gamma(a), self.ln_gamma(b));
        1.0 / (1.0 + libm::exp(y - x))
    }

    /// Shares with the Dirichlet distribution, all `weights` > 0.
    pub fn dirichlet<const N: usize>(&mut self, weights: [f64; N]) -> [f64; N] {
        let logs = weights.map(|weight| self.ln_gamma(weight));
        let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let parts = logs.map(|log| libm::exp(log - largest));
        let total: f64 = parts.iter().sum();
        parts.map(|part| part / total)
    }

    /// How many of `n` succeed, each with chance `p` between 0 and 1.
    ///
    /// # Formula
    /// By counting through the distribution where fewer than ten are expected; otherwise by transformed rejection
    /// (Hörmann 1993, J. of Statistical Computation and Simulation 46, algorithm BTRS). Both are exact.
    pub fn binomial(&mut self, n: u64, p: f64) -> u64 {
        if n == 0 || p <= 0.0 {
            return 0;
        }
        if p >= 1.0 {
            return n;
        }
        if p > 0.5 {
            return n - self.binomial(n, 1.0 - p);
        }
        if n as f64 * p < 10.0 { self.few(n, p) } else { self.many(n, p) }
    }

    fn few(&mut self, n: u64, p: f64) -> u64 {
        let odds = p / (1.0 - p);
        let none = libm::exp(n as f64 * libm::log1p(-p));
        let (mut left, mut chance) = (self.uniform(), none);
        for k in 0..n {
            if left <= chance {
                return k;
            }
            left -= chance;
            chance *= odds * (n - k) as f64 / (k + 1) as f64;
            if chance == 0.0 {
                return k;
            }
        }
        n
    }

    fn many(&mut self, n: u64, p: f64) -> u64 {
        let count = n as f64;
        let sd = libm::sqrt(count * p * (1.0 - p));
        let b = 1.15 + 2.53 * sd;
        let a = -0.0873 + 0.0248 * b + 0.01 * p;
        let centre = count * p + 0.5;
        let inside = 0.92 - 4.2 / b;
        let alpha = (2.83 + 5.1 / b) * sd;
        let mode = libm::floor((count + 1.0) * p);
        let ln_odds = libm::log(p / (1.0 - p));
        let ln_chance = |k: f64| k * ln_odds - libm::lgamma(k + 1.0) - libm::lgamma(count - k + 1.0);
        let ln_top = ln_chance(mode);
        loop {
            let (u, v) = (self.uniform() - 0.5, self.uniform());
            let from_edge = 0.5 - u.abs();
            let k = libm::floor((2.0 * a / from_edge + b) * u + centre);
            if !(0.0..=count).contains(&k) {
                continue;
            }
            let is_quick = from_edge >= 0.07 && v <= inside;
            if is_quick || libm::log(v * alpha / (a / (from_edge * from_edge) + b)) <= ln_chance(k) - ln_top {
                return k as u64;
            }
        }
    }

    /// How many of `n` fall into each cell, when each falls into a cell with the chance that its count has among all
    /// counts: one table drawn as rows would be drawn with replacement, at a cost that does not grow with `n`.
    ///
    /// # Formula
    /// Cell after cell a binomial number of what is left.
    pub fn multinomial(&mut self, n: u64, counts: &[u64], into: &mut Vec<u64>) {
        into.clear();
        let mut people = n;
        let mut rest: u64 = counts.iter().sum();
        for count in counts {
            // The last cell with a count gets all that is left: its chance is exactly 1.
            let here = if rest == 0 { 0 } else { self.binomial(people, *count as f64 / rest as f64) };
            into.push(here);
            people -= here;
            rest -= count;
        }
    }
}

struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
