//! Odd zones of tolerance.

use esteem_charts::{Figure, ZoneRow, ZonesFigure};

use super::{LONG, LONG_ZH};

pub(crate) fn figures() -> Vec<(&'static str, Figure)> {
    let at = |index: usize| 1.0 + (index * 7 % 41) as f64 / 10.0;
    let row = |index: usize| zone_row(LONG, [at(index), at(index) + 0.1 * index as f64, at(index + 5)]);
    let only_reason = |_| ZoneRow { shares: Default::default(), ..without_levels(LONG) };
    let long_heads = |figure: Figure| match figure {
        Figure::Zones(figure) => Figure::Zones(ZonesFigure {
            adequate: LONG.into(),
            desired: LONG_ZH.into(),
            perceived: LONG.into(),
            shares: [LONG, LONG_ZH, LONG].map(String::from),
            ends: (LONG.into(), LONG_ZH.into()),
            ..figure
        }),
        other => other,
    };
    vec![
        ("no zones", zones(0, |_| zone_row("", [1.0, 2.0, 3.0]))),
        ("one zone", zones(1, |_| zone_row("staff", [3.0, 5.0, 4.0]))),
        ("forty zones", zones(40, row)),
        ("zones with long words", long_heads(zones(3, row))),
        ("zones in Chinese", zones(3, |_| zone_row(LONG_ZH, [3.9, 6.2, 2.0]))),
        ("zones of no width", zones(3, |_| zone_row("none", [4.0; 3]))),
        ("zones at the low end", zones(3, |_| zone_row("low", [1.0, 1.1, 1.0]))),
        ("zones at the high end", zones(3, |_| zone_row("high", [6.9, 7.0, 7.0]))),
        ("zones from end to end", zones(3, |_| zone_row("wide", [1.0, 7.0, 7.0]))),
        ("zones outside", zones(3, |_| zone_row("outside", [-3.0, f64::INFINITY, 12.0]))),
        ("zones the wrong way round", zones(3, |_| zone_row("turned", [6.0, 2.0, 4.0]))),
        ("levels only", zones(3, |_| ZoneRow { perceived: None, ..zone_row(LONG, [2.0, 5.0, 0.0]) })),
        ("perceived only", zones(3, |_| ZoneRow { desired: None, ..zone_row("dot", [2.0, 0.0, 5.0]) })),
        ("shares and reasons", zones(3, |_| without_levels(LONG_ZH))),
        ("nothing but reasons", zones(3, only_reason)),
        ("nothing but names", zones(3, |index| ZoneRow { reason: String::new(), ..only_reason(index) })),
        ("the second row has it all", zones(3, |index| if index == 1 { row(9) } else { only_reason(index) })),
        ("zones, levels, dots and reasons", zones(4, |index| ZoneRow { reason: LONG.into(), ..row(index) })),
        ("long shares", zones(3, |index| ZoneRow { shares: [LONG, "", LONG_ZH].map(String::from), ..row(index) })),
    ]
}

pub(crate) fn zones(count: usize, row: impl Fn(usize) -> ZoneRow) -> Figure {
    Figure::Zones(ZonesFigure {
        title: "<Zones> & \"more\"".into(),
        scale: (1.0, 7.0),
        ends: ("very poor".into(), "excellent".into()),
        adequate: "lowest acceptable".into(),
        desired: "desired".into(),
        perceived: "got".into(),
        shares: ["below", "inside", "above"].map(String::from),
        rows: (0..count).map(row).collect(),
        shared: None,
    })
}

pub(crate) fn zone_row(name: &str, [adequate, desired, perceived]: [f64; 3]) -> ZoneRow {
    ZoneRow {
        name: name.into(),
        adequate: Some(adequate),
        desired: Some(desired),
        perceived: Some(perceived),
        interval: Some((perceived - 0.4, perceived + 0.4)),
        shares: ["4.2 %", "70.1 % & <b>", "25.7 %"].map(String::from),
        reason: String::new(),
        spoken: format!("{name} {perceived}"),
    }
}

/// A row on another scale: it has shares, but no place on the axis.
fn without_levels(name: &str) -> ZoneRow {
    let row = zone_row(name, [0.0; 3]);
    ZoneRow { adequate: None, desired: None, perceived: None, interval: None, reason: LONG.into(), ..row }
}
