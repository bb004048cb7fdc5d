//! Reliability.

use esteem_analysis::stats::{Reason, difference, omega as one_factor, reliability};
use serde_json::{Value, json};

use super::super::super::frame::Column;
use super::{Named, by_name, complete, number};

pub(crate) fn alpha(named: &Named) -> Value {
    let covariance = complete(&[], named).covariance().unwrap();
    let found = reliability::alpha(&covariance).unwrap();
    let interval = found.interval.unwrap();
    let names = found.items.iter().map(|item| &*named[item.place].0);
    let items = by_name(names, |i| {
        let item = &found.items[i];
        json!({
            "item_rest_r": number(item.rest_correlation),
            "item_total_r": item.total_correlation,
            "alpha_if_deleted": number(item.alpha_without),
        })
    });
    json!({
        "n": found.n,
        "k": found.kept.len(),
        "alpha": found.alpha,
        "feldt_ci": [interval.low, interval.high],
        "alpha_standardized": found.standardised,
        "mean_inter_item_r": found.mean_correlation,
        "items": items,
        "sem_sum_score": found.error_of_sum,
    })
}

pub(crate) fn omega(named: &Named) -> Value {
    match one_factor::omega(&complete(&[], named).covariance().unwrap()) {
        Ok(found) => json!({
            "k": named.len(),
            "loadings_minres": by_name(named.iter().map(|(name, _)| &**name), |i| found.loadings[i].into()),
            "omega_minres_std": found.standardised,
            "omega_minres_raw": found.raw,
            "omega_factor_analyzer_minres_std": found.standardised,
            "heywood": false,
        }),
        Err(Reason::TooFewItems) => Value::Null,
        Err(Reason::Heywood) => json!({ "k": named.len(), "omega": null, "reason": "heywood" }),
        Err(reason) => panic!("{reason:?}"),
    }
}

pub(crate) fn diff_reliability(expected: &[Column], perceived: &[Column]) -> Value {
    let both = expected.iter().chain(perceived).map(|column| (String::new(), column.clone())).collect();
    let found = difference::difference(&complete(&[], &both).covariance().unwrap()).unwrap();
    json!({
        "n": found.n,
        "alpha_E": found.alpha_expected,
        "alpha_P": found.alpha_perceived,
        "sd_E": found.sd_expected,
        "sd_P": found.sd_perceived,
        "r_EP": found.correlation,
        "reliability_of_difference": found.reliability,
        "alpha_of_item_gaps": number(found.alpha_of_gaps),
    })
}
