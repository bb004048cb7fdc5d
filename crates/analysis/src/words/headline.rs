//! The sentences at the top of a report. They claim no more than the numbers carry.

use esteem_study::study::Need;

use super::names::{gap_name, respondents};
use super::numbers::{decimal, percent};
use super::{Language, note, reason};
use crate::report::{Estimate, Gap, NeedFigure, Note, Reason, Report};

/// How many touchpoints are named as disappointing most.
const MOST_NAMED: usize = 3;

/// The sentences, in order. Never empty.
pub fn headline(report: &Report, language: Language) -> Vec<String> {
    let mut sentences = Vec::new();
    if report.responses == 0 {
        return vec![note(Note::NoResponses, language).into()];
    }
    sentences.extend(report.overall_gap.as_ref().map(|gap| expectations(report, gap, language)));
    sentences.extend(disappointments(report, language));
    sentences.extend(hurt(report, language));
    if sentences.is_empty() {
        sentences.extend(report.overall.as_ref().map(|overall| match overall.satisfied_share.value {
            Some(share) => satisfied(report, share, language),
            None => too_few(&overall.satisfied_share, language),
        }));
    }
    if sentences.is_empty() {
        let (zh, en) = (format!("{} 份回答。", report.responses), format!("{} answers.", report.responses));
        sentences.push(language.of(zh, en));
    }
    sentences
}

fn satisfied(report: &Report, share: f64, language: Language) -> String {
    let (who, share) = (respondents(report, language), percent(share, language));
    language.of(format!("{share}的{who}表示满意。"), format!("{share} of {who} are satisfied."))
}

fn too_few(estimate: &Estimate, language: Language) -> String {
    let why = reason(estimate.reason.unwrap_or(Reason::NoAnswers), estimate.base, language);
    let mut letters = why.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}{}", letters.as_str(), language.of("。", "."))
}

/// "Guests expected 5.9 and met 5.1 of 7."
fn expectations(report: &Report, gap: &Gap, language: Language) -> String {
    let (Some(expected), Some(perceived)) = (gap.expected.value, gap.perceived.value) else {
        return too_few(&gap.gap, language);
    };
    let who = respondents(report, language);
    let (expected, perceived, top) = (decimal(expected, 1), decimal(perceived, 1), gap.scale[1]);
    let decided = gap.gap.interval.is_some_and(|interval| interval.low > 0.0 || interval.high < 0.0);
    match language {
        Language::Zh => {
            let rest = if decided { "" } else { "，是高是低还看不出来" };
            format!("{who}事先期望 {expected} 分，实际得到 {perceived} 分（满分 {top}）{rest}。")
        }
        Language::En => {
            let rest = if decided { "" } else { "; whether that is less or more cannot be told yet" };
            format!("{} expected {expected} and met {perceived} of {top}{rest}.", capitalised(who))
        }
    }
}

/// The touchpoints that disappoint most: the worst one, and those that cannot be told from it.
fn disappointments(report: &Report, language: Language) -> Option<String> {
    let falling: Vec<&Gap> = report
        .touchpoints_by_gap()
        .into_iter()
        .filter(|gap| gap.gap.interval.is_some_and(|interval| interval.high < 0.0))
        .collect();
    let worst = falling.first()?.gap.interval?;
    let alike: Vec<String> = falling
        .iter()
        .take_while(|gap| gap.gap.interval.is_some_and(|interval| interval.low <= worst.high))
        .map(|gap| gap_name(gap, language))
        .collect();
    let names = &alike[..alike.len().min(MOST_NAMED)];
    let more = alike.len() > MOST_NAMED;
    Some(match language {
        Language::Zh => {
            let rest = if more { "等" } else { "" };
            format!("最让人失望的是“{}”{rest}。", names.join("”“"))
        }
        Language::En => {
            let verb = if names.len() == 1 && !more { "disappoints" } else { "disappoint" };
            let named = if more { format!("{} and others", names.join(", ")) } else { list(names) };
            format!("{} {verb} most.", capitalised(&named))
        }
    })
}

/// "One guest in eleven felt treated unfairly, and two thirds of those show anger."
fn hurt(report: &Report, language: Language) -> Option<String> {
    let known = || report.needs.iter().filter(|need| need.shares.violated_share.is_known());
    let share = |need: &NeedFigure| need.shares.violated_share.value.unwrap_or_default();
    let worst = known().max_by(|a, b| share(a).total_cmp(&share(b)))?;
    let who = respondents(report, language);
    if share(worst) == 0.0 {
        let upper = worst.shares.violated_share.interval?.high;
        let upper = percent(upper, language);
        return Some(language.of(
            format!("没有人反映安全、公平或尊重受损；按目前的人数，最多还可能有 {upper}。"),
            format!("Nobody reported a violated need; with this many answers up to {upper} remain possible."),
        ));
    }
    let felt = match worst.need {
        Need::Safety => language.of("觉得不安全", "felt unsafe"),
        Need::Fairness => language.of("觉得不公平", "felt treated unfairly"),
        Need::Respect => language.of("觉得没被尊重", "felt slighted"),
    };
    let many = part_of(share(worst), who, language);
    let angry = worst.angry_share.value.map(|share| fraction(share, language));
    Some(match (language, angry) {
        (Language::Zh, Some(angry)) => format!("{many}{felt}，其中{angry}动了气。"),
        (Language::Zh, None) => format!("{many}{felt}。"),
        (Language::En, Some(angry)) => format!("{} {felt}, and {angry} of those show anger.", capitalised(&many)),
        (Language::En, None) => format!("{} {felt}.", capitalised(&many)),
    })
}

/// "about one in eleven guests", or percent where that says it better.
fn part_of(share: f64, who: &str, language: Language) -> String {
    if !(0.05..=0.5).contains(&share) {
        let share = percent(share, language);
        return language.of(format!("{share}的{who}"), format!("{share} of {who}"));
    }
    let one_in = libm::round(1.0 / share) as usize;
    let in_words =
        ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match language {
        Language::Zh => format!("大约每 {one_in} 位{who}里有 1 位"),
        Language::En => match in_words.get(one_in) {
            Some(word) => format!("about one in {word} {who}"),
            None => format!("about one in {one_in} {who}"),
        },
    }
}

/// "about two thirds", or percent where no simple fraction is near.
fn fraction(share: f64, language: Language) -> String {
    const SIMPLE: [(f64, &str, &str); 7] = [
        (0.25, "四分之一", "a quarter"),
        (1.0 / 3.0, "三分之一", "a third"),
        (0.5, "一半", "half"),
        (2.0 / 3.0, "三分之二", "two thirds"),
        (0.75, "四分之三", "three quarters"),
        (0.2, "五分之一", "a fifth"),
        (0.8, "五分之四", "four fifths"),
    ];
    if share == 0.0 {
        return language.of("没有人", "none").into();
    }
    if share == 1.0 {
        return language.of("所有人都", "all").into();
    }
    let near = SIMPLE.iter().min_by(|a, b| (a.0 - share).abs().total_cmp(&(b.0 - share).abs()));
    match near.filter(|(simple, ..)| (simple - share).abs() <= 0.03) {
        Some((_, zh, en)) => language.of(format!("大约{zh}"), format!("about {en}")),
        None => percent(share, language),
    }
}

fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}
