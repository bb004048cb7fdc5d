//! Studies with hardly any answers, or with answers that leave nothing to compute: reasons in words, never a wrong
//! number.

#![allow(clippy::unwrap_used)]

mod common;

use common::{estimates, report_of, shop, sound};
use esteem_analysis::report::{Reason, Report};
use esteem_analysis::words::{self, Language, headline, reason, tables};
use esteem_study::Study;
use esteem_study::study::ConstructKind;

const HEAD: &str = "T1.expected,T1,T1.adequate,T1.desired,T2.expected,T2,T3.expected,T3,S1,S2,F1,F2,R1,R2,O,TOLD,INC";

/// The report of this many respondents who all answered the same.
fn same(study: &Study, row: &str, count: usize) -> Report {
    report_of(study, &format!("{HEAD},response.test\n{row},true\n{}", format!("{row},\n").repeat(count)))
}

const ROW: &str = "6,5,4,7,7,5,2,2,6,6,6,2,5,6,4,0,none";

/// Nothing that is shown to a reader says NaN, infinity, or what a program would say.
#[track_caller]
fn readable(report: &Report) {
    sound(report);
    for language in Language::ALL {
        let shown = [tables::gaps, tables::zones, tables::needs, tables::states, tables::overall, tables::answers];
        let texts = shown.iter().flat_map(|table| {
            let table = table(report, language);
            let width = table.heads.len();
            assert!(table.rows.iter().all(|row| row.cells.len() == width), "{}", table.id);
            table
                .rows
                .into_iter()
                .flat_map(|row| row.cells)
                .map(|cell| cell.text)
                .chain(table.notes)
                .collect::<Vec<_>>()
        });
        let sentences = headline(report, language);
        assert!(!sentences.is_empty());
        let spans = sentences.into_iter().flat_map(|sentence| sentence.spans);
        let said = spans.flat_map(|span| std::iter::once(span.text).chain(span.explained.map(|behind| behind.text)));
        let steps = words::first(report, language).into_iter().map(|step| step.why);
        for text in texts.chain(said).chain(words::certainty(report, language)).chain(steps) {
            for wrong in ["NaN", "inf", "None", "Some(", "null", "−0.0 "] {
                assert!(!text.contains(wrong), "{text}");
            }
        }
        for (path, estimate) in estimates(report) {
            if let Some(why) = estimate.get("reason").filter(|why| !why.is_null()) {
                let why: Reason = serde_json::from_value(why.clone()).unwrap();
                assert!(!reason(why, 3, language).is_empty(), "{path}");
            }
        }
    }
}

#[test]
fn hardly_any_respondents() {
    for count in [0, 1, 2, 9, 10] {
        for smallest in [0, 1, 2, 5, 10] {
            let mut study = shop();
            study.scoring.smallest_base = smallest;
            let report = same(&study, ROW, count);
            readable(&report);
            assert_eq!(report.responses, count as u64);
            let gap = &report.touchpoints[0].gap;
            let expect = match count as u64 {
                0 => Reason::NoAnswers,
                n if n < u64::from(smallest) => Reason::TooFew { needed: u64::from(smallest) },
                1 => Reason::TooFew { needed: 2 },
                _ => Reason::AllEqual,
            };
            assert_eq!(gap.reason, Some(expect), "{count} respondents, shown from {smallest}");
        }
    }
}

#[test]
fn equal_answers_give_means_without_intervals_and_no_test() {
    // Thirds do not add up exactly in floating point; seven times a third must still be all the same.
    for count in [10, 11, 13, 47, 1_000] {
        let report = same(&shop(), ROW, count);
        readable(&report);
        let all = report.overall_gap.as_ref().unwrap();
        assert_eq!(all.gap.value, Some(-1.0));
        for gap in report.touchpoints.iter().chain(&report.dimensions).chain(&report.overall_gap) {
            assert_eq!((gap.gap.reason, gap.test), (Some(Reason::AllEqual), None), "{} of {count}", gap.id);
            assert_eq!(gap.ratio.of_means.reason, Some(Reason::AllEqual), "{} of {count}", gap.id);
        }
        assert_eq!(report.needs[1].index.reason, Some(Reason::AllEqual));
        assert_eq!(report.overall.as_ref().unwrap().loss.expected_share.reason, Some(Reason::AllEqual));
    }
}

#[test]
fn a_study_of_one_item() {
    let mut study = shop();
    study.items.retain(|item| item.id == "T1");
    let rows = "5,4\n6,6\n".repeat(10);
    let report = report_of(&study, &format!("T1.expected,T1\n{rows}"));
    readable(&report);
    let (all, item) = (report.overall_gap.as_ref().unwrap(), &report.touchpoints[0]);
    assert_eq!(all.gap, item.gap, "a composite of one item is the item");
    assert_eq!(report.states, None);
    assert_eq!(report.overall, None);
    study.items.retain(|item| item.id != "T1");
    study.items.extend(shop().items.into_iter().filter(|item| item.id == "O"));
    let report = report_of(&study, &format!("O\n{}", "5\n1\n".repeat(10)));
    readable(&report);
    assert_eq!(report.overall_gap, None);
    assert_eq!(report.overall.unwrap().satisfied_share.value, Some(0.5));
}

