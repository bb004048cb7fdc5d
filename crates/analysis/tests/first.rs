//! What to do first: its order against counts made by hand, what holds for every report, and its words.

#![allow(clippy::unwrap_used)]

mod common;

use common::{read, report_of, shop, sound};
use esteem_analysis::import::{read_mapping, read_study};
use esteem_analysis::practices::{Practice, topics};
use esteem_analysis::report::{Priority, Report};
use esteem_analysis::words::{self, Language};
use esteem_analysis::{Selection, analyze};

fn toy24() -> Report {
    let study = read_study(include_bytes!("reference/toy24.study.json")).unwrap().study;
    let mapping = read_mapping(include_bytes!("reference/toy24.mapping.json")).unwrap();
    let responses = read(&study, include_bytes!("reference/toy24.csv"), Some(&mapping)).unwrap().responses;
    analyze(&study, &responses, &Selection::default())
}

/// Each priority in short: its name and the number that orders it.
fn short(report: &Report) -> Vec<(String, f64)> {
    let of = |priority: &Priority| match priority {
        Priority::Need(hurt) => (format!("{:?}", hurt.need), hurt.violated_share.value.unwrap()),
        Priority::Touchpoint(shortfall) => (shortfall.id.clone(), shortfall.weight.value.unwrap()),
    };
    report.first.iter().map(of).collect()
}

#[track_caller]
fn check(report: &Report, expect: &[(&str, f64)]) {
    let found = short(report);
    assert_eq!(found.len(), expect.len(), "{found:?}");
    for ((name, number), (expected_name, expected)) in found.iter().zip(expect) {
        assert_eq!(name, expected_name, "{found:?}");
        assert!((number - expected).abs() < 1e-12, "{name}: {number} instead of {expected}");
    }
}

/// Counted by hand from the 24 rows: four with a low answer about fairness, two about respect, one about safety.
/// T1 falls by 15 points over 24 pairs and for 10 of them, T3 by 24 over 23 and for 14; T2 and T4 rise. The scale has
/// six steps. Twenty-one answered everything, too few to tell the importance of four touchpoints: each counts a quarter.
#[test]
fn toy24_is_ordered_as_by_hand() {
    let report = toy24();
    let t3 = 24.0 / 23.0 / 6.0 * 14.0 / 23.0 / 4.0;
    let t1 = 15.0 / 24.0 / 6.0 * 10.0 / 24.0 / 4.0;
    check(
        &report,
        &[("Fairness", 4.0 / 24.0), ("Respect", 2.0 / 24.0), ("Safety", 1.0 / 24.0), ("T3", t3), ("T1", t1)],
    );
    let Priority::Need(hurt) = &report.first[0] else { panic!("a need comes first") };
    // Two facets were violated three times each; the earlier one is named.
    let facet = hurt.facet.as_ref().unwrap();
    assert_eq!((facet.id.as_str(), facet.violated_share.value), ("FAI1", Some(3.0 / 24.0)));
    assert_eq!(hurt.incident, None);
    // Four facets at one slip in a hundred.
    assert!((hurt.slips_share.value.unwrap() - (1.0 - 0.99 * 0.99 * 0.99 * 0.99)).abs() < 1e-12);
    sound(&report);
}

const HEAD: &str = "T1.expected,T1,T3.expected,T3,S1,S2,F1,F2,R1,R2,INC\n";

fn people(rows: &[(&str, usize)]) -> Report {
    let rows: String = rows.iter().flat_map(|(row, count)| vec![format!("{row}\n"); *count]).collect();
    report_of(&shop(), &format!("{HEAD}{rows}"))
}

