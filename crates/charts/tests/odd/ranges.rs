//! Odd numbers with intervals, and odd maps.

use esteem_charts::{Figure, MapCross, MapFigure, MapRow, RangesFigure, RangesPoint, RangesRow};

use super::{LONG, LONG_ZH};

pub(crate) fn figures() -> Vec<(&'static str, Figure)> {
    let at = |index: usize| (index * 7 % 41) as f64 / 40.0;
    let without = |name: &str| {
        let row = ranges_row(name, 0.0);
        RangesRow { points: vec![none(); 2], texts: vec![String::new(); 2], reason: LONG.into(), ..row }
    };
    let one = |figure: Figure| match figure {
        Figure::Ranges(figure) => Figure::Ranges(RangesFigure { numbers: vec!["α".into()], ..figure }),
        other => other,
    };
    let single = |index: usize| {
        let row = ranges_row(LONG, at(index));
        RangesRow { points: row.points[..1].to_vec(), texts: row.texts[..1].to_vec(), ..row }
    };
    let long_heads = |figure: Figure| match figure {
        Figure::Ranges(figure) => Figure::Ranges(RangesFigure {
            numbers: vec![LONG.into(), LONG_ZH.into()],
            reference: Some((0.9, LONG.into())),
            ends: (LONG.into(), LONG_ZH.into()),
            ..figure
        }),
        other => other,
    };
    vec![
        ("no ranges", ranges(0, |_| ranges_row("", 0.0))),
        ("one range", ranges(1, |_| ranges_row("staff", 0.5))),
        ("forty ranges", ranges(40, |index| ranges_row(LONG, at(index)))),
        ("ranges of one number", one(ranges(5, single))),
        ("ranges with long words", long_heads(ranges(3, |index| ranges_row(LONG_ZH, at(index))))),
        ("ranges that are equal", ranges(3, |_| ranges_row("the same", 0.25))),
        ("ranges far outside", ranges(3, |_| ranges_row("outside", -40.0))),
        ("ranges that are no numbers", ranges(3, |_| ranges_row("none", f64::NAN))),
        (
            "ranges with endless intervals",
            ranges(3, |_| {
                let row = ranges_row("endless", 0.5);
                RangesRow {
                    points: vec![RangesPoint { value: Some(0.5), interval: Some((0.1, f64::INFINITY)) }; 2],
                    ..row
                }
            }),
        ),
        ("reasons in place of ranges", ranges(3, |_| without(LONG))),
        (
            "one range among reasons",
            ranges(3, |index| if index == 1 { ranges_row("one", 0.4) } else { without(LONG_ZH) }),
        ),
        (
            "long texts at ranges",
            ranges(3, |_| RangesRow { texts: vec![LONG.into(), LONG_ZH.into()], ..ranges_row(LONG, 0.9) }),
        ),
        ("no map", map(0, |_| (0.5, 0.5))),
        ("one in the map", map(1, |_| (0.5, 0.5))),
        ("five in the map", map(5, |index| (at(index), at(index + 3)))),
        ("outside the map", map(2, |_| (40.0, -3.0))),
        ("nowhere in the map", map(2, |_| (f64::NAN, f64::INFINITY))),
    ]
}

fn map(count: usize, at: impl Fn(usize) -> (f64, f64)) -> Figure {
    let cross = |name: &str, at| MapCross { at, name: name.into() };
    Figure::Map(MapFigure {
        title: "<Map> & \"more\"".into(),
        right: (LONG.into(), LONG_ZH.into()),
        up: (LONG_ZH.into(), LONG.into()),
        fields: [LONG, "b", LONG_ZH, "d"].map(String::from),
        crosses: vec![cross("", (0.5, 0.3)), cross(LONG, (0.6, 0.3)), cross("scale", (0.5, 0.31))],
        rows: (0..count)
            .map(|index| MapRow {
                name: if index % 2 == 0 { LONG.into() } else { LONG_ZH.into() },
                at: Some(at(index)),
                is_sure: index % 3 == 0,
                spoken: format!("{LONG} {index}"),
            })
            .collect(),
        shared: None,
    })
}

fn none() -> RangesPoint {
    RangesPoint { value: None, interval: None }
}

pub(crate) fn ranges(count: usize, row: impl Fn(usize) -> RangesRow) -> Figure {
    Figure::Ranges(RangesFigure {
        title: "<Ranges> & \"more\"".into(),
        least: (0.0, 1.0),
        ends: ("nothing".into(), "everything".into()),
        numbers: vec!["first".into(), "second".into()],
        reference: Some((0.5, "in the middle".into())),
        rows: (0..count).map(row).collect(),
        shared: None,
    })
}

pub(crate) fn ranges_row(name: &str, value: f64) -> RangesRow {
    let point = |value: f64| RangesPoint { value: Some(value), interval: Some((value - 0.2, value + 0.3)) };
    RangesRow {
        name: name.into(),
        emphasis: value > 0.8,
        points: vec![point(value), point(value + 0.1)],
        texts: vec!["+0.31".into(), "−0.02 & <b>".into()],
        reason: String::new(),
        spoken: format!("{name} {value}"),
    }
}
