//! How the café's guests answered.

use esteem_charts::{DistributionFigure, DistributionGroup, DistributionRow, Figure};

use super::Language;

/// English name, Chinese name, shares in hundredths from the worst level to the best.
type Item = (&'static str, &'static str, Option<[f64; 5]>);

const LEVELS: [(&str, &str); 5] = [
    ("very dissatisfied", "很不满意"),
    ("dissatisfied", "不满意"),
    ("neither", "说不上"),
    ("satisfied", "满意"),
    ("very satisfied", "很满意"),
];

const AGREEMENT: [(&str, &str); 5] =
    [("strongly disagree", "完全不同意"), ("", ""), ("neither", "说不上"), ("", ""), ("strongly agree", "完全同意")];

/// What guests were asked to agree with.
const STATEMENTS: [Item; 2] = [
    ("I was angry", "我当时很生气", Some([61.2, 22.4, 9.1, 4.3, 3.0])),
    ("They kept what they had promised", "说好的都做到了", Some([2.1, 6.3, 15.4, 40.9, 35.3])),
];

const ITEMS: [Item; 8] = [
    ("the wait", "等候", Some([11.4, 24.3, 22.1, 31.0, 11.2])),
    (
        "follow-up afterwards or when something goes wrong",
        "出了问题或用完之后的跟进",
        Some([8.2, 17.9, 41.6, 22.7, 9.6]),
    ),
    ("prices and what is charged in the end", "价格，以及最后收了多少", Some([3.1, 12.4, 29.9, 40.3, 14.3])),
    ("the coffee itself", "咖啡本身", Some([0.3, 2.4, 9.1, 41.5, 46.7])),
    ("staff", "店员", Some([1.2, 4.4, 13.0, 45.2, 36.2])),
    ("ordering", "点单", Some([0.0, 3.6, 21.2, 52.9, 22.3])),
    ("the place, its seats and how clean it is", "店里的环境、座位和干净程度", Some([0.9, 2.7, 17.8, 46.1, 32.5])),
    ("opening hours on public holidays", "节假日的营业时间", None),
];

/// How guests answered, item by item.
pub(crate) fn distribution(language: Language) -> Figure {
    Figure::Distribution(DistributionFigure {
        title: language.pick("How satisfied guests are, item by item", "顾客对各项的满意程度").into(),
        groups: vec![
            group(language.pick("How satisfied they were", "满意程度"), LEVELS, true, &ITEMS, language),
            group("", AGREEMENT, false, &STATEMENTS, language),
        ],
        shared: None,
    })
}

fn group(
    title: &str,
    levels: [(&'static str, &'static str); 5],
    is_judged: bool,
    items: &[Item],
    language: Language,
) -> DistributionGroup {
    DistributionGroup {
        title: title.into(),
        levels: levels.map(|(en, zh)| language.pick(en, zh).into()).to_vec(),
        middle: 2,
        is_judged,
        rows: items.iter().map(|item| row(item, language)).collect(),
    }
}

fn row(&(en, zh, percents): &Item, language: Language) -> DistributionRow {
    let name = language.pick(en, zh);
    let number = |percent: f64| format!("{percent:.1}{}", language.pick("\u{a0}%", "%"));
    let reason = match percents {
        Some(_) => "",
        None => language
            .pick("too few answers to tell (7, at least 10 needed)", "回答太少，还看不出来（7 份，至少要 10 份）"),
    };
    DistributionRow {
        name: name.into(),
        shares: percents.map(|percents| percents.map(|percent| percent / 100.0).to_vec()),
        low_text: percents.map_or_else(String::new, |[a, b, ..]| number(a + b)),
        high_text: percents.map_or_else(String::new, |[.., a, b]| number(a + b)),
        reason: reason.into(),
        spoken: format!("{name}: {percents:?}{reason}"),
    }
}
