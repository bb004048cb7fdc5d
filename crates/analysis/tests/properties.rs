//! What must hold for all answers and all files. A few cases each by default; with `ESTEEM_FULL=1` many.

#![allow(clippy::unwrap_used)]

mod common;

use common::{accounted, estimates, read, report_of, shop, sound};
use esteem_analysis::import::{read_mapping, read_responses, read_study};
use esteem_analysis::report::{Priority, Report};
use esteem_analysis::words::{self, Language};
use esteem_analysis::{Responses, Selection, analyze, plan, report, tally};
use esteem_study::Study;
use esteem_study::study::{AnswerForm, Better};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

fn config() -> ProptestConfig {
    let cases = if std::env::var_os("ESTEEM_FULL").is_some() { 1_000 } else { 40 };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

const SEVEN: &[&str] = &["1", "2", "3", "4", "5", "6", "7"];
const FOUR: &[&str] = &["1", "2", "3", "4"];

/// Columns and the answers that they can hold.
const COLUMNS: [(&str, &[&str]); 28] = [
    ("T1.expected", SEVEN),
    ("T1", SEVEN),
    ("T1.adequate", SEVEN),
    ("T1.desired", SEVEN),
    ("T2.expected", SEVEN),
    ("T2", SEVEN),
    ("T2.importance", SEVEN),
    ("T3.expected", SEVEN),
    ("T3", SEVEN),
    ("S1", SEVEN),
    ("S2", SEVEN),
    ("F1", SEVEN),
    ("F2", SEVEN),
    ("R1", SEVEN),
    ("R2", SEVEN),
    ("O", &["1", "2", "3", "4", "5"]),
    ("ANG", SEVEN),
    ("AWAY", SEVEN),
    ("TOLD", &["0", "1", "20"]),
    ("SPENT", &["-1.5", "0", "99.99"]),
    ("WHY", &["price", "place"]),
    ("USED", &["cafe", "cafe;wifi", "none"]),
    ("INC", &["none", "harm", "cheat;harm", "slight", "queue"]),
    ("INC.harm.severity", FOUR),
    ("INC.harm.resolution", FOUR),
    ("INC.cheat.severity", FOUR),
    ("branch", &["east", "west"]),
    ("state", &["complete", "partial"]),
];
const MISSING: [&str; 7] = ["", "skipped", "dont_know", "not_applicable", "not_asked", "broke_off", "banana"];

/// What one respondent did with each column: whether there is a value, and which one.
type Row = Vec<(u8, u8)>;

fn rows(most: usize) -> impl Strategy<Value = Vec<Row>> {
    vec(vec((any::<u8>(), any::<u8>()), COLUMNS.len()), 0..most)
}

fn cell(column: usize, (presence, value): (u8, u8)) -> &'static str {
    let (name, values) = COLUMNS[column];
    let is_missing = presence < 50 && !matches!(name, "branch" | "state");
    if is_missing { MISSING[usize::from(presence) % MISSING.len()] } else { values[usize::from(value) % values.len()] }
}

fn csv(rows: &[Row]) -> String {
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let mut text = names.join(",") + "\n";
    // A row of its own keeps the file from being refused as one without rows; it is a try-out and never counted.
    text = text.replacen('\n', ",response.test\n", 1) + &",".repeat(COLUMNS.len()) + "true\n";
    for row in rows {
        let cells: Vec<&str> = row.iter().enumerate().map(|(column, what)| cell(column, *what)).collect();
        text += &(cells.join(",") + ",\n");
    }
    text
}

fn responses(study: &Study, rows: &[Row]) -> Responses {
    read(study, csv(rows), None).unwrap().responses
}

fn report_rows(study: &Study, rows: &[Row]) -> Report {
    report_of(study, &csv(rows))
}

/// Turns every rating item round, and every scale as well if `both`.
fn turned(mut study: Study, both: bool) -> Study {
    for item in &mut study.items {
        if matches!(item.answer, AnswerForm::Rating { .. }) {
            item.reverse = !item.reverse;
        }
    }
    for scale in study.scales.iter_mut().filter(|_| both) {
        scale.better = if scale.better == Better::Higher { Better::Lower } else { Better::Higher };
    }
    study
}

/// The report without what may depend on values even where nothing is shown: whom a figure rests on, and why it is
/// missing.
fn shown(report: &Report) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for name in ["base", "reason", "inconsistent", "silent", "notes", "partial", "verdict"] {
                    fields.remove(name);
                }
                fields.values_mut().for_each(strip);
            }
            Value::Array(values) => values.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(report).unwrap();
    strip(&mut value);
    value
}

