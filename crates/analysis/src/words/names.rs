//! What things are called.

use esteem_study::study::Need;
use esteem_study::{Facet, Text};

use super::Language;
use crate::needs::{FacetState, State};
use crate::report::{Gap, Reliability, Report, Scope, Verdict};
use crate::responses::Absent;
use crate::stats::importance::Quadrant;
use crate::stats::penalty_reward::{Class, IndexClass};

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

/// The name of a quadrant of the map of importance and performance.
pub fn quadrant(quadrant: Quadrant, language: Language) -> &'static str {
    match quadrant {
        Quadrant::KeepUp => language.of("继续保持", "keep up"),
        Quadrant::ConcentrateHere => language.of("重点改进", "concentrate here"),
        Quadrant::LowPriority => language.of("可以缓一缓", "low priority"),
        Quadrant::PossibleOverkill => language.of("可能过头", "possible overkill"),
    }
}

/// What the tests show about low and high ratings.
pub fn class(class: Class, language: Language) -> &'static str {
    match class {
        Class::Basic => language.of("差了扣得多（基本型）", "penalty dominates (basic)"),
        Class::PenaltyOnly => language.of("差了会扣，偏向哪边未证实", "a penalty; which side dominates is not shown"),
        Class::Performance => language.of("差了扣、好了加（绩效型）", "balanced (performance)"),
        Class::RewardOnly => language.of("好了会加，偏向哪边未证实", "a reward; which side dominates is not shown"),
        Class::Excitement => language.of("好了加得多（惊喜型）", "reward dominates (excitement)"),
        Class::Undetermined => language.of("还看不出来", "cannot be told yet"),
    }
}

/// The band that the index of penalty and reward lies in.
pub fn index_class(class: IndexClass, language: Language) -> &'static str {
    match class {
        IndexClass::Frustrator => language.of("几乎只扣分", "frustrator"),
        IndexClass::Dissatisfier => language.of("多为扣分", "dissatisfier"),
        IndexClass::Hybrid => language.of("两边都有", "hybrid"),
        IndexClass::Satisfier => language.of("多为加分", "satisfier"),
        IndexClass::Delighter => language.of("几乎只加分", "delighter"),
    }
}

/// What a block of items is called, with the facet that was rated where there is more than one.
pub fn block_name(block: &Reliability, language: Language) -> String {
    let name = block.name.as_ref().map_or(language.of("总体", "all together"), |name| text(name, language));
    match block.facet {
        Facet::Expected => language.of(format!("{name}（期望）"), format!("{name}, expected")),
        _ if block.is_formative => name.to_owned(),
        _ => language.of(format!("{name}（实际）"), format!("{name}, got")),
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
