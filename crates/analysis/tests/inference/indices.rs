//! Scores, indices, losses, economics and sample sizes.

use esteem_analysis::stats::economics::{self, FirstMargin};
use esteem_analysis::stats::index::{index, item_mean, loading_weights};
use esteem_analysis::stats::loss::{self, ASSUMED_RATES, ASSUMED_TOP_RANGE, Observed, Rate};
use esteem_analysis::stats::planner;
use esteem_analysis::stats::recommendation::{recommendation, weighted_recommendation};
use esteem_analysis::stats::{Moments, Reason, wilson};

use super::close;

#[test]
fn recommendation_scores() {
    let ours = recommendation([(10, 3), (9, 1), (8, 2), (7, 1), (6, 1), (0, 2)]).unwrap();
    close("score", ours.score, 10.0, 1e-13);
    // The standard error is that of the mean of 100, 0 and −100, with n.
    let values = Moments::of([(100.0, 4), (0.0, 3), (-100.0, 3)].into_iter()).unwrap();
    close("se", ours.se, values.se() * libm::sqrt(0.9), 1e-13);
    close("passives", ours.passives, 0.3, 1e-14);
    assert!(ours.adjusted.low > ours.wald.low && ours.adjusted_score < ours.score);
    let all = recommendation([(10, 5)]).unwrap();
    assert_eq!((all.score, all.se, all.wald.low), (100.0, 0.0, 100.0));
    assert!(all.adjusted.low < 100.0, "five for it do not make everybody for it");
    assert_eq!(recommendation([(3, 0)]), Err(Reason::NoAnswers));
    assert_eq!(recommendation([(11, 1)]), Err(Reason::OutOfRange));
    assert_eq!(recommendation([(-1, 1)]), Err(Reason::OutOfRange));
    let weighted = weighted_recommendation([(10, 0.5, 4), (8, 0.5, 3), (2, 0.5, 3)].into_iter()).unwrap();
    close("weighted", weighted.mean, ours.score, 1e-12);
    close("weighted se", weighted.se, values.se(), 1e-12);
}

#[test]
fn index_of_items() {
    let patterns: [(&[f64], u64); 3] = [(&[1.0, 1.0, 1.0], 1), (&[7.0, 7.0, 7.0], 2), (&[4.0, 7.0, 1.0], 1)];
    let ours = index(patterns.into_iter(), &[1.0; 3], 1.0, 7.0).unwrap();
    close("index", ours.index, 62.5, 1e-13);
    let weighted = index(patterns.into_iter(), &[2.0, 2.0, 0.0], 1.0, 7.0).unwrap();
    close("weighted", weighted.index, (0.0 + 200.0 + 75.0) / 4.0, 1e-13);
    assert_eq!(weighted.weights, [0.5, 0.5, 0.0]);
    let one = index([(&[3.0][..], 1)].into_iter(), &[1.0], 1.0, 5.0).unwrap();
    assert_eq!((one.index, one.se, one.interval), (50.0, None, None));
    let refused = |weights: &[f64], low, high| index(patterns.into_iter(), weights, low, high).unwrap_err();
    assert_eq!(refused(&[1.0; 2], 1.0, 7.0), Reason::UnequalLengths);
    assert_eq!(refused(&[0.0; 3], 1.0, 7.0), Reason::OutOfRange);
    assert_eq!(refused(&[1.0, -1.0, 1.0], 1.0, 7.0), Reason::OutOfRange);
    assert_eq!(refused(&[1.0; 3], 7.0, 7.0), Reason::OutOfRange);
    assert_eq!(refused(&[], 1.0, 7.0), Reason::OutOfRange);
    assert_eq!(index([].into_iter(), &[1.0], 1.0, 5.0).unwrap_err(), Reason::NoAnswers);
    assert_eq!(index([(&[f64::INFINITY][..], 1)].into_iter(), &[1.0], 1.0, 5.0).unwrap_err(), Reason::NotFinite);
    assert_eq!(loading_weights(&[0.8, 0.6], &[2.0, 1.0]).unwrap(), [0.4, 0.6]);
    assert_eq!(loading_weights(&[0.8], &[0.0]), Err(Reason::NoVariation));
    assert_eq!(loading_weights(&[0.8], &[]), Err(Reason::UnequalLengths));
    close("item mean", item_mean(&[Some(1.0), None, Some(3.0)], &[0.1, 0.6, 0.3]).unwrap(), 2.5, 1e-14);
    assert_eq!(item_mean(&[Some(1.0), None], &[0.0, 1.0]), Err(Reason::NoAnswers));
    assert_eq!(item_mean(&[Some(1.0)], &[-1.0]), Err(Reason::OutOfRange));
    assert_eq!(item_mean(&[Some(f64::NAN)], &[1.0]), Err(Reason::NotFinite));
}

