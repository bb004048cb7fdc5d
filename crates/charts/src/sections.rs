//! The sections of a report: what the page and the printed report both show, with title, figure, table and notes.
//!
//! The rows of a figure are the rows of its table, so that a mark leads to the row with its numbers.

use std::borrow::Cow;

use esteem_analysis::needs::{FacetState, State};
use esteem_analysis::report::{Estimate, FacetShares, Gap, Report, Scope};
use esteem_analysis::words::tables::{self, Table};
use esteem_analysis::words::{self, Language};

use serde::{Deserialize, Serialize};

use crate::figure::{Figure, GapFigure, GapRow, NeedsFigure, NeedsRow, StateTone, StatesFigure, StatesRow};

/// One section of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// A name for addresses and files: `gaps`, `needs`, …
    pub id: Cow<'static, str>,
    /// What it shows.
    pub title: String,
    /// How to read it, in a sentence.
    pub lead: Cow<'static, str>,
    /// The figure, if the section has one.
    pub figure: Option<Figure>,
    /// The table behind the figure.
    pub table: Table,
}

/// The sections that the report has something to say in, in their order.
pub fn sections(report: &Report, language: Language) -> Vec<Section> {
    sections_like(report, report, language)
}

/// The same sections with the rows of another report of the same study in that one's order, to stand beside it.
pub fn sections_like(report: &Report, like: &Report, language: Language) -> Vec<Section> {
    let mut sections = Vec::new();
    if !report.touchpoints.is_empty() {
        let lead = of(
            language,
            "差得最多的排在最前；右边是差距和它的 95% 区间。",
            "What disappoints most comes first; at the right the gap with its 95 % interval.",
        );
        sections.push(section(lead, Some(gaps(report, like, language)), tables::gaps_like(report, like, language)));
    }
    if !report.needs.is_empty() {
        let lead = of(
            language,
            "安全、公平、尊重，各按受损、勉强、够用、满足的人数占比；有一个方面受损，这项需求就算受损。",
            "Safety, fairness and respect, from violated to fulfilled. A need is violated if any of its facets is.",
        );
        sections.push(section(lead, Some(needs(report, language)), tables::needs(report, language)));
    }
    if report.states.is_some() {
        let lead = of(
            language,
            "安全或公平受损并且动了气，算愤怒；受损但没动气，是有隐患；受到尊重且总体最满意，算完全满意；中间的人最容易走。",
            "Hurt in safety or fairness and angry: outraged. Hurt without anger: at risk. Respected and most satisfied: \
             completely satisfied. Those in between are easily lost.",
        );
        sections.push(section(lead, Some(states(report, language)), tables::states(report, language)));
    }
    if !report.zones.is_empty() {
        let lead = of(
            language,
            "从最低可接受到理想之间是容忍区；实际落在区外的人，不是失望就是惊喜。",
            "From the lowest level that is accepted to the one that is desired; outside it people notice.",
        );
        sections.push(section(lead, None, tables::zones(report, language)));
    }
    if report.overall.is_some() {
        let lead = of(
            language,
            "五档总体评价；流失是按各档流失率推算的。",
            "Five levels of overall satisfaction; the loss follows from a loss rate for each.",
        );
        sections.push(section(lead, None, tables::overall_like(report, like, language)));
    }
    sections
}

/// Gives figures of one kind the same axes, so that the same length means the same number in each of them.
pub fn share_axes<'a>(figures: impl IntoIterator<Item = &'a mut Figure>) {
    let _ = figures;
}

fn section(lead: &'static str, figure: Option<Figure>, table: Table) -> Section {
    Section { id: table.id.clone(), title: table.title.clone(), lead: lead.into(), figure, table }
}

