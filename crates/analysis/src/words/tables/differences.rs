//! How groups differ, number by number.

use super::{Cell, Head, Row, Table};
use crate::needs::State;
use crate::report::{Against, Difference, Differences, Interval, Measure, Reason};
use crate::words::names::state;
use crate::words::numbers::{decimal, p_value, signed};
use crate::words::{Language, interval, reason};

/// Which differences a table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those that stand when all tests are taken together (Benjamini and Hochberg).
    Found,
}

/// The level of all tests.
const LEVEL: f64 = 0.05;

/// The differences of groups. `label` puts the value of a group into words.
pub fn differences(
    differences: &Differences,
    which: Which,
    label: impl Fn(&str) -> String,
    language: Language,
) -> Table {
    let is_found = |difference: &Difference| difference.test.is_some_and(|test| test.benjamini_hochberg <= LEVEL);
    let shown = differences.list.iter().filter(|difference| which == Which::All || is_found(difference));
    let head = language.of(
        [
            "数字",
            "组",
            "与谁比",
            "相差",
            "够大",
            "p",
            "p（Holm）",
            "p（BH）",
            "效应量",
            "高低对比",
            "组内人数",
            "对照人数",
        ],
        [
            "number",
            "group",
            "compared with",
            "difference",
            "matters",
            "p",
            "p (Holm)",
            "p (BH)",
            "effect",
            "Cliff’s delta",
            "base",
            "base of the others",
        ],
    );
    let numeric = |place: usize| place >= 3 && place != 4;
    let heads = (0..).zip(head).map(|(place, text)| Head { text: text.into(), is_numeric: numeric(place) });
    Table {
        id: "differences".into(),
        title: language.of("各组差在哪里", "How the groups differ").into(),
        heads: heads.collect(),
        rows: shown.map(|difference| Row::part(cells(difference, &label, language))).collect(),
        notes: notes(differences, language),
        main: 3,
    }
}

fn cells(difference: &Difference, label: &impl Fn(&str) -> String, language: Language) -> Vec<Cell> {
    let (test, untested) = (difference.test, difference.untested);
    // Why there is no test stands once; where there is no difference either, the reason stands there.
    let why = untested.filter(|_| difference.difference.is_known());
    let p = |of: fn(&crate::report::DifferenceTest) -> f64| match &test {
        Some(test) => Cell { value: Some(of(test)), ..Cell::words(p_value(of(test))) },
        None => Cell::words(""),
    };
    let first = match (test, why) {
        (None, Some(why)) => Cell::words(reason(why, difference.bases[0].min(difference.bases[1]), language)),
        _ => p(|test| test.p),
    };
    let effect = difference.effect.map_or_else(
        || Cell::words(""),
        |effect| {
            let name = if effect.interval.is_some() { "g" } else { "h" };
            let range = effect.interval.map(|ends| ends_in_words(ends, language));
            let text = format!("{name} {}", signed(effect.size, 2));
            let interval = effect.interval.map(|[low, high]| (low, high));
            Cell { range, value: Some(effect.size), interval, ..Cell::words(text) }
        },
    );
    let ranks = difference.ranks.map_or_else(
        || Cell::words(""),
        |ranks| {
            let [low, high] = ranks.interval;
            let range = Some(ends_in_words(ranks.interval, language));
            Cell { range, value: Some(ranks.delta), interval: Some((low, high)), ..Cell::words(signed(ranks.delta, 2)) }
        },
    );
    let against = match &difference.against {
        Some(against) => label(against),
        None => language.of("其余的人", "everybody else").into(),
    };
    let matters = match difference.matters {
        Some(true) => language.of("是", "yes"),
        Some(false) => language.of("否", "no"),
        None => "",
    };
    vec![
        Cell::words(number_name(difference, language)),
        Cell::words(label(&difference.group)),
        Cell::words(against),
        amount(difference, language),
        Cell::words(matters),
        first,
        p(|test| test.holm),
        p(|test| test.benjamini_hochberg),
        effect,
        ranks,
        Cell::count(difference.bases[0]),
        Cell::count(difference.bases[1]),
    ]
}

/// The difference in its unit: points of the scale, or percentage points.
fn amount(difference: &Difference, language: Language) -> Cell {
    let estimate = &difference.difference;
    if !difference.measure.is_share() {
        let places = if matches!(difference.measure, Measure::Score | Measure::Index) { 1 } else { 2 };
        return Cell::signed(estimate, language, places);
    }
    let points = |value: f64| format!("{}{}", signed(100.0 * value, 1), language.of(" 个百分点", "\u{a0}pp"));
    let range = |ends: &Interval| {
        let ends = Interval { low: 100.0 * ends.low, high: 100.0 * ends.high, method: ends.method };
        interval(&ends, 1, language)
    };
    Cell::estimate(estimate, language, points, range)
}

