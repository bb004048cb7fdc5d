//! The sentences of a report: what they say, what their numbers say on request, and how sure all of it is.

#![allow(clippy::unwrap_used)]

mod common;

use common::{report_of, shop};
use esteem_analysis::report::Report;
use esteem_analysis::words::{self, Language, Sentence};
use esteem_analysis::{Responses, Selection, analyze};

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

fn nobody() -> Report {
    analyze(&shop(), &Responses::new(&shop()), &Selection::default())
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

#[test]
fn nothing_violated_is_not_nothing_happened() {
    let report = report(&[(",,,,6,6,6,2,5,5,,,", 30)]);
    check(
        &report,
        "没有人反映安全、公平或尊重受损；按目前的人数，最多还可能有 11.4%。",
        "Nobody reported a violated need; with this many answers up to 11.4\u{a0}% remain possible.",
    );
}

#[test]
fn several_that_cannot_be_told_apart_are_named_together() {
    let csv: String = (0..30).map(|i| format!("6,{},6,{},6,{}\n", 3 + i % 3, 3 + (i + 1) % 3, 5 + i % 2)).collect();
    let report = report_of(&shop(), &format!("T1.expected,T1,T2.expected,T2,SPENT,O\n{csv}"));
    check(
        &report,
        "顾客事先期望 6.0 分，实际得到 4.0 分（满分 7）。最让人失望的是“等候”“态度”。",
        "Customers expected 6.0 and met 4.0 of 7. Waiting and manner disappoint most.",
    );
}

#[test]
fn without_answers_or_with_too_few_the_sentence_says_so() {
    check(&nobody(), "还没有回答。", "There are no answers yet.");
    let few = report(&[("6,4,6,4,,,,,,,,,", 3)]);
    check(&few, "回答太少，看不出来（3 份，至少要 10 份）。", "Too few answers to tell (3, at least 10 needed).");
    check(&report(&[(",,,,,,,,,,,7,", 1)]), "1 份回答。", "One response.");
    let content = report(&[(",,,,,,,,,,4,,", 15), (",,,,,,,,,,3,,", 5)]);
    check(&content, "75.0%的顾客表示满意。", "75.0\u{a0}% of customers are satisfied.");
}

#[track_caller]
fn check_certainty(report: &Report, zh: &[&str], en: &[&str]) {
    assert_eq!(words::certainty(report, Language::Zh), zh);
    assert_eq!(words::certainty(report, Language::En), en);
}

const SILENT: (&str, &str) = (
    "区间只算了偶然，没有算不作答的人：要是愿意作答的多半是特别满意或特别生气的人，再多同样的回答也补不回来。",
    "The intervals allow for chance, and not for those who did not answer: if it was mostly the delighted or the angry \
     who took the time, more answers of the same kind would not mend that.",
);

/// Two gaps with intervals of ±0.20 and ±0.19 around a median of ±0.20; three needs with two facets each and overall
/// satisfaction: ten intervals. T3 and the zone were not asked. Half of 39 people: 1.96 / (2 √(39 + 1.96²)) = 15.0 %.
#[test]
fn how_sure_it_is() {
    check_certainty(
        &forty(),
        &[
            "这里依据 40 份回答，其中 1 份中途离开，已经答了的照样计入。",
            "按 95% 区间算，接触点的差距一般有上下 0.21 分的出入（量表 1 到 7 分），39 人里的占比最多有上下 15.0 个百分点的出入。",
            "14 个主要数字里有 2 个没有显示，因为不到 10 人。",
            SILENT.0,
            "这里有 12 个区间并排，平均每二十个会有一个落空；放在一起比，最好和最差的那几个总显得比实际更极端。",
        ],
        &[
            "All of this rests on 40 responses, one of which was broken off and counts as far as it goes.",
            "The 95 % intervals reach 0.21 points to either side of a typical gap (on a scale from 1 to 7) and at most \
             15.0 percentage points to either side of a share of 39 respondents.",
            "Of 14 main figures 2 are not shown, for want of 10 respondents.",
            SILENT.1,
            "12 intervals stand side by side here, and about one in twenty of such intervals misses; among so many, the \
             best and the worst look more extreme than they are.",
        ],
    );
    check_certainty(
        &nobody(),
        &["还没有回答，也就谈不上把握。"],
        &["There are no answers yet, so there is nothing to be sure of."],
    );
    check_certainty(
        &report(&[("6,4,,,,,,,,,,,", 1)]),
        &["这里依据 1 份回答，没有中途离开的。", "14 个主要数字里有 14 个没有显示，因为不到 10 人。", SILENT.0],
        &[
            "All of this rests on one response, which was not broken off.",
            "Of 14 main figures 14 are not shown, for want of 10 respondents.",
            SILENT.1,
        ],
    );
}
