//! The statistics under test: their values for all customers, and their intervals from a study.

use std::collections::BTreeMap;

use esteem_analysis::stats::pairwise::{LEAST_PAIR, PairSums, sampled_alpha};
use esteem_analysis::stats::penalty_reward::{Settings, penalty_reward};
use esteem_analysis::stats::relative_weights::shares;
use esteem_analysis::stats::reliability::alpha;
use esteem_analysis::stats::resample::{drawn_again, jackknife_interval, seeded};
use esteem_analysis::stats::{Ends, Joint, Moments, Patterns, Reason, ratio, student, wilson};

use crate::population::{Customer, ITEMS, Population};
use crate::sample::{Asking, Sample};

/// How many times the respondents of a study are drawn anew.
const DRAWS: u64 = 400;
/// Into how many groups the respondents are dealt where one group after the other is left out.
const GROUPS: usize = 64;

/// What is estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Statistic {
    /// The mean gap of each touchpoint, Student's t.
    MeanGap,
    /// The ratio of the means, Fieller.
    RatioFieller,
    /// The ratio of the means, delta method on the logarithm.
    RatioLog,
    /// The share with less than expected, Wilson.
    Share,
    /// The share of the outraged, Wilson.
    RareShare,
    /// Alpha of what was got, Feldt, or jackknife of pairs.
    Alpha,
    /// Penalties, HC3.
    Penalty,
    /// Rewards, HC3.
    Reward,
    /// Johnson's relative weights as shares, percentiles of draws, or jackknife of pairs.
    RelativeWeight,
}

/// The values of each statistic, one for each of its items.
pub(crate) type Values = BTreeMap<Statistic, Vec<f64>>;

type Intervals = Vec<(Statistic, Vec<Option<Ends>>)>;

/// What a study of all customers would find.
///
/// # Panics
/// Where a statistic has no value for all customers, which would make the comparison empty.
pub(crate) fn values(population: &Population) -> Values {
    let Population(customers) = population;
    let of = |value: fn(&Customer, usize) -> f64| {
        let sum = |item| customers.iter().map(|customer| value(customer, item)).sum::<f64>();
        (0..ITEMS).map(|item| sum(item) / customers.len() as f64).collect::<Vec<f64>>()
    };
    let ratios: Vec<f64> =
        of(perceived).iter().zip(of(expected)).map(|(perceived, expected)| perceived / expected).collect();
    let everybody = customers.iter().map(|customer| (*customer, customer.perceived.map(|level| Some(level as f64))));
    let patterns = outcome_first(everybody).expect("every customer has all answers");
    let covariance = patterns.covariance().expect("customers differ");
    let ratings = covariance.select(&(1..=ITEMS).collect::<Vec<_>>());
    let impacts = contrast(&patterns).expect("every level is met");
    BTreeMap::from([
        (Statistic::MeanGap, of(|customer, item| perceived(customer, item) - expected(customer, item))),
        (Statistic::RatioFieller, ratios.clone()),
        (Statistic::RatioLog, ratios),
        (Statistic::Share, of(|customer, item| f64::from(customer.perceived[item] < customer.expected[item]))),
        (Statistic::RareShare, vec![of(|customer, _| f64::from(customer.is_outraged))[0]]),
        (Statistic::Alpha, vec![alpha(&ratings).expect("ratings vary").alpha]),
        (Statistic::Penalty, impacts.iter().map(|impact| impact.expect("every level is met").0.0).collect()),
        (Statistic::Reward, impacts.iter().map(|impact| impact.expect("every level is met").1.0).collect()),
        (Statistic::RelativeWeight, shares(&covariance).expect("ratings matter")),
    ])
}

/// The intervals that a study shows.
pub(crate) fn intervals(sample: &Sample) -> Intervals {
    let mut found = simple(sample);
    match sample.asking {
        Asking::All => found.extend(from_rows(sample)),
        Asking::Some => found.extend(from_pairs(sample)),
    }
    found
}

fn expected(customer: &Customer, item: usize) -> f64 {
    customer.expected[item] as f64
}

fn perceived(customer: &Customer, item: usize) -> f64 {
    customer.perceived[item] as f64
}

/// What rests on one touchpoint at a time: on whoever was asked about it.
fn simple(sample: &Sample) -> Intervals {
    let each = |make: &dyn Fn(usize, &[&Customer]) -> Option<Ends>| {
        let asked = |item: usize| sample.respondents.iter().filter(move |(_, asked)| asked[item]);
        (0..ITEMS)
            .map(|item| make(item, &asked(item).map(|(customer, _)| customer).collect::<Vec<_>>()))
            .collect::<Vec<_>>()
    };
    let joint = |item: usize, customers: &[&Customer]| {
        Joint::of(customers.iter().map(|customer| (expected(customer, item), perceived(customer, item), 1)))
    };
    let gap = |item, customers: &[&Customer]| {
        Moments::of(customers.iter().map(|customer| (perceived(customer, item) - expected(customer, item), 1)))?
            .t_interval()
    };
    let below = |item: usize, customers: &[&Customer]| {
        let count = customers.iter().filter(|customer| customer.perceived[item] < customer.expected[item]).count();
        Some(wilson(count as u64, customers.len() as u64))
    };
    let outraged = sample.respondents.iter().filter(|(customer, _)| customer.is_outraged).count();
    vec![
        (Statistic::MeanGap, each(&gap)),
        (Statistic::RatioFieller, each(&|item, customers| ratio::fieller(&joint(item, customers)?))),
        (Statistic::RatioLog, each(&|item, customers| ratio::log_delta(&joint(item, customers)?))),
        (Statistic::Share, each(&below)),
        (Statistic::RareShare, vec![Some(wilson(outraged as u64, sample.respondents.len() as u64))]),
    ]
}

