//! Reading a kept response.

use esteem_study::interview::Saved;
use esteem_study::response::Incident;
use esteem_study::{Answer, Fixed, Missing};

use super::reader::{Defaulted, Optional, Reader};
use super::{MisreadKind, Value};

impl Reader {
    pub(super) fn saved<V: Value>(&mut self, value: &V) -> Saved {
        Saved {
            id: self.string(value, "id"),
            rev: self.count(value, "rev", 0),
            study: self.string(value, "study"),
            part: self.optional_string(value, "part"),
            language: self.optional_string(value, "language"),
            consent: self.map(value, "consent", |_, value| value.flag()),
            answers: self.map(value, "answers", Reader::an_answer),
            shown: self.list(value, "shown", Optional, Reader::element),
            order: self.list(value, "order", Optional, Reader::element),
            seconds: self.map(value, "seconds", |_, value| {
                let number = value.number()?;
                let seconds = number as u32;
                (f64::from(seconds) == number).then_some(seconds)
            }),
            started_at: self.optional_string(value, "started_at"),
        }
    }

    /// Names and values of an object whose names are the file's own.
    fn map<V: Value, T>(
        &mut self,
        value: &V,
        name: &'static str,
        read: impl Fn(&mut Reader, &V) -> Option<T>,
    ) -> Vec<(String, T)> {
        let mut entries = Vec::new();
        self.section(value, name, Defaulted, |reader, value| {
            for (key, value) in value.entries().unwrap_or_default() {
                match read(reader, &value) {
                    Some(value) => entries.push((key, value)),
                    None => reader.fault("", MisreadKind::WrongType),
                }
            }
        });
        entries
    }

    fn an_answer<V: Value>(&mut self, value: &V) -> Option<Answer> {
        if let Some(number) = value.number() {
            return Fixed::nearest(number).map(Answer::Number);
        }
        if let Some(text) = value.text() {
            return Some(Answer::Text(text));
        }
        let Some(list) = value.list() else {
            let missing = Missing::named(&value.field("missing")?.text()?)?;
            return Some(Answer::Missing { missing });
        };
        let (mut ids, mut incidents) = (Vec::new(), Vec::new());
        for tick in &list {
            match tick.text() {
                Some(id) => ids.push(id),
                None => incidents.push(Incident {
                    incident: self.string(tick, "incident"),
                    severity: self.code(tick, "severity", Optional),
                    resolution: self.code(tick, "resolution", Optional),
                }),
            }
        }
        match (ids.is_empty(), incidents.is_empty()) {
            (_, true) => Some(Answer::Chosen(ids)),
            (true, false) => Some(Answer::Incidents(incidents)),
            (false, false) => None,
        }
    }
}
