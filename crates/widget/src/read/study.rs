//! Reading a study, field by field in the order of its types.

use esteem_study::study::{
    AnswerForm, Better, Choice, Collector, CollectorKind, Consent, Construct, ConstructKind, IncidentKind, Item, Level,
    Need, Outcome, Page, Part, Privacy, Scale, Segment, Study,
};
use esteem_study::{Corroboration, Facet, LossRates, NeedsRule, Scoring};

use super::reader::{Defaulted, Optional, Reader, Required};
use super::{MisreadKind, Value};

const FACETS: [&str; 5] = ["expected", "perceived", "adequate", "desired", "importance"];

const NEEDS: [&str; 3] = ["safety", "fairness", "respect"];

const OUTCOMES: [(&str, Outcome); 14] = [
    ("overall", Outcome::Overall),
    ("disconfirmation", Outcome::Disconfirmation),
    ("ideal", Outcome::Ideal),
    ("effort", Outcome::Effort),
    ("anger", Outcome::Anger),
    ("stay_away", Outcome::StayAway),
    ("told_bad", Outcome::ToldBad),
    ("told_good", Outcome::ToldGood),
    ("recommendation", Outcome::Recommendation),
    ("return", Outcome::Return),
    ("price_tolerance", Outcome::PriceTolerance),
    ("lock_in", Outcome::LockIn),
    ("feelings", Outcome::Feelings),
    ("other", Outcome::Other),
];

impl Reader {
    pub(super) fn study<V: Value>(&mut self, value: &V) -> Study {
        Study {
            format: self.string(value, "format"),
            id: self.string(value, "id"),
            title: self.text(value, "title"),
            languages: self.list(value, "languages", Required, Reader::element),
            respondents: self.optional_text(value, "respondents", Optional),
            scales: self.list(value, "scales", Defaulted, Reader::scale),
            constructs: self.list(value, "constructs", Defaulted, Reader::construct),
            items: self.list(value, "items", Required, Reader::item),
            segments: self.list(value, "segments", Defaulted, Reader::segment),
            parts: self.list(value, "parts", Required, Reader::part),
            scoring: self.scoring(value),
            privacy: self.privacy(value),
            collector: self.collector(value),
        }
    }

    fn scale<V: Value>(&mut self, value: &V) -> Scale {
        Scale {
            id: self.string(value, "id"),
            levels: self.list(value, "levels", Required, |reader, value| Level {
                code: reader.code(value, "code", Required).unwrap_or(0),
                label: reader.optional_text(value, "label", Optional),
            }),
            better: match self.word(value, "better", Defaulted, &["higher", "lower"]) {
                Some(1) => Better::Lower,
                _ => Better::Higher,
            },
            not_applicable: self.optional_text(value, "not_applicable", Optional),
            dont_know: self.optional_text(value, "dont_know", Optional),
        }
    }

    fn construct<V: Value>(&mut self, value: &V) -> Construct {
        Construct { id: self.string(value, "id"), name: self.text(value, "name"), kind: self.construct_kind(value) }
    }

    /// A word, or an object of one field that says which need or outcome.
    fn construct_kind<V: Value>(&mut self, value: &V) -> ConstructKind {
        let entries = value.field("kind").and_then(|kind| kind.entries()).unwrap_or_default();
        if let [(name, word)] = &entries[..] {
            let word = word.text().unwrap_or_default();
            let need = NEEDS.iter().position(|known| *known == word).and_then(|at| Need::ALL.get(at));
            let outcome = OUTCOMES.iter().find(|(known, _)| *known == word);
            match (name.as_str(), need, outcome) {
                ("need", Some(need), _) => return ConstructKind::Need(*need),
                ("outcome", _, Some((_, outcome))) => return ConstructKind::Outcome(*outcome),
                _ => self.fault("kind", MisreadKind::UnknownWord),
            }
        }
        self.word(value, "kind", Required, &["dimension"]);
        ConstructKind::Dimension
    }

    fn item<V: Value>(&mut self, value: &V) -> Item {
        let mut answer = AnswerForm::Text { long: false };
        let (id, text) = (self.string(value, "id"), self.text(value, "text"));
        self.section(value, "answer", Required, |reader, value| answer = reader.answer(value));
        Item {
            id,
            text,
            name: self.optional_text(value, "name", Optional),
            construct: self.optional_string(value, "construct"),
            answer,
            reverse: self.flag(value, "reverse", false),
            required: self.flag(value, "required", false),
            tags: self.list(value, "tags", Defaulted, Reader::element),
        }
    }

    fn answer<V: Value>(&mut self, value: &V) -> AnswerForm {
        let kinds = ["rating", "choice", "choices", "incidents", "number", "text"];
        match self.word(value, "kind", Required, &kinds) {
            Some(0) => {
                let scale = self.string(value, "scale");
                let facets = match value.field("facets") {
                    None => [Facet::Perceived].into(),
                    Some(_) => self.list(value, "facets", Optional, Reader::facet),
                };
                AnswerForm::Rating { scale, facets }
            }
            Some(1) => AnswerForm::Choice { options: self.choices(value, "options") },
            Some(2) => AnswerForm::Choices {
                options: self.choices(value, "options"),
                most: self.whole(value, "most", Optional, 1, i32::MAX.into()).map(|most| most as u32),
            },
            Some(3) => AnswerForm::Incidents {
                incidents: self.list(value, "incidents", Required, |reader, value| IncidentKind {
                    id: reader.string(value, "id"),
                    text: reader.text(value, "text"),
                    violates: reader.optional_string(value, "violates"),
                }),
                none: self.text(value, "none"),
                severity: self.string(value, "severity"),
                resolution: self.string(value, "resolution"),
            },
            Some(4) => AnswerForm::Number {
                least: self.code(value, "least", Optional),
                most: self.code(value, "most", Optional),
                unit: self.optional_text(value, "unit", Optional),
            },
            // Null stands for no word about it, as with everything that belongs to one kind alone.
            _ => AnswerForm::Text { long: value.field("long").is_some() && self.flag(value, "long", false) },
        }
    }

