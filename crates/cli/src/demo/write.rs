//! The two files that answers are kept in: a table, one line a response, and JSON Lines, one record a line.

use std::borrow::Borrow;
use std::io::{self, Write};

use esteem_study::response::{Answer, Missing, Response, State};
use esteem_study::{AnswerForm, Facet, Study};

/// One question's column, or several for incidents.
struct Column<'a> {
    /// The name in responses: `item.facet`, or `item` for the perceived facet.
    key: String,
    /// The name in the table, which says `item.perceived` where the item has other facets too.
    name: String,
    /// The kinds of incidents, each with a column of its severity and one of its resolution.
    incidents: Vec<&'a str>,
}

/// Writes responses as a table: UTF-8 without a byte order mark, commas, lines ended by LF, one header.
///
/// A cell is a code, a number, a text, or ids joined by `;`, with `none` for "none of these". An empty cell was
/// skipped; the other reasons why there is no answer are written as words.
pub(crate) fn write_csv<R: Borrow<Response>>(
    study: &Study,
    responses: impl IntoIterator<Item = R>,
    out: &mut impl Write,
) -> io::Result<()> {
    let columns = columns(study);
    let mut line = Line::default();
    for name in ["id", "state", "wave", "language"] {
        line.cell(name);
    }
    study.segments.iter().for_each(|segment| line.cell(&segment.id));
    line.cell("started_at");
    line.cell("finished_at");
    for column in &columns {
        line.cell(&column.name);
        for incident in &column.incidents {
            line.cell(&format!("{}.{incident}.severity", column.name));
            line.cell(&format!("{}.{incident}.resolution", column.name));
        }
    }
    line.end(out)?;
    for response in responses {
        let response = response.borrow();
        line.cell(&response.id);
        line.cell(match response.state {
            State::Complete => "complete",
            State::Partial => "partial",
        });
        line.cell(response.wave.as_deref().unwrap_or_default());
        line.cell(response.language.as_deref().unwrap_or_default());
        for segment in &study.segments {
            line.cell(response.segments.get(&segment.id).map(String::as_str).unwrap_or_default());
        }
        line.cell(response.started_at.as_deref().unwrap_or_default());
        line.cell(response.finished_at.as_deref().unwrap_or_default());
        columns.iter().for_each(|column| answer(&mut line, column, response));
        line.end(out)?;
    }
    Ok(())
}

/// Writes responses as JSON Lines: one record of the format `esteem-response/1` a line.
pub(crate) fn write_json_lines<R: Borrow<Response>>(
    responses: impl IntoIterator<Item = R>,
    out: &mut impl Write,
) -> io::Result<()> {
    for response in responses {
        serde_json::to_writer(&mut *out, response.borrow())?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn columns(study: &Study) -> Vec<Column<'_>> {
    let column = |key: esteem_study::Key| {
        let item = study.item(&key.item);
        let several = item.is_some_and(|item| Facet::ALL.into_iter().filter(|facet| item.has(*facet)).count() > 1);
        let incidents = match item.map(|item| &item.answer) {
            Some(AnswerForm::Incidents { incidents, .. }) => {
                incidents.iter().map(|incident| incident.id.as_str()).collect()
            }
            _ => Vec::new(),
        };
        let name = if several { format!("{}.{}", key.item, key.facet.name()) } else { key.to_string() };
        Column { key: key.to_string(), name, incidents }
    };
    study.keys().map(column).collect()
}

fn answer(line: &mut Line, column: &Column, response: &Response) {
    let ticked = match response.answers.get(&column.key) {
        Some(Answer::Number(number)) => {
            match number.as_whole() {
                Some(whole) => line.cell(&whole.to_string()),
                None => line.cell(&number.as_f64().to_string()),
            }
            &[][..]
        }
        Some(Answer::Text(text)) => {
            line.cell(text);
            &[]
        }
        Some(Answer::Chosen(ids)) => {
            line.cell(&set(ids.iter().map(String::as_str)));
            &[]
        }
        Some(Answer::Incidents(incidents)) => {
            line.cell(&set(incidents.iter().map(|incident| incident.incident.as_str())));
            incidents
        }
        Some(Answer::Missing { missing }) => {
            line.cell(word(*missing));
            &[]
        }
        None => {
            line.cell(word(response.absent(&column.key)));
            &[]
        }
    };
    for kind in &column.incidents {
        let incident = ticked.iter().find(|incident| incident.incident == *kind);
        for code in [incident.and_then(|incident| incident.severity), incident.and_then(|incident| incident.resolution)]
        {
            line.cell(&code.map(|code| code.to_string()).unwrap_or_default());
        }
    }
}

fn set<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let joined = ids.collect::<Vec<_>>().join(";");
    if joined.is_empty() { "none".into() } else { joined }
}

/// The word for a missing answer; what was skipped is an empty cell, as in every spreadsheet.
fn word(missing: Missing) -> &'static str {
    match missing {
        Missing::Skipped => "",
        other => other.name(),
    }
}

/// A line of the table as it grows.
#[derive(Default)]
struct Line {
    text: String,
    started: bool,
}

impl Line {
    fn cell(&mut self, text: &str) {
        if self.started {
            self.text.push(',');
        }
        self.started = true;
        if text.contains([',', '"', '\n', '\r']) || text.trim() != text {
            self.text.push('"');
            self.text.push_str(&text.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(text);
        }
    }

    fn end(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.text.push('\n');
        out.write_all(self.text.as_bytes())?;
        self.text.clear();
        self.started = false;
        Ok(())
    }
}
