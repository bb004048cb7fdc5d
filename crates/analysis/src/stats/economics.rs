//! What satisfaction does outside the survey: word of mouth, complaints, recovery, lifetime. Every parameter is an
//! assumption that the user can replace; nothing here is estimated from answers.

use super::Reason;

/// How many people are told by each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tellings {
    /// By each of the two lowest levels.
    pub dissatisfied: f64,
    /// By each of the level below the highest.
    pub satisfied: f64,
    /// By each of the highest level.
    pub highly_satisfied: f64,
}

/// The figures of the source text: 22 are told of a bad experience, 8 or 10 of a good one; nothing is said about who
/// has no opinion.
pub const ASSUMED_TELLINGS: Tellings = Tellings { dissatisfied: 22.0, satisfied: 8.0, highly_satisfied: 10.0 };

/// How often it is told, good and bad: the two are never set off against each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WordOfMouth {
    /// How often something bad is told.
    pub negative: f64,
    /// How often something good is told by the satisfied.
    pub by_satisfied: f64,
    /// How often something good is told by the highly satisfied.
    pub by_highly_satisfied: f64,
}

/// How often it is told by counted levels of five, lowest first.
pub fn word_of_mouth(counts: &[u64; 5], tellings: &Tellings) -> Result<WordOfMouth, Reason> {
    let [lowest, low, _, high, highest] = counts.map(|count| count as f64);
    let parameters = [tellings.dissatisfied, tellings.satisfied, tellings.highly_satisfied];
    if !parameters.iter().all(|tellings| (0.0..1e9).contains(tellings)) {
        return Err(Reason::OutOfRange);
    }
    Ok(WordOfMouth {
        negative: tellings.dissatisfied * (lowest + low),
        by_satisfied: tellings.satisfied * high,
        by_highly_satisfied: tellings.highly_satisfied * highest,
    })
}

/// How many different people of `population` are reached when somebody is told `tellings` times.
///
/// # Formula
/// M(1 − (1 − 1/M)^T): each telling reaches anybody with the same chance.
pub fn reach(tellings: f64, population: u64) -> Result<f64, Reason> {
    if population == 0 || !(tellings >= 0.0 && tellings.is_finite()) {
        return Err(Reason::OutOfRange);
    }
    let people = population as f64;
    if population == 1 {
        return Ok(tellings.min(1.0));
    }
    Ok(-people * libm::expm1(tellings * libm::log1p(-1.0 / people)))
}

/// How many were dissatisfied when `complaints` complained and a share of `complaint_rate` complains at all.
pub fn dissatisfied(complaints: f64, complaint_rate: f64) -> Result<f64, Reason> {
    if !(complaint_rate > 0.0 && complaint_rate <= 1.0 && complaints >= 0.0 && complaints.is_finite()) {
        return Err(Reason::OutOfRange);
    }
    Ok(complaints / complaint_rate)
}

/// How many of the dissatisfied stay because they complain and the complaint is handled.
///
/// # Formula
/// dissatisfied × complaint rate × share that stays; the source text says 0.54 to 0.70 if resolved, 0.95 if quickly.
pub fn recovered(dissatisfied: f64, complaint_rate: f64, stay: f64) -> Result<f64, Reason> {
    let are_shares = [complaint_rate, stay].iter().all(|share| (0.0..=1.0).contains(share));
    if !(are_shares && dissatisfied >= 0.0 && dissatisfied.is_finite()) {
        return Err(Reason::OutOfRange);
    }
    Ok(dissatisfied * complaint_rate * stay)
}

/// How many more stay when the share that complains rises from `from` to `to`.
pub fn extra_recovered(dissatisfied: f64, from: f64, to: f64, stay: f64) -> Result<f64, Reason> {
    Ok(recovered(dissatisfied, to, stay)? - recovered(dissatisfied, from, stay)?)
}

/// How many periods a customer stays when a share of `retention` stays from one to the next.
///
/// # Formula
/// 1/(1 − r), the mean of the geometric distribution.
pub fn lifetime(retention: f64) -> Result<f64, Reason> {
    if !(0.0..1.0).contains(&retention) {
        return Err(Reason::OutOfRange);
    }
    Ok(1.0 / (1.0 - retention))
}

/// When the first margin of a customer's value is earned: the convention moves the value by one margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstMargin {
    /// At once, so that it is counted in full.
    Now,
    /// After a period, if the customer stays.
    AfterAPeriod,
}

/// What a customer is worth.
///
/// # Formula
/// m r/(1 + d − r), and m more where the first margin is earned at once, with margin m, retention r and discount d by
/// period.
pub fn lifetime_value(margin: f64, retention: f64, discount: f64, first: FirstMargin) -> Result<f64, Reason> {
    let is_valid = (0.0..=1.0).contains(&retention) && margin.is_finite() && (0.0..=10.0).contains(&discount);
    if !is_valid || 1.0 + discount - retention <= 1e-12 {
        return Err(Reason::OutOfRange);
    }
    let later = margin * retention / (1.0 + discount - retention);
    let value = if first == FirstMargin::Now { margin + later } else { later };
    if value.is_finite() { Ok(value) } else { Err(Reason::OutOfRange) }
}
