//! What is asked, as native inputs in fieldsets, and what an input says when it is touched.
//!
//! An input carries the key as its name and the answer as its value; nothing is read from texts, which a page translator
//! may have moved about.

use esteem_study::{Answer, AnswerForm, Item, Key, Missing};

use crate::dom::Node;
use crate::view::Scene;
use crate::words::{digits, fill};

mod choices;
mod incidents;
mod rating;
mod typed;

pub(crate) use rating::{chosen_word, matrix};

/// One ask, drawn with the answer that it has.
pub(crate) fn ask(scene: &Scene<'_>, key: &Key, is_heading: bool) -> Option<Node> {
    let item = scene.interview.study().item(&key.item)?;
    let ask = fieldset(scene, item, key, is_heading);
    match &item.answer {
        AnswerForm::Rating { scale, .. } => rating::draw(scene, &ask, key, scene.interview.study().scale(scale)?),
        AnswerForm::Choice { options } => choices::draw(scene, &ask, key, options, "radio"),
        AnswerForm::Choices { options, .. } => choices::draw(scene, &ask, key, options, "checkbox"),
        AnswerForm::Incidents { incidents, none, severity, resolution } => {
            let grades = [severity, resolution].map(|scale| scene.interview.study().scale(scale));
            incidents::draw(scene, &ask, key, incidents, none, grades);
        }
        AnswerForm::Number { unit, .. } => typed::number(scene, &ask, key, unit.as_ref()),
        AnswerForm::Text { long } => typed::text(scene, &ask, key, *long),
    }
    Some(ask)
}

/// The frame of an ask: its question, and room for what is wrong with the answer.
fn fieldset(scene: &Scene<'_>, item: &Item, key: &Key, is_heading: bool) -> Node {
    let name = name_of(key);
    let error = ["error-", &name].concat();
    let fieldset = Node::new("fieldset", "ask").with("data-key", &name).with("aria-describedby", &error);
    let legend = fieldset.add(Node::new("legend", ""));
    let question = Node::text("span", "question", item.text.get(scene.language));
    if is_heading {
        legend.add(scene.heading().holding(&question));
    } else {
        legend.add(question);
    }
    if item.required {
        legend.add(Node::text("span", "required", scene.words.required));
    }
    fieldset.add(Node::new("p", "error").with("id", &error)).show(false);
    fieldset
}

/// An option that can be chosen: all of it is the target.
fn option(kind: &str, name: &str, value: &str, code: &str, word: &str, is_chosen: bool) -> Node {
    let input = Node::new("input", "").with("type", kind).with("name", name).with("value", value);
    input.set_checked(is_chosen);
    let face = Node::new("span", "face");
    if !code.is_empty() {
        face.add(Node::text("span", "code", code));
    }
    if !word.is_empty() {
        face.add(Node::text("span", "word", word));
    }
    Node::new("label", "option").with("part", "option").holding(&input).holding(&face)
}

/// What the answer of `item` becomes when an input of it was touched.
pub(crate) fn touched(item: &Item, now: Option<&Answer>, input: &Node) -> Touched {
    let (value, is_on) = (input.value(), input.checked());
    match &item.answer {
        AnswerForm::Rating { .. } => Touched::Answer(match Missing::named(&value) {
            Some(missing) => Some(Answer::Missing { missing }),
            None => typed::whole(&value).map(Answer::Number),
        }),
        AnswerForm::Choice { .. } => Touched::Answer(Some(Answer::Text(value))),
        AnswerForm::Choices { .. } => Touched::Answer(choices::toggled(now, value, is_on)),
        AnswerForm::Incidents { .. } => Touched::Answer(incidents::touched(now, input, &value, is_on)),
        AnswerForm::Number { .. } => match esteem_study::interview::read_number(&value) {
            Ok(number) => Touched::Answer(number.map(Answer::Number)),
            Err(_) => Touched::NoNumber,
        },
        AnswerForm::Text { .. } => Touched::Answer((!value.trim().is_empty()).then_some(Answer::Text(value))),
    }
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
pub(crate) fn refusal(scene: &Scene<'_>, refusal: &esteem_study::interview::Refusal) -> String {
    use esteem_study::interview::Refusal;
    let words = scene.words;
    match refusal {
        Refusal::TooMany { most } => fill(words.at_most_options, &digits(u64::from(*most))),
        Refusal::BelowLeast { least } => fill(words.at_least, &crate::words::signed(i64::from(*least))),
        Refusal::AboveMost { most } => fill(words.at_most, &crate::words::signed(i64::from(*most))),
        Refusal::TooLong { most } => fill(words.too_long, &digits(u64::from(*most))),
        // Inputs offer nothing else, so only a changed page can ask for it.
        _ => words.answer_this.into(),
    }
}

/// Redraws what follows from an answer, after it was given or cleared.
pub(crate) fn follow(scene: &Scene<'_>, ask: &Node, key: &Key) {
    let answer = scene.interview.answer_of(key);
    if let Some(clear) = ask.find(".clear") {
        clear.show(answer.is_some());
    }
    if let Some(chosen) = ask.find(".chosen") {
        chosen.say(&chosen_word(scene, key));
    }
    match scene.interview.study().item(&key.item).map(|item| &item.answer) {
        Some(AnswerForm::Choices { options, .. }) => choices::follow(ask, answer, options),
        Some(AnswerForm::Incidents { incidents, .. }) => incidents::follow(ask, answer, incidents),
        _ => {}
    }
}

/// The key as inputs and records name it.
pub(crate) fn name_of(key: &Key) -> String {
    match key.facet {
        esteem_study::Facet::Perceived => key.item.clone(),
        facet => [&key.item, ".", facet.name()].concat(),
    }
}
