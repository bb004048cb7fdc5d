//! What is asked, as native inputs in fieldsets, and what an input says when it is touched.
//!
//! An input carries the key as its name and the answer as its value; nothing is read from texts, which a page translator
//! may have moved about.

use esteem_study::interview::{Refusal, read_number};
use esteem_study::{Answer, AnswerForm, Facet, Item, Key, Missing};

use crate::dom::{Event, about, flag};
use crate::view::{Frame, Scene};
use crate::words::{Word, joined};

mod choices;
mod incidents;
mod rating;
mod typed;

const ASK: &str = "fieldset.ask data-key={} aria-describedby=error-{} data-kind={}";

/// What stands in every fieldset: its question, and room for what is wrong with the answer.
const QUESTION: &str = "\
legend
 span.question {}
 span.required {}?
p.error id=error-{} hidden=true";

const HEADING: &str = "\
legend
 h2.heading part=heading tabindex=-1
  span.question {}
 span.required {}?
p.error id=error-{} hidden=true";

/// An option that can be chosen: all of it is the target.
const OPTION: &str = "\
label.option part=option
 input type={} name={} value={} checked={}
 span.face
  span.code {}?
  span.word {}?";

/// Takes a choice back.
const CLEAR: &str = "button.clear type=button data-do=clear hidden={} {}";

/// Asks that belong together: one alone, or the rows of a matrix.
pub(crate) fn draw(scene: &Scene<'_>, asks: &[Key], is_heading: bool) {
    let study = scene.interview.study();
    let mut depth = 1;
    for (at, key) in asks.iter().enumerate() {
        let Some(item) = study.item(&key.item) else { continue };
        if let (0, 2.., Some(scale)) = (at, asks.len(), study.scale_of(item)) {
            rating::draw_columns(scene, scale);
            depth = 2;
        }
        draw_ask(scene, depth, key, item, is_heading);
    }
}

/// One ask, with the answer that it has.
fn draw_ask(scene: &Scene<'_>, depth: usize, key: &Key, item: &Item, is_heading: bool) {
    let (study, name) = (scene.interview.study(), &*name_of(key));
    let question = scene.read(&item.text);
    let ask = Ask { scene, depth: depth + 1, name, question, answer: scene.interview.answer_of(key) };
    let scale = study.scale_of(item);
    let kind = match &item.answer {
        AnswerForm::Rating { .. } => "rating",
        AnswerForm::Choice { .. } | AnswerForm::Choices { .. } => "choice",
        AnswerForm::Incidents { .. } => "incidents",
        AnswerForm::Number { .. } => "number",
        AnswerForm::Text { .. } => "text",
    };
    scene.say(name).say(name).say(kind);
    match scale {
        Some(scale) => rating::draw_measured(scene, depth, rating::ASK, scale),
        None => scene.draw(depth, ASK),
    }
    scene.say(question).required(item.required).say(name);
    ask.draw(0, if is_heading { HEADING } else { QUESTION });
    match &item.answer {
        AnswerForm::Rating { .. } => {
            if let Some(scale) = scale {
                rating::draw(&ask, scale);
            }
        }
        AnswerForm::Choice { options } => choices::draw(&ask, options, "radio"),
        AnswerForm::Choices { options, .. } => choices::draw(&ask, options, "checkbox"),
        AnswerForm::Incidents { incidents, none, severity, resolution } => {
            incidents::draw(&ask, incidents, none, study.scale(severity), study.scale(resolution));
        }
        AnswerForm::Number { unit, .. } => typed::draw_number(&ask, unit.as_ref()),
        AnswerForm::Text { long } => typed::draw_text(&ask, *long),
    }
}

/// What is asked, for those who draw how it can be answered.
#[derive(Debug)]
struct Ask<'a> {
    scene: &'a Scene<'a>,
    /// Where the children of the fieldset stand.
    depth: usize,
    /// The key, as inputs name it.
    name: &'a str,
    question: &'a str,
    answer: Option<&'a Answer>,
}

