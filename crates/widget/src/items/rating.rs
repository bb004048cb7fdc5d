//! Ratings: one level of a scale, alone or as the row of a matrix.
//!
//! There is one markup for both and for every width: which words stand where is a matter of the style sheet.

use esteem_study::study::Level;
use esteem_study::{Answer, Missing, Scale};

use super::{OPTION, Scene};
use crate::dom::flag;
use crate::view::Gap::Said;
use crate::words::{digits, signed};

/// The columns in words, which the inputs say themselves to those who cannot see them. The style sheet is told how many there are.
const COLUMNS: &str = "\
div.matrix
 div.columns style=--levels:{};--ways-out:{} data-many={} aria-hidden=true
  span.corner";

/// A rating alone, or the row of a matrix.
pub(super) const ASK: &str = "\
fieldset.ask style=--levels:{};--ways-out:{} data-many={} data-key={} aria-describedby=error-{} data-style={} data-kind=rating";

/// An option beside the levels.
const WAY_OUT: &str = "\
label.option part=option data-out=true
 input type={} name={} value={} checked={}
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
    draw_measured(scene, 1, COLUMNS, scale, "");
    let levels = scale.levels.iter().map(|level| label(scene, level));
    for word in levels.chain(ways_out(scene, scale).into_iter().flatten().map(|(_, words)| words)) {
        scene.draw(3, "span.column {}", &[Said(word)]);
    }
}

/// Numbers that fit side by side on the narrowest phone.
const MOST_IN_LINE: usize = 7;

/// Draws a piece that says how many columns there are.
pub(super) fn draw_measured(scene: &Scene<'_>, depth: usize, piece: &str, scale: &Scale, name: &str) {
    let ways_out = ways_out(scene, scale).into_iter().flatten().count();
    let [levels, ways_out] = [scale.levels.len(), ways_out].map(|count| digits(count as u64));
    let is_many = flag(scale.levels.len() > MOST_IN_LINE);
    // Few levels that all have words read best as a list; many, or unnamed ones, as a row of numbers.
    let style = if scale.levels.iter().all(|level| level.label.is_some()) { "words" } else { "numbers" };
    scene.draw(depth, piece, &[&levels, &ways_out, is_many, name, name, style].map(Said));
}

/// The options of one rating, in its fieldset.
pub(super) fn draw(ask: &super::Ask<'_>, scale: &Scale) {
    let scene = ask.scene;
    ask.draw(0, "div.options", &[]);
    for level in &scale.levels {
        let code = &*signed(level.code.into());
        let is_chosen = flag(code_of(ask.answer) == Some(level.code.into()));
        ask.draw(1, OPTION, &["radio", ask.name, code, is_chosen, code, label(scene, level)].map(Said));
    }
    for (missing, words) in ways_out(scene, scale).into_iter().flatten() {
        let is_chosen = flag(matches!(ask.answer, Some(Answer::Missing { missing: chosen }) if *chosen == missing));
        ask.draw(1, WAY_OUT, &["radio", ask.name, missing.name(), is_chosen, words].map(Said));
    }
    let last = scale.levels.len().saturating_sub(1);
    // With an even number of levels there is no middle.
    let middle = if last.is_multiple_of(2) { last / 2 } else { 0 };
    let end = |at: usize| match scale.levels.get(at) {
        Some(level) => [&signed(level.code.into()), " ", label(scene, level)].concat(),
        None => String::new(),
    };
    let inner = |at: usize| if at > 0 { end(at) } else { String::new() };
    let chosen = chosen_word(scene, scale, ask.answer);
    ask.draw(0, ENDS, &[&end(0), &inner(middle), &inner(last), chosen].map(Said));
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

/// The options beside the levels, in words.
fn ways_out<'a>(scene: &Scene<'_>, scale: &'a Scale) -> [Option<(Missing, &'a str)>; 2] {
    [(Missing::NotApplicable, &scale.not_applicable), (Missing::DontKnow, &scale.dont_know)]
        .map(|(missing, words)| Some((missing, scene.read(words.as_ref()?))))
}
