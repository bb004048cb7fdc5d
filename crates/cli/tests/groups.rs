//! Groups, waves, settings and tables of `esteem report`.

#![allow(clippy::unwrap_used)]

mod common;

use common::{RESPONSES, STUDY, esteem, file, succeeds};
use serde_json::Value;

fn json(arguments: &[&str]) -> Value {
    serde_json::from_slice(&succeeds(&[&["report", STUDY, RESPONSES, "--json"], arguments].concat())).unwrap()
}

#[test]
fn each_group_is_the_report_of_that_group_alone() {
    let comparison = json(&["--by", "time"]);
    assert_eq!(comparison["format"], "esteem-comparison/1");
    assert_eq!(comparison["by"], "time");
    assert_eq!(comparison["whole"], json(&[]));
    let groups = comparison["groups"].as_array().unwrap();
    assert!(groups.len() > 1);
    let mut responses = 0;
    for group in groups {
        let condition = format!("time={}", group["value"].as_str().unwrap());
        // What would tell of few is withheld beside the others; these rest on everybody.
        let alone = json(&["--where", &condition]);
        for figure in ["responses", "touchpoints", "states", "overall", "recommendation", "first", "notes"] {
            let mut own = group["report"][figure].clone();
            if let Some(notes) = own.as_array_mut() {
                // That figures are withheld is told beside the others only.
                notes.retain(|note| note != "figures_withheld");
            }
            assert_eq!(own, alone[figure], "{condition}: {figure}");
        }
        responses += group["report"]["responses"].as_u64().unwrap();
    }
    assert!(responses <= comparison["whole"]["responses"].as_u64().unwrap());
    // Every number of every group is compared with everybody else.
    let differences = &comparison["differences"];
    assert_eq!(differences["contrast"], "rest");
    let list = differences["list"].as_array().unwrap();
    let tests = list.iter().filter(|difference| difference["test"].is_object()).count();
    assert_eq!(differences["family"], tests);
    let lunch = |difference: &&Value| difference["id"] == "wait" && difference["group"] == "lunch";
    let wait = list.iter().find(lunch).unwrap();
    // The café's guests wait longest at lunch: that is what its answers were made with.
    assert!(wait["difference"]["interval"]["high"].as_f64().unwrap() < 0.0, "{wait}");
    assert!(wait["test"]["holm"].as_f64().unwrap() < 0.001 && wait["matters"] == true, "{wait}");
}

#[test]
fn a_group_that_is_selected_stands_alone() {
    let comparison = json(&["--by", "time", "--where", "time=lunch"]);
    let values: Vec<_> = comparison["groups"].as_array().unwrap().iter().map(|group| &group["value"]).collect();
    assert_eq!(values, ["lunch"]);
}

#[test]
fn groups_stand_beside_each_other_in_text_page_and_tables() {
    for (language, title) in [("en", "By time of day"), ("zh", "按时段分组")] {
        let text =
            String::from_utf8(succeeds(&["report", STUDY, RESPONSES, "--by", "time", "--lang", language])).unwrap();
        assert!(text.contains(title), "{text}");
        let differ = if language == "en" { "How the groups differ" } else { "各组差在哪里" };
        assert!(text.contains(differ), "{text}");
        let path = file(&format!("groups/{language}.html"), "");
        succeeds(&["report", STUDY, RESPONSES, "--by", "time", "--html", &path, "--lang", language]);
        let page = std::fs::read_to_string(&path).unwrap();
        assert!(page.contains(title));
        // Once for all of them, and once for the groups.
        assert_eq!(page.matches("data-table=\"gaps\"").count(), 2);
    }
    let folder = file("groups/tables/.kept", "");
    let folder = std::path::Path::new(&folder).parent().unwrap().to_str().unwrap();
    succeeds(&["report", STUDY, RESPONSES, "--by", "time", "--csv", folder, "--lang", "en"]);
    for name in ["gaps", "needs", "states", "answers", "gaps-by-time", "differences-by-time"] {
        let table = std::fs::read_to_string(format!("{folder}/{name}.csv")).unwrap();
        assert!(table.starts_with('\u{FEFF}') && table.lines().count() > 3, "{name}: {table}");
    }
}

#[test]
fn a_wave_is_a_condition_like_any_other() {
    let one = json(&["--wave", "2026-06"]);
    assert_eq!(one, json(&["--where", "wave=2026-06"]));
}

#[test]
fn settings_take_the_place_of_the_studys_own() {
    let path =
        file("groups/settings.json", r#"{ "format": "esteem-settings/1", "scoring": { "ratio_tolerance": 0.2 } }"#);
    let set = json(&["--settings", &path]);
    let tolerance = &set["touchpoints"][0]["ratio"]["shares"][0]["tolerance"];
    assert_eq!(tolerance, &Value::from(0.2));
    assert_ne!(json(&[])["touchpoints"][0]["ratio"]["shares"][0]["tolerance"], Value::from(0.2));
}

#[test]
fn what_cannot_be_is_named_with_its_place() {
    let refused = |arguments: &[&str]| {
        let output = esteem(&[&["report", STUDY, RESPONSES], arguments].concat());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&["--by", "weather", "--lang", "en"]).contains("groups can be made by wave, state, "));
    assert!(refused(&["--by", "weather", "--lang", "zh"]).contains("只能按"));
    let none = file("groups/none.json", r#"{ "format": "esteem-settings/1", "scoring": { "smallest_base": 1 } }"#);
    let said = refused(&["--settings", &none, "--lang", "en"]);
    assert!(said.contains("none.json") && said.contains("scoring.smallest_base"), "{said}");
    let other = file("groups/other.json", r#"{ "format": "esteem-mapping/1" }"#);
    assert!(refused(&["--settings", &other, "--lang", "en"]).contains("esteem-settings/1"));
    let folder = file("groups/taken", "a file, no folder");
    assert!(refused(&["--csv", &folder, "--lang", "en"]).contains("cannot be written"));
}
