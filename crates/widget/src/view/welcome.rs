//! The first screen: who asks, why, how long it takes, and what happens with the answers.

use esteem_study::Text;

use super::Scene;
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
    let minutes = scene.interview.progress().minutes_left();
    let how_long = if minutes > 1 { Word::Minutes } else { Word::Minute };
    scene.say(scene.read(&study.title)).say(&words.count(how_long, minutes.into())).ours(Word::Voluntary);
    scene.draw(0, WELCOME);
    let fact = |name: Word, fact: Option<&str>| {
        if let Some(fact) = fact {
            scene.ours(name).say(fact).draw(2, FACT);
        }
    };
    let told = |name: Word, text: &Option<Text>| fact(name, text.as_ref().map(|text| scene.read(text)));
    told(Word::AskedBy, &privacy.controller);
    told(Word::AskedFor, &privacy.purpose);
    told(Word::KeptFor, &privacy.retention);
    fact(Word::QuestionsTo, privacy.contact.as_deref());
    scene.say(&destination(scene)).draw(1, "p.hint {}");
    if let Some(statement) = privacy.statement.as_deref().filter(|address| address.starts_with("https://")) {
        scene.say(statement).say("noopener noreferrer").ours(Word::Statement).draw(1, STATEMENT);
    }
    for consent in &privacy.consents {
        let id = &*consent.id;
        scene.say(id).ours(Word::AgreeFirst).say(id).say(id).say(id).flag(scene.interview.consent_of(id));
        scene.say(scene.read(&consent.text)).required(consent.required).draw(1, AGREEMENT);
    }
    scene.ours(Word::Begin).draw(1, BEGIN);
}

/// What becomes of the answers, in a sentence or two.
fn destination(scene: &Scene<'_>) -> String {
    let words = scene.words;
    if scene.is_test {
        return words.say(Word::IsTest).into();
    }
    // After "https:" and nothing comes the host.
    let goes = match scene.collector.and_then(|address| address.split('/').nth(2)) {
        Some(host) => words.fill(Word::GoesTo, host),
        None => words.say(Word::GoesToPage).into(),
    };
    [&goes, words.space(), words.say(Word::StaysHere)].concat()
}
