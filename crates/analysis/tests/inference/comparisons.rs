//! Two groups, two shares, ranks and families of tests.

use esteem_analysis::stats::dominance::{Dominance, dominance};
use esteem_analysis::stats::families::{benjamini_hochberg, holm};
use esteem_analysis::stats::levels::Levels;
use esteem_analysis::stats::linked::{mcnemar, paired};
use esteem_analysis::stats::share::{clopper_pearson, two_shares, wilson_of_share};
use esteem_analysis::stats::signed_rank::signed_rank;
use esteem_analysis::stats::student::noncentral;
use esteem_analysis::stats::two_means::{distance, welch};
use esteem_analysis::stats::waves::change;
use esteem_analysis::stats::{Fraction, Joint, Moments, Reason, Z, wilson};
use statrs::distribution::{Binomial, DiscreteCDF};

use super::close;

fn moments(values: &[f64]) -> Moments {
    Moments::of(values.iter().map(|value| (*value, 1))).unwrap()
}

fn each(values: &[f64]) -> Vec<(f64, u64)> {
    values.iter().map(|value| (*value, 1)).collect()
}

const A: [f64; 7] = [1.0, 3.0, 3.0, 4.0, 5.0, 5.0, 5.0];
const B: [f64; 5] = [1.0, 2.0, 2.0, 3.0, 5.0];

/// Everything from all pairs, one by one, as the definitions say.
#[test]
fn dominance_is_what_all_pairs_say() {
    let ours = dominance(each(&A), each(&B)).unwrap();
    let sign = |a: f64, b: f64| f64::from(i8::from(a > b) - i8::from(a < b));
    let (n1, n2) = (A.len() as f64, B.len() as f64);
    let delta = A.iter().flat_map(|a| B.iter().map(move |b| sign(*a, *b))).sum::<f64>() / n1 / n2;
    close("delta", ours.delta, delta, 1e-14);
    close("U", ours.u, (delta + 1.0) * n1 * n2 / 2.0, 1e-14);
    let square = |x: f64| x * x;
    let rows: f64 = A.iter().map(|a| square(B.iter().map(|b| sign(*a, *b)).sum::<f64>() / n2 - delta)).sum();
    let columns: f64 = B.iter().map(|b| square(A.iter().map(|a| sign(*a, *b)).sum::<f64>() / n1 - delta)).sum();
    let all: f64 = A.iter().flat_map(|a| B.iter().map(move |b| square(sign(*a, *b) - delta))).sum();
    let variance = (n2 * n2 * rows + n1 * n1 * columns - all) / (n1 * n2 * (n1 - 1.0) * (n2 - 1.0));
    close("variance", ours.variance, variance, 1e-12);
    let counted =
        dominance([(5.0, 3), (4.0, 1), (1.0, 1), (3.0, 2)], [(2.0, 2), (1.0, 1), (5.0, 1), (3.0, 1)]).unwrap();
    assert_eq!(counted, ours, "counted, in any order");
    let other = dominance(each(&B), each(&A)).unwrap();
    assert_eq!((other.delta, other.z, other.p), (-ours.delta, -ours.z, ours.p), "the other way round");
    close("U of the other", other.u, n1 * n2 - ours.u, 1e-14);
    let (ends, mirror) = (ours.interval(), other.interval());
    close("mirrored interval", ends.low, -mirror.high, 1e-14);
    assert!(ends.low < ours.interval_at(Z).low && ends.low < delta && delta < ends.high, "t is wider than z");
}

#[test]
fn dominance_at_its_edges() {
    let total = dominance([(5.0, 4)], [(1.0, 3)]).unwrap();
    assert_eq!((total.delta, total.u, total.interval().high), (1.0, 12.0, 1.0));
    assert!(total.interval().low > -1.0 && total.interval().low < 1.0, "{:?}", total.interval());
    assert_eq!(dominance([(1.0, 3)], [(5.0, 4)]).unwrap().interval().low, -1.0);
    let groups = |a: &[(f64, u64)], b: &[(f64, u64)]| dominance(a.to_vec(), b.to_vec());
    assert_eq!(groups(&[], &[(1.0, 3)]), Err(Reason::NoAnswers));
    assert_eq!(groups(&[(1.0, 0)], &[(1.0, 3)]), Err(Reason::NoAnswers));
    assert_eq!(groups(&[(1.0, 1)], &[(1.0, 3)]), Err(Reason::TooFewAnswers));
    assert_eq!(groups(&[(1.0, 9)], &[(1.0, 3)]), Err(Reason::NoVariation));
    assert_eq!(groups(&[(f64::NAN, 9)], &[(1.0, 3)]), Err(Reason::NotFinite));
    let even = dominance([(1.0, 5), (2.0, 5)], [(1.0, 5), (2.0, 5)]).unwrap();
    assert_eq!((even.delta, even.z, even.p), (0.0, 0.0, 1.0));
    let many = |n: u64| dominance([(1.0, n), (2.0, 2 * n)], [(1.0, 2 * n), (2.0, n)]).unwrap();
    // Hundreds of thousands of distinct values, one respondent each.
    let spread = |from: u32| (from..200_000 + from).map(|value| (f64::from(value), 1));
    let shifted = dominance(spread(20_000), spread(0)).unwrap();
    close("delta of many values", shifted.delta, 0.19, 1e-4);
    let Dominance { delta, variance, .. } = many(1_000_000_000);
    close("delta of thousands of millions", delta, many(10).delta, 1e-12);
    assert!(variance > 0.0 && variance < 1e-8);
}

