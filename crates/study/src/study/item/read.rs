//! Reading how an item is answered. The kind may stand anywhere among the fields, so all of them are read first and then
//! taken by the kind that knows them; one that is left over does not belong to it.

use alloc::string::String;
use alloc::vec::Vec;

use serde::de::{Deserialize, Deserializer, Error};

use super::{AnswerForm, Choice, IncidentKind, perceived_alone};
use crate::key::Facet;
use crate::text::Text;

/// The fields of all kinds.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    kind: Kind,
    scale: Option<String>,
    facets: Option<Vec<Facet>>,
    options: Option<Vec<Choice>>,
    incidents: Option<Vec<IncidentKind>>,
    none: Option<Text>,
    severity: Option<String>,
    resolution: Option<String>,
    least: Option<i32>,
    most: Option<i32>,
    unit: Option<Text>,
    long: Option<bool>,
}

#[derive(Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Rating,
    Choice,
    Choices,
    Incidents,
    Number,
    Text,
}

impl<'de> Deserialize<'de> for AnswerForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<AnswerForm, D::Error> {
        let mut fields = Fields::deserialize(deserializer)?;
        let form = fields.form().map_err(D::Error::missing_field)?;
        match (fields.left_over(), &form) {
            (Some(name), _) => Err(D::Error::custom(format_args!("field `{name}` does not belong to this kind"))),
            (None, AnswerForm::Choices { most: Some(0), .. }) => Err(D::Error::custom("`most` must be at least 1")),
            (None, _) => Ok(form),
        }
    }
}

impl Fields {
    /// The form of the kind, or the name of a field that it lacks.
    fn form(&mut self) -> Result<AnswerForm, &'static str> {
        Ok(match self.kind {
            Kind::Rating => AnswerForm::Rating {
                scale: self.scale.take().ok_or("scale")?,
                facets: self.facets.take().unwrap_or_else(perceived_alone),
            },
            Kind::Choice => AnswerForm::Choice { options: self.options.take().ok_or("options")? },
            Kind::Choices => AnswerForm::Choices {
                options: self.options.take().ok_or("options")?,
                // A number below nothing is no number of ticks, and stands for the one that is refused.
                most: self.most.take().map(|most| u32::try_from(most).unwrap_or(0)),
            },
            Kind::Incidents => AnswerForm::Incidents {
                incidents: self.incidents.take().ok_or("incidents")?,
                none: self.none.take().ok_or("none")?,
                severity: self.severity.take().ok_or("severity")?,
                resolution: self.resolution.take().ok_or("resolution")?,
            },
            Kind::Number => {
                AnswerForm::Number { least: self.least.take(), most: self.most.take(), unit: self.unit.take() }
            }
            Kind::Text => AnswerForm::Text { long: self.long.take().unwrap_or(false) },
        })
    }

    /// A field that the kind did not take.
    fn left_over(&self) -> Option<&'static str> {
        let left = [
            (self.scale.is_some(), "scale"),
            (self.facets.is_some(), "facets"),
            (self.options.is_some(), "options"),
            (self.incidents.is_some(), "incidents"),
            (self.none.is_some(), "none"),
            (self.severity.is_some(), "severity"),
            (self.resolution.is_some(), "resolution"),
            (self.least.is_some(), "least"),
            (self.most.is_some(), "most"),
            (self.unit.is_some(), "unit"),
            (self.long.is_some(), "long"),
        ];
        left.into_iter().find_map(|(is_left, name)| is_left.then_some(name))
    }
}
