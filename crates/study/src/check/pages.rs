//! Checks of the pages: what they ask exists, and is asked once.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};

use super::{Checker, ProblemKind};
use crate::key::{Facet, Key};

impl Checker<'_> {
    pub(super) fn pages(&mut self) {
        let study = self.study;
        if study.parts.is_empty() {
            self.problem("parts", ProblemKind::Empty);
        }
        self.unique("parts", study.parts.iter().map(|part| &part.id));
        let mut pages = BTreeSet::new();
        let mut asked: BTreeMap<Key, String> = BTreeMap::new();
        for (i, part) in study.parts.iter().enumerate() {
            if part.pages.is_empty() {
                self.problem(format!("parts[{i}].pages"), ProblemKind::Empty);
            }
            for (j, page) in part.pages.iter().enumerate() {
                let path = format!("parts[{i}].pages[{j}]");
                self.id(&format!("{path}.id"), &page.id);
                if !pages.insert(&page.id) {
                    self.problem(format!("{path}.id"), ProblemKind::DuplicateId { id: page.id.clone() });
                }
                self.optional_text(&format!("{path}.intro"), page.intro.as_ref());
                if page.asks.is_empty() {
                    self.problem(format!("{path}.asks"), ProblemKind::Empty);
                }
                for (k, text) in page.asks.iter().enumerate() {
                    let place = format!("{path}.asks[{k}]");
                    let known =
                        Key::parse(text).filter(|key| study.item(&key.item).is_some_and(|item| item.has(key.facet)));
                    match known {
                        None => self.problem(place, ProblemKind::Unknown { id: text.clone() }),
                        Some(key) if asked.contains_key(&key) => {
                            self.problem(place, ProblemKind::AskedTwice { key: key.to_string() });
                        }
                        Some(key) => {
                            asked.insert(key, place);
                        }
                    }
                }
            }
        }
        for (i, item) in study.items.iter().enumerate() {
            for facet in Facet::ALL.into_iter().filter(|facet| item.has(*facet)) {
                let key = Key::new(&item.id, facet);
                if !asked.contains_key(&key) {
                    self.problem(format!("items[{i}]"), ProblemKind::NeverAsked { key: key.to_string() });
                }
            }
        }
    }
}
