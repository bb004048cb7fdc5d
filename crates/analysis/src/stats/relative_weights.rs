//! How much of what an outcome varies belongs to each of several drivers that go together.

use super::matrix::Cholesky;
use super::patterns::Covariance;
use super::{Matrix, Reason};

/// The drivers of an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct RelativeWeights {
    /// How many respondents.
    pub n: u64,
    /// The share of the outcome's variance that all drivers explain, 0 to 1.
    pub r2: f64,
    /// The drivers in the order given.
    pub drivers: Vec<Driver>,
}

/// One driver.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Driver {
    /// Its correlation with the outcome.
    pub correlation: f64,
    /// Its standardised coefficient beside all the others; where it is below zero, the weight must be read with care.
    pub beta: f64,
    /// Its part of R², zero or more, without sign; the parts add up to R².
    pub weight: f64,
    /// Its part of R² as a share, 0 to 1; the shares add up to one. Nothing where R² is zero.
    pub share: Result<f64, Reason>,
    /// How much the other drivers inflate the variance of its coefficient, 1 or more; above 5 they are hard to tell apart.
    pub inflation: f64,
}

/// The relative weights of drivers: the outcome comes first, the drivers after it.
///
/// # Formula
/// With the drivers' correlations R = QΛQ′ and L = QΛ^½Q′: weightᵢ = Σⱼ L²ᵢⱼ b²ⱼ, b = L⁻¹r (Johnson 2000, Multivariate
/// Behavioral Research 35).
///
/// # Missing data
/// Only respondents who gave all answers are among the covariances.
///
/// # When not to use it
/// As a cause: a weight tells what goes with the outcome among those who answered. A weight has no sign; the sign of the
/// coefficient is shown beside it.
///
/// # Errors
/// [`Reason::TooFewItems`] without drivers, [`Reason::TooFewAnswers`] where there are no more respondents than
/// coefficients, [`Reason::NoVariation`], [`Reason::Singular`].
pub fn relative_weights(covariance: &Covariance) -> Result<RelativeWeights, Reason> {
    let (mut found, factor) = weights(covariance)?;
    let inflation = factor.inverse().diagonal_values();
    found.drivers.iter_mut().zip(inflation).for_each(|(driver, inflation)| driver.inflation = inflation);
    Ok(found)
}

/// The relative weights with an inflation of 1 for all, for draws, of which there are many and none asks for it.
///
/// # Errors
/// As [`relative_weights`].
pub fn weights_alone(covariance: &Covariance) -> Result<RelativeWeights, Reason> {
    weights(covariance).map(|(found, _)| found)
}

fn weights(covariance: &Covariance) -> Result<(RelativeWeights, Cholesky), Reason> {
    let drivers = covariance.width().saturating_sub(1);
    if drivers == 0 {
        return Err(Reason::TooFewItems);
    }
    if covariance.n <= covariance.width() as u64 {
        return Err(Reason::TooFewAnswers);
    }
    let correlations = covariance.correlations()?;
    let among = Matrix::from_fn(drivers, drivers, |i, j| correlations.at(i + 1, j + 1));
    let with: Vec<f64> = (0..drivers).map(|i| correlations.at(0, i + 1)).collect();
    let factor = among.cholesky()?;
    let betas = factor.solve(&with);
    let root = among.eigen()?.root();
    // b = L⁻¹r = L(R⁻¹r): the betas are known, so that nothing is divided by small roots of eigenvalues.
    let squared: Vec<f64> = root.apply(&betas).into_iter().map(|b| b * b).collect();
    let weights: Vec<f64> = (0..drivers)
        .map(|i| root.row(i).iter().zip(&squared).map(|(load, square)| load * load * square).sum())
        .collect();
    let r2: f64 = weights.iter().sum();
    let driver = |i: usize| Driver {
        correlation: with[i],
        beta: betas[i],
        weight: weights[i],
        share: if r2 > 0.0 { Ok(weights[i] / r2) } else { Err(Reason::NoImpact) },
        inflation: 1.0,
    };
    let drivers = (0..drivers).map(driver).collect();
    Ok((RelativeWeights { n: covariance.n, r2: r2.min(1.0), drivers }, factor))
}

/// The shares of the drivers, for intervals by [`resample`](super::resample).
///
/// # Errors
/// As [`relative_weights`]; [`Reason::NoImpact`] where R² is zero.
pub fn shares(covariance: &Covariance) -> Result<Vec<f64>, Reason> {
    weights_alone(covariance)?.drivers.iter().map(|driver| driver.share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correlated(among: f64, with: [f64; 2]) -> Covariance {
        let matrix = Matrix::from_fn(3, 3, |i, j| match (i.min(j), i.max(j)) {
            (i, j) if i == j => 1.0,
            (0, j) => with[j - 1],
            _ => among,
        });
        Covariance::new(100, vec![0.0; 3], matrix).unwrap()
    }

    #[test]
    fn unrelated_drivers_weigh_their_squared_correlations() {
        let found = relative_weights(&correlated(0.0, [0.6, -0.3])).unwrap();
        assert!((found.drivers[0].weight - 0.36).abs() < 1e-15 && (found.drivers[1].weight - 0.09).abs() < 1e-15);
        assert!((found.r2 - 0.45).abs() < 1e-15);
        assert!(found.drivers[1].beta < 0.0 && found.drivers[1].share.unwrap() > 0.0);
        assert!((found.drivers[0].inflation - 1.0).abs() < 1e-15);
    }

    #[test]
    fn like_drivers_weigh_alike_and_weights_add_up() {
        let found = relative_weights(&correlated(0.9, [0.5, 0.5])).unwrap();
        assert!((found.drivers[0].weight - found.drivers[1].weight).abs() < 1e-14);
        assert!((found.r2 - 0.5 / 1.9).abs() < 1e-14);
        assert!((found.drivers[0].inflation - 1.0 / (1.0 - 0.81)).abs() < 1e-12);
    }

    #[test]
    fn edges_have_their_reasons() {
        assert_eq!(relative_weights(&correlated(1.0, [0.5, 0.5])), Err(Reason::Singular));
        assert_eq!(shares(&correlated(0.5, [0.0, 0.0])), Err(Reason::NoImpact));
        let alone = Covariance::new(9, vec![0.0], Matrix::diagonal(&[1.0])).unwrap();
        assert_eq!(relative_weights(&alone), Err(Reason::TooFewItems));
        let few = Covariance { n: 3, ..correlated(0.0, [0.1, 0.1]) };
        assert_eq!(relative_weights(&few), Err(Reason::TooFewAnswers));
    }
}
