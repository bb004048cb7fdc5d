//! One number from several items, from 0 to 100.

use super::{Ends, Moments, Reason};

/// The mean of an index over respondents.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// How many answered all items.
    pub n: u64,
    /// The weights of the items, which sum to 1.
    pub weights: Vec<f64>,
    /// The index, 0 to 100.
    pub index: f64,
    /// Its standard error; none for one respondent.
    pub se: Option<f64>,
    /// Its interval at 95 %; none for one respondent and where all are equal.
    pub interval: Option<Ends>,
}

/// The satisfaction index of counted patterns: the answers to all items, on one scale, and how many gave them.
///
/// # Formula
/// 100 Σ w (x − lowest)/(highest − lowest), with the weights made to sum to 1 (after Fornell et al. 1996, J. of Marketing
/// 60, whose own weights are not public). The interval is the t interval of the respondents' own indices.
///
/// # Missing data
/// Only who answered all items enters.
pub fn index<'a>(
    patterns: impl Iterator<Item = (&'a [f64], u64)>,
    weights: &[f64],
    lowest: f64,
    highest: f64,
) -> Result<Index, Reason> {
    let total: f64 = weights.iter().sum();
    let is_weights = !weights.is_empty() && weights.iter().all(|weight| *weight >= 0.0);
    if !(is_weights && total > 0.0 && total.is_finite() && highest > lowest && (highest - lowest).is_finite()) {
        return Err(Reason::OutOfRange);
    }
    let weights: Vec<f64> = weights.iter().map(|weight| weight / total).collect();
    let mut persons = Vec::new();
    for (answers, count) in patterns {
        if answers.len() != weights.len() {
            return Err(Reason::UnequalLengths);
        }
        let sum: f64 = answers.iter().zip(&weights).map(|(x, weight)| (x - lowest) / (highest - lowest) * weight).sum();
        if !sum.is_finite() {
            return Err(Reason::NotFinite);
        }
        persons.push((100.0 * sum, count));
    }
    let moments = Moments::of(persons.iter().copied()).ok_or(Reason::NoAnswers)?;
    if !(moments.mean.is_finite() && moments.variance.is_finite()) {
        return Err(Reason::NotFinite);
    }
    let se = (moments.n > 1).then(|| moments.se());
    Ok(Index { n: moments.n, weights, index: moments.mean, se, interval: moments.t_interval() })
}

/// Weights by how well each item measures what all have in common: its loading on one factor over its standard
/// deviation.
pub fn loading_weights(loadings: &[f64], sds: &[f64]) -> Result<Vec<f64>, Reason> {
    if loadings.len() != sds.len() {
        return Err(Reason::UnequalLengths);
    }
    if !sds.iter().all(|sd| *sd > 0.0) {
        return Err(Reason::NoVariation);
    }
    Ok(loadings.iter().zip(sds).map(|(loading, sd)| loading / sd).collect())
}

/// The mean of the items that a respondent answered, each with the weight of its item.
///
/// # Formula
/// Σwx/Σw over the items with an answer.
///
/// # Missing data
/// The weights of the others are shared out in proportion; without any weight left there is no mean.
pub fn item_mean(answers: &[Option<f64>], weights: &[f64]) -> Result<f64, Reason> {
    if answers.len() != weights.len() {
        return Err(Reason::UnequalLengths);
    }
    if !weights.iter().all(|weight| *weight >= 0.0 && weight.is_finite()) {
        return Err(Reason::OutOfRange);
    }
    let (mut sum, mut total) = (0.0, 0.0);
    for (answer, weight) in answers.iter().zip(weights).filter_map(|(answer, weight)| Some(((*answer)?, weight))) {
        sum += weight * answer;
        total += weight;
    }
    let mean = sum / total;
    if total == 0.0 {
        Err(Reason::NoAnswers)
    } else if mean.is_finite() {
        Ok(mean)
    } else {
        Err(Reason::NotFinite)
    }
}
