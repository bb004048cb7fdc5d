//! Ratings: one level of a scale, alone or as the row of a matrix.
//!
//! There is one markup for both and for every width: which words stand where is a matter of the style sheet.

use esteem_study::study::Level;
use esteem_study::{Answer, Missing, Scale, Text};

use super::{Ask, Scene};
use crate::words::{joined, signed};

/// The columns in words, which the inputs say themselves to those who cannot see them. The style sheet is told how many
/// there are.
const COLUMNS: &str = "\
div.matrix
 div.columns style=--levels:{};--ways-out:{} data-many={} aria-hidden=true
  span.corner";

/// A rating alone, or the row of a matrix.
pub(super) const ASK: &str = "\
fieldset.ask data-key={} aria-describedby=error-{} data-kind={} style=--levels:{};--ways-out:{} data-many={} data-style={}";

/// An option beside the levels.
const WAY_OUT: &str = "\
label.option part=option data-out=true
 input type=radio name={} value={} checked={}
 span.face
  span.word {}?";

/// What stands under the options: the words at both ends and in the middle, and those of what was chosen.
const ENDS: &str = "\
div.ends aria-hidden=true
 span {}?
 span {}?
 span {}?
span.chosen aria-hidden=true {}";

/// The beginning of a matrix: its columns.
pub(super) fn draw_columns(scene: &Scene<'_>, scale: &Scale) {
    draw_measured(scene, 1, COLUMNS, scale);
    for level in &scale.levels {
        scene.say(label(scene, level)).draw(3, COLUMN);
    }
    for &missing in &WAYS_OUT {
        if let Some(words) = way_out(scale, missing) {
            scene.text(words).draw(3, COLUMN);
        }
    }
}

const COLUMN: &str = "span.column {}";

/// Numbers that fit side by side on the narrowest phone.
const MOST_IN_LINE: usize = 7;

/// Draws a piece that says how many columns there are, after what was said already.
pub(super) fn draw_measured(scene: &Scene<'_>, depth: usize, piece: &str, scale: &Scale) {
    let levels = &scale.levels;
    let ways_out = WAYS_OUT.iter().filter(|missing| way_out(scale, **missing).is_some()).count();
    scene.number(levels.len() as i64).number(ways_out as i64).flag(levels.len() > MOST_IN_LINE);
    // Few levels that all have words read best as a list; many, or unnamed ones, as a row of numbers.
    let is_worded = levels.iter().all(|level| level.label.is_some());
    scene.say(if is_worded { "words" } else { "numbers" }).draw(depth, piece);
}

/// The options of one rating, in its fieldset.
pub(super) fn draw(ask: &Ask<'_>, scale: &Scale) {
    let scene = ask.scene;
    ask.draw(0, "div.options");
    for level in &scale.levels {
        let code = &*signed(level.code.into());
        ask.draw_option("radio", code, code, label(scene, level), code_of(ask.answer) == Some(level.code.into()));
    }
    for &missing in &WAYS_OUT {
        if let Some(words) = way_out(scale, missing) {
            let is_chosen = matches!(ask.answer, Some(Answer::Missing { missing: chosen }) if *chosen == missing);
            scene.say(ask.name).say(missing.name()).flag(is_chosen).text(words);
            ask.draw(1, WAY_OUT);
        }
    }
    let last = scale.levels.len().saturating_sub(1);
    // With an even number of levels there is no middle.
    let middle = if last.is_multiple_of(2) { last / 2 } else { 0 };
    for (at, place) in [0, middle, last].iter().enumerate() {
        match scale.levels.get(*place).filter(|_| at == 0 || *place > 0) {
            Some(level) => scene.say(&joined(&[&signed(level.code.into()), " ", label(scene, level)])),
            None => scene.say(""),
        };
    }
    scene.say(chosen_word(scene, scale, ask.answer));
    ask.draw(0, ENDS);
    ask.draw_clear();
}

/// The word of the level that was chosen, for rows that show numbers alone; empty without one.
pub(super) fn chosen_word<'a>(scene: &Scene<'_>, scale: &'a Scale, answer: Option<&Answer>) -> &'a str {
    let level = || scale.levels.get(scale.position(code_of(answer)?)?);
    level().map_or("", |level| label(scene, level))
}

fn code_of(answer: Option<&Answer>) -> Option<i64> {
    match answer {
        Some(Answer::Number(number)) => number.as_whole(),
        _ => None,
    }
}

fn label<'a>(scene: &Scene<'_>, level: &'a Level) -> &'a str {
    level.label.as_ref().map_or("", |label| scene.read(label))
}

/// The options that may stand beside the levels.
const WAYS_OUT: [Missing; 2] = [Missing::NotApplicable, Missing::DontKnow];

/// The words of such an option, if the scale has it.
fn way_out(scale: &Scale, missing: Missing) -> Option<&Text> {
    if missing == Missing::DontKnow { scale.dont_know.as_ref() } else { scale.not_applicable.as_ref() }
}
