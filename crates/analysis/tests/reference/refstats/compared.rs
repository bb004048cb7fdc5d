//! One variable, two groups, weights, quality of the answers.

use std::collections::BTreeMap;

use esteem_analysis::stats::bootstrap::bootstrap_mean;
use esteem_analysis::stats::dominance::dominance;
use esteem_analysis::stats::index::index;
use esteem_analysis::stats::levels::{Levels, Share};
use esteem_analysis::stats::linked::paired;
use esteem_analysis::stats::loss::{ASSUMED_RATES, ASSUMED_TOP_RANGE, expected_loss};
use esteem_analysis::stats::quality::summary::summary;
use esteem_analysis::stats::ratio::{fieller, log_delta};
use esteem_analysis::stats::recommendation::{recommendation, weighted_recommendation};
use esteem_analysis::stats::share::two_shares;
use esteem_analysis::stats::signed_rank::signed_rank;
use esteem_analysis::stats::two_means::{distance, welch};
use esteem_analysis::stats::weights::raking::{Cell, REFUSE_BELOW, rake};
use esteem_analysis::stats::weights::{weighted_mean, weighted_share};
use esteem_analysis::stats::{Ends, Fraction, Joint, Moments, Z, wilson};
use serde_json::{Map, Value, json};

use crate::frame::Column;

pub(crate) fn ends(ends: Ends) -> Value {
    json!([ends.low, ends.high])
}

/// The values of a column with their counts, lowest first.
pub(crate) fn counted(column: &Column) -> Vec<(f64, u64)> {
    let mut values: Vec<f64> = column.iter().flatten().copied().collect();
    values.sort_by(f64::total_cmp);
    values.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u64)).collect()
}

fn whole(column: &Column) -> Vec<(i64, u64)> {
    counted(column).into_iter().map(|(value, count)| (value as i64, count)).collect()
}

fn share(how_many: usize, share: Share) -> Value {
    json!({ "k": how_many, "count": share.count, "share": share.share, "wilson": ends(share.interval) })
}

pub(crate) fn describe(x: &Column, lo: i64, hi: i64) -> Value {
    let levels = Levels::new(lo, hi, whole(x)).unwrap();
    let moments = levels.moments().unwrap();
    let counts: Map<String, Value> = levels.counted().map(|(code, count)| (code.to_string(), count.into())).collect();
    json!({
        "n": moments.n, "n_missing": x.len() as u64 - moments.n, "mean": moments.mean, "sd": moments.sd(),
        "se": moments.se(), "t_ci": moments.t_interval().map(ends), "median": levels.median().unwrap(),
        "counts": counts, "top_box": share(2, levels.top(2).unwrap()), "bottom_box": share(2, levels.bottom(2).unwrap()),
        "ceiling_share": levels.top(1).unwrap().share, "floor_share": levels.bottom(1).unwrap().share,
    })
}

/// The difference of two means of whole answers, as the fraction that it is.
fn difference(e: f64, p: f64) -> Fraction {
    let is_whole = |x: f64| (x - x.round()).abs() < 1e-7;
    let items = (1..=100).find(|k| is_whole(e * f64::from(*k)) && is_whole(p * f64::from(*k))).unwrap();
    Fraction::new(((p * f64::from(items)).round() - (e * f64::from(items)).round()) as i64, items)
}

pub(crate) fn gap(e: &Column, p: &Column, hi: f64) -> Value {
    const TAU: f64 = 0.05;
    let pairs: Vec<(f64, f64)> = e.iter().zip(p).filter_map(|(e, p)| Some(((*e)?, (*p)?))).collect();
    let n = pairs.len() as f64;
    let differences: Vec<Fraction> = pairs.iter().map(|(e, p)| difference(*e, *p)).collect();
    let moments = Moments::of(differences.iter().map(|gap| (gap.value(), 1))).unwrap();
    let joint = Joint::of(pairs.iter().map(|(e, p)| (*e, *p, 1))).unwrap();
    let test = paired(&joint).unwrap();
    let ranks = signed_rank(differences.iter().map(|gap| (*gap, 1))).ok();
    let ratios: Vec<f64> = pairs.iter().filter(|(e, _)| *e != 0.0).map(|(e, p)| p / e).collect();
    let below = |bound: f64| ratios.iter().filter(|ratio| **ratio < bound).count() as f64 / ratios.len() as f64;
    let (lt, not_gt) = (below(1.0 - TAU - 1e-12), below(1.0 + TAU + 1e-12));
    let sign = |sign| differences.iter().filter(|gap| gap.sign() == sign).count() as f64 / n;
    json!({
        "n": moments.n, "mean_E": joint.mean_x, "mean_P": joint.mean_y, "mean_gap": moments.mean,
        "sd_gap": moments.sd(), "se_gap": moments.se(), "t_ci": moments.t_interval().map(ends), "t": test.t, "p": test.p,
        "d_z": test.effect, "cor_EP": joint.correlation(),
        "wilcoxon_W": ranks.map(|ranks| ranks.w()), "wilcoxon_p": ranks.map(|ranks| ranks.p),
        "share_below": sign(std::cmp::Ordering::Less), "share_equal": sign(std::cmp::Ordering::Equal),
        "share_above": sign(std::cmp::Ordering::Greater),
        "mean_of_ratios": ratios.iter().sum::<f64>() / ratios.len() as f64, "n_ratio_undefined": pairs.len() - ratios.len(),
        "ratio_of_means": joint.mean_y / joint.mean_x, "ratio_of_means_log_delta_ci": log_delta(&joint).map(ends),
        "ratio_of_means_fieller_t_ci": fieller(&joint).map(ends),
        "ratio_states_tau": { "tau": TAU, "lt": lt, "approx": not_gt - lt, "gt": 1.0 - not_gt },
        "ceiling_locked_share": pairs.iter().filter(|(e, _)| *e == hi).count() as f64 / n,
    })
}

