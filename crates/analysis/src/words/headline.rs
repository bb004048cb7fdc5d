//! The sentences at the top of a report. They claim no more than the numbers carry, and each number says on request
//! what it is.

use esteem_study::study::Need;

use super::explained::{self, Shown};
use super::names::{gap_name, respondents};
use super::numbers::{decimal, percent, whole};
use super::sentence::{Sentence, capitalised};
use super::{Language, note, reason};
use crate::report::{Estimate, Gap, NeedFigure, Note, Reason, Report};

/// How many touchpoints are named as disappointing most.
const MOST_NAMED: usize = 3;

/// The sentences, in order. Never empty.
pub fn headline(report: &Report, language: Language) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    if report.responses == 0 {
        return vec![Sentence::plain(note(Note::NoResponses, language))];
    }
    // Where nobody rated a touchpoint, there is nothing to say of them.
    let rated = report.overall_gap.iter().filter(|gap| gap.gap.reason != Some(Reason::NoAnswers));
    sentences.extend(rated.map(|gap| expectations(report, gap, language)));
    sentences.extend(disappointments(report, language));
    sentences.extend(hurt(report, language));
    if sentences.is_empty() {
        let shares = report.overall.iter().map(|overall| &overall.satisfied_share).filter(|share| share.base > 0);
        sentences.extend(shares.map(|estimate| match estimate.value {
            Some(share) => satisfied(report, estimate, share, language),
            None => too_few(estimate, language),
        }));
    }
    if sentences.is_empty() {
        let count = whole(report.responses);
        let en = if report.responses == 1 { "One response.".into() } else { format!("{count} responses.") };
        sentences.push(Sentence::plain(language.of(format!("{count} 份回答。"), en)));
    }
    sentences
}

fn satisfied(report: &Report, estimate: &Estimate, share: f64, language: Language) -> Sentence {
    let who = respondents(report, language);
    let what = language.of("满意的占比：总体评价在最高两档", "Share of the satisfied: the two highest levels overall");
    let behind = explained::of(what, estimate, Shown::Share, "overall", language);
    let sentence = Sentence::default().explain(percent(share, language), behind);
    sentence.say(language.of(format!("的{who}表示满意。"), format!(" of {who} are satisfied.")))
}

fn too_few(estimate: &Estimate, language: Language) -> Sentence {
    let why = reason(estimate.reason.unwrap_or(Reason::NoAnswers), estimate.base, language);
    Sentence::plain(capitalised(&why) + language.of("。", "."))
}

/// "Guests expected 5.9 and met 5.1 of 7."
fn expectations(report: &Report, gap: &Gap, language: Language) -> Sentence {
    let (Some(expected), Some(perceived)) = (gap.expected.value, gap.perceived.value) else {
        return too_few(&gap.gap, language);
    };
    let who = respondents(report, language);
    let [low, top] = gap.scale;
    let mean = |zh: &str, en: &str, estimate: &Estimate| {
        let scale = language.of(format!("（{low} 到 {top} 分）"), format!(", on a scale from {low} to {top}"));
        let what = language.of(zh, en).to_string() + &scale;
        explained::of(&what, estimate, Shown::Points, "gaps", language)
    };
    let all_expected = mean("事先的期望，全部接触点的平均", "Mean expectation over all touchpoints", &gap.expected);
    let all_perceived = mean("实际的感受，全部接触点的平均", "Mean perception over all touchpoints", &gap.perceived);
    let (expected, perceived) = (decimal(expected, 1), decimal(perceived, 1));
    let sentence = Sentence::default()
        .say(language.of(format!("{who}事先期望 "), format!("{} expected ", capitalised(who))))
        .explain(expected, all_expected)
        .say(language.of(" 分，实际得到 ", " and met "))
        .explain(perceived, all_perceived)
        .say(language.of(format!(" 分（满分 {top}）"), format!(" of {top}")));
    let decided = gap.gap.interval.is_some_and(|interval| interval.low > 0.0 || interval.high < 0.0);
    if decided {
        return sentence.say(language.of("。", "."));
    }
    let what =
        language.of("实际减期望，全部接触点的平均", "Perception minus expectation, the mean over all touchpoints");
    let behind = explained::of(what, &gap.gap, Shown::Difference, "gaps", language);
    sentence
        .say(language.of("，", "; "))
        .explain(language.of("是高是低还看不出来", "whether that is less or more cannot be told yet"), behind)
        .say(language.of("。", "."))
}

