//! The engine: bytes in, report out. It holds the responses; whoever asks only ever holds what the engine answers.
//!
//! Questions and answers are plain values that travel as JSON, so that the engine can be a module of its own, and can
//! work on another thread than the page. What is said about files is said in every language at once, so that the page
//! can change its language without asking again.

use esteem_analysis::import::{
    Decode, FileError, Imported, Manifest, Placed, read_mapping, read_responses, read_study,
};
use esteem_analysis::words::{self, Language};
use esteem_analysis::{Report, Responses, Selection, analyze};
use esteem_study::{Study, Text};
use serde::{Deserialize, Serialize};

/// The files that the engine is asked to read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Files<'a> {
    /// The study; without one, the study that is held is used.
    pub study: Option<&'a [u8]>,
    /// The responses; without them, there are none yet.
    pub responses: Option<&'a [u8]>,
    /// What the columns and codes of the responses mean.
    pub mapping: Option<&'a [u8]>,
}

/// What the engine answers.
pub type Answer = Result<Opened, Refused>;

/// A report, and what is to be known about the files behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// What is doubtful about the study file, each a sentence.
    pub warnings: Vec<Text>,
    /// What import did to the responses; absent where there were none.
    pub file: Option<FileNotes>,
    /// The report.
    pub report: Report,
}

/// What import did to a file of responses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileNotes {
    /// How the file was read.
    pub layout: Text,
    /// What was found, each a sentence.
    pub findings: Vec<Text>,
    /// Whether answers or responses were left out.
    pub has_loss: bool,
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refused {
    /// Which file cannot be used.
    pub file: RefusedFile,
    /// What is wrong with it, each a sentence; empty where no study was given.
    pub lines: Vec<Text>,
}

/// A file that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusedFile {
    /// The study.
    Study,
    /// The mapping.
    Mapping,
    /// The responses.
    Responses,
    /// There is no study to read the responses with.
    NoStudy,
}

/// What the engine holds between two questions.
#[derive(Clone, Debug, Default)]
pub struct Engine {
    held: Option<(Study, Responses)>,
}

impl Engine {
    /// Reads the files, keeps the responses and reports the selected ones. What was held before stays if the files
    /// cannot be used.
    ///
    /// # Errors
    /// Where one of the files cannot be used at all; rows that cannot be read are told, and refuse nothing.
    pub fn open(&mut self, files: &Files<'_>, selection: &Selection, decode: Decode<'_>) -> Answer {
        let (study, warnings) = match (files.study, &self.held) {
            (Some(bytes), _) => {
                let file = read_study(bytes).map_err(|error| refused(RefusedFile::Study, &error))?;
                (file.study, file.warnings)
            }
            (None, Some((study, _))) => (study.clone(), Vec::new()),
            (None, None) => return Err(Refused { file: RefusedFile::NoStudy, lines: Vec::new() }),
        };
        let mapping = files.mapping.map(read_mapping).transpose();
        let mapping = mapping.map_err(|error| refused(RefusedFile::Mapping, &error))?;
        let read = files.responses.map(|bytes| read_responses(&study, bytes, mapping.as_ref(), decode)).transpose();
        let imported = read.map_err(|error| Refused {
            file: RefusedFile::Responses,
            lines: vec![in_all(|language| words::import_error(&error, language))],
        })?;
        let (responses, file) = match imported {
            Some(Imported { responses, manifest }) => (responses, Some(file_notes(&manifest))),
            None => (Responses::new(&study), None),
        };
        let report = analyze(&study, &responses, selection);
        self.held = Some((study, responses));
        Ok(Opened { warnings: placed(&warnings), file, report })
    }
}

fn refused(file: RefusedFile, error: &FileError) -> Refused {
    Refused { file, lines: placed(&error.problems) }
}

fn placed(problems: &[Placed]) -> Vec<Text> {
    problems.iter().map(|problem| in_all(|language| words::placed(problem, language))).collect()
}

fn file_notes(manifest: &Manifest) -> FileNotes {
    FileNotes {
        layout: in_all(|language| words::layout(manifest, language)),
        findings: manifest.findings.iter().map(|found| in_all(|language| words::finding(found, language))).collect(),
        has_loss: manifest.findings.iter().any(|finding| finding.kind.is_loss()),
    }
}

/// A sentence in every language.
fn in_all(sentence: impl Fn(Language) -> String) -> Text {
    let wordings = Language::ALL.map(|language| (language.tag(), sentence(language)));
    Text::new(wordings.iter().map(|(tag, wording)| (*tag, wording.as_str())))
}
