//! What the two surveys say about the rule of needs, about ratios and about loyalty.

use esteem_analysis::stats::waves::change;
use serde_json::{Map, Value, json};

use super::files::{real_file, real_reference};
use super::frame::{Column, Frame};
use super::leaves::{compare_values, lookup};
use super::refstats::compared::{counted, listed, nps, nps_weighted, two_props};
use super::sections;

#[test]
fn extra() {
    let Some(kiosk) = real_file("kiosk_servqual_kano_ipa.csv") else { return };
    let Some(sfo) = real_file("sfo_customer_survey_2016_2018.csv") else { return };
    let Some(expected) = real_reference("extra_findings") else { return };
    let mut ours = Map::new();
    let kiosk = Frame::read(&kiosk).only("P19", |answer| !answer.is_empty());
    of_kiosk(&kiosk, &mut ours);
    ours.insert("kiosk_compensation_regression".into(), sections::compensation(&kiosk));
    of_sfo(&Frame::read(&sfo), &mut ours);
    let ours = Value::Object(ours);
    let later = |steps: &[&str]| match steps {
        ["sfo2017_IA_bootstrap", _, "note"] => Some("a remark"),
        ["sfo2017_IA_bootstrap", ..] => Some("drawn at random: see the test of the labels in sections"),
        _ => None,
    };
    compare_values("extra", &expected, |steps| lookup(&ours, steps), |_| None, later);
}

/// The answers of those for whom something holds.
fn those(x: &Column, kept: &[bool]) -> Column {
    x.iter().zip(kept).filter(|(_, kept)| **kept).map(|(x, _)| *x).collect()
}

/// How many gave each answer, without those that nobody gave.
fn table(x: &Column) -> Value {
    counted(x).into_iter().map(|(value, count)| (value.to_string(), json!(count))).collect::<Map<_, _>>().into()
}

fn how_many(x: &Column, holds: impl Fn(f64) -> bool) -> u64 {
    x.iter().flatten().filter(|answer| holds(**answer)).count() as u64
}

fn of_kiosk(frame: &Frame, ours: &mut Map<String, Value>) {
    let security = frame.columns(&["P19", "P20", "P21"]);
    let n = frame.len();
    let facets: Vec<usize> = (0..n)
        .map(|row| security.iter().filter(|facet| facet[row].is_some_and(|answer| answer <= 2.0)).count())
        .collect();
    let violated: Vec<bool> = facets.iter().map(|count| *count > 0).collect();
    let kept: Vec<bool> = violated.iter().map(|violated| !violated).collect();
    let overall = frame.column("OS1");
    let (hurt, well) = (those(&overall, &violated), those(&overall, &kept));
    let by_count = (0..=3).map(|k| (k.to_string(), json!(facets.iter().filter(|count| **count == k).count())));
    ours.insert(
        "kiosk_OS1_by_security_violation".into(),
        json!({ "violated": table(&hurt), "not": table(&well), "n_facets_violated": Map::from_iter(by_count) }),
    );
    let all = |x: &Column| how_many(x, |_| true);
    let (low, low_of_well) = (how_many(&hurt, |x| x <= 2.0), how_many(&well, |x| x <= 2.0));
    ours.insert("kiosk_violated_still_top2".into(), listed(how_many(&hurt, |x| x >= 4.0), all(&hurt)));
    ours.insert("kiosk_violated_bottom2".into(), listed(low, all(&hurt)));
    ours.insert("kiosk_notviolated_bottom2".into(), listed(low_of_well, all(&well)));
    ours.insert("kiosk_bottom2_violated_vs_not".into(), two_props(low, all(&hurt), low_of_well, all(&well)));
    ours.insert("kiosk_bottom2_with_violation".into(), json!([low, low + low_of_well]));
    let loyalty = frame.column("LOY1");
    let top = |level: f64| {
        let of: Vec<bool> = overall.iter().map(|answer| *answer == Some(level)).collect();
        (level.to_string(), json!([how_many(&those(&loyalty, &of), |x| x == 5.0), of.iter().filter(|of| **of).count()]))
    };
    let levels = [1.0, 2.0, 3.0, 4.0, 5.0].map(top);
    ours.insert("kiosk_LOY1_top_by_OS1".into(), Map::from_iter(levels).into());
    let items = |letter: &str, of: &[u32]| {
        let names: Vec<String> = of.iter().map(|number| format!("{letter}{number:02}")).collect();
        frame.columns(&names.iter().map(String::as_str).collect::<Vec<_>>())
    };
    ours.insert("ratio_coding_dependence_security".into(), coding(&items("E", &[19, 20, 21]), &security));
    let every: Vec<u32> = (1..=24).collect();
    ours.insert("tau_sensitivity_overall".into(), bands(&items("E", &every), &items("P", &every)));
}