/// The study with the scale of the first touchpoints numbered from 0.
fn from(low: i32) -> Study {
    let mut study = shop();
    for scale in &mut study.scales {
        if scale.id == "quality" || scale.id == "marks" {
            for (code, level) in (low..).zip(&mut scale.levels) {
                level.code = code;
            }
        }
    }
    study
}

#[test]
fn an_expectation_of_zero_has_no_ratio() {
    let report = same(&from(0), "0,5,4,6,0,5,6,2,6,6,6,2,5,6,4,0,none", 12);
    readable(&report);
    for gap in report.touchpoints.iter().chain(&report.overall_gap) {
        assert_eq!(gap.ratio.of_means.reason, Some(Reason::ZeroExpectation), "{}", gap.id);
        assert_eq!(gap.ratio.mean_of_ratios.reason, Some(Reason::ZeroExpectation), "{}", gap.id);
        assert_eq!((gap.ratio.undefined, gap.ratio.shares.len()), (12, 0), "{}", gap.id);
        assert!(gap.gap.is_known(), "the difference does not need a ratio");
    }
}

#[test]
fn the_ratios_of_too_few_are_not_shown() {
    let rows = "0,5\n".repeat(9) + &"4,5\n".repeat(3);
    let report = report_of(&from(0), &format!("T1.expected,T1\n{rows}"));
    readable(&report);
    let ratio = &report.touchpoints[0].ratio;
    assert_eq!(ratio.undefined, 9);
    assert_eq!(ratio.mean_of_ratios.reason, Some(Reason::TooFew { needed: 10 }));
    assert!(ratio.shares.is_empty(), "three people must not be shown as shares of three");
}

#[test]
fn a_scale_with_negative_codes_has_gaps_and_no_ratio() {
    let report = same(&from(-3), "2,1,0,3,3,1,-2,-2,6,6,6,2,5,6,4,0,none", 12);
    readable(&report);
    let gap = &report.touchpoints[0];
    assert_eq!((gap.gap.value, gap.ratio.of_means.reason), (Some(-1.0), Some(Reason::NegativeScale)));
}

#[test]
fn what_does_not_apply_to_anybody_has_no_figures() {
    let nothing = vec!["not_applicable"; 17].join(",");
    let report = same(&shop(), &nothing, 20);
    readable(&report);
    // How responses were given is told of every response, whatever was answered.
    let of_all = |path: &str| path.starts_with("/quality") || path.starts_with("/funnel");
    let answered = |(path, _): &(String, _)| !path.ends_with("slips_share") && !of_all(path);
    for (path, estimate) in estimates(&report).into_iter().filter(answered) {
        assert_eq!(estimate["reason"], "no_answers", "{path}");
    }
    assert_eq!(report.states.unwrap().silent, 20);
}

#[test]
fn touchpoints_on_different_scales_are_not_averaged() {
    let mut study = shop();
    let marks = study.scales.iter_mut().find(|scale| scale.id == "marks").unwrap();
    marks.levels.truncate(5);
    let report = same(&study, ROW, 12);
    readable(&report);
    assert_eq!(report.overall_gap.unwrap().gap.reason, Some(Reason::DifferentScales));
    assert!(report.dimensions.iter().all(|gap| gap.gap.is_known()));
}

#[test]
fn a_zone_without_width_has_no_position_and_contradictions_are_left_out() {
    let rows = "6,5,5\n".repeat(12);
    let report = report_of(&shop(), &format!("T1,T1.adequate,T1.desired\n{rows}"));
    readable(&report);
    assert_eq!(report.zones[0].position.reason, Some(Reason::NoZone));
    assert_eq!(report.zones[0].above_share.value, Some(1.0));
    let report = report_of(&shop(), &format!("T1,T1.adequate,T1.desired\n{rows}{}", "6,7,2\n".repeat(3)));
    assert_eq!((report.zones[0].complete, report.zones[0].inconsistent, report.zones[0].base), (15, 3, 12));
    assert_eq!(report.zones[0].below_share.value, Some(0.0));
}

#[test]
fn a_rare_loss_does_not_reach_below_nothing() {
    let report = report_of(&shop(), &format!("O\n{}1\n", "5\n".repeat(11)));
    readable(&report);
    let loss = report.overall.unwrap().loss.expected_share;
    assert_eq!(loss.interval.unwrap().low, 0.0);
}

#[test]
fn the_words_at_the_ends_go_with_the_figures() {
    let report = report_of(&shop(), "T1\n5\n");
    let words = |id: &str| {
        let gap = report.touchpoints.iter().find(|gap| gap.id == id).unwrap();
        gap.ends.clone().map(|text| text.unwrap().get("en").to_string())
    };
    assert_eq!(words("T1"), ["very poor", "very good"]);
    assert_eq!(words("T3"), ["worst", "best"], "1 is the best mark, and figures are turned so that 7 is");
}

#[test]
fn a_need_without_items_is_not_reported() {
    let mut study = shop();
    study.items.retain(|item| item.construct.as_deref() != Some("safety"));
    study.items.retain(|item| item.id != "INC");
    assert!(study.constructs.iter().any(|c| matches!(c.kind, ConstructKind::Need(esteem_study::Need::Safety))));
    let report = report_of(&study, &format!("F1,F2,R1,R2,O\n{}", "6,2,6,6,5\n".repeat(12)));
    readable(&report);
    assert_eq!(report.needs.len(), 2);
    assert_eq!(
        report.states.unwrap().states[4].share.value,
        Some(1.0),
        "fairness alone decides, nothing else is asked"
    );
}
