//! Whether customers mean to stay, and how satisfied the valuable ones are.

use super::{Cell, Row, Table, heads, notes};
use crate::report::{DeedKind, Estimate, LoyaltyLevel, Report, Satisfied, ValueClass};
use crate::words::Language;
use crate::words::names::text;

/// The share that means to stay at each level of overall satisfaction, best first, then of all; then intention against
/// deed.
pub fn loyalty(report: &Report, language: Language) -> Table {
    let head = language.of(["谁", "占比", "人数"], ["who", "share", "base"]);
    let mut rows = Vec::new();
    let mut cautions = Vec::new();
    let mut told = None;
    if let Some(own) = &report.loyalty {
        let row = |name: &str, share: &Estimate| {
            Row::part(vec![Cell::words(name), Cell::share(share, language), Cell::count(share.base)])
        };
        for level in own.levels.iter().rev() {
            rows.push(row(&loyalty_level(level, language), &level.loyal_share));
        }
        let all = language.of("想留下的（全体）", "mean to stay (all)");
        rows.push(Row { is_whole: true, ..row(all, &own.loyal_share) });
        for deed in &own.deeds {
            let names: [&str; 6] = match deed.kind {
                DeedKind::Returned => language.of(
                    [
                        "想留下也回来了",
                        "想留下却没回来",
                        "没说想留下却回来了",
                        "没说想留下也没回来",
                        "想留下的人里，回来了的",
                        "其余的人里，回来了的",
                    ],
                    [
                        "mean to stay and came back",
                        "mean to stay and did not come back",
                        "came back without meaning to stay",
                        "neither",
                        "of those who mean to stay, came back",
                        "of the others, came back",
                    ],
                ),
                DeedKind::ToldGood => language.of(
                    [
                        "想留下也说过好话",
                        "想留下却没说过好话",
                        "没说想留下却说过好话",
                        "两样都没有",
                        "想留下的人里，说过好话的",
                        "其余的人里，说过好话的",
                    ],
                    [
                        "mean to stay and told good things",
                        "mean to stay and told nobody",
                        "told good things without meaning to stay",
                        "neither of the two",
                        "of those who mean to stay, told good things",
                        "of the others, told good things",
                    ],
                ),
            };
            let groups = [&deed.both_share, &deed.intent_only_share, &deed.deed_only_share, &deed.neither_share];
            let shares = groups.into_iter().chain([&deed.of_loyal_share, &deed.of_others_share]);
            rows.extend(names.into_iter().zip(shares).map(|(name, share)| row(name, share)));
        }
        let (name, from) = (text(&own.name, language), own.loyal_from);
        told = Some(language.of(
            format!("“想留下”指“{name}”答 {from} 或更高。"),
            format!("To mean to stay is an answer of {from} or more to “{name}”."),
        ));
        cautions = own.notes.clone();
    }
    Table {
        id: "loyalty".into(),
        title: language.of("想不想留下，留没留下", "Meaning to stay, and staying").into(),
        heads: heads(head),
        rows,
        notes: told.into_iter().chain(notes(cautions, language)).collect(),
        main: 1,
    }
}

/// What a level is called in a table about staying.
pub fn loyalty_level(level: &LoyaltyLevel, language: Language) -> String {
    match &level.label {
        Some(label) => format!("{} · {}", level.code, label.get(language.tag())),
        None => level.code.to_string(),
    }
}

/// From all customers to the valuable ones and the most valuable, then each class.
pub fn value(report: &Report, language: Language) -> Table {
    let head = language.of(
        ["客户", "满意（最高两档）", "平均（1 到 5）", "人数"],
        ["customers", "satisfied (two highest levels)", "mean (1 to 5)", "base"],
    );
    let mut rows = Vec::new();
    let mut cautions = Vec::new();
    if let Some(own) = &report.value {
        let row = |name: String, share: &Estimate, mean: &Estimate| {
            let cells = [Cell::share(share, language), Cell::decimal(mean, language, 2), Cell::count(share.base)];
            Row::part(std::iter::once(Cell::words(name)).chain(cells).collect())
        };
        let of = |name: String, own: &Satisfied| row(name, &own.satisfied_share, &own.mean);
        rows.extend(own.classes.iter().map(|class| of(class_name(class, language), &class.satisfied)));
        let names = |count: usize| {
            let names: Vec<String> = own.classes.iter().take(count).map(|class| class_name(class, language)).collect();
            names.join(language.of("、", ", "))
        };
        let whole = |row: Row| Row { is_whole: true, ..row };
        if let Some(overall) = &report.overall {
            let name = language.of("① 全部客户", "1. all customers").to_owned();
            rows.push(whole(row(name, &overall.satisfied_share, &overall.mean)));
        }
        let name = language.of("② 有价值的客户", "2. valuable customers");
        rows.push(whole(of(parenthesised(name, &names(own.valuable), language), &own.valuable_satisfied)));
        if let Some(first) = own.classes.first() {
            let name = language.of("③ 高价值客户", "3. most valuable customers");
            rows.push(whole(of(parenthesised(name, &names(1), language), &first.satisfied)));
        }
        cautions = own.notes.clone();
    }
    Table {
        id: "value".into(),
        title: language.of("价值客户满意不满意", "How satisfied valuable customers are").into(),
        heads: heads(head),
        rows,
        notes: notes(cautions, language),
        main: 1,
    }
}

