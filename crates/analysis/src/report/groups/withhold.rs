//! What may be shown of groups beside the whole: where the whole less the shown groups would tell about fewer
//! respondents than are ever shown, further groups are hidden.

use esteem_study::study::Need;
use esteem_study::{Facet, Study};

use crate::report::needs::FacetShares;
use crate::report::{Answers, Effort, Estimate, Gap, Incidents, Overall, Reason, Recommendation, Report, Scenarios};
use crate::report::{DeedKind, Note, Scope, States, Verdict, Zone, first, notes};

mod customers;
mod funnel;
mod joint;

use joint::Joint;

/// A figure of a report, all of whose numbers rest on the same respondents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// A touchpoint, a dimension, or all touchpoints.
    Gap(String),
    Zone(String),
    Index(Need),
    Need(Need),
    Angry(Need),
    Facet(String),
    States,
    Overall,
    Recommendation,
    Effort,
    Satisfaction,
    /// What all incidents of an item rest on.
    Incidents(String),
    /// An estimate of an item's incidents, by its place.
    OfIncidents(String, usize),
    Scenarios,
    Said(usize),
    Quality,
    Speeding,
    Loyal,
    /// A level of overall satisfaction.
    LoyalAt(i32),
    Deed(DeedKind),
    DeedOfLoyal(DeedKind),
    DeedOfOthers(DeedKind),
    /// By the class's place.
    Class(usize),
    /// A touchpoint of the first class.
    ClassDriver(String),
    Diagnostics,
    Funnel,
    /// By the page's place.
    Stopped(usize),
    Importance(Scope),
    Stated,
    Contrast,
    /// What a construct's items of one facet have in common.
    Reliability(String, Facet),
    /// A key.
    Answers(String),
}

/// The figures of a report that are withheld.
pub(super) fn withheld(report: &Report) -> Vec<Spot> {
    let mut report = report.clone();
    figures(&mut report).into_iter().filter(|(_, figure)| figure.is_withheld()).map(|(spot, _)| spot).collect()
}

/// Withholds of the reports of groups whatever would tell about fewer respondents than the study shows figures for: for
/// each figure, the whole less the groups that show it must be nobody, or at least the smallest base. Where it is not,
/// the smallest of the groups that show it is hidden too, and the next one if need be; of equal groups the first.
///
/// The groups have no respondent in common, and `whole` is the report of all of them and of those without a value.
pub fn withhold(study: &Study, whole: &Report, groups: &mut [Report]) {
    let smallest = u64::from(study.scoring.smallest_base);
    // Reports of one study have the same figures in the same order.
    let bases_of = |report: &Report| -> Vec<u64> {
        let mut report = report.clone();
        figures(&mut report).iter().map(|(_, figure)| figure.base()).collect()
    };
    let bases: Vec<Vec<u64>> = groups.iter().map(bases_of).collect();
    let hides = bases_of(whole).into_iter().enumerate().map(|(place, whole)| {
        let bases: Vec<u64> = bases.iter().map(|bases| bases.get(place).copied().unwrap_or_default()).collect();
        hidden(whole, &bases, smallest)
    });
    let hides: Vec<Vec<bool>> = hides.collect();
    for (number, group) in groups.iter_mut().enumerate() {
        let is_hiding = hides.iter().any(|hidden| hidden.get(number) == Some(&true));
        for ((_, figure), hidden) in figures(group).into_iter().zip(&hides) {
            if hidden.get(number) == Some(&true) {
                figure.withhold();
            }
        }
        for need in &mut group.needs {
            // The base of this one is the number of the violated.
            if need.shares.violated_share.reason == Some(Reason::Withheld) {
                need.angry_share = need.shares.violated_share.clone();
            }
        }
        let told = group.incidents.iter().find(|incidents| incidents.told_share.reason == Some(Reason::Withheld));
        if let (Some(told), Some(scenarios)) = (told, &mut group.scenarios) {
            // Who complains is known from the incidents, and what is kept follows from it.
            scenarios.complaining_share = told.told_share.clone();
            scenarios.kept.iter_mut().for_each(Estimate::withhold);
        }
        funnel::follow(group);
        customers::follow(group);
        // What is said of the whole report must not say what a figure hides.
        group.first = first::first(study, group);
        group.notes = notes::of_report(study, group);
        if is_hiding {
            group.notes.push(Note::FiguresWithheld);
        }
    }
}