#[test]
fn incidents_that_can_violate_a_need_are_named_and_others_are_not() {
    // Everybody saw a queue, which violates nothing; of two kinds about safety and fairness each speaks for its own.
    let report =
        people(&[(",,,,6,6,6,2,5,5,queue", 20), (",,,,2,6,6,2,5,5,queue;harm", 3), (",,,,6,6,1,2,5,5,queue;cheat", 2)]);
    check(&report, &[("Safety", 3.0 / 25.0), ("Fairness", 2.0 / 25.0)]);
    let incident = |place: usize| match &report.first[place] {
        Priority::Need(hurt) => hurt.incident.clone().unwrap(),
        Priority::Touchpoint(_) => panic!("needs come first"),
    };
    assert_eq!((incident(0).item.as_str(), incident(0).id.as_str()), ("INC", "harm"));
    assert_eq!((incident(1).id.as_str(), incident(1).reported_share.value), ("cheat", Some(2.0 / 25.0)));
}

#[test]
fn a_gap_whose_interval_holds_zero_is_nothing_to_do_first() {
    let report = people(&[("5,4,,,,,,,,,", 10), ("5,6,,,,,,,,,", 8)]);
    check(&report, &[]);
    // All equal: there is no interval that could lie below zero.
    check(&people(&[("6,4,,,,,,,,,", 30)]), &[]);
    for language in Language::ALL {
        assert_eq!(words::first(&report, language), []);
    }
}

#[test]
fn too_few_are_nobodys_priority() {
    let report = people(&[("6,1,6,1,1,1,1,7,1,1,harm", 5), ("6,2,6,1,1,1,1,7,1,1,harm", 4)]);
    check(&report, &[]);
    assert_eq!(words::nothing_first(&report, Language::Zh), "回答还太少，看不出该先做什么。");
    assert!(words::nothing_first(&report, Language::En).starts_with("There are too few answers"));
}

#[track_caller]
fn check_words(report: &Report, language: Language, expect: &[(&str, &str, usize, &str)]) {
    let steps = words::first(report, language);
    let found: Vec<(&str, &str, usize, &str)> =
        steps.iter().map(|s| (s.title.as_str(), s.section.as_str(), s.row, s.why.as_str())).collect();
    assert_eq!(found, expect);
    for step in &steps {
        // The row that the step leads to is the row of what it is about.
        let table = match step.is_need {
            true => words::tables::needs(report, language),
            false => words::tables::gaps(report, language),
        };
        assert_eq!(table.id, step.section);
        assert_eq!(table.rows[step.row].cells[0].text.to_lowercase(), step.title.to_lowercase());
    }
}

#[test]
fn each_step_says_why_in_both_languages() {
    // T3 is on a scale where low is good: 1 was expected and 3 was met by twenty.
    let report =
        people(&[("6,5,1,3,6,6,6,2,5,5,none", 20), ("6,5,1,2,6,6,1,2,5,5,cheat", 5), ("6,6,2,2,6,6,6,2,5,5,none", 75)]);
    check_words(
        &report,
        Language::En,
        &[
            (
                "Fairness",
                "needs",
                3,
                "Violated for 5.0\u{a0}% of customers (95 % interval 2.2 to 11.2\u{a0}%, base 100), most often in “rules”: \
                 5.0\u{a0}% (95 % interval 2.2 to 11.2\u{a0}%, base 100). Reported most: “overcharged”, by 5.0\u{a0}% (95 % \
                 interval 2.2 to 11.2\u{a0}%, base 100).",
            ),
            (
                "Quality",
                "gaps",
                0,
                "On average −0.45 points against what was expected (95 % interval −0.61 to −0.29, base 100; scale from 1 \
                 to 7). 25.0\u{a0}% of customers got less than they expected (95 % interval 17.5 to 34.3\u{a0}%, base 100).",
            ),
            (
                "Waiting",
                "gaps",
                1,
                "On average −0.25 points against what was expected (95 % interval −0.34 to −0.16, base 100; scale from 1 \
                 to 7). 25.0\u{a0}% of customers got less than they expected (95 % interval 17.5 to 34.3\u{a0}%, base 100).",
            ),
        ],
    );
    check_words(
        &report,
        Language::Zh,
        &[
            (
                "公平",
                "needs",
                3,
                "受损的顾客占 5.0%（95% 区间 2.2 至 11.2%，100 人），最常出在“规则”，占 5.0%（95% 区间 2.2 至 \
                 11.2%，100 人）。提到最多的事是“多收钱”，占 5.0%（95% 区间 2.2 至 11.2%，100 人）。",
            ),
            (
                "质量",
                "gaps",
                0,
                "与期望相比平均 −0.45 分（95% 区间 −0.61 至 −0.29，100 人；量表 1 到 7 分）。实际不如期望的顾客占 \
                 25.0%（95% 区间 17.5 至 34.3%，100 人）。",
            ),
            (
                "等候",
                "gaps",
                1,
                "与期望相比平均 −0.25 分（95% 区间 −0.34 至 −0.16，100 人；量表 1 到 7 分）。实际不如期望的顾客占 \
                 25.0%（95% 区间 17.5 至 34.3%，100 人）。",
            ),
        ],
    );
}

