//! Reading a study, with every problem placed by line and column.

use esteem_study::Scoring;
use esteem_study::{ProblemKind, Study, check};
use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use serde::Deserialize;

use super::json::{self, Reason, Unfit};

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
    let (study, tree): (Study, _) = read_as(text, esteem_study::study::FORMAT)?;
    let placed = |problem: esteem_study::Problem| Placed {
        place: locate(text, &tree, &problem.path),
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

/// The format of a file of settings.
pub const SETTINGS_FORMAT: &str = "esteem-settings/1";

/// A file of settings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsFile {
    /// Always [`SETTINGS_FORMAT`].
    #[serde(rename = "format")]
    _format: String,
    scoring: Scoring,
}

/// Reads settings that take the place of a study's own; what the file does not name is as in a study that names nothing.
///
/// # Errors
/// Where the file is none, or its settings do not fit the study, each with line, column and path.
pub fn read_settings(bytes: &[u8], study: &Study) -> Result<Scoring, FileError> {
    let text = text_of(bytes)?;
    let (file, tree): (SettingsFile, _) = read_as(text, SETTINGS_FORMAT)?;
    let mut set = study.clone();
    set.scoring = file.scoring;
    let problems: Vec<Placed> = check(&set)
        .into_iter()
        .filter(|problem| problem.path.starts_with("scoring") && !problem.kind.is_warning())
        .map(|problem| Placed { place: locate(text, &tree, &problem.path), trouble: Trouble::Study(problem.kind) })
        .collect();
    if problems.is_empty() { Ok(set.scoring) } else { Err(FileError { problems }) }
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

/// Reads a value of the format that its `format` must name, and answers with the text's tree beside it.
pub(super) fn read_as<'t, T: serde::de::DeserializeOwned>(
    text: &'t str,
    format: &'static str,
) -> Result<(T, Value<'t>), FileError> {
    let tree = json::parse(text).map_err(|unfit| unreadable(text, unfit))?;
    if let Some(found) = json::text_field(&tree, "format").filter(|found| *found != format) {
        let trouble = Trouble::OtherFormat { found: found.into(), expected: format };
        return Err(FileError::one(locate(text, &tree, "format"), trouble));
    }
    let value = json::read(&tree).map_err(|unfit| unreadable(text, unfit))?;
    Ok((value, tree))
}

fn unreadable(text: &str, unfit: Unfit) -> FileError {
    let Reason { message, start, path, .. } = unfit.reason();
    FileError::one(place(text, start, path), Trouble::Unreadable { message })
}

/// The line and column of a path in JSON text; of the longest part of the path that exists.
pub(super) fn locate(text: &str, tree: &Value<'_>, path: &str) -> Place {
    let mut value = tree;
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
    place(text, value.start(), path.into())
}

fn place(text: &str, offset: usize, path: String) -> Place {
    let before = text.get(..offset).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Place { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1, path }
}