/// What needs respondents who were asked everything.
fn from_rows(sample: &Sample) -> Intervals {
    let patterns = outcome_first(sample.perceived());
    let ratings = |patterns: &Patterns| Ok(patterns.covariance()?.select(&(1..=ITEMS).collect::<Vec<_>>()));
    let alpha = patterns.as_ref().map_err(|reason| *reason).and_then(|patterns| alpha(&ratings(patterns)?));
    let impacts = patterns.as_ref().map_err(|reason| *reason).and_then(contrast).unwrap_or_else(|_| vec![None; ITEMS]);
    let drawn = patterns
        .as_ref()
        .map_err(|reason| *reason)
        .and_then(|patterns| drawn_again(patterns, DRAWS, &mut seeded(2), shares))
        .map_or_else(|_| vec![None; ITEMS], |drawn| drawn.intervals.into_iter().map(Result::ok).collect());
    vec![
        (Statistic::Alpha, vec![alpha.ok().and_then(|alpha| alpha.interval)]),
        (Statistic::Penalty, impacts.iter().map(|impact| impact.map(|(penalty, _)| penalty.1)).collect()),
        (Statistic::Reward, impacts.iter().map(|impact| impact.map(|(_, reward)| reward.1)).collect()),
        (Statistic::RelativeWeight, drawn),
    ]
}

/// What can be had from pairs of touchpoints.
fn from_pairs(sample: &Sample) -> Intervals {
    let mut ratings = vec![PairSums::new(ITEMS); GROUPS];
    let mut with_outcome = vec![PairSums::new(ITEMS + 1); GROUPS];
    for (respondent, (customer, perceived)) in sample.perceived().enumerate() {
        // The blocks are dealt out in turn; a group must not follow that turn.
        let group = (respondent / ITEMS) % GROUPS;
        let row: Vec<Option<f64>> = std::iter::once(Some(customer.overall as f64)).chain(perceived).collect();
        let is_added = ratings[group].add(&perceived, 1).and_then(|()| with_outcome[group].add(&row, 1));
        is_added.expect("answers are finite and complete in number");
    }
    let alpha = sampled_alpha(&ratings).and_then(|alpha| alpha.interval).ok();
    let weights =
        sampled_shares(&with_outcome).map_or_else(|_| vec![None; ITEMS], |ends| ends.into_iter().map(Some).collect());
    vec![
        (Statistic::Alpha, vec![alpha]),
        (Statistic::Penalty, vec![None; ITEMS]),
        (Statistic::Reward, vec![None; ITEMS]),
        (Statistic::RelativeWeight, weights),
    ]
}

/// The shares of drivers from pairs, with intervals by leaving out one group after the other.
fn sampled_shares(groups: &[PairSums]) -> Result<Vec<Ends>, Reason> {
    let all = groups.iter().skip(1).try_fold(groups[0].clone(), |sum, group| sum.plus(group))?;
    if all.least_pair() < LEAST_PAIR {
        return Err(Reason::ThinPair);
    }
    let of = |sums: &PairSums| shares(&sums.covariance()?);
    let estimates = of(&all)?;
    let without = groups.iter().map(|group| of(&all.minus(group)?)).collect::<Result<Vec<_>, _>>()?;
    let column = |item: usize| without.iter().map(|shares| shares[item]).collect::<Vec<_>>();
    estimates.iter().enumerate().map(|(item, estimate)| jackknife_interval(*estimate, &column(item))).collect()
}

/// Rows of overall satisfaction and what was got at each touchpoint.
fn outcome_first(customers: impl Iterator<Item = (Customer, [Option<f64>; ITEMS])>) -> Result<Patterns, Reason> {
    Patterns::complete(
        ITEMS + 1,
        customers.map(|(customer, perceived)| {
            (std::iter::once(Some(customer.overall as f64)).chain(perceived).collect(), 1)
        }),
    )
}

/// A coefficient with its interval.
type Coefficient = (f64, Ends);

/// The penalty and the reward of each touchpoint; nothing where too few gave low, middling or high ratings.
fn contrast(patterns: &Patterns) -> Result<Vec<Option<(Coefficient, Coefficient)>>, Reason> {
    let found = penalty_reward(patterns, &Settings::new(3.0, 6.0))?;
    let critical = student::quantile(0.975, found.fit.degrees);
    let coefficient = |effect: &esteem_analysis::stats::penalty_reward::Effect| {
        let robust = effect.robust.ok()?.test;
        Some((effect.estimate, Ends::around(effect.estimate, critical * robust.se)))
    };
    Ok(found
        .attributes
        .iter()
        .map(|attribute| {
            let impact = attribute.impact.ok()?;
            Some((coefficient(&impact.penalty)?, coefficient(&impact.reward)?))
        })
        .collect())
}
