//! What goes with overall satisfaction, what falling short costs, and whether the items say the same.

use esteem_analysis::report::{
    Contrast, ContrastRow, CrossKind, Driver, Estimate, Importance, Report, Scope, StatedItem,
};
use esteem_analysis::stats::importance::Quadrant;
use esteem_analysis::words::{self, Language, tables};

use super::{Section, ends, section, shown, spoken_share};
use crate::figure::{Figure, MapCross, MapFigure, MapRow, RangesFigure, RangesPoint, RangesRow};

/// From this chance on a place is taken for sure.
const SURE: f64 = 0.80;

/// The sections that the report has something to say in; those of `like`, to stand beside it.
pub(super) fn importance(report: &Report, like: &Report, language: Language, sections: &mut Vec<Section>) {
    if !like.importance.is_empty() {
        let lead = language.of(
            "总体满意的高低里，这些方面能解释的部分当作 100%，分量是各方面占多少。它说明什么和满意同起同落，不说明什么造成满意。要紧而做得不够好的（“重点改进”）先看。",
            "Of what these explain of overall satisfaction, the part that belongs to each. It tells what goes with \
             satisfaction, not what causes it. What is important and done less well (“concentrate here”) comes first.",
        );
        sections.push(section(lead, Some(drivers(report, language)), tables::importance(report, language)));
    }
    if of_touchpoints(like).is_some_and(|one| one.map.is_some()) {
        let lead = language.of(
            "越往右做得越好，越往上越要紧。空心的点换一批人来答可能落到别的格里；十字线还可以放在中位数或量表中点（小十字），各格的把握见表。",
            "To the right is better, above is more important. With other respondents a hollow dot could lie in another \
             field; the lines could also cross at the medians or in the middle of the scale (small crosses). The table \
             says how sure each field is.",
        );
        let table = tables::importance_map(report, like, language);
        sections.push(section(lead, Some(map(report, like, language)), table));
    }
    if like.stated_importance.is_some() {
        let lead = language.of(
            "直接问“有多重要”，分数往往都高；要和推算出来的分量对照着看，安全也不宜按人们说的排先后。",
            "Asked directly, nearly everything is important: read it beside what goes with satisfaction, and never rank \
             safety by it.",
        );
        sections.push(section(lead, Some(stated(report, language)), tables::stated_importance(report, language)));
    }
    if like.penalty_reward.is_some() {
        let lead = language.of(
            "和打中间分的人相比：打低分的人总体满意低多少，打高分的人高多少，单位是总体满意的档次。只在低处有差别的，先补足；只在高处有差别的，做好了能加分。",
            "Against those who rated it middling: how much lower the overall satisfaction of those who rated it low, and \
             how much higher that of those who rated it high, in levels of overall satisfaction.",
        );
        let figure = report.penalty_reward.as_ref().map(|contrast| sides(contrast, language));
        sections.push(section(lead, figure, tables::penalty_reward(report, language)));
    }
    if !like.reliability.is_empty() {
        let lead = language.of(
            "要平均成一个分数的几道题，说的应当是一回事。α 和 ω 越近 1 越一致，0.70 以上可以用来比较一群人。",
            "Items that are averaged should say the same. The nearer alpha and omega are to 1, the more they do; from \
             0.70 on the average is good enough to compare groups.",
        );
        sections.push(section(lead, Some(reliability(report, language)), tables::reliability(report, language)));
        let lead = language.of(
            "和其余题方向相反的，可能计分反了；去掉以后 α 变高的，和别的题说的不大是一回事。",
            "What goes against the rest may be coded the wrong way round; where alpha is higher without an item, it says \
             something else than the others.",
        );
        sections.push(section(lead, None, tables::reliability_items(report, language)));
    }
}

fn point(estimate: &Estimate) -> RangesPoint {
    RangesPoint { value: estimate.value, interval: ends(estimate) }
}

/// Why there is no number, in few words; nothing where there is one.
fn reason(estimate: &Estimate, language: Language) -> String {
    match estimate.value {
        Some(_) => String::new(),
        None => shown(estimate, language, |_| String::new()),
    }
}

