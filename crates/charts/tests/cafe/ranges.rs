//! What the satisfaction of the café's guests goes with.

use esteem_charts::{Figure, MapCross, MapFigure, MapRow, RangesFigure, RangesPoint, RangesRow};

use super::Language;

/// English name, Chinese name, part and half of its interval; low and high ratings with half of their intervals.
type Driver = (&'static str, &'static str, Option<[f64; 2]>, [f64; 4]);

const DRIVERS: [Driver; 8] = [
    ("the wait", "等候", Some([0.31, 0.07]), [-0.82, 0.31, 0.12, 0.28]),
    (
        "follow-up afterwards or when something goes wrong",
        "出了问题或用完之后的跟进",
        Some([0.20, 0.06]),
        [-0.41, 0.40, -0.05, 0.33],
    ),
    ("prices and what is charged in the end", "价格，以及最后收了多少", Some([0.16, 0.05]), [-0.35, 0.29, 0.31, 0.27]),
    ("the coffee itself", "咖啡本身", Some([0.12, 0.06]), [-0.10, 0.35, 0.48, 0.22]),
    ("staff", "店员", Some([0.11, 0.04]), [-0.22, 0.28, 0.25, 0.25]),
    ("ordering", "点单", Some([0.07, 0.04]), [-0.15, 0.22, 0.04, 0.21]),
    (
        "the place, its seats and how clean it is",
        "店里的环境、座位和干净程度",
        Some([0.03, 0.02]),
        [0.06, 0.30, 0.11, 0.19],
    ),
    ("opening hours on public holidays", "节假日的营业时间", None, [0.0; 4]),
];

fn reason(part: Option<[f64; 2]>, language: Language) -> String {
    let why =
        language.pick("too few answers to tell (7, at least 10 needed)", "回答太少，看不出来（7 份，至少要 10 份）");
    if part.is_some() { String::new() } else { why.into() }
}

fn point([value, half]: [f64; 2]) -> RangesPoint {
    RangesPoint { value: Some(value), interval: Some((value - half, value + half)) }
}

/// How much of what explains overall satisfaction belongs to each touchpoint.
pub(crate) fn ranges(language: Language) -> Figure {
    let rows = DRIVERS.iter().enumerate().map(|(index, &(en, zh, part, _))| RangesRow {
        name: language.pick(en, zh).into(),
        emphasis: index == 7,
        points: vec![part.map_or(RangesPoint { value: None, interval: None }, point)],
        texts: vec![
            part.map_or_else(String::new, |[part, _]| format!("{:.1}{}", part * 100.0, language.pick("\u{a0}%", "%"))),
        ],
        reason: reason(part, language),
        spoken: format!("{} {part:?}", language.pick(en, zh)),
    });
    Figure::Ranges(RangesFigure {
        title: language.pick("What satisfaction goes with", "总体满意跟着什么走").into(),
        least: (0.0, 0.1),
        ends: (language.pick("no part", "没有分量").into(), language.pick("a large part", "分量大").into()),
        numbers: vec![language.pick("part", "分量").into()],
        reference: Some((1.0 / 8.0, language.pick("an equal part", "平均一份").into())),
        rows: rows.collect(),
        shared: None,
    })
}

/// What low and high ratings of each touchpoint do to overall satisfaction.
pub(crate) fn two_ranges(language: Language) -> Figure {
    let rows = DRIVERS.iter().map(|&(en, zh, part, [low, low_half, high, high_half])| RangesRow {
        name: language.pick(en, zh).into(),
        emphasis: false,
        points: match part {
            Some(_) => vec![point([low, low_half]), point([high, high_half])],
            None => vec![RangesPoint { value: None, interval: None }; 2],
        },
        texts: [low, high].map(|effect| if part.is_some() { super::signed(effect) } else { String::new() }).into(),
        reason: reason(part, language),
        spoken: format!("{} {low} {high}", language.pick(en, zh)),
    });
    Figure::Ranges(RangesFigure {
        title: language
            .pick("What low and high ratings do to overall satisfaction", "低分和高分各让总体满意差多少")
            .into(),
        least: (-0.1, 0.1),
        ends: (language.pick("less satisfied", "总体满意更低").into(), language.pick("more satisfied", "更高").into()),
        numbers: vec![
            language.pick("those who rated it low", "打低分的人").into(),
            language.pick("those who rated it high", "打高分的人").into(),
        ],
        reference: Some((0.0, language.pick("those who rated it middling", "打中间分的人").into())),
        rows: rows.collect(),
        shared: None,
    })
}

/// Touchpoints by importance and performance; the last one has no place.
pub(crate) fn map(language: Language) -> Figure {
    let got = [4.5, 4.42, 5.16, 6.06, 5.84, 5.63, 5.51, 0.0];
    let rows = DRIVERS.iter().zip(got).enumerate().map(|(index, (&(en, zh, part, _), got))| MapRow {
        name: language.pick(en, zh).into(),
        at: part.map(|[part, _]| (got, part)),
        is_sure: index % 3 != 2,
        spoken: format!("{} {got} {part:?}", language.pick(en, zh)),
    });
    let cross = |x, y, en, zh| MapCross { at: (x, y), name: language.pick(en, zh).into() };
    Figure::Map(MapFigure {
        title: language.pick("Touchpoints by importance and performance", "各接触点的重要性与表现").into(),
        right: (language.pick("done less well", "做得差些").into(), language.pick("done well", "做得好").into()),
        up: (
            language.pick("↓ less important", "↓ 不那么要紧").into(),
            language.pick("↑ more important", "↑ 更要紧").into(),
        ),
        fields: [
            ("concentrate here", "重点改进"),
            ("keep up", "继续保持"),
            ("low priority", "可以缓一缓"),
            ("possible overkill", "可能过头"),
        ]
        .map(|(en, zh)| language.pick(en, zh).into()),
        crosses: vec![
            cross(5.3, 0.143, "", ""),
            cross(5.51, 0.12, "medians", "中位数"),
            cross(4.0, 0.143, "middle of the scale", "量表中点"),
        ],
        rows: rows.collect(),
        shared: None,
    })
}
