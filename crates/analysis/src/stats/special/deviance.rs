//! The two parts of a density that cancel against each other when they are formed naively.

/// The error of Stirling's formula: ln Γ(x + 1) − ((x + ½) ln x − x + ½ ln 2π), x > 0.
///
/// # Formula
/// From x = 10 on by the asymptotic series, below by its definition (Loader 2000, Fast and accurate computation of
/// binomial probabilities).
pub(super) fn stirling_error(x: f64) -> f64 {
    const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;
    if x < 10.0 {
        return libm::lgamma(x + 1.0) - (x + 0.5) * libm::log(x) + x - HALF_LN_TWO_PI;
    }
    let r = 1.0 / (x * x);
    let series = [1.0 / 156.0, -691.0 / 360_360.0, 1.0 / 1188.0, -1.0 / 1680.0, 1.0 / 1260.0, -1.0 / 360.0, 1.0 / 12.0];
    series.into_iter().fold(0.0, |sum, term| sum * r + term) / x
}

/// x ln(x/m) + m − x, x and m > 0: how far an observation is from its mean.
///
/// # Formula
/// Where the two are near each other by a series in (x − m)/(x + m), otherwise as it stands (Loader 2000).
pub(super) fn deviance(x: f64, m: f64) -> f64 {
    let difference = x - m;
    if difference.abs() >= 0.1 * (x + m) {
        return x * libm::log(x / m) - difference;
    }
    let v = difference / (x + m);
    let mut sum = difference * v;
    let mut term = 2.0 * x * v;
    for j in 1..1_000 {
        term *= v * v;
        let next = sum + term / f64::from(2 * j + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}
