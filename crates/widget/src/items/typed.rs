//! Numbers and the respondent's own words.

use esteem_study::interview::{LONGEST_TEXT, read_number};
use esteem_study::{Answer, Fixed, Text};

use super::Ask;
use crate::words::{Word, digits, joined, signed};

// A field is named by its question, and no browser fills it in with what others typed here.

const NUMBER: &str = "\
div.line
 input.field name={} aria-label={} value={} autocomplete=off type=text inputmode=decimal
 span.unit {}?";

const HINT: &str = "p.hint id=hint-{} {}";
const LINE: &str =
    "input.field name={} aria-label={} value={} aria-describedby=hint-{} maxlength={} autocomplete=off type=text";
const LINES: &str =
    "textarea.field name={} aria-label={} value={} aria-describedby=hint-{} maxlength={} autocomplete=off rows=5";

/// A field for a number, in its fieldset.
pub(super) fn draw_number(ask: &Ask<'_>, unit: Option<&Text>) {
    let value = match ask.answer {
        Some(Answer::Number(number)) => written(*number),
        _ => String::new(),
    };
    let unit = unit.map_or("", |unit| ask.scene.read(unit));
    // Whoever does not see the unit hears it with the question.
    let (before, after) = if unit.is_empty() { ("", "") } else { (" (", ")") };
    ask.scene.say(ask.name).say(&joined(&[ask.question, before, unit, after])).say(&value).say(unit);
    ask.draw(0, NUMBER);
}

/// A field for words, in its fieldset.
pub(super) fn draw_text(ask: &Ask<'_>, is_long: bool) {
    let value = match ask.answer {
        Some(Answer::Text(words)) => words,
        _ => "",
    };
    ask.scene.say(ask.name).ours(Word::NoNames);
    ask.draw(0, HINT);
    ask.scene.say(ask.name).say(ask.question).say(value).say(ask.name).number(LONGEST_TEXT as i64);
    ask.draw(0, if is_long { LINES } else { LINE });
}

/// A whole number from the value of an input of ours.
pub(super) fn whole(value: &str) -> Option<Fixed> {
    read_number(value).ok().flatten()
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
        text += places.get(1..).unwrap_or_default();
        while text.ends_with('0') {
            text.pop();
        }
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
