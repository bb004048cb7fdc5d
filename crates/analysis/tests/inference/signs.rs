//! Signs of answering without reading.

use esteem_analysis::stats::quality::outliers::outliers;
use esteem_analysis::stats::quality::summary::summary;
use esteem_analysis::stats::quality::{
    Flags, contradiction, even_odd, is_line_through_reversed, is_speeding, is_straight_line, longest_run, repeated,
    variability,
};
use esteem_analysis::stats::{Reason, chi_square};

use super::close;

fn answers(codes: &[i32]) -> Vec<Option<f64>> {
    codes.iter().map(|code| (*code > 0).then(|| f64::from(*code))).collect()
}

#[test]
fn runs_and_spreads_skip_missing_answers() {
    assert_eq!(longest_run(answers(&[3, 3, 0, 3, 4, 4])), 3);
    assert_eq!(longest_run(answers(&[1, 2, 3])), 1);
    assert_eq!((longest_run(answers(&[0, 0])), longest_run::<f64>([])), (0, 0));
    close("spread", variability(&answers(&[1, 0, 3, 5])).unwrap(), 2.0, 1e-14);
    assert_eq!((variability(&answers(&[4, 4])), variability(&answers(&[4, 0]))), (Some(0.0), None));
    assert!(!is_straight_line(5, 5), "five equal answers in a block of five are no line yet");
    let through = |codes: &[i32]| is_line_through_reversed(&answers(codes), &[false, true, false], 1.0, 7.0);
    assert!(through(&[6, 6, 6]) && through(&[6, 6, 0]));
    assert!(!through(&[4, 4, 4]) && !through(&[6, 0, 6]) && !through(&[6, 6, 5]) && !through(&[0, 0, 0]));
    assert!(is_straight_line(6, 8) && !is_straight_line(6, 13) && is_straight_line(7, 13));
}

#[test]
fn flags_count_and_information_does_not() {
    assert!(is_speeding(37.0, 19, None) && !is_speeding(38.0, 19, None));
    assert!(is_speeding(39.0, 10, Some(100.0)) && !is_speeding(41.0, 10, Some(100.0)));
    assert!(!is_speeding(5.0, 0, None) && !is_speeding(f64::NAN, 10, Some(100.0)));
    let informed = Flags { no_variation: true, outlier: true, inconsistent: true, speeding: true, ..Flags::default() };
    assert_eq!((informed.count(), informed.is_left_out()), (1, false));
    assert!(Flags { straight_line: true, ..informed }.is_left_out());
    assert_eq!(contradiction(7.0, 7.0, 1.0, 7.0), 6.0);
    assert_eq!(contradiction(7.0, 1.0, 1.0, 7.0), 0.0);
    let keys = [Some("a"), None, Some("b"), Some("a"), None];
    assert_eq!(repeated(&keys), [true, false, false, true, false]);
    assert!(repeated::<u8>(&[]).is_empty());
}

#[test]
fn halves_that_agree() {
    let scales = [answers(&[1, 1, 2, 1]), answers(&[4, 4, 4, 5]), answers(&[6, 7, 6, 6])];
    let slices: Vec<&[Option<f64>]> = scales.iter().map(Vec::as_slice).collect();
    assert!(even_odd(&slices).unwrap() > 0.95);
    let turned = [answers(&[1, 7]), answers(&[4, 4]), answers(&[7, 1])];
    let slices: Vec<&[Option<f64>]> = turned.iter().map(Vec::as_slice).collect();
    assert_eq!(even_odd(&slices), Some(-1.0));
    assert_eq!(even_odd(&slices[..2]), None);
    let half = [answers(&[1, 0]), answers(&[4, 4]), answers(&[7, 1])];
    assert_eq!(even_odd(&half.iter().map(Vec::as_slice).collect::<Vec<_>>()), None, "a scale with an empty half");
    let still = [answers(&[4, 4]), answers(&[4, 4]), answers(&[4, 4])];
    assert_eq!(even_odd(&still.iter().map(Vec::as_slice).collect::<Vec<_>>()), None);
}

#[test]
fn distances_from_everybody() {
    let patterns: [(&[f64], u64); 4] = [(&[1.0, 2.0], 3), (&[2.0, 1.0], 4), (&[5.0, 6.0], 2), (&[4.0, 4.0], 1)];
    let ours = outliers(&patterns).unwrap();
    // The distances of all respondents sum to (n − 1) times the number of items.
    let total: f64 = ours.distances.iter().zip(patterns).map(|(distance, (_, count))| distance * count as f64).sum();
    close("sum of distances", total, 18.0, 1e-12);
    assert_eq!(ours.threshold, chi_square::quantile(0.999, 2.0));
    let single = outliers(&[(&[1.0], 1), (&[3.0], 1)]).unwrap();
    close("one item", single.distances[0], 0.5, 1e-14);
    assert!(!single.is_rare(0) && !single.is_rare(9));
    assert_eq!(outliers(&[]), Err(Reason::NoAnswers));
    assert_eq!(outliers(&[(&[1.0, 2.0], 1)]), Err(Reason::TooFewAnswers));
    assert_eq!(outliers(&[(&[], 5)]), Err(Reason::TooFewItems));
    assert_eq!(outliers(&[(&[1.0, 2.0], 1), (&[1.0], 1)]), Err(Reason::UnequalLengths));
    assert_eq!(outliers(&[(&[f64::NAN], 1), (&[1.0], 1)]), Err(Reason::NotFinite));
    assert_eq!(outliers(&[(&[1.0, 1.0], 5), (&[2.0, 2.0], 5), (&[5.0, 5.0], 5)]), Err(Reason::Singular));
    assert_eq!(outliers(&[(&[1.0, 3.0], 5), (&[2.0, 3.0], 5)]), Err(Reason::Singular), "an item without spread");
}

#[test]
fn summaries_of_nobody_and_of_the_silent() {
    assert_eq!(summary(&[]).unwrap_err(), Reason::NoAnswers);
    assert_eq!(summary(&[vec![None; 3], vec![None; 3]]).unwrap_err(), Reason::TooFewAnswers);
    assert_eq!(summary(&[vec![None; 3], vec![None; 2]]).unwrap_err(), Reason::UnequalLengths);
    let some = [answers(&[1, 2, 3, 4]), answers(&[4, 4, 4, 4]), answers(&[2, 0, 2, 1]), answers(&[0, 0, 0, 0])];
    let ours = summary(&some).unwrap();
    assert_eq!((ours.items, ours.longest_run_of_all, ours.runs_over_half, ours.without_variation), (4, 4, 2, 1));
    assert_eq!((ours.longest_run.n, ours.variability.n), (4, 3));
    assert_eq!(ours.outliers, Err(Reason::Singular));
}
