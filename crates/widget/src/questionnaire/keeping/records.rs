//! How records travel to the scripts and back, and what else is asked of the scripts once answers are kept.

use esteem_study::json::Writer;
use esteem_study::outbox::{Record, Stage};

use crate::read::json::{Json, Kind};
use crate::shell::{Shell, object, whole};

impl Shell {
    /// Compares and puts: the store must hold `expect` as the record's revision; 0: no such record, and no other draft
    /// in its slot. What came of it is told later, by ticket.
    pub(crate) fn keep(&self, ticket: u32, record: &Record, expect: u32) {
        let mut json = Writer::default();
        json.whole("ticket", ticket.into());
        json.whole("expect", expect.into());
        json.open("record", '{');
        json.text("id", &record.id);
        json.text("study", &record.study);
        json.text("slot", &record.slot);
        json.whole("rev", record.rev.into());
        json.text("stage", record.stage.name());
        json.text("body", &record.body);
        json.text("place", &record.place);
        json.text("hash", &record.hash);
        json.whole("attempts", record.attempts.into());
        json.whole("due_ms", record.due_ms as i64);
        json.whole("kept_ms", record.kept_ms as i64);
        json.close('}');
        self.ask("keep", &json.finish());
    }

    /// Removes records.
    pub(crate) fn erase(&self, ticket: u32, ids: &[String]) {
        let mut json = Writer::default();
        json.whole("ticket", ticket.into());
        json.open("ids", '[');
        ids.iter().for_each(|id| json.element(id));
        json.close(']');
        self.ask("erase", &json.finish());
    }

    /// Posts a response to a collector.
    pub(crate) fn send(&self, id: &str, url: &str, body: &str) {
        self.ask("send", &object(&[("id", id), ("url", url), ("body", body)]));
    }

    /// Asks to be woken after this many milliseconds; the last call counts.
    pub(crate) fn wake(&self, in_ms: u64) {
        let mut json = Writer::default();
        json.whole("in_ms", in_ms as i64);
        self.ask("wake", &json.finish());
    }

    /// Gives the respondent a file.
    pub(crate) fn save(&self, name: &str, text: &str) {
        self.ask("save", &object(&[("name", name), ("text", text)]));
    }
}

/// A record that the store keeps; `None` if it is of no version that we know.
pub(crate) fn to_record(value: &Json<'_>) -> Option<Record> {
    let text = |name| value.field(name).filter(|field| field.kind() == Kind::Text).map(|field| field.text().into());
    let number = |name| whole(value.field(name)?);
    Some(Record {
        id: text("id")?,
        study: text("study")?,
        slot: text("slot")?,
        rev: number("rev")? as u32,
        stage: Stage::named(value.field("stage")?.text())?,
        body: text("body")?,
        place: text("place")?,
        hash: text("hash")?,
        attempts: number("attempts")? as u32,
        due_ms: number("due_ms")?,
        kept_ms: number("kept_ms")?,
    })
}