#[test]
fn losses_with_certain_and_uncertain_rates() {
    let counts = [1, 2, 5, 12, 3];
    let ours = loss::expected_loss(&counts, &ASSUMED_RATES, ASSUMED_TOP_RANGE).unwrap();
    let values = ASSUMED_RATES.iter().zip(counts).map(|(rate, count)| (*rate, count));
    let moments = Moments::of(values).unwrap();
    close("loss", ours.share, moments.mean, 1e-14);
    close("se", ours.se, moments.se() * libm::sqrt(22.0 / 23.0), 1e-12);
    close("range", ours.range.high - ours.range.low, 0.01 * 3.0 / 23.0, 1e-12);
    let (lost, ends) = loss::lost_customers(&ours, 10_000);
    close("customers", lost, 10_000.0 * ours.share, 1e-14);
    assert!(ends.low < lost && lost < ends.high);
    assert_eq!(loss::expected_loss(&[0; 5], &ASSUMED_RATES, ASSUMED_TOP_RANGE), Err(Reason::NoAnswers));
    assert_eq!(loss::expected_loss(&counts, &[2.0; 5], ASSUMED_TOP_RANGE), Err(Reason::OutOfRange));
    let rates = loss::rates(&ASSUMED_RATES, &[Observed::default(); 5]).unwrap();
    let top = rates[4].interval();
    close("the top level is as wide as its range", top.high - top.low, 0.01, 1e-9);
    assert!((top.low - 0.01).abs() < 1e-3 && (top.high - 0.02).abs() < 1e-3, "{top:?}");
    let uncertain = loss::uncertain_loss(&counts, &rates, 2_000, 4).unwrap();
    assert!(uncertain.interval.low < uncertain.mean && uncertain.mean < uncertain.interval.high);
    close("mean", uncertain.draws.mean(), uncertain.mean, 0.02);
    assert_eq!(uncertain, loss::uncertain_loss(&counts, &rates, 2_000, 4).unwrap(), "the same draws again");
    assert_eq!(loss::uncertain_loss(&counts, &rates, 0, 4), Err(Reason::NoAnswers));
}

#[test]
fn observed_losses_take_the_place_of_assumed_ones() {
    let seen = Observed { lost: 300, of: 1_000 };
    let rate = Rate::new(0.1, 50.0, seen).unwrap();
    close("mean", rate.mean(), 305.0 / 1_050.0, 1e-14);
    assert!(seen.is_enough() && !Observed { lost: 1, of: 29 }.is_enough());
    let none = Observed::default();
    assert!(rate.interval().high - rate.interval().low < Rate::new(0.1, 50.0, none).unwrap().interval().high);
    for (assumed, weight, observed) in [
        (0.0, 50.0, none),
        (1.0, 50.0, none),
        (0.1, 0.0, none),
        (0.1, f64::INFINITY, none),
        (0.1, 50.0, Observed { lost: 2, of: 1 }),
    ] {
        assert_eq!(Rate::new(assumed, weight, observed), Err(Reason::OutOfRange));
    }
    let observed = [none, none, none, none, Observed { lost: 3, of: 60 }];
    let rates = loss::rates(&ASSUMED_RATES, &observed).unwrap();
    close("own data at the top", rates[4].mean(), (0.75 + 3.0) / 110.0, 1e-14);
    assert_eq!(loss::weight_for_range(0.015, ASSUMED_TOP_RANGE).unwrap().round(), 2_258.0);
    assert_eq!(loss::weight_for_range(0.0, ASSUMED_TOP_RANGE), Err(Reason::OutOfRange));
}

