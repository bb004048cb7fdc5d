//! The last screen. How things stand with the answers is said by the frame, which says it whenever it changes.

use super::Scene;
use crate::words::Word;

const FINISHED: &str = "\
div.finished
 h2.heading part=heading tabindex=-1 {}
 p {}?";

/// The last screen.
pub(super) fn draw(scene: &Scene<'_>) {
    let scene = scene.ours(Word::Thanks);
    if scene.is_test { scene.ours(Word::TestDone) } else { scene.say("") }.draw(0, FINISHED);
}
