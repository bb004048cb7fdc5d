//! Least squares: what goes up when something else goes up, the other things being equal.

use super::patterns::{Covariance, Patterns};
use super::{Matrix, Reason, fisher, student};

/// The leverage beyond which a robust standard error is refused.
const MOST_LEVERAGE: f64 = 0.999;
/// The share of the variation that counts as nothing left to explain.
const NOTHING_LEFT: f64 = 1e-20;

/// A regression with an intercept.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// How many respondents.
    pub n: u64,
    /// How many respondents gave only some of the numbers and are not among them.
    pub lost: u64,
    /// The degrees of freedom of the error: respondents less coefficients, or groups less one.
    pub degrees: f64,
    /// The intercept, then one coefficient for each predictor.
    pub coefficients: Vec<f64>,
    /// Variances and covariances of the coefficients if the error is equally large everywhere.
    pub classical: Matrix,
    /// Variances and covariances of the coefficients whatever the error is (HC3, or see [`grouped`]).
    pub robust: Result<Matrix, Reason>,
    /// The share of the outcome's variation that is explained, 0 to 1.
    pub r2: f64,
    /// The same, less what as many unrelated predictors would explain.
    pub adjusted_r2: f64,
    /// The sum of the squared errors.
    pub squares_left: f64,
    /// For each predictor, how many times the others inflate the variance of its coefficient; 1 or more.
    pub inflation: Vec<f64>,
}

/// A coefficient, or a sum of them, against zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    /// The estimate.
    pub estimate: f64,
    /// Its standard error.
    pub se: f64,
    /// Their ratio.
    pub t: f64,
    /// The two-sided p-value with the degrees of freedom of the error.
    pub p: f64,
}

/// One regression against another that is a special case of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The ratio of the mean squares.
    pub f: f64,
    /// How many coefficients the special case does without.
    pub above: f64,
    /// The degrees of freedom of the error in the wider regression.
    pub below: f64,
    /// The share of the F distribution beyond f.
    pub p: f64,
}

