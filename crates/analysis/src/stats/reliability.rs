//! How well several items that mean the same measure it.

use super::patterns::Covariance;
use super::{CONFIDENCE, Ends, Matrix, Reason, fisher};

/// Cronbach's alpha and what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Alpha {
    /// How many respondents answered all items.
    pub n: u64,
    /// The items that vary, as places among those given; alpha is theirs.
    pub kept: Vec<usize>,
    /// The items left out because everybody gave the same answer, as places among those given.
    pub all_equal: Vec<usize>,
    /// Alpha of the sum or mean of the answers, 1 at most, below zero where items contradict each other.
    pub alpha: f64,
    /// Feldt's interval of alpha at 95 %; nothing where the covariances come from different respondents.
    pub interval: Option<Ends>,
    /// Alpha if every item had the same variance.
    pub standardised: f64,
    /// The mean of the correlations between different items.
    pub mean_correlation: f64,
    /// The standard error of measurement of a respondent's sum.
    pub error_of_sum: f64,
    /// The standard error of measurement of a respondent's mean.
    pub error_of_mean: f64,
    /// The items kept, in their order.
    pub items: Vec<Item>,
}

/// How one item goes with the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// Its place among the items given.
    pub place: usize,
    /// Its correlation with the sum of the other items; below zero it is possibly coded the wrong way round.
    pub rest_correlation: Result<f64, Reason>,
    /// Its correlation with the sum of all items, itself included.
    pub total_correlation: f64,
    /// Alpha of the other items; there is none below three items.
    pub alpha_without: Result<f64, Reason>,
}

/// Cronbach's alpha of items whose covariances are those of respondents who answered all of them.
///
/// # Formula
/// α = k/(k − 1) · (1 − Σs²ⱼ/s²) with s² the variance of the sum (Cronbach 1951, Psychometrika 16); standardised
/// k r̄/(1 + (k − 1) r̄); interval [`feldt_interval`]; error of measurement s·√(1 − α).
///
/// # Missing data
/// Respondents with an answer missing are not among the covariances. Items that do not vary are left out and named.
///
/// # Small samples
/// The interval is very wide: α = 0.80 of four items lies between 0.69 and 0.88 at 50 respondents.
///
/// # When not to use it
/// For items that together make up a thing without meaning the same, such as the needs.
///
/// # Errors
/// [`Reason::TooFewAnswers`] below two respondents, [`Reason::TooFewItems`] below two items that vary, and
/// [`Reason::NoVariation`] where the sum does not vary.
pub fn alpha(covariance: &Covariance) -> Result<Alpha, Reason> {
    let scale = Scale::of(covariance)?;
    let interval = feldt_interval(scale.alpha(), scale.n, scale.kept.len())?;
    scale.describe(Some(interval))
}

/// The interval at 95 % of an alpha, 1 at most, of `items` items of `n` respondents.
///
/// # Formula
/// 1 − (1 − α)·F(0.975; n − 1, (n − 1)(k − 1)) to 1 − (1 − α)·F(0.025; …) (Feldt, Woodruff and Salih 1987, Applied
/// Psychological Measurement 11).
///
/// # Errors
/// [`Reason::TooFewAnswers`] and [`Reason::TooFewItems`] below two, [`Reason::OutOfRange`].
pub fn feldt_interval(alpha: f64, n: u64, items: usize) -> Result<Ends, Reason> {
    if n < 2 {
        return Err(Reason::TooFewAnswers);
    }
    if items < 2 {
        return Err(Reason::TooFewItems);
    }
    if !alpha.is_finite() || alpha > 1.0 {
        return Err(Reason::OutOfRange);
    }
    let degrees = (n - 1) as f64;
    let bound = |p: f64| 1.0 - (1.0 - alpha) * fisher::quantile(p, degrees, degrees * (items - 1) as f64);
    let tail = (1.0 - CONFIDENCE) / 2.0;
    Ok(Ends { low: bound(1.0 - tail), high: bound(tail) })
}

