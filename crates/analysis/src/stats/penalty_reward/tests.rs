//! Edges of the penalty-reward contrast.

use super::*;

/// Every combination of two ratings from 1 to 5, with an outcome made from them and some noise.
fn made(outcome: impl Fn(f64, f64) -> f64) -> Patterns {
    let rows = (0..400_u32).map(|i| {
        let (x, y) = (f64::from(i % 5 + 1), f64::from(i / 5 % 5 + 1));
        let noise = f64::from(i.wrapping_mul(2_654_435_761) >> 24) / 255.0 - 0.5;
        (vec![outcome(x, y) + noise, x, y], 1)
    });
    Patterns::new(3, rows).unwrap()
}

fn penalty(x: f64) -> f64 {
    if x <= 2.0 { -1.0 } else { 0.0 }
}

fn reward(x: f64) -> f64 {
    if x >= 4.0 { 1.0 } else { 0.0 }
}

#[test]
fn what_was_made_is_found() {
    let found = penalty_reward(&made(|x, y| penalty(x) + reward(y)), &Settings::new(2.0, 4.0)).unwrap();
    let [basic, excitement] = [found.attributes[0], found.attributes[1]];
    assert_eq!(basic.cells, [160, 80, 160]);
    assert_eq!(
        (basic.impact.unwrap().class, excitement.impact.unwrap().class),
        (Ok(Class::Basic), Ok(Class::Excitement))
    );
    assert!((basic.impact.unwrap().penalty.estimate + 1.0).abs() < 0.2);
    let index = excitement.impact.unwrap().index.unwrap();
    assert!(index.asymmetry > 0.7 && index.class == IndexClass::Delighter);
    assert!((index.reward_share + index.penalty_share - 1.0).abs() < 1e-15);
    let both = penalty_reward(&made(|x, _| penalty(x) + reward(x)), &Settings::new(2.0, 4.0)).unwrap();
    assert_eq!(both.attributes[0].impact.unwrap().class, Ok(Class::Performance));
    assert_eq!(both.attributes[1].impact.unwrap().class, Ok(Class::Undetermined));
}

#[test]
fn thin_attributes_are_left_out_with_their_cells() {
    let settings = Settings { min_cell: 161, ..Settings::new(2.0, 4.0) };
    assert_eq!(penalty_reward(&made(|x, _| x), &settings), Err(Reason::ThinCell));
    // The second attribute has only high ratings.
    let high = made(|x, _| x).map(3, |row| vec![row[0], row[1], 5.0]).unwrap();
    let found = penalty_reward(&high, &Settings { min_cell: 0, ..Settings::new(2.0, 4.0) }).unwrap();
    assert!(found.attributes[0].impact.is_ok());
    assert_eq!(found.attributes[1], Attribute { cells: [0, 0, 400], impact: Err(Reason::ThinCell) });
    assert_eq!(found.fit.coefficients.len(), 3);
}

#[test]
fn what_cannot_be_told_apart_is_refused() {
    let twice = made(|x, _| x).map(3, |row| vec![row[0], row[1], row[1]]).unwrap();
    assert_eq!(penalty_reward(&twice, &Settings::new(2.0, 4.0)), Err(Reason::Singular));
    assert_eq!(penalty_reward(&made(|x, _| x), &Settings::new(4.0, 2.0)), Err(Reason::OutOfRange));
    assert_eq!(penalty_reward(&made(|x, _| x), &Settings::new(f64::NAN, 2.0)), Err(Reason::OutOfRange));
    let nobody = Patterns::new(3, []).unwrap();
    assert_eq!(penalty_reward(&nobody, &Settings::new(2.0, 4.0)), Err(Reason::ThinCell));
}

#[test]
fn signs_that_are_wrong_count_as_nothing() {
    let bands = Bands::default();
    assert_eq!(Index::of(0.3, -0.2, &bands), Err(Reason::NoImpact));
    assert_eq!(Index::of(0.0, 0.0, &bands), Err(Reason::NoImpact));
    assert_eq!(Index::of(-0.3, -0.2, &bands).unwrap().class, IndexClass::Frustrator);
    assert_eq!(bands.class(-0.7), IndexClass::Dissatisfier);
    assert_eq!(bands.class(-0.2), IndexClass::Hybrid);
    assert_eq!(bands.class(0.2), IndexClass::Hybrid);
    assert_eq!(bands.class(0.7), IndexClass::Satisfier);
}

#[test]
fn the_same_respondents_again_give_the_same_label() {
    let patterns = made(|x, y| penalty(x) + reward(y));
    let settings = Settings::new(2.0, 4.0);
    let mut same = |_: u64, counts: &[u64], drawn: &mut Vec<u64>| *drawn = counts.to_vec();
    let found = labels(&patterns, &settings, 3, &mut same).unwrap();
    let whole = penalty_reward(&patterns, &settings).unwrap();
    for (label, attribute) in found.iter().zip(&whole.attributes) {
        let index = attribute.impact.unwrap().index.unwrap();
        let label = label.as_ref().unwrap();
        assert_eq!((label.likeliest(), label.without_index), ((index.class, 1.0), 0));
        assert!((label.interval.unwrap().low - index.asymmetry).abs() < 1e-12);
    }
    assert_eq!(labels(&patterns, &settings, 0, &mut same), Err(Reason::TooFewAnswers));
    // Nobody is left in the middle of the first attribute: no draw has an index.
    let mut empty = |_: u64, counts: &[u64], drawn: &mut Vec<u64>| *drawn = vec![0; counts.len()];
    let none = labels(&patterns, &settings, 4, &mut empty).unwrap().remove(0).unwrap();
    assert_eq!((none.without_index, none.interval), (4, Err(Reason::TooFewAnswers)));
}
