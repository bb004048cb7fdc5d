//! The record as `esteem-response/1` JSON, by a writer of our own: the questionnaire element has no library for it, and
//! the same state must give the same bytes.

use alloc::string::String;

use super::{Interview, Moment, Stage, plan};
use crate::response::{Answer, FORMAT, Fixed, Incident, Mode};

impl Interview {
    /// The response as one JSON object without line breaks, fields and keys in a fixed order: the same state, moment and
    /// language give the same bytes. It is `partial` until the end is reached; from then on it is `complete`, and the
    /// moment does not matter any more. `language` is the BCP 47 tag in which the questionnaire is shown.
    ///
    /// What was left unanswered has no entry: what was shown and what was to be asked explain it.
    pub fn record(&self, now: &Moment, language: &str) -> String {
        let mut json = Writer { text: String::from("{") };
        json.text_field("format", FORMAT);
        json.text_field("id", &self.id);
        json.name("rev");
        json.whole(self.rev.into());
        json.text_field("study", &self.study.id);
        json.optional_field("study_hash", self.setting.study_hash.as_deref());
        json.optional_field("part", self.study.parts.get(self.part).map(|part| part.id.as_str()));
        json.optional_field("link", self.setting.link.as_deref());
        json.text_field("state", if self.stage == Stage::Finished { "complete" } else { "partial" });
        json.text_field("mode", mode(self.setting.mode));
        if self.setting.test {
            json.name("test");
            json.text.push_str("true");
        }
        json.optional_field("wave", self.setting.wave.as_deref());
        json.text_field("language", language);
        self.write_segments(&mut json);
        self.write_consent(&mut json);
        self.write_answers(&mut json);
        self.write_seconds(&mut json, now);
        json.optional_field("started_at", self.started_at.as_deref());
        json.optional_field("finished_at", self.finished_at.as_deref());
        json.close('}');
        json.text
    }

    fn write_segments(&self, json: &mut Writer) {
        let segments = &self.setting.segments;
        if segments.is_empty() {
            return;
        }
        json.open("segments", '{');
        for (at, (id, value)) in segments.iter().enumerate() {
            if !segments.iter().skip(at + 1).any(|(later, _)| later == id) {
                json.text_field(id, value);
            }
        }
        json.close('}');
    }

    fn write_consent(&self, json: &mut Writer) {
        if self.consents.is_empty() {
            return;
        }
        json.open("consent", '{');
        for (consent, choice) in self.study.privacy.consents.iter().zip(&self.consents) {
            json.name(&consent.id);
            json.text.push_str(if choice.agreed { "true" } else { "false" });
        }
        json.close('}');
    }

    fn write_answers(&self, json: &mut Writer) {
        json.open("answers", '{');
        for ask in &self.asks {
            if let Some(answer) = &ask.answer {
                json.name(&plan::name(&ask.key));
                json.answer(answer);
            }
        }
        json.close('}');
        json.open("shown", '[');
        for ask in self.asks.iter().filter(|ask| ask.shown) {
            json.element(&plan::name(&ask.key));
        }
        json.close(']');
        json.open("order", '[');
        for ask in &self.asks {
            json.element(&plan::name(&ask.key));
        }
        json.close(']');
    }

    /// The pages that were in sight; a page without asks never is.
    fn write_seconds(&self, json: &mut Writer, now: &Moment) {
        json.open("seconds", '{');
        let pages = self.study.parts.get(self.part).map_or(&[][..], |part| &part.pages);
        for (at, (page, spent)) in pages.iter().zip(&self.spent).enumerate() {
            if self.asks.iter().any(|ask| ask.page == at && ask.shown) {
                let spent = spent + if at == self.page() { self.gap(now) } else { 0 };
                json.name(&page.id);
                json.whole(((spent + 500) / 1000) as i64);
            }
        }
        json.close('}');
    }
}

fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Web => "web",
        Mode::Kiosk => "kiosk",
        Mode::Paper => "paper",
        Mode::Import => "import",
    }
}

struct Writer {
    text: String,
}

impl Writer {
    /// A comma, unless this is the first thing inside the brackets.
    fn part(&mut self) {
        if !self.text.ends_with(['{', '[']) {
            self.text.push(',');
        }
    }

    fn name(&mut self, name: &str) {
        self.element(name);
        self.text.push(':');
    }

    fn text_field(&mut self, name: &str, value: &str) {
        self.name(name);
        self.string(value);
    }

    fn optional_field(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text_field(name, value);
        }
    }

    fn open(&mut self, name: &str, bracket: char) {
        self.name(name);
        self.text.push(bracket);
    }

    fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    fn element(&mut self, text: &str) {
        self.part();
        self.string(text);
    }

    fn answer(&mut self, answer: &Answer) {
        match answer {
            Answer::Missing { missing } => {
                self.text.push('{');
                self.text_field("missing", missing.name());
                self.close('}');
            }
            Answer::Number(number) => self.number(*number),
            Answer::Text(text) => self.string(text),
            Answer::Chosen(ids) => {
                self.text.push('[');
                ids.iter().for_each(|id| self.element(id));
                self.close(']');
            }
            Answer::Incidents(ticks) => {
                self.text.push('[');
                ticks.iter().for_each(|tick| self.incident(tick));
                self.close(']');
            }
        }
    }

    fn incident(&mut self, tick: &Incident) {
        self.part();
        self.text.push('{');
        self.text_field("incident", &tick.incident);
        for (name, code) in [("severity", tick.severity), ("resolution", tick.resolution)] {
            if let Some(code) = code {
                self.name(name);
                self.whole(code.into());
            }
        }
        self.close('}');
    }

    fn whole(&mut self, number: i64) {
        if number < 0 {
            self.text.push('-');
        }
        self.digits(number.unsigned_abs(), 1);
    }

    /// Exactly: the whole part, and as many of the six decimals as are needed.
    fn number(&mut self, number: Fixed) {
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
    fn string(&mut self, text: &str) {
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
