//! What is shown when a study cannot be asked: a sentence, and the plain form if the page holds one.

use crate::dom::{self, Node};
use crate::words::{Word, Words};

/// The slot is for the plain form that the page's author put inside the element.
const TROUBLE: &str = "\
div.page part=page lang={}
 div.screen data-screen=trouble
  p role=alert {}
  p.hint {}?
 slot";

/// Puts the sentence into the root; `culprit` is the place in the study's file, if there is one.
pub(crate) fn trouble(root: &Node, words: Words, sentence: Word, culprit: &str) {
    let place = if culprit.is_empty() { String::new() } else { words.fill(Word::Culprit, culprit) };
    for text in [words.tag(), words.say(sentence), &place] {
        dom::gap(text);
    }
    dom::piece(0, TROUBLE);
    dom::put(root, "", "replaceChildren");
}
