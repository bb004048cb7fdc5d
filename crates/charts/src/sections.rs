//! The sections of a report: what the page and the printed report both show, with title, figure, table and notes.
//!
//! The rows of a figure are the first rows of its table, so that a mark leads to the row with its numbers.

use std::borrow::Cow;

use esteem_analysis::report::{Estimate, Report};
use esteem_analysis::words::tables::{self, Table};
use esteem_analysis::words::{self, Language};
use serde::{Deserialize, Serialize};

use crate::figure::Figure;

mod answers;
mod gaps;
mod importance;
mod needs;
mod outcomes;
mod zones;

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
        let lead = language.of(
            "差得最多的排在最前；右边是差距和它的 95% 区间。",
            "What disappoints most comes first; at the right the gap with its 95 % interval.",
        );
        let table = tables::gaps_like(report, like, language);
        sections.push(section(lead, Some(gaps::gaps(report, like, language)), table));
    }
    if !report.needs.is_empty() {
        let lead = language.of(
            "安全、公平、尊重，各按受损、勉强、够用、满足的人数占比；有一个方面受损，这项需求就算受损。",
            "Safety, fairness and respect, from violated to fulfilled. A need is violated if any of its facets is.",
        );
        sections.push(section(lead, Some(needs::needs(report, language)), tables::needs(report, language)));
    }
    if report.states.is_some() {
        let lead = language.of("安全或公平受损并且动了气，算愤怒；受损但没动气，是有隐患；受到尊重且总体最满意，算完全满意；中间的人最容易走。",
            "Hurt in safety or fairness and angry: outraged. Hurt without anger: at risk. Respected and most satisfied: \
             completely satisfied. Those in between are easily lost.",
        );
        sections.push(section(lead, Some(needs::states(report, language)), tables::states(report, language)));
    }
    if !report.zones.is_empty() {
        let lead = language.of(
            "从最低可接受到理想之间是容忍区；实际落在区外的人，不是失望就是惊喜。",
            "From the lowest level that is accepted to the one that is desired; outside it people notice.",
        );
        sections.push(section(lead, Some(zones::zones(report, language)), tables::zones(report, language)));
    }
    if report.overall.is_some() {
        let lead = language.of(
            "五档总体评价；流失是按各档流失率推算的。",
            "Five levels of overall satisfaction; the loss follows from a loss rate for each.",
        );
        let table = tables::overall_like(report, like, language);
        sections.push(section(lead, answers::overall(report, like, language), table));
    }
    if report.gap_diagnostics.is_some() {
        let lead = language.of(
            "差距是两个答案相减：先看它作为一个人的分数可不可靠，再看它能不能说明总体满意。",
            "A gap is one answer less another: how reliable it is of one person, and whether it explains satisfaction.",
        );
        sections.push(section(lead, None, tables::diagnostics(report, language)));
    }
    importance::importance(report, like, language, &mut sections);
    outcomes::outcomes(report, like, language, &mut sections);
    let distributions = tables::distributions_like(report, like, language);
    if !distributions.rows.is_empty() {
        let lead = language.of("每行是一道题：量表的低端在左，高端在右，两头的数字是各自一边的合计；中间一档左右各画一半，不计入合计。红与绿只用在能分出好坏的量表上。",
            "A row for each question: the lower end of its scale at the left, the upper at the right. The shares at the \
             ends add up each side; half of a middle level is drawn on either and counts to none. Red and green are \
             kept for scales with a good end.",
        );
        sections.push(section(lead, Some(answers::distributions(report, like, language)), distributions));
    }
    if report.responses > 0 || like.responses > 0 {
        let lead = language.of(
            "答得太快、一路同一个答案、同一分钟里重复：只数出来，不擅自去掉。",
            "Too fast, the same answer all along, twice in one minute: counted, and nobody is left out for it.",
        );
        sections.push(section(lead, None, tables::quality(report, language)));
    }
    if report.partial > 0 || like.partial > 0 {
        let lead = language.of(
            "一行是问卷的一页：开始作答的人里有多少走到这一页，又有多少答到这里就停了。",
            "A row for each page: how many of those who began reached it, and how many of them answered no further.",
        );
        sections.push(section(lead, outcomes::funnel(report, language), tables::funnel(report, language)));
    }
    if !report.answers.is_empty() {
        let lead = language.of(
            "每道题有多少人作答；没有作答的，按原因分开数。",
            "How many were asked each question and how many answered; what is missing is counted by its reason.",
        );
        sections.push(section(lead, None, tables::answers(report, language)));
    }
    sections
}

fn section(lead: &'static str, figure: Option<Figure>, table: Table) -> Section {
    Section { id: table.id.clone(), title: table.title.clone(), lead: lead.into(), figure, table }
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
            language.of(
                format!("{share}，95% 区间 {range}，{base} 人"),
                format!("{share}, 95 % interval {range}, {base} respondents"),
            )
        }
    }
}
