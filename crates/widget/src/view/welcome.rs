//! The first screen: who asks, why, how long it takes, and what happens with the answers.

use super::Scene;
use crate::words::{Word, joined};

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
 p.error id=error-consent-{} hidden=true
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
    let minutes = scene.interview.progress().minutes_left();
    let how_long = if minutes > 1 { Word::Minutes } else { Word::Minute };
    let is_required = study.items.iter().any(|item| item.required);
    let voluntary = if is_required { Word::VoluntaryInPart } else { Word::Voluntary };
    scene.text(&study.title).say(&words.count(how_long, minutes.into())).ours(voluntary);
    scene.draw(0, WELCOME);
    let facts =
        [(Word::AskedBy, &privacy.controller), (Word::AskedFor, &privacy.purpose), (Word::KeptFor, &privacy.retention)];
    for (name, fact) in &facts {
        if let Some(fact) = fact {
            scene.ours(*name).text(fact).draw(2, FACT);
        }
    }
    if let Some(contact) = &privacy.contact {
        scene.ours(Word::QuestionsTo).say(contact).draw(2, FACT);
    }
    scene.say(&destination(scene)).draw(1, "p.hint {}");
    if let Some(statement) = privacy.statement.as_deref().filter(|address| address.starts_with("https://")) {
        scene.say(statement).say("noopener noreferrer").ours(Word::Statement).draw(1, STATEMENT);
    }
    for consent in &privacy.consents {
        let id = &*consent.id;
        scene.say(id).say(id).say(id).say(id).flag(scene.interview.consent_of(id));
        scene.text(&consent.text).required(consent.required).draw(1, AGREEMENT);
    }
    scene.ours(Word::Begin).draw(1, BEGIN);
}

/// What becomes of the answers, in a sentence or two.
fn destination(scene: &Scene<'_>) -> String {
    let words = scene.words;
    if scene.is_test {
        return words.say(Word::IsTest).into();
    }
    // After "https:" and nothing comes the host; an address without them is on the page's own.
    let elsewhere = scene.collector.filter(|address| !address.starts_with('/'));
    let goes = match elsewhere.and_then(|address| address.split('/').nth(2)) {
        Some(host) => words.fill(Word::GoesTo, host),
        None => words.say(Word::GoesToPage).into(),
    };
    joined(&[&goes, words.space(), words.say(Word::StaysHere)])
}
