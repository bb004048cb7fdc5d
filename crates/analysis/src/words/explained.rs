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

/// The number, its interval or why it has none, and its base: "−1.45, 95 % interval −1.60 to −1.30, from 402
/// respondents."
fn measured(estimate: &Estimate, shown: Shown, language: Language) -> String {
    let base = whole(estimate.base);
    let number = number(estimate, shown, language);
    let basis = if estimate.is_known() {
        let range = range(estimate, shown, language);
        language.of(format!("，{range}，依据 {base} 人"), format!(", {range}, from {base} respondents"))
    } else {
        String::new()
    };
    format!("{number}{basis}{}", language.of("。", "."))
}

/// The number, and for brackets behind it the interval and the base.
pub(super) fn brief(estimate: &Estimate, shown: Shown, language: Language) -> (String, String) {
    let (range, base) = (range(estimate, shown, language), whole(estimate.base));
    let basis = language.of(format!("{range}，{base} 人"), format!("{range}, base {base}"));
    (number(estimate, shown, language), basis)
}

/// The number, or why there is none.
fn number(estimate: &Estimate, shown: Shown, language: Language) -> String {
    match estimate.value {
        Some(value) => match shown {
            Shown::Points => decimal(value, 2),
            Shown::Difference => signed(value, 2),
            Shown::Share => percent(value, language),
        },
        None => why(estimate, language),
    }
}

/// The interval, or why there is none.
fn range(estimate: &Estimate, shown: Shown, language: Language) -> String {
    let Some(ends) = &estimate.interval else {
        let why = why(estimate, language);
        return language.of(format!("没有区间（{why}）"), format!("no interval ({why})"));
    };
    let ends = match shown {
        Shown::Points | Shown::Difference => interval(ends, 2, language),
        Shown::Share => percent_interval(ends, language),
    };
    language.of(format!("95% 区间 {ends}"), format!("95 % interval {ends}"))
}

fn why(estimate: &Estimate, language: Language) -> String {
    estimate.reason.map(|why| reason(why, estimate.base, language)).unwrap_or_default()
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
