//! Tests that are read together: what one screen shows is one family.

/// The p-values adjusted so that the chance of any false finding stays below the level, in the order given.
///
/// # Formula
/// The i-th smallest of m times m − i + 1, never below the one before it, at most 1 (Holm 1979, Scandinavian Journal of
/// Statistics 6).
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let mut adjusted = vec![0.0; p.len()];
    let mut last = 0.0_f64;
    for (rank, place) in order.into_iter().enumerate() {
        last = last.max(p[place] * (p.len() - rank) as f64).min(1.0);
        adjusted[place] = last;
    }
    adjusted
}
