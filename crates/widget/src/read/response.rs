//! Reading a kept response.

use esteem_study::interview::Saved;
use esteem_study::response::Incident;
use esteem_study::{Answer, Fixed, Missing};

use super::reader::{Defaulted, Optional, Reader};
use super::{MisreadKind, Value};

impl Reader {
    pub(super) fn saved<V: Value>(&mut self, value: &V) -> Saved {
        let mut saved = Saved {
            id: self.string(value, "id"),
            rev: self.count(value, "rev", 0),
            study: self.string(value, "study"),
            part: self.optional_string(value, "part"),
            language: self.optional_string(value, "language"),
            shown: self.list(value, "shown", Optional, Reader::element),
            order: self.list(value, "order", Optional, Reader::element),
            started_at: self.optional_string(value, "started_at"),
            ..Saved::default()
        };
        for (id, agreed) in self.fields(value, "consent") {
            let agreed = self.sound("consent", agreed.flag());
            saved.consent.push((id, agreed));
        }
        for (key, answer) in self.fields(value, "answers") {
            match self.an_answer(&answer) {
                Some(answer) => saved.answers.push((key, answer)),
                None => self.fault("answers", MisreadKind::WrongType),
            }
        }
        for (page, seconds) in self.fields(value, "seconds") {
            let number = seconds.number().filter(|number| f64::from(*number as u32) == *number);
            let seconds = self.sound("seconds", number) as u32;
            saved.seconds.push((page, seconds));
        }
        saved
    }

    /// Names and values of an object whose names are the file's own.
    fn fields<V: Value>(&mut self, value: &V, name: &'static str) -> Vec<(String, V)> {
        let mut fields = None;
        self.section(value, name, Defaulted, |_, value| fields = value.entries());
        fields.unwrap_or_default()
    }

    /// What was read from one of those fields.
    fn sound<T: Default>(&mut self, name: &'static str, read: Option<T>) -> T {
        if read.is_none() {
            self.fault(name, MisreadKind::WrongType);
        }
        read.unwrap_or_default()
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
