//! Quantiles, margins of error, sample sizes: the tables that textbooks print.

use esteem_analysis::stats::generator::Generator;
use esteem_analysis::stats::loss::{ASSUMED_RATES, Observed, Rate, uncertain_loss};
use esteem_analysis::stats::share::{clopper_pearson, wilson};
use esteem_analysis::stats::{Moments, chi_square, fisher, normal, planner, reliability, student};
use serde_json::{Value, json};

use super::files::fixture;
use super::leaves::{compare_values, lookup};

#[test]
fn tables() {
    let expected: Value = serde_json::from_slice(&fixture("tables.expected.json")).unwrap();
    let loss = five_level_loss();
    let ours = |steps: &[&str]| -> Option<Value> {
        let number = |text: &str| text.parse::<u64>().ok();
        match steps {
            ["wilson_examples", count, base, end] => {
                let ends = wilson(number(count)?, number(base)?);
                Some(json!(if *end == "0" { ends.low } else { ends.high }))
            }
            ["moe_share_5pct", base, end] => {
                let base = number(base)?;
                let ends = wilson(base / 20, base);
                Some(json!(if *end == "0" { ends.low } else { ends.high }))
            }
            ["clopper_pearson_upper_zero_events", n] => Some(json!(clopper_pearson(0, number(n)?).high)),
            ["rule_of_three", n] => Some(json!(planner::rule_of_three(number(n)?).unwrap())),
            ["moe_share_50pct", n] => Some(json!(planner::margin_of_share(0.5, number(n)?).unwrap())),
            ["moe_nps_p40_d20", n] => Some(json!(planner::margin_of_score(0.4, 0.2, number(n)?).unwrap())),
            ["moe_mean_sd1.3_7pt", n] => Some(json!(planner::margin_of_mean(1.3, number(n)?).unwrap())),
            ["n_per_group_d", d] => Some(json!(planner::needed_for_distance(d.parse().unwrap()).unwrap())),
            ["n_per_wave_share_diff_from_.70", rise] => {
                Some(json!(planner::needed_for_shares(0.7, 0.7 + rise.parse::<f64>().unwrap()).unwrap()))
            }
            ["fpc_moe_50pct_N500", n] => Some(json!(planner::margin_of_share_in(0.5, number(n)?, 500).unwrap())),
            ["alpha_ci_width_k4_a.80", n, end] => {
                let ends = reliability::feldt_interval(0.8, number(n)?, 4).unwrap();
                Some(json!(if *end == "0" { ends.low } else { ends.high }))
            }
            ["spearman_brown", r] => {
                Some(json!(reliability::spearman_brown(r.strip_prefix("r=")?.parse().unwrap()).unwrap()))
            }
            ["t_quantiles", df] => Some(json!(student::quantile(0.975, df.strip_prefix("df=")?.parse().unwrap()))),
            ["F_quantiles", "F(.975;23,69)"] => Some(json!(fisher::quantile(0.975, 23.0, 69.0))),
            ["F_quantiles", "F(.025;23,69)"] => Some(json!(fisher::quantile(0.025, 23.0, 69.0))),
            ["special", "norm_ppf_.975"] => Some(json!(normal::quantile(0.975))),
            ["special", "norm_cdf_1"] => Some(json!(normal::lower(1.0))),
            ["special", "chi2_ppf_.999_24"] => Some(json!(chi_square::quantile(0.999, 24.0))),
            ["special", "t_sf_2.0_df10_two_sided"] => Some(json!(student::two_sided(2.0, 10.0))),
            ["five_level_bayes_toy_counts_1to5", rest @ ..] => lookup(&loss, rest),
            [_, n, "1"] if steps[0].starts_with("multinomial_bootstrap") => Some(json!(bootstrap_error(number(n)?))),
            _ => None,
        }
    };
    // What was drawn is compared as far as ten thousand and four hundred thousand draws can agree.
    let tolerance = |steps: &[&str]| match steps {
        ["five_level_bayes_toy_counts_1to5", "mean" | "ci", ..] => Some(5e-3),
        [first, ..] if first.starts_with("multinomial_bootstrap") => Some(0.03),
        _ => None,
    };
    let later = |steps: &[&str]| match steps {
        [first, _, "0"] if first.starts_with("multinomial_bootstrap") => Some("seconds on somebody's machine"),
        _ => None,
    };
    compare_values("tables", &expected, ours, tolerance, later);
}

fn five_level_loss() -> Value {
    let (counts, kappa) = ([1, 2, 5, 12, 3], 50.0);
    let rates = ASSUMED_RATES.map(|rate| Rate::new(rate, kappa, Observed::default()).unwrap());
    let loss = uncertain_loss(&counts, &rates, 200_000, 1).unwrap();
    json!({
        "counts": counts, "kappa": kappa, "mean": loss.draws.mean(), "ci": [loss.interval.low, loss.interval.high],
        "analytic_mean": loss.mean,
    })
}

/// The standard deviation of the means of ten thousand tables of the shares of the reference.
fn bootstrap_error(n: u64) -> f64 {
    let counts = [2, 5, 12, 20, 27, 22, 12];
    let mut table = Vec::new();
    let means: Vec<f64> = (0..10_000)
        .map(|round| {
            Generator::new(0, round).multinomial(n, &counts, &mut table);
            table.iter().zip(1..).map(|(count, code)| *count as f64 * f64::from(code)).sum::<f64>() / n as f64
        })
        .collect();
    Moments::of(means.iter().map(|mean| (*mean, 1))).unwrap().sd()
}
