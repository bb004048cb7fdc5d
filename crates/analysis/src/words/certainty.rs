//! "How sure is that?" in a few sentences.

use super::Language;
use super::numbers::{decimal, whole};
use crate::report::{self, Report};

/// How sure the report is: whom it rests on, how wide its intervals are, what is not shown, whom it does not speak of,
/// and what comes of many figures side by side. A sentence each, at least one.
pub fn certainty(report: &Report, language: Language) -> Vec<String> {
    if report.responses == 0 {
        let (zh, en) = ("还没有回答，也就谈不上把握。", "There are no answers yet, so there is nothing to be sure of.");
        return vec![language.of(zh, en).into()];
    }
    let certainty = report::certainty(report);
    let mut sentences = vec![base(report, language)];
    sentences.extend(margins(report, certainty, language));
    if certainty.hidden > 0 {
        sentences.push(hidden(certainty.hidden, certainty.figures, report.scoring.smallest_base, language));
    }
    sentences.push(
        language
            .of(
                "区间只算了偶然，没有算不作答的人：要是愿意作答的多半是特别满意或特别生气的人，再多同样的回答也补不回来。",
                "The intervals allow for chance, and not for those who did not answer: if it was mostly the delighted or \
                 the angry who took the time, more answers of the same kind would not mend that.",
            )
            .into(),
    );
    if certainty.intervals > 1 {
        let intervals = whole(certainty.intervals as u64);
        sentences.push(language.of(
            format!(
                "这里有 {intervals} 个区间并排，平均每二十个会有一个落空；放在一起比，最好和最差的那几个总显得比实际更极端。"
            ),
            format!(
                "{intervals} intervals stand side by side here, and about one in twenty of such intervals misses; among \
                 so many, the best and the worst look more extreme than they are."
            ),
        ));
    }
    sentences
}

fn base(report: &Report, language: Language) -> String {
    let (all, partial) = (whole(report.responses), whole(report.partial));
    match language {
        Language::Zh if report.partial == 0 => format!("这里依据 {all} 份回答，没有中途离开的。"),
        Language::Zh => format!("这里依据 {all} 份回答，其中 {partial} 份中途离开，已经答了的照样计入。"),
        Language::En => {
            let all = if report.responses == 1 { "one response".into() } else { format!("{all} responses") };
            let partial = match (report.responses, report.partial) {
                (1, 0) => "which was not broken off".into(),
                (1, _) => "which was broken off and counts as far as it goes".into(),
                (_, 0) => "none of which was broken off".into(),
                (_, 1) => "one of which was broken off and counts as far as it goes".into(),
                _ => format!("{partial} of which were broken off and count as far as they go"),
            };
            format!("All of this rests on {all}, {partial}.")
        }
    }
}

fn margins(report: &Report, certainty: report::Certainty, language: Language) -> Option<String> {
    let gap = certainty.gap_margin.zip(report.touchpoints.first()).map(|(margin, gap)| {
        let (margin, [low, top]) = (decimal(margin, 2), gap.scale);
        language.of(
            format!("接触点的差距一般有上下 {margin} 分的出入（量表 {low} 到 {top} 分）"),
            format!("{margin} points to either side of a typical gap (on a scale from {low} to {top})"),
        )
    });
    let share = certainty.share_margin.map(|(margin, base)| {
        let respondents = if base == 1 { "respondent" } else { "respondents" };
        let (margin, base) = (decimal(100.0 * margin, 1), whole(base));
        language.of(
            format!("{base} 人里的占比最多有上下 {margin} 个百分点的出入"),
            format!("at most {margin} percentage points to either side of a share of {base} {respondents}"),
        )
    });
    let parts: Vec<String> = gap.into_iter().chain(share).collect();
    if parts.is_empty() {
        return None;
    }
    let parts = parts.join(language.of("，", " and "));
    Some(language.of(format!("按 95% 区间算，{parts}。"), format!("The 95 % intervals reach {parts}.")))
}

fn hidden(hidden: usize, figures: usize, needed: u32, language: Language) -> String {
    let are = if hidden == 1 { "is" } else { "are" };
    let (hidden, figures) = (whole(hidden as u64), whole(figures as u64));
    let (too_few, for_want) = match needed {
        1 => ("没有人回答".into(), "an answer".into()),
        _ => (format!("不到 {needed} 人"), format!("{needed} respondents")),
    };
    language.of(
        format!("{figures} 个主要数字里有 {hidden} 个没有显示，因为{too_few}。"),
        format!("Of {figures} main figures {hidden} {are} not shown, for want of {for_want}."),
    )
}
