//! A screen of questions, and what is said when some of them want another look.

use esteem_study::interview::Block;
use esteem_study::{Key, Text};

use super::Gap::{Ours, Said};
use super::Scene;
use crate::items;
use crate::words::{Word, digits};

/// Radio buttons that never belonged to a form are never let go of by some browsers.
const QUESTIONS: &str = "\
form.questions noValidate=true autocomplete=off
 div.progress
  p {}
  progress aria-hidden=true max={} value={}";

const INTRO: &str = "h2.heading part=heading tabindex=-1 {}";
const STEP: &str = "h2.heading.unseen part=heading tabindex=-1 {}";

const BUTTONS: &str = "\
div.buttons
 button.button.main type=button data-do={} part=button {}
 button.button type=button data-do=back part=button {}
 button.button.quiet type=button data-do=skip part=button {}";

const SUMMARY: &str = "\
div.summary role=alert tabindex=-1
 p {}
 ul";

const WAY: &str = "\
li
 button.way type=button data-do=go:{} part=button {}";

/// A screen of questions.
pub(super) fn draw(scene: &Scene<'_>, page: usize, intro: Option<&Text>, blocks: &[Block]) {
    let (words, progress) = (scene.words, scene.interview.progress());
    let left = match progress.minutes_left() {
        0 => words.say(Word::NearlyDone).into(),
        1 => words.say(Word::MinuteLeft).into(),
        minutes => words.count(Word::MinutesLeft, minutes.into()),
    };
    let [all, done] = [progress.all_seconds.max(1), progress.done_seconds].map(|seconds| digits(seconds.into()));
    scene.draw(0, QUESTIONS, &[Said(&left), Said(&all), Said(&done)]);
    let is_alone = matches!(blocks, [block] if block.asks.len() == 1);
    // Where a page is taken one question at a time, its sentence is said with the first.
    let intro = intro.filter(|_| !is_alone || blocks.iter().any(|block| block.opens));
    match intro {
        Some(intro) => scene.draw(1, INTRO, &[Said(scene.read(intro))]),
        // A question that is alone is its own heading.
        None if is_alone => {}
        None => scene.draw(1, STEP, &[Said(&words.count(Word::Step, page as i64 + 1))]),
    }
    for block in blocks {
        items::draw(scene, &block.asks, is_alone && intro.is_none());
    }
    let (does, text) = if scene.interview.is_last() { ("finish", Word::Finish) } else { ("next", Word::Next) };
    scene.draw(1, BUTTONS, &[Said(does), Ours(text), Ours(Word::Back), Ours(Word::Skip)]);
}

/// An answer that wants another look, and why.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wrong {
    pub key: Key,
    pub text: String,
}

/// Says which questions want another look, each as a way there.
pub(super) fn draw_summary(scene: &Scene<'_>, wrong: &[Wrong]) {
    scene.draw(0, SUMMARY, &[Said(&scene.words.count(Word::Unanswered, wrong.len() as i64))]);
    for Wrong { key, .. } in wrong {
        let text = scene.interview.study().item(&key.item).map_or("", |item| scene.read(&item.text));
        scene.draw(2, WAY, &[Said(&items::name_of(key)), Said(text)]);
    }
}
