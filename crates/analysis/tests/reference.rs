//! Numbers against outside references: an independent implementation in Python, itself checked against R.
//!
//! Every numeric leaf of a reference file is either compared or named with the reason why not. Everything is
//! compared to 1e-9 relative, which leaves no room for a count that is off by one; classes are compared one by one.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use esteem_analysis::import::{read_mapping, read_responses, read_study};
use esteem_analysis::needs::{StandingCounts, State};
use esteem_analysis::plan::Table;
use esteem_analysis::report::{Answers, Estimate, Gap, Interval, Report};
use esteem_analysis::tally::Counts;
use esteem_analysis::{Responses, Selection, analyze, plan, tally};
use esteem_study::Study;
use serde_json::Value;

const TOLERANCE: f64 = 1e-9;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(name)).unwrap()
}

/// The folder of real survey data, which never becomes part of the product.
fn real_data() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("ESTEEM_SHARED").map_or_else(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

fn open(name: &str, csv: &[u8]) -> (Study, Responses) {
    let study = read_study(&fixture(&format!("{name}.study.json"))).unwrap().study;
    let mapping = read_mapping(&fixture(&format!("{name}.mapping.json"))).unwrap();
    let imported = read_responses(&study, csv, Some(&mapping), &|_| None, &mut |_| {}).unwrap();
    (study, imported.responses)
}

/// Written past the test runner's capture, because these counts are for whoever runs the tests.
fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

/// Numeric leaves of a JSON value by path.
fn leaves(value: &Value, path: String, found: &mut Vec<(String, f64)>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                leaves(value, format!("{path}/{name}"), found);
            }
        }
        Value::Array(values) => {
            for (i, value) in values.iter().enumerate() {
                leaves(value, format!("{path}/{i}"), found);
            }
        }
        Value::Number(number) => found.push((path, number.as_f64().unwrap())),
        Value::Bool(truth) => found.push((path, f64::from(u8::from(*truth)))),
        Value::String(_) | Value::Null => {}
    }
}