/// Equal but for the last digits, which depend on the order in which levels are summed.
fn near(one: &Value, other: &Value, path: &str) {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            assert!((one - other).abs() <= 1e-9 * other.abs().max(1.0), "{path}: {one} and {other}");
        }
        (Value::Array(one), Value::Array(other)) => {
            assert_eq!(one.len(), other.len(), "{path}");
            one.iter().zip(other).for_each(|(one, other)| near(one, other, &format!("{path}/")));
        }
        (Value::Object(one), Value::Object(other)) => {
            assert!(one.keys().eq(other.keys()), "{path}");
            one.iter().zip(other).for_each(|((name, one), (_, other))| near(one, other, &format!("{path}/{name}")));
        }
        _ => assert_eq!(one, other, "{path}"),
    }
}

fn decode(bytes: &[u8]) -> Option<String> {
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into)
}

/// Whatever the bytes are: no panic, every row accounted for, and a report in which everything holds.
fn survives(bytes: &[u8]) {
    let study = shop();
    if let Ok(imported) = read_responses(&study, bytes, None, &decode, &mut |_| {}) {
        accounted(&imported.manifest);
        sound(&analyze(&study, &imported.responses, &Selection::default()));
    }
}

const LINES: &str = r#"{"format":"esteem-response/1","id":"a","study":"shop","answers":{"T1":5,"S1":{"missing":"dont_know"},"INC":[{"incident":"harm","severity":3}]},"finished_at":"2026-01-01T00:00:00+08:00"}
{"format":"esteem-response/1","id":"b","study":"shop","state":"partial","shown":["T1"],"order":["T1","T2"],"answers":{"T1":"5","USED":["cafe"],"WORDS":"\"好\"","SPENT":1.5},"segments":{"branch":"east"}}
"#;
const TABLE: &str = "id;T1;T1.expected;USED;INC;INC.harm.severity;WORDS;SPENT;finished_at;branch\n\
                     a;5;很好;cafe|wifi;harm;4;\"say \"\"hi\"\";\n now\";1,5;2026-01-01 10:00:00;east\n\
                     b;7.0;NA;none;none;;x;;2026-01-01T10:00:00Z;west\n";

