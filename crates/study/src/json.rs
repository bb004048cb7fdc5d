//! Writing JSON, for programs that have no library for it: the same calls always give the same bytes.

use alloc::string::String;

use crate::response::Fixed;

/// Writes one object, field by field and without line breaks.
#[derive(Debug)]
pub struct Writer {
    text: String,
}

impl Default for Writer {
    fn default() -> Writer {
        Writer { text: String::from("{") }
    }
}

impl Writer {
    /// The object as it was written.
    pub fn finish(mut self) -> String {
        self.text.push('}');
        self.text
    }

    /// A field that holds a string.
    pub fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        self.string(value);
    }

    /// A field that holds a string, if there is one.
    pub fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    /// A field that holds a whole number of at most ±9.2 · 10¹².
    pub fn whole(&mut self, name: &str, value: i64) {
        self.name(name);
        self.number(Fixed(value.saturating_mul(Fixed::UNIT)));
    }

    /// A field that holds true or false.
    pub fn flag(&mut self, name: &str, value: bool) {
        self.name(name);
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// Opens a field that holds a list (`[`) or an object (`{`).
    pub fn open(&mut self, name: &str, bracket: char) {
        self.name(name);
        self.open_value(bracket);
    }

    /// Opens the value that follows a name.
    pub fn open_value(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// Opens an object inside a list.
    pub fn open_element(&mut self) {
        self.part();
        self.text.push('{');
    }

    /// Closes what was opened last (`]` or `}`).
    pub fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// A string inside a list.
    pub fn element(&mut self, text: &str) {
        self.part();
        self.string(text);
    }

    /// A field's name; its value is to follow.
    pub fn name(&mut self, name: &str) {
        self.element(name);
        self.text.push(':');
    }

    /// A comma, unless this is the first thing inside the brackets.
    fn part(&mut self) {
        if !matches!(self.text.as_bytes(), [.., b'{' | b'[']) {
            self.text.push(',');
        }
    }

    /// A number, exactly: the whole part, and as many of the six decimals as are needed.
    pub fn number(&mut self, number: Fixed) {
        let (size, unit) = (number.0.unsigned_abs(), Fixed::UNIT as u64);
        if number.0 < 0 {
            self.text.push('-');
        }
        self.digits(size / unit, 1);
        let (mut decimals, mut places) = (size % unit, 6);
        if decimals == 0 {
            return;
        }
        while decimals % 10 == 0 {
            (decimals, places) = (decimals / 10, places - 1);
        }
        self.text.push('.');
        self.digits(decimals, places);
    }

    /// At least so many digits, with zeros in front.
    fn digits(&mut self, number: u64, least: usize) {
        if number > 9 || least > 1 {
            self.digits(number / 10, least.saturating_sub(1));
        }
        self.text.push(char::from(b'0' + (number % 10) as u8));
    }

    /// A string with everything escaped that JSON wants escaped, and the two line separators that older readers of
    /// JavaScript take for the end of a line.
    pub fn string(&mut self, text: &str) {
        self.text.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => {
                    self.text.push('\\');
                    self.text.push(c);
                }
                '\n' => self.text.push_str("\\n"),
                '\u{0}'..='\u{1f}' | '\u{2028}' | '\u{2029}' => {
                    self.text.push_str("\\u");
                    for shift in [12, 8, 4, 0] {
                        let digit = (c as u32 >> shift) & 15;
                        self.text.push(char::from_digit(digit, 16).unwrap_or('0'));
                    }
                }
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }
}
