//! Reading a study, with every problem placed by line and column.

use esteem_study::{ProblemKind, Study, check};
use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;

/// A study that can be used, and what is doubtful about it.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyFile {
    /// The study.
    pub study: Study,
    /// Warnings, in the order of the file.
    pub warnings: Vec<Placed>,
}

/// Why a study or mapping file cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub struct FileError {
    /// Every problem that was found, in the order of the file; at least one.
    pub problems: Vec<Placed>,
}

/// A problem and its place in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Where it is.
    pub place: Place,
    /// What is wrong.
    pub trouble: Trouble,
}

/// A place in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1; 0 where no line can be named.
    pub line: usize,
    /// The column in characters, from 1; 0 where no line can be named.
    pub column: usize,
    /// The path into the file: `items[3].answer.scale`. Empty where there is none.
    pub path: String,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// There is nothing in the file.
    Empty,
    /// The file is not text in UTF-8.
    NotText,
    /// The file is not JSON, or a value has the wrong type. The parser's own words, in English.
    Unreadable {
        /// What the parser says.
        message: String,
    },
    /// The file is of another format.
    OtherFormat {
        /// What its `format` says.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// The study contradicts itself.
    Study(ProblemKind),
}

/// Reads and checks a study.
///
/// # Errors
/// With every problem that makes the study unusable, each with line, column and path.
pub fn read_study(bytes: &[u8]) -> Result<StudyFile, FileError> {
    let text = text_of(bytes)?;
    if let Some(found) = super::format_of(text.as_bytes()).filter(|format| format != esteem_study::study::FORMAT) {
        let trouble = Trouble::OtherFormat { found, expected: esteem_study::study::FORMAT };
        return Err(FileError::one(locate(text, "format"), trouble));
    }
    let study: Study = parse(text)?;
    let placed = |problem: esteem_study::Problem| Placed {
        place: locate(text, &problem.path),
        trouble: Trouble::Study(problem.kind),
    };
    let (warnings, problems): (Vec<_>, Vec<_>) =
        check(&study).into_iter().partition(|problem| problem.kind.is_warning());
    if problems.is_empty() {
        Ok(StudyFile { study, warnings: warnings.into_iter().map(placed).collect() })
    } else {
        Err(FileError { problems: problems.into_iter().map(placed).collect() })
    }
}

impl FileError {
    fn one(place: Place, trouble: Trouble) -> FileError {
        FileError { problems: vec![Placed { place, trouble }] }
    }
}

/// The text of a JSON file, without a byte order mark.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, FileError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| FileError::one(Place::default(), Trouble::NotText))?;
    if text.trim().is_empty() {
        return Err(FileError::one(Place::default(), Trouble::Empty));
    }
    Ok(text)
}

/// Reads a value, with the path of what has the wrong type.
pub(super) fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, FileError> {
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        // serde_json ends its messages with the place, which is told apart here.
        let message = message.split(" at line ").next().unwrap_or(&message).to_string();
        let path = path_at(text, error.line(), error.column());
        FileError::one(Place { line: error.line(), column: error.column(), path }, Trouble::Unreadable { message })
    })
}

/// The path of the innermost value at a line and column, which serde_json counts in bytes; empty for the whole text, and
/// for text that is no JSON.
fn path_at(text: &str, line: usize, column: usize) -> String {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let offset = before + column.saturating_sub(1);
    let parsed = jsonc_parser::parse_to_ast(text, &Default::default(), &Default::default());
    let root = parsed.ok().and_then(|parsed| parsed.value);
    let holds = |range: &dyn Ranged| (range.start()..range.end()).contains(&offset);
    let mut path = String::new();
    let mut value = root.as_ref();
    while let Some(outer) = value {
        value = match outer {
            Value::Object(object) => object.properties.iter().find(|property| holds(*property)).map(|property| {
                let dot = if path.is_empty() { "" } else { "." };
                path += &format!("{dot}{}", property.name.as_str());
                &property.value
            }),
            Value::Array(array) => {
                array.elements.iter().enumerate().find(|(_, element)| holds(*element)).map(|(i, element)| {
                    path += &format!("[{i}]");
                    element
                })
            }
            _ => None,
        };
    }
    path
}

/// The line and column of a path in JSON text; of the longest part of the path that exists.
pub(super) fn locate(text: &str, path: &str) -> Place {
    let parsed = jsonc_parser::parse_to_ast(text, &Default::default(), &Default::default());
    let root = parsed.ok().and_then(|parsed| parsed.value);
    let offset = root.as_ref().map_or(0, |root| {
        let mut value = root;
        for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
            let next = match (value, step.strip_suffix(']').and_then(|index| index.parse::<usize>().ok())) {
                (Value::Array(array), Some(index)) => array.elements.get(index),
                (Value::Object(object), None) => object.get(step).map(|property| &property.value),
                _ => None,
            };
            match next {
                Some(next) => value = next,
                None => break,
            }
        }
        value.range().start
    });
    let before = text.get(..offset).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Place {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        path: path.into(),
    }
}
