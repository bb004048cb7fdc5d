//! The café's files, and how a test opens them.

use esteem_analysis::import::Tests;
use esteem_content::Refused;
use esteem_engine::{Engine, Files};

pub(crate) const STUDY: &[u8] = include_bytes!("../../../../examples/cafe.study.json");
pub(crate) const RESPONSES: &[u8] = include_bytes!("../../../../examples/cafe.responses.csv");

/// Opens files without a decoder, and hears nothing of the progress.
pub(crate) fn open(
    engine: &mut Engine,
    study: &[u8],
    responses: Option<&[u8]>,
    mapping: Option<&[u8]>,
) -> Result<(), Refused> {
    engine.open(&Files { study, responses, mapping, tests: Tests::LeftOut }, &|_| None, &mut |_| {})
}