impl Ask<'_> {
    /// Draws a piece at this depth of the fieldset.
    fn draw(&self, depth: usize, piece: &str) {
        self.scene.draw(self.depth + depth, piece);
    }

    /// Draws an option in the list that was begun.
    fn draw_option(&self, kind: &str, value: &str, code: &str, word: &str, is_chosen: bool) {
        self.scene.say(kind).say(self.name).say(value).flag(is_chosen).say(code).say(word);
        self.draw(1, OPTION);
    }

    /// Draws what takes a choice back, unseen as long as there is none.
    fn draw_clear(&self) {
        self.scene.flag(self.answer.is_none()).ours(Word::Clear);
        self.draw(0, CLEAR);
    }
}

/// What the answer of `item` becomes when an input of it was touched.
pub(crate) fn touched(item: &Item, now: Option<&Answer>, event: &Event) -> Touched {
    let (value, is_on) = (about(event, "value").unwrap_or_default(), is_checked(event));
    Touched::Answer(match &item.answer {
        AnswerForm::Rating { .. } => match Missing::named(&value) {
            Some(missing) => Some(Answer::Missing { missing }),
            None => typed::whole(&value).map(Answer::Number),
        },
        AnswerForm::Choice { .. } => Some(Answer::Text(value)),
        AnswerForm::Choices { .. } => choices::toggled(now, value, is_on),
        AnswerForm::Incidents { .. } => incidents::touched(now, event, value, is_on),
        AnswerForm::Number { .. } => match read_number(&value) {
            Ok(number) => number.map(Answer::Number),
            Err(_) => return Touched::NoNumber,
        },
        AnswerForm::Text { .. } => (!value.trim().is_empty()).then_some(Answer::Text(value)),
    })
}

/// Whether the input that was touched is ticked now.
pub(crate) fn is_checked(event: &Event) -> bool {
    about(event, "checked").as_deref() == Some("true")
}

/// What a touched input says.
#[derive(Debug)]
pub(crate) enum Touched {
    /// The item's answer from now on.
    Answer(Option<Answer>),
    /// Something that is no number, where one is asked for.
    NoNumber,
}

/// Why an answer cannot be taken, in words.
pub(crate) fn refusal(scene: &Scene<'_>, refusal: &Refusal) -> String {
    let (word, bound) = match *refusal {
        Refusal::TooMany { most } => (Word::AtMostOptions, i64::from(most)),
        Refusal::BelowLeast { least } => (Word::AtLeast, least.into()),
        Refusal::AboveMost { most } => (Word::AtMost, most.into()),
        Refusal::TooLong { most } => (Word::TooLong, most.into()),
        // Inputs offer nothing else, so only a changed page can ask for it.
        _ => (Word::AnswerThis, 0),
    };
    scene.words.count(word, bound)
}

/// Shows what follows from an answer, after it was given or cleared.
pub(crate) fn follow(scene: &Scene<'_>, frame: &Frame, key: &Key) {
    let (name, answer) = (&*name_of(key), scene.interview.answer_of(key));
    frame.say(name).set("[data-key=\"{}\"] .clear", "hidden", flag(answer.is_none()));
    let Some(item) = scene.interview.study().item(&key.item) else { return };
    match &item.answer {
        AnswerForm::Rating { .. } => {
            let chosen =
                scene.interview.study().scale_of(item).map_or("", |scale| rating::chosen_word(scene, scale, answer));
            frame.say(name).set("[data-key=\"{}\"] .chosen", "textContent", chosen);
        }
        AnswerForm::Choices { options, .. } => choices::follow(frame, name, answer, options),
        AnswerForm::Incidents { incidents, .. } => incidents::follow(frame, name, answer, incidents),
        _ => {}
    }
}

/// The key as inputs and records name it.
pub(crate) fn name_of(key: &Key) -> String {
    match key.facet {
        Facet::Perceived => key.item.clone(),
        facet => joined(&[&key.item, ".", facet.name()]),
    }
}
