//! The sections of a real report: what they are, and that each figure says what its table says.

use esteem_analysis::import::{read_responses, read_study};
use esteem_analysis::words::Language;
use esteem_analysis::{Report, Selection, analyze};
use esteem_charts::{Figure, Section, Shade, Size, Theme, draw, sections, sections_like};

const STUDY: &str = include_str!("../../../examples/cafe.study.json");
const RESPONSES: &str = include_str!("../../../examples/cafe.responses.csv");

/// The report of a study like the café's, for the responses that a selection keeps.
fn report(study: &str, conditions: &[(&str, &str)]) -> Report {
    let study = read_study(study.as_bytes()).expect("the study can be used").study;
    let read = read_responses(&study, RESPONSES.as_bytes(), None, &|_| None, &mut |_| {});
    let responses = read.expect("the responses can be read").responses;
    let conditions = conditions.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let selection = Selection::from_conditions(conditions).expect("such a selection exists");
    analyze(&study, &responses, &selection)
}

fn section<'s>(sections: &'s [Section], id: &str) -> &'s Section {
    sections.iter().find(|section| section.id == id).expect("the section is there")
}

/// The names of a figure's rows, with what is said aloud.
fn rows(figure: &Figure) -> Vec<(&str, &str)> {
    match figure {
        Figure::Gaps(figure) => figure.rows.iter().map(|row| (row.name.as_str(), row.spoken.as_str())).collect(),
        Figure::Needs(figure) => figure.rows.iter().map(|row| (row.name.as_str(), row.spoken.as_str())).collect(),
        Figure::States(figure) => figure.rows.iter().map(|row| (row.name.as_str(), row.spoken.as_str())).collect(),
        Figure::Zones(figure) => figure.rows.iter().map(|row| (row.name.as_str(), row.spoken.as_str())).collect(),
        Figure::Map(figure) => figure.rows.iter().map(|row| (row.name.as_str(), row.spoken.as_str())).collect(),
        Figure::Ranges(figure) => figure.rows.iter().map(|row| (row.name.as_str(), row.spoken.as_str())).collect(),
        Figure::Distribution(figure) => {
            let rows = figure.groups.iter().flat_map(|group| &group.rows);
            rows.map(|row| (row.name.as_str(), row.spoken.as_str())).collect()
        }
    }
}

#[test]
fn sections_come_in_their_order_and_have_a_figure_where_one_helps() {
    for language in Language::ALL {
        let sections = sections(&report(STUDY, &[]), language);
        let ids: Vec<&str> = sections.iter().map(|section| &*section.id).collect();
        let expected = [
            &["gaps", "needs", "states", "zones", "overall", "gap-diagnostics"][..],
            &["importance", "importance-map", "penalty-reward", "reliability", "reliability-items"],
            &["recommendation", "loyalty", "incidents", "scenarios", "distributions", "quality", "funnel", "answers"],
        ];
        assert_eq!(ids, expected.concat());
        for section in &sections {
            let is_table =
                ["answers", "quality", "scenarios", "reliability-items", "gap-diagnostics"].contains(&&*section.id);
            assert_eq!(section.figure.is_some(), !is_table, "{}", section.id);
            assert!(!section.lead.is_empty() && section.table.main < section.table.heads.len());
            assert!(section.table.rows.iter().all(|row| row.cells.len() == section.table.heads.len()));
        }
    }
}

#[test]
fn a_row_of_a_figure_is_the_row_of_its_table_and_says_its_base() {
    for language in Language::ALL {
        for section in sections(&report(STUDY, &[]), language) {
            let Some(figure) = &section.figure else { continue };
            let drawing = draw(figure, &Theme::from(Shade::Light), Size { width: 330 });
            assert_eq!(drawing.marks.len(), rows(figure).len());
            for ((name, spoken), row) in rows(figure).into_iter().zip(&section.table.rows) {
                let own = &row.cells[0].text;
                assert!(own.starts_with(name) && spoken.starts_with(own.as_str()), "{own}: {name}: {spoken}");
                // Where there is no number there is a reason.
                if row.cells[section.table.main].value.is_none() {
                    assert!(spoken.contains(&row.cells[section.table.main].text), "{spoken}");
                    continue;
                }
                let base = if language == Language::Zh { " 人" } else { " respondents" };
                assert!(spoken.contains(base) && spoken.contains("95"), "{spoken}");
            }
        }
    }
}

