//! Reading one field after the other. A fault is noted once and reading goes on with something in its place, so that
//! what reads a whole file is a plain list of its fields, and small.

use std::cell::OnceCell;

use esteem_study::Text;

use super::json::{Json, Kind};
use super::{Misread, MisreadKind};

/// An object in a file, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) value: &'a Json<'a>,
    /// What it is called in the object around it, and its position if that is a list.
    name: &'static str,
    at: Option<usize>,
    around: Option<&'a Place<'a>>,
    wrong: &'a OnceCell<Misread>,
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

/// Reads a file of this format: name, stroke, version.
pub(super) fn file<T>(text: &str, format: &str, read: impl FnOnce(&Place<'_>) -> T) -> Result<T, Misread> {
    let wrong = OnceCell::new();
    let Some(value) = Json::parse(text) else { return Err(Misread { path: String::new(), kind: MisreadKind::NoJson }) };
    let file = Place { value: &value, name: "", at: None, around: None, wrong: &wrong };
    file.check_format(format);
    let read = read(&file);
    match wrong.into_inner() {
        None => Ok(read),
        Some(wrong) => Err(wrong),
    }
}

impl Place<'_> {
    fn check_format(&self, format: &str) {
        let found = self.string("format");
        if found == format {
            return;
        }
        // All but the version, which is one digit here and may be more there.
        let name = format.len() - 1;
        let digits = found.bytes().skip(name).all(|digit| digit.is_ascii_digit());
        let is_later = found.len() > name && found.get(..name) == format.get(..name) && digits;
        self.fault("format", if is_later { MisreadKind::TooNew { found } } else { MisreadKind::OtherFormat });
    }

    /// Notes a fault at a field, unless there was one before; an empty name stands for the place itself.
    pub(super) fn fault(&self, name: &str, kind: MisreadKind) {
        self.wrong.get_or_init(|| {
            let mut path = String::new();
            self.write(&mut path);
            push_step(&mut path, name);
            Misread { path, kind }
        });
    }

    fn write(&self, path: &mut String) {
        if let Some(around) = self.around {
            around.write(path);
        }
        push_step(path, self.name);
        if let Some(at) = self.at {
            path.push('[');
            push_digits(path, at);
            path.push(']');
        }
    }

    /// A field's value, if it is there and of this kind.
    pub(super) fn field(&self, name: &str, presence: Presence, kind: Kind) -> Option<&Json<'_>> {
        let field = self.value.field(name);
        let found = field.map(Json::kind);
        if found == Some(kind) {
            return field;
        }
        match (found, presence) {
            (None | Some(Kind::Null), Required) => self.fault(name, MisreadKind::Missing),
            (None, _) | (Some(Kind::Null), Optional) => {}
            _ => self.fault(name, MisreadKind::WrongType),
        }
        None
    }

    pub(super) fn optional_string(&self, name: &str) -> Option<String> {
        self.field(name, Optional, Kind::Text).map(|field| field.text().into())
    }

    pub(super) fn string(&self, name: &str) -> String {
        self.field(name, Required, Kind::Text).map_or("", Json::text).into()
    }

    /// `false` if it is absent.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.field(name, Defaulted, Kind::Flag).is_some_and(Json::is_true)
    }

    /// A whole number of at least `least` and at most `most`.
    pub(super) fn whole(&self, name: &str, presence: Presence, least: i64, most: i64) -> Option<i64> {
        let whole = self.field(name, presence, Kind::Number)?.whole().filter(|whole| (least..=most).contains(whole));
        if whole.is_none() {
            self.fault(name, MisreadKind::WrongType);
        }
        whole
    }

    pub(super) fn code(&self, name: &str, presence: Presence) -> Option<i32> {
        self.whole(name, presence, i32::MIN.into(), i32::MAX.into()).map(|code| code as i32)
    }

    pub(super) fn optional_text(&self, name: &str, presence: Presence) -> Option<Text> {
        let mut text = Text::default();
        for (language, wording) in self.field(name, presence, Kind::Object)?.parts() {
            if wording.kind() != Kind::Text {
                self.fault(name, MisreadKind::WrongType);
            }
            text.insert(language.clone(), wording.text().into());
        }
        Some(text)
    }

    pub(super) fn text(&self, name: &str) -> Text {
        self.optional_text(name, Required).unwrap_or_default()
    }

    /// The position of a field's word in a list of words.
    pub(super) fn word(&self, name: &str, words: &[&str]) -> usize {
        let field = self.field(name, Required, Kind::Text);
        let at = field.and_then(|word| words.iter().position(|known| *known == word.text()));
        if at.is_none() {
            self.fault(name, MisreadKind::UnknownWord);
        }
        at.unwrap_or(0)
    }

    /// An object inside the object.
    pub(super) fn section(&self, name: &'static str, presence: Presence) -> Option<Place<'_>> {
        self.field(name, presence, Kind::Object).map(|value| self.place(value, name, None))
    }

    /// The elements of a list.
    pub(super) fn list<T>(&self, name: &'static str, presence: Presence, read: fn(&Place<'_>) -> T) -> Vec<T> {
        let mut elements = Vec::new();
        self.each(name, presence, &mut |element| elements.push(read(element)));
        elements
    }

    /// Apart from what is read, so that it stands in the program once.
    fn each(&self, name: &'static str, presence: Presence, read: &mut dyn FnMut(&Place<'_>)) {
        let parts = self.field(name, presence, Kind::List).map_or(&[][..], Json::parts);
        for (at, (_, value)) in parts.iter().enumerate() {
            read(&self.place(value, name, Some(at)));
        }
    }

    fn place<'b>(&'b self, value: &'b Json<'b>, name: &'static str, at: Option<usize>) -> Place<'b> {
        Place { value, name, at, around: Some(self), wrong: self.wrong }
    }
}

/// An element that is a string.
pub(super) fn element(element: &Place<'_>) -> String {
    if element.value.kind() != Kind::Text {
        element.fault("", MisreadKind::WrongType);
    }
    element.value.text().into()
}

fn push_step(path: &mut String, name: &str) {
    if !path.is_empty() && !name.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

fn push_digits(text: &mut String, number: usize) {
    if number > 9 {
        push_digits(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}
