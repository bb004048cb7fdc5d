//! Small dense matrices, up to about sixty rows: products, Cholesky's factor, inverses and eigenvalues.
//!
//! Everything is done in a fixed order with the four operations and the square root, so that the same matrix gives the
//! same bits on every machine.

mod eigen;

pub use eigen::Eigen;

use super::Reason;

/// What a variable must have left, as a share of its variance, once the variables before it are known.
///
/// A variance inflation factor of ten thousand million is the limit: beyond it, rounding decides.
const LEFT: f64 = 1e-10;

/// A matrix of numbers, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    values: Vec<f64>,
}

impl Matrix {
    /// A matrix of zeros.
    pub fn zeros(rows: usize, columns: usize) -> Matrix {
        Matrix { rows, columns, values: vec![0.0; rows * columns] }
    }

    /// A square matrix with these values on its diagonal and zeros elsewhere.
    pub fn diagonal(values: &[f64]) -> Matrix {
        let mut matrix = Matrix::zeros(values.len(), values.len());
        for (i, value) in values.iter().enumerate() {
            matrix.set(i, i, *value);
        }
        matrix
    }

    /// The matrix with `value(row, column)` at each place.
    pub fn from_fn(rows: usize, columns: usize, value: impl Fn(usize, usize) -> f64) -> Matrix {
        let values = (0..rows * columns).map(|at| value(at / columns, at % columns)).collect();
        Matrix { rows, columns, values }
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The value at a place; zero outside of the matrix.
    #[inline]
    pub fn at(&self, row: usize, column: usize) -> f64 {
        if column < self.columns { self.values.get(row * self.columns + column).copied().unwrap_or(0.0) } else { 0.0 }
    }

    /// Puts a value at a place; does nothing outside of the matrix.
    #[inline]
    pub fn set(&mut self, row: usize, column: usize, value: f64) {
        if column < self.columns
            && let Some(place) = self.values.get_mut(row * self.columns + column)
        {
            *place = value;
        }
    }

    /// Adds a value at a place; does nothing outside of the matrix.
    #[inline]
    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        self.set(row, column, self.at(row, column) + value);
    }

    /// A row.
    pub fn row(&self, row: usize) -> &[f64] {
        self.values.get(row * self.columns..(row + 1) * self.columns).unwrap_or_default()
    }

    /// The values on the diagonal.
    pub fn diagonal_values(&self) -> Vec<f64> {
        (0..self.rows.min(self.columns)).map(|i| self.at(i, i)).collect()
    }

    /// The sum of the values on the diagonal.
    pub fn trace(&self) -> f64 {
        self.diagonal_values().iter().sum()
    }

    /// The sum of all values.
    pub fn sum(&self) -> f64 {
        self.values.iter().sum()
    }

    /// The matrix with rows and columns exchanged.
    pub fn transposed(&self) -> Matrix {
        Matrix::from_fn(self.columns, self.rows, |row, column| self.at(column, row))
    }

    /// The rows and columns named, in the order named.
    pub fn select(&self, kept: &[usize]) -> Matrix {
        Matrix::from_fn(kept.len(), kept.len(), |row, column| self.at(kept[row], kept[column]))
    }

    /// The matrix product; the columns of this matrix are the rows of the other.
    pub fn times(&self, other: &Matrix) -> Matrix {
        Matrix::from_fn(self.rows, other.columns, |row, column| {
            self.row(row).iter().enumerate().map(|(i, value)| value * other.at(i, column)).sum()
        })
    }

    /// The product with a column of numbers.
    pub fn apply(&self, vector: &[f64]) -> Vec<f64> {
        (0..self.rows).map(|row| dot(self.row(row), vector)).collect()
    }

    /// x′Ay, for instance the variance of a sum with the weights x = y.
    pub fn between(&self, x: &[f64], y: &[f64]) -> f64 {
        dot(x, &self.apply(y))
    }

    /// The covariances divided by the standard deviations, ones on the diagonal.
    ///
    /// # Errors
    /// [`Reason::NoVariation`] where a variance is not above zero.
    pub fn correlations(&self) -> Result<Matrix, Reason> {
        let deviations: Vec<f64> = self.diagonal_values().into_iter().map(libm::sqrt).collect();
        if !deviations.iter().all(|deviation| *deviation > 0.0) {
            return Err(Reason::NoVariation);
        }
        Ok(Matrix::from_fn(self.rows, self.columns, |row, column| {
            if row == column {
                return 1.0;
            }
            (self.at(row, column) / (deviations[row] * deviations[column])).clamp(-1.0, 1.0)
        }))
    }

    /// Cholesky's factor of a symmetric matrix.
    ///
    /// # Formula
    /// A = LL′ with L below the diagonal (Cholesky 1910, published by Benoît 1924).
    ///
    /// # Errors
    /// [`Reason::NotFinite`]; [`Reason::Singular`] where a variable has less than 10⁻¹⁰ of its variance left once those
    /// before it are known; [`Reason::NotPositiveDefinite`] where it has clearly less than nothing left.
    pub fn cholesky(&self) -> Result<Cholesky, Reason> {
        if self.rows != self.columns {
            return Err(Reason::UnequalLengths);
        }
        if !self.values.iter().all(|value| value.is_finite()) {
            return Err(Reason::NotFinite);
        }
        let mut factor = Matrix::zeros(self.rows, self.rows);
        for column in 0..self.rows {
            let own = self.at(column, column);
            let before = &factor.row(column)[..column];
            let left = own - dot(before, before);
            if left < -LEFT * own.abs() || own < 0.0 {
                return Err(Reason::NotPositiveDefinite);
            }
            if left <= LEFT * own {
                return Err(Reason::Singular);
            }
            let root = libm::sqrt(left);
            for row in column..self.rows {
                let below = self.at(row, column) - dot(&factor.row(row)[..column], &factor.row(column)[..column]);
                factor.set(row, column, if row == column { root } else { below / root });
            }
        }
        Ok(Cholesky { factor })
    }

