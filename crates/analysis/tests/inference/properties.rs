//! What must hold for all answers. A few cases each by default; with `ESTEEM_FULL=1` many.

use esteem_analysis::stats::bootstrap::bootstrap_mean;
use esteem_analysis::stats::dominance::dominance;
use esteem_analysis::stats::families::{benjamini_hochberg, holm};
use esteem_analysis::stats::index::index;
use esteem_analysis::stats::linked::{mcnemar, paired};
use esteem_analysis::stats::quality::outliers::outliers;
use esteem_analysis::stats::quality::{longest_run, variability};
use esteem_analysis::stats::recommendation::recommendation;
use esteem_analysis::stats::share::{clopper_pearson, two_shares};
use esteem_analysis::stats::signed_rank::signed_rank;
use esteem_analysis::stats::two_means::{distance, welch};
use esteem_analysis::stats::weights::{weighted_mean, weighted_share};
use esteem_analysis::stats::{Fraction, Joint, Moments};
use proptest::collection::vec;
use proptest::prelude::*;

fn config() -> ProptestConfig {
    let cases = if std::env::var_os("ESTEEM_FULL").is_some() { 2_000 } else { 60 };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Codes of a seven-point scale, each with how many chose it.
fn answers() -> impl Strategy<Value = Vec<(i64, u64)>> {
    vec((1_i64..=7, 0_u64..6), 0..9)
}

/// Numbers of all sizes, and what is no number.
fn wild() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -9.0..9.0,
        1 => prop::num::f64::ANY,
        1 => prop::sample::select(vec![0.0, 1e308, -1e308, 1e-308, f64::INFINITY, f64::NAN]),
    ]
}

fn numbers(answers: &[(i64, u64)]) -> Vec<(f64, u64)> {
    answers.iter().map(|(code, count)| (*code as f64, *count)).collect()
}

