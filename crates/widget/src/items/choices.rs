//! One of several options, or any of them.

use esteem_study::Answer;
use esteem_study::study::Choice;

use super::{Ask, Frame};

/// The options, in their fieldset; `kind` is `radio` or `checkbox`.
pub(super) fn draw(ask: &Ask<'_>, options: &[Choice], kind: &str) {
    ask.draw(0, "div.options.list");
    for choice in options {
        let is_chosen = match ask.answer {
            Some(Answer::Text(id)) => *id == choice.id,
            Some(Answer::Chosen(ids)) => ids.contains(&choice.id),
            _ => false,
        };
        ask.draw_option(kind, &choice.id, "", ask.scene.read(&choice.text), is_chosen);
    }
    if kind == "radio" {
        ask.draw_clear();
    }
}

/// The ticked options after one of them was ticked or unticked; nothing is left when the last one goes.
pub(super) fn toggled(now: Option<&Answer>, id: String, is_on: bool) -> Option<Answer> {
    let mut ids = match now {
        Some(Answer::Chosen(ids)) => ids.clone(),
        _ => Vec::new(),
    };
    if let Some(at) = ids.iter().position(|ticked| *ticked == id) {
        ids.remove(at);
    }
    if is_on {
        ids.push(id);
    }
    (!ids.is_empty()).then_some(Answer::Chosen(ids))
}

/// Unticks what the answer does not hold: one tick too many.
pub(super) fn follow(frame: &Frame, name: &str, now: Option<&Answer>, options: &[Choice]) {
    let Some(Answer::Chosen(ids)) = now else { return };
    for choice in options.iter().filter(|choice| !ids.contains(&choice.id)) {
        frame.say(name).say(&choice.id).set("[data-key=\"{}\"] [value=\"{}\"]", "checked", "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_come_and_go() {
        let one = toggled(None, "a".into(), true);
        assert_eq!(one, Some(Answer::Chosen(vec!["a".into()])));
        let two = toggled(one.as_ref(), "b".into(), true);
        assert_eq!(two, Some(Answer::Chosen(vec!["a".into(), "b".into()])));
        let again = toggled(two.as_ref(), "a".into(), false);
        assert_eq!(again, Some(Answer::Chosen(vec!["b".into()])));
        assert_eq!(toggled(again.as_ref(), "b".into(), false), None);
    }
}
