//! The first screen: who asks, why, how long it takes, and what happens with the answers.

use super::Gap::{Ours, Said};
use super::Scene;
use crate::dom::flag;
use crate::words::Word;

const WELCOME: &str = "\
div.welcome
 h2.heading part=heading tabindex=-1 {}
 p.lead {}
 p {}
 dl.facts";

const FACT: &str = "\
dt {}
dd {}";

const STATEMENT: &str = "\
p
 a href={} target=_blank rel={} {}";

/// A statement to agree to.
const AGREEMENT: &str = "\
div.ask
 p.error id=error-consent-{} hidden=true {}
 label.option part=option
  input type=checkbox data-consent={} name=consent-{} aria-describedby=error-consent-{} checked={}
  span.face
   span.word {}
   span.required {}?";

const BEGIN: &str = "\
div.buttons
 button.button.main type=button data-do=begin part=button {}";

/// The first screen.
pub(super) fn draw(scene: &Scene<'_>) {
    let (words, study) = (scene.words, scene.interview.study());
    let privacy = &study.privacy;
    let how_long = match scene.interview.progress().minutes_left() {
        0 | 1 => words.say(Word::Minute).into(),
        minutes => words.count(Word::Minutes, minutes.into()),
    };
    scene.draw(0, WELCOME, &[Said(scene.read(&study.title)), Said(&how_long), Ours(Word::Voluntary)]);
    let told = [
        (Word::AskedBy, privacy.controller.as_ref().map(|text| scene.read(text))),
        (Word::AskedFor, privacy.purpose.as_ref().map(|text| scene.read(text))),
        (Word::KeptFor, privacy.retention.as_ref().map(|text| scene.read(text))),
        (Word::QuestionsTo, privacy.contact.as_deref()),
    ];
    for (name, fact) in told {
        if let Some(fact) = fact {
            scene.draw(2, FACT, &[Ours(name), Said(fact)]);
        }
    }
    scene.draw(1, "p.hint {}", &[Said(&destination(scene))]);
    if let Some(statement) = privacy.statement.as_deref().filter(|address| address.starts_with("https://")) {
        scene.draw(1, STATEMENT, &[Said(statement), Said("noopener noreferrer"), Ours(Word::Statement)]);
    }
    for consent in &privacy.consents {
        let id = Said(&consent.id);
        let is_given = Said(flag(scene.interview.consent_of(&consent.id)));
        let needed = if consent.required { Ours(Word::Required) } else { Said("") };
        let gaps = [id, Ours(Word::AgreeFirst), id, id, id, is_given, Said(scene.read(&consent.text)), needed];
        scene.draw(1, AGREEMENT, &gaps);
    }
    scene.draw(1, BEGIN, &[Ours(Word::Begin)]);
}

/// What becomes of the answers, in a sentence or two.
fn destination(scene: &Scene<'_>) -> String {
    let words = scene.words;
    if scene.is_test {
        return words.say(Word::IsTest).into();
    }
    let goes = match scene.collector.and_then(|address| address.split_once("://")) {
        Some((_, rest)) => words.fill(Word::GoesTo, rest.split('/').next().unwrap_or(rest)),
        None => words.say(Word::GoesToPage).into(),
    };
    [&goes, words.space(), words.say(Word::StaysHere)].concat()
}
