//! Two hundred and seven users of a self-service kiosk: expected and perceived, importance and satisfaction.

use std::collections::BTreeSet;

use esteem_analysis::{Selection, analyze};

use super::files::{open, real_file, real_reference};
use super::leaves::compare;
use super::report::{answers, describe_leaf, gap_leaf, loss_leaf};

#[test]
fn kiosk() {
    let Some(csv) = real_file("kiosk_servqual_kano_ipa.csv") else { return };
    let (study, responses) = open("kiosk", &csv);
    let Some(expected) = real_reference("kiosk_servqual_kano_ipa") else { return };
    let mut kept = Selection::default();
    kept.segments.insert("authors_dropped".into(), BTreeSet::from(["0".to_string()]));
    for (part, selection) in [("all_rows", Selection::default()), ("authors_clean_194", kept)] {
        let report = analyze(&study, &responses, &selection);
        let ours = |steps: &[&str]| match steps {
            ["n_rows"] => Some(report.responses as f64),
            ["item_gap", item, rest @ ..] => {
                gap_leaf(report.touchpoints.iter().find(|gap| gap.id == format!("K{item}"))?, rest)
            }
            ["dimension_gap", name, rest @ ..] => gap_leaf(report.dimensions.iter().find(|gap| gap.id == *name)?, rest),
            ["overall_gap", rest @ ..] => gap_leaf(report.overall_gap.as_ref()?, rest),
            ["describe", key, rest @ ..] => describe_leaf(answers(&report, key)?, rest),
            ["five_level_OS1", rest @ ..] => loss_leaf(&report, rest),
            _ => None,
        };
        let later = |steps: &[&str]| match steps {
            ["n_rows" | "item_gap" | "dimension_gap" | "overall_gap" | "describe" | "five_level_OS1", ..] => None,
            _ => Some("other families of statistics"),
        };
        compare(&format!("kiosk, {part}"), &expected[part], ours, later);
    }
}