pub(crate) fn nps(x: &Column) -> Value {
    let score = recommendation(whole(x)).unwrap();
    json!({
        "n": score.n, "promoters": score.promoters, "detractors": score.detractors, "passives": score.passives,
        "nps": score.score, "se": score.se, "wald_ci": ends(score.wald),
        "adjusted_wald3": { "center": score.adjusted_score, "ci": ends(score.adjusted) },
    })
}

pub(crate) fn nps_weighted(x: &Column, w: &Column) -> Value {
    let answers = x.iter().zip(w).filter_map(|(x, w)| Some(((*x)? as i64, (*w)?, 1)));
    let score = weighted_recommendation(answers).unwrap();
    json!({ "nps": score.mean, "se": score.se })
}

pub(crate) fn two_groups(a: &Column, b: &Column) -> Value {
    let (a, b) = (counted(a), counted(b));
    let moments = |group: &[(f64, u64)]| Moments::of(group.iter().copied()).unwrap();
    let (first, second) = (moments(&a), moments(&b));
    let (test, effect) = (welch(&first, &second).unwrap(), distance(&first, &second).unwrap());
    let ranks = dominance(a, b).unwrap();
    json!({
        "n": ranks.n, "means": [first.mean, second.mean], "diff": test.difference, "se": test.se, "t": test.t,
        "df": test.df, "p": test.p, "diff_ci": ends(test.interval), "cohen_d": effect.d, "hedges_g": effect.g,
        "U": ranks.u, "p_mw": ranks.p, "cliffs_delta": ranks.delta, "cliffs_var": ranks.variance,
        "cliffs_ci": ends(ranks.interval_at(Z)),
    })
}

pub(crate) fn two_props(k1: u64, n1: u64, k2: u64, n2: u64) -> Value {
    let shares = two_shares(k1, n1, k2, n2).unwrap();
    json!({
        "p1": shares.first, "p2": shares.second, "diff": shares.difference, "newcombe_ci": ends(shares.interval),
        "z_pooled": shares.z, "p": shares.p, "cohen_h": shares.h,
    })
}

pub(crate) fn weighted(x: &Column, w: &Column, hi: f64) -> Value {
    let answers: Vec<(f64, f64)> = x.iter().zip(w).filter_map(|(x, w)| Some(((*x)?, (*w)?))).collect();
    let mean = weighted_mean(answers.iter().map(|(x, w)| (*x, *w, 1))).unwrap();
    let top = weighted_share(answers.iter().map(|(x, w)| (*x >= hi - 1.0, *w, 1))).unwrap();
    json!({
        "n": mean.design.n, "sum_w": mean.design.total, "mean": mean.mean, "se_lin": mean.se, "ci": ends(mean.interval),
        "kish_neff": mean.design.effective_n, "deff_kish": mean.design.effect, "top_share": top.share,
        "top_se_lin": top.se, "neff_lin": top.effective_n, "deff_lin": mean.design.n as f64 / top.effective_n,
        "wilson_neff_lin": ends(top.interval), "wilson_neff_kish": ends(top.kish_interval),
    })
}

pub(crate) fn exact_boot(x: &Column) -> Value {
    let bootstrap = bootstrap_mean(whole(x)).unwrap();
    let correction = bootstrap.correction.unwrap();
    json!({
        "n": bootstrap.n, "mean": bootstrap.mean, "exact_percentile": ends(bootstrap.percentile), "z0": correction.z0,
        "accel": correction.acceleration, "bca_levels": correction.levels, "exact_bca": ends(bootstrap.bca),
        "boot_se": bootstrap.se,
    })
}

/// Rows of several columns.
pub(crate) fn rows(columns: &[Column]) -> Vec<Vec<Option<f64>>> {
    (0..columns[0].len()).map(|row| columns.iter().map(|column| column[row]).collect()).collect()
}

