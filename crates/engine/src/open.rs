//! Reading files, and what is to be said about them in each language.

use esteem_analysis::Responses;
use esteem_analysis::import::{
    Decode, FileError, Imported, Manifest, Placed, Progress, StudyFile, Tests, read_mapping, read_responses_and,
    read_study,
};
use esteem_analysis::words::{self, Language};
use esteem_content::{FileNotes, Refused, RefusedFile};
use esteem_study::Study;

/// The files that the engine is asked to read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Files<'a> {
    /// The study.
    pub study: &'a [u8],
    /// The responses; without them, there are none yet.
    pub responses: Option<&'a [u8]>,
    /// What the columns and codes of the responses mean.
    pub mapping: Option<&'a [u8]>,
    /// What becomes of try-outs among the responses. Where they are counted and there is nothing else, the report is shown
    /// from the first one on, whatever the study's smallest base: made-up answers hide nobody.
    pub tests: Tests,
}

/// What is to be known about the files that are held.
#[derive(Clone, Debug)]
pub(crate) struct Doubts {
    /// What is doubtful about the study.
    study: Vec<Placed>,
    /// What import did to the responses; absent where there were none.
    responses: Option<Manifest>,
}

impl Doubts {
    /// What is doubtful about the study, each a sentence.
    pub(crate) fn warnings(&self, language: Language) -> Vec<String> {
        self.study.iter().map(|doubt| words::placed(doubt, language)).collect()
    }

    /// What import did to the responses.
    pub(crate) fn file(&self, language: Language) -> Option<FileNotes> {
        self.responses.as_ref().map(|manifest| FileNotes {
            layout: words::layout(manifest, language),
            findings: manifest.findings.iter().map(|found| words::finding(found, language)).collect(),
            has_loss: manifest.findings.iter().any(|finding| finding.kind.is_loss()),
        })
    }
}

/// Reads the files, the study first, because nothing else can be read without it.
pub(crate) fn read(
    files: &Files<'_>,
    decode: Decode<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Study, Responses, Doubts), Refused> {
    let StudyFile { mut study, warnings } =
        read_study(files.study).map_err(|error| refused(RefusedFile::Study, &error))?;
    let mapping = files.mapping.map(read_mapping).transpose();
    let mapping = mapping.map_err(|error| refused(RefusedFile::Mapping, &error))?;
    let read = |bytes| read_responses_and(files.tests, &study, bytes, mapping.as_ref(), decode, progress);
    let imported = files.responses.map(read).transpose().map_err(|error| Refused {
        file: RefusedFile::Responses,
        lines: vec![Language::ALL.map(|language| words::import_error(&error, language))],
    })?;
    let (responses, manifest) = match imported {
        Some(Imported { responses, manifest }) => (responses, Some(manifest)),
        None => (Responses::new(&study), None),
    };
    if manifest.as_ref().is_some_and(|manifest| manifest.is_try_out) {
        study.scoring.smallest_base = 1;
    }
    Ok((study, responses, Doubts { study: warnings, responses: manifest }))
}

fn refused(file: RefusedFile, error: &FileError) -> Refused {
    let line = |problem: &Placed| Language::ALL.map(|language| words::placed(problem, language));
    Refused { file, lines: error.problems.iter().map(line).collect() }
}
