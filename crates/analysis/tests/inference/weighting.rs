//! Weighted means and shares, and the weights that margins ask for.

use esteem_analysis::stats::weights::raking::{Cell, REFUSE_BELOW, Raked, TRIM, rake};
use esteem_analysis::stats::weights::{design, weighted_mean, weighted_share};
use esteem_analysis::stats::{Moments, Reason, wilson};

use super::close;

#[test]
fn equal_weights_change_nothing() {
    let answers = [(3.0, 4), (4.0, 2), (7.0, 5), (1.0, 1)];
    let plain = Moments::of(answers.into_iter()).unwrap();
    for weight in [1.0, 1e-6, 0.3, 1e9] {
        let ours = weighted_mean(answers.iter().map(|(x, count)| (*x, weight, *count))).unwrap();
        close("mean", ours.mean, plain.mean, 1e-13);
        close("se", ours.se, plain.se(), 1e-13);
        close("low", ours.interval.low, plain.t_interval().unwrap().low, 1e-12);
        close("effect", ours.design.effect, 1.0, 1e-14);
        let share = weighted_share(answers.iter().map(|(x, count)| (*x > 3.5, weight, *count))).unwrap();
        close("share", share.share, 7.0 / 12.0, 1e-14);
        close("effective number", share.effective_n, 11.0, 1e-12);
        close("interval of Kish", share.kish_interval.low, wilson(7, 12).low, 1e-13);
    }
}

#[test]
fn weights_at_their_edges() {
    let mean = |answers: &[(f64, f64, u64)]| weighted_mean(answers.iter().copied());
    assert_eq!(mean(&[]), Err(Reason::NoAnswers));
    assert_eq!(mean(&[(3.0, 1.0, 1)]), Err(Reason::TooFewAnswers));
    for weight in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(mean(&[(3.0, weight, 4)]), Err(Reason::OutOfRange), "{weight}");
    }
    assert_eq!(mean(&[(f64::INFINITY, 1.0, 4)]), Err(Reason::NotFinite));
    assert_eq!(mean(&[(3.0, 1e308, 4)]), Err(Reason::OutOfRange), "weights that cannot be added");
    assert_eq!(mean(&[(3.0, 1.0, 4)]).unwrap().se, 0.0);
    let all = weighted_share([(true, 0.3, 5), (true, 0.9, 5)].into_iter()).unwrap();
    assert_eq!((all.share, all.interval.high, all.effective_n), (1.0, 1.0, all.design.effective_n));
    let one_heavy = design([(1.0, 99), (1_000.0, 1)].into_iter()).unwrap();
    assert!(one_heavy.effect > 80.0 && one_heavy.effective_n > 1.0);
    // Half of one sample twice as heavy: n Σw²/(Σw)² = 10 · (5 + 20)/(5 + 10)².
    close("Kish", design([(1.0, 5), (2.0, 5)].into_iter()).unwrap().effect, 250.0 / 225.0, 1e-14);
}

fn cell(categories: [usize; 2], count: u64) -> Cell {
    Cell { categories: categories.to_vec(), count, weight: 1.0 }
}

fn cells() -> Vec<Cell> {
    vec![cell([0, 0], 40), cell([0, 1], 25), cell([1, 0], 10), cell([1, 1], 60)]
}

fn share(cells: &[Cell], raked: &Raked, margin: usize, category: usize) -> f64 {
    let of = |only: bool| -> f64 {
        let kept = cells.iter().zip(&raked.weights).filter(|(cell, _)| !only || cell.categories[margin] == category);
        kept.map(|(cell, weight)| weight * cell.count as f64).sum()
    };
    of(true) / of(false)
}

#[test]
fn raking_meets_its_margins_and_keeps_the_interplay() {
    let targets = [vec![0.5, 0.5], vec![0.2, 0.8]];
    let ours = rake(&cells(), &targets, REFUSE_BELOW, false).unwrap();
    for margin in [0, 1] {
        for category in [0, 1] {
            close("margin", share(&cells(), &ours, margin, category), targets[margin][category], 1e-11);
        }
    }
    let odds = |w: &[f64]| w[0] * w[3] / (w[1] * w[2]);
    close("raking leaves the odds ratio of weights at one", odds(&ours.weights), 1.0, 1e-10);
    assert!(ours.error < 1e-12 && ours.rounds > 1 && ours.trimmed == 0 && ours.small.is_empty());
    // Splitting cells and beginning with other weights of one size changes nothing.
    let mut split = cells();
    split[0].count = 15;
    split.push(cell([0, 0], 25));
    split.iter_mut().for_each(|cell| cell.weight = 7.0);
    let again = rake(&split, &targets, REFUSE_BELOW, false).unwrap();
    close("split", again.weights[0], ours.weights[0], 1e-11);
    close("other part", again.weights[4], ours.weights[0], 1e-11);
    assert_eq!(rake(&cells(), &[], REFUSE_BELOW, false), Err(Reason::UnequalLengths));
}

#[test]
fn raking_refuses_what_cannot_be_met() {
    let refused = |cells: &[Cell], targets: [Vec<f64>; 2]| rake(cells, &targets, REFUSE_BELOW, false).unwrap_err();
    let even = || vec![0.5, 0.5];
    assert_eq!(refused(&cells(), [vec![0.5, 0.4], even()]), Reason::TargetsNotOne);
    assert_eq!(refused(&cells(), [vec![1.5, -0.5], even()]), Reason::TargetsNotOne);
    assert_eq!(refused(&cells(), [vec![f64::NAN, 0.5], even()]), Reason::TargetsNotOne);
    assert_eq!(refused(&cells(), [vec![0.5, 0.3, 0.2], even()]), Reason::EmptyCategory);
    assert_eq!(refused(&cells(), [vec![1.0, 0.0], even()]), Reason::OutOfRange, "people for whom there is no place");
    assert_eq!(refused(&cells(), [vec![1.0], even()]), Reason::OutOfRange);
    assert_eq!(refused(&[], [even(), even()]), Reason::NoAnswers);
    let few = [cell([0, 0], 40), cell([1, 1], 9), cell([0, 1], 40)];
    assert_eq!(refused(&few, [even(), even()]), Reason::TooFewInCategory);
    let disjoint = [cell([0, 0], 40), cell([1, 1], 40)];
    assert_eq!(refused(&disjoint, [vec![0.3, 0.7], even()]), Reason::NotConverged);
    let mut heavy = cells();
    heavy[0].weight = 0.0;
    assert_eq!(refused(&heavy, [even(), even()]), Reason::OutOfRange);
    let some = [cell([0, 0], 40), cell([1, 1], 12), cell([0, 1], 40), cell([1, 0], 10)];
    assert_eq!(rake(&some, &[even(), even()], REFUSE_BELOW, false).unwrap().small, [(0, 1)]);
}

#[test]
fn trimming_bounds_the_weights_and_tells_its_price() {
    let rare = [cell([0, 0], 500), cell([0, 1], 500), cell([1, 0], 11), cell([1, 1], 11)];
    let targets = [vec![0.5, 0.5], vec![0.5, 0.5]];
    let (free, bound) = (rake(&rare, &targets, 10, false).unwrap(), rake(&rare, &targets, 10, true).unwrap());
    assert!(free.weights.iter().any(|weight| *weight > TRIM));
    assert!(bound.weights.iter().all(|weight| (1.0 / TRIM..=TRIM).contains(weight)));
    assert!(bound.trimmed == 22 && bound.error > 0.3 && bound.design.effect < free.design.effect);
}
