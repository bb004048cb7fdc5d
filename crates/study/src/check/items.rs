//! Checks of the items: how each is answered, and what it refers to.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;

use super::{Checker, ProblemKind};
use crate::key::{Facet, Key};
use crate::study::{AnswerForm, Choice, ConstructKind, IncidentKind, Item, Outcome};

/// Words that stand for a missing answer, and for "none of these".
const ABSENCES: [&str; 6] = ["none", "skipped", "dont_know", "not_applicable", "not_asked", "broke_off"];

impl Checker<'_> {
    pub(super) fn item(&mut self, path: &str, item: &Item) {
        self.text(&format!("{path}.text"), &item.text);
        self.optional_text(&format!("{path}.name"), item.name.as_ref());
        if let Some(id) = &item.construct
            && !self.study.constructs.iter().any(|construct| construct.id == *id)
        {
            self.problem(format!("{path}.construct"), ProblemKind::Unknown { id: id.clone() });
        }
        let must_rate = matches!(
            self.study.kind_of(item),
            Some(
                ConstructKind::Need(_) | ConstructKind::Outcome(Outcome::Overall | Outcome::Anger | Outcome::StayAway)
            )
        );
        let rates = matches!(item.answer, AnswerForm::Rating { .. }) && item.has(Facet::Perceived);
        if must_rate && !rates {
            self.problem(format!("{path}.answer"), ProblemKind::MustBeRating);
        }
        let answer = format!("{path}.answer");
        match &item.answer {
            AnswerForm::Rating { scale, facets } => {
                self.scale_reference(&format!("{answer}.scale"), scale, None);
                if facets.is_empty() {
                    self.problem(format!("{answer}.facets"), ProblemKind::Empty);
                }
                for (i, facet) in facets.iter().enumerate().filter(|(i, facet)| facets[..*i].contains(facet)) {
                    let id = facet.name().into();
                    self.problem(format!("{answer}.facets[{i}]"), ProblemKind::DuplicateId { id });
                }
            }
            AnswerForm::Choice { options } => self.options(&answer, options, 2, 200),
            AnswerForm::Choices { options, most } => {
                self.options(&answer, options, 1, 48);
                if let Some(most) = most {
                    self.range(&format!("{answer}.most"), f64::from(*most), 1.0, options.len() as f64);
                }
            }
            AnswerForm::Incidents { incidents, none, severity, resolution } => {
                self.incidents(&answer, incidents);
                self.text(&format!("{answer}.none"), none);
                self.scale_reference(&format!("{answer}.severity"), severity, Some((1, 4)));
                self.scale_reference(&format!("{answer}.resolution"), resolution, Some((1, 4)));
            }
            AnswerForm::Number { least, most, unit } => {
                self.optional_text(&format!("{answer}.unit"), unit.as_ref());
                if let (Some(least), Some(most)) = (least, most) {
                    self.range(&format!("{answer}.most"), f64::from(*most), f64::from(*least), f64::from(i32::MAX));
                }
            }
            AnswerForm::Text { .. } => {}
        }
    }

    /// What has to hold where not everybody is asked all touchpoints.
    pub(super) fn touchpoints_each(&mut self) {
        let study = self.study;
        let Some(each) = study.touchpoints_each.map(|each| each as usize) else { return };
        let most = study.touchpoints().count();
        let least = (2..=most).find(|each| 10 * each * (each - 1) >= most * (most - 1)).unwrap_or(2);
        if !(least..=most).contains(&each) {
            self.problem("touchpoints_each", ProblemKind::TouchpointsEach { least, most });
        }
        for (i, item) in study.items.iter().enumerate().filter(|(_, item)| item.is_touchpoint()) {
            if matches!(study.kind_of(item), Some(ConstructKind::Need(_) | ConstructKind::Outcome(_))) {
                let item = item.id.clone();
                self.problem(format!("items[{i}].answer.facets"), ProblemKind::MustBeAskedOfAll { item });
            }
        }
        for (i, part) in study.parts.iter().enumerate() {
            let asks = part.pages.iter().flat_map(|page| &page.asks).filter_map(|text| Key::parse(text));
            let items: BTreeSet<String> = asks.map(|key| key.item).collect();
            let is_touchpoint = |id: &String| study.item(id).is_some_and(Item::is_touchpoint);
            if !items.is_empty() && items.iter().all(is_touchpoint) && items.len() + each <= most {
                let kind = ProblemKind::NothingForSome { part: part.id.clone(), touchpoints: items.len() };
                self.problem(format!("parts[{i}].pages"), kind);
            }
        }
    }

    fn scale_reference(&mut self, path: &str, id: &str, codes: Option<(i32, i32)>) {
        match self.study.scale(id) {
            None => self.problem(path, ProblemKind::Unknown { id: id.into() }),
            Some(scale) => {
                if let Some((first, last)) = codes
                    && !scale.levels.iter().map(|level| level.code).eq(first..=last)
                {
                    self.problem(path, ProblemKind::CodesMustBe { first, last });
                }
            }
        }
    }

    fn option_count(&mut self, path: String, found: usize, least: usize, most: usize) {
        if !(least..=most).contains(&found) {
            self.problem(path, ProblemKind::OptionCount { found, least, most });
        }
    }

    fn options(&mut self, path: &str, options: &[Choice], least: usize, most: usize) {
        let list = format!("{path}.options");
        self.option_count(list.clone(), options.len(), least, most);
        self.unique(&list, options.iter().map(|option| &option.id));
        self.unreserved(&list, options.iter().map(|option| &option.id), &ABSENCES);
        for (i, option) in options.iter().enumerate() {
            self.text(&format!("{list}[{i}].text"), &option.text);
        }
    }

    fn incidents(&mut self, path: &str, incidents: &[IncidentKind]) {
        let list = format!("{path}.incidents");
        self.option_count(list.clone(), incidents.len(), 1, 48);
        self.unique(&list, incidents.iter().map(|incident| &incident.id));
        self.unreserved(&list, incidents.iter().map(|incident| &incident.id), &ABSENCES);
        for (i, incident) in incidents.iter().enumerate() {
            self.text(&format!("{list}[{i}].text"), &incident.text);
            if let Some(id) = &incident.violates {
                let kind = match self.study.item(id) {
                    None => Some(ProblemKind::Unknown { id: id.clone() }),
                    Some(item) if !matches!(self.study.kind_of(item), Some(ConstructKind::Need(_))) => {
                        Some(ProblemKind::NotANeed { id: id.clone() })
                    }
                    Some(_) => None,
                };
                if let Some(kind) = kind {
                    self.problem(format!("{list}[{i}].violates"), kind);
                }
            }
        }
    }

    /// A word of a file must never mean two things.
    pub(super) fn unreserved<'b>(&mut self, list: &str, ids: impl Iterator<Item = &'b String>, reserved: &[&str]) {
        for (i, id) in ids.enumerate() {
            if reserved.contains(&id.as_str()) {
                self.problem(format!("{list}[{i}].id"), ProblemKind::ReservedId { id: id.clone() });
            }
        }
    }
}