fn of<T>(language: Language, zh: T, en: T) -> T {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

fn ends(estimate: &Estimate) -> Option<(f64, f64)> {
    estimate.interval.map(|interval| (interval.low, interval.high))
}

/// A number as a chart shows it, or in few words why there is none.
fn shown(estimate: &Estimate, language: Language, text: impl Fn(f64) -> String) -> String {
    match (estimate.value, estimate.reason) {
        (Some(value), _) => text(value),
        (None, Some(reason)) => words::reason(reason, estimate.base, language),
        (None, None) => String::new(),
    }
}

fn percent(estimate: &Estimate, language: Language) -> String {
    shown(estimate, language, |share| words::percent(share, language))
}

/// A share with its interval and base, as it is spoken.
fn spoken_share(estimate: &Estimate, language: Language) -> String {
    let share = percent(estimate, language);
    match estimate.interval {
        None => share,
        Some(interval) => {
            let (range, base) = (words::percent_interval(&interval, language), words::whole(estimate.base));
            of(
                language,
                format!("{share}，95% 区间 {range}，{base} 人"),
                format!("{share}, 95 % interval {range}, {base} respondents"),
            )
        }
    }
}

fn gaps(report: &Report, like: &Report, language: Language) -> Figure {
    let rows = tables::gap_rows(report, like);
    let scale = rows.first().map_or([0, 1], |gap| gap.scale);
    let label = |end: usize| {
        let text = rows.first().and_then(|gap| gap.ends[end].as_ref());
        text.map_or_else(|| scale[end].to_string(), |text| text.get(language.tag()).to_string())
    };
    Figure::Gaps(GapFigure {
        title: of(
            language,
            format!("{} 个接触点的期望与实际", report.touchpoints.len()),
            format!("What was expected and what people got at {} touchpoints", report.touchpoints.len()),
        ),
        scale: (f64::from(scale[0]), f64::from(scale[1])),
        ends: (label(0), label(1)),
        expected: of(language, "期望", "expected").into(),
        perceived: of(language, "实际", "got").into(),
        gap: of(language, "差距", "gap").into(),
        // A touchpoint on another scale cannot share the axis: it is told in words, and its numbers stand in the table.
        rows: rows.iter().map(|gap| gap_row(gap, gap.scale == scale, language)).collect(),
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
            of(
                language,
                format!(
                    "{name}：期望 {expected}，实际 {met}（满分 {top}），差距 {gap_text}，95% 区间 {range}，{base} 人"
                ),
                format!(
                    "{name}: expected {expected}, got {met} of {top}, gap {gap_text}, 95 % interval {range}, {base} \
                     respondents"
                ),
            )
        }
        None => format!("{name}{}{gap_text}", of(language, "：", ": ")),
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

fn needs(report: &Report, language: Language) -> Figure {
    let mut rows = Vec::new();
    for figure in &report.needs {
        rows.push(needs_row(words::need(figure.need, language).into(), &figure.shares, true, language));
        for facet in &figure.facets {
            rows.push(needs_row(facet.name.get(language.tag()).into(), &facet.shares, false, language));
        }
    }
    Figure::Needs(NeedsFigure {
        title: of(
            language,
            "安全、公平与尊重：受损、勉强、够用、满足的占比",
            "Safety, fairness and respect: shares from violated to fulfilled",
        )
        .into(),
        states: FacetState::ALL.map(|state| words::facet_state(state, language).into()),
        rows,
    })
}

fn needs_row(name: String, shares: &FacetShares, emphasis: bool, language: Language) -> NeedsRow {
    let mut spoken = format!("{name}{}", of(language, "：", ": "));
    if shares.violated_share.is_known() {
        let parts = FacetState::ALL.iter().zip(shares.estimates()).map(|(state, estimate)| {
            let state = words::facet_state(*state, language);
            // The violated share is the one that matters: it alone is spoken with its interval.
            let share = match estimate == &shares.violated_share {
                true => spoken_share(estimate, language),
                false => percent(estimate, language),
            };
            format!("{state} {share}")
        });
        spoken += &parts.collect::<Vec<_>>().join(of(language, "；", "; "));
    } else {
        spoken += &percent(&shares.violated_share, language);
    }
    let values = shares.estimates().map(|estimate| estimate.value);
    NeedsRow {
        name,
        emphasis,
        shares: match values {
            [Some(a), Some(b), Some(c), Some(d)] => Some([a, b, c, d]),
            _ => None,
        },
        violated_text: percent(&shares.violated_share, language),
        interval: ends(&shares.violated_share),
        spoken,
    }
}

fn states(report: &Report, language: Language) -> Figure {
    let tone = |state: State| match state {
        State::Outraged => StateTone::Outraged,
        State::AtRisk => StateTone::AtRisk,
        State::Swing => StateTone::Swing,
        State::Respected => StateTone::Respected,
        State::CompletelySatisfied => StateTone::CompletelySatisfied,
        State::Undetermined => StateTone::Undetermined,
    };
    let rows = report.states.iter().flat_map(|states| {
        states.states.iter().map(|figure| {
            let name = words::state(figure.state, language).to_string();
            let share = spoken_share(&figure.share, language);
            let recovered = figure.recovered.filter(|count| *count > 0);
            let mark = recovered.map_or_else(String::new, |count| {
                of(language, format!("，其中 {count} 人已挽回"), format!(", {count} of them recovered"))
            });
            let recovered = recovered.map(|count| count as f64 / states.base as f64);
            let text = match recovered {
                None => percent(&figure.share, language),
                Some(part) => {
                    let (share, part) = (percent(&figure.share, language), words::percent(part, language));
                    of(language, format!("{share}，其中 {part} 已挽回"), format!("{share}, {part} recovered"))
                }
            };
            StatesRow {
                tone: tone(figure.state),
                share: figure.share.value,
                text,
                interval: ends(&figure.share),
                recovered,
                spoken: format!("{name}{}{share}{mark}", of(language, "：", ": ")),
                name,
            }
        })
    });
    Figure::States(StatesFigure {
        title: of(language, "各种状态的占比", "Shares of respondents by how they stand").into(),
        rows: rows.collect(),
    })
}