/// The touchpoints that disappoint most: the worst one, and those that cannot be told from it.
fn disappointments(report: &Report, language: Language) -> Option<Sentence> {
    let falling: Vec<&Gap> = report
        .touchpoints_by_gap()
        .into_iter()
        .filter(|gap| gap.gap.interval.is_some_and(|interval| interval.high < 0.0))
        .collect();
    let worst = falling.first()?.gap.interval?;
    let alike = || falling.iter().take_while(|gap| gap.gap.interval.is_some_and(|other| other.low <= worst.high));
    let (all, named) = (alike().count(), alike().count().min(MOST_NAMED));
    let more = all > named;
    let mut sentence = Sentence::default().say(language.of("最让人失望的是", ""));
    for (i, gap) in alike().take(named).enumerate() {
        sentence = match language {
            Language::Zh => sentence.say("“"),
            Language::En if i == 0 => sentence,
            Language::En if i + 1 == named && !more => sentence.say(" and "),
            Language::En => sentence.say(", "),
        };
        sentence = sentence.explain(gap_name(gap, language), explained::gap(gap, language));
        sentence = sentence.say(language.of("”", ""));
    }
    let rest = match language {
        Language::Zh if more => "等。",
        Language::Zh => "。",
        Language::En if more => " and others disappoint most.",
        Language::En if named == 1 => " disappoints most.",
        Language::En => " disappoint most.",
    };
    Some(sentence.say(rest).capitalised())
}

/// "One guest in eleven felt treated unfairly, and two thirds of those show anger."
fn hurt(report: &Report, language: Language) -> Option<Sentence> {
    let known = || report.needs.iter().filter(|need| need.shares.violated_share.is_known());
    let share = |need: &NeedFigure| need.shares.violated_share.value.unwrap_or_default();
    let worst = known().max_by(|a, b| share(a).total_cmp(&share(b)))?;
    let violated = explained::violated(worst, language);
    if share(worst) == 0.0 {
        let upper = worst.shares.violated_share.interval?.high;
        return Some(
            Sentence::default()
                .say(language.of(
                    "没有人反映安全、公平或尊重受损；按目前的人数，最多还可能有 ",
                    "Nobody reported a violated need; with this many answers up to ",
                ))
                .explain(percent(upper, language), violated)
                .say(language.of("。", " remain possible.")),
        );
    }
    let felt = match worst.need {
        Need::Safety => language.of("觉得不安全", " felt unsafe"),
        Need::Fairness => language.of("觉得不公平", " felt treated unfairly"),
        Need::Respect => language.of("觉得没被尊重", " felt slighted"),
    };
    let who = respondents(report, language);
    let (many, of_whom) = part_of(share(worst), who, language);
    let sentence = Sentence::default().explain(many, violated).say(of_whom + felt);
    let sentence = match worst.angry_share.value {
        None => sentence.say(language.of("。", ".")),
        Some(angry) => {
            let what = language.of("其中有动气迹象的占比", "Of those, the share with at least one sign of anger");
            let behind = explained::of(what, &worst.angry_share, Shown::Share, "needs", language);
            sentence
                .say(language.of("，其中", ", and "))
                .explain(fraction(angry, language), behind)
                .say(language.of("动了气。", " of those show anger."))
        }
    };
    Some(sentence.capitalised())
}

/// "about one in eleven" and " guests", or percent where that says it better.
fn part_of(share: f64, who: &str, language: Language) -> (String, String) {
    if !(0.05..=0.5).contains(&share) {
        return (percent(share, language), language.of(format!("的{who}"), format!(" of {who}")));
    }
    let one_in = libm::round(1.0 / share) as usize;
    let in_words =
        ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match language {
        Language::Zh => (format!("大约每 {one_in} 位{who}里有 1 位"), String::new()),
        Language::En => {
            let number = in_words.get(one_in).map_or_else(|| one_in.to_string(), |word| word.to_string());
            (format!("about one in {number}"), format!(" {who}"))
        }
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
