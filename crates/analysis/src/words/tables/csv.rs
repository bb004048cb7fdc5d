//! A table as CSV (RFC 4180) for spreadsheets and statistics programs: numbers in full precision, each estimate with
//! both ends of its interval and its base.

use super::{Cell, Table};
use crate::words::Language;

/// How spreadsheet programs tell UTF-8 from an encoding of their own.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// What a spreadsheet program may take for the beginning of a formula, in either width.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

impl Table {
    /// The table as CSV in UTF-8 with a byte order mark, lines ending in CR LF, decimal points whatever the language.
    ///
    /// A column of estimates becomes the number, both ends of its 95 % interval, and its base unless another column
    /// shows that base already. Where there is no number or no interval, the reason stands in its place. Text that a
    /// spreadsheet program would take for a formula follows an apostrophe. After an empty line come the notes.
    pub fn to_csv(&self, language: Language) -> String {
        let columns: Vec<Column> = (0..self.heads.len()).map(|column| Column::of(self, column)).collect();
        let mut csv = String::from(BYTE_ORDER_MARK);
        let heads = self.heads.iter().zip(&columns).flat_map(|(head, column)| column.heads(&head.text, language));
        line(&mut csv, heads);
        for row in &self.rows {
            line(&mut csv, row.cells.iter().zip(&columns).flat_map(|(cell, column)| column.fields(cell)));
        }
        if !self.notes.is_empty() {
            csv += "\r\n";
        }
        for note in &self.notes {
            line(&mut csv, [text(note)]);
        }
        csv
    }
}

/// How many fields a column of the table takes.
#[derive(Clone, Copy)]
enum Column {
    /// Words or a count.
    Plain,
    /// An estimate, with or without a field for its base.
    Estimate { with_base: bool },
}

impl Column {
    fn of(table: &Table, column: usize) -> Column {
        let cells = || table.rows.iter().filter_map(move |row| row.cells.get(column));
        if !cells().any(|cell| cell.base.is_some()) {
            return Column::Plain;
        }
        let shows_base = |other: usize| {
            table.rows.iter().all(|row| match (row.cells.get(column), row.cells.get(other)) {
                (Some(Cell { base: Some(base), .. }), Some(shown)) => {
                    shown.base.is_none() && shown.value == Some(*base as f64)
                }
                _ => true,
            })
        };
        Column::Estimate { with_base: !(0..table.heads.len()).any(|other| other != column && shows_base(other)) }
    }

    fn heads(self, head: &str, language: Language) -> Vec<String> {
        let more = |zh: &str, en: &str| text(&format!("{head}{}", language.of(zh, en)));
        match self {
            Column::Plain => vec![text(head)],
            Column::Estimate { with_base } => {
                let mut heads = vec![
                    text(head),
                    more("：95% 区间下限", ": 95 % interval from"),
                    more("：95% 区间上限", ": 95 % interval to"),
                ];
                heads.extend(with_base.then(|| more("：人数", ": base")));
                heads
            }
        }
    }

    fn fields(self, cell: &Cell) -> Vec<String> {
        let value = cell.value.map_or_else(|| text(&cell.text), |value| value.to_string());
        let Column::Estimate { with_base } = self else { return vec![value] };
        let why = || cell.range.as_deref().map(text).unwrap_or_default();
        let (from, to) = match cell.interval {
            Some((low, high)) => (low.to_string(), high.to_string()),
            None => (why(), String::new()),
        };
        let mut fields = vec![value, from, to];
        fields.extend(with_base.then(|| cell.base.map(|base| base.to_string()).unwrap_or_default()));
        fields
    }
}

fn line(csv: &mut String, fields: impl IntoIterator<Item = String>) {
    for (index, field) in fields.into_iter().enumerate() {
        if index > 0 {
            csv.push(',');
        }
        *csv += &field;
    }
    *csv += "\r\n";
}

/// A field of text: safe from being run as a formula, and in quotes where it must be.
fn text(text: &str) -> String {
    let is_number = text.parse::<f64>().is_ok_and(f64::is_finite);
    let apostrophe = if text.starts_with(FORMULA) && !is_number { "'" } else { "" };
    let text = format!("{apostrophe}{text}");
    if text.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tables::{Head, Row};

    fn estimate(value: f64, interval: Option<(f64, f64)>, base: u64) -> Cell {
        let range = Some(String::from("in words"));
        Cell { text: "shown".into(), range, value: Some(value), interval, base: Some(base) }
    }

    fn table(heads: &[&str], rows: Vec<Vec<Cell>>, notes: &[&str]) -> Table {
        Table {
            id: "gaps".into(),
            title: String::new(),
            heads: heads.iter().map(|head| Head { text: (*head).into(), is_numeric: true }).collect(),
            rows: rows.into_iter().map(Row::part).collect(),
            notes: notes.iter().map(|note| (*note).into()).collect(),
            main: 1,
        }
    }

    #[test]
    fn an_estimate_is_a_number_with_both_ends_and_its_base() {
        let rows = vec![
            vec![Cell::words("the wait"), estimate(-1.1 / 3.0, Some((-0.5, 0.1)), 412)],
            vec![Cell::words("staff"), estimate(0.25, None, 1)],
            vec![Cell::words("food"), Cell { base: Some(3), ..Cell::words("too few, 3") }],
        ];
        let csv = table(&["touchpoint", "gap"], rows, &["Fewer than 30, take it as a hint."]).to_csv(Language::En);
        let lines: Vec<&str> = csv.split("\r\n").collect();
        let expected = [
            "\u{FEFF}touchpoint,gap,gap: 95 % interval from,gap: 95 % interval to,gap: base",
            "the wait,-0.3666666666666667,-0.5,0.1,412",
            "staff,0.25,in words,,1",
            "food,\"too few, 3\",,,3",
            "",
            "\"Fewer than 30, take it as a hint.\"",
            "",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_base_that_another_column_shows_is_not_repeated() {
        let rows = vec![vec![Cell::words("等候"), estimate(0.5, Some((0.4, 0.6)), 12), Cell::count(12)]];
        let csv = table(&["接触点", "占比", "人数"], rows, &[]).to_csv(Language::Zh);
        assert_eq!(csv, "\u{FEFF}接触点,占比,占比：95% 区间下限,占比：95% 区间上限,人数\r\n等候,0.5,0.4,0.6,12\r\n");
    }

    #[test]
    fn nothing_runs_as_a_formula_and_numbers_stay_numbers() {
        for formula in ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx", "＝1"] {
            assert!(text(formula).trim_start_matches('"').starts_with('\''), "{formula}");
        }
        assert_eq!(text("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        assert_eq!(["-1.5", "+3", "−1", "a=b"].map(text), ["-1.5", "+3", "−1", "a=b"]);
    }

    #[test]
    fn a_field_with_marks_is_in_quotes() {
        assert_eq!(text("one\r\ntwo"), "\"one\r\ntwo\"");
        assert_eq!(text("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(text(""), "");
    }
}