    /// The inverse of a symmetric positive definite matrix.
    ///
    /// # Errors
    /// As [`Matrix::cholesky`].
    pub fn inverse(&self) -> Result<Matrix, Reason> {
        Ok(self.cholesky()?.inverse())
    }

    /// Eigenvalues and eigenvectors of a symmetric matrix.
    ///
    /// # Errors
    /// [`Reason::UnequalLengths`], [`Reason::NotFinite`], and [`Reason::NotConverged`], which symmetric matrices do not meet.
    pub fn eigen(&self) -> Result<Eigen, Reason> {
        if self.rows != self.columns {
            return Err(Reason::UnequalLengths);
        }
        if !self.values.iter().all(|value| value.is_finite()) {
            return Err(Reason::NotFinite);
        }
        eigen::jacobi(self)
    }
}

/// The factor of a symmetric positive definite matrix, with which equations are solved.
#[derive(Clone, Debug, PartialEq)]
pub struct Cholesky {
    factor: Matrix,
}

impl Cholesky {
    /// The x with Ax = b; b has as many values as A rows.
    pub fn solve(&self, b: &[f64]) -> Vec<f64> {
        let mut x = self.forward(b);
        for i in (0..x.len()).rev() {
            let later: f64 = (i + 1..x.len()).map(|j| self.factor.at(j, i) * x[j]).sum();
            x[i] = (x[i] - later) / self.factor.at(i, i);
        }
        x
    }

    /// b′A⁻¹b, for instance a leverage or a squared distance; never below zero.
    pub fn distance(&self, b: &[f64]) -> f64 {
        let x = self.forward(b);
        dot(&x, &x)
    }

    /// The inverse of the matrix, exactly symmetric.
    pub fn inverse(&self) -> Matrix {
        let size = self.factor.rows();
        let mut inverse = Matrix::zeros(size, size);
        for column in 0..size {
            let mut unit = vec![0.0; size];
            unit[column] = 1.0;
            let solved = self.solve(&unit);
            for (row, value) in solved.into_iter().enumerate().take(column + 1) {
                inverse.set(row, column, value);
                inverse.set(column, row, value);
            }
        }
        inverse
    }

    fn forward(&self, b: &[f64]) -> Vec<f64> {
        let mut x: Vec<f64> = Vec::with_capacity(self.factor.rows());
        for i in 0..self.factor.rows() {
            let known = b.get(i).copied().unwrap_or(0.0);
            x.push((known - dot(&self.factor.row(i)[..i], &x)) / self.factor.at(i, i));
        }
        x
    }
}

/// The sum of the products of two equally long rows of numbers.
pub fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hilbert(size: usize) -> Matrix {
        Matrix::from_fn(size, size, |i, j| 1.0 / (i + j + 1) as f64)
    }

    #[test]
    fn an_inverse_of_whole_numbers_is_found() {
        let inverse = hilbert(4).inverse().unwrap();
        let known = [[16.0, -120.0, 240.0, -140.0], [-120.0, 1200.0, -2700.0, 1680.0]];
        for (row, values) in known.iter().enumerate() {
            for (column, value) in values.iter().enumerate() {
                assert!((inverse.at(row, column) - value).abs() < 1e-9 * value.abs());
            }
        }
        assert_eq!(inverse, inverse.transposed());
    }

    #[test]
    fn equations_are_solved_and_distances_agree() {
        let factor = hilbert(5).cholesky().unwrap();
        let x = [1.0, -2.0, 3.0, 0.5, 4.0];
        let b = hilbert(5).apply(&x);
        for (ours, theirs) in factor.solve(&b).iter().zip(x) {
            assert!((ours - theirs).abs() < 1e-9);
        }
        assert!((factor.distance(&b) - dot(&b, &x)).abs() < 1e-9);
    }

    #[test]
    fn what_cannot_be_inverted_has_its_reason() {
        let pair = |off: f64| Matrix::from_fn(2, 2, |i, j| if i == j { 1.0 } else { off });
        assert_eq!(pair(1.0).inverse(), Err(Reason::Singular));
        assert_eq!(pair(-1.0).inverse(), Err(Reason::Singular));
        assert_eq!(pair(1.5).inverse(), Err(Reason::NotPositiveDefinite));
        assert_eq!(pair(f64::NAN).inverse(), Err(Reason::NotFinite));
        assert_eq!(Matrix::zeros(2, 2).inverse(), Err(Reason::Singular));
        assert_eq!(Matrix::zeros(2, 3).inverse(), Err(Reason::UnequalLengths));
        assert!(Matrix::zeros(0, 0).inverse().is_ok());
        assert_eq!(Matrix::zeros(2, 2).correlations(), Err(Reason::NoVariation));
    }

    #[test]
    fn places_outside_are_zero() {
        let mut matrix = hilbert(2);
        matrix.set(0, 2, 7.0);
        matrix.set(9, 0, 7.0);
        assert_eq!(matrix, hilbert(2));
        assert_eq!(matrix.at(0, 2), 0.0);
        assert_eq!(matrix.row(2), &[] as &[f64]);
    }
}
