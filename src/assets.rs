//! What comes with the page: the example, as the files that a reader would open.

use crate::files::{OpenFile, OpenFiles};
use crate::shell;

/// The study of the example.
const STUDY: &str = "cafe.study.json";
/// The responses of the example, which are made up.
const RESPONSES: &str = "cafe.responses.csv";

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