/// The regression of the first number of each row on the others.
///
/// # Formula
/// b = (X′X)⁻¹X′y. Classical variances s²(X′X)⁻¹; robust ones (X′X)⁻¹ Σxx′(e/(1 − h))² (X′X)⁻¹ with the leverage h of each
/// respondent (MacKinnon and White 1985, Journal of Econometrics 29; recommended by Long and Ervin 2000, The American
/// Statistician 54).
///
/// # Missing data
/// Only respondents who gave all numbers are among the rows; how many were lost is told.
///
/// # Small samples
/// Ten respondents for each predictor are a floor, twenty are better.
///
/// # Errors
/// [`Reason::TooFewItems`] without an outcome, [`Reason::TooFewAnswers`] where there are no more respondents than
/// coefficients, [`Reason::NoVariation`] where the outcome or a predictor does not vary, [`Reason::Singular`]. The robust
/// variances alone have [`Reason::Leverage`] where a leverage is above 0.999.
pub fn fit(patterns: &Patterns) -> Result<Fit, Reason> {
    let width = patterns.width();
    let n = patterns.n();
    if width == 0 {
        return Err(Reason::TooFewItems);
    }
    if n <= width as u64 {
        return Err(Reason::TooFewAnswers);
    }
    let covariance = patterns.covariance()?;
    let Slopes { slopes, inverse, inflation } = slopes(&covariance)?;
    let (mean, means) = covariance.means.split_first().ok_or(Reason::TooFewItems)?;
    let (size, degrees) = (n as f64, (n - width as u64) as f64);
    // Worked out at the centre of the predictors, where level and slopes do not depend on each other.
    let mut squares_left = 0.0;
    let mut scatter = Matrix::zeros(width, width);
    let mut most_leverage = 0.0_f64;
    for (row, count) in patterns.rows() {
        let Some((outcome, predictors)) = row.split_first() else { continue };
        let away: Vec<f64> = predictors.iter().zip(means).map(|(x, mean)| x - mean).collect();
        let mut pull = inverse.apply(&away);
        pull.iter_mut().for_each(|pull| *pull /= size - 1.0);
        let leverage = 1.0 / size + super::matrix::dot(&away, &pull);
        let error = outcome - mean - super::matrix::dot(&away, &slopes);
        squares_left += error * error * *count as f64;
        most_leverage = most_leverage.max(leverage);
        let spread = error / (1.0 - leverage.min(MOST_LEVERAGE));
        pull.insert(0, 1.0 / size);
        for i in 0..width {
            let weighted = pull[i] * spread * spread * *count as f64;
            for (j, other) in pull.iter().enumerate() {
                scatter.add(i, j, weighted * other);
            }
        }
    }
    let squares = covariance.matrix.at(0, 0) * (size - 1.0);
    if squares_left <= NOTHING_LEFT * squares {
        squares_left = 0.0;
        scatter = Matrix::zeros(width, width);
    }
    let variance = squares_left / degrees;
    let centred = Matrix::from_fn(width, width, |i, j| match (i, j) {
        (0, 0) => variance / size,
        (0, _) | (_, 0) => 0.0,
        _ => variance * inverse.at(i - 1, j - 1) / (size - 1.0),
    });
    // From the level at the centre to the level at zero.
    let shift = Matrix::from_fn(width, width, |i, j| match (i, j) {
        (0, 0) => 1.0,
        (0, j) => -means[j - 1],
        _ => f64::from(u8::from(i == j)),
    });
    let moved = |matrix: &Matrix| shift.times(matrix).times(&shift.transposed());
    let r2 = (1.0 - squares_left / squares).clamp(0.0, 1.0);
    let mut coefficients = vec![mean - super::matrix::dot(means, &slopes)];
    coefficients.extend(slopes);
    Ok(Fit {
        n,
        lost: patterns.lost(),
        degrees,
        coefficients,
        classical: moved(&centred),
        robust: if most_leverage > MOST_LEVERAGE { Err(Reason::Leverage) } else { Ok(moved(&scatter)) },
        r2,
        adjusted_r2: 1.0 - (1.0 - r2) * (size - 1.0) / degrees,
        squares_left,
        inflation,
    })
}

/// The slopes of a regression and what their variances need.
#[derive(Clone, Debug, PartialEq)]
pub struct Slopes {
    /// The coefficients of the predictors.
    pub slopes: Vec<f64>,
    /// The inverse of the predictors' covariances.
    pub inverse: Matrix,
    /// For each predictor its variance inflation factor.
    pub inflation: Vec<f64>,
}

/// The slopes of the first variable on the others, from their covariances.
///
/// # Errors
/// [`Reason::TooFewItems`] without an outcome; [`Reason::NoVariation`] where a variable does not vary,
/// [`Reason::Singular`].
pub fn slopes(covariance: &Covariance) -> Result<Slopes, Reason> {
    let last = covariance.width().checked_sub(1).ok_or(Reason::TooFewItems)?;
    let deviations = covariance.deviations();
    // On the scale of correlations, so that the limit of collinearity does not depend on the units.
    let correlations = covariance.correlations()?;
    let among = Matrix::from_fn(last, last, |i, j| correlations.at(i + 1, j + 1));
    let with: Vec<f64> = (0..last).map(|i| correlations.at(0, i + 1)).collect();
    let factor = among.cholesky()?;
    let standardised = factor.solve(&with);
    let inverse = factor.inverse();
    Ok(Slopes {
        slopes: standardised.iter().zip(&deviations[1..]).map(|(beta, sd)| beta * deviations[0] / sd).collect(),
        inflation: inverse.diagonal_values(),
        inverse: Matrix::from_fn(last, last, |i, j| inverse.at(i, j) / (deviations[i + 1] * deviations[j + 1])),
    })
}

