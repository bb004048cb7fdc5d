//! The zone of tolerance.

use esteem_analysis::report::{Report, Zone};
use esteem_analysis::words::{self, Language};

use super::{ends, percent, shown};
use crate::figure::{Figure, ZoneRow, ZonesFigure};

pub(super) fn zones(report: &Report, language: Language) -> Figure {
    let scale = report.zones.first().map_or([0, 1], |zone| zone.scale);
    let label = |end: usize| {
        let same = report.zones.iter().filter(|zone| zone.scale == scale);
        let mut gaps = same.filter_map(|zone| report.touchpoints.iter().find(|gap| gap.id == zone.id));
        let text = gaps.find_map(|gap| gap.ends[end].as_ref());
        text.map_or_else(|| scale[end].to_string(), |text| text.get(language.tag()).to_string())
    };
    Figure::Zones(ZonesFigure {
        title: language.of(
            format!("{} 个接触点的容忍区，以及实际得到的", report.zones.len()),
            format!("The zone of tolerance at {} touchpoints, and what people got", report.zones.len()),
        ),
        scale: (f64::from(scale[0]), f64::from(scale[1])),
        ends: (label(0), label(1)),
        adequate: language.of("最低可接受", "lowest acceptable").into(),
        desired: language.of("理想", "desired").into(),
        perceived: language.of("实际", "got").into(),
        shares: language.of(["低于", "之内", "高于"], ["below", "inside", "above"]).map(String::from),
        rows: report.zones.iter().map(|zone| row(zone, zone.scale == scale, language)).collect(),
        shared: None,
    })
}

/// A touchpoint on another scale cannot share the axis: its shares stand in words, its levels in the table.
fn row(zone: &Zone, shares_axis: bool, language: Language) -> ZoneRow {
    let name = zone.name.get(language.tag()).to_owned();
    let [adequate, desired, perceived] = [&zone.adequate, &zone.desired, &zone.perceived];
    let shares = [&zone.below_share, &zone.inside_share, &zone.above_share];
    let other_scale = || language.of("量表不同，数值见表", "another scale: see the table").to_owned();
    // One reason holds for whatever is missing, because all of it rests on the same respondents.
    let reason = match (perceived.is_known(), shares_axis) {
        (false, _) => shown(perceived, language, |_| String::new()),
        (true, false) => other_scale(),
        (true, true) => String::new(),
    };
    let share = |index: usize| if shares[index].is_known() { percent(shares[index], language) } else { String::new() };
    let number = |value: f64| words::decimal(value, 1);
    let spoken = match perceived.interval {
        Some(interval) => {
            let [low, high, got] = [adequate, desired, perceived].map(|level| shown(level, language, number));
            let (range, base) = (words::interval(&interval, 2, language), words::whole(zone.base));
            let [below, inside, above] = shares.map(|share| percent(share, language));
            language.of(format!(
                    "{name}：最低可接受 {low}，理想 {high}，实际 {got}，95% 区间 {range}，{base} 人；低于容忍区 {below}，之内 \
                     {inside}，高于 {above}"
                ),
                format!(
                    "{name}: lowest acceptable {low}, desired {high}, got {got}, 95 % interval {range}, {base} \
                     respondents; below the zone {below}, inside {inside}, above {above}"
                ),
            )
        }
        None => format!("{name}{}{}", language.of("：", ": "), shown(perceived, language, number)),
    };
    ZoneRow {
        adequate: adequate.value.filter(|_| shares_axis),
        desired: desired.value.filter(|_| shares_axis),
        perceived: perceived.value.filter(|_| shares_axis),
        interval: ends(perceived).filter(|_| shares_axis),
        shares: [0, 1, 2].map(share),
        reason,
        name,
        spoken,
    }
}