    fn facet<V: Value>(&mut self, value: &V) -> Facet {
        let word = value.text().unwrap_or_default();
        let facet = FACETS.iter().position(|known| *known == word).and_then(|at| Facet::ALL.get(at));
        if facet.is_none() {
            self.fault("", MisreadKind::UnknownWord);
        }
        facet.copied().unwrap_or(Facet::Perceived)
    }

    fn choices<V: Value>(&mut self, value: &V, name: &'static str) -> Vec<Choice> {
        self.list(value, name, Required, Reader::choice)
    }

    fn choice<V: Value>(&mut self, value: &V) -> Choice {
        Choice { id: self.string(value, "id"), text: self.text(value, "text") }
    }

    fn segment<V: Value>(&mut self, value: &V) -> Segment {
        Segment {
            id: self.string(value, "id"),
            name: self.text(value, "name"),
            values: self.list(value, "values", Defaulted, Reader::choice),
        }
    }

    fn part<V: Value>(&mut self, value: &V) -> Part {
        Part {
            id: self.string(value, "id"),
            pages: self.list(value, "pages", Required, |reader, value| Page {
                id: reader.string(value, "id"),
                intro: reader.optional_text(value, "intro", Optional),
                asks: reader.list(value, "asks", Required, Reader::element),
                shuffle: reader.flag(value, "shuffle", false),
            }),
        }
    }

    fn scoring<V: Value>(&mut self, value: &V) -> Scoring {
        let mut scoring = Scoring::default();
        self.section(value, "scoring", Defaulted, |reader, value| {
            scoring.smallest_base = reader.count(value, "smallest_base", scoring.smallest_base);
            scoring.answered_share = reader.number(value, "answered_share", scoring.answered_share);
            scoring.gap_band = reader.number(value, "gap_band", scoring.gap_band);
            scoring.ratio_tolerance = reader.number(value, "ratio_tolerance", scoring.ratio_tolerance);
            reader.section(value, "needs", Defaulted, |reader, value| reader.needs(value, &mut scoring.needs));
            reader.section(value, "loss", Defaulted, |reader, value| {
                let LossRates { rates, top_range } = &mut scoring.loss;
                reader.numbers(value, "rates", rates);
                reader.numbers(value, "top_range", top_range);
            });
        });
        scoring
    }

    fn needs<V: Value>(&mut self, value: &V, needs: &mut NeedsRule) {
        for (name, code) in [
            ("violated_to", &mut needs.violated_to),
            ("strained_to", &mut needs.strained_to),
            ("fulfilled_from", &mut needs.fulfilled_from),
            ("fulfilled_least", &mut needs.fulfilled_least),
            ("severe_from", &mut needs.severe_from),
            ("angry_overall_to", &mut needs.angry_overall_to),
            ("angry_from", &mut needs.angry_from),
            ("stay_away_from", &mut needs.stay_away_from),
            ("recovered_overall_from", &mut needs.recovered_overall_from),
        ] {
            *code = self.code(value, name, Defaulted).unwrap_or(*code);
        }
        needs.facets_required = self.count(value, "facets_required", needs.facets_required);
        needs.corroboration = match self.word(value, "corroboration", Defaulted, &["none", "any", "two"]) {
            Some(0) => Corroboration::None,
            Some(1) => Corroboration::Any,
            Some(_) => Corroboration::Two,
            None => needs.corroboration,
        };
        needs.respect_outrages = self.flag(value, "respect_outrages", needs.respect_outrages);
        needs.delight_needs_top = self.flag(value, "delight_needs_top", needs.delight_needs_top);
    }

    /// As many numbers as there is room for, no fewer and no more.
    fn numbers<V: Value>(&mut self, value: &V, name: &'static str, numbers: &mut [f64]) {
        let read = self.list(value, name, Defaulted, |reader, value| {
            let number = value.number();
            if number.is_none() {
                reader.fault("", MisreadKind::WrongType);
            }
            number.unwrap_or(0.0)
        });
        if read.len() == numbers.len() {
            numbers.copy_from_slice(&read);
        } else if value.field(name).is_some() {
            self.fault(name, MisreadKind::WrongType);
        }
    }

    fn privacy<V: Value>(&mut self, value: &V) -> Privacy {
        let mut privacy = Privacy::default();
        self.section(value, "privacy", Defaulted, |reader, value| {
            privacy = Privacy {
                controller: reader.optional_text(value, "controller", Optional),
                purpose: reader.optional_text(value, "purpose", Optional),
                retention: reader.optional_text(value, "retention", Optional),
                contact: reader.optional_string(value, "contact"),
                statement: reader.optional_string(value, "statement"),
                consents: reader.list(value, "consents", Defaulted, |reader, value| Consent {
                    id: reader.string(value, "id"),
                    text: reader.text(value, "text"),
                    required: reader.flag(value, "required", false),
                }),
                sends_partial: reader.flag(value, "sends_partial", false),
            };
        });
        privacy
    }

    fn collector<V: Value>(&mut self, value: &V) -> Option<Collector> {
        let mut collector = None;
        self.section(value, "collector", Optional, |reader, value| {
            let kind = match reader.word(value, "kind", Required, &["receipt", "status"]) {
                Some(1) => CollectorKind::Status,
                _ => CollectorKind::Receipt,
            };
            collector = Some(Collector { kind, url: reader.string(value, "url") });
        });
        collector
    }
}
