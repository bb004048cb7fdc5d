//! The report as text for a terminal: the sentences, then the tables in columns.

use esteem_analysis::Report;
use esteem_analysis::words::tables::{self, Table};
use esteem_analysis::words::{self, Language};
use esteem_charts::sections;

/// The report as text.
pub(crate) fn text(report: &Report, language: Language) -> String {
    let mut text = format!("{}\n\n", report.title.get(language.tag()));
    for sentence in words::headline(report, language) {
        text += &sentence;
        text.push('\n');
    }
    for section in sections(report, language) {
        text += &table(&section.table);
    }
    text += &table(&tables::answers(report, language));
    for note in &report.notes {
        text += &format!("\n{}\n", words::note(*note, language));
    }
    text
}

fn table(table: &Table) -> String {
    let heads: Vec<String> = table.heads.iter().map(|head| head.text.clone()).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect());
    let rows: Vec<Vec<String>> = std::iter::once(heads).chain(rows).collect();
    let columns = table.heads.len();
    let widths: Vec<usize> =
        (0..columns).map(|column| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0)).collect();
    let mut text = format!("\n{}\n", table.title);
    for row in &rows {
        let mut line = String::from(" ");
        for (column, cell) in row.iter().enumerate() {
            let space = " ".repeat(widths[column] - width(cell));
            match table.heads[column].is_numeric {
                true => line += &format!(" {space}{cell}"),
                false => line += &format!(" {cell}{space}"),
            }
            line.push(' ');
        }
        text += line.trim_end();
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
