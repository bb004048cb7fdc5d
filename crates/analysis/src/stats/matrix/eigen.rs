//! Eigenvalues of symmetric matrices.

use super::{Matrix, Reason};

/// Enough for any symmetric matrix: each sweep squares what is left off the diagonal.
const SWEEPS: usize = 100;

/// Eigenvalues in ascending order, and their vectors.
#[derive(Clone, Debug, PartialEq)]
pub struct Eigen {
    /// The eigenvalues, the largest last.
    pub values: Vec<f64>,
    /// The vectors of length one, as columns in the order of the values; the components of each add up to zero or more.
    pub vectors: Matrix,
}

impl Eigen {
    /// The largest eigenvalue and its vector; nothing of an empty matrix.
    pub fn leading(&self) -> Option<(f64, Vec<f64>)> {
        let last = self.values.len().checked_sub(1)?;
        Some((self.values[last], (0..=last).map(|row| self.vectors.at(row, last)).collect()))
    }

    /// The symmetric matrix with the same vectors and the square roots of the values; values below zero count as zero.
    pub fn root(&self) -> Matrix {
        let roots: Vec<f64> = self.values.iter().map(|value| libm::sqrt(value.max(0.0))).collect();
        let size = roots.len();
        Matrix::from_fn(size, size, |row, column| {
            (0..size).map(|i| self.vectors.at(row, i) * roots[i] * self.vectors.at(column, i)).sum()
        })
    }
}

/// # Formula
/// Rotations that clear one pair of places after the other, in the order of the rows, until every place off the diagonal
/// is too small to change the sum that it is part of (Jacobi 1846; Rutishauser 1966, Numerische Mathematik 9).
pub(super) fn jacobi(symmetric: &Matrix) -> Result<Eigen, Reason> {
    let size = symmetric.rows();
    let mut matrix = symmetric.values.clone();
    // A vector is a row here, so that what is turned together lies together.
    let mut vectors = Matrix::diagonal(&vec![1.0; size]).values;
    let scale = matrix.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    let mut is_clear = false;
    for _ in 0..SWEEPS {
        is_clear = true;
        for p in 0..size {
            for q in p + 1..size {
                let off = matrix[p * size + q];
                if off.abs() <= 1e-18 * scale {
                    continue;
                }
                is_clear = false;
                let (cosine, sine) = clear(&mut matrix, size, p, q);
                turn(&mut vectors, size, p, q, cosine, sine);
            }
        }
        if is_clear {
            break;
        }
    }
    if !is_clear {
        return Err(Reason::NotConverged);
    }
    let value = |i: usize| matrix[i * size + i];
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|a, b| value(*a).total_cmp(&value(*b)));
    let vector = |i: usize| &vectors[i * size..(i + 1) * size];
    let signs: Vec<f64> = (0..size).map(|i| if vector(i).iter().sum::<f64>() < 0.0 { -1.0 } else { 1.0 }).collect();
    Ok(Eigen {
        values: order.iter().map(|i| value(*i)).collect(),
        vectors: Matrix::from_fn(size, size, |row, column| vector(order[column])[row] * signs[order[column]]),
    })
}

/// Turns rows and columns p and q of a symmetric matrix, p < q, so that the place where they cross becomes zero; gives
/// cosine and sine of the angle.
fn clear(matrix: &mut [f64], size: usize, p: usize, q: usize) -> (f64, f64) {
    let [own_p, own_q, off] = [(p, p), (q, q), (p, q)].map(|(row, column)| matrix[row * size + column]);
    let theta = (own_q - own_p) / (2.0 * off);
    // The smaller of the two angles; a huge theta has a tangent of 1/(2 theta), which the formula gives by itself.
    let tangent = theta.signum() / (theta.abs() + libm::sqrt(theta * theta + 1.0));
    let cosine = 1.0 / libm::sqrt(tangent * tangent + 1.0);
    let sine = tangent * cosine;
    turn(matrix, size, p, q, cosine, sine);
    matrix[p * size + p] = own_p + -tangent * off;
    matrix[q * size + q] = own_q + tangent * off;
    matrix[p * size + q] = 0.0;
    matrix[q * size + p] = 0.0;
    for i in 0..size {
        matrix[i * size + p] = matrix[p * size + i];
        matrix[i * size + q] = matrix[q * size + i];
    }
    (cosine, sine)
}

/// Turns rows p and q, p < q, by an angle.
fn turn(rows: &mut [f64], size: usize, p: usize, q: usize, cosine: f64, sine: f64) {
    let (before, from_q) = rows.split_at_mut(q * size);
    for (x, y) in before[p * size..(p + 1) * size].iter_mut().zip(&mut from_q[..size]) {
        (*x, *y) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_eigenvalues_are_found() {
        // The second difference: 2 − 2 cos(πj/(n + 1)).
        let size = 12;
        let matrix = Matrix::from_fn(size, size, |i, j| match i.abs_diff(j) {
            0 => 2.0,
            1 => -1.0,
            _ => 0.0,
        });
        let eigen = matrix.eigen().unwrap();
        for (j, value) in eigen.values.iter().enumerate() {
            let angle = core::f64::consts::PI * (j + 1) as f64 / (size + 1) as f64;
            assert!((value - (2.0 - 2.0 * libm::cos(angle))).abs() < 1e-14);
        }
        let back = eigen.vectors.times(&Matrix::diagonal(&eigen.values)).times(&eigen.vectors.transposed());
        let root = eigen.root();
        let squared = root.times(&root);
        for i in 0..size {
            for j in 0..size {
                assert!((back.at(i, j) - matrix.at(i, j)).abs() < 1e-13);
                assert!((squared.at(i, j) - matrix.at(i, j)).abs() < 1e-13);
            }
        }
    }

    #[test]
    fn edges_hold() {
        assert_eq!(Matrix::zeros(0, 0).eigen().unwrap().leading(), None);
        assert_eq!(Matrix::zeros(3, 3).eigen().unwrap().values, [0.0; 3]);
        let ones = Matrix::from_fn(4, 4, |_, _| 1.0).eigen().unwrap();
        let (largest, vector) = ones.leading().unwrap();
        assert!((largest - 4.0).abs() < 1e-14);
        assert!(vector.iter().all(|part| (part - 0.5).abs() < 1e-14));
        let huge = Matrix::from_fn(2, 2, |i, j| if i == j { 1e200 } else { 5e199 }).eigen().unwrap();
        assert!((huge.values[1] / 1.5e200 - 1.0).abs() < 1e-14);
        assert_eq!(Matrix::from_fn(2, 2, |_, _| f64::INFINITY).eigen(), Err(Reason::NotFinite));
        assert_eq!(Matrix::zeros(1, 2).eigen(), Err(Reason::UnequalLengths));
    }
}
