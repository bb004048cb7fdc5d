//! Findings as they come in: counted, with the first lines, and of what a file is full of only so many that they can be
//! read.
//!
//! What is listed does not depend on the order of the rows nor on the pieces that a file is read in: of too many values
//! the first by the alphabet are listed, and those of two pieces are the first of both. So each piece may forget what
//! falls out of its own list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cells::Among;
use super::manifest::{Finding, FindingKind};

/// How many lines a finding names.
const LINES_NAMED: usize = 5;
/// How many different values, ids or messages of one kind and column are listed one by one.
const VALUES_LISTED: usize = 40;
/// How much is shown of a value of the file.
const VALUE_LETTERS: usize = 60;
/// How much is shown of a message, which may repeat a value and ends with the place.
const MESSAGE_LETTERS: usize = 160;

/// A kind of finding; of unreadable values, also the words among which the one that was meant is looked for at the end.
type Name = (FindingKind, Among);

/// Findings that may become more.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Open {
    found: BTreeMap<Name, Found>,
    /// What is listed one by one of what has a bound, by what stands for the rest; the lists are sorted.
    listed: BTreeMap<FindingKind, Vec<Name>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Found {
    count: u64,
    lines: Vec<u64>,
}

impl Open {
    /// Notes a finding on a line.
    pub(super) fn note(&mut self, kind: FindingKind, line: u64) {
        self.note_among(kind, Among::Nothing, line);
    }

    /// Notes an unreadable value, and among which words the one that was meant may be.
    pub(super) fn note_among(&mut self, kind: FindingKind, among: Among, line: u64) {
        let (kind, rest) = bounded(kind);
        self.add((kind, among), rest, Found { count: 1, lines: vec![line] });
    }

    /// Notes a finding about the whole file.
    pub(super) fn remark(&mut self, kind: FindingKind) {
        self.found.insert((kind, Among::Nothing), Found { count: 1, lines: Vec::new() });
    }

    /// How often something was found.
    pub(super) fn count(&self, kind: &FindingKind) -> u64 {
        self.found.get(&(kind.clone(), Among::Nothing)).map_or(0, |found| found.count)
    }

    /// Adds what was noted in the next piece of the file, whose lines are counted from 0; `before` is the line that it
    /// begins with.
    pub(super) fn absorb(&mut self, other: Open, before: u64) {
        for (name, mut found) in other.found {
            found.lines.iter_mut().for_each(|line| *line += before);
            let (_, rest) = bounded(name.0.clone());
            self.add(name, rest, found);
        }
    }

    fn add(&mut self, name: Name, rest: Option<FindingKind>, found: Found) {
        // What stands for the rest of its kind is not listed as one of them.
        let Some(rest) = rest.filter(|rest| *rest != name.0) else { return self.enter(name, found) };
        let listed = self.listed.entry(rest.clone()).or_default();
        if let Err(place) = listed.binary_search(&name) {
            if place >= VALUES_LISTED {
                return self.enter((rest, Among::Nothing), found);
            }
            listed.insert(place, name.clone());
            if listed.len() > VALUES_LISTED
                && let Some(last) = listed.pop()
            {
                let out = self.found.remove(&last).unwrap_or_default();
                self.enter((rest, Among::Nothing), out);
            }
        }
        self.enter(name, found);
    }

    fn enter(&mut self, name: Name, found: Found) {
        let own = self.found.entry(name).or_default();
        own.count += found.count;
        for line in found.lines {
            if let Err(place) = own.lines.binary_search(&line)
                && place < LINES_NAMED
            {
                own.lines.insert(place, line);
                own.lines.truncate(LINES_NAMED);
            }
        }
    }

    /// The findings in their order, with what was probably meant by unreadable values: `suggest` is told the column, the
    /// value as it is shown, and among which words to look.
    pub(super) fn close(self, suggest: impl Fn(&str, &str, Among) -> Option<String>) -> Vec<Finding> {
        let mut closed = Open::default();
        for ((mut kind, among), found) in self.found {
            if let FindingKind::Unreadable { column, value, suggestion } = &mut kind {
                *suggestion = suggest(column, value, among);
            }
            closed.enter((kind, Among::Nothing), found);
        }
        closed.found.into_iter().map(|((kind, _), Found { count, lines })| Finding { kind, count, lines }).collect()
    }
}

/// The kind with no more text than is shown, and what stands for it where too many others are listed already: a column
/// of free text that was taken for ratings must not fill the list with a million lines. `None` if all are listed.
fn bounded(kind: FindingKind) -> (FindingKind, Option<FindingKind>) {
    use FindingKind::*;
    let more = || "…".to_string();
    match kind {
        Unreadable { column, value, suggestion } => {
            let rest = UnreadableMore { column: column.clone() };
            (Unreadable { column, value: cut(&value, VALUE_LETTERS), suggestion }, Some(rest))
        }
        BadInstant { column, value } => {
            let rest = BadInstant { column: column.clone(), value: more() };
            (BadInstant { column, value: cut(&value, VALUE_LETTERS) }, Some(rest))
        }
        BadField { column, value } => {
            let rest = BadField { column: column.clone(), value: more() };
            (BadField { column, value: cut(&value, VALUE_LETTERS) }, Some(rest))
        }
        DuplicateReplaced { id } => {
            (DuplicateReplaced { id: cut(&id, VALUE_LETTERS) }, Some(DuplicateReplaced { id: more() }))
        }
        Rejected { message } => {
            (Rejected { message: cut(&message, MESSAGE_LETTERS) }, Some(Rejected { message: more() }))
        }
        kind => (kind, None),
    }
}

/// The start of a text, on one line.
fn cut(text: &str, letters: usize) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(letters).collect();
    if text.chars().nth(letters).is_some() { line + "…" } else { line }
}
