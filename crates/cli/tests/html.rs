//! The HTML report stands alone: nothing is fetched, everything is inside, both languages.

#![allow(clippy::unwrap_used)]

mod common;

use common::{RESPONSES, STUDY, file, succeeds};

fn page(language: &str, study: &str) -> String {
    let path = file(&format!("html/{language}.html"), "");
    succeeds(&["report", study, RESPONSES, "--html", &path, "--lang", language]);
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn the_page_holds_everything_and_fetches_nothing() {
    for (language, words) in [
        ("zh", ["最让人失望", "先做这几件事", "期望与实际", "受损"]),
        ("en", ["disappoints most", "Do these first", "expected", "violated"]),
    ] {
        let page = page(language, STUDY);
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        for word in words {
            assert!(page.contains(word), "{language}: {word} is missing");
        }
        // Fourteen figures, each for two widths and two grounds.
        assert_eq!(page.matches("<svg ").count(), 56, "{language}");
        let joint = ["importance", "importance-map", "penalty-reward", "reliability", "reliability-items"];
        let outcomes = ["recommendation", "incidents", "scenarios", "loyalty", "quality", "funnel", "gap-diagnostics"];
        let tables = ["gaps", "needs", "states", "zones", "overall", "distributions", "answers"];
        for table in tables.into_iter().chain(joint).chain(outcomes) {
            assert_eq!(page.matches(&format!("data-table=\"{table}\"")).count(), 1, "{language}: {table}");
        }
        let own = page.replace("http://www.w3.org/2000/svg", "");
        for fetched in ["http:", "https:", "src=", "<link", "<script", "url(", "@import"] {
            assert!(!own.contains(fetched), "{language}: the page fetches by {fetched}");
        }
    }
}

#[test]
fn texts_of_a_study_never_become_markup() {
    let hostile = std::fs::read_to_string(STUDY).unwrap().replace("the wait", "<img src=x onerror=alert(1)>&\\\"'");
    let study = file("html/hostile.study.json", hostile);
    let page = page("en", &study);
    assert!(!page.contains("<img"), "a text of the study became an element");
    assert!(page.contains("&lt;img"), "the text is not shown");
}
