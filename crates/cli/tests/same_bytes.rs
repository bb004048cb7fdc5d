//! The same responses give the same report, byte for byte: in any order, from any number of shards.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::{STUDY, esteem, file, fixture, real_data, succeeds};
use esteem_analysis::import::{read_mapping, read_responses, read_study};
use esteem_analysis::{Responses, Selection, Tally, plan, report, tally};
use esteem_study::Study;

/// Rows in another order that every machine makes alike: steps of a prime that does not divide the number of rows.
fn shuffled(n: usize) -> Vec<usize> {
    let step = [7919, 7907, 7901].into_iter().find(|step| !n.is_multiple_of(*step)).unwrap();
    (0..n).map(|i| i * step % n).collect()
}

/// Seven shards, tallied apart and merged out of order.
fn from_shards(study: &Study, responses: &Responses, selection: &Selection) -> String {
    let plan = plan(study, selection);
    let shard = |shard: usize| {
        let rows: Vec<usize> = (0..responses.len()).filter(|row| row % 7 == shard).collect();
        tally(&plan, &responses.pick(&rows))
    };
    let mut whole = Tally::empty(&plan);
    for number in [3, 6, 0, 5, 1, 4, 2] {
        whole.merge(&shard(number));
    }
    report(study, &plan, &whole).to_json()
}

/// The command's report, the report of shuffled lines, and that of merged shards.
#[track_caller]
fn check(name: &str, study: &str, csv: &[u8], mapping: Option<&str>, only: Option<(&str, &str)>) {
    let text = String::from_utf8(csv.to_vec()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let (header, rows) = lines.split_first().unwrap();
    let mixed = shuffled(rows.len()).into_iter().map(|row| rows[row]);
    let mixed = std::iter::once(*header).chain(mixed).collect::<Vec<_>>().join("\n");
    let (plain, mixed) = (file(&format!("{name}/plain.csv"), csv), file(&format!("{name}/mixed.csv"), mixed));
    let condition = only.map(|(name, value)| format!("{name}={value}"));
    let arguments = |responses: &'_ str| {
        let mut arguments = vec!["report".to_string(), study.into(), responses.into(), "--json".into()];
        arguments.extend(mapping.iter().flat_map(|mapping| ["--map".to_string(), mapping.to_string()]));
        arguments.extend(condition.iter().flat_map(|condition| ["--where".to_string(), condition.clone()]));
        arguments
    };
    let report = |responses: &str| {
        let arguments = arguments(responses);
        succeeds(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let expected = report(&plain);
    assert!(expected.len() > 10_000, "{name}: the report is too short to be one");
    assert!(report(&mixed) == expected, "{name}: shuffled lines give another report");

    let read = |path: &str| std::fs::read(Path::new(path)).unwrap();
    let study = read_study(&read(study)).unwrap().study;
    let mapping = mapping.map(|path| read_mapping(&read(path)).unwrap());
    let responses = read_responses(&study, csv, mapping.as_ref(), &|_| None, &mut |_| {}).unwrap().responses;
    let conditions = only.map(|(name, value)| (name.to_string(), value.to_string()));
    let selection = Selection::from_conditions(conditions).unwrap();
    assert!(from_shards(&study, &responses, &selection).as_bytes() == expected, "{name}: shards give another report");
}

#[test]
fn a_hundred_thousand_guests() {
    let csv = succeeds(&["demo", "--responses", "100000", "--seed", "7"]);
    let text = String::from_utf8_lossy(&csv);
    for word in ["dont_know", "not_applicable", "not_asked", "broke_off", ",,"] {
        assert!(text.contains(word), "no answer is {word}");
    }
    check("guests", STUDY, &csv, None, None);
    for time in ["morning", "lunch", "afternoon"] {
        check(time, STUDY, &csv, None, Some(("time", time)));
    }
    for state in ["outraged", "swing"] {
        check(state, STUDY, &csv, None, Some(("state", state)));
    }
}

#[test]
fn real_users_of_kiosks() {
    let Some(path) = real_data("kiosk_servqual_kano_ipa.csv") else { return };
    let csv = std::fs::read(path).unwrap();
    let (study, mapping) = (fixture("kiosk.study.json"), fixture("kiosk.mapping.json"));
    check("kiosk", &study, &csv, Some(&mapping), None);
    check("kiosk-kept", &study, &csv, Some(&mapping), Some(("authors_dropped", "0")));
}

/// The report and everything that is said about the file, from one thread and from four.
#[track_caller]
fn check_threads(study: &str, responses: &str) {
    let told = |threads: &str| esteem(&["report", study, responses, "--json", "--threads", threads]);
    let (one, four) = (told("1"), told("4"));
    assert!(one.status.success() && one.stdout.len() > 10_000, "{}", String::from_utf8_lossy(&one.stderr));
    assert!(one == four, "{responses}: four threads give another report");
}

#[test]
fn any_number_of_threads() {
    let csv = succeeds(&["demo", "--responses", "50000", "--seed", "3"]);
    let plain = file("threads/plain.csv", &csv);
    check_threads(STUDY, &plain);
    // Repairs, rejections, copies, and words over several lines that look like rows.
    let text = String::from_utf8(csv).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let copy = lines[40].clone();
    for place in (100..lines.len()).step_by(97) {
        let line = &mut lines[place];
        match place % 5 {
            0 => *line = copy.clone(),
            1 => *line += &format!("\"said {place}\n{}\n\"", [copy.as_str(); 30].join("\n").replace('"', "")),
            2 => *line = line.replace(",5,", ",five,").replace(",6,", &format!(",{place},")),
            3 => line.truncate(40),
            _ => line.push_str("\r\n\r\n"),
        }
    }
    check_threads(STUDY, &file("threads/odd.csv", lines.join("\n")));
}
