//! What to do first, in words.

use esteem_study::Text;

use super::Language;
use super::explained::{Shown, brief};
use super::names::{gap_name, need, respondents, text};
use super::practices::practice;
use super::sentence::{Step, capitalised};
use super::tables::gap_rows;
use crate::practices::Practice;
use crate::report::{HurtNeed, Priority, Report, ReportedIncident, Shortfall};

/// The most touchpoints that are named: a list of everything is no list of what comes first. Needs are never left out.
const MOST_TOUCHPOINTS: usize = 3;

/// The most practices that are named with one thing to do.
const MOST_PRACTICES: usize = 2;

/// The title of the list.
pub fn first_title(language: Language) -> &'static str {
    language.of("先做这几件事", "Do these first")
}

/// How the list is ordered, in two sentences.
pub fn first_lead(report: &Report, language: Language) -> &'static str {
    let mut touchpoints = report.first.iter().filter_map(|priority| match priority {
        Priority::Touchpoint(shortfall) => Some(shortfall),
        Priority::Need(_) => None,
    });
    // Where importance counts, it counts for all.
    match touchpoints.next().map(|shortfall| shortfall.importance_share.is_some()) {
        Some(true) => language.of(
            "需求受损排在前面，因为别的做得再好也补不回来；然后是离期望最远、影响人最多、和总体满意关系最大的接触点。建议的做法来自行业经验，管不管用要靠下一次调查来看。",
            "Violated needs come first, because nothing else makes up for them; then the touchpoints that fall short most, \
             for most people, and matter most to overall satisfaction. What is suggested comes from practice; whether it \
             helps, the next survey will tell.",
        ),
        Some(false) => language.of(
            "需求受损排在前面，因为别的做得再好也补不回来；然后是离期望最远、影响人最多的接触点。哪个接触点更要紧还看不出来，所以都算一样重要。建议的做法来自行业经验，管不管用要靠下一次调查来看。",
            "Violated needs come first, because nothing else makes up for them; then the touchpoints that fall short most \
             and for most people. Which of them matters more cannot be told, so all count the same. What is suggested \
             comes from practice; whether it helps, the next survey will tell.",
        ),
        None => language.of(
            "需求受损排在前面，因为别的做得再好也补不回来。建议的做法来自行业经验，管不管用要靠下一次调查来看。",
            "Violated needs come first, because nothing else makes up for them. What is suggested comes from practice; \
             whether it helps, the next survey will tell.",
        ),
    }
}

/// What to do first, the most urgent at the top: every need that was violated, then the touchpoints that fall short
/// most. Empty where nothing stands out; [`nothing_first`] then says why.
pub fn first(report: &Report, language: Language) -> Vec<Step> {
    let mut touchpoints = 0;
    let steps = report.first.iter().filter_map(|priority| match priority {
        Priority::Need(hurt) => hurt_need(report, hurt, language),
        Priority::Touchpoint(shortfall) => {
            touchpoints += 1;
            (touchpoints <= MOST_TOUCHPOINTS).then(|| falls_short(report, shortfall, language))?
        }
    });
    steps.collect()
}

/// Why there is nothing to do first.
pub fn nothing_first(report: &Report, language: Language) -> &'static str {
    let needs = report.needs.iter().any(|need| need.shares.violated_share.is_known());
    let gaps = report.touchpoints.iter().any(|gap| gap.gap.is_known());
    match (needs, gaps) {
        (true, true) => language.of(
            "眼下没有非先做不可的事：没有人反映需求受损，也没有哪个接触点明显低于期望。",
            "Nothing stands out: nobody reported a violated need, and no touchpoint lies clearly below what was expected.",
        ),
        (true, false) => language.of(
            "眼下没有非先做不可的事：没有人反映需求受损。",
            "Nothing stands out: nobody reported a violated need.",
        ),
        (false, true) => language.of(
            "眼下没有非先做不可的事：没有哪个接触点明显低于期望。",
            "Nothing stands out: no touchpoint lies clearly below what was expected.",
        ),
        (false, false) => language.of(
            "回答还太少，看不出该先做什么。",
            "There are too few answers to tell what comes first.",
        ),
    }
}

