//! Tests that are read together: what one screen shows is one family.

/// The p-values adjusted so that the chance of any false finding stays below the level, in the order given.
///
/// # Formula
/// The i-th smallest of m times m − i + 1, never below the one before it, at most 1 (Holm 1979, Scandinavian Journal of
/// Statistics 6).
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut last = 0.0_f64;
    adjusted(p, ascending(p), |rank, p, m| {
        last = last.max(p * (m - rank) as f64).min(1.0);
        last
    })
}

/// The p-values adjusted so that the expected share of false findings among the findings stays below the level, in the
/// order given.
///
/// # Formula
/// The i-th smallest of m times m/i, never above the one after it, at most 1 (Benjamini & Hochberg 1995, JRSS B 57).
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut last = 1.0_f64;
    let mut order = ascending(p);
    order.reverse();
    adjusted(p, order, |rank_from_top, p, m| {
        last = last.min(p * m as f64 / (m - rank_from_top) as f64);
        last
    })
}

fn ascending(p: &[f64]) -> Vec<(usize, f64)> {
    let mut order: Vec<(usize, f64)> = p.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    order
}

fn adjusted(p: &[f64], order: Vec<(usize, f64)>, mut adjust: impl FnMut(usize, f64, usize) -> f64) -> Vec<f64> {
    let m = p.len();
    let mut result: Vec<(usize, f64)> =
        order.into_iter().enumerate().map(|(rank, (place, p))| (place, adjust(rank, p, m))).collect();
    result.sort_by_key(|(place, _)| *place);
    result.into_iter().map(|(_, p)| p).collect()
}
