//! Intentions, deeds and classes of customers, taken away.

use super::{Figure, Spot};
use crate::report::{Estimate, GapDiagnostics, Loyalty, Note, Reason, Report, ValueClasses};

/// The intention of all, of each level, and against each deed.
pub(super) fn loyalty(loyalty: &mut Loyalty) -> Vec<(Spot, Figure<'_>)> {
    let Loyalty { id: _, name: _, loyal_from: _, loyal_share, levels, deeds, notes: _ } = loyalty;
    let mut figures = vec![(Spot::Loyal, Figure::Estimate(loyal_share))];
    for level in levels {
        figures.push((Spot::LoyalAt(level.code), Figure::Estimate(&mut level.loyal_share)));
    }
    for deed in deeds {
        let groups = [&mut deed.both_share, &mut deed.intent_only_share];
        let groups = groups.into_iter().chain([&mut deed.deed_only_share, &mut deed.neither_share]);
        figures.push((Spot::Deed(deed.kind), Figure::Counts(groups.map(|share| (share, None)).collect())));
        figures.push((Spot::DeedOfLoyal(deed.kind), Figure::Estimate(&mut deed.of_loyal_share)));
        figures.push((Spot::DeedOfOthers(deed.kind), Figure::Estimate(&mut deed.of_others_share)));
    }
    figures
}

/// Each class, and each touchpoint of the most valuable one.
pub(super) fn value(value: &mut ValueClasses) -> Vec<(Spot, Figure<'_>)> {
    // What the valuable classes are together follows from the classes.
    let ValueClasses { classes, valuable: _, valuable_satisfied: _, drivers, notes: _ } = value;
    let mut figures = Vec::new();
    for (place, class) in classes.iter_mut().enumerate() {
        let own = [&mut class.satisfied.satisfied_share, &mut class.satisfied.mean];
        figures.push((Spot::Class(place), Figure::Counts(own.into_iter().map(|own| (own, None)).collect())));
    }
    for driver in drivers {
        let own = [&mut driver.performance, &mut driver.correlation];
        let own = own.into_iter().map(|own| (own, None)).collect();
        figures.push((Spot::ClassDriver(driver.id.clone()), Figure::Counts(own)));
    }
    figures
}

/// How far the gap of one respondent can be trusted.
pub(super) fn diagnostics(own: &mut GapDiagnostics) -> (Spot, Figure<'_>) {
    let GapDiagnostics {
        base: _,
        lost: _,
        reliability,
        correlation,
        by_perceived_share,
        by_gap_share,
        by_both_share,
        notes: _,
    } = own;
    let explained = [by_perceived_share, by_gap_share, by_both_share].into_iter().flatten();
    let all = [reliability, correlation].into_iter().chain(explained);
    (Spot::Diagnostics, Figure::Counts(all.map(|own| (own, None)).collect()))
}

/// Takes away what would tell what was withheld.
pub(super) fn follow(report: &mut Report) {
    let is_withheld = |estimate: &Estimate| estimate.reason == Some(Reason::Withheld);
    if let Some(loyalty) = &mut report.loyalty
        && loyalty.levels.iter().any(|level| is_withheld(&level.loyal_share))
    {
        loyalty.notes.retain(|note| *note != Note::SatisfiedNotLoyal);
    }
    if let Some(own) = report.gap_diagnostics.as_mut().filter(|own| is_withheld(&own.reliability)) {
        own.notes.clear();
    }
    if let Some(value) = &mut report.value {
        let valuable = value.classes.iter().take(value.valuable);
        if valuable.into_iter().any(|class| is_withheld(&class.satisfied.mean)) {
            value.valuable_satisfied.withhold();
        }
        if value.classes.first().is_some_and(|class| is_withheld(&class.satisfied.mean)) {
            value.drivers.iter_mut().for_each(|driver| {
                [&mut driver.performance, &mut driver.correlation].into_iter().for_each(Estimate::withhold);
            });
        }
    }
}
