//! What a collector's answer means. A status alone proves little: gateways answer 200 with a page to log in.

use esteem_study::outbox::Reply;
use esteem_study::study::CollectorKind;

use crate::read::json::Json;

/// What came back from a collector.
#[derive(Debug)]
pub(crate) struct Answered {
    /// The HTTP status; 0 if nothing came.
    pub status: u32,
    /// The beginning of the answer's text.
    pub text: String,
    /// How long to wait, in milliseconds, if the collector says so; 0 if not.
    pub retry_after_ms: u64,
}

/// Whether a response has been received, by the rule of the collector's kind.
///
/// `receipt`: 200 or 201 with `{"receipt": {"id", "sha256"}}` that names the response and the bytes that were sent.
/// `status`: any 2xx, or 409, with which a database says that it has the id already.
pub(crate) fn reply(kind: CollectorKind, answered: &Answered, id: &str, hash: &str) -> Reply {
    let is_received = match (kind, answered.status) {
        (CollectorKind::Receipt, 200 | 201) => is_receipt(&answered.text, id, hash),
        (CollectorKind::Receipt, _) => false,
        (CollectorKind::Status, status) => matches!(status, 200..=299 | 409),
    };
    match answered.status {
        _ if is_received => Reply::Received,
        400 | 409 | 410 | 413 | 422 => Reply::Refused,
        401 | 403 | 404 | 415 | 426 => Reply::Barred,
        _ => Reply::Unclear { retry_after_ms: answered.retry_after_ms },
    }
}

fn is_receipt(text: &str, id: &str, hash: &str) -> bool {
    let answer = Json::parse(text);
    let receipt = answer.as_ref().and_then(|answer| answer.field("receipt"));
    [("id", id), ("sha256", hash)].into_iter().all(|(name, value)| {
        let found = receipt.and_then(|receipt| receipt.field(name));
        found.is_some_and(|found| found.text().eq_ignore_ascii_case(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: CollectorKind, status: u32, expect: Reply) {
        let answered = Answered { status, text: String::new(), retry_after_ms: 7 };
        assert_eq!(reply(kind, &answered, "id", "hash"), expect, "{status}");
    }

    #[test]
    fn each_status_means_one_thing() {
        let unclear = Reply::Unclear { retry_after_ms: 7 };
        for status in [200, 201, 204, 299, 409] {
            check(CollectorKind::Status, status, Reply::Received);
        }
        for status in [0, 302, 408, 425, 429, 500, 503] {
            check(CollectorKind::Status, status, unclear);
            check(CollectorKind::Receipt, status, unclear);
        }
        for status in [400, 410, 413, 422] {
            check(CollectorKind::Status, status, Reply::Refused);
        }
        check(CollectorKind::Receipt, 409, Reply::Refused);
        check(CollectorKind::Receipt, 204, unclear);
        for status in [401, 403, 404] {
            check(CollectorKind::Receipt, status, Reply::Barred);
        }
    }
}
