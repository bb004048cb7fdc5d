//! How many customers the five levels of satisfaction let expect to be lost.

use super::bootstrap::cells::Resampled;
use super::generator::Generator;
use super::special::{beta, falling_root};
use super::{Ends, Reason, Z};

/// How many levels there are, from extremely dissatisfied to highly satisfied.
pub const LEVELS: usize = 5;
/// The shares of customers lost by level, lowest level first: textbook figures without data behind them.
pub const ASSUMED_RATES: [f64; LEVELS] = [0.80, 0.40, 0.20, 0.10, 0.015];
/// The range that the textbook gives for the highest level.
pub const ASSUMED_TOP_RANGE: Ends = Ends { low: 0.01, high: 0.02 };
/// How many customers the assumed rates are worth, when they are compared with observed losses.
pub const ASSUMED_WEIGHT: f64 = 50.0;
/// From this many customers of a level on, its rate counts as observed.
pub const OBSERVED_FROM: u64 = 30;

/// The expected loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    /// How many respondents.
    pub n: u64,
    /// The share of customers expected to be lost.
    pub share: f64,
    /// Its standard error by sampling alone.
    pub se: f64,
    /// Its interval at 95 % by sampling alone, between 0 and 1.
    pub interval: Ends,
    /// The share with the lowest and with the highest rate of the highest level.
    pub range: Ends,
}

/// The expected loss of counted levels, lowest level first.
///
/// # Formula
/// L = Σ p q with the shares p and the loss rates q of the levels; se² = (Σ p q² − L²)/n; L ± z·se.
///
/// # When not to use it
/// As a forecast, unless the rates are your own: the assumed ones are figures from a textbook.
pub fn expected_loss(counts: &[u64; LEVELS], rates: &[f64; LEVELS], top_range: Ends) -> Result<Loss, Reason> {
    let n: u64 = counts.iter().sum();
    if n == 0 {
        return Err(Reason::NoAnswers);
    }
    if !rates.iter().chain([&top_range.low, &top_range.high]).all(|rate| (0.0..=1.0).contains(rate)) {
        return Err(Reason::OutOfRange);
    }
    let share_of = |value: &dyn Fn(usize, f64) -> f64| -> f64 {
        counts
            .iter()
            .zip(rates)
            .enumerate()
            .map(|(level, (count, rate))| *count as f64 / n as f64 * value(level, *rate))
            .sum()
    };
    let share = share_of(&|_, rate| rate);
    let squares = share_of(&|_, rate| rate * rate);
    let se = libm::sqrt((squares - share * share).max(0.0) / n as f64);
    let with_top = |top: f64| share_of(&|level, rate| if level == LEVELS - 1 { top } else { rate });
    Ok(Loss {
        n,
        share,
        se,
        interval: Ends { low: (share - Z * se).max(0.0), high: (share + Z * se).min(1.0) },
        range: Ends { low: with_top(top_range.low), high: with_top(top_range.high) },
    })
}

/// Customers of a level who were followed up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Observed {
    /// How many were lost.
    pub lost: u64,
    /// Of how many.
    pub of: u64,
}

impl Observed {
    /// Whether there are enough to call the rate your data; before that it is the assumption.
    pub fn is_enough(&self) -> bool {
        self.of >= OBSERVED_FROM
    }
}

/// What is known about the loss rate of a level: a beta distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// As if this many were lost.
    lost: f64,
    /// As if this many were kept.
    kept: f64,
}

impl Rate {
    /// An assumed rate, strictly between 0 and 1, that is worth `weight` > 0 customers, together with what was observed.
    ///
    /// # Formula
    /// Beta(κq + x, κ(1 − q) + m − x).
    pub fn new(assumed: f64, weight: f64, observed: Observed) -> Result<Rate, Reason> {
        if !(assumed > 0.0 && assumed < 1.0 && weight > 0.0 && weight.is_finite()) || observed.lost > observed.of {
            return Err(Reason::OutOfRange);
        }
        let kept = (observed.of - observed.lost) as f64;
        Ok(Rate { lost: weight * assumed + observed.lost as f64, kept: weight * (1.0 - assumed) + kept })
    }