/// The same answers one by one, last first.
fn one_by_one(answers: &[(i64, u64)]) -> Vec<(i64, u64)> {
    answers.iter().rev().flat_map(|(code, count)| (0..*count).map(|_| (*code, 1))).collect()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-10 * a.abs().max(b.abs()).max(1.0)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn counts_may_be_split_and_in_any_order(a in answers(), b in answers()) {
        let (apart_a, apart_b) = (one_by_one(&a), one_by_one(&b));
        let counted = dominance(numbers(&a), numbers(&b));
        let single = dominance(numbers(&apart_a), numbers(&apart_b));
        prop_assert_eq!(counted.is_ok(), single.is_ok());
        if let (Ok(counted), Ok(single)) = (counted, single) {
            prop_assert!(near(counted.variance, single.variance) && counted.u == single.u && near(counted.p, single.p));
            prop_assert!((-1.0..=1.0).contains(&counted.delta));
            let ends = counted.interval();
            prop_assert!(-1.0 - 1e-12 <= ends.low && ends.low <= counted.delta, "{:?}", counted);
            prop_assert!(counted.delta <= ends.high && ends.high <= 1.0 + 1e-12, "{:?}", counted);
        }
        let whole = |answers: &[(i64, u64)]| signed_rank(answers.iter().map(|(code, count)| (Fraction::from(*code - 4), *count)));
        prop_assert_eq!(whole(&a), whole(&apart_a));
        let (counted, single) = (bootstrap_mean(a.clone()), bootstrap_mean(apart_a.clone()));
        prop_assert_eq!(counted.is_ok(), single.is_ok());
        if let (Ok(counted), Ok(single)) = (counted, single) {
            prop_assert_eq!(counted, single);
            prop_assert!(counted.percentile.low <= counted.mean + 1e-12 && counted.mean <= counted.percentile.high + 1e-12);
        }
        prop_assert_eq!(recommendation(a.clone()), recommendation(apart_a));
    }

    #[test]
    fn reversing_the_scale_reverses_the_result(a in answers(), b in answers()) {
        let reversed = |answers: &[(i64, u64)]| answers.iter().map(|(code, count)| (8 - code, *count)).collect::<Vec<_>>();
        let moments = |answers: &[(i64, u64)]| Moments::of(numbers(answers).into_iter());
        if let (Some(first), Some(second)) = (moments(&a), moments(&b)) {
            let (third, fourth) = (moments(&reversed(&a)).unwrap(), moments(&reversed(&b)).unwrap());
            let (plain, turned) = (welch(&first, &second), welch(&third, &fourth));
            prop_assert_eq!(plain.is_ok(), turned.is_ok());
            if let (Ok(plain), Ok(turned)) = (plain, turned) {
                prop_assert!(near(plain.t, -turned.t) && near(plain.p, turned.p) && near(plain.df, turned.df));
            }
        }
        if let (Ok(plain), Ok(turned)) =
            (dominance(numbers(&a), numbers(&b)), dominance(numbers(&reversed(&a)), numbers(&reversed(&b))))
        {
            prop_assert!(near(plain.delta, -turned.delta) && near(plain.p, turned.p));
        }
    }

    #[test]
    fn weights_of_one_are_no_weights(a in answers(), by in 0.001..1000.0) {
        let ours = weighted_mean(numbers(&a).into_iter().map(|(x, count)| (x, by, count)));
        match Moments::of(numbers(&a).into_iter()) {
            Some(plain) if plain.n > 1 => {
                let ours = ours.unwrap();
                prop_assert!(near(ours.mean, plain.mean) && near(ours.se, plain.se()) && near(ours.design.effect, 1.0));
            }
            _ => prop_assert!(ours.is_err()),
        }
    }

    #[test]
    fn adjusted_p_values_keep_their_order(p in vec(0.0..=1.0_f64, 0..20)) {
        for adjusted in [holm(&p), benjamini_hochberg(&p)] {
            prop_assert_eq!(adjusted.len(), p.len());
            for (i, j) in (0..p.len()).flat_map(|i| (0..p.len()).map(move |j| (i, j))) {
                prop_assert!(p[i] <= adjusted[i] + 1e-15 && adjusted[i] <= 1.0);
                prop_assert!(p[i] > p[j] || adjusted[i] <= adjusted[j] + 1e-15);
            }
        }
        let pairs = holm(&p).into_iter().zip(benjamini_hochberg(&p)).collect::<Vec<_>>();
        prop_assert!(pairs.iter().all(|(holm, bh)| *bh <= holm + 1e-15), "screening finds no less");
    }

    #[test]
    fn a_silent_item_changes_no_sign(codes in vec(0_u8..=7, 0..12), place in 0_usize..12) {
        let answers: Vec<Option<f64>> = codes.iter().map(|code| (*code > 0).then(|| f64::from(*code))).collect();
        let mut more = answers.clone();
        more.insert(place.min(answers.len()), None);
        prop_assert_eq!(longest_run(answers.iter().copied()), longest_run(more.iter().copied()));
        prop_assert_eq!(variability(&answers), variability(&more));
    }

    #[test]
    fn nothing_is_infinite_and_nothing_panics(
        a in vec((wild(), 0_u64..4), 0..6),
        b in vec((wild(), 0_u64..4), 0..6),
        counts in [0_u64..20, 0..20, 0..20, 0..20],
    ) {
        let finite = |name: &str, numbers: &[f64]| -> Result<(), TestCaseError> {
            prop_assert!(numbers.iter().all(|number| number.is_finite()), "{}: {:?}", name, numbers);
            Ok(())
        };
        if let (Some(first), Some(second)) = (Moments::of(a.iter().copied()), Moments::of(b.iter().copied())) {
            if let Ok(ours) = welch(&first, &second) {
                finite("welch", &[ours.t, ours.df, ours.p, ours.se, ours.interval.low, ours.interval.high])?;
            }
            if let Ok(ours) = distance(&first, &second) {
                finite("distance", &[ours.d, ours.g, ours.interval.low, ours.interval.high])?;
            }
        }
        if let Ok(ours) = dominance(a.clone(), b.clone()) {
            finite("dominance", &[ours.z, ours.p, ours.delta, ours.variance, ours.interval().low, ours.interval().high])?;
        }
        let pairs: Vec<(f64, f64, u64)> = a.iter().zip(&b).map(|((x, count), (y, _))| (*x, *y, *count)).collect();
        if let Some(Ok(ours)) = Joint::of(pairs.iter().copied()).as_ref().map(paired) {
            finite("paired", &[ours.t, ours.p, ours.sd, ours.effect, ours.interval.low, ours.interval.high])?;
        }
        if let Ok(ours) = weighted_mean(pairs.iter().copied()) {
            finite("weighted", &[ours.mean, ours.se, ours.interval.low, ours.design.effect, ours.design.effective_n])?;
        }
        if let Ok(ours) = weighted_share(pairs.iter().map(|(x, weight, count)| (*x > 0.0, *weight, *count))) {
            finite("weighted share", &[ours.share, ours.effective_n, ours.interval.low, ours.kish_interval.high])?;
        }
        let patterns: Vec<[f64; 2]> = pairs.iter().map(|(x, y, _)| [*x, *y]).collect();
        let rows: Vec<(&[f64], u64)> = patterns.iter().zip(&a).map(|(row, (_, count))| (row.as_slice(), *count)).collect();
        if let Ok(ours) = outliers(&rows) {
            finite("outliers", &ours.distances)?;
        }
        if let Ok(ours) = index(rows.iter().copied(), &[1.0, 2.0], 1.0, 7.0) {
            finite("index", &[ours.index, ours.se.unwrap_or(0.0)])?;
        }
        let [k1, n1, k2, n2] = counts;
        if let Ok(ours) = two_shares(k1, n1, k2, n2) {
            finite("shares", &[ours.interval.low, ours.interval.high, ours.z.unwrap_or(0.0), ours.p.unwrap_or(0.0), ours.h])?;
        }
        if let Ok(ours) = mcnemar(k1, k2, n1) {
            finite("linked", &[ours.chi_square, ours.p, ours.exact_p, ours.interval.low, ours.interval.high])?;
        }
        if k1 <= n1 {
            finite("exact", &[clopper_pearson(k1, n1).low, clopper_pearson(k1, n1).high])?;
        }
    }
}