impl Fit {
    /// A weighted sum of the coefficients against zero, the intercept's weight first; weights left out are zero.
    ///
    /// # Errors
    /// [`Reason::PerfectFit`] where no error is left, and with `is_robust` the reason of the robust variances.
    pub fn test(&self, weights: &[f64], is_robust: bool) -> Result<Test, Reason> {
        let mut all = vec![0.0; self.coefficients.len()];
        all.iter_mut().zip(weights).for_each(|(place, weight)| *place = *weight);
        let covariance = if is_robust { self.robust.as_ref().map_err(|reason| *reason)? } else { &self.classical };
        let estimate = super::matrix::dot(&all, &self.coefficients);
        let se = libm::sqrt(covariance.between(&all, &all).max(0.0));
        let t = estimate / se;
        // Nothing left to explain, or a respondent group whose mean is met exactly.
        if se <= 0.0 || !t.is_finite() {
            return Err(Reason::PerfectFit);
        }
        Ok(Test { estimate, se, t, p: student::two_sided(t, self.degrees) })
    }

    /// One coefficient against zero, the intercept being number 0.
    ///
    /// # Errors
    /// As [`Fit::test`].
    pub fn coefficient(&self, number: usize, is_robust: bool) -> Result<Test, Reason> {
        let mut weights = vec![0.0; self.coefficients.len()];
        *weights.get_mut(number).ok_or(Reason::UnequalLengths)? = 1.0;
        self.test(&weights, is_robust)
    }

    /// This regression against a special case of it, for the same respondents.
    ///
    /// # Formula
    /// F = ((SS₀ − SS)/(df₀ − df)) / (SS/df) (Fisher 1922).
    ///
    /// # Errors
    /// [`Reason::PerfectFit`] where no error is left, [`Reason::UnequalLengths`] where the other is not smaller.
    pub fn against(&self, special: &Fit) -> Result<Comparison, Reason> {
        let above = special.degrees - self.degrees;
        if special.n != self.n || above <= 0.0 {
            return Err(Reason::UnequalLengths);
        }
        if self.squares_left <= 0.0 {
            return Err(Reason::PerfectFit);
        }
        let f = ((special.squares_left - self.squares_left).max(0.0) / above) / (self.squares_left / self.degrees);
        Ok(Comparison { f, above, below: self.degrees, p: fisher::tails(f, above, self.degrees).upper })
    }
}

/// A line with a bend: its slopes below and above `bend`, and whether they differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Bend {
    /// The regression; its coefficients are the level at the bend, the slope below it and the slope above it.
    pub fit: Fit,
    /// The slope above less the slope below, with robust standard error.
    pub difference: Result<Test, Reason>,
}

/// The line with a bend through rows of an outcome and one predictor.
///
/// # Formula
/// Least squares on min(x − c, 0) and max(x − c, 0) with the bend c. A loss that weighs more than an equal gain is a
/// slope that is steeper below (Kahneman and Tversky 1979, Econometrica 47; Anderson and Sullivan 1993, Marketing Science
/// 12).
///
/// # Errors
/// As [`fit`]; where nobody is on one side, [`Reason::NoVariation`].
pub fn bend(patterns: &Patterns, bend: f64) -> Result<Bend, Reason> {
    if patterns.width() != 2 {
        return Err(Reason::UnequalLengths);
    }
    let sides = patterns.map(3, |row| vec![row[0], (row[1] - bend).min(0.0), (row[1] - bend).max(0.0)])?;
    let fit = fit(&sides)?;
    Ok(Bend { difference: fit.test(&[0.0, -1.0, 1.0], true), fit })
}

