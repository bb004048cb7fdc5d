//! Files in, text out: bytes with their name in every message, and the decoder for Chinese spreadsheets.

use std::io::{self, Write};
use std::path::Path;

use esteem_analysis::import::{self, FileError, Gathered, Manifest, Mapping, StudyFile};
use esteem_analysis::words::{self, Language};
use esteem_study::Scoring;
use esteem_study::Study;

use crate::threads::{self, Failure};

/// Sentences for the standard error.
pub(crate) type Lines = Vec<String>;

/// The bytes of a file.
pub(crate) fn bytes(path: &Path, language: Language) -> Result<Vec<u8>, Lines> {
    std::fs::read(path).map_err(|error| closed(path, &error, language))
}

fn closed(path: &Path, error: &io::Error, language: Language) -> Lines {
    vec![match language {
        Language::Zh => format!("{}：打不开（{error}）。", path.display()),
        Language::En => format!("{}: cannot be opened ({error}).", path.display()),
    }]
}

/// Reads a study.
pub(crate) fn study(path: &Path, language: Language) -> Result<StudyFile, Lines> {
    import::read_study(&bytes(path, language)?).map_err(|error| file_error(path, &error, language))
}

/// Reads a mapping.
pub(crate) fn mapping(path: &Path, language: Language) -> Result<Mapping, Lines> {
    import::read_mapping(&bytes(path, language)?).map_err(|error| file_error(path, &error, language))
}

/// Reads settings for a study.
pub(crate) fn settings(path: &Path, study: &Study, language: Language) -> Result<Scoring, Lines> {
    import::read_settings(&bytes(path, language)?, study).map_err(|error| file_error(path, &error, language))
}

/// Reads responses, with so many threads.
pub(crate) fn responses(
    path: &Path,
    study: &Study,
    mapping: Option<&Mapping>,
    threads: usize,
    language: Language,
) -> Result<Gathered, Lines> {
    threads::responses(path, study, mapping, &gb18030, threads).map_err(|failure| match failure {
        Failure::Io(error) => closed(path, &error, language),
        Failure::Import(error) => vec![named(path, &words::import_error(&error, language), language)],
    })
}

/// How the file was read, and what was found, each a sentence.
pub(crate) fn found(manifest: &Manifest, language: Language) -> Vec<String> {
    let findings = manifest.findings.iter().map(|finding| words::finding(finding, language));
    std::iter::once(words::layout(manifest, language)).chain(findings).collect()
}

/// A sentence with the file that it is about.
pub(crate) fn named(path: &Path, sentence: &str, language: Language) -> String {
    let colon = if language == Language::Zh { "：" } else { ": " };
    format!("{}{colon}{sentence}", path.display())
}

/// Prints what a subcommand makes.
pub(crate) fn print(subcommand: &str, text: &str) -> Result<(), Lines> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        // Whoever reads may have read enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(vec![format!("esteem {subcommand}: {error}")]),
        _ => Ok(()),
    }
}

fn file_error(path: &Path, error: &FileError, language: Language) -> Lines {
    error.problems.iter().map(|problem| named(path, &words::placed(problem, language), language)).collect()
}

/// GB18030 as text; `None` if the bytes are not of that encoding.
fn gb18030(bytes: &[u8]) -> Option<String> {
    let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}
