//! What satisfaction may do outside the survey: word of mouth, complaints, loss and lifetime. The answers give the
//! shares; every other number is a setting, and an assumption until the company replaces it.

use esteem_study::scoring::{Complaints, CustomerValue, FirstMargin, LossRates, Tellings};
use esteem_study::study::Outcome;
use esteem_study::{Facet, Key};
use serde::{Deserialize, Serialize};

use super::incidents::Incidents;
use super::notes::Note;
use super::overall::Overall;
use super::{Estimate, Filled, Interval, Method, Reason};
use crate::plan::Table;
use crate::stats::economics::{self, lifetime, lifetime_value, reach};
use crate::stats::loss::{LEVELS, Observed, rates, uncertain_loss};
use crate::stats::{Ends, Moments};
use crate::tally::Counts;

/// How many draws the interval of the loss rests on, and their seed: the same draws give the same report.
const ROUNDS: u64 = 2_000;
const SEED: u64 = 1;

/// What would follow if the settings were true. Absent in a study that does not ask overall satisfaction, and where
/// `scenarios` is off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenarios {
    /// How often a hundred respondents tell something bad, by the setting for the two lowest levels.
    pub told_bad: Estimate,
    /// How often a hundred respondents tell something good, by the settings for the two highest levels.
    pub told_good: Estimate,
    /// How many people each respondent said to have told something bad, on average; absent where it is not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_bad: Option<Estimate>,
    /// The same of something good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_good: Option<Estimate>,
    /// How many different people of the population are reached by what the respondents tell, bad and good; absent
    /// without a population.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<[Estimate; 2]>,
    /// The share of the two lowest levels of overall satisfaction.
    pub dissatisfied_share: Estimate,
    /// The share that complains of those with something to complain about: of the answers about incidents where they
    /// tell, else the setting.
    pub complaining_share: Estimate,
    /// Of a hundred respondents, how many more would stay if the aimed share complained, and their complaints were
    /// resolved: with the lower and the upper setting, and if they were resolved quickly.
    pub kept: [Estimate; 3],
    /// The share that is likely to be lost if the rates themselves are uncertain.
    pub loss: Estimate,
    /// The share of customers that stays for another period: the setting, or what the expected loss leaves.
    pub retention: Estimate,
    /// How many periods a customer stays on average.
    pub lifetime: Estimate,
    /// What a customer is worth; absent without a margin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifetime_value: Option<Estimate>,
    /// Whether any of the settings is at its default.
    pub assumed: bool,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

pub(super) fn scenarios(filled: &Filled<'_>, overall: Option<&Overall>, incidents: &[Incidents]) -> Option<Scenarios> {
    let scoring = &filled.study.scoring;
    let overall = overall.filter(|_| scoring.scenarios)?;
    let levels = overall.levels.as_ref().map(|levels| {
        let mut counts = [0; LEVELS];
        counts.iter_mut().zip(levels).for_each(|(count, level)| *count = level.count);
        counts
    });
    let unknown = || Estimate::unknown(overall.base, Reason::TooFew { needed: filled.smallest() });
    // With counts the base is large enough; without, nothing of what follows is known.
    let with = |of: &dyn Fn(&[u64; LEVELS]) -> Estimate| levels.as_ref().map_or_else(unknown, of);
    let tellings = &scoring.word_of_mouth;
    let told_bad = with(&|counts| per_hundred(counts, [tellings.dissatisfied, tellings.dissatisfied, 0.0, 0.0, 0.0]));
    let good = [0.0, 0.0, 0.0, tellings.satisfied, tellings.highly_satisfied];
    let told_good = with(&|counts| per_hundred(counts, good));
    let dissatisfied_share = with(&|counts| Estimate::share(counts[0] + counts[1], counts.iter().sum()));
    let complaining_share = with(&|_| complaining(&scoring.complaints, incidents));
    let kept = kept(&scoring.complaints, &dissatisfied_share, &complaining_share);
    let loss = with(&|counts| uncertain(counts, &scoring.loss));
    let retention = retention(&scoring.value, overall);
    let reach = tellings.population.map(|population| {
        [&told_bad, &told_good].map(|told| {
            let times = overall.base as f64 / 100.0;
            through(told, |per_hundred| reach(per_hundred * times, population))
        })
    });
    let assumed = *tellings == Tellings { population: tellings.population, ..Tellings::default() }
        || scoring.complaints == Complaints::default()
        || overall.loss.assumed;
    let mut notes = vec![Note::Scenario];
    notes.extend(assumed.then_some(Note::SourceNumbers));
    Some(Scenarios {
        told_bad,
        told_good,
        said_bad: said(filled, Outcome::ToldBad),
        said_good: said(filled, Outcome::ToldGood),
        reach,
        dissatisfied_share,
        complaining_share,
        kept,
        loss,
        lifetime: through(&retention, lifetime),
        lifetime_value: scoring.value.margin.map(|margin| {
            through(&retention, |retention| {
                let first = match scoring.value.first_margin {
                    FirstMargin::Now => economics::FirstMargin::Now,
                    FirstMargin::AfterAPeriod => economics::FirstMargin::AfterAPeriod,
                };
                lifetime_value(margin, retention, scoring.value.discount, first)
            })
        }),
        retention,
        assumed,
        notes,
    })
}

