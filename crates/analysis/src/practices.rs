//! What a company can do: practices of customer care, and which of them a touchpoint or a facet of a need calls for.
//!
//! They come from the field's practice and not from the answers: a report can say where it hurts, and cannot say what
//! will help. What an item is about is said by its tags (see [`practices_for`]).

use esteem_study::Item;
use esteem_study::study::Need;
use serde::{Deserialize, Serialize};

/// One practice. What it asks for stands in [`crate::words::practice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Practice {
    /// An emergency plan that is written and rehearsed.
    EmergencyPlan,
    /// Checks of equipment and premises that are recorded.
    RecordedChecks,
    /// A price list that is public beforehand.
    PublicPrices,
    /// Rules for customers' data.
    DataRules,
    /// Terms that say what each class of customer gets, and why it differs.
    OpenTerms,
    /// The same case treated the same way, exceptions with their reasons.
    SameTreatment,
    /// Thanks for time, money and effort.
    Thanks,
    /// Changes of prices and rules that are fair to long-standing customers.
    FairChanges,
    /// Promises with an owner and a date.
    OwnedPromises,
    /// Advertising that promises what can be kept.
    HonestAdvertising,
    /// Mistakes that are admitted first.
    AdmittedMistakes,
    /// Complaining that is easy, and settled soon.
    EasyComplaints,
    /// Words that staff have ready for difficult moments.
    WordsForTrouble,
    /// Regulars who are known, with their consent.
    KnownRegulars,
    /// Guidance where people may feel lost.
    Guidance,
    /// Options to choose from.
    Options,
    /// Waiting and progress that are told.
    ToldProgress,
    /// Small compensation that front-line staff may decide.
    SpotCompensation,
    /// One person who stays responsible.
    OnePerson,
    /// Expectations that are known and written as standards.
    KnownExpectations,
    /// Customers at both ends who are called back.
    CallsBack,
    /// Staff who are trained in courtesy and in handling dissatisfaction.
    TrainedStaff,
    /// Free extras that are designed by kind of customer.
    DesignedExtras,
}

use Practice as P;

/// What an item can be about, by tag, with the practices that move it, the nearest first. Tags of facets of needs and of
/// touchpoints stand in one list, because the same practice keeps a promise and makes a service reliable.
const TOPICS: [(&str, &[Practice]); 20] = [
    ("after_sale", &[P::CallsBack, P::EasyComplaints, P::AdmittedMistakes]),
    ("appreciation", &[P::Thanks, P::FairChanges]),
    ("assurance", &[P::TrainedStaff, P::WordsForTrouble]),
    ("bodily", &[P::EmergencyPlan, P::RecordedChecks]),
    ("choice", &[P::ToldProgress, P::Options]),
    ("ease", &[P::Options, P::Guidance]),
    ("equal_treatment", &[P::SameTreatment, P::OpenTerms]),
    ("financial", &[P::PublicPrices, P::HonestAdvertising]),
    ("form", &[P::RecordedChecks, P::Guidance]),
    ("privacy", &[P::DataRules]),
    ("promises", &[P::OwnedPromises, P::HonestAdvertising]),
    ("recognition", &[P::KnownRegulars, P::OnePerson]),
    ("recovery", &[P::AdmittedMistakes, P::EasyComplaints, P::SpotCompensation]),
    ("reliability", &[P::OwnedPromises, P::HonestAdvertising]),
    ("responsiveness", &[P::OnePerson, P::ToldProgress]),
    ("self_image", &[P::Guidance, P::TrainedStaff]),
    ("transparency", &[P::PublicPrices, P::OpenTerms]),
    ("understanding", &[P::WordsForTrouble, P::OnePerson]),
    ("value", &[P::PublicPrices, P::DesignedExtras]),
    ("waiting", &[P::ToldProgress, P::OwnedPromises]),
];

/// The practices that an item calls for: those of its tags, in the order of the tags and without repeating one. An item
/// whose tags say nothing known calls for what its need calls for, and a touchpoint for knowing what is expected of it.
pub fn practices_for(item: Option<&Item>, need: Option<Need>) -> Vec<Practice> {
    let mut practices = Vec::new();
    for tag in item.into_iter().flat_map(|item| &item.tags) {
        let found = TOPICS.iter().filter(|(topic, _)| topic == tag).flat_map(|(_, practices)| *practices);
        for practice in found {
            if !practices.contains(practice) {
                practices.push(*practice);
            }
        }
    }
    if practices.is_empty() {
        practices.extend_from_slice(match need {
            Some(Need::Safety) => &[P::EmergencyPlan, P::PublicPrices, P::DataRules],
            Some(Need::Fairness) => &[P::SameTreatment, P::OwnedPromises, P::AdmittedMistakes],
            Some(Need::Respect) => &[P::WordsForTrouble, P::Options, P::Guidance],
            None => &[P::KnownExpectations],
        });
    }
    practices
}

/// The tags that call for practices, in their order.
pub fn topics() -> impl Iterator<Item = &'static str> {
    TOPICS.iter().map(|(topic, _)| *topic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_sorted_and_each_calls_for_something() {
        assert!(TOPICS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(TOPICS.iter().all(|(_, practices)| !practices.is_empty()));
    }
}
