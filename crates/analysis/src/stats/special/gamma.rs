//! The incomplete gamma function.

use super::Tails;
use super::deviance::{deviance, stirling_error};
use super::solve::rising_root;

/// The regularised incomplete gamma functions P(a, x) and Q(a, x), a > 0, x ≥ 0.
///
/// # Formula
/// P by its series below x = a + 1, Q by its continued fraction above (modified Lentz method; Press et al. 2007,
/// Numerical Recipes, 6.2), both in front of x^a e^−x/Γ(a + 1) by Loader's expansion (2000).
pub fn regularised(a: f64, x: f64) -> Tails {
    if x <= 0.0 {
        return Tails { lower: 0.0, upper: 1.0 };
    }
    if x == f64::INFINITY {
        return Tails { lower: 1.0, upper: 0.0 };
    }
    if x < a + 1.0 {
        return Tails::from_lower(front(a, x) * series(a, x));
    }
    Tails::from_lower(front(a, x) * a * fraction(a, x)).swapped()
}

/// The x at which P(a, x) is `p`, a > 0; 0 at p = 0 and infinite at p = 1.
pub fn quantile(p: f64, a: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    // On the scale of ln x the logarithm of either tail is smooth and bends only one way.
    let error = |u: f64| {
        let x = libm::exp(u);
        let (tails, slope) = (regularised(a, x), front(a, x) * a);
        if p < 0.5 {
            (libm::log(tails.lower / p), slope / tails.lower)
        } else {
            (libm::log((1.0 - p) / tails.upper), slope / tails.upper)
        }
    };
    libm::exp(rising_root((-740.0, 700.0), libm::log(a), error))
}

/// x^a e^−x/Γ(a + 1).
fn front(a: f64, x: f64) -> f64 {
    libm::exp(-stirling_error(a) - deviance(a, x)) / libm::sqrt(2.0 * core::f64::consts::PI * a)
}

/// a^a e^−a/Γ(a): the height at u = 0 of the density whose logarithm is a(u − e^u) and a constant.
pub(crate) fn height(a: f64) -> f64 {
    libm::exp(-stirling_error(a)) * libm::sqrt(a / (2.0 * core::f64::consts::PI))
}

fn series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for n in 1..100_000 {
        term *= x / (a + f64::from(n));
        sum += term;
        if term <= sum * 1e-17 {
            break;
        }
    }
    sum
}

fn fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / away(b);
    let mut value = d;
    for n in 1..100_000 {
        let n = f64::from(n);
        let step = n * (a - n);
        b += 2.0;
        d = 1.0 / away(step * d + b);
        c = away(b + step / c);
        let factor = d * c;
        value *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}