#[test]
fn overall_satisfaction_has_a_bar_for_each_level_and_the_loss_in_its_table() {
    let sections = sections(&report(STUDY, &[]), Language::En);
    let overall = section(&sections, "overall");
    assert_eq!(rows(overall.figure.as_ref().expect("it has a figure")).len(), 5);
    assert_eq!(overall.table.rows.len(), 7);
    let shares: f64 = overall.table.rows[..5].iter().filter_map(|row| row.cells[1].value).sum();
    assert!((shares - 1.0).abs() < 1e-9, "{shares}");
}

#[test]
fn ratings_stand_in_groups_of_the_same_scale_and_only_touchpoints_are_judged() {
    let sections = sections(&report(STUDY, &[]), Language::En);
    let distributions = section(&sections, "distributions");
    let Some(Figure::Distribution(figure)) = &distributions.figure else { panic!("it has a figure") };
    let groups: Vec<(&str, usize, bool)> =
        figure.groups.iter().map(|group| (group.title.as_str(), group.rows.len(), group.is_judged)).collect();
    assert_eq!(groups[0], ("What they got", 7, true));
    assert_eq!(groups[1], ("What they expected", 7, true));
    assert!(groups.iter().all(|(title, _, is_judged)| title.is_empty() != *is_judged), "{groups:?}");
    // The overall rating has a section of its own, and one question is asked the other way round.
    let names: Vec<&str> = distributions.table.rows.iter().map(|row| row.cells[0].text.as_str()).collect();
    assert!(!names.contains(&"overall"), "{names:?}");
    assert!(names.contains(&"not feeling foolish (asked the other way round)"), "{names:?}");
    let wait = &distributions.table.rows[0];
    let shares: f64 = wait.cells[2..9].iter().filter_map(|cell| cell.value).sum();
    assert!((shares - 1.0).abs() < 1e-9, "{shares}");
}

#[test]
fn the_worst_level_stands_at_the_left_where_low_codes_are_the_good_ones() {
    let turned = STUDY.replacen("\"id\": \"quality7\",", "\"id\": \"quality7\", \"better\": \"lower\",", 1);
    assert_ne!(turned, STUDY);
    let first = |study: &str| {
        let sections = sections(&report(study, &[]), Language::En);
        let Some(Figure::Distribution(figure)) = &section(&sections, "distributions").figure else { return None };
        let group = figure.groups.first()?.clone();
        assert!(group.is_judged);
        let shares = group.rows.into_iter().find(|row| row.name == "the wait").and_then(|row| row.shares)?;
        Some((group.levels, shares))
    };
    let (mut levels, mut shares) = first(STUDY).expect("there is a bar");
    levels.reverse();
    shares.reverse();
    assert_eq!(first(&turned), Some((levels, shares)));
}

#[test]
fn sections_like_others_have_the_same_rows_even_where_there_are_too_few_answers() {
    let whole = report(STUDY, &[]);
    let nobody = report(STUDY, &[("time", "no such time")]);
    for language in Language::ALL {
        let (whole, few) = (sections(&whole, language), sections_like(&nobody, &whole, language));
        assert_eq!(whole.len(), few.len());
        for (whole, few) in whole.iter().zip(&few) {
            let names = |section: &Section| -> Vec<String> {
                section.table.rows.iter().map(|row| row.cells[0].text.clone()).collect()
            };
            assert_eq!((&whole.id, names(whole)), (&few.id, names(few)));
            let count = |section: &Section| section.figure.as_ref().map(|figure| rows(figure).len());
            assert_eq!(count(whole), count(few), "{}", whole.id);
            for row in &few.table.rows {
                let main = &row.cells[few.table.main];
                assert!(main.value.is_none() && !main.text.is_empty(), "{} {row:?}", few.id);
            }
        }
    }
}
