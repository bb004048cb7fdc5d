//! The incomplete beta function.

use super::Tails;
use super::deviance::{deviance, stirling_error};
use super::solve::rising_root;

/// The regularised incomplete beta function I(x; a, b), a and b > 0, and what it leaves of 1. `y` is 1 − x and is given
/// beside it, because whoever calls knows the smaller of the two to all its digits.
///
/// # Formula
/// By its continued fraction (modified Lentz method; Press et al. 2007, Numerical Recipes, 6.4) from whichever side it
/// converges quickly, in front of x^a y^b/B(a, b) by Loader's expansion (2000).
pub fn regularised(x: f64, y: f64, a: f64, b: f64) -> Tails {
    if x <= 0.0 {
        return Tails { lower: 0.0, upper: 1.0 };
    }
    if y <= 0.0 {
        return Tails { lower: 1.0, upper: 0.0 };
    }
    if x < (a + 1.0) / (a + b + 2.0) {
        Tails::from_lower(front(x, y, a, b) / a * fraction(x, a, b))
    } else {
        Tails::from_lower(front(x, y, a, b) / b * fraction(y, b, a)).swapped()
    }
}

/// The x at which I(x; a, b) is `p`, a and b > 0.
pub fn quantile(p: f64, a: f64, b: f64) -> f64 {
    let odds = odds(p, 1.0 - p, a, b);
    if odds == f64::INFINITY { 1.0 } else { odds / (1.0 + odds) }
}

/// x/(1 − x) where I(x; a, b) is `lower` and what it leaves of 1 is `upper`: 0 and infinite at the ends.
pub fn odds(lower: f64, upper: f64, a: f64, b: f64) -> f64 {
    if lower <= 0.0 {
        return 0.0;
    }
    if upper <= 0.0 {
        return f64::INFINITY;
    }
    // On the scale of ln odds the logarithm of either tail is smooth and bends only one way.
    let error = |u: f64| {
        let odds = libm::exp(u);
        let (x, y) = (odds / (1.0 + odds), 1.0 / (1.0 + odds));
        let (tails, slope) = (regularised(x, y, a, b), front(x, y, a, b));
        if lower < upper {
            (libm::log(tails.lower / lower), slope / tails.lower)
        } else {
            (libm::log(upper / tails.upper), slope / tails.upper)
        }
    };
    libm::exp(rising_root((-700.0, 700.0), libm::log(a / b), error))
}

/// x^a y^b/B(a, b).
fn front(x: f64, y: f64, a: f64, b: f64) -> f64 {
    let n = a + b;
    let distance = deviance(a, n * x) + deviance(b, n * y);
    let stirling = stirling_error(n) - stirling_error(a) - stirling_error(b);
    // B(a, b) is Γ(a + 1)Γ(b + 1)/Γ(n + 1) · n/(ab), and each gamma function is Stirling's formula and its error.
    libm::exp(stirling - distance) * libm::sqrt(a / n * b / (2.0 * core::f64::consts::PI))
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for m in 1..100_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let factor = d * c;
        value *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}
