//! A screen of questions, and what is said when some of them want another look.

use esteem_study::Text;
use esteem_study::interview::Block;

use super::Scene;
use crate::items;
use crate::words::Word;

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

/// Which questions want another look.
pub(super) const SUMMARY: &str = "\
div.summary role=alert tabindex=-1
 p {}
 ul";

/// The way to one of them.
pub(super) const WAY: &str = "\
li
 button.way type=button data-do=go:{} part=button {}";

/// A screen of questions.
pub(super) fn draw(scene: &Scene<'_>, page: usize, intro: Option<&Text>, blocks: &[Block]) {
    let (words, progress) = (scene.words, scene.interview.progress());
    let minutes = progress.minutes_left();
    let left = match minutes {
        0 => Word::NearlyDone,
        1 => Word::MinuteLeft,
        _ => Word::MinutesLeft,
    };
    scene.say(&words.count(left, minutes.into()));
    scene.number(progress.all_seconds.max(1).into()).number(progress.done_seconds.into()).draw(0, QUESTIONS);
    let is_alone = matches!(blocks, [block] if block.asks.len() == 1);
    // Where a page is taken one question at a time, its sentence is said with the first.
    let intro = intro.filter(|_| !is_alone || blocks.iter().any(|block| block.opens));
    match intro {
        Some(intro) => scene.text(intro).draw(1, INTRO),
        // A question that is alone is its own heading.
        None if is_alone => {}
        None => scene.say(&words.count(Word::Step, page as i64 + 1)).draw(1, STEP),
    }
    for block in blocks {
        items::draw(scene, &block.asks, is_alone && intro.is_none());
    }
    let is_last = scene.interview.is_last();
    scene.say(if is_last { "finish" } else { "next" }).ours(if is_last { Word::Finish } else { Word::Next });
    scene.ours(Word::Back).ours(Word::Skip).draw(1, BUTTONS);
}