#[test]
fn what_slips_alone_would_make_is_said_to_be_looked_into() {
    // Two facets: 1 − 0.99² is 2.0 %, more than one in a hundred and less than five.
    let one = people(&[("6,5,,,6,6,6,2,5,5,none", 99), ("6,5,,,2,6,6,2,5,5,none", 1)]);
    let five = people(&[("6,5,,,6,6,6,2,5,5,none", 95), ("6,5,,,2,6,6,2,5,5,none", 5)]);
    for (language, clause) in [(Language::Zh, "手滑"), (Language::En, "slip of the finger")] {
        assert!(words::first(&one, language)[0].why.contains(clause));
        assert!(!words::first(&five, language)[0].why.contains(clause));
    }
}

/// A study whose safety facet and first touchpoint say what they are about.
#[test]
fn what_to_do_follows_from_what_hurts() {
    let rows = "6,4,6,6,2,6,6,2,5,5,none\n".repeat(12) + &"6,5,6,6,6,6,2,2,5,5,none\n".repeat(10);
    let plain = report_of(&shop(), &format!("{HEAD}{rows}"));
    let mut study = shop();
    for (item, tags) in [("S1", vec!["privacy"]), ("T1", vec!["mine", "waiting", "promises"])] {
        let found = study.items.iter_mut().find(|found| found.id == item).unwrap();
        found.tags = tags.into_iter().map(String::from).collect();
    }
    let tagged = report_of(&study, &format!("{HEAD}{rows}"));
    let practices = |report: &Report| -> Vec<(String, Vec<Practice>)> {
        let of = |priority: &Priority| match priority {
            Priority::Need(hurt) => (format!("{:?}", hurt.need), hurt.practices.clone()),
            Priority::Touchpoint(shortfall) => (shortfall.id.clone(), shortfall.practices.clone()),
        };
        report.first.iter().map(of).collect()
    };
    let fairness = vec![Practice::SameTreatment, Practice::OwnedPromises, Practice::AdmittedMistakes];
    let safety = vec![Practice::EmergencyPlan, Practice::PublicPrices, Practice::DataRules];
    let expect = |safety, touchpoint| {
        vec![("Safety".into(), safety), ("Fairness".into(), fairness.clone()), ("T1".into(), touchpoint)]
    };
    assert_eq!(practices(&plain), expect(safety, vec![Practice::KnownExpectations]));
    // What several tags call for is named once.
    let waiting = vec![Practice::ToldProgress, Practice::OwnedPromises, Practice::HonestAdvertising];
    assert_eq!(practices(&tagged), expect(vec![Practice::DataRules], waiting));
    for language in Language::ALL {
        let steps = words::first(&tagged, language);
        assert_eq!(steps[0].actions, [words::practice(Practice::DataRules, language)]);
        assert_eq!(steps[2].actions.len(), 2, "a list of everything is no list of what comes first");
    }
}

#[test]
fn the_format_names_every_tag_that_calls_for_practices() {
    let text = include_str!("../../../docs/format.md");
    for topic in topics() {
        assert!(text.contains(&format!("`{topic}`")), "{topic} is not in docs/format.md");
    }
}
