//! What was expected and what was perceived.

use esteem_analysis::report::{Estimate, Gap, Report, Scope};
use esteem_analysis::words::{self, Language, tables};

use super::{ends, shown};
use crate::figure::{Figure, GapFigure, GapRow};

pub(super) fn gaps(report: &Report, like: &Report, language: Language) -> Figure {
    let rows = tables::gap_rows(report, like);
    let scale = rows.first().map_or([0, 1], |gap| gap.scale);
    let label = |end: usize| {
        let text = rows.first().and_then(|gap| gap.ends[end].as_ref());
        text.map_or_else(|| scale[end].to_string(), |text| text.get(language.tag()).to_string())
    };
    Figure::Gaps(GapFigure {
        title: language.of(
            format!("{} 个接触点的期望与实际", report.touchpoints.len()),
            format!("What was expected and what people got at {} touchpoints", report.touchpoints.len()),
        ),
        scale: (f64::from(scale[0]), f64::from(scale[1])),
        ends: (label(0), label(1)),
        expected: language.of("期望", "expected").into(),
        perceived: language.of("实际", "got").into(),
        gap: language.of("差距", "gap").into(),
        // A touchpoint on another scale cannot share the axis: it is told in words, and its numbers stand in the table.
        rows: rows.iter().map(|gap| gap_row(gap, gap.scale == scale, language)).collect(),
        shared: None,
    })
}

fn gap_row(gap: &Gap, shares_axis: bool, language: Language) -> GapRow {
    let name = words::gap_name(gap, language);
    let one = |estimate: &Estimate| shown(estimate, language, |value| words::decimal(value, 1));
    let gap_text = shown(&gap.gap, language, |value| words::signed(value, 1));
    let spoken = match gap.gap.interval {
        Some(interval) => {
            let range = words::interval(&interval, 2, language);
            let (expected, met, top) = (one(&gap.expected), one(&gap.perceived), gap.scale[1]);
            let base = words::whole(gap.base);
            language.of(
                format!(
                    "{name}：期望 {expected}，实际 {met}（满分 {top}），差距 {gap_text}，95% 区间 {range}，{base} 人"
                ),
                format!(
                    "{name}: expected {expected}, got {met} of {top}, gap {gap_text}, 95 % interval {range}, {base} \
                     respondents"
                ),
            )
        }
        None => format!("{name}{}{gap_text}", language.of("：", ": ")),
    };
    GapRow {
        emphasis: gap.scope != Scope::Touchpoint,
        expected: gap.expected.value.filter(|_| shares_axis),
        perceived: gap.perceived.value.filter(|_| shares_axis),
        gap: gap.gap.value.filter(|_| shares_axis),
        interval: ends(&gap.gap).filter(|_| shares_axis),
        gap_text,
        name,
        spoken,
    }
}
