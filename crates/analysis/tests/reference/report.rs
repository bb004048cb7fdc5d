//! Leaves of the reference files as the report has them.

use esteem_analysis::report::{Answers, Estimate, Gap, Importance, Interval, Reliability, Report};

pub(crate) fn end(interval: &Option<Interval>, place: &str) -> Option<f64> {
    let interval = interval.as_ref()?;
    Some(if place == "0" { interval.low } else { interval.high })
}

pub(crate) fn gap_leaf(gap: &Gap, steps: &[&str]) -> Option<f64> {
    let test = gap.test;
    let shares = gap.shares.iter().find(|shares| shares.band == 0.0)?;
    let tolerance = gap.ratio.shares.iter().find(|shares| shares.tolerance == 0.05)?;
    match steps {
        ["n"] => Some(gap.base as f64),
        ["mean_E"] => gap.expected.value,
        ["mean_P"] => gap.perceived.value,
        ["mean_gap"] => gap.gap.value,
        ["sd_gap"] => test.map(|test| test.sd),
        ["se_gap"] => test.map(|test| test.se),
        ["t_ci", place] => end(&gap.gap.interval, place),
        ["t"] => test.map(|test| test.t),
        ["p"] => test.map(|test| test.p),
        ["d_z"] => test.map(|test| test.effect),
        ["cor_EP"] => test?.correlation,
        ["wilcoxon_W"] => test?.ranks.map(|ranks| ranks.w),
        ["wilcoxon_p"] => test?.ranks.map(|ranks| ranks.p),
        ["share_below"] => shares.below_share.value,
        ["share_equal"] => shares.met_share.value,
        ["share_above"] => shares.above_share.value,
        ["mean_of_ratios"] => gap.ratio.mean_of_ratios.value,
        ["n_ratio_undefined"] => Some(gap.ratio.undefined as f64),
        ["ratio_of_means"] => gap.ratio.of_means.value,
        ["ratio_of_means_log_delta_ci", place] => end(&gap.ratio.of_means_log_delta, place),
        ["ratio_of_means_fieller_t_ci", place] => end(&gap.ratio.of_means.interval, place),
        ["ratio_states_tau", "tau"] => Some(tolerance.tolerance),
        ["ratio_states_tau", "lt"] => tolerance.below_share.value,
        ["ratio_states_tau", "approx"] => tolerance.matched_share.value,
        ["ratio_states_tau", "gt"] => tolerance.exceeded_share.value,
        // The reference counts expectations at the top; the report's lock also counts those within the tolerance of it.
        ["ceiling_locked_share"] => gap.expected_top_share.value,
        _ => None,
    }
}

pub(crate) fn describe_leaf(answers: &Answers, steps: &[&str]) -> Option<f64> {
    let codes = answers.codes.as_ref()?;
    let share = |estimate: &Estimate, steps: &[&str]| match steps {
        ["k"] => Some(2.0),
        ["count"] => Some((estimate.value? * estimate.base as f64).round()),
        ["share"] => estimate.value,
        ["wilson", place] => end(&estimate.interval, place),
        _ => None,
    };
    match steps {
        ["n"] => Some(answers.base as f64),
        ["n_missing"] => Some(answers.absent.in_order().iter().sum::<u64>() as f64),
        ["mean"] => codes.mean.value,
        ["sd"] => codes.sd,
        ["se"] => Some(codes.sd? / libm::sqrt(answers.base as f64)),
        ["t_ci", place] => end(&codes.mean.interval, place),
        ["median"] => codes.median.value,
        ["counts", code] => {
            let level = answers.levels.as_ref()?.iter().find(|level| level.code.to_string() == *code)?;
            Some(level.count as f64)
        }
        ["top_box", rest @ ..] => share(&codes.top_two_share, rest),
        ["bottom_box", rest @ ..] => share(&codes.bottom_two_share, rest),
        ["ceiling_share"] => codes.top_share.value,
        ["floor_share"] => codes.bottom_share.value,
        _ => None,
    }
}

pub(crate) fn loss_leaf(report: &Report, steps: &[&str]) -> Option<f64> {
    let overall = report.overall.as_ref()?;
    let loss = &overall.loss;
    match steps {
        ["n"] => Some(overall.base as f64),
        ["shares", level] => {
            overall.levels.as_ref()?.iter().find(|count| count.code.to_string() == *level)?.share.value
        }
        ["expected_loss"] => loss.expected_share.value,
        ["se_sampling"] => loss.se,
        ["ci_sampling", place] => end(&loss.expected_share.interval, place),
        ["range_from_1_2pct_band", place] => Some(loss.top_range?[place.parse::<usize>().ok()?]),
        _ => None,
    }
}

/// A leaf of the relative weights; `id` is the driver's id of a name in the reference.
pub(crate) fn weights_leaf(importance: &Importance, steps: &[&str], id: impl Fn(&str) -> String) -> Option<f64> {
    let explained = importance.explained_share.value;
    let driver = |name: &str| importance.drivers.iter().find(|driver| driver.id == id(name));
    match steps {
        ["n"] => Some(importance.base as f64),
        ["R2"] => explained,
        ["r", name] => driver(name)?.correlation.value,
        ["beta_std", name] => driver(name)?.beta.value,
        ["rel_weight", name] => Some(driver(name)?.importance_share.value? * explained?),
        ["rel_weight_pct", name] => Some(100.0 * driver(name)?.importance_share.value?),
        ["vif", name] => driver(name)?.inflation,
        _ => None,
    }
}

/// A leaf of an alpha; `id` is the item's id of a name in the reference.
pub(crate) fn alpha_leaf(block: &Reliability, steps: &[&str], id: impl Fn(&str) -> String) -> Option<f64> {
    let item = |name: &str| block.items.iter().find(|item| item.id == id(name));
    match steps {
        ["n"] => Some(block.base as f64),
        ["k"] => Some(block.items.len() as f64),
        ["alpha"] => block.alpha.value,
        ["feldt_ci", place] => end(&block.alpha.interval, place),
        ["alpha_standardized"] => block.standardised_alpha,
        ["mean_inter_item_r"] => block.mean_correlation,
        ["sem_sum_score"] => Some(block.error_of_mean? * block.items.len() as f64),
        ["items", name, "item_rest_r"] => item(name)?.rest_correlation.value,
        ["items", name, "alpha_if_deleted"] => item(name)?.alpha_without.value,
        _ => None,
    }
}

pub(crate) fn answers<'a>(report: &'a Report, key: &str) -> Option<&'a Answers> {
    report.answers.iter().find(|answers| answers.key == key)
}
