//! Twenty-two items about the quality of a service, nearly all of which say the same.

use serde_json::json;

use super::files::{real_file, real_reference};
use super::frame::{Column, Frame};
use super::leaves::{compare_values, lookup, not_compared};
use super::refstats::compared::{careless, describe};
use super::refstats::related::{Named, alpha, omega, rel_weights};

#[test]
fn csem_sq_service_quality() {
    let Some(csv) = real_file("csem_sq_service_quality.csv") else { return };
    let Some(expected) = real_reference("csem_sq_service_quality") else { return };
    let frame = Frame::read(&csv);
    let level =
        |name: &str| frame.column(name).into_iter().map(|answer| Some(answer? / 20.0 + 1.0)).collect::<Column>();
    let names = frame.names().iter().filter(|name| *name != "sat");
    let items: Named = names.map(|name| (name.clone(), level(name))).collect();
    let columns: Vec<Column> = items.iter().map(|(_, column)| column.clone()).collect();
    let ours = json!({
        "describe_sat": describe(&level("sat"), 1, 6),
        "careless": careless(&columns),
        "alpha22": alpha(&items),
        "omega22": omega(&items),
        "relative_weights_sat": rel_weights(&level("sat"), &items),
    });
    compare_values("csem_sq_service_quality", &expected, |steps| lookup(&ours, steps), |_| None, not_compared);
}
