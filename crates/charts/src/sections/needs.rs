//! Whose needs were hurt, and where respondents stand.

use esteem_analysis::needs::{FacetState, State};
use esteem_analysis::report::{FacetShares, Report};
use esteem_analysis::words::{self, Language};

use super::{ends, percent, spoken_share};
use crate::figure::{Figure, NeedsFigure, NeedsRow, StateTone, StatesFigure, StatesRow};

pub(super) fn needs(report: &Report, language: Language) -> Figure {
    let mut rows = Vec::new();
    for figure in &report.needs {
        rows.push(needs_row(words::need(figure.need, language).into(), &figure.shares, true, language));
        for facet in &figure.facets {
            rows.push(needs_row(facet.name.get(language.tag()).into(), &facet.shares, false, language));
        }
    }
    Figure::Needs(NeedsFigure {
        title: language
            .of(
                "安全、公平与尊重：受损、勉强、够用、满足的占比",
                "Safety, fairness and respect: shares from violated to fulfilled",
            )
            .into(),
        states: FacetState::ALL.map(|state| words::facet_state(state, language).into()),
        rows,
        shared: None,
    })
}

fn needs_row(name: String, shares: &FacetShares, emphasis: bool, language: Language) -> NeedsRow {
    let mut spoken = format!("{name}{}", language.of("：", ": "));
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
        spoken += &parts.collect::<Vec<_>>().join(language.of("；", "; "));
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

pub(super) fn states(report: &Report, language: Language) -> Figure {
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
                language.of(format!("，其中 {count} 人已挽回"), format!(", {count} of them recovered"))
            });
            let recovered = recovered.map(|count| count as f64 / states.base as f64);
            let text = match recovered {
                None => percent(&figure.share, language),
                Some(part) => {
                    let (share, part) = (percent(&figure.share, language), words::percent(part, language));
                    language.of(format!("{share}，其中 {part} 已挽回"), format!("{share}, {part} recovered"))
                }
            };
            StatesRow {
                tone: tone(figure.state),
                share: figure.share.value,
                text,
                interval: ends(&figure.share),
                recovered,
                spoken: format!("{name}{}{share}{mark}", language.of("：", ": ")),
                name,
            }
        })
    });
    Figure::States(StatesFigure {
        title: language.of("各种状态的占比", "Shares of respondents by how they stand").into(),
        rows: rows.collect(),
        shared: None,
    })
}
