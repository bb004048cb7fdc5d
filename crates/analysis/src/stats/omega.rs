//! The reliability of a score if one factor lies behind its items.

use super::patterns::Covariance;
use super::{Matrix, Reason};

/// The most sweeps over the items before the search is given up.
const ROUNDS: usize = 20_000;
/// The largest change of a communality that counts as rest.
const REST: f64 = 1e-14;

/// One factor behind the items.
#[derive(Clone, Debug, PartialEq)]
pub struct Omega {
    /// Omega total of the sum or mean of the answers as they are; the headline.
    pub raw: f64,
    /// Omega total of the sum of standardised answers.
    pub standardised: f64,
    /// The correlation of each item with the factor; they add up to zero or more.
    pub loadings: Vec<f64>,
}

/// McDonald's omega total of at least three items.
///
/// # Formula
/// (Σλ)²/((Σλ)² + Σψ) with ψ = 1 − λ² for standardised items, and with λs and ψs² for items of standard deviation s
/// (McDonald 1999, Test Theory). The loadings λ are those of [`loadings`]. There is no closed interval; respondents are
/// drawn again for one ([`drawn_again`](super::resample::drawn_again)).
///
/// # Missing data
/// Respondents with an answer missing are not among the covariances.
///
/// # When not to use it
/// For items that together make up a thing without meaning the same. Where it has no value, alpha still has one.
///
/// # Errors
/// [`Reason::NoVariation`] where an item does not vary, and as [`loadings`].
pub fn omega(covariance: &Covariance) -> Result<Omega, Reason> {
    omega_within(covariance, ROUNDS)
}

/// As [`omega`], with another number of rounds before the search is given up: for draws, of which there are many and a
/// few may fail.
///
/// # Errors
/// As [`omega`].
pub fn omega_within(covariance: &Covariance, rounds: usize) -> Result<Omega, Reason> {
    if covariance.n < 2 {
        return Err(Reason::TooFewAnswers);
    }
    let loadings = admissible(minimum(&covariance.correlations()?, rounds)?)?;
    let of = |scale: &[f64]| {
        let common: f64 = loadings.iter().zip(scale).map(|(loading, s)| loading * s).sum();
        let unique: f64 = loadings.iter().zip(scale).map(|(loading, s)| (1.0 - loading * loading) * s * s).sum();
        common * common / (common * common + unique)
    };
    Ok(Omega { raw: of(&covariance.deviations()), standardised: of(&vec![1.0; loadings.len()]), loadings })
}

/// The loadings of one factor that leave the least squared correlations between different items (minres).
///
/// # Formula
/// The λ that minimise Σ(rᵢⱼ − λᵢλⱼ)² over i < j: each loading in turn is put where the sum is least, given the others
/// (Harman and Jones 1966, Psychometrika 31), from the first principal axis with squared multiple correlations as
/// communalities; close to the end Newton's method, used only where it makes the sum smaller and the sum is curved
/// upwards. The conditions Σⱼ(rᵢⱼ − λᵢλⱼ)λⱼ = 0 are those of the converged principal axis, so that both end at the same
/// loadings; here they hold to rounding.
///
/// # Errors
/// [`Reason::TooFewItems`] below three items, [`Reason::Heywood`] where a loading reaches one, and
/// [`Reason::NotConverged`] where 20,000 rounds do not bring every communality to rest within 10⁻¹⁴.
pub fn loadings(correlations: &Matrix) -> Result<Vec<f64>, Reason> {
    admissible(minimum(correlations, ROUNDS)?)
}

fn admissible(found: Vec<f64>) -> Result<Vec<f64>, Reason> {
    if found.iter().any(|loading| loading * loading >= 1.0) { Err(Reason::Heywood) } else { Ok(found) }
}

fn minimum(correlations: &Matrix, rounds: usize) -> Result<Vec<f64>, Reason> {
    if correlations.rows() < 3 {
        return Err(Reason::TooFewItems);
    }
    let mut loadings = start(correlations)?;
    for round in 0..rounds {
        let change = sweep(correlations, &mut loadings);
        // A communality this far beyond one does not come back.
        if !loadings.iter().all(|loading| loading.abs() < 1e3) {
            return Err(Reason::Heywood);
        }
        if change < REST {
            return Ok(upright(loadings));
        }
        if (round % 8 == 7 || change < 1e-6)
            && let Some(polished) = newton(correlations, &loadings)
        {
            return Ok(upright(polished));
        }
    }
    Err(Reason::NotConverged)
}

/// The first principal axis, communalities from the other items.
fn start(correlations: &Matrix) -> Result<Vec<f64>, Reason> {
    let size = correlations.rows();
    let strongest = |i: usize| (0..size).filter(|j| *j != i).map(|j| correlations.at(i, j).abs()).fold(0.0, f64::max);
    // Where the items add up to each other, there are no multiple correlations; the strongest simple ones do as well.
    let communalities: Vec<f64> = match correlations.inverse() {
        Ok(inverse) => (0..size).map(|i| 1.0 - 1.0 / inverse.at(i, i)).collect(),
        Err(Reason::NotFinite) => return Err(Reason::NotFinite),
        Err(_) => (0..size).map(strongest).collect(),
    };
    let reduced = Matrix::from_fn(size, size, |i, j| if i == j { communalities[i] } else { correlations.at(i, j) });
    let (value, vector) = reduced.eigen()?.leading().unwrap_or_default();
    let length = libm::sqrt(value.max(0.0));
    Ok(vector.into_iter().map(|part| part * length).collect())
}

