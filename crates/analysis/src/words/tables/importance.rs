//! What goes with overall satisfaction, and the map of importance and performance.

use super::{Cell, Row, Table, heads, notes};
use crate::report::{CrossKind, Driver, Importance, ImportanceMap, PlacedItem, Report, Scope, StatedItem};
use crate::words::Language;
use crate::words::names::{quadrant, text};
use crate::words::numbers::percent;

/// The drivers of a report with what they are drivers of, in the order of the table.
pub fn driver_rows(report: &Report) -> impl Iterator<Item = (&Importance, &Driver)> {
    report.importance.iter().flat_map(|one| one.drivers.iter().map(move |driver| (one, driver)))
}

/// The parts that touchpoints, then dimensions have in what explains overall satisfaction.
pub fn importance(report: &Report, language: Language) -> Table {
    let head = language.of(
        ["方面", "分量", "相关系数", "标准化系数", "实际", "人数"],
        ["driver", "part", "correlation", "coefficient", "got", "base"],
    );
    let row = |(importance, driver): (&Importance, &Driver)| Row {
        cells: vec![
            Cell::words(text(&driver.name, language)),
            Cell::share(&driver.importance_share, language),
            Cell::signed(&driver.correlation, language, 2),
            Cell::signed(&driver.beta, language, 2),
            Cell::decimal(&driver.performance, language, 2),
            Cell::count(importance.base),
        ],
        is_whole: importance.scope != Scope::Touchpoint,
    };
    Table {
        id: "importance".into(),
        title: language.of("总体满意跟着什么走", "What overall satisfaction goes with").into(),
        heads: heads(head),
        rows: driver_rows(report).map(row).collect(),
        notes: notes(report.importance.iter().flat_map(|one| one.notes.iter().copied()), language),
        main: 1,
    }
}

/// Where each touchpoint lies on the map of importance and performance, around each cross; the rows are those of
/// another report of the same study.
pub fn importance_map(report: &Report, like: &Report, language: Language) -> Table {
    let of = |report: &'_ Report| report.importance.iter().position(|one| one.scope == Scope::Touchpoint);
    let own = of(report).and_then(|at| report.importance.get(at));
    let rows = of(like).and_then(|at| like.importance.get(at));
    let head = language.of(
        ["接触点", "分量", "实际", "按平均划分", "按中位数划分", "按量表中点划分", "人数"],
        [
            "touchpoint",
            "part",
            "got",
            "around the means",
            "around the medians",
            "around the middle of the scale",
            "base",
        ],
    );
    let row = |driver: &Driver| {
        let found = own.and_then(|one| one.drivers.iter().find(|found| found.id == driver.id));
        let map = own.and_then(|one| one.map.as_ref());
        let field = |cross: CrossKind| {
            let place = map.and_then(|map| place(map, cross, &driver.id));
            place.map_or_else(|| Cell::words(""), |place| quadrant_cell(place, language))
        };
        Row::part(vec![
            Cell::words(text(&driver.name, language)),
            found.map_or_else(|| Cell::words(""), |found| Cell::share(&found.importance_share, language)),
            found.map_or_else(|| Cell::words(""), |found| Cell::decimal(&found.performance, language, 2)),
            field(CrossKind::Means),
            field(CrossKind::Medians),
            field(CrossKind::Scale),
            Cell::count(own.map_or(0, |one| one.base)),
        ])
    };
    Table {
        id: "importance-map".into(),
        title: language.of("先改哪里：重要性与表现", "Where to begin: importance and performance").into(),
        heads: heads(head),
        rows: rows.iter().flat_map(|one| one.drivers.iter().map(row)).collect(),
        notes: notes(own.iter().flat_map(|one| one.notes.iter().copied()), language),
        main: 1,
    }
}

/// Importance as people state it, with the map.
pub fn stated_importance(report: &Report, language: Language) -> Table {
    let stated = report.stated_importance.as_ref();
    let head = language.of(
        ["方面", "说的重要性", "实际", "还差", "位置", "人数"],
        ["item", "stated importance", "got", "falls short by", "quadrant", "base"],
    );
    let found = |id: &str| place(stated?.map.as_ref()?, CrossKind::Means, id);
    let row = |item: &StatedItem, base: u64| {
        Row::part(vec![
            Cell::words(text(&item.name, language)),
            Cell::decimal(&item.importance, language, 2),
            Cell::decimal(&item.performance, language, 2),
            Cell::signed(&item.shortfall, language, 2),
            found(&item.id).map_or_else(|| Cell::words(""), |place| quadrant_cell(place, language)),
            Cell::count(base),
        ])
    };
    let rows = stated.iter().flat_map(|stated| stated.items.iter().map(|item| row(item, stated.base)));
    Table {
        id: "stated-importance".into(),
        title: language.of("他们说什么要紧", "What they say is important").into(),
        heads: heads(head),
        rows: rows.collect(),
        notes: notes(stated.iter().flat_map(|stated| stated.notes.iter().copied()), language),
        main: 1,
    }
}

/// An item on the map, around one of the crosses.
fn place<'a>(map: &'a ImportanceMap, cross: CrossKind, id: &str) -> Option<&'a PlacedItem> {
    let crossing = map.crossings.iter().find(|crossing| crossing.cross == cross)?;
    crossing.places.iter().find(|place| place.id == id)
}

/// A quadrant with the chance that it holds.
fn quadrant_cell(place: &PlacedItem, language: Language) -> Cell {
    let name = quadrant(place.quadrant, language);
    let chance = place.chance.map(|chance| {
        let share = percent(chance, language);
        language.of(format!("把握 {share}"), format!("in {share} of draws"))
    });
    Cell { range: chance, ..Cell::words(name) }
}