/// A number with its interval and base, as it is spoken.
fn spoken(name: &str, estimate: &Estimate, text: &str, language: Language) -> String {
    let colon = language.of("：", ": ");
    let base = words::whole(estimate.base);
    match estimate.interval {
        None if estimate.value.is_none() => {
            let why = shown(estimate, language, |_| String::new());
            language.of(
                format!("{name}{colon}{why}，没有 95% 区间，{base} 人"),
                format!("{name}{colon}{why}, no 95 % interval, {base} respondents"),
            )
        }
        None => language.of(
            format!("{name}{colon}{text}，没有 95% 区间，{base} 人"),
            format!("{name}{colon}{text}, no 95 % interval, {base} respondents"),
        ),
        Some(interval) => {
            let range = words::interval(&interval, 2, language);
            language.of(
                format!("{name}{colon}{text}，95% 区间 {range}，{base} 人"),
                format!("{name}{colon}{text}, 95 % interval {range}, {base} respondents"),
            )
        }
    }
}

fn of_touchpoints(report: &Report) -> Option<&Importance> {
    report.importance.iter().find(|one| one.scope == Scope::Touchpoint)
}

fn map(report: &Report, like: &Report, language: Language) -> Figure {
    let found = of_touchpoints(report).and_then(|one| one.map.as_ref());
    let base = of_touchpoints(report).map_or(0, |one| one.base);
    let crossing = found.and_then(|map| map.crossings.first());
    let row = |driver: &Driver| {
        let name = driver.name.get(language.tag()).to_owned();
        let place = crossing.and_then(|crossing| crossing.places.iter().find(|place| place.id == driver.id));
        let (colon, base) = (language.of("：", ": "), words::whole(base));
        let spoken = match place {
            None => language.of(
                format!("{name}{colon}图上没有，没有 95% 区间，{base} 人"),
                format!("{name}{colon}not on the map, no 95 % interval, {base} respondents"),
            ),
            Some(place) => {
                let field = words::quadrant(place.quadrant, language);
                let chance = place.chance.map_or_else(String::new, |chance| words::percent(chance, language));
                let (got, part) = (words::decimal(place.performance, 2), words::percent(place.importance, language));
                language.of(
                    format!("{name}{colon}{field}（把握 {chance}），实际 {got}，分量 {part}，95% 区间见表，{base} 人"),
                    format!(
                        "{name}{colon}{field} (in {chance} of draws), got {got}, part {part}, 95 % intervals in the \
                         table, {base} respondents"
                    ),
                )
            }
        };
        MapRow {
            at: place.map(|place| (place.performance, place.importance)),
            is_sure: place.and_then(|place| place.chance).is_some_and(|chance| chance >= SURE),
            spoken,
            name,
        }
    };
    let name = |cross: CrossKind| match cross {
        CrossKind::Means => "",
        CrossKind::Medians => language.of("中位数", "medians"),
        CrossKind::Scale => language.of("量表中点", "middle of the scale"),
    };
    let crosses = found.iter().flat_map(|map| &map.crossings);
    let fields = [Quadrant::ConcentrateHere, Quadrant::KeepUp, Quadrant::LowPriority, Quadrant::PossibleOverkill];
    Figure::Map(MapFigure {
        title: language.of("各接触点的重要性与表现", "Touchpoints by importance and performance").into(),
        right: (language.of("做得差些", "done less well").into(), language.of("做得好", "done well").into()),
        up: (
            language.of("↓ 不那么要紧", "↓ less important").into(),
            language.of("↑ 更要紧", "↑ more important").into(),
        ),
        fields: fields.map(|field| words::quadrant(field, language).into()),
        crosses: crosses
            .map(|crossing| MapCross {
                at: (crossing.performance, crossing.importance),
                name: name(crossing.cross).into(),
            })
            .collect(),
        rows: of_touchpoints(like).iter().flat_map(|one| one.drivers.iter().map(row)).collect(),
        shared: None,
    })
}

fn drivers(report: &Report, language: Language) -> Figure {
    let touchpoints = report.importance.iter().find(|one| one.scope == Scope::Touchpoint);
    let count = touchpoints.map_or(0, |one| one.drivers.len());
    let row = |(one, driver): (&Importance, &Driver)| {
        let name = driver.name.get(language.tag()).to_owned();
        let share = &driver.importance_share;
        let text = shown(share, language, |share| words::percent(share, language));
        let why = reason(share, language);
        let spoken = match share.interval {
            Some(_) => format!("{name}{}{}", language.of("：", ": "), spoken_share(share, language)),
            None => spoken(&name, share, &text, language),
        };
        RangesRow {
            emphasis: one.scope != Scope::Touchpoint,
            points: vec![point(share)],
            texts: vec![if why.is_empty() { text } else { String::new() }],
            reason: why,
            spoken,
            name,
        }
    };
    let rows: Vec<RangesRow> = tables::driver_rows(report).map(row).collect();
    Figure::Ranges(RangesFigure {
        title: language.of(
            format!("{count} 个接触点在总体满意能解释的部分里各占多少"),
            format!("How much of what explains overall satisfaction belongs to each of {count} touchpoints"),
        ),
        least: (0.0, 0.1),
        ends: (language.of("没有分量", "no part").into(), language.of("分量大", "a large part").into()),
        numbers: vec![language.of("分量", "part").into()],
        reference: (count > 0).then(|| (1.0 / count as f64, language.of("平均一份", "an equal part").to_owned())),
        rows,
        shared: None,
    })
}