fn hurt_need(report: &Report, hurt: &HurtNeed, language: Language) -> Option<Step> {
    let place = report.needs.iter().position(|figure| figure.need == hurt.need)?;
    let figure = &report.needs[place];
    let who = respondents(report, language);
    let (share, basis) = brief(&hurt.violated_share, Shown::Share, language);
    let mut why =
        language.of(format!("受损的{who}占 {share}（{basis}）"), format!("Violated for {share} of {who} ({basis})"));
    let facet = hurt.facet.as_ref().and_then(|facet| Some((facet, figure.facets.iter().find(|f| f.id == facet.id)?)));
    if let Some((facet, named)) = facet {
        let (name, (share, basis)) =
            (text(&named.name, language), brief(&facet.violated_share, Shown::Share, language));
        why += &language.of(
            format!("，最常出在“{name}”，占 {share}（{basis}）"),
            format!(", most often in “{name}”: {share} ({basis})"),
        );
    }
    why += language.of("。", ".");
    if let Some((incident, name)) =
        hurt.incident.as_ref().and_then(|incident| Some((incident, label(report, incident)?)))
    {
        let (name, (share, basis)) = (text(name, language), brief(&incident.reported_share, Shown::Share, language));
        why += &language.of(
            format!("提到最多的事是“{name}”，占 {share}（{basis}）。"),
            format!(" Reported most: “{name}”, by {share} ({basis})."),
        );
    }
    if slips_suffice(hurt) {
        why += language.of(
            "每一百个回答里只要有一个是手滑，就会有这么多，先查实再动手。",
            " One slip of the finger in a hundred answers would make as many: look into it before you act.",
        );
    }
    // In the table each need stands before its facets.
    let row = report.needs[..place].iter().map(|figure| 1 + figure.facets.len()).sum();
    Some(Step {
        title: capitalised(need(hurt.need, language)),
        why,
        actions: actions(&hurt.practices, language),
        section: "needs".into(),
        row,
        is_need: true,
    })
}

/// What respondents read about an incident.
fn label<'a>(report: &'a Report, incident: &ReportedIncident) -> Option<&'a Text> {
    let options = report.answers.iter().find(|answers| answers.key == incident.item)?.options.as_ref()?;
    options.iter().find(|option| option.id == incident.id)?.label.as_ref()
}

/// Whether slips alone would explain all of the violations.
fn slips_suffice(hurt: &HurtNeed) -> bool {
    hurt.violated_share.value.zip(hurt.slips_share.value).is_some_and(|(violated, slips)| slips >= violated)
}

fn falls_short(report: &Report, shortfall: &Shortfall, language: Language) -> Option<Step> {
    let rows = gap_rows(report, report);
    let row = rows.iter().position(|gap| gap.id == shortfall.id)?;
    let gap = rows[row];
    let (who, [low, top]) = (respondents(report, language), gap.scale);
    let (points, basis) = brief(&shortfall.gap, Shown::Difference, language);
    let (share, below) = brief(&shortfall.below_share, Shown::Share, language);
    let mut why = language.of(
        format!(
            "与期望相比平均 {points} 分（{basis}；量表 {low} 到 {top} 分）。实际不如期望的{who}占 {share}（{below}）。"
        ),
        format!(
            "On average {points} points against what was expected ({basis}; scale from {low} to {top}). {share} of {who} \
             got less than they expected ({below})."
        ),
    );
    if let Some(importance) = &shortfall.importance_share {
        let (part, basis) = brief(importance, Shown::Share, language);
        why += &language.of(
            format!("总体满意能解释的部分里，它占 {part}（{basis}）。"),
            format!(" Of what explains overall satisfaction, {part} belongs to it ({basis})."),
        );
    }
    Some(Step {
        title: capitalised(&gap_name(gap, language)),
        why,
        actions: actions(&shortfall.practices, language),
        section: "gaps".into(),
        row,
        is_need: false,
    })
}

fn actions(practices: &[Practice], language: Language) -> Vec<String> {
    practices.iter().take(MOST_PRACTICES).map(|known| practice(*known, language).into()).collect()
}
