//! The statistics against an independent implementation, against tables, and at their edges.

#![allow(clippy::unwrap_used)]

use esteem_analysis::stats::{Ends, Joint, Moments, normal, ratio, student, wilson};
use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

#[track_caller]
fn close(what: &str, ours: f64, theirs: f64, tolerance: f64) {
    let far = (ours - theirs).abs() / theirs.abs().max(1e-300);
    assert!(far <= tolerance, "{what}: {ours} instead of {theirs}, off by {far:e}");
}

const DF: [f64; 17] = [1.0, 2.0, 3.0, 4.0, 5.0, 7.0, 9.0, 12.0, 20.0, 30.0, 79.0, 80.0, 81.0, 206.0, 1e3, 1e4, 1e6];

#[test]
fn p_values_agree_with_an_independent_implementation() {
    let mut compared = 0;
    for df in DF {
        let t = StudentsT::new(0.0, 1.0, df).unwrap();
        for step in 1..=200 {
            let x = f64::from(step) / 4.0;
            let theirs = 2.0 * t.sf(x);
            // Beyond these p-values the referee loses digits to its own difference of logarithms of gamma functions.
            if theirs < 1e-280 {
                continue;
            }
            compared += 1;
            close(&format!("t = {x}, df = {df}"), student::two_sided(x, df), theirs, 1e-8);
            assert_eq!(student::two_sided(-x, df).to_bits(), student::two_sided(x, df).to_bits());
        }
    }
    assert!(compared > 2_500, "only {compared} compared");
}

#[test]
fn p_values_fall_from_one_to_zero() {
    for df in DF {
        assert_eq!(student::two_sided(0.0, df), 1.0);
        let mut last = 1.0;
        for step in 1..=4_000 {
            let p = student::two_sided(f64::from(step) / 80.0, df);
            assert!(p <= last && (0.0..=1.0).contains(&p), "df {df}, step {step}: {p} after {last}");
            last = p;
        }
        for huge in [1e9, 1e160, f64::INFINITY] {
            let p = student::two_sided(huge, df);
            assert!((0.0..=1e-8).contains(&p), "df {df}, t {huge}: {p}");
        }
    }
}

#[test]
fn t_quantiles_bring_back_their_tail() {
    for df in DF {
        // The tails are powers of two, so that 1 − tail/2 is exact and the comparison is fair down to 1e-12.
        for power in 1..=39 {
            let tail = half_to_the(power);
            let t = student::quantile(1.0 - tail / 2.0, df);
            // The continued fraction loses digits as degrees of freedom grow; what is left is plenty.
            let tolerance = if df > 1e5 { 1e-10 } else { 1e-11 };
            close(&format!("df {df}, tail {tail:e}"), student::two_sided(t, df), tail, tolerance);
        }
        assert_eq!(student::quantile(0.5, df), 0.0);
    }
}

fn half_to_the(power: i32) -> f64 {
    1.0 / (1_u64 << power) as f64
}

#[test]
fn normal_quantiles_agree_with_an_independent_implementation_and_with_their_own_tails() {
    let referee = Normal::standard();
    for power in 1..=40 {
        for step in 1..=8 {
            let p = half_to_the(power) * f64::from(step) / 8.0;
            let x = normal::quantile(p);
            close(&format!("normal quantile of {p:e}"), x.min(-1e-9), referee.inverse_cdf(p).min(-1e-9), 1e-9);
            close(&format!("normal tail of {p:e}"), normal::upper(-x), p, 4e-14 * (x * x).max(1.0));
        }
    }
    // The middle, where both tails meet.
    for step in 1..1_000 {
        let p = f64::from(step) / 1_000.0;
        close(&format!("p = {p}"), 1.0 + normal::quantile(p), 1.0 - normal::quantile(1.0 - p), 1e-12);
    }
    assert_eq!(normal::quantile(0.5), 0.0);
    assert_eq!(normal::quantile(0.0), f64::NEG_INFINITY);
    assert_eq!(normal::quantile(1.0), f64::INFINITY);
}

#[test]
fn wilson_holds_its_share_and_its_ends() {
    for base in [1, 2, 3, 5, 10, 99, 1_000, 1_000_000, 1_000_000_000] {
        for count in [0, 1, base / 3, base / 2, base - 1, base] {
            let (ends, share) = (wilson(count, base), count as f64 / base as f64);
            assert!(0.0 <= ends.low && ends.low <= share && share <= ends.high && ends.high <= 1.0, "{count}/{base}");
            assert_eq!(ends.low == 0.0, count == 0, "{count}/{base}: nothing but nothing begins at zero");
            assert_eq!(ends.high == 1.0, count == base, "{count}/{base}");
            let mirror = wilson(base - count, base);
            assert!((mirror.low - (1.0 - ends.high)).abs() < 1e-12, "{count}/{base} is not symmetric");
        }
    }
    assert!((wilson(0, 30).high - 0.114).abs() < 5e-4, "nothing out of thirty leaves 11.4 % possible");
}

