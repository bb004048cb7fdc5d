//! What things are called.

use esteem_study::Text;
use esteem_study::study::Need;

use super::Language;
use crate::needs::{FacetState, State};
use crate::report::{Gap, Report, Scope, Verdict};
use crate::responses::Absent;

/// What the respondents are called, in the plural and in lower case.
pub fn respondents(report: &Report, language: Language) -> &str {
    let own = report.respondents.as_ref().map(|text| text.get(language.tag())).filter(|text| !text.is_empty());
    own.unwrap_or(language.of("顾客", "customers"))
}

/// What a touchpoint, a dimension or all of it is called.
pub fn gap_name(gap: &Gap, language: Language) -> String {
    match (&gap.name, gap.scope) {
        (Some(name), _) => name.get(language.tag()).into(),
        (None, Scope::All) => language.of("总体", "all together").into(),
        (None, _) => gap.id.clone(),
    }
}

/// The name of a need.
pub fn need(need: Need, language: Language) -> &'static str {
    match need {
        Need::Safety => language.of("安全", "safety"),
        Need::Fairness => language.of("公平", "fairness"),
        Need::Respect => language.of("尊重", "respect"),
    }
}

/// The name of the state of a need or a facet.
pub fn facet_state(state: FacetState, language: Language) -> &'static str {
    match state {
        FacetState::Violated => language.of("受损", "violated"),
        FacetState::Strained => language.of("勉强", "strained"),
        FacetState::Met => language.of("够用", "met"),
        FacetState::Fulfilled => language.of("满足", "fulfilled"),
    }
}

/// The name of a respondent's state.
pub fn state(state: State, language: Language) -> &'static str {
    match state {
        State::Outraged => language.of("愤怒", "outraged"),
        State::AtRisk => language.of("有隐患", "at risk"),
        State::Swing => language.of("摇摆", "swing zone"),
        State::Respected => language.of("受到尊重", "respected"),
        State::CompletelySatisfied => language.of("完全满意", "completely satisfied"),
        State::Undetermined => language.of("说不准", "undetermined"),
    }
}

/// What the ratio's interval says about the group.
pub fn verdict(verdict: Verdict, language: Language) -> &'static str {
    match verdict {
        Verdict::Below => language.of("低于预期", "below expectation"),
        Verdict::Matched => language.of("与预期相当", "as expected"),
        Verdict::Exceeded => language.of("超出预期", "above expectation"),
        Verdict::Undecided => language.of("还看不出来", "cannot be told yet"),
    }
}

/// The name of a reason for having no value.
pub fn absent(absent: Absent, language: Language) -> &'static str {
    use esteem_study::Missing;
    match absent {
        Absent::Missing(Missing::Skipped) => language.of("跳过", "skipped"),
        Absent::Missing(Missing::DontKnow) => language.of("不清楚", "don't know"),
        Absent::Missing(Missing::NotApplicable) => language.of("不适用", "not applicable"),
        Absent::Missing(Missing::NotAsked) => language.of("没有问到", "not asked"),
        Absent::Missing(Missing::BrokeOff) => language.of("中途离开", "broke off"),
        Absent::Unreadable => language.of("读不懂", "unreadable"),
    }
}

/// A text of the study in the report's language.
pub(super) fn text(text: &Text, language: Language) -> &str {
    text.get(language.tag())
}