/// The sums of the answers of each respondent to all items.
fn sums(items: &[Column]) -> Vec<f64> {
    (0..items[0].len()).map(|row| items.iter().map(|item| item[row].unwrap()).sum()).collect()
}

fn coding(expected: &[Column], perceived: &[Column]) -> Value {
    let (e, p) = (sums(expected), sums(perceived));
    let (items, n) = (expected.len() as f64, e.len() as f64);
    let mean_of_ratios =
        |from: f64| e.iter().zip(&p).map(|(e, p)| (p - from * items) / (e - from * items)).sum::<f64>() / n;
    let of_means = |from: f64| (p.iter().sum::<f64>() - from * items * n) / (e.iter().sum::<f64>() - from * items * n);
    json!({
        "coding_1_7": mean_of_ratios(0.0), "coding_0_6": mean_of_ratios(1.0),
        "n_undefined_0_6": e.iter().filter(|e| **e == items).count(),
        "ratio_of_means_1_7": of_means(0.0), "ratio_of_means_0_6": of_means(1.0),
    })
}

fn bands(expected: &[Column], perceived: &[Column]) -> Value {
    let ratios: Vec<f64> = sums(expected).iter().zip(sums(perceived)).map(|(e, p)| p / e).collect();
    let below = |bound: f64| ratios.iter().filter(|ratio| **ratio < bound).count() as f64 / ratios.len() as f64;
    let band = |tau: f64| {
        let (lt, not_gt) = (below(1.0 - tau - 1e-12), below(1.0 + tau + 1e-12));
        (tau.to_string(), json!({ "lt": lt, "approx": not_gt - lt, "gt": 1.0 - not_gt }))
    };
    [0.0, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2].map(band).into_iter().collect::<Map<_, _>>().into()
}

fn of_sfo(frame: &Frame, ours: &mut Map<String, Value>) {
    let (safe, overall, scores) = (frame.column("Q10SAFE"), frame.column("Q7ALL"), frame.column("NETPRO"));
    let by_safety = |x: &Column, group: &dyn Fn(f64) -> bool| {
        those(x, &safe.iter().map(|safe| safe.is_some_and(group)).collect::<Vec<_>>())
    };
    let groups: [(&str, &dyn Fn(f64) -> bool); 4] =
        [("safe<=2", &|s| s <= 2.0), ("safe=3", &|s| s == 3.0), ("safe=4", &|s| s == 4.0), ("safe=5", &|s| s == 5.0)];
    let tables = groups.map(|(name, group)| (name.to_string(), table(&by_safety(&overall, group))));
    let by_group = groups.map(|(name, group)| (name.to_string(), nps(&by_safety(&scores, group))));
    ours.insert("sfo_Q7ALL_by_safe".into(), Map::from_iter(tables).into());
    ours.insert("sfo_NPS_by_safe".into(), Map::from_iter(by_group).into());
    let unsafe_ = by_safety(&overall, groups[0].1);
    ours.insert("sfo_unsafe_still_top2".into(), listed(how_many(&unsafe_, |x| x >= 4.0), how_many(&unsafe_, |_| true)));
    let promoters = |level: f64| {
        let of = those(&scores, &overall.iter().map(|answer| *answer == Some(level)).collect::<Vec<_>>());
        (level.to_string(), json!([how_many(&of, |x| x >= 9.0), how_many(&of, |_| true)]))
    };
    let levels = [1.0, 2.0, 3.0, 4.0, 5.0].map(promoters);
    ours.insert("sfo_promoter_share_by_Q7ALL".into(), Map::from_iter(levels).into());
    let weighted = |year: &str| {
        let wave = frame.only("WAVE", |wave| wave == year);
        let score = nps_weighted(&wave.column("NETPRO"), &wave.column("WEIGHT"));
        (score["nps"].as_f64().unwrap(), score["se"].as_f64().unwrap())
    };
    let change = change(weighted("2017"), weighted("2018")).unwrap();
    ours.insert(
        "nps_weighted_change_2018_2017".into(),
        json!({ "diff": change.difference, "se": change.se, "z": change.z }),
    );
}
