//! A screen of questions, and what is said when some of them want another look.

use esteem_study::interview::Block;
use esteem_study::{Key, Text};

use super::{Scene, button};
use crate::dom::Node;
use crate::items;
use crate::words::{digits, fill};

/// A screen of questions.
pub(crate) fn questions(scene: &Scene<'_>, page: usize, intro: Option<&Text>, blocks: &[Block]) -> Node {
    let words = scene.words;
    // Radio buttons that never belonged to a form are never let go of by some browsers.
    let screen = Node::new("form", "questions").with("novalidate", "").with("autocomplete", "off");
    screen.add(progress(scene));
    let is_alone = blocks.len() == 1 && blocks.iter().all(|block| block.asks.len() == 1);
    // Where a page is taken one question at a time, its sentence is said with the first.
    let intro = intro.filter(|_| !is_alone || blocks.iter().any(|block| block.opens));
    match intro {
        Some(intro) => screen.add(scene.heading()).say(intro.get(scene.language)),
        // A question that is alone is its own heading.
        None if is_alone => {}
        None => {
            let step = fill(words.step, &digits(page as u64 + 1));
            screen.add(scene.heading().with("class", "heading unseen")).say(&step);
        }
    }
    for block in blocks {
        if let Some(drawn) = draw(scene, block, is_alone && intro.is_none()) {
            screen.add(drawn);
        }
    }
    let row = screen.add(Node::new("div", "buttons"));
    let (text, does) = if scene.interview.is_last() { (words.finish, "finish") } else { (words.next, "next") };
    row.add(button(text, does, "button main"));
    row.add(button(words.back, "back", "button"));
    row.add(button(words.skip, "skip", "button quiet"));
    screen
}

fn draw(scene: &Scene<'_>, block: &Block, is_heading: bool) -> Option<Node> {
    let first = block.asks.first()?;
    let study = scene.interview.study();
    let scale = study.item(&first.item).and_then(|item| study.scale_of(item));
    match scale {
        Some(scale) if block.asks.len() > 1 => Some(items::matrix(scene, &block.asks, scale)),
        _ => items::ask(scene, first, is_heading),
    }
}

/// How much is left, in minutes.
fn progress(scene: &Scene<'_>) -> Node {
    let (words, progress) = (scene.words, scene.interview.progress());
    let left = match progress.minutes_left() {
        0 => words.nearly_done.into(),
        1 => words.minute_left.into(),
        minutes => fill(words.minutes_left, &digits(minutes.into())),
    };
    let line = Node::new("div", "progress");
    line.add(Node::text("p", "", &left));
    let bar = line.add(Node::new("progress", "").with("aria-hidden", "true"));
    bar.set("max", &digits(progress.all_seconds.max(1).into()));
    bar.set("value", &digits(progress.done_seconds.into()));
    line
}

/// An answer that wants another look, and why.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wrong {
    pub key: Key,
    pub text: String,
}

/// Says above the questions which of them want another look, each as a way there.
pub(crate) fn summary(scene: &Scene<'_>, wrong: &[Wrong]) -> Node {
    let summary = Node::new("div", "summary").with("role", "alert").with("tabindex", "-1");
    summary.add(Node::text("p", "", &fill(scene.words.unanswered, &digits(wrong.len() as u64))));
    let list = summary.add(Node::new("ul", ""));
    for Wrong { key, .. } in wrong {
        let text = scene.interview.study().item(&key.item).map_or("", |item| item.text.get(scene.language));
        let way = button(text, &["go:", &items::name_of(key)].concat(), "way");
        list.add(Node::new("li", "").holding(&way));
    }
    summary
}
