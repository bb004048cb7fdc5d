//! Reading a study, field by field in the order of its types: what respondents see, and what decides on what they see.
//! What only the analysis needs is read past.

use esteem_study::study::{
    AnswerForm, Better, Choice, Collector, CollectorKind, Consent, IncidentKind, Item, Level, Page, Part, Privacy,
    Scale, Study,
};
use esteem_study::{Facet, Scoring};

use super::MisreadKind;
use super::json::Kind;
use super::reader::{Defaulted, Optional, Place, Required, element};

pub(super) fn study(file: &Place<'_>) -> Study {
    Study {
        format: file.string("format"),
        id: file.string("id"),
        title: file.text("title"),
        languages: file.list("languages", Required, element),
        respondents: None,
        scales: file.list("scales", Defaulted, scale),
        constructs: Vec::new(),
        items: file.list("items", Required, item),
        touchpoints_each: file.whole("touchpoints_each", Optional, 0, u32::MAX.into()).map(|each| each as u32),
        segments: Vec::new(),
        parts: file.list("parts", Required, part),
        scoring: Scoring::default(),
        privacy: file.section("privacy", Defaulted).map(|privacy| privacy_of(&privacy)).unwrap_or_default(),
        collector: file.section("collector", Optional).map(|collector| collector_of(&collector)),
    }
}

fn scale(scale: &Place<'_>) -> Scale {
    Scale {
        id: scale.string("id"),
        levels: scale.list("levels", Required, |level| Level {
            code: level.code("code", Required).unwrap_or(0),
            label: level.optional_text("label", Optional),
        }),
        better: Better::Higher,
        not_applicable: scale.optional_text("not_applicable", Optional),
        dont_know: scale.optional_text("dont_know", Optional),
    }
}

fn item(item: &Place<'_>) -> Item {
    Item {
        id: item.string("id"),
        text: item.text("text"),
        name: None,
        construct: None,
        answer: item.section("answer", Required).map_or(AnswerForm::Text { long: false }, |form| answer(&form)),
        reverse: false,
        required: item.flag("required"),
        tags: Vec::new(),
    }
}

fn answer(form: &Place<'_>) -> AnswerForm {
    match form.word("kind", &["text", "rating", "choice", "choices", "incidents", "number"]) {
        1 => AnswerForm::Rating { scale: form.string("scale"), facets: facets(form) },
        2 => AnswerForm::Choice { options: form.list("options", Required, choice) },
        3 => AnswerForm::Choices {
            options: form.list("options", Required, choice),
            most: form.whole("most", Optional, 1, i32::MAX.into()).map(|most| most as u32),
        },
        4 => AnswerForm::Incidents {
            incidents: form.list("incidents", Required, |kind| IncidentKind {
                id: kind.string("id"),
                text: kind.text("text"),
                violates: None,
            }),
            none: form.text("none"),
            severity: form.string("severity"),
            resolution: form.string("resolution"),
        },
        5 => AnswerForm::Number {
            least: form.code("least", Optional),
            most: form.code("most", Optional),
            unit: form.optional_text("unit", Optional),
        },
        _ => AnswerForm::Text { long: form.field("long", Optional, Kind::Flag).is_some_and(|long| long.is_true()) },
    }
}

/// Null stands for no word about it, as with everything that belongs to one kind of answer alone.
fn facets(form: &Place<'_>) -> Vec<Facet> {
    match form.value.field("facets") {
        Some(facets) if facets.kind() != Kind::Null => form.list("facets", Optional, facet),
        _ => [Facet::Perceived].into(),
    }
}

fn facet(word: &Place<'_>) -> Facet {
    Facet::named(word.value.text()).unwrap_or_else(|| {
        word.fault("", MisreadKind::UnknownWord);
        Facet::Perceived
    })
}

fn choice(choice: &Place<'_>) -> Choice {
    Choice { id: choice.string("id"), text: choice.text("text") }
}

fn part(part: &Place<'_>) -> Part {
    Part {
        id: part.string("id"),
        pages: part.list("pages", Required, |page| Page {
            id: page.string("id"),
            intro: page.optional_text("intro", Optional),
            asks: page.list("asks", Required, element),
            shuffle: page.flag("shuffle"),
        }),
    }
}

fn privacy_of(privacy: &Place<'_>) -> Privacy {
    Privacy {
        controller: privacy.optional_text("controller", Optional),
        purpose: privacy.optional_text("purpose", Optional),
        retention: privacy.optional_text("retention", Optional),
        contact: privacy.optional_string("contact"),
        statement: privacy.optional_string("statement"),
        consents: privacy.list("consents", Defaulted, |consent| Consent {
            id: consent.string("id"),
            text: consent.text("text"),
            required: consent.flag("required"),
        }),
        sends_partial: privacy.flag("sends_partial"),
    }
}

fn collector_of(collector: &Place<'_>) -> Collector {
    let kinds = [CollectorKind::Receipt, CollectorKind::Status];
    let kind = collector.word("kind", &["receipt", "status"]);
    Collector { kind: kinds.get(kind).copied().unwrap_or(CollectorKind::Receipt), url: collector.string("url") }
}