#[test]
fn signed_ranks_from_their_definition() {
    // Differences 1, −1, 2, 2, −2, 3 and two zeros: ranks 1.5, 1.5, 4, 4, 4, 6.
    let whole = |value: i64, count: u64| (Fraction::from(value), count);
    let ours = signed_rank([whole(1, 1), whole(2, 2), whole(0, 2), whole(-2, 1), whole(-1, 1), whole(3, 1)]).unwrap();
    assert_eq!((ours.n, ours.zeros, ours.above, ours.below, ours.w()), (6, 2, 15.5, 5.5, 5.5));
    let variance = (6.0 * 7.0 * 13.0 - (6.0 + 24.0) / 2.0) / 24.0;
    close("z", ours.z, (15.5 - 10.5) / libm::sqrt(variance), 1e-14);
    // Thirds and sixths that are equal tie; as floating-point differences they would not.
    let fraction = |numerator, denominator| (Fraction::new(numerator, denominator), 1);
    let tied = signed_rank([fraction(1, 3), fraction(2, 6), fraction(-4, 12), fraction(1, 2)]).unwrap();
    assert_eq!((tied.above, tied.below), (8.0, 2.0));
    assert_eq!(signed_rank([]), Err(Reason::NoAnswers));
    assert_eq!(signed_rank([whole(0, 7)]), Err(Reason::NoVariation));
    let one = signed_rank([whole(-3, 1)]).unwrap();
    assert_eq!((one.w(), one.above, one.below), (0.0, 0.0, 1.0));
    let huge = signed_rank([(Fraction::new(i64::MAX, 1), 2), (Fraction::new(i64::MIN, u32::MAX), 1), fraction(1, 0)]);
    assert!(huge.unwrap().p.is_finite());
}

#[test]
fn means_of_two_groups() {
    let (a, b) = (moments(&A), moments(&B));
    let ours = welch(&a, &b).unwrap();
    close("difference", ours.difference, 26.0 / 7.0 - 13.0 / 5.0, 1e-14);
    close("t", ours.t * ours.se, ours.difference, 1e-14);
    let other = welch(&b, &a).unwrap();
    assert_eq!((other.t, other.p, other.interval.high), (-ours.t, ours.p, -ours.interval.low));
    // The interval of g ends where the t statistic of d is critical.
    let effect = distance(&a, &b).unwrap();
    let scale = libm::sqrt(7.0 * 5.0 / 12.0);
    let shrink = effect.g / effect.d;
    close("J", shrink, 1.0 - 3.0 / 39.0, 1e-14);
    for (end, p) in [(effect.interval.low, 0.975), (effect.interval.high, 0.025)] {
        close("end of g", noncentral::lower(effect.d * scale, 10.0, end / shrink * scale), p, 1e-9);
    }
    assert!(effect.interval.low < effect.g && effect.g < effect.interval.high);
    let still = moments(&[2.0, 2.0, 2.0]);
    assert_eq!(welch(&still, &still), Err(Reason::NoVariation));
    assert_eq!(distance(&still, &still), Err(Reason::NoVariation));
    close("one group without spread", welch(&a, &still).unwrap().df, 6.0, 1e-12);
    assert_eq!(welch(&a, &moments(&[2.0])), Err(Reason::TooFewAnswers));
    let nobody = Moments { n: 0, mean: 0.0, variance: 0.0 };
    assert_eq!(welch(&nobody, &a), Err(Reason::NoAnswers));
    for wild in [f64::INFINITY, f64::NAN, 1e308] {
        let wild = Moments { n: 9, mean: wild, variance: wild };
        assert!(welch(&wild, &a).is_err() || welch(&wild, &a).unwrap().t.is_finite());
        assert!(distance(&wild, &a).is_err() || distance(&wild, &a).unwrap().interval.low.is_finite());
    }
}

#[test]
fn shares_of_two_groups() {
    // Newcombe (1998), Statistics in Medicine 17, table II, method 10: 56/70 and 48/80, 9/10 and 3/10, 10/10 and 0/10.
    for (k1, n1, k2, n2, low, high) in [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (10, 10, 0, 10, 0.6075, 1.0),
    ] {
        let ours = two_shares(k1, n1, k2, n2).unwrap();
        assert!((ours.interval.low - low).abs() < 6e-5 && (ours.interval.high - high).abs() < 6e-5, "{ours:?}");
    }
    let all = two_shares(5, 5, 9, 9).unwrap();
    assert_eq!((all.z, all.p, all.h, all.difference), (None, None, 0.0, 0.0));
    close("h from none to all", two_shares(9, 9, 0, 4).unwrap().h, std::f64::consts::PI, 1e-14);
    assert_eq!(two_shares(0, 0, 1, 2), Err(Reason::NoAnswers));
    assert_eq!(two_shares(3, 2, 1, 2), Err(Reason::OutOfRange));
}