fn joint(pairs: &[(f64, f64)]) -> Option<Joint> {
    Joint::of(pairs.iter().map(|(x, y)| (*x, *y, 1)))
}

#[test]
fn moments_of_nothing_of_one_and_of_equal_values() {
    assert_eq!(Moments::of(std::iter::empty()), None);
    assert_eq!(Moments::of([(3.0, 0)].into_iter()), None, "a value that nobody has is no value");
    let one = Moments::of([(0.1, 1)].into_iter()).unwrap();
    assert_eq!((one.n, one.mean, one.variance, one.t_interval()), (1, 0.1, 0.0, None));
    let two = Moments::of([(1.0, 1), (3.0, 1)].into_iter()).unwrap();
    assert_eq!((two.mean, two.variance), (2.0, 2.0));
    close("t of two", two.t_interval().unwrap().high, 2.0 + 12.706_204_736_174_7, 1e-12);
    for value in [0.1, 1.0 / 3.0, 19.0 / 3.0, 5.7, 1e9 / 7.0] {
        for count in [2, 3, 7, 10, 1_000_003] {
            let equal = Moments::of([(value, count)].into_iter()).unwrap();
            assert_eq!((equal.mean, equal.variance), (value, 0.0), "{count} times {value}");
            assert!(!equal.spreads() && equal.t_interval().is_none());
        }
    }
    let split = Moments::of([(0.1, 3), (0.1, 4), (7.0, 0)].into_iter()).unwrap();
    assert_eq!((split.n, split.mean, split.variance), (7, 0.1, 0.0));
}

#[test]
fn correlation_exists_only_where_both_sides_vary() {
    assert_eq!(joint(&[]), None);
    assert_eq!(joint(&[(1.0, 2.0)]).unwrap().correlation(), None);
    assert_eq!(joint(&[(0.1, 2.0), (0.1, 3.0), (0.1, 5.0)]).unwrap().correlation(), None);
    assert_eq!(joint(&[(1.0, 2.0), (2.0, 4.0), (4.0, 8.0)]).unwrap().correlation(), Some(1.0));
    assert_eq!(joint(&[(1.0, -2.0), (2.0, -4.0), (4.0, -8.0)]).unwrap().correlation(), Some(-1.0));
}

/// Fieller's ends are where the t statistic of ȳ − ρx̄ is critical: checked by that definition, not by its solution.
#[track_caller]
fn check_fieller(pairs: &Joint, ends: Ends) {
    let n = pairs.n as f64;
    let critical = pairs.x().critical();
    for rho in [ends.low, ends.high] {
        let mean = pairs.mean_y - rho * pairs.mean_x;
        let variance = (pairs.variance_y - 2.0 * rho * pairs.covariance + rho * rho * pairs.variance_x) / n;
        close("t at an end of the interval", mean.abs() / libm::sqrt(variance), critical, 1e-9);
    }
}

#[test]
fn fieller_ends_where_the_test_is_critical_and_meets_log_delta_in_large_samples() {
    let people: Vec<(f64, f64)> = (0..12).map(|i| (f64::from(4 + i % 4), f64::from(2 + i * 7 % 5))).collect();
    let small = joint(&people).unwrap();
    check_fieller(&small, ratio::fieller(&small).unwrap());
    let large = Joint::of(people.iter().map(|(x, y)| (*x, *y, 100_000))).unwrap();
    let (fieller, delta) = (ratio::fieller(&large).unwrap(), ratio::log_delta(&large).unwrap());
    close("low ends", fieller.low, delta.low, 1e-5);
    close("high ends", fieller.high, delta.high, 1e-5);
    assert!(ratio::fieller(&small).unwrap().low < fieller.low, "fewer people, wider interval");
}

#[test]
fn ratios_without_a_finite_interval_have_none() {
    let near_zero = joint(&[(0.0, 3.0), (1.0, 4.0), (0.0, 5.0)]).unwrap();
    assert_eq!(ratio::fieller(&near_zero), None, "a mean that zero is compatible with");
    assert!(ratio::log_delta(&near_zero).is_some());
    for (x, y) in [(0.0, 3.0), (2.0, 0.0), (-1.0, 3.0)] {
        assert_eq!(ratio::log_delta(&joint(&[(x, y), (x, y)]).unwrap()), None);
    }
    assert_eq!(ratio::fieller(&joint(&[(2.0, 3.0)]).unwrap()), None);
    assert_eq!(ratio::log_delta(&joint(&[(2.0, 3.0)]).unwrap()), None);
}
