//! The address of a page that shows nothing but a questionnaire: `#/answer?study=visit.study.json&lang=en&wave=2026-06`.

use esteem_analysis::words::Language;

use super::decoded;

/// Which questionnaire is to be answered, and what is known of whoever answers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answering {
    /// The address of the study; empty if the page's address does not say it.
    pub study: String,
    /// The element's attributes: lang, part, wave, segments, link.
    pub attributes: Vec<(&'static str, String)>,
}

/// What of the address becomes an attribute of the element.
const ATTRIBUTES: [&str; 5] = ["lang", "part", "wave", "segments", "link"];

impl Answering {
    /// What a fragment asks for; `None` if it is the address of something else.
    pub(crate) fn read(fragment: &str) -> Option<Answering> {
        let rest = fragment.strip_prefix("#/answer")?;
        let query = if rest.is_empty() { rest } else { rest.strip_prefix('?')? };
        let mut answering = Answering::default();
        for part in query.split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (decoded(name), decoded(value));
            match name.as_str() {
                // What is empty says nothing, and what nobody understands is the host's own.
                _ if value.is_empty() => {}
                "study" => answering.study = value,
                name => answering.attributes.extend(ATTRIBUTES.into_iter().find(|a| *a == name).map(|a| (a, value))),
            }
        }
        Some(answering)
    }

    /// The language that the questionnaire begins in, or the nearest one that the page speaks.
    pub(crate) fn language(&self) -> Option<Language> {
        let tag = self.attributes.iter().find(|(name, _)| *name == "lang");
        tag.map(|(_, tag)| Language::of_tag(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_answered() {
        let address = "#/answer?study=%2Fs%2Fvisit.study.json%3Fv%3D2&lang=zh-Hans&part=after&utm_source=mail\
                       &segments=site%3Dnorth%26channel%3Dweb&wave=2026-06&link=a%2Bb";
        let answering = Answering::read(address).expect("an address of a questionnaire");
        assert_eq!(answering.study, "/s/visit.study.json?v=2");
        assert_eq!(answering.language(), Some(Language::Zh));
        let attributes = [
            ("lang", "zh-Hans"),
            ("part", "after"),
            ("segments", "site=north&channel=web"),
            ("wave", "2026-06"),
            ("link", "a+b"),
        ];
        assert_eq!(answering.attributes, attributes.map(|(name, value)| (name, value.to_owned())));
    }

    #[test]
    fn an_address_may_lack_everything() {
        for address in ["#/answer", "#/answer?", "#/answer?study=&lang", "#/answer?&&=x"] {
            assert_eq!(Answering::read(address), Some(Answering::default()), "{address}");
        }
    }

    #[test]
    fn other_addresses_are_those_of_the_report() {
        for address in ["", "#", "#/", "#/answers", "#/answers?study=a", "#/answer/x", "#answer"] {
            assert_eq!(Answering::read(address), None, "{address}");
        }
    }
}
