//! The bootstrap and the generator behind the one that draws.

use esteem_analysis::stats::bootstrap::cells::{Resampled, bootstrap_cells};
use esteem_analysis::stats::bootstrap::{LARGEST_EXACT, bootstrap_mean};
use esteem_analysis::stats::generator::Generator;
use esteem_analysis::stats::{Moments, Reason, Z, moments};
use statrs::distribution::{Binomial, Discrete};

use super::close;

#[test]
fn the_generator_is_the_published_one() {
    let mut generator = Generator::from_state([1, 2, 3, 4]);
    let published = [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205];
    assert_eq!(std::array::from_fn(|_| generator.bits()), published);
    let first = |seed, stream| Generator::new(seed, stream).bits();
    assert_eq!(first(7, 1), first(7, 1));
    assert!(first(7, 1) != first(7, 2) && first(7, 1) != first(8, 1) && first(7, 8) != first(8, 7));
    let mut generator = Generator::new(1, 0);
    let uniform = sample(200_000, || generator.uniform());
    close("mean", uniform.mean, 0.5, 5e-3);
    close("variance", uniform.variance, 1.0 / 12.0, 1e-2);
}

fn sample(n: u64, mut draw: impl FnMut() -> f64) -> Moments {
    let draws: Vec<f64> = (0..n).map(|_| draw()).collect();
    assert!(draws.iter().all(|draw| draw.is_finite()));
    Moments::of(draws.iter().map(|draw| (*draw, 1))).unwrap()
}

/// Mean and variance of draws lie within five standard errors of what they should be.
#[track_caller]
fn check(what: &str, sample: &Moments, mean: f64, variance: f64) {
    let n = sample.n as f64;
    assert!((sample.mean - mean).abs() < 5.0 * libm::sqrt(variance / n), "{what}: {sample:?} instead of {mean}");
    assert!((sample.variance / variance - 1.0).abs() < 0.06, "{what}: {sample:?} instead of {variance}");
}

#[test]
fn draws_have_their_distributions() {
    let mut generator = Generator::new(11, 3);
    check("normal", &sample(50_000, || generator.normal()), 0.0, 1.0);
    for shape in [0.3, 0.75, 1.0, 2.5, 40.0, 1e4] {
        let draws = sample(50_000, || libm::exp(generator.ln_gamma(shape)));
        check(&format!("gamma {shape}"), &draws, shape, shape);
    }
    for (a, b) in [(0.5, 0.5), (0.75, 49.25), (20.0, 30.0)] {
        let total = a + b;
        let draws = sample(50_000, || generator.beta(a, b));
        check(&format!("beta {a}, {b}"), &draws, a / total, a * b / (total * total * (total + 1.0)));
    }
    let shares = generator.dirichlet([1.5, 2.5, 5.5, 12.5, 3.5]);
    close("shares sum to one", shares.iter().sum(), 1.0, 1e-14);
    assert!((0..1_000).all(|_| (0.0..=1.0).contains(&generator.beta(1e-3, 1e-3))), "no draw is lost to underflow");
}

#[test]
fn binomial_numbers_have_their_frequencies() {
    for (n, p) in [(5, 0.4), (25, 0.3), (40, 0.5), (60, 0.7), (1_000, 0.02)] {
        let mut generator = Generator::new(5, n);
        let rounds = 100_000;
        let mut counts = vec![0_u64; n as usize + 1];
        for _ in 0..rounds {
            counts[generator.binomial(n, p) as usize] += 1;
        }
        let expected = Binomial::new(p, n).unwrap();
        let (mut squares, mut cells) = (0.0, 0.0);
        for (k, count) in counts.iter().enumerate() {
            let mean = expected.pmf(k as u64) * f64::from(rounds);
            if mean >= 5.0 {
                squares += (*count as f64 - mean) * (*count as f64 - mean) / mean;
                cells += 1.0;
            }
        }
        assert!(squares < cells + 5.0 * libm::sqrt(2.0 * cells), "{n} with {p}: {squares} in {cells} cells");
    }
    let mut generator = Generator::new(6, 0);
    for (n, p) in [(1_000_000_000, 0.37), (1_000_000, 0.999)] {
        let draws = sample(20_000, || generator.binomial(n, p) as f64);
        check(&format!("{n} with {p}"), &draws, n as f64 * p, n as f64 * p * (1.0 - p));
    }
    for (n, p, result) in [(0, 0.5, 0), (9, 0.0, 0), (9, 1.0, 9), (9, -1.0, 0), (9, 2.0, 9)] {
        assert_eq!(generator.binomial(n, p), result);
    }
    let mut table = Vec::new();
    generator.multinomial(1_000, &[0, 3, 0, 7, 0], &mut table);
    assert_eq!((table.iter().sum::<u64>(), table[0], table[2], table[4]), (1_000, 0, 0, 0));
    generator.multinomial(1_000, &[0, 0], &mut table);
    assert_eq!(table, [0, 0], "nobody can be drawn where nobody is");
}