/// How often a hundred respondents tell, if each tells as often as the setting for their level says.
fn per_hundred(counts: &[u64; LEVELS], tellings: [f64; LEVELS]) -> Estimate {
    match Moments::of(tellings.into_iter().zip(counts.iter().copied()).map(|(times, count)| (100.0 * times, count))) {
        Some(moments) => {
            let mut estimate = Estimate::mean(&moments);
            // Nobody tells a negative number of times.
            if let Some(interval) = &mut estimate.interval {
                interval.low = interval.low.max(0.0);
            }
            estimate
        }
        None => Estimate::unknown(0, Reason::NoAnswers),
    }
}

/// What respondents themselves say to have told, as a mean over those who answered.
fn said(filled: &Filled<'_>, outcome: Outcome) -> Option<Estimate> {
    let item = filled.study.outcome(outcome)?;
    let asked = Key::new(&item.id, Facet::Perceived);
    let numbers = filled.tables().find_map(|(table, counts)| match (table, counts) {
        (Table::Numbers { key }, Counts::Sums(numbers)) if *key == asked => Some(numbers),
        _ => None,
    })?;
    let values = numbers
        .iter()
        .map(|([whole, millionths, _], count)| (f64::from(*whole) + f64::from(*millionths) / 1e6, *count));
    Some(match Moments::of(values) {
        Some(moments) => Estimate::mean(&moments).unless_small(filled.smallest()),
        None => Estimate::unknown(0, Reason::NoAnswers),
    })
}

/// The survey's own share where it is known, else the setting.
fn complaining(complaints: &Complaints, incidents: &[Incidents]) -> Estimate {
    let asked = incidents.iter().map(|incidents| &incidents.told_share).find(|share| share.is_known());
    asked.cloned().unwrap_or_else(|| setting(complaints.complaining_share))
}

/// A number that is set and not estimated.
fn setting(value: f64) -> Estimate {
    Estimate { value: Some(value), interval: None, base: 0, reason: Some(Reason::Assumed) }
}

/// How many of a hundred would be kept. The interval is that of the dissatisfied alone.
fn kept(complaints: &Complaints, dissatisfied: &Estimate, complaining: &Estimate) -> [Estimate; 3] {
    let [resolved, well] = complaints.stay_if_resolved;
    let from = complaining.value.unwrap_or(complaints.complaining_share);
    [resolved, well, complaints.stay_if_quickly].map(|stay| {
        through(dissatisfied, |dissatisfied| {
            let aimed = complaints.aimed_share.max(from);
            economics::extra_recovered(100.0 * dissatisfied, from, aimed, stay)
        })
    })
}

/// The expected loss with the central 95 % of what it may be if shares and rates are drawn from what is known of them.
fn uncertain(counts: &[u64; LEVELS], settings: &LossRates) -> Estimate {
    let base = counts.iter().sum();
    let observed = settings.observed.map(|[lost, of]| Observed { lost, of });
    let drawn = rates(&settings.rates, &observed).and_then(|rates| uncertain_loss(counts, &rates, ROUNDS, SEED));
    match drawn {
        Ok(drawn) => {
            let interval = Interval::new(drawn.interval, Method::Simulation);
            Estimate::new(drawn.mean, base, Ok(interval))
        }
        Err(_) => Estimate { value: None, interval: None, base, reason: Some(Reason::OutOfRange) },
    }
}

fn retention(value: &CustomerValue, overall: &Overall) -> Estimate {
    match value.retention {
        Some(retention) => setting(retention),
        None => through(&overall.loss.expected_share, |lost| Ok(1.0 - lost)),
    }
}

/// A number that follows from another one by a rising or falling rule: its ends follow from the other's ends.
fn through(estimate: &Estimate, rule: impl Fn(f64) -> Result<f64, crate::stats::Reason>) -> Estimate {
    let Some(value) = estimate.value else { return estimate.clone() };
    let Ok(number) = rule(value) else {
        return Estimate { value: None, interval: None, reason: Some(Reason::OutOfRange), ..estimate.clone() };
    };
    let ends = estimate.interval.and_then(|ends| {
        let (one, other) = (rule(ends.low).ok()?, rule(ends.high).ok()?);
        Some(Interval::new(Ends { low: one.min(other), high: one.max(other) }, ends.method))
    });
    let reason = if ends.is_some() { None } else { Some(estimate.reason.unwrap_or(Reason::OutOfRange)) };
    Estimate { value: Some(number), interval: ends, base: estimate.base, reason }
}
