//! What comes with the page: the example, as the files that a reader would open, and what the engine says of it.

use esteem_analysis::words::Language;
use esteem_content::{Content, codec};
use gloo::file::futures::read_as_bytes;

use crate::files::{OpenFile, OpenFiles};
use crate::shell;

/// The study of the example.
const STUDY: &str = "cafe.study.json";
/// The responses of the example, which are made up.
const RESPONSES: &str = "cafe.responses.csv";

/// What the engine says of the example in this language, as it did when the page was built. `None` if it cannot be had, or is
/// of another build than the page.
pub(crate) async fn content(language: Language) -> Option<Content> {
    let name = ["cafe.", language.tag(), ".content"].concat();
    let bytes = read_as_bytes(&shell::asset(&name).await?.into()).await.ok()?;
    codec::unpack(bytes.strip_prefix(shell::build().as_bytes())?)
}

/// The study of the example; `None` if it cannot be had.
pub(crate) async fn study() -> Option<OpenFile> {
    get(STUDY).await
}

/// The files of the example; `None` if one of them cannot be had.
pub(crate) async fn example() -> Option<OpenFiles> {
    let (study, responses) = (get(STUDY).await?, get(RESPONSES).await?);
    Some(OpenFiles { study: Some(study), responses: Some(responses), ..OpenFiles::default() })
}

async fn get(name: &str) -> Option<OpenFile> {
    shell::asset(name).await.map(|blob| OpenFile { name: name.into(), blob })
}
