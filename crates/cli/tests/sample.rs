//! How many responses are needed, as the command says it.

#![allow(clippy::unwrap_used)]

mod common;

use common::{STUDY, esteem};

#[track_caller]
fn said(arguments: &[&str]) -> String {
    let output = esteem(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn it_says_what_so_many_show_and_how_many_are_needed() {
    let english = said(&["sample", "--lang", "en"]);
    for part in ["±16.8", "±0.49", "±14.7", "1,251", "294", "394", "176", "300", "0.69 to 0.88", "13.2"] {
        assert!(english.contains(part), "{part}: {english}");
    }
    let chinese = said(&["sample", "--lang", "zh"]);
    assert!(chinese.starts_with("这么多份回答能看出什么") && chinese.contains("1,251"), "{chinese}");
}

#[test]
fn a_study_and_aims_of_ones_own_are_taken() {
    let own = said(&["sample", STUDY, "--responses", "150", "--margin", "3", "--change", "60,65", "--lang", "en"]);
    assert!(own.contains("\n   150") || own.contains("  150"), "{own}");
    assert!(own.contains("±3.0") && own.contains("from 60.0") && !own.contains("1,251"), "{own}");
    let few = said(&["sample", "--population", "80", "--json", "--lang", "en"]);
    let few: serde_json::Value = serde_json::from_str(&few).unwrap();
    assert_eq!(few["shows"].as_array().unwrap().last().unwrap()["share"], 0.0);
}

#[test]
fn what_cannot_be_planned_is_refused_in_both_languages() {
    for (language, expected) in [("zh", "算不出来"), ("en", "cannot be planned")] {
        for wrong in [["--margin", "0"], ["--change", "70,70"], ["--margin", "NaN"]] {
            let output = esteem(&["sample", wrong[0], wrong[1], "--lang", language]);
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.code() == Some(1) && said.contains(expected), "{said}");
        }
    }
    assert_eq!(esteem(&["sample", "--change", "70"]).status.code(), Some(2));
}