/// Which of the groups with these bases are hidden although their base would be shown.
pub(in crate::report) fn hidden(whole: u64, bases: &[u64], smallest: u64) -> Vec<bool> {
    let mut hidden = vec![false; bases.len()];
    loop {
        let shown = || bases.iter().zip(0..).filter(|(base, group)| **base >= smallest && !hidden[*group]);
        let left = whole.saturating_sub(shown().map(|(base, _)| *base).sum());
        let Some((_, next)) = shown().min().filter(|_| (1..smallest).contains(&left)) else { return hidden };
        hidden[next] = true;
    }
}

/// A figure that can be taken away.
enum Figure<'a> {
    Gap(&'a mut Gap),
    Zone(&'a mut Zone),
    Estimate(&'a mut Estimate),
    Shares(&'a mut FacetShares),
    States(&'a mut States),
    Overall(&'a mut Overall),
    Recommendation(&'a mut Recommendation),
    Effort(&'a mut Effort),
    /// Estimates that rest on the same respondents, with the counts behind them.
    Counts(Vec<(&'a mut Estimate, Option<&'a mut Option<u64>>)>),
    Joint(Joint<'a>),
    Answers(&'a mut Answers),
}

/// Every figure of a report. Whatever a report holds is named here, so that nothing new is shown by oversight.
fn figures(report: &mut Report) -> Vec<(Spot, Figure<'_>)> {
    let Report {
        overall_gap,
        dimensions,
        touchpoints,
        zones,
        needs,
        states,
        overall,
        recommendation,
        effort,
        index,
        incidents,
        scenarios,
        quality,
        funnel,
        loyalty,
        value,
        gap_diagnostics,
        importance,
        stated_importance,
        penalty_reward,
        reliability,
        answers,
        // Made again from what is shown.
        first: _,
        notes: _,
        // Nothing that was answered.
        format: _,
        study: _,
        title: _,
        respondents: _,
        selection: _,
        responses: _,
        partial: _,
        confidence: _,
        scoring: _,
        touchpoints_each: _,
    } = report;
    let mut figures = Vec::new();
    for gap in overall_gap.iter_mut().chain(dimensions).chain(touchpoints) {
        figures.push((Spot::Gap(gap.id.clone()), Figure::Gap(gap)));
    }
    figures.extend(zones.iter_mut().map(|zone| (Spot::Zone(zone.id.clone()), Figure::Zone(zone))));
    for need in needs {
        figures.push((Spot::Index(need.need), Figure::Estimate(&mut need.index)));
        figures.push((Spot::Need(need.need), Figure::Shares(&mut need.shares)));
        figures.push((Spot::Angry(need.need), Figure::Estimate(&mut need.angry_share)));
        let facets = need.facets.iter_mut();
        figures.extend(facets.map(|facet| (Spot::Facet(facet.id.clone()), Figure::Shares(&mut facet.shares))));
    }
    figures.extend(states.iter_mut().map(|states| (Spot::States, Figure::States(states))));
    figures.extend(overall.iter_mut().map(|overall| (Spot::Overall, Figure::Overall(overall))));
    figures.extend(recommendation.iter_mut().map(|own| (Spot::Recommendation, Figure::Recommendation(own))));
    figures.extend(effort.iter_mut().map(|own| (Spot::Effort, Figure::Effort(own))));
    figures.extend(index.iter_mut().map(|own| (Spot::Satisfaction, Figure::Estimate(&mut own.index))));
    for incidents in incidents {
        let id = &incidents.id;
        let Incidents { any_share, told_share, solved_quickly_share, solved_share, kinds, .. } = incidents;
        let mut own = vec![told_share, solved_quickly_share, solved_share];
        let mut shares = vec![(any_share, None)];
        for kind in kinds {
            own.extend([&mut kind.severe_share, &mut kind.told_share, &mut kind.solved_share]);
            shares.push((&mut kind.share, Some(&mut kind.count)));
        }
        figures.push((Spot::Incidents(id.clone()), Figure::Counts(shares)));
        let estimates = own.into_iter().enumerate();
        figures.extend(estimates.map(|(place, own)| (Spot::OfIncidents(id.clone(), place), Figure::Estimate(own))));
    }
    if let Some(scenarios) = scenarios {
        let Scenarios { told_bad, told_good, said_bad, said_good, reach, dissatisfied_share, kept, .. } = scenarios;
        let Scenarios { loss, retention, lifetime, lifetime_value, complaining_share: _, assumed: _, notes: _, .. } =
            scenarios;
        let mut own = vec![(dissatisfied_share, None), (told_bad, None), (told_good, None), (loss, None)];
        own.extend(kept.iter_mut().map(|estimate| (estimate, None)));
        own.extend(reach.iter_mut().flatten().map(|estimate| (estimate, None)));
        // A retention that was set says nothing about anybody.
        own.extend(
            [retention, lifetime].into_iter().chain(lifetime_value).filter(|own| own.base > 0).map(|own| (own, None)),
        );
        figures.push((Spot::Scenarios, Figure::Counts(own)));
        let said = [said_bad, said_good].into_iter().enumerate();
        figures.extend(said.filter_map(|(place, said)| Some((Spot::Said(place), Figure::Estimate(said.as_mut()?)))));
    }
    figures.push((Spot::Speeding, Figure::Estimate(&mut quality.speeding_share)));
    let lines = [&mut quality.straight_line_share, &mut quality.duplicate_share, &mut quality.flagged_share];
    figures.push((Spot::Quality, Figure::Counts(lines.into_iter().map(|share| (share, None)).collect())));
    figures.extend(funnel::figures(funnel));
    figures.extend(loyalty.iter_mut().flat_map(customers::loyalty));
    figures.extend(value.iter_mut().flat_map(customers::value));
    figures.extend(gap_diagnostics.iter_mut().map(customers::diagnostics));
    let joint = |spot, own| (spot, Figure::Joint(own));
    figures.extend(importance.iter_mut().map(|own| joint(Spot::Importance(own.scope), Joint::Importance(own))));
    figures.extend(stated_importance.iter_mut().map(|own| joint(Spot::Stated, Joint::Stated(own))));
    figures.extend(penalty_reward.iter_mut().map(|own| joint(Spot::Contrast, Joint::Contrast(own))));
    for own in reliability {
        figures.push(joint(Spot::Reliability(own.id.clone(), own.facet), Joint::Reliability(own)));
    }
    figures.extend(answers.iter_mut().map(|answers| (Spot::Answers(answers.key.clone()), Figure::Answers(answers))));
    figures
}

impl Figure<'_> {
    fn base(&self) -> u64 {
        match self {
            Figure::Gap(gap) => gap.base,
            Figure::Zone(zone) => zone.base,
            Figure::Estimate(estimate) => estimate.base,
            Figure::Shares(shares) => shares.base,
            Figure::States(states) => states.base,
            Figure::Overall(overall) => overall.base,
            Figure::Recommendation(own) => own.base,
            Figure::Effort(effort) => effort.base,
            Figure::Counts(own) => own.first().map_or(0, |(estimate, _)| estimate.base),
            Figure::Joint(own) => own.base(),
            Figure::Answers(answers) => answers.base,
        }
    }

    fn is_withheld(&self) -> bool {
        let reason = match self {
            Figure::Gap(gap) => gap.gap.reason,
            Figure::Zone(zone) => zone.perceived.reason,
            Figure::Estimate(estimate) => estimate.reason,
            Figure::Shares(shares) => shares.violated_share.reason,
            Figure::States(states) => states.violated_share.reason,
            Figure::Overall(overall) => overall.mean.reason,
            Figure::Recommendation(own) => own.score.reason,
            Figure::Effort(effort) => effort.mean.reason,
            Figure::Counts(own) => own.first().and_then(|(estimate, _)| estimate.reason),
            Figure::Joint(own) => own.estimate().and_then(|estimate| estimate.reason),
            // Ticks have no mean; where they are withheld, nothing is left of them.
            Figure::Answers(answers) => match &answers.codes {
                Some(codes) => codes.mean.reason,
                None => None,
            },
        };
        reason == Some(Reason::Withheld)
    }

    fn withhold(self) {
        match self {
            Figure::Gap(gap) => gap.withhold(),
            Figure::Zone(zone) => zone.withhold(),
            Figure::Estimate(estimate) => estimate.withhold(),
            Figure::Shares(shares) => shares.withhold(),
            Figure::States(states) => states.withhold(),
            Figure::Overall(overall) => overall.withhold(),
            Figure::Recommendation(own) => own.withhold(),
            Figure::Effort(effort) => {
                [&mut effort.mean, &mut effort.easy_share].into_iter().for_each(Estimate::withhold);
            }
            Figure::Counts(own) => {
                for (estimate, count) in own {
                    estimate.withhold();
                    if let Some(count) = count {
                        *count = None;
                    }
                }
            }
            Figure::Joint(own) => own.withhold(),
            Figure::Answers(answers) => answers.withhold(),
        }
    }
}

impl Gap {
    fn withhold(&mut self) {
        self.test = None;
        self.shares.clear();
        self.ratio.of_means_log_delta = None;
        self.ratio.undefined = 0;
        self.ratio.verdict = Verdict::Undecided;
        self.ratio.shares.clear();
        self.notes.clear();
        let ratio = &mut self.ratio;
        let ratio = [&mut ratio.of_means, &mut ratio.mean_of_ratios, &mut ratio.locked_share];
        let means = [&mut self.expected, &mut self.perceived, &mut self.gap, &mut self.expected_top_share];
        means.into_iter().chain(ratio).for_each(Estimate::withhold);
    }
}

impl Zone {
    fn withhold(&mut self) {
        (self.adequacy_sd, self.superiority_sd) = (None, None);
        self.notes.clear();
        let means = [&mut self.adequate, &mut self.desired, &mut self.perceived, &mut self.position];
        let distances = [&mut self.adequacy, &mut self.superiority, &mut self.width];
        let shares = [&mut self.below_share, &mut self.inside_share, &mut self.above_share];
        means.into_iter().chain(distances).chain(shares).for_each(Estimate::withhold);
    }
}

impl FacetShares {
    fn withhold(&mut self) {
        self.counts = None;
        let hurt = [&mut self.violated_share, &mut self.strained_share];
        hurt.into_iter().chain([&mut self.met_share, &mut self.fulfilled_share]).for_each(Estimate::withhold);
    }
}

impl States {
    fn withhold(&mut self) {
        for state in &mut self.states {
            (state.count, state.recovered) = (None, None);
            state.share.withhold();
        }
        self.notes.clear();
        [&mut self.violated_share, &mut self.outraged_share].into_iter().for_each(Estimate::withhold);
    }
}

impl Overall {
    fn withhold(&mut self) {
        self.levels = None;
        (self.loss.se, self.loss.top_range) = (None, None);
        let shares = [&mut self.satisfied_share, &mut self.top_share, &mut self.loss.expected_share];
        shares.into_iter().chain([&mut self.mean]).for_each(Estimate::withhold);
    }
}

impl Recommendation {
    fn withhold(&mut self) {
        (self.counts, self.se, self.wald) = (None, None, None);
        let shares = [&mut self.promoters_share, &mut self.passives_share, &mut self.detractors_share];
        shares.into_iter().chain([&mut self.score]).for_each(Estimate::withhold);
    }
}

impl Answers {
    fn withhold(&mut self) {
        (self.levels, self.options) = (None, None);
        if let Some(codes) = &mut self.codes {
            codes.sd = None;
            let shares = [&mut codes.top_two_share, &mut codes.bottom_two_share];
            let ends = [&mut codes.top_share, &mut codes.bottom_share];
            let middles = [&mut codes.mean, &mut codes.median];
            shares.into_iter().chain(ends).chain(middles).for_each(Estimate::withhold);
        }
    }
}
