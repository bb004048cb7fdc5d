//! Student's t distribution.

use super::normal;

/// The two-sided p-value of `t` with `df` degrees of freedom, df > 0.
///
/// # Formula
/// I(df/(df + t²); df/2, 1/2), the regularised incomplete beta function, by its continued fraction (modified Lentz
/// method; Press et al. 2007, Numerical Recipes, 6.4).
pub fn two_sided(t: f64, df: f64) -> f64 {
    let t2 = t * t;
    // The share of the squared cosine and sine: both are formed without subtraction, so that tails keep their digits.
    let x = df / (df + t2);
    let y = t2 / (df + t2);
    let a = df / 2.0;
    let ln_front = |a_side: f64| a * ln_one_less(y, x) + 0.5 * libm::log(y) - ln_beta_half(a) - libm::log(a_side);
    if y <= 0.0 {
        return 1.0;
    }
    if t2 == f64::INFINITY {
        return 0.0;
    }
    if x < (a + 1.0) / (a + 2.5) {
        libm::exp(ln_front(a)) * fraction(x, a, 0.5)
    } else {
        1.0 - libm::exp(ln_front(0.5)) * fraction(y, 0.5, a)
    }
}

/// The quantile of `p`, 0.5 ≤ p < 1, with `df` degrees of freedom.
///
/// # Formula
/// Exact for one and two degrees of freedom; otherwise Newton's method on [`two_sided`] from the expansion of Cornish
/// and Fisher (Hill 1970, CACM algorithm 396), until the step is below one part in 10¹⁵.
pub fn quantile(p: f64, df: f64) -> f64 {
    if df == 1.0 {
        // The tangent from whichever side is near: next to the pole of the other one its digits would be lost.
        let pi = core::f64::consts::PI;
        return if p < 0.75 { libm::tan(pi * (p - 0.5)) } else { 1.0 / libm::tan(pi * (1.0 - p)) };
    }
    let tail = 2.0 * (1.0 - p);
    if df == 2.0 {
        return libm::sqrt(2.0 / (tail * (2.0 - tail)) - 2.0);
    }
    let z = normal::quantile(p);
    let z3 = z * z * z;
    let z5 = z3 * z * z;
    let mut t = z + (z3 + z) / (4.0 * df) + (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * df * df);
    for _ in 0..60 {
        let step = (two_sided(t, df) - tail) / (2.0 * density(t, df));
        t += step;
        if step.abs() <= 1e-15 * t.abs() {
            break;
        }
    }
    t
}

fn density(t: f64, df: f64) -> f64 {
    let half = df / 2.0;
    libm::exp(-(half + 0.5) * libm::log1p(t * t / df) - ln_beta_half(half) - 0.5 * libm::log(df))
}

/// ln(1 − y), where x = 1 − y is known too: each from the side that keeps its digits.
fn ln_one_less(y: f64, x: f64) -> f64 {
    if y < 0.5 { libm::log1p(-y) } else { libm::log(x) }
}

/// ln B(a, 1/2). From a = 40 on by the series of ln Γ(a + 1/2) − ln Γ(a), because the difference of two large
/// logarithms would lose the digits that p-values need.
fn ln_beta_half(a: f64) -> f64 {
    let ln_sqrt_pi = 0.5 * libm::log(core::f64::consts::PI);
    if a < 40.0 {
        return libm::lgamma(a) + ln_sqrt_pi - libm::lgamma(a + 0.5);
    }
    let r = 1.0 / (a * a);
    let series = (-1.0 / 8.0 + r * (1.0 / 192.0 + r * (-1.0 / 640.0 + r * (17.0 / 14336.0 - r * 31.0 / 18432.0)))) / a;
    ln_sqrt_pi - 0.5 * libm::log(a) - series
}

/// The continued fraction of the incomplete beta function.
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