/// The text with some of its bytes changed, put in or taken out.
fn damaged(text: &str, edits: &[(u16, u8, u8)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (place, kind, byte) in edits {
        let place = usize::from(*place) % (bytes.len() + 1);
        match kind % 4 {
            0 if place < bytes.len() => bytes[place] = *byte,
            1 => bytes.insert(place, *byte),
            2 if place < bytes.len() => _ = bytes.remove(place),
            _ => {
                // The signs that mean something to a reader do more damage than any other.
                let sign = b"\",;\n\r{}[]:.0\xEF\xFF"[usize::from(*byte) % 14];
                bytes.insert(place, sign);
            }
        }
    }
    bytes
}

/// Needs before touchpoints, each by what orders them; nobody unhurt, nothing undecided.
#[track_caller]
fn first_things_stand_in_order(report: &Report) {
    let rank = |priority: &Priority| match priority {
        Priority::Need(hurt) => (0, hurt.violated_share.value.unwrap()),
        Priority::Touchpoint(shortfall) => (1, shortfall.weight.value.unwrap()),
    };
    for pair in report.first.windows(2) {
        let ((kind, number), (next_kind, next)) = (rank(&pair[0]), rank(&pair[1]));
        assert!(kind < next_kind || (kind == next_kind && number >= next), "{pair:?}");
    }
    for priority in &report.first {
        assert!(rank(priority).1 > 0.0 && rank(priority).1 <= 1.0, "{priority:?}");
        if let Priority::Touchpoint(shortfall) = priority {
            assert!(shortfall.gap.interval.is_some_and(|interval| interval.high < 0.0), "{priority:?}");
        }
    }
    for language in Language::ALL {
        let steps = words::first(report, language);
        assert_eq!(steps.is_empty(), report.first.is_empty());
        assert_eq!(
            steps.iter().filter(|step| step.is_need).count(),
            report.first.iter().filter(|p| rank(p).0 == 0).count()
        );
        let said =
            steps.iter().map(|step| &step.why).chain(&words::certainty(report, language)).cloned().collect::<String>();
        assert!(!said.contains("NaN") && !said.contains("inf "), "{said}");
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_report_is_sound(rows in rows(40), smallest in 5_u32..12) {
        let mut study = shop();
        study.scoring.smallest_base = smallest;
        let report = report_rows(&study, &rows);
        sound(&report);
        first_things_stand_in_order(&report);
    }

    #[test]
    fn the_order_of_rows_is_irrelevant(
        (rows, shuffled) in rows(40).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        let study = shop();
        assert_eq!(report_rows(&study, &rows).to_json(), report_rows(&study, &shuffled).to_json());
    }

    #[test]
    fn shards_merge_to_the_whole(rows in rows(40), shards in vec(0_usize..3, 40)) {
        let study = shop();
        let all = responses(&study, &rows);
        let plan = plan(&study, &Selection::default());
        let whole = tally(&plan, &all);
        let part = |shard: usize| {
            let of_shard: Vec<usize> = (0..all.len()).filter(|row| shards[*row] == shard).collect();
            tally(&plan, &all.pick(&of_shard))
        };
        let (mut one, mut other) = (part(0), part(2));
        one.merge(&part(1));
        one.merge(&part(2));
        other.merge(&part(1));
        other.merge(&part(0));
        assert_eq!(one, whole);
        assert_eq!(other, whole);
        assert_eq!(report(&study, &plan, &one).to_json(), analyze(&study, &all, &Selection::default()).to_json());
    }

    #[test]
    fn turning_items_and_scales_round_changes_nothing(rows in rows(30)) {
        let figures = |study: &Study| {
            let mut report = report_rows(study, &rows);
            // Which way an item is asked is told of the study, and is no figure.
            report.answers.iter_mut().for_each(|answers| answers.reverse = false);
            report.to_json()
        };
        assert_eq!(figures(&turned(shop(), true)), figures(&shop()));
    }

    #[test]
    fn turned_items_with_turned_answers_mean_the_same(rows in rows(30)) {
        let mirror = |(column, what): (usize, &(u8, u8))| {
            let values = COLUMNS[column].1.len() as u8;
            let is_rating = values == 7 || COLUMNS[column].0 == "O";
            (what.0, if is_rating { values - 1 - what.1 % values } else { what.1 })
        };
        let mirrored: Vec<Row> = rows.iter().map(|row| row.iter().enumerate().map(mirror).collect()).collect();
        let figures = |study: &Study, rows: &[Row]| {
            let mut report = report_rows(study, rows);
            for gap in report.touchpoints.iter_mut().chain(&mut report.dimensions).chain(&mut report.overall_gap) {
                // The words at the ends belong to the codes of the file, which are turned here.
                gap.ends = [None, None];
            }
            report.answers.clear();
            serde_json::to_value(&report).unwrap()
        };
        near(&figures(&turned(shop(), false), &mirrored), &figures(&shop(), &rows), "");
    }

    #[test]
    fn who_said_nothing_changes_no_figure(rows in rows(30), missing in 0_usize..4) {
        let study = shop();
        let word = ["not_asked", "broke_off", "not_applicable", "skipped"][missing];
        let silent = vec![word; COLUMNS.len() - 2].join(",") + ",east,complete,\n";
        let (before, after) = (csv(&rows), csv(&rows) + &silent);
        let figures = |text: &str| {
            let all = estimates(&report_of(&study, text));
            // Who was shown an item and skipped it belongs to the share of answered; how responses were given is told of
            // every response.
            let counts = |path: &str| {
                let is_of_all = path.starts_with("/quality") || path.starts_with("/funnel");
                !is_of_all && (word != "skipped" || !path.ends_with("answered_share"))
            };
            all.into_iter().filter(|(path, _)| counts(path)).collect::<Vec<_>>()
        };
        assert_eq!(figures(&before), figures(&after));
    }

    #[test]
    fn too_few_respondents_show_nothing_of_what_they_said(
        people in vec(vec((any::<u8>(), any::<u8>(), any::<u8>()), COLUMNS.len()), 1..10)
    ) {
        let said = |which: fn(&(u8, u8, u8)) -> (u8, u8)| -> Vec<Row> {
            people.iter().map(|row| row.iter().map(which).collect()).collect()
        };
        let one = report_rows(&shop(), &said(|(presence, value, _)| (*presence, *value)));
        let other = report_rows(&shop(), &said(|(presence, _, value)| (*presence, *value)));
        assert_eq!(shown(&one), shown(&other));
    }

    #[test]
    fn no_bytes_break_import(bytes in vec(any::<u8>(), 0..400)) {
        survives(&bytes);
        let _ = read_study(&bytes);
        let _ = read_mapping(&bytes);
    }

    #[test]
    fn no_damage_to_a_table_breaks_import(edits in vec((any::<u16>(), any::<u8>(), any::<u8>()), 1..12)) {
        survives(&damaged(TABLE, &edits));
    }

    #[test]
    fn no_damage_to_json_lines_breaks_import(edits in vec((any::<u16>(), any::<u8>(), any::<u8>()), 1..12)) {
        survives(&damaged(LINES, &edits));
    }

    #[test]
    fn no_damage_to_a_study_breaks_reading_it(edits in vec((any::<u16>(), any::<u8>(), any::<u8>()), 1..4)) {
        if let Ok(file) = read_study(&damaged(include_str!("common/shop.study.json"), &edits)) {
            // A study that passes the checks can be reported, whatever it has become.
            let imported = read_responses(&file.study, TABLE.as_bytes(), None, &decode, &mut |_| {});
            let responses = imported.map(|imported| imported.responses).unwrap_or_else(|_| Responses::new(&file.study));
            sound(&analyze(&file.study, &responses, &Selection::default()));
        }
    }
}
