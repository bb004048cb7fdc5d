//! Studies of every shape: every field present and absent, every kind of answer.

use esteem_study::study::{
    AnswerForm, Better, Choice, Collector, CollectorKind, Consent, Construct, ConstructKind, IncidentKind, Item, Level,
    Need, Outcome, Page, Part, Privacy, Scale, Segment, Study,
};
use esteem_study::{Complaints, Corroboration, CustomerValue, Facet, LossRates, NeedsRule, Scoring, Tellings, Text};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Names, wordings and addresses, odd ones among them.
fn word() -> impl Strategy<Value = String> + Clone {
    select(vec!["", "a", "T1", "价格", "the \"price\"", "back\\slash", "line\nbreak\u{2028}", "👍", "null", "0"])
        .prop_map(String::from)
}

fn text() -> impl Strategy<Value = Text> + Clone {
    vec((select(vec!["zh", "en", "zh-Hant", "de", "7", ""]), word()), 0..4)
        .prop_map(|wordings| Text::new(wordings.iter().map(|(language, wording)| (*language, wording.as_str()))))
}

fn choice() -> impl Strategy<Value = Choice> {
    (word(), text()).prop_map(|(id, text)| Choice { id, text })
}

fn scale() -> impl Strategy<Value = Scale> {
    let level = (any::<i32>(), option::of(text())).prop_map(|(code, label)| Level { code, label });
    (word(), vec(level, 0..4), any::<bool>(), option::of(text()), option::of(text())).prop_map(
        |(id, levels, lower, not_applicable, dont_know)| Scale {
            id,
            levels,
            better: if lower { Better::Lower } else { Better::Higher },
            not_applicable,
            dont_know,
        },
    )
}

fn construct() -> impl Strategy<Value = Construct> {
    let outcomes = vec![
        Outcome::Overall,
        Outcome::Disconfirmation,
        Outcome::Ideal,
        Outcome::Effort,
        Outcome::Anger,
        Outcome::StayAway,
        Outcome::ToldBad,
        Outcome::ToldGood,
        Outcome::Recommendation,
        Outcome::Return,
        Outcome::PriceTolerance,
        Outcome::LockIn,
        Outcome::Feelings,
        Outcome::Other,
    ];
    let kind = prop_oneof![
        Just(ConstructKind::Dimension),
        select(Need::ALL.to_vec()).prop_map(ConstructKind::Need),
        select(outcomes).prop_map(ConstructKind::Outcome),
    ];
    (word(), text(), kind).prop_map(|(id, name, kind)| Construct { id, name, kind })
}

fn answer() -> impl Strategy<Value = AnswerForm> {
    let incident =
        (word(), text(), option::of(word())).prop_map(|(id, text, violates)| IncidentKind { id, text, violates });
    prop_oneof![
        (word(), vec(select(Facet::ALL.to_vec()), 0..6))
            .prop_map(|(scale, facets)| AnswerForm::Rating { scale, facets }),
        vec(choice(), 0..3).prop_map(|options| AnswerForm::Choice { options }),
        (vec(choice(), 0..3), option::of(1..=i32::MAX as u32))
            .prop_map(|(options, most)| AnswerForm::Choices { options, most }),
        (vec(incident, 0..3), text(), word(), word()).prop_map(|(incidents, none, severity, resolution)| {
            AnswerForm::Incidents { incidents, none, severity, resolution }
        }),
        (any::<Option<i32>>(), any::<Option<i32>>(), option::of(text()))
            .prop_map(|(least, most, unit)| AnswerForm::Number { least, most, unit }),
        any::<bool>().prop_map(|long| AnswerForm::Text { long }),
    ]
}

fn item() -> impl Strategy<Value = Item> {
    let marks = (any::<bool>(), any::<bool>(), vec(word(), 0..3));
    (word(), text(), option::of(text()), option::of(word()), answer(), marks).prop_map(
        |(id, text, name, construct, answer, (reverse, required, tags))| Item {
            id,
            text,
            name,
            construct,
            answer,
            reverse,
            required,
            tags,
        },
    )
}

