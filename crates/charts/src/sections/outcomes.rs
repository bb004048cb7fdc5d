//! Recommendation, indices, incidents, and what satisfaction may do outside the survey.

use esteem_analysis::report::{Estimate, Report};
use esteem_analysis::words::tables;
use esteem_analysis::words::{self, Language};

use super::{Section, ends, percent, section, spoken_share};
use crate::figure::{Figure, StateTone, StatesFigure, StatesRow};

/// The sections of outcomes that the report has something to say in.
pub(super) fn outcomes(report: &Report, like: &Report, language: Language, sections: &mut Vec<Section>) {
    if report.recommendation.is_some() {
        let lead = language.of(
            "从 0 到 10 打分：9、10 分算乐于推荐，0 到 6 分算不会推荐，两者占比相减就是推荐得分。",
            "From 0 to 10: the share with 9 or 10 less the share with 0 to 6 is the recommendation score.",
        );
        sections.push(section(lead, recommendation(report, language), tables::recommendation(report, language)));
    }
    customers(report, like, language, sections);
    if report.index.is_some() || report.effort.is_some() {
        let lead = language.of(
            "满意指数把总体满意、与期望相比、与理想相比三题换到 0 到 100 再平均。",
            "The index averages satisfaction, the comparison with what was expected and with the ideal, each from 0 to \
             100.",
        );
        sections.push(section(lead, None, tables::indices(report, language)));
    }
    if !report.incidents.is_empty() {
        let lead = language.of(
            "多少人遇到过什么事，有多严重，说没说出来，说了以后解决没有。",
            "How many met what, how bad it was, whether they told anybody, and whether that helped.",
        );
        sections.push(section(lead, incidents(report, language), tables::incidents(report, language)));
    }
    if report.scenarios.is_some() {
        let lead = language.of(
            "占比来自回答，其余数字都是可以改的设定。",
            "The shares come from the answers; every other number is a setting that can be changed.",
        );
        sections.push(section(lead, None, tables::scenarios(report, language)));
    }
}

/// Whether customers mean to stay, and how satisfied the valuable ones are.
fn customers(report: &Report, like: &Report, language: Language, sections: &mut Vec<Section>) {
    if report.loyalty.is_some() {
        let lead = language.of(
            "每一档满意里有多少人想留下；下面再看想留下的人是不是真的做了。",
            "How many mean to stay at each level of satisfaction; below, whether those who mean it do it.",
        );
        sections.push(section(lead, loyalty(report, language), tables::loyalty(report, language)));
    }
    if report.value.is_some() {
        let lead = language.of(
            "从全部客户，到有价值的客户，再到高价值客户；价值由公司标明，不是问出来的。",
            "From all customers to the valuable and the most valuable ones; what they are worth the company says, nobody \
             was asked.",
        );
        sections.push(section(lead, None, tables::value(report, language)));
        let lead = language.of(
            "④ 高价值客户的满意跟着哪些接触点走：一项一项单独算，只说明一起变动，不说明因果。",
            "4. Which touchpoints their satisfaction goes with, each taken alone: what goes together, not what causes it.",
        );
        sections.push(section(lead, None, tables::value_drivers_like(report, like, language)));
    }
}

/// A bar for each level of overall satisfaction, in the order of the table.
fn loyalty(report: &Report, language: Language) -> Option<Figure> {
    let own = report.loyalty.as_ref()?;
    let row = |level: &esteem_analysis::report::LoyaltyLevel| {
        let tone = StateTone::Level(u8::try_from(level.code - 1).unwrap_or_default());
        bar(&tables::loyalty_level(level, language), &level.loyal_share, tone, language)
    };
    let rows: Vec<StatesRow> = own.levels.iter().rev().map(row).collect();
    let title = language.of("每一档满意里想留下的占比", "Share that means to stay at each level").into();
    (!rows.is_empty()).then_some(Figure::States(StatesFigure { title, rows, shared: None }))
}

/// A bar for each of the three groups.
fn recommendation(report: &Report, language: Language) -> Option<Figure> {
    let own = report.recommendation.as_ref()?;
    let shares = [&own.promoters_share, &own.passives_share, &own.detractors_share];
    let rows = tables::recommendation_names(language).into_iter().zip(shares).zip([4, 2, 0]);
    let rows = rows.map(|((name, share), level)| bar(name, share, StateTone::Level(level), language)).collect();
    let score = match own.score.value {
        Some(score) => words::signed(score, 1),
        None => own.score.reason.map_or_else(String::new, |why| words::reason(why, own.score.base, language)),
    };
    let title = language.of(
        format!("乐于推荐、不置可否与不会推荐的占比；推荐得分 {score}"),
        format!("Shares of promoters, passives and detractors; the score is {score}"),
    );
    Some(Figure::States(StatesFigure { title, rows, shared: None }))
}

/// A bar for each kind of incident, in the order of the table.
fn incidents(report: &Report, language: Language) -> Option<Figure> {
    let mut rows = Vec::new();
    for item in &report.incidents {
        for kind in &item.kinds {
            rows.push(bar(kind.text.get(language.tag()), &kind.share, StateTone::AtRisk, language));
        }
        let any = language.of("至少一件", "at least one");
        rows.push(bar(any, &item.any_share, StateTone::Outraged, language));
    }
    let title = language.of("遇到各种事的人的占比", "Shares of respondents who met each kind of incident").into();
    (!rows.is_empty()).then_some(Figure::States(StatesFigure { title, rows, shared: None }))
}

/// A bar for each page, in the order of the table.
pub(super) fn funnel(report: &Report, language: Language) -> Option<Figure> {
    let pages = (1..).zip(&report.funnel.pages);
    let rows: Vec<StatesRow> = pages
        .map(|(number, page)| {
            let name = tables::page_name(number, page, language);
            bar(&name, &page.reached_share, StateTone::Level(3), language)
        })
        .collect();
    let title = language.of("走到每一页的占比", "Share of responses that reached each page").into();
    (!rows.is_empty()).then_some(Figure::States(StatesFigure { title, rows, shared: None }))
}

fn bar(name: &str, share: &Estimate, tone: StateTone, language: Language) -> StatesRow {
    StatesRow {
        tone,
        name: name.into(),
        share: share.value,
        text: percent(share, language),
        interval: ends(share),
        recovered: None,
        spoken: format!("{name}{}{}", language.of("：", ": "), spoken_share(share, language)),
    }
}