#[test]
fn economics_of_satisfaction() {
    assert_eq!(economics::reach(0.0, 5_000).unwrap(), 0.0);
    close("few", economics::reach(66.0, 5_000).unwrap(), 65.572_824_65, 1e-9);
    assert_eq!(economics::reach(1e300, 5_000).unwrap(), 5_000.0);
    assert_eq!((economics::reach(0.5, 1).unwrap(), economics::reach(9.0, 1).unwrap()), (0.5, 1.0));
    assert_eq!(economics::reach(1.0, 0), Err(Reason::OutOfRange));
    assert_eq!(economics::dissatisfied(50.0, 0.05).unwrap(), 1_000.0);
    assert_eq!(economics::dissatisfied(50.0, 0.0), Err(Reason::OutOfRange));
    assert_eq!(economics::recovered(1_000.0, 1.5, 0.5), Err(Reason::OutOfRange));
    let value = |first| economics::lifetime_value(100.0, 0.9, 0.1, first).unwrap();
    close("later", value(FirstMargin::AfterAPeriod), 450.0, 1e-12);
    close("now", value(FirstMargin::Now), 550.0, 1e-12);
    assert_eq!(economics::lifetime_value(100.0, 1.0, 0.0, FirstMargin::Now), Err(Reason::OutOfRange), "for ever");
    assert_eq!(economics::lifetime(1.0), Err(Reason::OutOfRange));
    let wild = economics::Tellings { dissatisfied: f64::INFINITY, ..economics::ASSUMED_TELLINGS };
    assert_eq!(economics::word_of_mouth(&[1; 5], &wild), Err(Reason::OutOfRange));
}

#[test]
fn sample_sizes() {
    for (n, percent) in [(30, 16.8), (50, 13.4), (100, 9.6), (200, 6.9), (400, 4.9), (1_000, 3.1)] {
        assert!((100.0 * planner::margin_of_share(0.5, n).unwrap() - percent).abs() < 0.05, "{n}");
    }
    for margin in [0.3, 0.1, 0.05, 0.03] {
        let n = planner::needed_for_margin(0.5, margin).unwrap();
        let (enough, less) = (planner::margin_of_share(0.5, n).unwrap(), planner::margin_of_share(0.5, n - 1).unwrap());
        assert!(enough <= margin && less > margin, "{n} for {margin}");
    }
    assert_eq!(planner::margin_of_share_in(0.5, 500, 500).unwrap(), 0.0, "who asks everybody knows");
    assert_eq!(planner::margin_of_share_in(0.5, 1, 1).unwrap(), 0.0);
    assert_eq!(planner::margin_of_share_in(0.5, 501, 500), Err(Reason::OutOfRange));
    assert_eq!((planner::false_positives(0, 1.0).unwrap(), planner::false_positives(3, 1.0).unwrap()), (0.0, 1.0));
    assert_eq!(planner::margin_of_mean(1.0, 1), Err(Reason::TooFewAnswers));
    assert_eq!(planner::margin_of_share(0.5, 0), Err(Reason::NoAnswers));
    assert_eq!(planner::needed_for_distance(0.0), Err(Reason::OutOfRange));
    assert_eq!(planner::needed_for_shares(0.7, 0.7), Err(Reason::OutOfRange));
    assert_eq!(planner::needed_for_margin(0.5, 0.0), Err(Reason::OutOfRange));
    assert_eq!(planner::shown(&[40, 9, 30, 12]), [true, false, true, false], "the next smallest is hidden too");
    assert_eq!(planner::shown(&[40, 9, 3, 12]), [true, false, false, true]);
    assert_eq!(
        (planner::shown(&[10, 11]), planner::shown(&[4]), planner::shown(&[])),
        (vec![true; 2], vec![false], vec![])
    );
    assert_eq!(planner::rule_of_three(2).unwrap(), 1.0);
    assert!((wilson(0, 30).high - 0.116).abs() > 1e-3, "the rule of thumb is not what intervals say");
}