/// Puts each loading where the sum of squares is least, given the others; the largest change of a communality.
fn sweep(correlations: &Matrix, loadings: &mut [f64]) -> f64 {
    let mut change = 0.0_f64;
    let mut squares: f64 = loadings.iter().map(|loading| loading * loading).sum();
    for i in 0..loadings.len() {
        let own = loadings[i];
        let along: f64 = correlations.row(i).iter().zip(&*loadings).map(|(r, loading)| r * loading).sum();
        let others = squares - own * own;
        let next = if others > 1e-300 { (along - correlations.at(i, i) * own) / others } else { 0.0 };
        change = change.max((next * next - own * own).abs());
        loadings[i] = next;
        squares = others + next * next;
    }
    change
}

/// Newton's method to the end, or nothing where it would leave the valley that the sweeps are in.
fn newton(correlations: &Matrix, from: &[f64]) -> Option<Vec<f64>> {
    let size = from.len();
    let mut loadings = from.to_vec();
    let mut least = residual(correlations, &loadings);
    for _ in 0..30 {
        let squares: f64 = loadings.iter().map(|loading| loading * loading).sum();
        let hessian = Matrix::from_fn(size, size, |i, j| {
            if i == j {
                squares - loadings[i] * loadings[i]
            } else {
                2.0 * loadings[i] * loadings[j] - correlations.at(i, j)
            }
        });
        let gradient: Vec<f64> = (0..size)
            .map(|i| {
                let others = (0..size).filter(|j| *j != i);
                others.map(|j| (loadings[i] * loadings[j] - correlations.at(i, j)) * loadings[j]).sum()
            })
            .collect();
        let step = hessian.cholesky().ok()?.solve(&gradient);
        let next: Vec<f64> = loadings.iter().zip(&step).map(|(loading, step)| loading - step).collect();
        let left = residual(correlations, &next);
        // The sum may not grow by more than its own rounding.
        if left.is_nan() || left > least + 1e-15 * size as f64 {
            return None;
        }
        let change = next.iter().zip(&loadings).map(|(new, old)| (new * new - old * old).abs()).fold(0.0, f64::max);
        (loadings, least) = (next, left);
        if change < REST {
            return Some(loadings);
        }
    }
    None
}

fn residual(correlations: &Matrix, loadings: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (i, own) in loadings.iter().enumerate() {
        for (j, other) in loadings.iter().enumerate().take(i) {
            let left = correlations.at(i, j) - own * other;
            sum += left * left;
        }
    }
    sum
}

fn upright(loadings: Vec<f64>) -> Vec<f64> {
    if loadings.iter().sum::<f64>() < 0.0 { loadings.into_iter().map(|loading| -loading).collect() } else { loadings }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_factor(loadings: &[f64]) -> Matrix {
        let size = loadings.len();
        Matrix::from_fn(size, size, |i, j| if i == j { 1.0 } else { loadings[i] * loadings[j] })
    }

    #[test]
    fn the_factor_that_made_the_correlations_is_found() {
        for made in [vec![0.9, 0.7, 0.5], vec![0.8, 0.6, -0.3, 0.2, 0.95], vec![0.5; 40]] {
            let found = loadings(&one_factor(&made)).unwrap();
            assert!(found.iter().zip(&made).all(|(ours, theirs)| (ours - theirs).abs() < 1e-12), "{found:?}");
        }
    }

    #[test]
    fn the_end_is_the_converged_principal_axis() {
        let values = [[1.0, 0.4, 0.3, 0.5], [0.4, 1.0, 0.6, 0.1], [0.3, 0.6, 1.0, 0.2], [0.5, 0.1, 0.2, 1.0]];
        let correlations = Matrix::from_fn(4, 4, |i, j| values[i][j]);
        let ours = loadings(&correlations).unwrap();
        let mut h = vec![0.3; 4];
        let mut theirs = Vec::new();
        for _ in 0..20_000 {
            let reduced = Matrix::from_fn(4, 4, |i, j| if i == j { h[i] } else { correlations.at(i, j) });
            let (value, vector) = reduced.eigen().unwrap().leading().unwrap();
            theirs = vector.iter().map(|part| part * libm::sqrt(value)).collect();
            h = theirs.iter().map(|loading| loading * loading).collect();
        }
        assert!(ours.iter().zip(&theirs).all(|(ours, theirs)| (ours - theirs).abs() < 1e-12));
    }

    #[test]
    fn inadmissible_solutions_have_their_reason() {
        // λ₁² = 0.9 · 0.8/0.5 = 1.44.
        let three =
            |a: f64, b: f64, c: f64| Matrix::from_fn(3, 3, |i, j| if i == j { 1.0 } else { [a, b, c][i + j - 1] });
        assert_eq!(loadings(&three(0.9, 0.8, 0.5)), Err(Reason::Heywood));
        assert!(loadings(&three(0.3, 0.3, -0.3)).is_err());
        assert_eq!(loadings(&one_factor(&[1.0, 1.0, 1.0])), Err(Reason::Heywood));
        assert_eq!(loadings(&one_factor(&[0.5, 0.5])), Err(Reason::TooFewItems));
        assert_eq!(loadings(&one_factor(&[f64::NAN; 3])), Err(Reason::NotFinite));
        let unrelated = Covariance::new(9, vec![0.0; 3], Matrix::diagonal(&[1.0, 2.0, 3.0])).unwrap();
        assert_eq!(omega(&unrelated).unwrap().raw, 0.0);
    }

    #[test]
    fn raw_and_standardised_agree_at_equal_variances() {
        let matrix = one_factor(&[0.9, 0.7, 0.5]);
        let whole = omega(&Covariance::new(50, vec![0.0; 3], matrix).unwrap()).unwrap();
        assert!((whole.raw - whole.standardised).abs() < 1e-15);
        assert!((whole.raw - 4.41 / (4.41 + 0.19 + 0.51 + 0.75)).abs() < 1e-12);
    }
}
