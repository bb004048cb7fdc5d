//! Roots of functions that rise or fall all the way.

/// Where `f`, which rises, is zero. `f` gives its value, which may be infinite, and its slope.
///
/// # Formula
/// Newton's method from `guess`, held between the nearest points known to be too low and too high; a step that would
/// leave them, or that has no finite length, goes to their middle.
pub(super) fn rising_root(ends: (f64, f64), guess: f64, f: impl Fn(f64) -> (f64, f64)) -> f64 {
    let (mut low, mut high) = ends;
    let mut x = guess.clamp(low, high);
    for _ in 0..200 {
        let (value, slope) = f(x);
        if value == 0.0 {
            break;
        }
        if value < 0.0 {
            low = x;
        } else {
            high = x;
        }
        let newton = x - value / slope;
        let next = if newton > low && newton < high { newton } else { low + (high - low) / 2.0 };
        let step = (next - x).abs();
        x = next;
        if step <= 2e-16 * x.abs().max(1.0) {
            break;
        }
    }
    x
}

/// Where `f`, which falls, is zero, by halving what is between two points; `f` of the first must be above zero and of
/// the second below.
pub(crate) fn falling_root(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..200 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if f(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    low + (high - low) / 2.0
}
