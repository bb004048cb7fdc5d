//! Reading one field after the other. A fault is noted once and reading goes on with something in its place, so that
//! what reads a whole file is a plain list of its fields, and small.

use esteem_study::Text;

use super::{Misread, MisreadKind, Value};

/// Where in the file we are, and the first fault.
#[derive(Default)]
pub(super) struct Reader {
    path: Vec<(&'static str, Option<usize>)>,
    wrong: Option<Misread>,
}

/// Whether a field may be absent.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Presence {
    Required,
    /// It may be absent, and stands for a default then; null is a fault.
    Default,
    /// It may be absent or null.
    Optional,
}

pub(super) use Presence::{Default as Defaulted, Optional, Required};

impl Reader {
    /// What was read, unless something was wrong.
    pub(super) fn result<T>(self, read: T) -> Result<T, Misread> {
        match self.wrong {
            None => Ok(read),
            Some(wrong) => Err(wrong),
        }
    }

    /// Whether it is a file of this format: name, stroke, version.
    pub(super) fn format<V: Value>(&self, value: &V, format: &str) -> Result<(), Misread> {
        let wrong = |kind| Err(Misread { path: "format".into(), kind });
        let Some(found) = value.field("format") else { return wrong(MisreadKind::Missing) };
        let Some(found) = found.text() else { return wrong(MisreadKind::WrongType) };
        if found == format {
            return Ok(());
        }
        // All but the version, which is one digit here and may be more there.
        let name = format.len() - 1;
        let digits = found.bytes().skip(name).all(|digit| digit.is_ascii_digit());
        let is_later = found.len() > name && found.get(..name) == format.get(..name) && digits;
        wrong(if is_later { MisreadKind::TooNew { found } } else { MisreadKind::OtherFormat })
    }

    /// Notes a fault at a field of the place where we are; an empty name stands for the place itself.
    pub(super) fn fault(&mut self, name: &'static str, kind: MisreadKind) {
        if self.wrong.is_some() {
            return;
        }
        let mut path = String::new();
        for (name, at) in self.path.iter().copied().chain([(name, None)]) {
            if !path.is_empty() && !name.is_empty() {
                path.push('.');
            }
            path.push_str(name);
            if let Some(at) = at {
                path.push('[');
                push_digits(&mut path, at);
                path.push(']');
            }
        }
        self.wrong = Some(Misread { path, kind });
    }

    /// A field's value, if it is there.
    fn field<V: Value>(&mut self, value: &V, name: &'static str, presence: Presence) -> Option<V> {
        let field = value.field(name);
        if field.is_none() {
            if presence == Required {
                self.fault(name, MisreadKind::Missing);
            } else if presence == Defaulted && value.has_null(name) {
                self.fault(name, MisreadKind::WrongType);
            }
        }
        field
    }

    fn typed<V: Value, T>(
        &mut self,
        value: &V,
        name: &'static str,
        presence: Presence,
        read: impl Fn(&V) -> Option<T>,
    ) -> Option<T> {
        let field = self.field(value, name, presence)?;
        let read = read(&field);
        if read.is_none() {
            self.fault(name, MisreadKind::WrongType);
        }
        read
    }

    pub(super) fn optional_string<V: Value>(&mut self, value: &V, name: &'static str) -> Option<String> {
        self.typed(value, name, Optional, V::text)
    }

    pub(super) fn string<V: Value>(&mut self, value: &V, name: &'static str) -> String {
        self.typed(value, name, Required, V::text).unwrap_or_default()
    }

    pub(super) fn flag<V: Value>(&mut self, value: &V, name: &'static str, default: bool) -> bool {
        self.typed(value, name, Defaulted, V::flag).unwrap_or(default)
    }

    pub(super) fn number<V: Value>(&mut self, value: &V, name: &'static str, default: f64) -> f64 {
        self.typed(value, name, Defaulted, V::number).unwrap_or(default)
    }

    /// A whole number of at least `least` and at most that of an `i32`, or of a `u32` where nothing is below zero.
    pub(super) fn whole<V: Value>(
        &mut self,
        value: &V,
        name: &'static str,
        presence: Presence,
        least: i64,
        most: i64,
    ) -> Option<i64> {
        self.typed(value, name, presence, |field| {
            let number = field.number()?;
            let whole = number as i64;
            (whole as f64 == number && (least..=most).contains(&whole)).then_some(whole)
        })
    }

    pub(super) fn code<V: Value>(&mut self, value: &V, name: &'static str, presence: Presence) -> Option<i32> {
        self.whole(value, name, presence, i32::MIN.into(), i32::MAX.into()).map(|code| code as i32)
    }

    pub(super) fn count<V: Value>(&mut self, value: &V, name: &'static str, default: u32) -> u32 {
        self.whole(value, name, Defaulted, 0, u32::MAX.into()).map_or(default, |count| count as u32)
    }

    pub(super) fn optional_text<V: Value>(
        &mut self,
        value: &V,
        name: &'static str,
        presence: Presence,
    ) -> Option<Text> {
        self.typed(value, name, presence, |field| {
            let mut text = Text::default();
            for (language, wording) in field.entries()? {
                text.insert(language, wording.text()?);
            }
            Some(text)
        })
    }

    pub(super) fn text<V: Value>(&mut self, value: &V, name: &'static str) -> Text {
        self.optional_text(value, name, Required).unwrap_or_default()
    }

    /// The position of a field's word in a list of words.
    pub(super) fn word<V: Value>(
        &mut self,
        value: &V,
        name: &'static str,
        presence: Presence,
        words: &[&str],
    ) -> Option<usize> {
        let word = self.typed(value, name, presence, V::text)?;
        let at = words.iter().position(|known| *known == word);
        if at.is_none() {
            self.fault(name, MisreadKind::UnknownWord);
        }
        at
    }

    /// An object inside the object, where we are while it is read.
    pub(super) fn section<V: Value>(
        &mut self,
        value: &V,
        name: &'static str,
        presence: Presence,
        read: impl FnOnce(&mut Reader, &V),
    ) {
        let Some(field) = self.field(value, name, presence) else { return };
        if field.entries().is_none() {
            self.fault(name, MisreadKind::WrongType);
        }
        self.path.push((name, None));
        read(self, &field);
        self.path.pop();
    }

    /// The elements of a list, in each of which we are while it is read.
    pub(super) fn list<V: Value, T>(
        &mut self,
        value: &V,
        name: &'static str,
        presence: Presence,
        read: impl Fn(&mut Reader, &V) -> T,
    ) -> Vec<T> {
        let mut elements = Vec::new();
        self.each(value, name, presence, &mut |reader, element| elements.push(read(reader, element)));
        elements
    }

    fn each<V: Value>(
        &mut self,
        value: &V,
        name: &'static str,
        presence: Presence,
        read: &mut dyn FnMut(&mut Reader, &V),
    ) {
        let list = self.typed(value, name, presence, V::list);
        for (at, element) in list.into_iter().flatten().enumerate() {
            self.path.push((name, Some(at)));
            read(self, &element);
            self.path.pop();
        }
    }

    /// An element that is a string.
    pub(super) fn element<V: Value>(&mut self, value: &V) -> String {
        let text = value.text();
        if text.is_none() {
            self.fault("", MisreadKind::WrongType);
        }
        text.unwrap_or_default()
    }
}

fn push_digits(text: &mut String, number: usize) {
    if number > 9 {
        push_digits(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}