fn ends_in_words([low, high]: [f64; 2], language: Language) -> String {
    interval(&Interval { low, high, method: crate::report::Method::Normal }, 2, language)
}

/// What is compared: the thing, and the number of it.
fn number_name(difference: &Difference, language: Language) -> String {
    let name = match (&difference.name, difference.measure) {
        (Some(name), _) => name.get(language.tag()),
        (None, Measure::StateShare) => State::named(&difference.id).map_or("", |known| state(known, language)),
        (None, Measure::Index) => return language.of("满意指数", "satisfaction index").into(),
        (None, _) => language.of("总体", "all together"),
    };
    let facet = match difference.id.split_once('.') {
        Some((_, facet)) => esteem_study::Facet::named(facet),
        None => None,
    };
    let measure = match difference.measure {
        Measure::Gap => language.of("差距", "gap"),
        Measure::ViolatedShare => language.of("受损占比", "share violated"),
        Measure::StateShare => language.of("占比", "share"),
        Measure::BelowZoneShare => language.of("低于容忍区占比", "share below the zone"),
        Measure::MeanLevel => language.of("平均档次", "mean level"),
        Measure::SatisfiedShare => language.of("满意占比", "share satisfied"),
        Measure::Score => language.of("推荐得分", "recommendation score"),
        Measure::Index => language.of("满意指数", "satisfaction index"),
        Measure::AnyShare => language.of("遇到问题占比", "share that met any"),
        Measure::Mean => match facet {
            Some(facet) => return format!("{name}{}{}", language.of("：", ": "), mean_of(facet, language)),
            None => language.of("平均", "mean"),
        },
    };
    format!("{name}{}{measure}", language.of("：", ": "))
}

fn mean_of(facet: esteem_study::Facet, language: Language) -> String {
    let facet = super::distributions::facet_name(facet, language);
    language.of(format!("{facet}的平均"), format!("mean {facet}"))
}

fn notes(differences: &Differences, language: Language) -> Vec<String> {
    let mut notes = Vec::new();
    let tests = || differences.list.iter().filter_map(|difference| difference.test);
    let family = differences.family;
    let contrast = match differences.contrast {
        Against::Rest => language.of("每一组和其余所有人比", "each group is compared with everybody else"),
        Against::Pair => language.of("两组互比", "the two groups are compared with each other"),
        Against::Previous => language.of(
            "每一批和上一批比，两批当作不同的人",
            "each wave is compared with the one before, taken as different people",
        ),
    };
    if family > 0 {
        let raw = tests().filter(|test| test.p <= LEVEL).count();
        let holm = tests().filter(|test| test.holm <= LEVEL).count();
        let found = tests().filter(|test| test.benjamini_hochberg <= LEVEL).count();
        let chance = decimal(family as f64 * LEVEL, if family < 100 { 1 } else { 0 });
        notes.push(language.of(
            format!(
                "{contrast}；这份报告并排的全部 {family} 个检验算作一族。单看 p ≤ 0.05 的有 {raw} 个，纯属碰巧也会有 \
                 {chance} 个左右；按 Holm 校正留下 {holm} 个，按 Benjamini–Hochberg 校正留下 {found} 个。"
            ),
            format!(
                "Here {contrast}; all {family} tests that stand side by side in this report are one family. Taken alone, \
                 {raw} have p ≤ 0.05, where chance would give about {chance}; Holm’s adjustment leaves {holm} of them, \
                 Benjamini and Hochberg’s {found}."
            ),
        ));
        let share = decimal(100.0 * differences.least_difference, 0);
        notes.push(language.of(
            format!("“够大”指相差不小于量表全距的 {share}%，占比则是 {share} 个百分点；有差别不等于差别要紧。"),
            format!(
                "A difference matters from {share} % of the scale’s range on, of shares {share} percentage points: what \
                 can be told from chance need not be large."
            ),
        ));
    } else {
        notes.push(language.of("没有一个数字可以比较。", "There is no number that could be compared.").into());
    }
    let withheld = differences.list.iter().filter(|difference| difference.untested == Some(Reason::Withheld)).count();
    if withheld > 0 {
        notes.push(language.of(
            format!("另有 {withheld} 处不比：要是显示出来，就能推算出人数太少的那一组。"),
            format!("{withheld} are not compared, because they would tell the numbers of a group that is too small."),
        ));
    }
    notes
}