/// As [`alpha`], from covariances each of which may come from other respondents; without Feldt's interval, which needs
/// them all from the same.
///
/// # Errors
/// As [`alpha`]; [`Reason::NotPositiveDefinite`] where the covariances contradict each other, [`Reason::Singular`].
pub fn alpha_of_pairs(covariance: &Covariance) -> Result<Alpha, Reason> {
    let scale = Scale::of(covariance)?;
    scale.matrix.cholesky()?;
    scale.describe(None)
}

/// The reliability of the sum of two items with the correlation `r`, above −1.
///
/// # Formula
/// 2r/(1 + r) (Spearman 1910, Brown 1910; preferred for two items by Eisinga, te Grotenhuis and Pelzer 2013, International
/// Journal of Public Health 58).
///
/// # Errors
/// [`Reason::NoVariation`] at −1, where the standardised sum does not vary.
pub fn spearman_brown(r: f64) -> Result<f64, Reason> {
    let value = 2.0 * r / (1.0 + r);
    if value.is_finite() { Ok(value) } else { Err(Reason::NoVariation) }
}

/// The items that vary.
struct Scale {
    n: u64,
    kept: Vec<usize>,
    all_equal: Vec<usize>,
    matrix: Matrix,
    /// The covariance of each item with the sum.
    with_sum: Vec<f64>,
    variance: f64,
}

impl Scale {
    fn of(covariance: &Covariance) -> Result<Scale, Reason> {
        if covariance.n < 2 {
            return Err(Reason::TooFewAnswers);
        }
        let varies = |place: &usize| covariance.matrix.at(*place, *place) > 0.0;
        let (kept, all_equal): (Vec<usize>, Vec<usize>) = (0..covariance.width()).partition(varies);
        if kept.len() < 2 {
            return Err(Reason::TooFewItems);
        }
        let matrix = covariance.matrix.select(&kept);
        let with_sum: Vec<f64> = (0..kept.len()).map(|row| matrix.row(row).iter().sum()).collect();
        let variance: f64 = with_sum.iter().sum();
        // Items that cancel each other leave the rounding error of a sum.
        if variance <= 1e-13 * matrix.trace() {
            return Err(Reason::NoVariation);
        }
        Ok(Scale { n: covariance.n, kept, all_equal, matrix, with_sum, variance })
    }

    fn k(&self) -> f64 {
        self.kept.len() as f64
    }

    fn alpha(&self) -> f64 {
        alpha_from(self.k(), self.matrix.trace(), self.variance)
    }

    fn describe(self, interval: Option<Ends>) -> Result<Alpha, Reason> {
        let k = self.k();
        let alpha = self.alpha();
        let correlations = self.matrix.correlations()?;
        let mean_correlation = (correlations.sum() - k) / (k * (k - 1.0));
        let spread = 1.0 + (k - 1.0) * mean_correlation;
        // As many of them may go with the others as against them.
        if spread <= 1e-12 {
            return Err(Reason::NoVariation);
        }
        let error_of_sum = libm::sqrt(self.variance) * libm::sqrt((1.0 - alpha).max(0.0));
        Ok(Alpha {
            n: self.n,
            alpha,
            interval,
            standardised: k * mean_correlation / spread,
            mean_correlation,
            error_of_sum,
            error_of_mean: error_of_sum / k,
            items: (0..self.kept.len()).map(|item| self.item(item)).collect(),
            kept: self.kept,
            all_equal: self.all_equal,
        })
    }

    fn item(&self, item: usize) -> Item {
        let (own, with) = (self.matrix.at(item, item), self.with_sum[item]);
        let without = self.variance - 2.0 * with + own;
        let is_spread = without > 1e-13 * self.matrix.trace();
        let rest = (with - own) / (libm::sqrt(own) * libm::sqrt(without));
        let alpha = alpha_from(self.k() - 1.0, self.matrix.trace() - own, without);
        let alpha_without = if is_spread { Ok(alpha) } else { Err(Reason::NoVariation) };
        Item {
            place: self.kept[item],
            rest_correlation: if is_spread { Ok(rest.clamp(-1.0, 1.0)) } else { Err(Reason::NoVariation) },
            total_correlation: (with / (libm::sqrt(own) * libm::sqrt(self.variance))).clamp(-1.0, 1.0),
            alpha_without: if self.kept.len() < 3 { Err(Reason::TooFewItems) } else { alpha_without },
        }
    }
}

