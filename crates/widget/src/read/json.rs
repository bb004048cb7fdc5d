//! JSON as a tree that keeps each value's own text. A parser of our own: asking the browser's values for field after field
//! takes more code than reading the text, and a second copy of every string.

use esteem_study::Fixed;

/// Lists and objects inside each other; no file of ours comes near it, and more would overflow the stack.
const DEEPEST: u32 = 100;

/// A value, as it stands in the text.
#[derive(Debug)]
pub(crate) struct Json<'a> {
    raw: &'a str,
    /// What a string says.
    text: String,
    /// The fields of an object; the elements of a list, without names.
    parts: Vec<(String, Json<'a>)>,
}

/// The kinds of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Flag,
    Number,
    Text,
    List,
    Object,
}

impl<'a> Json<'a> {
    /// Reads a whole text; `None` if it is no JSON.
    pub(crate) fn parse(text: &'a str) -> Option<Json<'a>> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value(DEEPEST)?;
        (parser.next() == END && parser.at == text.len()).then_some(value)
    }

    /// What kind of value it is.
    pub(crate) fn kind(&self) -> Kind {
        match self.raw.as_bytes().first() {
            Some(b'"') => Kind::Text,
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::List,
            Some(b't' | b'f') => Kind::Flag,
            Some(b'n') => Kind::Null,
            _ => Kind::Number,
        }
    }

    /// The value as the text has it.
    pub(crate) fn raw(&self) -> &'a str {
        self.raw
    }

    /// The field of this name, and the last one if there are several.
    pub(crate) fn field(&self, name: &str) -> Option<&Json<'a>> {
        self.parts.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// What the string says; nothing if it is none.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is `true`.
    pub(crate) fn is_true(&self) -> bool {
        self.raw == "true"
    }

    /// Names and values of the fields; elements of a list have no names.
    pub(crate) fn parts(&self) -> &[(String, Json<'a>)] {
        &self.parts
    }

    /// The number with six decimals, halves away from zero; `None` for what is no number or beyond ±9 · 10¹².
    pub(crate) fn number(&self) -> Option<Fixed> {
        let (mut digits, mut exponent, mut shift) = (0_u64, 0_i32, 6_i32);
        let (mut is_decimal, mut is_exponent, mut is_small) = (false, false, false);
        for byte in self.raw.bytes() {
            match byte {
                b'0'..=b'9' if is_exponent => exponent = (exponent * 10 + i32::from(byte - b'0')).min(1000),
                // More digits than a floating-point number has say nothing.
                b'0'..=b'9' if digits > 100_000_000_000_000_000 => shift += i32::from(!is_decimal),
                b'0'..=b'9' => {
                    digits = digits * 10 + u64::from(byte - b'0');
                    shift -= i32::from(is_decimal);
                }
                b'.' => is_decimal = true,
                b'e' | b'E' => is_exponent = true,
                b'-' if is_exponent => is_small = true,
                b'-' | b'+' => {}
                _ => return None,
            }
        }
        shift += if is_small { -exponent } else { exponent };
        while shift > 0 && digits > 0 {
            digits = digits.checked_mul(10)?;
            shift -= 1;
        }
        while shift < 0 && digits > 0 {
            digits = (digits + if shift == -1 { 5 } else { 0 }) / 10;
            shift += 1;
        }
        let size = i64::try_from(digits).ok().filter(|size| *size <= 9_000_000_000_000_000_000)?;
        Some(Fixed(if self.raw.starts_with('-') { -size } else { size }))
    }

    /// The number if it is written as a whole one.
    pub(crate) fn whole(&self) -> Option<i64> {
        let is_whole = self.raw.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-'));
        self.number().filter(|_| is_whole)?.as_whole()
    }
}

/// Stands for the end of the text; it can stand nowhere in JSON.
const END: u8 = 0;

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn letter(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(END)
    }

    /// The next letter that is no space.
    fn next(&mut self) -> u8 {
        while matches!(self.letter(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
        self.letter()
    }

    fn takes(&mut self, letter: u8) -> bool {
        let is_there = self.letter() == letter;
        self.at += usize::from(is_there);
        is_there
    }

    fn value(&mut self, depth: u32) -> Option<Json<'a>> {
        let (mut text, mut parts) = (String::new(), Vec::new());
        let first = self.next();
        let from = self.at;
        match first {
            b'"' => text = self.string()?,
            b'{' => self.parts(&mut parts, b'}', depth)?,
            b'[' => self.parts(&mut parts, b']', depth)?,
            b't' => self.word("true")?,
            b'f' => self.word("false")?,
            b'n' => self.word("null")?,
            _ => self.number()?,
        }
        Some(Json { raw: self.text.get(from..self.at)?, text, parts })
    }

    fn parts(&mut self, parts: &mut Vec<(String, Json<'a>)>, end: u8, depth: u32) -> Option<()> {
        self.at += 1;
        if self.next() == end {
            self.at += 1;
            return Some(());
        }
        let depth = depth.checked_sub(1)?;
        loop {
            let mut name = String::new();
            if end == b'}' {
                self.next();
                name = self.string()?;
                self.next();
                self.takes(b':').then_some(())?;
            }
            parts.push((name, self.value(depth)?));
            self.next();
            if self.takes(end) {
                return Some(());
            }
            self.takes(b',').then_some(())?;
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.at += word.len();
        (self.text.get(self.at - word.len()..self.at)? == word).then_some(())
    }

    fn number(&mut self) -> Option<()> {
        self.takes(b'-');
        if !self.takes(b'0') {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _ = self.takes(b'-') || self.takes(b'+');
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let from = self.at;
        while self.letter().is_ascii_digit() {
            self.at += 1;
        }
        (self.at > from).then_some(())
    }

    fn string(&mut self) -> Option<String> {
        let mut text = String::new();
        self.takes(b'"').then_some(())?;
        loop {
            let from = self.at;
            while !matches!(self.letter(), b'"' | b'\\' | 0..b' ') {
                self.at += 1;
            }
            text.push_str(self.text.get(from..self.at)?);
            if self.takes(b'"') {
                return Some(text);
            }
            self.takes(b'\\').then_some(())?;
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let letter = self.letter();
        self.at += 1;
        Some(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.unit()?;
                let after = self.at;
                // Characters beyond the first 65,536 are written as two halves.
                let both =
                    (first >> 10 == 0x36 && self.takes(b'\\') && self.takes(b'u')).then(|| self.unit()).flatten();
                match both {
                    Some(second) if second >> 10 == 0x37 => {
                        char::from_u32(0x1_0000 + ((first & 0x3ff) << 10) + (second & 0x3ff))?
                    }
                    _ => {
                        self.at = after;
                        char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER)
                    }
                }
            }
            _ => return None,
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + char::from(self.letter()).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }
}

#[cfg(test)]
mod tests;
