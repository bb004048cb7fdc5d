//! Numbers and the respondent's own words.

use esteem_study::{Answer, Fixed, Key, Text};

use super::{Node, Scene, name_of};
use esteem_study::interview::LONGEST_TEXT;

use crate::words::{digits, signed};

/// A field for a number, in its fieldset.
pub(super) fn number(scene: &Scene<'_>, ask: &Node, key: &Key, unit: Option<&Text>) {
    ask.set("data-kind", "number");
    let line = ask.add(Node::new("div", "line"));
    let input = line.add(field(scene, "input", key).with("type", "text").with("inputmode", "decimal"));
    if let Some(Answer::Number(number)) = scene.interview.answer_of(key) {
        input.set_value(&written(*number));
    }
    if let Some(unit) = unit {
        line.add(Node::text("span", "unit", unit.get(scene.language)));
    }
}

/// A field for words, in its fieldset.
pub(super) fn text(scene: &Scene<'_>, ask: &Node, key: &Key, is_long: bool) {
    ask.set("data-kind", "text");
    let hint = ["hint-", &name_of(key)].concat();
    ask.add(Node::text("p", "hint", scene.words.no_names).with("id", &hint));
    let input = match is_long {
        true => field(scene, "textarea", key).with("rows", "5"),
        false => field(scene, "input", key).with("type", "text"),
    };
    let input = ask.add(input.with("aria-describedby", &hint).with("maxlength", &digits(LONGEST_TEXT as u64)));
    if let Some(Answer::Text(words)) = scene.interview.answer_of(key) {
        input.set_value(words);
    }
}

/// A field that is named by its question, and that no browser fills in with what others typed here.
fn field(scene: &Scene<'_>, tag: &str, key: &Key) -> Node {
    let question = scene.interview.study().item(&key.item).map_or("", |item| item.text.get(scene.language));
    let field = Node::new(tag, "field").with("name", &name_of(key)).with("aria-label", question);
    field.with("autocomplete", "off")
}

/// A whole number from the value of an input of ours.
pub(super) fn whole(value: &str) -> Option<Fixed> {
    esteem_study::interview::read_number(value).ok().flatten()
}

/// A number as somebody would type it.
fn written(number: Fixed) -> String {
    let (whole, rest) = (number.0 / Fixed::UNIT, (number.0 % Fixed::UNIT).unsigned_abs());
    let mut text = signed(whole);
    if number.0 < 0 && whole == 0 {
        text.insert(0, '-');
    }
    if rest > 0 {
        // A leading one keeps the zeros in place.
        let places = digits(rest + Fixed::UNIT.unsigned_abs());
        text.push('.');
        text += places.get(1..).unwrap_or_default().trim_end_matches('0');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_they_were_typed() {
        for text in ["0", "12", "-3", "1.5", "-0.25", "7.000001", "123456789012"] {
            assert_eq!(whole(text).map(written).as_deref(), Some(text));
        }
    }
}
