//! What the page is shown: of selections, in both languages, after its journey as bytes, and side by side.

#![allow(clippy::unwrap_used)]

mod common;

use common::{RESPONSES, STUDY, open};
use esteem_analysis::import::{read_responses, read_study};
use esteem_analysis::words::Language;
use esteem_analysis::words::tables::{self, Table};
use esteem_analysis::{Report, Selection, analyze};
use esteem_charts::sections;
use esteem_content::codec::{pack, unpack};
use esteem_content::{Ask, Column, Comparison, Content, FilterKind};
use esteem_engine::Engine;

fn cafe() -> Engine {
    let mut engine = Engine::default();
    open(&mut engine, STUDY, Some(RESPONSES), None).unwrap();
    engine
}

fn selected(conditions: &[(&str, &str)]) -> Selection {
    let owned = conditions.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Selection::from_conditions(owned).unwrap()
}

/// The report of a selection, made without the engine.
fn report(selection: &Selection) -> Report {
    let study = read_study(STUDY).unwrap().study;
    let responses = read_responses(&study, RESPONSES, None, &|_| None, &mut |_| {}).unwrap().responses;
    analyze(&study, &responses, selection)
}

fn compared(engine: &mut Engine, by: &str, selection: &Selection, language: Language) -> (Content, Comparison) {
    let ask = Ask { selection: selection.clone(), by: Some(by.into()), language };
    let mut content = engine.content(&ask).unwrap();
    let compared = content.compared.take().unwrap();
    (content, compared)
}

fn names(table: &Table) -> Vec<&str> {
    table.rows.iter().map(|row| row.cells[0].text.as_str()).collect()
}

#[test]
fn questions_and_answers_survive_the_journey_as_bytes() {
    let mut engine = cafe();
    for language in Language::ALL {
        for by in [None, Some("time"), Some("state")] {
            let selection = selected(&[("guest", "regular"), ("state", "swing"), ("state", "at_risk")]);
            let ask = Ask { selection, by: by.map(str::to_owned), language };
            assert_eq!(unpack::<Ask>(&pack(&ask)), Some(ask.clone()));
            let content = engine.content(&ask).unwrap();
            let bytes = pack(&content);
            assert_eq!(unpack::<Content>(&bytes).as_ref(), Some(&content));
            assert_eq!(unpack::<Content>(&bytes[1..]), None);
            assert_eq!(unpack::<Content>(&[&bytes[..], b"more"].concat()), None);
        }
    }
    let refused = open(&mut engine, b"{", None, None).unwrap_err();
    assert_eq!(unpack(&pack(&refused)), Some(refused));
}

#[test]
fn content_is_that_of_the_report_and_the_report_that_of_the_command() {
    let mut engine = cafe();
    let lunch = selected(&[("time", "lunch")]);
    let report = report(&lunch);
    assert_eq!(engine.report_json(&lunch).unwrap(), report.to_json());
    for language in Language::ALL {
        let content = engine.content(&Ask { selection: lunch.clone(), by: None, language }).unwrap();
        assert_eq!(content.sections, sections(&report, language));
        assert_eq!((content.responses, content.all_responses), (report.responses, 412));
        assert!(!content.headline.is_empty() && !content.certainty.is_empty() && !content.sources.is_empty());
    }
    assert_eq!(engine.report_json(&lunch).unwrap(), report.to_json());
}

#[test]
fn filters_are_named_in_the_language_asked_for_and_count_all_responses() {
    let mut engine = cafe();
    let ask = Ask { selection: selected(&[("time", "lunch")]), by: None, language: Language::Zh };
    let content = engine.content(&ask).unwrap();
    let time = &content.filters[0];
    assert_eq!((time.id.as_str(), time.title.as_str(), time.kind), ("time", "时段", FilterKind::Segment));
    let labels: Vec<&str> = time.choices.iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(labels, ["上午", "中午", "下午"]);
    let responses: u64 = time.choices.iter().map(|choice| choice.responses).sum();
    assert!(responses <= 412 && time.choices[1].responses == content.responses);
    assert!(content.filters.iter().any(|filter| filter.kind == FilterKind::State && filter.id == "state"));
}

#[test]
fn a_column_is_the_report_of_its_value_row_for_row_like_the_whole() {
    let mut engine = cafe();
    let regular = selected(&[("guest", "regular")]);
    for language in Language::ALL {
        let (whole, comparison) = compared(&mut engine, "time", &regular, language);
        assert_eq!(comparison.columns.len(), 3);
        for Column { value, sections, responses, .. } in &comparison.columns {
            let own = report(&selected(&[("guest", "regular"), ("time", value)]));
            assert_eq!(*responses, own.responses);
            for (section, beside) in whole.sections.iter().zip(sections) {
                assert_eq!((&section.id, names(&section.table)), (&beside.id, names(&beside.table)), "{value}");
            }
            // The rows of the whole, and in them the numbers of the column's own report.
            let mut rows = tables::gaps(&own, language).rows;
            rows.sort_by_key(|row| names(&sections[0].table).iter().position(|name| *name == row.cells[0].text));
            assert_eq!(sections[0].table.rows, rows);
            assert_eq!(sections[1].table, tables::needs(&own, language));
        }
    }
}

