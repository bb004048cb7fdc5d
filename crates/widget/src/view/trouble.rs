//! What is shown when a study cannot be asked: a sentence, and the plain form if the page holds one.

use crate::dom::Node;
use crate::words::{Words, fill};

/// Puts the sentence into the root; `culprit` is the place in the study's file, if there is one.
pub(crate) fn trouble(root: &Node, words: &Words, sentence: &str, culprit: &str) {
    let page = Node::new("div", "page").with("part", "page").with("lang", words.language);
    let screen = page.add(Node::new("div", "screen").with("data-screen", "trouble"));
    screen.add(Node::text("p", "", sentence).with("role", "alert"));
    if !culprit.is_empty() {
        screen.add(Node::text("p", "hint", &fill(words.culprit, culprit)));
    }
    // The plain form that the page's author put inside the element.
    page.add(Node::new("slot", ""));
    root.hold_only(&page);
}
