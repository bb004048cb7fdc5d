//! Drivers of an outcome, importance and performance, Kano's pairs.

use esteem_analysis::stats::importance::{Cross, Place, Quadrant, quadrants};
use esteem_analysis::stats::kano as pairs;
use esteem_analysis::stats::penalty_reward::{Class, Effect, Impact, IndexClass, Settings, penalty_reward};
use esteem_analysis::stats::relative_weights::relative_weights;
use serde_json::{Value, json};

use super::super::super::frame::Column;
use super::{Named, by_name, complete, number};

pub(crate) fn drivers(outcome: &Column, named: &Named, low: f64, high: f64) -> Value {
    json!({ "prca": prca(outcome, named, low, high), "relative_weights": rel_weights(outcome, named) })
}

/// The reference has no least cell, and adjusts the coefficients but not the asymmetry tests.
pub(crate) fn prca(outcome: &Column, named: &Named, low: f64, high: f64) -> Value {
    let settings = Settings { min_cell: 0, is_asymmetry_adjusted: false, ..Settings::new(low, high) };
    let found = penalty_reward(&complete(&[outcome], named), &settings).unwrap();
    let attributes = by_name(named.iter().map(|(name, _)| &**name), |i| {
        let attribute = &found.attributes[i];
        impact(&attribute.impact.unwrap(), attribute.cells)
    });
    json!({
        "n": found.fit.n,
        "thresholds": { "low_max": low, "high_min": high },
        "intercept": found.fit.coefficients[0],
        "r2": found.fit.r2,
        "adj_r2": found.fit.adjusted_r2,
        "df_resid": found.fit.degrees,
        "attributes": attributes,
    })
}

fn impact(impact: &Impact, cells: [u64; 3]) -> Value {
    let effect = |effect: &Effect, number: usize| {
        let (classical, robust) = (effect.classical.unwrap(), effect.robust.unwrap());
        [effect.estimate, classical.se, robust.test.se, robust.test.p, robust.adjusted][number]
    };
    let (penalty, reward) = (&impact.penalty, &impact.reward);
    let asymmetry = impact.asymmetry.unwrap().test;
    let index = impact.index;
    let test = match impact.class.unwrap() {
        Class::Basic => "basic",
        Class::PenaltyOnly => "penalty-only (asymmetry not shown)",
        Class::Performance => "performance",
        Class::RewardOnly => "reward-only (asymmetry not shown)",
        Class::Excitement => "excitement",
        Class::Undetermined => "undetermined",
    };
    let label = index.ok().map(|index| match index.class {
        IndexClass::Frustrator => "frustrator",
        IndexClass::Dissatisfier => "dissatisfier",
        IndexClass::Hybrid => "hybrid",
        IndexClass::Satisfier => "satisfier",
        IndexClass::Delighter => "delighter",
    });
    json!({
        "n_low_mid_high": cells,
        "penalty": effect(penalty, 0),
        "reward": effect(reward, 0),
        "se_penalty": effect(penalty, 1),
        "se_reward": effect(reward, 1),
        "hc3_penalty": effect(penalty, 2),
        "hc3_reward": effect(reward, 2),
        "p_penalty_hc3": effect(penalty, 3),
        "p_reward_hc3": effect(reward, 3),
        "holm_penalty": effect(penalty, 4),
        "holm_reward": effect(reward, 4),
        "asym_sum": asymmetry.estimate,
        "asym_se_hc3": asymmetry.se,
        "asym_t": asymmetry.t,
        "asym_p": asymmetry.p,
        "range_of_impact": index.map_or(0.0, |index| index.range),
        "SGP": number(index.map(|index| index.reward_share)),
        "DGP": number(index.map(|index| index.penalty_share)),
        "IA": number(index.map(|index| index.asymmetry)),
        "class_test": test,
        "class_IA": label,
    })
}

pub(crate) fn rel_weights(outcome: &Column, named: &Named) -> Value {
    let found = relative_weights(&complete(&[outcome], named).covariance().unwrap()).unwrap();
    let each = |value: fn(&esteem_analysis::stats::relative_weights::Driver) -> f64| {
        by_name(named.iter().map(|(name, _)| &**name), |i| value(&found.drivers[i]).into())
    };
    json!({
        "n": found.n,
        "R2": found.r2,
        "r": each(|driver| driver.correlation),
        "beta_std": each(|driver| driver.beta),
        "rel_weight": each(|driver| driver.weight),
        "rel_weight_pct": each(|driver| 100.0 * driver.share.unwrap()),
        "vif": each(|driver| driver.inflation),
    })
}

/// The map of attributes given by name, performance and importance.
pub(crate) fn ipa(attributes: &[(String, f64, f64)], low: f64, high: f64) -> Value {
    let place = |(_, performance, importance): &(String, f64, f64)| Place {
        performance: *performance,
        importance: *importance,
    };
    let places: Vec<Place> = attributes.iter().map(place).collect();
    let middle = f64::midpoint(low, high);
    let scale = Cross::Fixed(Place { performance: middle, importance: middle });
    let names = || attributes.iter().map(|(name, ..)| &**name);
    let at = |cross: &Cross| cross.at(&places).map(|cross| json!([cross.performance, cross.importance])).unwrap();
    let fields = |cross: &Cross| {
        let found = quadrants(&places, cross).unwrap();
        by_name(names(), |i| {
            Value::from(match found[i] {
                Quadrant::KeepUp => "keep_up",
                Quadrant::ConcentrateHere => "concentrate_here",
                Quadrant::LowPriority => "low_priority",
                Quadrant::PossibleOverkill => "possible_overkill",
            })
        })
    };
    json!({
        "crosshair_data": at(&Cross::Means),
        "crosshair_median": at(&Cross::Medians),
        "crosshair_scale": at(&scale),
        "quadrant_data": fields(&Cross::Means),
        "quadrant_median": fields(&Cross::Medians),
        "quadrant_scale": fields(&scale),
        "diagonal_gap_I_minus_P": by_name(names(), |i| places[i].shortfall().into()),
    })
}

pub(crate) fn kano(with: &Column, without: &Column) -> Value {
    let code = |answer: f64| answer as u8;
    let both = with.iter().zip(without).filter_map(|(with, without)| Some((code((*with)?), code((*without)?), 1)));
    let found = pairs::kano(both).unwrap();
    let letters = ["M", "O", "A", "I", "R", "Q"];
    let place = pairs::Category::ALL.iter().position(|category| *category == found.mode).unwrap();
    json!({
        "n": found.n,
        "counts": by_name(letters, |i| found.counts[i].into()),
        "mode": letters[place],
        "better": number(found.better.map(|share| share.value)),
        "worse": number(found.worse.map(|share| share.value)),
    })
}
