//! The record as `esteem-response/1` JSON: the same state gives the same bytes.

use alloc::string::String;

use super::{Interview, Moment, Stage, plan};
use crate::json::Writer;
use crate::response::{Answer, FORMAT, Incident, Mode};

impl Interview {
    /// The response as one JSON object without line breaks, fields and keys in a fixed order: the same state, moment and
    /// language give the same bytes. It is `partial` until the end is reached; from then on it is `complete`, and the
    /// moment does not matter any more. `language` is the BCP 47 tag in which the questionnaire is shown.
    ///
    /// What was left unanswered has no entry: what was shown and what was to be asked explain it.
    pub fn record(&self, now: &Moment, language: &str) -> String {
        let mut json = Writer::default();
        json.text("format", FORMAT);
        json.text("id", &self.id);
        json.whole("rev", self.rev.into());
        json.text("study", &self.study.id);
        json.optional("study_hash", self.setting.study_hash.as_deref());
        json.optional("part", self.study.parts.get(self.part).map(|part| part.id.as_str()));
        json.optional("link", self.setting.link.as_deref());
        json.text("state", if self.stage == Stage::Finished { "complete" } else { "partial" });
        json.text("mode", mode(self.setting.mode));
        if self.setting.test {
            json.flag("test", true);
        }
        json.optional("wave", self.setting.wave.as_deref());
        json.text("language", language);
        self.write_segments(&mut json);
        self.write_consent(&mut json);
        self.write_answers(&mut json);
        self.write_seconds(&mut json, now);
        json.optional("started_at", self.started_at.as_deref());
        json.optional("finished_at", self.finished_at.as_deref());
        json.finish()
    }

    fn write_segments(&self, json: &mut Writer) {
        let segments = &self.setting.segments;
        if segments.is_empty() {
            return;
        }
        json.open("segments", '{');
        for (at, (id, value)) in segments.iter().enumerate() {
            if !segments.iter().skip(at + 1).any(|(later, _)| later == id) {
                json.text(id, value);
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
            json.flag(&consent.id, choice.agreed);
        }
        json.close('}');
    }

    fn write_answers(&self, json: &mut Writer) {
        json.open("answers", '{');
        for ask in &self.asks {
            if let Some(answer) = &ask.answer {
                json.name(&plan::name(&ask.key));
                write_answer(json, answer);
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
                json.whole(&page.id, ((spent + 500) / 1000) as i64);
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

fn write_answer(json: &mut Writer, answer: &Answer) {
    match answer {
        Answer::Missing { missing } => {
            json.open_value('{');
            json.text("missing", missing.name());
            json.close('}');
        }
        Answer::Number(number) => json.number(*number),
        Answer::Text(text) => json.string(text),
        Answer::Chosen(ids) => {
            json.open_value('[');
            ids.iter().for_each(|id| json.element(id));
            json.close(']');
        }
        Answer::Incidents(ticks) => {
            json.open_value('[');
            ticks.iter().for_each(|tick| write_incident(json, tick));
            json.close(']');
        }
    }
}

fn write_incident(json: &mut Writer, tick: &Incident) {
    json.open_element();
    json.text("incident", &tick.incident);
    for (name, code) in [("severity", tick.severity), ("resolution", tick.resolution)] {
        if let Some(code) = code {
            json.whole(name, code.into());
        }
    }
    json.close('}');
}
