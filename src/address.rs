//! What the page's address says after its `#`: which view, which selection, and at which row of a table.
//!
//! `#/needs?where=party%3Dalone&where=state%3Doutraged&by=party`. A link says it all, so that it can be sent, kept, and
//! gone back to. What an address says that nobody understands is passed over and told.

use std::fmt::{self, Display, Formatter, Write};

use esteem_analysis::Selection;

pub(crate) mod answering;

/// A place in the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Address {
    /// The view.
    pub route: Route,
    /// What the view speaks of.
    pub choice: Choice,
    /// The row of the view's table that the reader is led to.
    pub row: Option<usize>,
}

/// A view of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Route {
    /// Everything at once.
    #[default]
    Overview,
    /// One section of the report, by its id.
    Section(String),
    /// How the figures come about.
    Method,
    /// The study's questionnaire, to try.
    TryOut,
}

/// Which responses are shown, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Choice {
    /// The responses that are kept.
    pub selection: Selection,
    /// The filter whose values are laid side by side.
    pub by: Option<String>,
}

impl Route {
    /// The view's name in an address.
    pub(crate) fn name(&self) -> &str {
        match self {
            Route::Overview => "",
            Route::Section(id) => id,
            Route::Method => "method",
            Route::TryOut => "try",
        }
    }

    fn of_name(name: String) -> Route {
        match name.as_str() {
            "" => Route::Overview,
            "method" => Route::Method,
            "try" => Route::TryOut,
            _ => Route::Section(name),
        }
    }
}

impl Address {
    /// A link from here to another view, which speaks of the same responses.
    pub(crate) fn at(&self, route: Route, row: Option<usize>) -> String {
        Address { route, choice: self.choice.clone(), row }.to_string()
    }

    /// The address in a fragment, with or without its `#`, and the parts of it that are not understood; `None` for a
    /// fragment that names something else than a place of ours.
    pub(crate) fn read(fragment: &str) -> Option<(Address, Vec<String>)> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        if fragment.is_empty() {
            return Some(Default::default());
        }
        let (path, query) = fragment.strip_prefix('/')?.split_once('?').unwrap_or((&fragment[1..], ""));
        let mut address = Address { route: Route::of_name(decoded(path)), ..Address::default() };
        let mut unknown = Vec::new();
        let mut conditions = Vec::new();
        for part in query.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (decoded(name), decoded(value));
            match (name.as_str(), value.split_once('='), value.parse()) {
                ("where", Some((what, of)), _) => conditions.push((what.to_owned(), of.to_owned())),
                ("by", ..) if !value.is_empty() => address.choice.by = Some(value),
                ("row", _, Ok(row)) => address.row = Some(row),
                _ => unknown.push(decoded(part)),
            }
        }
        for condition in conditions {
            address.choice.selection = with(&address.choice.selection, condition, &mut unknown);
        }
        Some((address, unknown))
    }
}

/// The selection with one condition more, unless nothing is called so.
fn with(selection: &Selection, condition: (String, String), unknown: &mut Vec<String>) -> Selection {
    let told = format!("{}={}", condition.0, condition.1);
    match Selection::from_conditions(selection.conditions().into_iter().chain([condition])) {
        Ok(selection) => selection,
        Err(_) => {
            unknown.push(told);
            selection.clone()
        }
    }
}

impl Display for Address {
    /// The address as a fragment, `#` included; reading it gives the address back.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("#/")?;
        encode(self.route.name(), f)?;
        let mut before = '?';
        let mut part = |name: &str, value: &str, f: &mut Formatter<'_>| {
            f.write_char(std::mem::replace(&mut before, '&'))?;
            f.write_str(name)?;
            f.write_char('=')?;
            encode(value, f)
        };
        for (name, value) in self.choice.selection.conditions() {
            part("where", &[name, value].join("="), f)?;
        }
        if let Some(by) = &self.choice.by {
            part("by", by, f)?;
        }
        if let Some(row) = self.row {
            part("row", &row.to_string(), f)?;
        }
        Ok(())
    }
}

/// Writes a text so that nothing in it has a meaning in an address.
fn encode(text: &str, f: &mut Formatter<'_>) -> fmt::Result {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => f.write_char(byte.into())?,
            _ => write!(f, "%{byte:02X}")?,
        }
    }
    Ok(())
}

/// The text that was written so. Whatever is no escape stands for itself, and bytes that are no text are replaced.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &after[2..];
            }
            _ => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fragment: &str) -> (Address, Vec<String>) {
        Address::read(fragment).expect("a place of the page")
    }

    fn selection(conditions: &[(&str, &str)]) -> Selection {
        let conditions = conditions.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        Selection::from_conditions(conditions).expect("known conditions")
    }

    #[test]
    fn an_address_says_view_selection_and_comparison() {
        let (address, unknown) = read("#/needs?where=party%3Dalone&where=state%3Doutraged&by=party&row=3");
        assert_eq!(address.route, Route::Section("needs".into()));
        assert_eq!(address.choice.selection, selection(&[("party", "alone"), ("state", "outraged")]));
        assert_eq!(address.choice.by.as_deref(), Some("party"));
        assert_eq!(address.row, Some(3));
        assert_eq!(unknown, Vec::<String>::new());
        assert_eq!(address.to_string(), "#/needs?where=party%3Dalone&where=state%3Doutraged&by=party&row=3");
    }

    #[test]
    fn an_address_comes_back_as_it_was_written() {
        let odd = "a=b&c #?%20+é“午餐”";
        for route in
            [Route::Overview, Route::Method, Route::TryOut, Route::Section("gaps".into()), Route::Section(odd.into())]
        {
            for by in [None, Some(odd.to_owned())] {
                let choice = Choice { selection: selection(&[("party", odd), ("wave", "2026-06")]), by };
                let address = Address { route: route.clone(), choice, row: None };
                assert_eq!(read(&address.to_string()), (address, Vec::new()));
            }
        }
    }

    #[test]
    fn the_empty_address_is_the_overview_of_everything() {
        for fragment in ["", "#", "#/"] {
            assert_eq!(read(fragment), Default::default(), "{fragment}");
        }
        assert_eq!(Address::default().to_string(), "#/");
    }

    #[test]
    fn what_is_not_understood_is_told_and_the_rest_holds() {
        let (address, unknown) = read("#/gaps?where=party%3Dalone&where=alone&colour=red&row=x&where=state%3Dpleased");
        assert_eq!(address.choice.selection, selection(&[("party", "alone")]));
        assert_eq!(unknown, ["where=alone", "colour=red", "row=x", "state=pleased"]);
    }

    #[test]
    fn anything_at_all_can_stand_in_an_address() {
        for fragment in ["#/%", "#/%zz?%&&=&a=%e4", "#/?where==", "#/a?b?c", "#/%ff%fe"] {
            read(fragment);
        }
        assert_eq!(Address::read("#report"), None);
    }
}
