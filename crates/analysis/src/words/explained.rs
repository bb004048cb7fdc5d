//! What stands behind a number of a sentence: what it is, what it is exactly, its interval, and whom it rests on.

use super::names::{gap_name, need};
use super::numbers::{decimal, interval, percent, percent_interval, signed, whole};
use super::sentence::Explanation;
use super::{Language, reason};
use crate::report::{Estimate, Gap, NeedFigure};

/// How a number is written.
#[derive(Clone, Copy)]
pub(super) enum Shown {
    /// A level of a scale.
    Points,
    /// A difference of two levels, with its sign.
    Difference,
    /// A share as percent.
    Share,
}

/// What a number is, with its interval and base.
pub(super) fn of(what: &str, estimate: &Estimate, shown: Shown, section: &str, language: Language) -> Explanation {
    let colon = language.of("：", ": ");
    let text = format!("{what}{colon}{}", measured(estimate, shown, language));
    Explanation { text, section: section.into() }
}

/// The number, its interval or why it has none, and its base: "−1.45 points, 95 % interval −1.60 to −1.30, 402
/// respondents."
pub(super) fn measured(estimate: &Estimate, shown: Shown, language: Language) -> String {
    let number = estimate.value.map(|value| match shown {
        Shown::Points => decimal(value, 2),
        Shown::Difference => signed(value, 2),
        Shown::Share => percent(value, language),
    });
    let range = estimate.interval.as_ref().map(|ends| match shown {
        Shown::Points | Shown::Difference => interval(ends, 2, language),
        Shown::Share => percent_interval(ends, language),
    });
    let why = estimate.reason.map(|why| reason(why, estimate.base, language)).unwrap_or_default();
    let base = whole(estimate.base);
    match (language, number, range) {
        (Language::Zh, Some(number), Some(range)) => format!("{number}，95% 区间 {range}，依据 {base} 人。"),
        (Language::Zh, Some(number), None) => format!("{number}，没有区间（{why}），依据 {base} 人。"),
        (Language::Zh, None, _) => format!("{why}。"),
        (Language::En, Some(number), Some(range)) => {
            format!("{number}, 95 % interval {range}, from {base} respondents.")
        }
        (Language::En, Some(number), None) => format!("{number}, no interval ({why}), from {base} respondents."),
        (Language::En, None, _) => format!("{why}."),
    }
}

/// A touchpoint's gap, and how many got less than they expected.
pub(super) fn gap(gap: &Gap, language: Language) -> Explanation {
    let name = gap_name(gap, language);
    let [low, top] = gap.scale;
    let what = language.of(
        format!("“{name}”，实际减期望的平均（{low} 到 {top} 分）"),
        format!("“{name}”, perception minus expectation on a scale from {low} to {top}, on average"),
    );
    let mut explanation = of(&what, &gap.gap, Shown::Difference, "gaps", language);
    if let Some(shares) = gap.shares.first() {
        let below = measured(&shares.below_share, Shown::Share, language);
        explanation.text +=
            &language.of(format!("低于期望的人：{below}"), format!(" Got less than they expected: {below}"));
    }
    explanation
}

/// The share of those whose need was violated.
pub(super) fn violated(figure: &NeedFigure, language: Language) -> Explanation {
    let name = need(figure.need, language);
    let what = language.of(
        format!("{name}受损的人：至少一个方面受了损"),
        format!("Respondents whose need for {name} was violated, in at least one facet"),
    );
    of(&what, &figure.shares.violated_share, Shown::Share, "needs", language)
}
