//! What must hold for all data of statistics about several variables.

#![allow(clippy::unwrap_used)]

use esteem_analysis::stats::difference::{difference, prediction};
use esteem_analysis::stats::omega::omega;
use esteem_analysis::stats::pairwise::{PairSums, sampled_alpha};
use esteem_analysis::stats::penalty_reward::{Settings, penalty_reward};
use esteem_analysis::stats::regression::fit;
use esteem_analysis::stats::relative_weights::relative_weights;
use esteem_analysis::stats::reliability::alpha;
use esteem_analysis::stats::{Covariance, Patterns, Reason};
use proptest::prelude::*;

type Row = (Vec<Option<f64>>, u64);

const WIDTH: usize = 5;

/// Ratings from 1 to 5, some missing, with counts from 0 to 6.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    let rating = prop_oneof![9 => (1_u8..=5).prop_map(|rating| Some(f64::from(rating))), 1 => Just(None)];
    prop::collection::vec((prop::collection::vec(rating, WIDTH), 0_u64..=6), 0..40)
}

fn patterns(rows: &[Row]) -> Patterns {
    Patterns::complete(WIDTH, rows.iter().cloned()).unwrap()
}

/// Every number that follows from the rows, by its bits, or the reasons why there is none.
fn everything(rows: &[Row]) -> String {
    let patterns = patterns(rows);
    let Ok(covariance) = patterns.covariance() else { return "too few".into() };
    let mut sums = vec![PairSums::new(WIDTH); 8];
    for (i, (row, count)) in patterns.rows().iter().enumerate() {
        let row: Vec<Option<f64>> = row.iter().copied().map(Some).collect();
        sums[i % 8].add(&row, *count).unwrap();
    }
    let settings = Settings { min_cell: 0, ..Settings::new(2.0, 4.0) };
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        alpha(&covariance),
        omega(&covariance),
        difference(&covariance.select(&[0, 1, 2, 3])),
        prediction(&patterns),
        fit(&patterns),
        penalty_reward(&patterns, &settings),
        relative_weights(&covariance),
        sampled_alpha(&sums),
    )
}

fn has_only_numbers(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).all(|word| word != "NaN" && word != "inf")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn nothing_is_infinite_or_no_number(rows in rows()) {
        let all = everything(&rows);
        prop_assert!(has_only_numbers(&all), "{all}");
    }

    #[test]
    fn order_and_splitting_change_nothing(rows in rows(), turn in 0_usize..40, part in 0_u64..=6) {
        let mut other = rows.clone();
        if !other.is_empty() {
            let len = other.len();
            other.rotate_left(turn % len);
            let (row, count) = other[0].clone();
            let part = part.min(count);
            other[0].1 -= part;
            other.push((row, part));
            other.reverse();
        }
        other.push((vec![None; WIDTH], 7));
        prop_assert_eq!(everything(&rows), everything(&other));
    }

    #[test]
    fn reversing_all_items_keeps_their_reliability(rows in rows()) {
        let reversed: Vec<Row> = rows
            .iter()
            .map(|(row, count)| (row.iter().map(|x| x.map(|x| 6.0 - x)).collect(), *count))
            .collect();
        let of = |rows: &[Row]| patterns(rows).covariance().and_then(|covariance| alpha(&covariance));
        match (of(&rows), of(&reversed)) {
            (Ok(one), Ok(other)) => prop_assert!((one.alpha - other.alpha).abs() < 1e-9 * one.alpha.abs().max(1.0)),
            (one, other) => prop_assert_eq!(one.err(), other.err()),
        }
    }

    #[test]
    fn weights_add_up_to_what_regression_explains(rows in rows()) {
        let patterns = patterns(&rows);
        if let (Ok(fit), Ok(covariance)) = (fit(&patterns), patterns.covariance()) {
            let weights = relative_weights(&covariance).unwrap();
            let sum: f64 = weights.drivers.iter().map(|driver| driver.weight).sum();
            prop_assert!((sum - fit.r2).abs() < 1e-8, "{} instead of {}", sum, fit.r2);
            prop_assert!(weights.drivers.iter().all(|driver| driver.weight >= 0.0 && driver.inflation > 1.0 - 1e-9));
        }
    }

    #[test]
    fn numbers_without_sense_are_refused(rows in rows(), bad in prop_oneof![Just(f64::NAN), Just(f64::INFINITY)]) {
        let mut rows = rows;
        rows.push((vec![Some(bad); WIDTH], 1));
        prop_assert_eq!(Patterns::complete(WIDTH, rows), Err(Reason::NotFinite));
    }
}

#[test]
fn huge_counts_and_huge_numbers_stay_numbers() {
    let huge = |scale: f64, count: u64| -> Vec<Row> {
        (0..30_u32)
            .map(|i| ((1..=5_u32).map(|j| Some(f64::from(i * j * j % 7) * scale)).collect(), count + u64::from(i)))
            .collect()
    };
    for (scale, count) in [(1.0, 1_u64 << 40), (1e-150, 3), (1e120, 3), (1e150, 3), (1e300, 3), (1e-300, 3)] {
        let all = everything(&huge(scale, count));
        assert!(has_only_numbers(&all), "{scale:e}: {all}");
    }
}

#[test]
fn covariances_of_nobody_have_a_reason() {
    let none = Patterns::new(WIDTH, []).unwrap();
    assert_eq!(none.covariance(), Err(Reason::TooFewAnswers));
    assert_eq!(fit(&none), Err(Reason::TooFewAnswers));
    let zero = Covariance::new(0, vec![0.0; 2], esteem_analysis::stats::Matrix::zeros(2, 2)).unwrap();
    assert_eq!(alpha(&zero), Err(Reason::TooFewAnswers));
    assert_eq!(relative_weights(&zero), Err(Reason::TooFewAnswers));
    assert_eq!(omega(&zero), Err(Reason::TooFewAnswers));
}
