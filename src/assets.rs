//! What comes with the page.

use gloo::net::http::Request;

/// The bytes of a file that lies beside the page; `None` if it cannot be had.
pub(crate) async fn get(name: &str) -> Option<Vec<u8>> {
    let response = Request::get(name).send().await.ok()?;
    if response.ok() { response.binary().await.ok() } else { None }
}
