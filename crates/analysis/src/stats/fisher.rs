//! The F distribution of Fisher and Snedecor.

/// The share of the distribution above `f`, with `above` degrees of freedom in the numerator and `below` in the
/// denominator; all three above zero.
///
/// # Formula
/// I(d₂/(d₂ + d₁f); d₂/2, d₁/2), the regularised incomplete beta function.
pub fn upper(f: f64, above: f64, below: f64) -> f64 {
    tails(f, above, below).1
}

/// The quantile of `p`, 0 < p < 1, with `above` and `below` degrees of freedom, both above zero.
///
/// # Formula
/// Newton's method on the logarithm of the quantile, kept between the bounds found so far, on the smaller of the two
/// tails, until the step is below one part in 10¹⁵.
pub fn quantile(p: f64, above: f64, below: f64) -> f64 {
    let (mut low, mut high) = (-700.0, 700.0);
    let mut log = 0.0;
    for _ in 0..200 {
        let f = libm::exp(log);
        let (share_below, share_above) = tails(f, above, below);
        // What the distribution function has too much of; from the tail that keeps its digits.
        let excess = if p < 0.5 { share_below - p } else { (1.0 - p) - share_above };
        if excess > 0.0 {
            high = log;
        } else {
            low = log;
        }
        let (x, y) = parts(f, above, below);
        let slope = libm::exp(ln_front(x, y, above / 2.0, below / 2.0));
        let newton = log - excess / slope;
        let next = if newton > low && newton < high { newton } else { (low + high) / 2.0 };
        let step = (next - log).abs();
        log = next;
        if step <= 1e-15 * log.abs().max(1e-3) {
            break;
        }
    }
    libm::exp(log)
}

/// The shares below and above `f`.
fn tails(f: f64, above: f64, below: f64) -> (f64, f64) {
    if f <= 0.0 {
        return (0.0, 1.0);
    }
    let (x, y) = parts(f, above, below);
    if y <= 0.0 || f == f64::INFINITY {
        return (1.0, 0.0);
    }
    let (a, b) = (above / 2.0, below / 2.0);
    if x < (a + 1.0) / (a + b + 2.0) {
        let share = libm::exp(ln_front(x, y, a, b) - libm::log(a)) * fraction(x, a, b);
        (share, 1.0 - share)
    } else {
        let share = libm::exp(ln_front(y, x, b, a) - libm::log(b)) * fraction(y, b, a);
        (1.0 - share, share)
    }
}

/// The shares of numerator and denominator, formed without subtraction so that tails keep their digits.
fn parts(f: f64, above: f64, below: f64) -> (f64, f64) {
    let total = above * f + below;
    (above * f / total, below / total)
}

/// ln(xᵃyᵇ/B(a, b)), y = 1 − x, with the large parts of Stirling's formula taken against the powers, because the
/// difference of large logarithms would lose the digits.
fn ln_front(x: f64, y: f64, a: f64, b: f64) -> f64 {
    let away = x * b - y * a;
    let power = |share: f64, own: f64, away: f64| {
        let relative = away / own;
        own * if relative.abs() < 0.5 { libm::log1p(relative) } else { libm::log(share * (a + b) / own) }
    };
    let spread = 0.5 * libm::log(a / (a + b) * b / (2.0 * core::f64::consts::PI));
    power(x, a, away) + power(y, b, -away) + spread + stirling(a + b) - stirling(a) - stirling(b)
}

/// What ln Γ has beyond (z − 1/2) ln z − z + ln √2π.
fn stirling(z: f64) -> f64 {
    if z < 10.0 {
        let ln_root = 0.5 * libm::log(2.0 * core::f64::consts::PI);
        return libm::lgamma(z) - ((z - 0.5) * libm::log(z) - z + ln_root);
    }
    let r = 1.0 / (z * z);
    let later = 1.0 / 1680.0 - r * (1.0 / 1188.0 - r * (691.0 / 360_360.0 - r / 156.0));
    (1.0 / 12.0 - r * (1.0 / 360.0 - r * (1.0 / 1260.0 - r * later))) / z
}

/// The continued fraction of the incomplete beta function (modified Lentz method; Press et al. 2007, Numerical Recipes,
/// 6.4).
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

#[cfg(test)]
mod tests {
    use statrs::distribution::{ContinuousCDF, FisherSnedecor};

    use super::*;

    #[test]
    fn tails_agree_with_an_independent_implementation() {
        for (above, below) in [(1.0, 1.0), (1.0, 20.0), (3.0, 7.0), (206.0, 1030.0), (23.0, 69.0), (6.0, 194.0)] {
            let referee = FisherSnedecor::new(above, below).unwrap();
            for f in [0.01, 0.3, 0.9, 1.0, 1.1, 2.0, 5.0, 40.0] {
                let theirs = referee.sf(f);
                let ours = upper(f, above, below);
                assert!((ours - theirs).abs() <= 1e-10 * theirs.max(1e-6), "F({above}, {below}) {f}: {ours} {theirs}");
            }
        }
    }

    #[test]
    fn quantiles_bring_back_their_tail() {
        for (above, below) in [(1.0, 1.0), (2.0, 3.0), (1.0, 1e6), (23.0, 69.0), (2799.0, 11196.0), (1e6, 5e6)] {
            for p in [1e-6, 0.025, 0.3, 0.5, 0.7, 0.975, 0.999_999] {
                let (low, high) = tails(quantile(p, above, below), above, below);
                assert!((low - p).abs() < 1e-11 * p, "F({above}, {below}) at {p}: {low}");
                assert!((high - (1.0 - p)).abs() < 1e-11 * (1.0 - p));
            }
        }
        // With one and n degrees of freedom it is the square of Student's t.
        let t = super::super::student::quantile(0.975, 30.0);
        assert!((quantile(0.95, 1.0, 30.0) / (t * t) - 1.0).abs() < 1e-13);
    }

    #[test]
    fn edges_hold() {
        assert_eq!(upper(0.0, 3.0, 4.0), 1.0);
        assert_eq!(upper(f64::INFINITY, 3.0, 4.0), 0.0);
    }
}
