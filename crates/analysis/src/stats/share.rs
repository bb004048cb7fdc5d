//! Shares of respondents.

use super::special::beta;
use super::{CONFIDENCE, Ends, Reason, Z, normal};

/// The Wilson score interval of `count` of `base`, base ≥ 1, at 95 %.
///
/// # Formula
/// (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), with the lower end 0 at no events and the upper end 1 at nothing
/// but events (Wilson 1927, JASA 22; recommended by Newcombe 1998, Statistics in Medicine 17).
///
/// # Small samples
/// Holds from n = 1 on. At no events the upper end is above zero: nothing reported is not nothing happened.
pub fn wilson(count: u64, base: u64) -> Ends {
    let n = base as f64;
    let ends = wilson_of_share(count as f64 / n, n);
    Ends { low: if count == 0 { 0.0 } else { ends.low }, high: if count == base { 1.0 } else { ends.high } }
}

/// The Wilson score interval of the share `p`, 0 ≤ p ≤ 1, of an effective number `n` > 0 of respondents at 95 %: with
/// weights, `n` is less than the number of respondents.
pub fn wilson_of_share(p: f64, n: f64) -> Ends {
    let z2 = Z * Z;
    let d = 1.0 + z2 / n;
    let centre = (p + z2 / (2.0 * n)) / d;
    let half = Z * libm::sqrt(p * (1.0 - p) / n + z2 / (4.0 * n * n)) / d;
    Ends { low: (centre - half).max(0.0), high: (centre + half).min(1.0) }
}

/// The exact interval of `count` of `base`, base ≥ 1, count ≤ base, at 95 %.
///
/// # Formula
/// The 2.5 % quantile of Beta(k, n − k + 1) and the 97.5 % quantile of Beta(k + 1, n − k) (Clopper & Pearson 1934,
/// Biometrika 26).
///
/// # When not to use it
/// As a rule: it covers more than it promises and is wider than Wilson's.
pub fn clopper_pearson(count: u64, base: u64) -> Ends {
    let tail = (1.0 - CONFIDENCE) / 2.0;
    let (k, rest) = (count as f64, base.saturating_sub(count) as f64);
    let low = if count == 0 { 0.0 } else { beta::quantile(tail, k, rest + 1.0) };
    let high = if count >= base {
        1.0
    } else {
        // From the other side, so that one event in very many keeps its digits.
        let odds = beta::odds(1.0 - tail, tail, k + 1.0, rest);
        odds / (1.0 + odds)
    };
    Ends { low, high }
}

/// Two shares of different respondents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoShares {
    /// The first share.
    pub first: f64,
    /// The second share.
    pub second: f64,
    /// The first less the second.
    pub difference: f64,
    /// The interval of the difference at 95 %.
    pub interval: Ends,
    /// The standard normal deviate with the pooled share; none where both groups are all or none.
    pub z: Option<f64>,
    /// Its two-sided p-value; none where there is no deviate.
    pub p: Option<f64>,
    /// Cohen's h, the difference on the scale of equal detectability: −π to π.
    pub h: f64,
}

/// Compares `count1` of `base1` with `count2` of `base2`.
///
/// # Formula
/// The interval is the hybrid score interval from the two Wilson intervals (Newcombe 1998, Statistics in Medicine 17,
/// 873–890); z = (p₁ − p₂)/√(p(1−p)(1/n₁ + 1/n₂)) with the pooled share p; h = 2 asin √p₁ − 2 asin √p₂ (Cohen 1988).
///
/// # When not to use it
/// For the same respondents asked twice: see [`mcnemar`](super::linked::mcnemar).
pub fn two_shares(count1: u64, base1: u64, count2: u64, base2: u64) -> Result<TwoShares, Reason> {
    if base1 == 0 || base2 == 0 {
        return Err(Reason::NoAnswers);
    }
    if count1 > base1 || count2 > base2 {
        return Err(Reason::OutOfRange);
    }
    let (n1, n2) = (base1 as f64, base2 as f64);
    let (first, second) = (count1 as f64 / n1, count2 as f64 / n2);
    let (ends1, ends2) = (wilson(count1, base1), wilson(count2, base2));
    let difference = first - second;
    let interval = Ends {
        low: difference - libm::hypot(first - ends1.low, ends2.high - second),
        high: difference + libm::hypot(ends1.high - first, second - ends2.low),
    };
    let pooled = (count1 + count2) as f64 / (n1 + n2);
    let se = libm::sqrt(pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2));
    let z = (se > 0.0).then(|| difference / se);
    let angle = |share: f64| 2.0 * libm::asin(libm::sqrt(share));
    Ok(TwoShares {
        first,
        second,
        difference,
        interval,
        z,
        p: z.map(normal::two_sided),
        h: angle(first) - angle(second),
    })
}
