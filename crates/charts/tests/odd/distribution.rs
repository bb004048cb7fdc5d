//! Odd distributions of answers.

use esteem_charts::{DistributionFigure, DistributionGroup, DistributionRow, Figure};

use super::{LONG, LONG_ZH};

pub(crate) fn figures() -> Vec<(&'static str, Figure)> {
    let without = |_| DistributionRow { shares: None, reason: LONG.into(), ..answers(LONG, &[]) };
    let even = |levels: usize| vec![1.0 / levels as f64; levels];
    let falling = |index: usize| {
        let worst = index as f64 / 50.0;
        vec![worst, 0.1, 0.05, 0.05, 0.8 - worst]
    };
    let long_ends = |index| DistributionRow {
        low_text: LONG.into(),
        high_text: LONG_ZH.into(),
        ..answers(LONG_ZH, &falling(index))
    };
    let mut figures = vec![
        ("no answers", distribution(FIVE, 0, |_| answers("", &[]))),
        ("one item", distribution(FIVE, 1, |_| answers("staff", &[0.1, 0.1, 0.2, 0.3, 0.3]))),
        ("forty items", distribution(FIVE, 40, |index| answers(LONG, &falling(index)))),
        (
            "answers in Chinese",
            distribution(&["很不满意", "不满意", "一般", "满意", "很满意"], 3, |index| {
                answers(LONG_ZH, &falling(index * 9))
            }),
        ),
        ("slivers of answers", distribution(FIVE, 3, |_| answers("slivers", &[0.0001, 0.0002, 0.0, 0.0001, 0.9996]))),
        (
            "slivers in the middle",
            distribution(FIVE, 3, |_| answers("slivers", &[0.5, 0.0001, 0.0001, 0.0001, 0.4997])),
        ),
        (
            "long words of levels",
            distribution(&[LONG, LONG_ZH, "", LONG, LONG_ZH], 3, |index| answers("long", &falling(index))),
        ),
        ("levels without words", distribution(&[""; 5], 3, |index| answers("silent", &falling(index)))),
        ("long texts at the ends", distribution(FIVE, 3, long_ends)),
        (
            "no texts at the ends",
            distribution(FIVE, 3, |index| DistributionRow {
                low_text: String::new(),
                high_text: String::new(),
                ..answers("bare", &falling(index))
            }),
        ),
        ("answers not to be shown", distribution(FIVE, 3, without)),
        (
            "the second item has answers",
            distribution(FIVE, 3, |index| match index {
                1 => answers(LONG, &falling(3)),
                _ => without(index),
            }),
        ),
        ("items without a reason", distribution(FIVE, 3, |_| answers("silent", &[0.0; 5]))),
        ("more shares than levels", distribution(FIVE, 2, |_| answers("more", &even(7)))),
        (
            "shares that are none",
            distribution(FIVE, 2, |_| answers("none", &[f64::NAN, -1.0, 9.0, f64::INFINITY, 0.1])),
        ),
        ("no levels", distribution(&[], 2, |_| answers("none", &[]))),
        ("one level", distribution(&["the only one"], 2, |_| answers("one", &[1.0]))),
        ("a hundred levels", distribution(&["x"; 100], 2, |_| answers("many", &even(100)))),
    ];
    for level in 0..5 {
        let mut shares = [0.0; 5];
        shares[level] = 1.0;
        figures.push(("all at one level", distribution(FIVE, 2, |_| answers("all", &shares))));
    }
    for count in 2..=11 {
        let words: Vec<String> = (0..count).map(|level| format!("level {level}")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        figures.push(("levels of the same share", distribution(&words, 2, |_| answers("even", &even(count)))));
    }
    figures
}

pub(crate) const FIVE: &[&str] =
    &["very dissatisfied", "dissatisfied", "neither the one nor the other", "satisfied", "very satisfied"];

pub(crate) fn distribution(levels: &[&str], count: usize, row: impl Fn(usize) -> DistributionRow) -> Figure {
    Figure::Distribution(DistributionFigure {
        title: "<Answers> & 'more'".into(),
        groups: vec![group(levels, count, row)],
        shared: None,
    })
}

pub(crate) fn group(levels: &[&str], count: usize, row: impl Fn(usize) -> DistributionRow) -> DistributionGroup {
    DistributionGroup {
        title: String::new(),
        levels: levels.iter().map(|level| level.to_string()).collect(),
        middle: levels.len() / 2,
        is_judged: true,
        rows: (0..count).map(row).collect(),
    }
}

pub(crate) fn answers(name: &str, shares: &[f64]) -> DistributionRow {
    DistributionRow {
        name: name.into(),
        shares: Some(shares.to_vec()),
        low_text: "12.4 % & <b>".into(),
        high_text: "100.0 %".into(),
        reason: String::new(),
        spoken: format!("{name} {shares:?}"),
    }
}
