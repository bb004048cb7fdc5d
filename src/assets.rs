//! What comes with the page.

use gloo::net::http::Request;

/// The report of the example, made when the example changes, so that the page can show it at once.
pub(crate) const REPORT: &str = "cafe.report.json";
/// The study of the example.
pub(crate) const STUDY: &str = "cafe.study.json";

/// The bytes of a file that lies beside the page; `None` if it cannot be had.
pub(crate) async fn get(name: &str) -> Option<Vec<u8>> {
    let response = Request::get(name).send().await.ok()?;
    if response.ok() { response.binary().await.ok() } else { None }
}
