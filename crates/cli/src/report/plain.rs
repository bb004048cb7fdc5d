//! The report as text for a terminal: the sentences, then the tables in columns.

use esteem_analysis::Report;
use esteem_analysis::report::Note;
use esteem_analysis::words::tables::Table;
use esteem_analysis::words::{self, Language};

use super::Told;

/// The report as text.
pub(super) fn text(told: &Told) -> String {
    let Told { report, language, .. } = told;
    let language = *language;
    let mut text = format!("{}\n\n", report.title.get(language.tag()));
    for sentence in words::headline(report, language) {
        text += &sentence.text();
        text.push('\n');
    }
    text += &first(report, language);
    for section in &told.sections {
        text += &table(&section.table);
    }
    if let Some(groups) = &told.groups {
        text += &format!("\n{}\n", beside_title(&groups.title, language));
        for beside in &groups.beside.tables {
            text += &table(beside);
        }
        text += &table(&groups.found);
    }
    text.push('\n');
    for sentence in words::certainty(report, language) {
        text += &format!("{sentence}\n");
    }
    // That people chose to answer has just been said.
    for note in report.notes.iter().filter(|note| **note != Note::SelfSelected) {
        text += &format!("{}\n", words::note(*note, language));
    }
    text
}

/// What stands above groups side by side.
pub(super) fn beside_title(by: &str, language: Language) -> String {
    language.of(format!("按{by}分组"), format!("By {by}"))
}

/// What to do first, numbered.
fn first(report: &Report, language: Language) -> String {
    let steps = words::first(report, language);
    let mut text = format!("\n{}\n", words::first_title(language));
    let lead =
        if steps.is_empty() { words::nothing_first(report, language) } else { words::first_lead(report, language) };
    text += &format!("  {lead}\n");
    for (number, step) in (1..).zip(&steps) {
        text +=
            &format!("  {number}. {}{}{}\n", step.title, if language == Language::Zh { "：" } else { ": " }, step.why);
        for action in &step.actions {
            text += &format!("     - {action}\n");
        }
    }
    text
}

/// Each row as its numbers, with their intervals on the line below.
pub(crate) fn table(table: &Table) -> String {
    let heads = table.heads.iter().map(|head| head.text.clone()).collect();
    let mut lines: Vec<Vec<String>> = vec![heads];
    for row in &table.rows {
        lines.push(row.cells.iter().map(|cell| cell.text.clone()).collect());
        if row.cells.iter().any(|cell| cell.range.is_some()) {
            lines.push(row.cells.iter().map(|cell| cell.range.clone().unwrap_or_default()).collect());
        }
    }
    let widest = |column: usize| lines.iter().map(|line| width(&line[column])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..table.heads.len()).map(widest).collect();
    let mut text = format!("\n{}\n", table.title);
    for line in &lines {
        let mut row = String::from(" ");
        for (column, cell) in line.iter().enumerate() {
            let space = " ".repeat(widths[column] - width(cell));
            row += &match table.heads[column].is_numeric {
                true => format!(" {space}{cell} "),
                false => format!(" {cell}{space} "),
            };
        }
        text += row.trim_end();
        text.push('\n');
    }
    for note in &table.notes {
        text += &format!("  {note}\n");
    }
    text
}

/// Columns of a terminal: Chinese characters and full-width signs take two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '“' | '”') { 2 } else { 1 }).sum()
}