fn part() -> impl Strategy<Value = Part> {
    let page = (word(), option::of(text()), vec(word(), 0..4), any::<bool>())
        .prop_map(|(id, intro, asks, shuffle)| Page { id, intro, asks, shuffle });
    (word(), vec(page, 0..3)).prop_map(|(id, pages)| Part { id, pages })
}

/// Numbers that are written with and without decimals.
fn share() -> impl Strategy<Value = f64> {
    prop_oneof![(0..4).prop_map(f64::from), 0.0..1.0, any::<i32>().prop_map(|n| f64::from(n) / 7e9)]
}

fn scoring() -> impl Strategy<Value = Scoring> {
    let corroboration = select(vec![Corroboration::None, Corroboration::Any, Corroboration::Two]);
    let needs = (any::<[i32; 9]>(), any::<u32>(), corroboration, any::<bool>(), any::<bool>()).prop_map(
        |(codes, facets_required, corroboration, respect_outrages, delight_needs_top)| NeedsRule {
            violated_to: codes[0],
            strained_to: codes[1],
            fulfilled_from: codes[2],
            fulfilled_least: codes[3],
            severe_from: codes[4],
            facets_required,
            corroboration,
            angry_overall_to: codes[5],
            angry_from: codes[6],
            stay_away_from: codes[7],
            recovered_overall_from: codes[8],
            respect_outrages,
            delight_needs_top,
        },
    );
    let shares = vec(share(), 10);
    prop_oneof![
        1 => Just(Scoring::default()),
        3 => (any::<u32>(), needs, shares).prop_map(|(smallest_base, needs, shares)| Scoring {
            smallest_base,
            answered_share: shares[0],
            gap_band: shares[1],
            ratio_tolerance: shares[2],
            needs,
            loss: LossRates {
                rates: [shares[3], shares[4], shares[5], shares[6], shares[7]],
                top_range: [shares[8], shares[9]],
                observed: [[smallest_base.into(), 1]; 5],
            },
            least_difference: shares[0],
            scenarios: smallest_base.is_multiple_of(2),
            word_of_mouth: Tellings { dissatisfied: shares[1], ..Tellings::default() },
            complaints: Complaints { complaining_share: shares[2], ..Complaints::default() },
            value: CustomerValue { margin: Some(shares[3]), ..CustomerValue::default() },
        }),
    ]
}

fn privacy() -> impl Strategy<Value = Privacy> {
    let consent = (word(), text(), any::<bool>()).prop_map(|(id, text, required)| Consent { id, text, required });
    let words = (option::of(text()), option::of(text()), option::of(text()));
    (words, option::of(word()), option::of(word()), vec(consent, 0..3), any::<bool>()).prop_map(
        |((controller, purpose, retention), contact, statement, consents, sends_partial)| Privacy {
            controller,
            purpose,
            retention,
            contact,
            statement,
            consents,
            sends_partial,
        },
    )
}

pub(crate) fn study() -> impl Strategy<Value = Study> {
    let segment = (word(), text(), vec(choice(), 0..3)).prop_map(|(id, name, values)| Segment { id, name, values });
    let kind = select(vec![CollectorKind::Receipt, CollectorKind::Status]);
    let collector = (kind, word()).prop_map(|(kind, url)| Collector { kind, url });
    let head = (word(), text(), vec(word(), 0..3), option::of(text()), option::of(any::<u32>()));
    let lists = (vec(scale(), 0..3), vec(construct(), 0..4), vec(item(), 0..7), vec(segment, 0..3), vec(part(), 0..3));
    (head, lists, scoring(), privacy(), option::of(collector)).prop_map(
        |((id, title, languages, respondents, touchpoints_each), lists, scoring, privacy, collector)| {
            let (scales, constructs, items, segments, parts) = lists;
            Study {
                format: esteem_study::study::FORMAT.into(),
                id,
                title,
                languages,
                respondents,
                scales,
                constructs,
                items,
                touchpoints_each,
                segments,
                parts,
                scoring,
                privacy,
                collector,
            }
        },
    )
}