/// Compares every leaf for which `ours` has a number; the others must be named by `later`.
#[track_caller]
fn compare(
    name: &str,
    expected: &Value,
    ours: impl Fn(&[&str]) -> Option<f64>,
    later: impl Fn(&[&str]) -> Option<&'static str>,
) {
    let mut found = Vec::new();
    leaves(expected, String::new(), &mut found);
    let mut compared = 0;
    let mut left: BTreeMap<&'static str, (usize, BTreeSet<String>)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (path, theirs) in &found {
        let steps: Vec<&str> = path.split('/').skip(1).collect();
        match (ours(&steps), later(&steps)) {
            (Some(our), _) => {
                compared += 1;
                let is_close = (our - theirs).abs() <= TOLERANCE * theirs.abs().max(1e-3);
                if !is_close {
                    wrong.push(format!("{path}: {our} instead of {theirs}"));
                }
            }
            (None, Some(reason)) => {
                let entry = left.entry(reason).or_default();
                entry.0 += 1;
                entry.1.insert(steps.iter().take(2).copied().collect::<Vec<_>>().join("/"));
            }
            (None, None) => wrong.push(format!("{path}: neither compared nor left for later")),
        }
    }
    say(&format!("{name}: {compared} of {} leaves compared", found.len()));
    for (reason, (count, places)) in left {
        let places: Vec<String> = places.into_iter().take(6).collect();
        say(&format!("  {count} left: {reason} ({} …)", places.join(", ")));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn end(interval: &Option<Interval>, place: &str) -> Option<f64> {
    let interval = interval.as_ref()?;
    Some(if place == "0" { interval.low } else { interval.high })
}

fn gap_leaf(gap: &Gap, steps: &[&str]) -> Option<f64> {
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

fn describe_leaf(answers: &Answers, steps: &[&str]) -> Option<f64> {
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

fn loss_leaf(report: &Report, steps: &[&str]) -> Option<f64> {
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

fn answers<'a>(report: &'a Report, key: &str) -> Option<&'a Answers> {
    report.answers.iter().find(|answers| answers.key == key)
}

/// The tally of one respondent.
struct Person {
    gap: Option<[i32; 3]>,
    needs: Vec<Option<[i32; 3]>>,
    states: Vec<u64>,
}

fn person(study: &Study, responses: &Responses, row: usize) -> Person {
    let plan = plan(study, &Selection::default());
    let tally = tally(&plan, &responses.pick(&[row]));
    let mut person = Person { gap: None, needs: Vec::new(), states: Vec::new() };
    for (table, counts) in plan.tables.iter().zip(&tally.tables) {
        match (table, counts) {
            (Table::Gap(_), Counts::Sums(sums)) => person.gap = sums.keys().next().copied(),
            (Table::Need(_), Counts::Sums(sums)) => person.needs.push(sums.keys().next().copied()),
            (Table::Standings(_), Counts::Cells(cells)) => person.states = cells.clone(),
            _ => {}
        }
    }
    person
}

#[test]
fn toy24() {
    let (study, responses) = open("toy24", &fixture("toy24.csv"));
    let report = analyze(&study, &responses, &Selection::default());
    let expected: Value = serde_json::from_slice(&fixture("toy24.expected.json")).unwrap();
    let touchpoint = |name: &str| report.touchpoints.iter().find(|gap| gap.id == name);
    let key_of = |column: &str| match column.split_at(1) {
        ("E", number) if number.len() == 1 => format!("T{number}.expected"),
        ("P", number) if number.len() == 1 => format!("T{number}"),
        _ => column.to_string(),
    };
    let people: Vec<Person> = (0..responses.len()).map(|row| person(&study, &responses, row)).collect();
    let need = |name: &str| match name {
        "safety" => Some(0),
        "fairness" => Some(1),
        "respect" => Some(2),
        _ => None,
    };
    let states = report.states.as_ref().unwrap();
    let state_of = |class: &str| match class {
        "outraged" => Some(State::Outraged),
        "violated_uncorroborated" => Some(State::AtRisk),
        "swing" => Some(State::Swing),
        "respect_enhanced" => Some(State::Respected),
        "completely_satisfied" => Some(State::CompletelySatisfied),
        _ => None,
    };
    let share = |estimate: &Estimate, place: &str| match place {
        "0" => estimate.value,
        "1" => end(&estimate.interval, "0"),
        _ => end(&estimate.interval, "1"),
    };
    let ours = |steps: &[&str]| -> Option<f64> {
        match steps {
            ["describe", column, rest @ ..] => describe_leaf(answers(&report, &key_of(column))?, rest),
            ["gap", name, rest @ ..] => gap_leaf(touchpoint(name)?, rest),
            ["composite", rest @ ..] => gap_leaf(report.overall_gap.as_ref()?, rest),
            ["composite_person", what, row] => {
                let [pairs, e, p] = people[row.parse::<usize>().ok()?].gap?.map(f64::from);
                match *what {
                    "E" => Some(e / pairs),
                    "P" => Some(p / pairs),
                    "gap" => Some((p - e) / pairs),
                    "ratio" => Some(p / e),
                    _ => None,
                }
            }
            ["zone_of_tolerance", name, rest @ ..] => {
                let zone = report.zones.iter().find(|zone| zone.id == *name)?;
                match rest {
                    ["n_complete"] => Some(zone.complete as f64),
                    ["n_inconsistent"] => Some(zone.inconsistent as f64),
                    ["n"] => Some(zone.base as f64),
                    ["MSA_mean"] => zone.adequacy.value,
                    ["MSA_sd"] => zone.adequacy_sd,
                    ["MSS_mean"] => zone.superiority.value,
                    ["MSS_sd"] => zone.superiority_sd,
                    ["zone_width_mean"] => zone.width.value,
                    ["below"] => zone.below_share.value,
                    ["inside"] => zone.inside_share.value,
                    ["above"] => zone.above_share.value,
                    ["MSA_t_ci", place] => end(&zone.adequacy.interval, place),
                    ["MSS_t_ci", place] => end(&zone.superiority.interval, place),
                    _ => None,
                }
            }
            ["needs", "persons", row, field] => {
                let person = &people[row.parse::<usize>().ok()?];
                let counts = StandingCounts::new(&person.states);
                match *field {
                    "id" => responses.ids[row.parse::<usize>().ok()?].parse().ok(),
                    "violated_safety" => Some(counts.need(esteem_study::Need::Safety)[0] as f64),
                    "violated_fairness" => Some(counts.need(esteem_study::Need::Fairness)[0] as f64),
                    "enhanced" => Some(counts.need(esteem_study::Need::Respect)[3] as f64),
                    name => {
                        let [answered, sum, _] = person.needs[need(name)?]?.map(f64::from);
                        Some(100.0 * (sum / answered - 1.0) / 6.0)
                    }
                }
            }
            ["needs", "counts", class] => states.of(state_of(class)?).count.map(|count| count as f64),
            ["needs", "strict_violation_share", place] => share(&states.violated_share, place),
            ["needs", "corroborated_outrage_share", place] => share(&states.outraged_share, place),
            ["needs", "facet_violation_counts", facet] => {
                let facets = report.needs.iter().flat_map(|need| &need.facets);
                Some(facets.into_iter().find(|found| found.id == *facet)?.shares.counts?[0] as f64)
            }
            ["needs", "need_means_0_100", name] => report.needs[need(name)?].index.value,
            ["five_level", rest @ ..] => loss_leaf(&report, rest),
            ["csat_top2", "k"] => Some(2.0),
            ["csat_top2", rest @ ..] => {
                let csat = &report.overall.as_ref()?.satisfied_share;
                match rest {
                    ["count"] => Some((csat.value? * csat.base as f64).round()),
                    ["share"] => csat.value,
                    ["wilson", place] => end(&csat.interval, place),
                    _ => None,
                }
            }
            ["ces", rest @ ..] => describe_leaf(answers(&report, "CES")?, rest),
            _ => None,
        }
    };
    let later = |steps: &[&str]| match steps {
        [.., "wilcoxon_W" | "wilcoxon_p"] => Some("the signed-rank test is not in the report yet"),
        ["zone_of_tolerance", _, "position_mean" | "position_n"] => {
            Some("a mean of ratios; the report gives the ratio of means instead")
        }
        [
            "describe" | "gap" | "composite" | "composite_person" | "zone_of_tolerance" | "needs" | "five_level"
            | "csat_top2",
            ..,
        ] => None,
        _ => Some("other families of statistics"),
    };
    compare("toy24", &expected, ours, later);
    // Classes are texts and therefore no numeric leaves: they are compared one by one.
    let persons = expected["needs"]["persons"].as_array().unwrap();
    for (row, theirs) in persons.iter().enumerate() {
        let state = state_of(theirs["cls"].as_str().unwrap()).unwrap();
        let counts = StandingCounts::new(&people[row].states);
        assert_eq!(counts.state(state), 1, "row {row} is not {state:?}");
    }
    say(&format!("toy24: {} of {} classes compared", persons.len(), persons.len()));
}

#[test]
fn kiosk() {
    let Some(folder) = real_data() else {
        say("kiosk: skipped, because the folder of real data is not there");
        return;
    };
    let csv = std::fs::read(folder.join("kiosk_servqual_kano_ipa.csv")).unwrap();
    let (study, responses) = open("kiosk", &csv);
    let file = std::fs::read(folder.join("kiosk_servqual_kano_ipa.reference.json")).unwrap();
    let expected: Value = serde_json::from_slice(&file).unwrap();
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
            [.., "wilcoxon_W" | "wilcoxon_p"] => Some("the signed-rank test is not in the report yet"),
            ["n_rows" | "item_gap" | "dimension_gap" | "overall_gap" | "describe" | "five_level_OS1", ..] => None,
            _ => Some("other families of statistics"),
        };
        compare(&format!("kiosk, {part}"), &expected[part], ours, later);
    }
}