    /// The mean of what is known.
    pub fn mean(&self) -> f64 {
        self.lost / (self.lost + self.kept)
    }

    /// The central 95 % of what is known.
    pub fn interval(&self) -> Ends {
        Ends { low: beta::quantile(0.025, self.lost, self.kept), high: beta::quantile(0.975, self.lost, self.kept) }
    }
}

/// How many customers a rate must be worth for its central 95 % to be as wide as `range`.
pub fn weight_for_range(rate: f64, range: Ends) -> Result<f64, Reason> {
    let width = range.high - range.low;
    if !(rate > 0.0 && rate < 1.0 && width > 1e-6 && width < 0.5 && width.is_finite()) {
        return Err(Reason::OutOfRange);
    }
    let excess = |ln_weight: f64| {
        let weight = libm::exp(ln_weight);
        let ends = Rate { lost: weight * rate, kept: weight * (1.0 - rate) }.interval();
        ends.high - ends.low - width
    };
    // The width falls with the weight once the distribution has a hump, which it has from κq = 1 on.
    let (from, to) = (libm::log(1.0 / rate.min(1.0 - rate)), libm::log(1e14));
    if excess(from) <= 0.0 {
        return Err(Reason::OutOfRange);
    }
    Ok(libm::exp(falling_root(from, to, excess)))
}

/// What is known about the rates of all levels, lowest level first: the assumed rates, each worth [`ASSUMED_WEIGHT`]
/// customers, and what was observed. Where nothing was observed for the highest level, its distribution is as wide as
/// [`ASSUMED_TOP_RANGE`].
pub fn rates(assumed: &[f64; LEVELS], observed: &[Observed; LEVELS]) -> Result<[Rate; LEVELS], Reason> {
    let mut rates = [Rate { lost: 1.0, kept: 1.0 }; LEVELS];
    for (level, (rate, (assumed, observed))) in rates.iter_mut().zip(assumed.iter().zip(observed)).enumerate() {
        let is_textbook_top = level == LEVELS - 1 && observed.of == 0;
        let weight = if is_textbook_top { weight_for_range(*assumed, ASSUMED_TOP_RANGE)? } else { ASSUMED_WEIGHT };
        *rate = Rate::new(*assumed, weight, *observed)?;
    }
    Ok(rates)
}

/// The expected loss if the rates themselves are uncertain.
#[derive(Clone, Debug, PartialEq)]
pub struct UncertainLoss {
    /// Its mean, worked out without random numbers.
    pub mean: f64,
    /// The central 95 % of the draws.
    pub interval: Ends,
    /// The draws.
    pub draws: Resampled,
}

/// The expected loss of counted levels, lowest level first, if shares and rates are uncertain.
///
/// # Formula
/// L = Σ p q with p from Dirichlet(counts + ½) and each q from its beta distribution, drawn `rounds` times from the
/// streams of `seed`; the 2.5 % and 97.5 % quantiles.
pub fn uncertain_loss(
    counts: &[u64; LEVELS],
    rates: &[Rate; LEVELS],
    rounds: u64,
    seed: u64,
) -> Result<UncertainLoss, Reason> {
    let weights = counts.map(|count| count as f64 + 0.5);
    let total: f64 = weights.iter().sum();
    let mean = weights.iter().zip(rates).map(|(weight, rate)| weight / total * rate.mean()).sum();
    let draws = Resampled::of((0..rounds).map(|round| {
        let mut generator = Generator::new(seed, round);
        let shares = generator.dirichlet(weights);
        Some(shares.iter().zip(rates).map(|(share, rate)| share * generator.beta(rate.lost, rate.kept)).sum())
    }))?;
    Ok(UncertainLoss { mean, interval: draws.interval(), draws })
}

/// How many of `customers` are expected to be lost: the share and its interval in customers.
pub fn lost_customers(loss: &Loss, customers: u64) -> (f64, Ends) {
    let all = customers as f64;
    (all * loss.share, Ends { low: all * loss.interval.low, high: all * loss.interval.high })
}
