//! Rows of numbers with how many respondents have each, and what follows from them: means and covariances.
//!
//! Rows are merged and sorted, so that nothing depends on the order of the respondents or on how their counts were split.

use super::{Matrix, Reason};

/// Different rows of numbers, each with how many respondents have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Patterns {
    width: usize,
    rows: Vec<(Vec<f64>, u64)>,
    lost: u64,
}

impl Patterns {
    /// Counted rows of `width` numbers, merged and sorted; rows with a count of zero are left out.
    ///
    /// # Errors
    /// [`Reason::UnequalLengths`] where a row is of another width, [`Reason::NotFinite`] where a number is infinite or none.
    pub fn new(width: usize, rows: impl IntoIterator<Item = (Vec<f64>, u64)>) -> Result<Patterns, Reason> {
        let mut kept = Vec::new();
        for (mut row, count) in rows {
            if row.len() != width {
                return Err(Reason::UnequalLengths);
            }
            if !row.iter().all(|value| value.is_finite()) {
                return Err(Reason::NotFinite);
            }
            // Negative zero is zero, or equal rows would stay apart.
            row.iter_mut().for_each(|value| *value += 0.0);
            if count > 0 {
                kept.push((row, count));
            }
        }
        kept.sort_by(|(a, _), (b, _)| {
            a.iter().zip(b).map(|(a, b)| a.total_cmp(b)).find(|o| o.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
        });
        kept.dedup_by(|later, first| {
            let is_same = later.0 == first.0;
            if is_same {
                first.1 += later.1;
            }
            is_same
        });
        Ok(Patterns { width, rows: kept, lost: 0 })
    }

    /// The complete rows among counted rows in which numbers may be missing.
    ///
    /// # Missing data
    /// A row with a number missing is left out; if it has any number at all, its count is among [`Patterns::lost`].
    ///
    /// # Errors
    /// As [`Patterns::new`].
    pub fn complete(width: usize, rows: impl IntoIterator<Item = (Vec<Option<f64>>, u64)>) -> Result<Patterns, Reason> {
        let mut lost = 0;
        let mut whole = Vec::new();
        for (row, count) in rows {
            if row.len() != width {
                return Err(Reason::UnequalLengths);
            }
            match row.iter().copied().collect::<Option<Vec<f64>>>() {
                Some(row) => whole.push((row, count)),
                None if row.iter().any(Option::is_some) => lost += count,
                None => {}
            }
        }
        Ok(Patterns { lost, ..Patterns::new(width, whole)? })
    }

    /// How many numbers a row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The rows in ascending order, with how many respondents have each.
    pub fn rows(&self) -> &[(Vec<f64>, u64)] {
        &self.rows
    }

    /// How many respondents.
    pub fn n(&self) -> u64 {
        self.rows.iter().map(|(_, count)| count).sum()
    }

    /// How many respondents gave some of the numbers, but not all, and are therefore not among the rows.
    pub fn lost(&self) -> u64 {
        self.lost
    }

    /// Each row made into another, for instance into a sum or into classes; rows that become equal are merged.
    ///
    /// # Errors
    /// As [`Patterns::new`].
    pub fn map(&self, width: usize, make: impl Fn(&[f64]) -> Vec<f64>) -> Result<Patterns, Reason> {
        let made = Patterns::new(width, self.rows.iter().map(|(row, count)| (make(row), *count)))?;
        Ok(Patterns { lost: self.lost, ..made })
    }

    /// The same rows with other counts, as resampling draws them; one count for each row.
    pub fn with_counts(&self, counts: &[u64]) -> Patterns {
        let rows = self.rows.iter().zip(counts).filter(|(_, count)| **count > 0);
        Patterns { rows: rows.map(|((row, _), count)| (row.clone(), *count)).collect(), ..*self }
    }

    /// Means, variances and covariances.
    ///
    /// # Formula
    /// Two passes: the means first, then the products of the distances from them, divided by n − 1.
    ///
    /// # Errors
    /// [`Reason::TooFewAnswers`] below two respondents, [`Reason::NotFinite`] where the sums are too large.
    pub fn covariance(&self) -> Result<Covariance, Reason> {
        let n = self.n();
        if n < 2 {
            return Err(Reason::TooFewAnswers);
        }
        let means: Vec<f64> = (0..self.width).map(|column| self.mean(column, n)).collect();
        // The sums of products, row by row of the lower triangle.
        let mut sums = vec![0.0; self.width * self.width];
        let mut away = vec![0.0; self.width];
        for (row, count) in &self.rows {
            for ((away, value), mean) in away.iter_mut().zip(row).zip(&means) {
                *away = value - mean;
            }
            for (i, line) in sums.chunks_mut(self.width.max(1)).enumerate() {
                let counted = away[i] * *count as f64;
                line.iter_mut().zip(&away[..=i]).for_each(|(sum, other)| *sum += counted * other);
            }
        }
        let df = (n - 1) as f64;
        let matrix = Matrix::from_fn(self.width, self.width, |i, j| sums[i.max(j) * self.width + i.min(j)] / df);
        Covariance::new(n, means, matrix)
    }

    fn mean(&self, column: usize, n: u64) -> f64 {
        // Where all values are equal, the mean is that value, so that the variance is zero and not a rounding error.
        let first = self.rows.first().map_or(0.0, |(row, _)| row[column]);
        if self.rows.iter().all(|(row, _)| row[column] == first) {
            return first;
        }
        self.rows.iter().map(|(row, count)| row[column] * *count as f64).sum::<f64>() / n as f64
    }
}

/// Means, variances and covariances of several variables of the same respondents.
#[derive(Clone, Debug, PartialEq)]
pub struct Covariance {
    /// How many respondents.
    pub n: u64,
    /// The means.
    pub means: Vec<f64>,
    /// Variances on the diagonal, covariances beside it, with n − 1.
    pub matrix: Matrix,
}

impl Covariance {
    /// Means and covariances that were found elsewhere.
    ///
    /// # Errors
    /// [`Reason::UnequalLengths`] where they do not go together, [`Reason::NotFinite`].
    pub fn new(n: u64, means: Vec<f64>, matrix: Matrix) -> Result<Covariance, Reason> {
        if means.len() != matrix.rows() || matrix.rows() != matrix.columns() {
            return Err(Reason::UnequalLengths);
        }
        let is_finite = means.iter().all(|mean| mean.is_finite())
            && (0..matrix.rows()).all(|row| matrix.row(row).iter().all(|value| value.is_finite()));
        if is_finite { Ok(Covariance { n, means, matrix }) } else { Err(Reason::NotFinite) }
    }