/// What the satisfaction of the most valuable customers goes with, in the order of another report: the closest first
/// in that report.
pub fn value_drivers_like(report: &Report, like: &Report, language: Language) -> Table {
    let head = language.of(
        ["接触点", "与总体满意的相关", "他们的评价", "人数"],
        ["touchpoint", "correlation with overall satisfaction", "their rating", "base"],
    );
    let mut drivers: Vec<_> = report.value.iter().flat_map(|value| &value.drivers).collect();
    let like: Vec<_> = like.value.iter().flat_map(|value| &value.drivers).collect();
    let rank = |driver: &crate::report::ValueDriver| {
        let own = like.iter().find(|own| own.id == driver.id);
        own.and_then(|own| own.correlation.value).unwrap_or(f64::NEG_INFINITY)
    };
    // The sort is stable, so that equal ones stay in the order of the study.
    drivers.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    let row = |driver: &&crate::report::ValueDriver| {
        Row::part(vec![
            Cell::words(text(&driver.name, language)),
            Cell::signed(&driver.correlation, language, 2),
            Cell::decimal(&driver.performance, language, 2),
            Cell::count(driver.correlation.base),
        ])
    };
    Table {
        id: "value-drivers".into(),
        title: language.of("高价值客户最在意什么", "What matters to the most valuable customers").into(),
        heads: heads(head),
        rows: drivers.iter().map(row).collect(),
        notes: Vec::new(),
        main: 1,
    }
}

/// What a class is called.
pub fn class_name(class: &ValueClass, language: Language) -> String {
    class.name.as_ref().map_or_else(|| class.id.clone(), |name| text(name, language).into())
}

fn parenthesised(name: &str, inside: &str, language: Language) -> String {
    language.of(format!("{name}（{inside}）"), format!("{name} ({inside})"))
}

/// What the gap of one respondent is worth.
pub fn diagnostics(report: &Report, language: Language) -> Table {
    let head = language.of(["检查什么", "数值", "人数"], ["what is checked", "value", "base"]);
    let mut rows = Vec::new();
    let mut cautions = Vec::new();
    if let Some(own) = &report.gap_diagnostics {
        let mut add = |zh: &str, en: &str, cell: Cell, base: u64| {
            rows.push(Row::part(vec![Cell::words(language.of(zh, en)), cell, Cell::count(base)]));
        };
        let number = |estimate: &Estimate| Cell::decimal(estimate, language, 2);
        add("每个人的差距有多可靠（信度）", "reliability of one person's gap", number(&own.reliability), own.base);
        add("期望与实际的相关", "correlation of expected and perceived", number(&own.correlation), own.base);
        let explained = [
            (
                "总体满意的差别，由实际评价说明",
                "overall satisfaction explained by perceptions",
                &own.by_perceived_share,
            ),
            ("由差距说明", "by gaps", &own.by_gap_share),
            ("由期望和实际一起说明", "by expectations and perceptions together", &own.by_both_share),
        ];
        for (zh, en, share) in explained {
            if let Some(share) = share {
                add(zh, en, Cell::share(share, language), share.base);
            }
        }
        cautions = own.notes.clone();
    }
    Table {
        id: "gap-diagnostics".into(),
        title: language.of("差距经不经得起推敲", "What the gap is worth").into(),
        heads: heads(head),
        rows,
        notes: notes(cautions, language),
        main: 1,
    }
}
