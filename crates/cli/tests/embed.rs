//! `esteem embed`: the tag can be pasted into any page whatever the study says, and what its form sends can be read.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::{STUDY, esteem, file, succeeds};
use esteem_analysis::import::{FindingKind, read_responses, read_study};

/// The example study with a collector, and with texts replaced.
fn study(name: &str, changes: &[(&str, &str)]) -> String {
    let mut text = std::fs::read_to_string(STUDY).unwrap();
    let end = text.rfind('}').unwrap();
    text.insert_str(end, r#", "collector": { "kind": "receipt", "url": "https://collect.example/answers" }"#);
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    file(&format!("embed/{name}.study.json"), text)
}

fn embed(arguments: &[&str]) -> String {
    String::from_utf8(succeeds(&[&["embed"], arguments].concat())).unwrap()
}

/// What stands in an attribute of every tag of a name, unescaped.
fn attributes(html: &str, tag: &str, attribute: &str) -> Vec<String> {
    let (tag, attribute) = (format!("<{tag} "), format!("{attribute}=\""));
    let tags = html.split(&tag).skip(1).map(|rest| rest.split('>').next().unwrap());
    let values = tags.filter_map(|tag| tag.split(&attribute).nth(1)?.split('"').next());
    values.map(|value| value.replace("&lt;", "<").replace("&quot;", "\"").replace("&amp;", "&")).collect()
}

#[test]
fn the_tag_names_study_language_and_script() {
    let html = embed(&[&study("tag", &[]), "--lang", "en", "--base", "https://survey.example/esteem/"]);
    let start = "<esteem-survey study=\"https://survey.example/esteem/tag.study.json\" lang=\"en\">";
    assert!(html.starts_with(start), "{html}");
    let end = "<script type=\"module\" src=\"https://survey.example/esteem/esteem-survey.js\"></script>\n";
    assert!(html.ends_with(end), "{html}");
    assert!(html.contains("<form method=\"post\" action=\"https://collect.example/answers\""), "{html}");
    assert_eq!(html.matches("<script").count(), 1);
    assert!(!html.contains("style") && !html.contains(" id="), "the form brings nothing into the page: {html}");
}

#[test]
fn what_the_first_question_needs_is_fetched_early_where_that_is_asked_for() {
    let path = study("early", &[]);
    let (html, inline) = (embed(&[&path, "--early"]), embed(&[&path, "--early", "--inline"]));
    let wanted = ["/esteem/esteem-survey-parts.js", "/esteem/esteem-survey_bg.wasm", "/esteem/early.study.json"];
    assert_eq!(attributes(&html, "link", "href"), wanted);
    assert_eq!(attributes(&inline, "link", "href"), wanted[..2], "the study is there already");
    assert!(!embed(&[&path]).contains("<link"));
}

#[test]
fn the_language_is_the_one_asked_for_or_the_studys_first() {
    let path = study("language", &[]);
    assert!(embed(&[&path]).contains("lang=\"zh\">") && embed(&[&path]).contains(">提交<"));
    assert!(embed(&[&path, "--lang", "en"]).contains(" very good</label>"));
    let chinese = file("embed/chinese.study.json", include_bytes!("../../../studies/customer-pulse.study.json"));
    assert!(embed(&[&chinese, "--lang", "zh"]).contains("lang=\"zh\""));
}

#[test]
fn what_the_form_sends_is_read_in_full() {
    for (path, language) in [(study("sent", &[]), "en"), (study("sent_zh", &[]), "zh")] {
        let html = embed(&[&path, "--lang", language]);
        let bytes = std::fs::read(&path).unwrap();
        let study = read_study(&bytes).unwrap().study;
        let names: BTreeSet<String> =
            ["input", "select", "textarea"].iter().flat_map(|tag| attributes(&html, tag, "name")).collect();
        for ask in study.parts[0].pages.iter().flat_map(|page| &page.asks) {
            assert!(names.contains(ask), "{ask} is not in the form");
        }
        let inputs: Vec<&str> = html.split("<input ").skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
        // The last control of each name: "does not apply", "none of these", a fixed value, or nothing written.
        let value = |name: &String| {
            let named = inputs.iter().rfind(|input| input.contains(&format!("name=\"{name}\"")));
            let value = named.and_then(|input| input.split("value=\"").nth(1)?.split('"').next());
            value.unwrap_or_default().to_owned()
        };
        let values: Vec<String> = names.iter().map(value).collect();
        let names: Vec<String> = names.into_iter().collect();
        let table = format!("{}\n{}\n", names.join(","), values.join(","));
        let read = read_responses(&study, table.as_bytes(), None, &|_| None, &mut |_| {}).unwrap();
        let odd = |kind: &FindingKind| kind.is_loss() && !matches!(kind, FindingKind::NoColumn { .. });
        let odd: Vec<_> = read.manifest.findings.iter().filter(|found| odd(&found.kind)).collect();
        assert!(odd.is_empty() && read.responses.len() == 1, "{odd:?}\n{table}");
    }
}

#[test]
fn whatever_a_study_says_stays_text() {
    let bad = r#"\"><script>alert(1)</script></esteem-survey><img src=x onerror=alert(1)>'&"#;
    let path = study(
        "hostile",
        &[
            ("very poor", bad),
            ("Café on the corner", bad),
            ("the coffee", bad),
            ("none of these", bad),
            ("answers\"", "?a='<b>&c\""),
        ],
    );
    for inline in [&[][..], &["--inline"][..]] {
        let html = embed(&[&[path.as_str(), "--lang", "en"], inline].concat());
        assert_eq!(html.matches("<script").count(), 1 + inline.len(), "{html}");
        assert_eq!(html.matches("</script").count(), 1 + inline.len(), "{html}");
        assert_eq!(html.matches("</esteem-survey").count(), 1, "{html}");
        assert!(!html.contains("<img") && !html.contains("<b>"), "{html}");
        assert!(html.contains("&lt;script&gt;alert(1)"), "{html}");
    }
}

#[test]
fn the_study_can_stand_inside_the_tag() {
    let path = study("inline", &[]);
    let html = embed(&[&path, "--inline"]);
    assert!(html.starts_with("<esteem-survey lang=\"zh\">\n<script type=\"application/json\">"), "{html}");
    let json = html.split("application/json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let inside = read_study(json.as_bytes()).unwrap().study;
    assert_eq!(inside, read_study(&std::fs::read(&path).unwrap()).unwrap().study);
}

#[test]
fn a_frame_is_the_page_that_shows_the_same_study() {
    let html = embed(&[&study("frame", &[]), "--frame", "https://a.example/e/", "--study-url", "/s/a b.json"]);
    let frame = " frame=\"https://a.example/e/#/answer?study=%2Fs%2Fa%20b.json&amp;lang=zh\"";
    assert!(html.contains(frame) && html.contains("study=\"/s/a b.json\""), "{html}");
}

#[test]
fn without_a_collector_there_is_a_sentence_and_no_form() {
    for (language, says) in [("zh", "无法显示问卷"), ("en", "cannot be shown in this browser")] {
        let html = embed(&[STUDY, "--lang", language]);
        assert!(!html.contains("<form") && html.contains(says), "{html}");
    }
}

#[test]
fn what_cannot_be_used_is_refused_as_check_does() {
    let broken = study("broken", &[("\"scale\": \"quality7\"", "\"scale\": \"no7\"")]);
    let said = |subcommand: &str| {
        let output = esteem(&[subcommand, &broken, "--lang", "en"]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{subcommand}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(said("embed"), said("check"));
    let one = study("one", &[("[\"zh\", \"en\"]", "[\"zh\"]")]);
    let output = esteem(&["embed", &one, "--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("worded in zh"));
}
