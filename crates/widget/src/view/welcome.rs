//! The first screen: who asks, why, how long it takes, and what happens with the answers.

use super::{Scene, button};
use crate::dom::Node;
use crate::words::{digits, fill};

/// The first screen.
pub(crate) fn welcome(scene: &Scene<'_>) -> Node {
    let (words, study) = (scene.words, scene.interview.study());
    let (privacy, text) = (&study.privacy, |text: &esteem_study::Text| String::from(text.get(scene.language)));
    let screen = Node::new("div", "welcome");
    screen.add(scene.heading()).say(&text(&study.title));
    let minutes = scene.interview.progress().minutes_left().max(1);
    let how_long = match minutes {
        1 => words.minute.into(),
        _ => fill(words.minutes, &digits(minutes.into())),
    };
    screen.add(Node::text("p", "lead", &how_long));
    screen.add(Node::text("p", "", words.voluntary));
    let facts = screen.add(Node::new("dl", "facts"));
    let told = [
        (words.asked_by, privacy.controller.as_ref().map(text)),
        (words.asked_for, privacy.purpose.as_ref().map(text)),
        (words.kept_for, privacy.retention.as_ref().map(text)),
        (words.questions_to, privacy.contact.clone()),
    ];
    for (name, fact) in told.into_iter().filter_map(|(name, fact)| Some((name, fact?))) {
        facts.add(Node::text("dt", "", name));
        facts.add(Node::text("dd", "", &fact));
    }
    screen.add(Node::text("p", "hint", &destination(scene)));
    if let Some(statement) = privacy.statement.as_deref().filter(|address| address.starts_with("https://")) {
        let link = Node::text("a", "", words.statement).with("href", statement);
        screen.add(Node::new("p", "").holding(&link.with("target", "_blank").with("rel", "noopener noreferrer")));
    }
    for consent in &privacy.consents {
        screen.add(agreement(scene, consent));
    }
    screen.add(Node::new("div", "buttons")).add(button(words.begin, "begin", "button main"));
    screen
}

/// What becomes of the answers, in a sentence or two.
fn destination(scene: &Scene<'_>) -> String {
    let words = scene.words;
    if scene.is_test {
        return words.is_test.into();
    }
    let goes = match scene.collector.map(|address| address.split_once("://").map(|(_, rest)| rest)) {
        Some(Some(rest)) => fill(words.goes_to, rest.split('/').next().unwrap_or(rest)),
        _ => words.goes_to_page.into(),
    };
    let space = if words.language == "zh" { "" } else { " " };
    [&goes, space, words.stays_here].concat()
}

/// A statement to agree to.
fn agreement(scene: &Scene<'_>, consent: &esteem_study::study::Consent) -> Node {
    let error = ["error-consent-", &consent.id].concat();
    let input = Node::new("input", "").with("type", "checkbox").with("data-consent", &consent.id);
    input.set("name", &["consent-", &consent.id].concat());
    input.set("aria-describedby", &error);
    input.set_checked(scene.interview.consent_of(&consent.id));
    let face = Node::new("span", "face");
    face.add(Node::text("span", "word", consent.text.get(scene.language)));
    if consent.required {
        face.add(Node::text("span", "required", scene.words.required));
    }
    let block = Node::new("div", "ask");
    block.add(Node::text("p", "error", scene.words.agree_first).with("id", &error)).show(false);
    block.holding(&Node::new("label", "option").with("part", "option").holding(&input).holding(&face))
}