    /// How many variables.
    pub fn width(&self) -> usize {
        self.means.len()
    }

    /// The variables named, in the order named; those that do not exist are left out.
    pub fn select(&self, kept: &[usize]) -> Covariance {
        let kept: Vec<usize> = kept.iter().copied().filter(|i| *i < self.width()).collect();
        let means = kept.iter().map(|i| self.means[*i]).collect();
        Covariance { n: self.n, means, matrix: self.matrix.select(&kept) }
    }

    /// New variables as weighted sums of these, one row of weights for each.
    pub fn combine(&self, weights: &Matrix) -> Covariance {
        let matrix = weights.times(&self.matrix).times(&weights.transposed());
        let matrix = Matrix::from_fn(matrix.rows(), matrix.rows(), |i, j| (matrix.at(i, j) + matrix.at(j, i)) / 2.0);
        Covariance { n: self.n, means: weights.apply(&self.means), matrix }
    }

    /// The standard deviations.
    pub fn deviations(&self) -> Vec<f64> {
        self.matrix.diagonal_values().into_iter().map(|variance| libm::sqrt(variance.max(0.0))).collect()
    }

    /// Pearson's correlations.
    ///
    /// # Errors
    /// [`Reason::NoVariation`] where a variable does not vary.
    pub fn correlations(&self) -> Result<Matrix, Reason> {
        self.matrix.correlations()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_merged_and_missing_ones_counted() {
        let rows = [
            (vec![Some(1.0), Some(2.0)], 2),
            (vec![Some(0.0), Some(5.0)], 1),
            (vec![Some(-0.0), Some(5.0)], 3),
            (vec![None, Some(2.0)], 4),
            (vec![None, None], 9),
            (vec![Some(7.0), Some(7.0)], 0),
        ];
        let patterns = Patterns::complete(2, rows).unwrap();
        assert_eq!(patterns.rows(), [(vec![0.0, 5.0], 4), (vec![1.0, 2.0], 2)]);
        assert_eq!((patterns.n(), patterns.lost()), (6, 4));
        let sums = patterns.map(1, |row| vec![row.iter().sum::<f64>().min(4.0)]).unwrap();
        assert_eq!((sums.rows().len(), sums.n(), sums.lost()), (2, 6, 4));
    }

    #[test]
    fn covariances_agree_with_pairs() {
        let rows = [(vec![1.0, 2.0], 1), (vec![2.0, 1.0], 2), (vec![4.0, 7.0], 1)];
        let covariance = Patterns::new(2, rows.clone()).unwrap().covariance().unwrap();
        let joint = super::super::Joint::of(rows.iter().map(|(row, count)| (row[0], row[1], *count))).unwrap();
        assert_eq!(covariance.means, [joint.mean_x, joint.mean_y]);
        assert!((covariance.matrix.at(1, 0) - joint.covariance).abs() < 1e-15);
        assert!((covariance.correlations().unwrap().at(0, 1) - joint.correlation().unwrap()).abs() < 1e-15);
    }

    #[test]
    fn edges_have_their_reasons() {
        assert_eq!(Patterns::new(2, [(vec![1.0], 1)]), Err(Reason::UnequalLengths));
        assert_eq!(Patterns::new(1, [(vec![f64::INFINITY], 1)]), Err(Reason::NotFinite));
        assert_eq!(Patterns::new(1, []).unwrap().covariance(), Err(Reason::TooFewAnswers));
        assert_eq!(Patterns::new(1, [(vec![3.0], 1)]).unwrap().covariance(), Err(Reason::TooFewAnswers));
        let same = Patterns::new(1, [(vec![0.1], 3)]).unwrap().covariance().unwrap();
        assert_eq!(same.matrix.at(0, 0), 0.0);
        assert_eq!(same.correlations(), Err(Reason::NoVariation));
        let huge = Patterns::new(1, [(vec![1e200], 1), (vec![-1e200], 1)]).unwrap();
        assert_eq!(huge.covariance(), Err(Reason::NotFinite));
    }
}