pub(crate) fn careless(x: &[Column]) -> Value {
    let summary = summary(&rows(x)).unwrap();
    let mahalanobis = summary.outliers.as_ref().ok().map(|outliers| {
        let distances = Moments::of(outliers.distances.iter().map(|distance| (*distance, 1))).unwrap();
        json!({
            "max": outliers.distances.iter().copied().fold(0.0, f64::max), "mean": distances.mean,
            "n_over_chi2_999": (0..outliers.distances.len()).filter(|row| outliers.is_rare(*row)).count(),
            "threshold": outliers.threshold,
        })
    });
    json!({
        "k": summary.items, "longstring_mean": summary.longest_run.mean, "longstring_max": summary.longest_run_of_all,
        "n_longstring_ge_half": summary.runs_over_half, "irv_mean": summary.variability.mean,
        "irv_sd": summary.variability.sd(), "n_irv_zero": summary.without_variation, "mahalanobis": mahalanobis,
    })
}

pub(crate) fn churn(x: &Column) -> Value {
    let mut counts = [0; 5];
    for (level, count) in whole(x) {
        counts[level as usize - 1] = count;
    }
    let loss = expected_loss(&counts, &ASSUMED_RATES, ASSUMED_TOP_RANGE).unwrap();
    let share = |(level, count): (usize, &u64)| ((level + 1).to_string(), json!(*count as f64 / loss.n as f64));
    let shares: Map<String, Value> = counts.iter().enumerate().map(share).collect();
    json!({
        "n": loss.n, "shares": shares, "expected_loss": loss.share, "se_sampling": loss.se,
        "ci_sampling": ends(loss.interval), "range_from_1_2pct_band": ends(loss.range),
    })
}

pub(crate) fn acsi_like(x: &[Column], lo: f64, hi: f64, w: Option<&[f64]>) -> Value {
    let equal = vec![1.0; x.len()];
    let complete: Vec<Vec<f64>> = rows(x).into_iter().filter_map(|row| row.into_iter().collect()).collect();
    let patterns = complete.iter().map(|row| (row.as_slice(), 1));
    let index = index(patterns, w.unwrap_or(&equal), lo, hi).unwrap();
    json!({
        "n": index.n, "weights": index.weights, "index": index.index, "se": index.se,
        "t_ci": index.interval.map(ends),
    })
}

/// A share with its interval, as the reference lists it.
pub(crate) fn listed(k: u64, n: u64) -> Value {
    let interval = wilson(k, n);
    json!([k, n, interval.low, interval.high])
}

/// The name of a margin, the category of each row, and the share that is aimed at for each category.
type Margin<'a> = (&'a str, &'a [&'a str], &'a [(&'a str, f64)]);

/// Weights that rake two columns of texts to the targets, and what comes of them: the order of the targets is the order
/// of the rounds.
pub(crate) fn raking(margins: [Margin; 2], cell_name: impl Fn(&str, &str) -> String) -> (Value, Vec<f64>) {
    let place = |margin: usize, row: usize| {
        let (_, texts, targets) = margins[margin];
        targets.iter().position(|(category, _)| *category == texts[row]).unwrap()
    };
    let mut counts: BTreeMap<[usize; 2], u64> = BTreeMap::new();
    for row in 0..margins[0].1.len() {
        *counts.entry([place(0, row), place(1, row)]).or_default() += 1;
    }
    let cells: Vec<Cell> = counts
        .iter()
        .map(|(categories, count)| Cell { categories: categories.to_vec(), count: *count, weight: 1.0 })
        .collect();
    let targets = margins.map(|(_, _, targets)| targets.iter().map(|(_, share)| *share).collect::<Vec<_>>());
    let raked = rake(&cells, &targets, REFUSE_BELOW, false).unwrap();
    let name = |[a, b]: &[usize; 2]| cell_name(margins[0].2[*a].0, margins[1].2[*b].0);
    let cell_weights: Map<String, Value> =
        counts.keys().zip(&raked.weights).map(|(cell, weight)| (name(cell), json!(weight))).collect();
    let cell_n: Map<String, Value> = counts.iter().map(|(cell, count)| (name(cell), json!(count))).collect();
    let weight = |row| raked.weights[counts.keys().position(|cell| *cell == [place(0, row), place(1, row)]).unwrap()];
    let weights = (0..margins[0].1.len()).map(weight).collect();
    let all_targets: Map<String, Value> = margins
        .iter()
        .map(|(name, _, targets)| {
            (name.to_string(), targets.iter().map(|(category, share)| (category.to_string(), json!(share))).collect())
        })
        .collect();
    let value = json!({
        "n": margins[0].1.len(), "targets": all_targets, "cell_weights": cell_weights, "cell_n": cell_n,
        "deff_kish": raked.design.effect,
    });
    (value, weights)
}
