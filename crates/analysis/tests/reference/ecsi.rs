//! Two hundred and fifty users of mobile phones: the European customer satisfaction index.

use serde_json::{Value, json};

use super::files::{real_file, real_reference};
use super::frame::Frame;
use super::leaves::{compare_values, lookup};
use super::refstats::related::{Named, alpha, drivers, omega};

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
    let ours = json!({
        "alpha": blocks(2, alpha),
        "omega": blocks(3, omega),
        "drivers_CUSA1_on_PERQ_lo6_hi9": drivers(&frame.column("CUSA1"), &frame.numbered("PERQ", 7), 6.0, 9.0),
    });
    compare_values("ecsi_mobi", &expected, |steps| lookup(&ours, steps), |_| None, later);
}

/// What is not compared in any of the files.
pub(crate) fn later(steps: &[&str]) -> Option<&'static str> {
    match steps {
        [.., "note"] => Some("a remark"),
        [.., "paf_iterations"] => Some("rounds depend on the last bits"),
        [.., "omega_factor_analyzer_minres_std"] => Some("a second package's rounded optimum"),
        [.., "omega_ml_std" | "omega_ml_raw"] => Some("another estimator, maximum likelihood"),
        _ => Some("comparisons: see compared"),
    }
}