fn alpha_from(k: f64, trace: f64, variance: f64) -> f64 {
    // One is the most that there is, but for rounding.
    (k / (k - 1.0) * (1.0 - trace / variance)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::super::Patterns;
    use super::*;

    fn covariance(rows: &[&[f64]]) -> Covariance {
        let width = rows.first().map_or(0, |row| row.len());
        Patterns::new(width, rows.iter().map(|row| (row.to_vec(), 1))).unwrap().covariance().unwrap()
    }

    #[test]
    fn equal_items_are_perfectly_reliable() {
        let whole = alpha(&covariance(&[&[1.0, 1.0, 1.0], &[2.0, 2.0, 2.0], &[5.0, 5.0, 5.0]])).unwrap();
        assert!((whole.alpha - 1.0).abs() < 1e-15 && (whole.standardised - 1.0).abs() < 1e-15);
        assert!(whole.error_of_sum.abs() < 1e-7);
        assert!(whole.items.iter().all(|item| item.rest_correlation.is_ok_and(|r| (r - 1.0).abs() < 1e-15)));
    }

    #[test]
    fn items_that_do_not_vary_are_left_out_and_named() {
        let rows: [&[f64]; 4] = [&[1.0, 3.0, 2.0], &[2.0, 3.0, 1.0], &[3.0, 3.0, 3.0], &[4.0, 3.0, 5.0]];
        let whole = alpha(&covariance(&rows)).unwrap();
        assert_eq!((whole.kept, whole.all_equal), (vec![0, 2], vec![1]));
        assert_eq!(whole.items[1].place, 2);
        assert_eq!(whole.items[0].alpha_without, Err(Reason::TooFewItems));
        // Of two items, standardised alpha is the Spearman-Brown reliability.
        assert!((whole.standardised - spearman_brown(whole.mean_correlation).unwrap()).abs() < 1e-15);
    }

    #[test]
    fn edges_have_their_reasons() {
        assert_eq!(alpha(&covariance(&[&[1.0], &[2.0]])), Err(Reason::TooFewItems));
        assert_eq!(alpha(&covariance(&[&[1.0, 1.0], &[1.0, 1.0]])), Err(Reason::TooFewItems));
        assert_eq!(alpha(&covariance(&[&[1.0, 5.0], &[2.0, 4.0], &[4.0, 2.0]])), Err(Reason::NoVariation));
        let against = [[3.0, 4.0, 2.0, 1.0], [1.0, 1.0, 3.0, 2.0], [1.0, 1.0, 3.0, 2.0]];
        for reversed in [against, against.map(|row| row.map(|x| 6.0 - x))] {
            let rows: Vec<&[f64]> = reversed.iter().map(|row| &row[..]).collect();
            assert_eq!(alpha(&covariance(&rows)), Err(Reason::NoVariation));
        }
        assert_eq!(spearman_brown(-1.0), Err(Reason::NoVariation));
        let alone = Covariance::new(1, vec![1.0, 1.0], Matrix::diagonal(&[1.0, 1.0])).unwrap();
        assert_eq!(alpha(&alone), Err(Reason::TooFewAnswers));
        let torn = Matrix::from_fn(3, 3, |i, j| {
            if i == j {
                1.0
            } else if i + j == 3 {
                -0.9
            } else {
                0.9
            }
        });
        let torn = Covariance::new(300, vec![0.0; 3], torn).unwrap();
        assert_eq!(alpha_of_pairs(&torn), Err(Reason::NotPositiveDefinite));
    }

    #[test]
    fn contradicting_items_give_less_than_nothing() {
        let whole = alpha(&covariance(&[&[1.0, 5.0], &[2.0, 4.5], &[4.0, 2.0], &[5.0, 1.5]])).unwrap();
        assert!(whole.alpha < 0.0 && whole.interval.unwrap().low < whole.alpha);
        assert!(whole.items[0].rest_correlation.unwrap() < 0.0);
    }
}