/// Least squares from covariances, where single respondents are not at hand: the robust covariances of the coefficients
/// are those of the coefficients without one group of respondents after the other.
///
/// # Formula
/// (G − 1)/G·Σ(b₍g₎ − mean)(b₍g₎ − mean)′ over G groups, with G − 1 degrees of freedom (delete-a-group jackknife; Kott
/// 2001, Journal of Official Statistics 17). The outcome is the first variable.
///
/// # Errors
/// As [`fit`]; [`Reason::TooFewGroups`] below eight groups.
pub fn grouped(all: &Covariance, without: &[Covariance]) -> Result<Fit, Reason> {
    if without.len() < 8 {
        return Err(Reason::TooFewGroups);
    }
    let width = all.width();
    if all.n <= width as u64 {
        return Err(Reason::TooFewAnswers);
    }
    let with_intercept = |covariance: &Covariance| -> Result<(Vec<f64>, Slopes), Reason> {
        let found = slopes(covariance)?;
        let (mean, means) = covariance.means.split_first().ok_or(Reason::TooFewItems)?;
        let intercept = mean - super::matrix::dot(means, &found.slopes);
        Ok((std::iter::once(intercept).chain(found.slopes.iter().copied()).collect(), found))
    };
    let (coefficients, Slopes { slopes, inflation, .. }) = with_intercept(all)?;
    let each: Vec<Vec<f64>> = without.iter().map(|part| Ok(with_intercept(part)?.0)).collect::<Result<_, Reason>>()?;
    let groups = each.len() as f64;
    let mean = |at: usize| each.iter().map(|part| part[at]).sum::<f64>() / groups;
    let means: Vec<f64> = (0..width).map(mean).collect();
    let robust = Matrix::from_fn(width, width, |i, j| {
        let (i, j) = (i.max(j), i.min(j));
        (groups - 1.0) / groups * each.iter().map(|part| (part[i] - means[i]) * (part[j] - means[j])).sum::<f64>()
    });
    let (df, with): (f64, Vec<f64>) = ((all.n - 1) as f64, (1..width).map(|i| all.matrix.at(0, i)).collect());
    let explained = super::matrix::dot(&with, &slopes);
    let variance = all.matrix.at(0, 0);
    let squares_left = ((variance - explained) * df).max(0.0);
    let r2 = (explained / variance).clamp(0.0, 1.0);
    let among = Matrix::from_fn(width - 1, width - 1, |i, j| all.matrix.at(i + 1, j + 1)).inverse()?;
    let error = squares_left / (all.n - width as u64) as f64;
    let away = among.apply(&all.means[1..]);
    let classical = Matrix::from_fn(width, width, |i, j| match (i.min(j), i.max(j)) {
        (0, 0) => error * (1.0 / all.n as f64 + super::matrix::dot(&away, &all.means[1..]) / df),
        (0, other) => -error * away[other - 1] / df,
        (one, other) => error * among.at(one - 1, other - 1) / df,
    });
    Ok(Fit {
        n: all.n,
        lost: 0,
        degrees: groups - 1.0,
        coefficients,
        classical,
        robust: Ok(robust),
        r2,
        adjusted_r2: 1.0 - (1.0 - r2) * df / (all.n - width as u64) as f64,
        squares_left,
        inflation,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[f64]]) -> Patterns {
        Patterns::new(rows.first().map_or(0, |row| row.len()), rows.iter().map(|row| (row.to_vec(), 1))).unwrap()
    }

    #[test]
    fn a_line_through_four_points_is_the_textbooks() {
        // x 1 2 3 4, y 2 4 5 4: slope 0.7, intercept 2, squares left 2.3, R² = 0.5158, t = 1.4596.
        let fit = fit(&rows(&[&[2.0, 1.0], &[4.0, 2.0], &[5.0, 3.0], &[4.0, 4.0]])).unwrap();
        assert!((fit.coefficients[0] - 2.0).abs() < 1e-14 && (fit.coefficients[1] - 0.7).abs() < 1e-14);
        assert!((fit.squares_left - 2.3).abs() < 1e-14 && (fit.r2 - 2.45 / 4.75).abs() < 1e-14);
        let slope = fit.coefficient(1, false).unwrap();
        assert!((slope.se - libm::sqrt(1.15 / 5.0)).abs() < 1e-14);
        // Leverages 0.7 0.3 0.3 0.7, errors −0.7 0.6 0.9 −0.8.
        let parts = [(-1.5, -0.7, 0.7), (-0.5, 0.6, 0.3), (0.5, 0.9, 0.3), (1.5, -0.8, 0.7_f64)];
        let meat: f64 = parts.iter().map(|(x, e, h)| x * x * e * e / ((1.0 - h) * (1.0 - h))).sum();
        assert!((fit.coefficient(1, true).unwrap().se - libm::sqrt(meat) / 5.0).abs() < 1e-13);
        let intercept = fit.coefficient(0, false).unwrap();
        assert!((intercept.se - libm::sqrt(1.15 * (0.25 + 6.25 / 5.0))).abs() < 1e-14);
    }

    #[test]
    fn a_smaller_regression_is_compared_by_its_squared_t() {
        let wide = rows(&[&[2.0, 1.0, 5.0], &[4.0, 2.0, 1.0], &[5.0, 3.0, 2.0], &[4.0, 4.0, 2.0], &[6.0, 4.0, 0.0]]);
        let narrow = wide.map(2, |row| row[..2].to_vec()).unwrap();
        let (wide, narrow) = (fit(&wide).unwrap(), fit(&narrow).unwrap());
        let (test, own) = (wide.against(&narrow).unwrap(), wide.coefficient(2, false).unwrap());
        assert!((test.f - own.t * own.t).abs() < 1e-12 && (test.p - own.p).abs() < 1e-12);
        assert_eq!(narrow.against(&wide), Err(Reason::UnequalLengths));
    }

    #[test]
    fn what_cannot_be_fitted_has_its_reason() {
        assert_eq!(fit(&rows(&[])), Err(Reason::TooFewItems));
        assert_eq!(fit(&rows(&[&[1.0, 2.0], &[2.0, 3.0]])), Err(Reason::TooFewAnswers));
        assert_eq!(fit(&rows(&[&[1.0, 2.0], &[1.0, 3.0], &[1.0, 5.0]])), Err(Reason::NoVariation));
        assert_eq!(fit(&rows(&[&[1.0, 2.0], &[2.0, 2.0], &[3.0, 2.0]])), Err(Reason::NoVariation));
        let twice: [&[f64]; 5] =
            [&[1.0, 1.0, 2.0], &[2.0, 2.0, 4.0], &[4.0, 3.0, 6.0], &[4.0, 4.0, 8.0], &[0.0, 5.0, 10.0]];
        assert_eq!(fit(&rows(&twice)), Err(Reason::Singular));
        let whole = fit(&rows(&[&[1.0, 1.0], &[2.0, 2.0], &[3.0, 3.0], &[4.0, 4.0]])).unwrap();
        assert_eq!((whole.r2, whole.coefficient(1, false)), (1.0, Err(Reason::PerfectFit)));
        assert_eq!(whole.coefficient(1, true), Err(Reason::PerfectFit));
        assert_eq!(whole.coefficient(2, true), Err(Reason::UnequalLengths));
        // Somebody alone at one value of a predictor is met exactly, whatever they say.
        let alone = fit(&rows(&[&[1.0, 0.0], &[2.0, 0.0], &[4.0, 0.0], &[9.0, 1.0]])).unwrap();
        assert!(alone.coefficient(1, false).is_ok());
        assert_eq!(alone.robust, Err(Reason::Leverage));
    }

    #[test]
    fn a_bend_is_found_where_it_was_made() {
        let made = (-5..=5).flat_map(|x: i32| {
            let level = 3.0 + if x < 0 { 2.0 * f64::from(x) } else { 0.5 * f64::from(x) };
            [(vec![level + 0.25, f64::from(x) + 1.0], 2), (vec![level - 0.25, f64::from(x) + 1.0], 2)]
        });
        let found = bend(&Patterns::new(2, made).unwrap(), 1.0).unwrap();
        for (ours, theirs) in found.fit.coefficients.iter().zip([3.0, 2.0, 0.5]) {
            assert!((ours - theirs).abs() < 1e-12);
        }
        let difference = found.difference.unwrap();
        assert!((difference.estimate + 1.5).abs() < 1e-12 && difference.p < 1e-6);
        assert_eq!(bend(&rows(&[&[1.0, 2.0], &[2.0, 3.0], &[2.0, 4.0], &[3.0, 5.0]]), 0.0), Err(Reason::NoVariation));
    }
}