#[test]
fn tables_of_many_small_cells_scatter_as_rows_do() {
    let counts: Vec<u64> = (0..700).map(|cell| 1 + cell % 4).collect();
    let n: u64 = counts.iter().sum();
    let rows: Vec<usize> = counts.iter().enumerate().flat_map(|(cell, count)| (0..*count).map(move |_| cell)).collect();
    let half: f64 = counts.iter().take(350).sum::<u64>() as f64 / n as f64;
    // What a table says about its scatter: the chi-square of its cells, and how many are in its first half.
    let scatter = |table: &[u64]| {
        let cells = table.iter().zip(&counts);
        cells
            .map(|(drawn, count)| (*drawn as f64 - *count as f64) * (*drawn as f64 - *count as f64) / *count as f64)
            .sum()
    };
    let mut by_tables = (Vec::new(), Vec::new());
    let mut by_rows = Vec::new();
    for round in 0..4_000 {
        let mut generator = Generator::new(7, round);
        let mut table = Vec::new();
        generator.multinomial(n, &counts, &mut table);
        by_tables.0.push(scatter(&table));
        by_tables.1.push(table.iter().take(350).sum::<u64>() as f64);
        let mut table = vec![0; counts.len()];
        for _ in 0..n {
            table[rows[(generator.uniform() * n as f64) as usize]] += 1;
        }
        by_rows.push(scatter(&table));
    }
    let of = |values: &[f64]| Moments::of(values.iter().map(|value| (*value, 1))).unwrap();
    let (tables, rows) = (of(&by_tables.0), of(&by_rows));
    check("chi-square by tables", &tables, 699.0, rows.variance);
    check("chi-square by rows", &rows, 699.0, tables.variance);
    check("first half", &of(&by_tables.1), n as f64 * half, n as f64 * half * (1.0 - half));
}

#[test]
fn the_exact_bootstrap_is_what_all_samples_say() {
    // All 4⁴ samples of 1, 2, 2, 6.
    let values = [1, 2, 2, 6];
    let mut sums = Vec::new();
    for a in values {
        for b in values {
            for c in values {
                sums.extend(values.map(|d| f64::from(a + b + c + d)));
            }
        }
    }
    sums.sort_by(f64::total_cmp);
    let ours = bootstrap_mean([(2, 2), (6, 1), (1, 1)]).unwrap();
    let at = |level: f64| sums[(level * 256.0).ceil() as usize - 1] / 4.0;
    assert_eq!((ours.percentile.low, ours.percentile.high), (at(0.025), at(0.975)));
    let correction = ours.correction.unwrap();
    assert_eq!((ours.bca.low, ours.bca.high), (at(correction.levels[0]), at(correction.levels[1])));
    let all = Moments::of(sums.iter().map(|sum| (sum / 4.0, 1))).unwrap();
    close("standard error", ours.se, libm::sqrt(all.variance * 255.0 / 256.0), 1e-12);
}

#[test]
fn the_bootstrap_follows_the_scale_and_ends_in_the_normal_interval() {
    let counts = [(1, 3), (3, 4), (5, 10), (4, 6)];
    let plain = bootstrap_mean(counts).unwrap();
    let shifted = bootstrap_mean(counts.map(|(value, count)| (7 * value - 100, count))).unwrap();
    close("shifted", shifted.bca.low, 7.0 * plain.bca.low - 100.0, 1e-12);
    close("standard error", shifted.se, 7.0 * plain.se, 1e-12);
    // Turned round, the ends change places, up to a step: the quantile is the smallest value that reaches the level.
    let turned = bootstrap_mean(counts.map(|(value, count)| (-value, count))).unwrap();
    assert!((turned.percentile.low + plain.percentile.high).abs() <= 1.0 / 23.0 + 1e-12);
    let times = |by: u64| bootstrap_mean(counts.map(|(value, count)| (value, count * by))).unwrap();
    let (last, first) = (times(LARGEST_EXACT / 23), times(LARGEST_EXACT / 23 + 1));
    assert!(last.correction.is_some() && first.correction.is_none());
    assert!((last.percentile.low - (last.mean - Z * last.se)).abs() < 1e-3, "by then the two agree");
    assert_eq!(first.bca, first.percentile);
    assert!(bootstrap_mean([(0, 10), (1_000_003, 10), (7, 1)]).is_err(), "a range too wide to be a scale");
    assert_eq!(bootstrap_mean([]), Err(Reason::NoAnswers));
    assert_eq!(bootstrap_mean([(3, 1)]), Err(Reason::TooFewAnswers));
    assert_eq!(bootstrap_mean([(3, 9)]), Err(Reason::NoVariation));
    assert!(bootstrap_mean([(1, 1), (2, 1)]).unwrap().bca.low >= 1.0);
    assert!(bootstrap_mean([(i64::MIN, 1), (i64::MAX, u64::MAX / 4)]).is_ok());
}

#[test]
fn drawn_tables_agree_with_the_exact_distribution() {
    let counts = [3, 0, 4, 6, 10];
    let mean = |table: &[u64]| {
        Some(table.iter().zip(1..).map(|(count, code)| *count as f64 * f64::from(code)).sum::<f64>() / 23.0)
    };
    let exact = bootstrap_mean([(1, 3), (3, 4), (4, 6), (5, 10)]).unwrap();
    let drawn = bootstrap_cells(&counts, 20_000, 9, mean).unwrap();
    assert!((drawn.interval().low - exact.percentile.low).abs() <= 1.0 / 23.0 + 1e-9);
    assert!((drawn.interval().high - exact.percentile.high).abs() <= 1.0 / 23.0 + 1e-9);
    close("mean of draws", drawn.mean(), exact.mean, 3e-3);
    assert_eq!(drawn, bootstrap_cells(&counts, 20_000, 9, mean).unwrap(), "the same seed, the same draws");
    let half = bootstrap_cells(&[5, 5], 100, 1, |table| (table[0] > 5).then_some(1.0)).unwrap();
    assert_eq!(half.values().len() as u64 + half.undefined(), 100);
    assert_eq!(bootstrap_cells(&[], 10, 1, mean), Err(Reason::NoAnswers));
    assert_eq!(bootstrap_cells(&counts, 10, 1, |_| None), Err(Reason::NoAnswers));
    assert_eq!(Resampled::of([Some(f64::NAN), Some(2.0)]).unwrap().values(), [2.0]);
    assert_eq!(moments::quantile(&[1.0, 2.0, 4.0], 0.75), Some(3.0));
    assert_eq!(moments::quantile(&[], 0.5), None);
}
