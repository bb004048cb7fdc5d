//! The sentences of a report: what they say, what their numbers say on request, and how sure all of it is.

#![allow(clippy::unwrap_used)]

mod common;

use common::{report_of, shop};
use esteem_analysis::report::Report;
use esteem_analysis::words::{self, Language, Sentence};

const HEAD: &str = "T1.expected,T1,T2.expected,T2,S1,S2,F1,F2,R1,R2,O,ANG,state\n";

/// A report of rows, each so many times.
fn report(rows: &[(&str, usize)]) -> Report {
    let rows: String = rows.iter().flat_map(|(row, count)| vec![format!("{row}\n"); *count]).collect();
    report_of(&shop(), &format!("{HEAD}{rows}"))
}

/// Forty respondents. The wait falls short; of six who were overcharged four are angry; one breaks off.
fn forty() -> Report {
    report(&[
        ("6,4,5,5,6,6,6,2,5,5,4,1,", 20),
        ("6,3,5,6,6,6,6,2,5,5,4,1,", 13),
        ("6,3,5,4,6,6,1,2,5,5,2,6,", 4),
        ("6,3,5,4,6,6,1,2,5,5,4,1,", 2),
        ("7,7,,,,,,,,,,,partial", 1),
    ])
}

#[track_caller]
fn check(report: &Report, zh: &str, en: &str) {
    for (language, expect) in [(Language::Zh, zh), (Language::En, en)] {
        let sentences = words::headline(report, language);
        assert_eq!(words::paragraph(&sentences, language), expect);
        for sentence in &sentences {
            for span in &sentence.spans {
                assert!(!span.text.is_empty(), "{sentence:?}");
                let Some(explanation) = &span.explained else { continue };
                let text = &explanation.text;
                assert!(["gaps", "needs", "states", "overall"].contains(&explanation.section.as_str()));
                assert!(text.ends_with(['。', '.']) && !text.contains("..") && !text.contains("NaN"), "{text}");
                let has_words = match language {
                    Language::Zh => text.contains('人') && (text.contains("95% 区间") || text.contains("没有区间")),
                    Language::En => text.contains("respondents") && text.contains("interval"),
                };
                assert!(has_words, "base and interval, or why there is none: {text}");
            }
        }
    }
}

/// The explanation of the piece that reads so.
#[track_caller]
fn check_explained(report: &Report, language: Language, piece: &str, expect: &str) {
    let sentences = words::headline(report, language);
    let mut spans = sentences.iter().flat_map(|sentence: &Sentence| &sentence.spans);
    let span = spans.find(|span| span.text == piece && span.explained.is_some()).unwrap();
    assert_eq!(span.explained.as_ref().unwrap().text, expect);
}

#[test]
fn the_headline_reads_as_one_text_and_explains_its_numbers() {
    let report = forty();
    check(
        &report,
        "顾客事先期望 5.5 分，实际得到 4.3 分（满分 7）。最让人失望的是“等候”。大约每 7 位顾客里有 1 位觉得不公平。",
        "Customers expected 5.5 and met 4.3 of 7. Waiting disappoints most. About one in seven customers felt treated \
         unfairly.",
    );
    check_explained(
        &report,
        Language::En,
        "Waiting",
        "“waiting”, perception minus expectation on a scale from 1 to 7, on average: −2.42, 95 % interval −2.63 to \
         −2.22, from 40 respondents. Got less than they expected: 97.5\u{a0}%, 95 % interval 87.1 to 99.6\u{a0}%, from 40 \
         respondents.",
    );
    check_explained(
        &report,
        Language::Zh,
        "大约每 7 位顾客里有 1 位",
        "公平受损的人：至少一个方面受了损：15.4%，95% 区间 7.2 至 29.7%，依据 39 人。",
    );
}

#[test]
fn what_is_open_is_called_open_and_says_why() {
    let report = report(&[("5,4,5,5,,,,,,,,,", 10), ("5,6,5,5,,,,,,,,,", 9)]);
    check(
        &report,
        "顾客事先期望 5.0 分，实际得到 5.0 分（满分 7），是高是低还看不出来。",
        "Customers expected 5.0 and met 5.0 of 7; whether that is less or more cannot be told yet.",
    );
    check_explained(
        &report,
        Language::Zh,
        "是高是低还看不出来",
        "实际减期望，全部接触点的平均：−0.03，95% 区间 −0.27 至 0.22，依据 19 人。",
    );
}