#[test]
fn one_table_tells_the_columns_apart() {
    let (whole, comparison) = compared(&mut cafe(), "time", &Selection::default(), Language::En);
    assert_eq!(comparison.tables.len(), whole.sections.len());
    for (index, table) in comparison.tables.iter().enumerate() {
        let section = &whole.sections[index];
        assert_eq!((&table.id, names(table)), (&section.id, names(&section.table)));
        let heads: Vec<&str> = table.heads[1..].iter().map(|head| head.text.as_str()).collect();
        assert_eq!(heads, ["morning", "lunch", "afternoon"]);
        for (row, cells) in table.rows.iter().enumerate() {
            for (column, cell) in comparison.columns.iter().zip(&cells.cells[1..]) {
                let own = &column.sections[index].table;
                assert_eq!(cell, &own.rows[row].cells[own.main]);
                assert!(cell.value.is_none() || cell.range.is_some(), "a number with neither interval nor reason");
                assert!(!cell.text.is_empty(), "{} {}", table.id, row);
            }
        }
    }
}

#[test]
fn values_that_are_not_selected_have_no_column_and_other_conditions_hold_in_each() {
    let mut engine = cafe();
    let selection = selected(&[("time", "afternoon"), ("time", "morning"), ("guest", "first")]);
    let (_, comparison) = compared(&mut engine, "time", &selection, Language::En);
    let values: Vec<&str> = comparison.columns.iter().map(|column| column.value.as_str()).collect();
    assert_eq!(values, ["morning", "afternoon"], "in the order of the study");
    let morning = report(&selected(&[("time", "morning"), ("guest", "first")]));
    assert_eq!(comparison.columns[0].responses, morning.responses);
    let ask = Ask { by: Some("no such filter".into()), ..Ask::all(Language::En) };
    assert_eq!(engine.content(&ask).unwrap().compared, None);
}

#[test]
fn a_value_with_too_few_responses_shows_why_and_never_a_number() {
    let text = std::str::from_utf8(RESPONSES).unwrap();
    let (head, rows) = text.split_once('\n').unwrap();
    let (mut lunch, mut kept) = (0, Vec::new());
    for row in rows.lines() {
        let is_lunch = row.split(',').any(|cell| cell == "lunch");
        lunch += u32::from(is_lunch);
        if !is_lunch || lunch <= 7 {
            kept.push(row);
        }
    }
    let few = format!("{head}\n{}\n", kept.join("\n"));
    let mut engine = Engine::default();
    open(&mut engine, STUDY, Some(few.as_bytes()), None).unwrap();
    let (_, comparison) = compared(&mut engine, "time", &Selection::default(), Language::Zh);
    let column = comparison.columns.iter().position(|column| column.value == "lunch").unwrap();
    assert_eq!(comparison.columns[column].responses, 7);
    for table in comparison.tables.iter().filter(|table| table.id != "answers") {
        for row in &table.rows {
            let cell = &row.cells[column + 1];
            assert!(cell.value.is_none() && !cell.text.is_empty(), "{} {:?}", table.id, row.cells);
        }
    }
}

#[test]
fn the_largest_eight_have_columns_and_the_rest_is_told() {
    let mut csv = String::from("id,time,wait.expected,wait.perceived\n");
    let mut id = 0;
    for group in 0..11 {
        for _ in 0..(10 + (group * 7) % 11) {
            id += 1;
            csv += &format!("{id},group{group:02},{},{}\n", 4 + id % 3, 3 + id % 4);
        }
    }
    let mut engine = Engine::default();
    open(&mut engine, STUDY, Some(csv.as_bytes()), None).unwrap();
    let (content, comparison) = compared(&mut engine, "time", &Selection::default(), Language::En);
    assert_eq!(content.filters[0].choices.len(), 11);
    let sizes: Vec<u64> = comparison.columns.iter().map(|column| column.responses).collect();
    assert_eq!(sizes.len(), 8);
    assert!(sizes.iter().all(|size| *size >= 13), "{sizes:?}");
    assert!(comparison.columns.is_sorted_by_key(|column| column.value.clone()));
    assert!(comparison.tables.iter().all(|table| table.notes.iter().any(|note| note.starts_with("3 more"))));
}
