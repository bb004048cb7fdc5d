//! What the café's guests accept, desire and get.

use esteem_charts::{Figure, ZoneRow, ZonesFigure};

use super::Language;

/// Adequate, desired and perceived level, and half the width of the interval of the last.
type Levels = [f64; 4];

/// English name, Chinese name, levels, shares below, inside and above in hundredths.
type Zone = (&'static str, &'static str, Option<Levels>, [f64; 3]);

const ZONES: [Zone; 8] = [
    ("the wait", "等候", Some([4.9, 6.3, 4.5, 0.27]), [41.7, 50.2, 8.1]),
    (
        "follow-up afterwards or when something goes wrong",
        "出了问题或用完之后的跟进",
        Some([4.3, 6.2, 4.4, 0.61]),
        [30.5, 58.4, 11.1],
    ),
    (
        "prices and what is charged in the end",
        "价格，以及最后收了多少",
        Some([4.6, 6.4, 5.2, 0.22]),
        [18.2, 70.4, 11.4],
    ),
    ("the coffee itself", "咖啡本身", Some([5.2, 6.7, 6.1, 0.16]), [6.8, 69.9, 23.3]),
    ("staff", "店员", Some([4.7, 6.1, 5.8, 0.18]), [7.5, 61.0, 31.5]),
    ("ordering", "点单", Some([4.1, 5.6, 5.6, 0.20]), [4.2, 52.6, 43.2]),
    (
        "the place, its seats and how clean it is",
        "店里的环境、座位和干净程度",
        Some([3.6, 5.2, 5.7, 0.19]),
        [2.1, 38.8, 59.1],
    ),
    ("opening hours on public holidays", "节假日的营业时间", None, [0.0; 3]),
];

/// Where perception stands between what is accepted and what is desired.
pub(crate) fn zones(language: Language) -> Figure {
    let rows = ZONES.iter().map(|&(en, zh, levels, percents)| {
        let name = language.pick(en, zh);
        let number = |percent: f64| format!("{percent:.1}{}", language.pick("\u{a0}%", "%"));
        let reason = match levels {
            Some(_) => "",
            None => language
                .pick("too few answers to tell (7, at least 10 needed)", "回答太少，还看不出来（7 份，至少要 10 份）"),
        };
        ZoneRow {
            name: name.into(),
            adequate: levels.map(|[adequate, ..]| adequate),
            desired: levels.map(|[_, desired, ..]| desired),
            perceived: levels.map(|[_, _, perceived, _]| perceived),
            interval: levels.map(|[_, _, perceived, half]| (perceived - half, perceived + half)),
            shares: percents.map(|percent| if levels.is_some() { number(percent) } else { String::new() }),
            reason: reason.into(),
            spoken: format!("{name}: {percents:?}{reason}"),
        }
    });
    Figure::Zones(ZonesFigure {
        title: language
            .pick(
                "From the lowest level that guests accept to the one they desire, and what they got",
                "从顾客最低可接受到理想的水平，以及实际得到的",
            )
            .into(),
        scale: (1.0, 7.0),
        ends: (language.pick("very poor", "很差").into(), language.pick("excellent", "非常好").into()),
        adequate: language.pick("lowest acceptable", "最低可接受").into(),
        desired: language.pick("desired", "理想").into(),
        perceived: language.pick("got", "实际").into(),
        shares: [("below", "低于"), ("inside", "之内"), ("above", "高于")].map(|(en, zh)| language.pick(en, zh).into()),
        rows: rows.collect(),
        shared: None,
    })
}
