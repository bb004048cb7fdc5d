//! Two hundred and fifty users of mobile phones: the European customer satisfaction index.

use serde_json::{Value, json};

use super::files::{real_file, real_reference};
use super::frame::Frame;
use super::leaves::{compare_values, lookup, not_compared};
use super::refstats::compared::{acsi_like, careless, describe, exact_boot, gap};
use super::refstats::related::{Named, alpha, complete, drivers, omega};

const BLOCKS: [(&str, usize); 6] = [("IMAG", 5), ("CUEX", 3), ("PERQ", 7), ("PERV", 2), ("CUSA", 3), ("CUSL", 3)];

#[test]
fn ecsi_mobi() {
    let (Some(csv), Some(expected)) = (real_file("ecsi_mobi.csv"), real_reference("ecsi_mobi")) else { return };
    let frame = Frame::read(&csv);
    let blocks = |least: usize, value: fn(&Named) -> Value| {
        let blocks = BLOCKS.iter().filter(|(_, items)| *items >= least);
        let each = blocks.map(|(name, items)| (name.to_string(), value(&frame.numbered(name, *items))));
        Value::Object(each.collect())
    };
    let column = |name: &str| frame.column(name);
    let pair = |expected: &str, perceived: &str| gap(&column(expected), &column(perceived), 10.0);
    let satisfaction = frame.columns(&["CUSA1", "CUSA2", "CUSA3"]);
    let one_factor = complete(&[], &frame.numbered("CUSA", 3)).covariance().unwrap();
    let loadings = esteem_analysis::stats::omega::omega(&one_factor).unwrap().loadings;
    let weights: Vec<f64> = loadings.iter().zip(one_factor.deviations()).map(|(loading, sd)| loading / sd).collect();
    let described = ["CUSA1", "CUSA2", "CUSA3", "CUSL3", "CUSCO"];
    let described = described.map(|name| (name.to_string(), describe(&column(name), 1, 10)));
    let ours = json!({
        "gap_overall_quality_CUEX1_PERQ1": pair("CUEX1", "PERQ1"),
        "gap_need_fit_CUEX2_PERQ4": pair("CUEX2", "PERQ4"),
        "gap_reliability_CUEX3_PERQ6": pair("CUEX3", "PERQ6"),
        "acsi_like_equal": acsi_like(&satisfaction, 1.0, 10.0, None),
        "acsi_like_loading_weights": acsi_like(&satisfaction, 1.0, 10.0, Some(&weights)),
        "describe": Value::Object(described.into_iter().collect()),
        "exact_bootstrap_CUSA1": exact_boot(&column("CUSA1")),
        "careless_24": careless(&frame.columns(frame.names())),
        "alpha": blocks(2, alpha),
        "omega": blocks(3, omega),
        "drivers_CUSA1_on_PERQ_lo6_hi9": drivers(&frame.column("CUSA1"), &frame.numbered("PERQ", 7), 6.0, 9.0),
    });
    compare_values("ecsi_mobi", &expected, |steps| lookup(&ours, steps), |_| None, not_compared);
}