fn stated(report: &Report, language: Language) -> Figure {
    let items = report.stated_importance.iter().flat_map(|stated| &stated.items);
    let row = |item: &StatedItem| {
        let name = item.name.get(language.tag()).to_owned();
        let texts = [&item.importance, &item.performance]
            .map(|estimate| shown(estimate, language, |mean| words::decimal(mean, 1)));
        let why = reason(&item.importance, language);
        RangesRow {
            emphasis: false,
            points: vec![point(&item.importance), point(&item.performance)],
            spoken: spoken(&name, &item.importance, &texts[0], language),
            texts: if why.is_empty() { texts.to_vec() } else { vec![String::new(), String::new()] },
            reason: why,
            name,
        }
    };
    let rows: Vec<RangesRow> = items.map(row).collect();
    let values = rows.iter().flat_map(|row| row.points.iter().filter_map(|point| point.value));
    let least = values.reduce(f64::min).map_or((1.0, 2.0), |low| (low, low));
    Figure::Ranges(RangesFigure {
        title: language.of("人们说的重要性，和实际得到的", "What people say is important, and what they got").into(),
        least,
        ends: (language.of("低", "low").into(), language.of("高", "high").into()),
        numbers: vec![language.of("说的重要性", "stated importance").into(), language.of("实际", "got").into()],
        reference: None,
        rows,
        shared: None,
    })
}

fn sides(contrast: &Contrast, language: Language) -> Figure {
    let row = |row: &ContrastRow| {
        let name = row.name.get(language.tag()).to_owned();
        let texts =
            [&row.penalty, &row.reward].map(|estimate| shown(estimate, language, |effect| words::signed(effect, 2)));
        let why = reason(&row.penalty, language);
        let mut said = spoken(&name, &row.penalty, &texts[0], language);
        if why.is_empty() {
            said +=
                &language.of(format!("；打高分的人 {}", texts[1]), format!("; those who rated it high {}", texts[1]));
        }
        RangesRow {
            emphasis: false,
            points: vec![point(&row.penalty), point(&row.reward)],
            texts: if why.is_empty() { texts.to_vec() } else { vec![String::new(), String::new()] },
            reason: why,
            spoken: said,
            name,
        }
    };
    Figure::Ranges(RangesFigure {
        title: language
            .of("低分和高分各让总体满意差多少", "What low and high ratings do to overall satisfaction")
            .into(),
        least: (-0.1, 0.1),
        ends: (language.of("总体满意更低", "less satisfied").into(), language.of("更高", "more satisfied").into()),
        numbers: vec![
            language.of("打低分的人", "those who rated it low").into(),
            language.of("打高分的人", "those who rated it high").into(),
        ],
        reference: Some((0.0, language.of("打中间分的人", "those who rated it middling").into())),
        rows: contrast.touchpoints.iter().map(row).collect(),
        shared: None,
    })
}

fn reliability(report: &Report, language: Language) -> Figure {
    let row = |block: &esteem_analysis::report::Reliability| {
        let name = words::block_name(block, language);
        let text = shown(&block.alpha, language, |alpha| words::decimal(alpha, 2));
        let why = reason(&block.alpha, language);
        RangesRow {
            emphasis: false,
            points: vec![point(&block.alpha)],
            spoken: spoken(&name, &block.alpha, &text, language),
            texts: vec![if why.is_empty() { text } else { String::new() }],
            reason: why,
            name,
        }
    };
    Figure::Ranges(RangesFigure {
        title: language.of("各组题的 α 和它的区间", "Alpha of each group of items, with its interval").into(),
        least: (0.0, 1.0),
        ends: (language.of("各说各的", "unrelated").into(), language.of("说的一样", "all the same").into()),
        numbers: vec!["α".into()],
        reference: Some((0.7, "0.70".into())),
        rows: report.reliability.iter().map(row).collect(),
        shared: None,
    })
}
