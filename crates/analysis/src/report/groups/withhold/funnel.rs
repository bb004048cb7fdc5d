//! How far responses got, taken away.

use super::{Figure, Spot};
use crate::report::{Estimate, Funnel, Reason, Report};

/// Everything that rests on all responses, then for each page what rests on those who reached it.
pub(super) fn figures(funnel: &mut Funnel) -> Vec<(Spot, Figure<'_>)> {
    // The bounds rest on overall satisfaction, and follow it.
    let Funnel { base: _, finished_share, silent, pages, bounds: _, notes: _ } = funnel;
    let mut all = vec![(finished_share, Some(silent))];
    let mut stopped = Vec::new();
    for (place, page) in pages.iter_mut().enumerate() {
        all.push((&mut page.reached_share, Some(&mut page.reached)));
        let own = vec![(&mut page.stopped_share, Some(&mut page.stopped))];
        stopped.push((Spot::Stopped(place), Figure::Counts(own)));
    }
    std::iter::once((Spot::Funnel, Figure::Counts(all))).chain(stopped).collect()
}

/// Takes away what would tell what was withheld.
pub(super) fn follow(report: &mut Report) {
    let is_withheld = |estimate: &Estimate| estimate.reason == Some(Reason::Withheld);
    let has_no_overall = report.overall.as_ref().is_some_and(|overall| is_withheld(&overall.mean));
    let funnel = &mut report.funnel;
    if has_no_overall || is_withheld(&funnel.finished_share) {
        funnel.bounds = None;
    }
}