#[test]
fn exact_intervals_end_where_the_binomial_test_is_critical() {
    for (k, n) in [(0, 1), (1, 1), (0, 300), (3, 17), (50, 100), (99, 100), (1, 1_000_000)] {
        let ours = clopper_pearson(k, n);
        if k > 0 {
            let below = Binomial::new(ours.low, n).unwrap();
            close(&format!("{k} of {n}, low"), below.sf(k - 1), 0.025, 1e-8);
        }
        if k < n {
            let above = Binomial::new(ours.high, n).unwrap();
            close(&format!("{k} of {n}, high"), above.cdf(k), 0.025, 1e-8);
        }
    }
    close("Wilson of a share", wilson_of_share(0.3, 10.0).low, wilson(3, 10).low, 1e-15);
}

#[test]
fn linked_answers() {
    let pairs = [(3.0, 4.0, 2), (5.0, 5.0, 1), (2.0, 5.0, 1), (4.0, 3.0, 1)];
    let joint = Joint::of(pairs.into_iter()).unwrap();
    let differences = Moments::of(pairs.iter().map(|(x, y, count)| (y - x, *count))).unwrap();
    let ours = paired(&joint).unwrap();
    close("mean", ours.difference, differences.mean, 1e-14);
    close("sd", ours.sd, differences.sd(), 1e-13);
    close("low", ours.interval.low, differences.t_interval().unwrap().low, 1e-12);
    let shifted = Joint::of([(1.0, 2.0, 3), (4.0, 5.0, 2)].into_iter()).unwrap();
    assert_eq!(paired(&shifted), Err(Reason::NoVariation), "everybody by the same");
    assert_eq!(paired(&Joint::of([(1.0, 2.0, 1)].into_iter()).unwrap()), Err(Reason::TooFewAnswers));
    let changed = mcnemar(12, 5, 40).unwrap();
    close("chi-square", changed.chi_square, 49.0 / 17.0, 1e-14);
    close("exact", changed.exact_p, 2.0 * Binomial::new(0.5, 17).unwrap().cdf(5), 1e-12);
    let reversed = mcnemar(5, 12, 40).unwrap();
    assert_eq!(
        (reversed.difference, reversed.p, reversed.interval.low),
        (-changed.difference, changed.p, -changed.interval.high)
    );
    assert_eq!(mcnemar(4, 4, 8).unwrap().exact_p, 1.0);
    assert_eq!(mcnemar(0, 0, 8), Err(Reason::NoVariation));
    assert_eq!(mcnemar(0, 0, 0), Err(Reason::NoAnswers));
    assert_eq!(mcnemar(5, 4, 8), Err(Reason::OutOfRange));
}

#[test]
fn families_of_tests() {
    // The example of Benjamini and Hochberg (1995), fifteen tests: four findings at 5 %.
    let p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
        1.0,
    ];
    assert_eq!(benjamini_hochberg(&p).iter().filter(|p| **p <= 0.05).count(), 4);
    assert_eq!(holm(&p).iter().filter(|p| **p <= 0.05).count(), 3);
    let mixed = [0.04, 0.01, 0.03, 0.02];
    assert_eq!(holm(&mixed), [0.06, 0.04, 0.06, 0.06]);
    assert_eq!(benjamini_hochberg(&mixed), [0.04; 4]);
    assert!(holm(&[]).is_empty() && benjamini_hochberg(&[]).is_empty());
    assert_eq!((holm(&[0.5]), benjamini_hochberg(&[0.5])), (vec![0.5], vec![0.5]));
}

#[test]
fn changes_between_waves_and_levels() {
    let ours = change((10.0, 3.0), (4.0, 4.0)).unwrap();
    assert_eq!((ours.difference, ours.se, ours.z), (-6.0, 5.0, -1.2));
    assert_eq!(change((1.0, 0.0), (2.0, 0.0)), Err(Reason::NoVariation));
    assert_eq!(change((f64::INFINITY, 1.0), (2.0, 1.0)), Err(Reason::NotFinite));
    let levels = Levels::new(1, 5, [(4, 2), (2, 1), (5, 1), (4, 1)]).unwrap();
    assert_eq!((levels.n(), levels.median().unwrap(), levels.top(2).unwrap().count), (5, 4.0, 4));
    assert_eq!((levels.bottom(2).unwrap().share, levels.moments().unwrap().mean), (0.2, 3.8));
    assert_eq!(Levels::new(1, 5, [(1, 1), (4, 1)]).unwrap().median().unwrap(), 2.5);
    let nobody = Levels::new(1, 5, []).unwrap();
    assert_eq!((nobody.median(), nobody.top(2).is_err()), (Err(Reason::NoAnswers), true));
    assert_eq!(Levels::new(1, 5, [(6, 1)]), Err(Reason::OutOfRange));
    assert_eq!(Levels::new(i64::MIN, i64::MAX, []), Err(Reason::OutOfRange));
}
