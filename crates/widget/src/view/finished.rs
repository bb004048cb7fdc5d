//! The last screen. How things stand with the answers is said by the frame, which says it whenever it changes.

use super::Scene;
use crate::dom::Node;

/// The last screen.
pub(crate) fn finished(scene: &Scene<'_>) -> Node {
    let words = scene.words;
    let screen = Node::new("div", "finished");
    screen.add(scene.heading()).say(words.thanks);
    if scene.is_test {
        screen.add(Node::text("p", "", words.test_done));
    }
    screen
}
