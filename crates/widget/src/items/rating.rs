//! Ratings: one level of a scale, alone or as the row of a matrix.
//!
//! There is one markup for both and for every width: which words stand where is a matter of the style sheet.

use esteem_study::study::Level;
use esteem_study::{Answer, Key, Missing, Scale};

use super::{Node, Scene, fieldset, option};
use crate::words::signed;

/// The columns of a matrix in words, which the inputs say themselves to those who cannot see them, and its rows.
pub(crate) fn matrix(scene: &Scene<'_>, keys: &[Key], scale: &Scale) -> Node {
    let matrix = Node::new("div", "matrix");
    let columns = matrix.add(Node::new("div", "columns").with("aria-hidden", "true"));
    set_columns(&columns, scale);
    columns.add(Node::new("span", "corner"));
    for level in &scale.levels {
        columns.add(Node::text("span", "column", label(scene, level)));
    }
    for (_, words) in ways_out(scene, scale) {
        columns.add(Node::text("span", "column", words));
    }
    for key in keys {
        if let Some(item) = scene.interview.study().item(&key.item) {
            let row = matrix.add(fieldset(scene, item, key, false));
            draw(scene, &row, key, scale);
        }
    }
    matrix
}

/// The options of one rating, in its fieldset.
pub(super) fn draw(scene: &Scene<'_>, ask: &Node, key: &Key, scale: &Scale) {
    let (name, answer) = (super::name_of(key), scene.interview.answer_of(key));
    let code_now = match answer {
        Some(Answer::Number(number)) => number.as_whole(),
        _ => None,
    };
    let missing_now = match answer {
        Some(Answer::Missing { missing }) => Some(*missing),
        _ => None,
    };
    ask.set("data-kind", "rating");
    let is_worded = scale.levels.iter().all(|level| level.label.is_some());
    // Few levels that all have words read best as a list; many, or unnamed ones, as a row of numbers.
    ask.set("data-style", if is_worded { "words" } else { "numbers" });
    set_columns(ask, scale);
    let options = ask.add(Node::new("div", "options"));
    for level in &scale.levels {
        let code = signed(level.code.into());
        let is_chosen = code_now == Some(i64::from(level.code));
        options.add(option("radio", &name, &code, &code, label(scene, level), is_chosen));
    }
    for (missing, words) in ways_out(scene, scale) {
        let is_chosen = missing_now == Some(missing);
        options.add(option("radio", &name, missing.name(), "", words, is_chosen).with("data-out", ""));
    }
    ask.add(ends(scene, scale));
    ask.add(Node::text("span", "chosen", &chosen_word(scene, key)).with("aria-hidden", "true"));
    let clear = Node::text("button", "clear", scene.words.clear).with("type", "button");
    ask.add(clear.with("data-do", "clear")).show(answer.is_some());
}

/// The word of the level that was chosen, for rows that show numbers alone; empty without one.
pub(crate) fn chosen_word(scene: &Scene<'_>, key: &Key) -> String {
    let level = || {
        let item = scene.interview.study().item(&key.item)?;
        let scale = scene.interview.study().scale_of(item)?;
        match scene.interview.answer_of(key)? {
            Answer::Number(number) => scale.levels.get(scale.position(number.as_whole()?)?),
            _ => None,
        }
    };
    level().map_or("", |level| label(scene, level)).into()
}

/// The words at both ends and in the middle, for rows of numbers.
fn ends(scene: &Scene<'_>, scale: &Scale) -> Node {
    let ends = Node::new("div", "ends").with("aria-hidden", "true");
    let last = scale.levels.len().saturating_sub(1);
    // With an even number of levels there is no middle.
    let middle = if last.is_multiple_of(2) { last / 2 } else { 0 };
    for (at, place) in [0, middle, last].into_iter().enumerate() {
        if let Some(level) = scale.levels.get(place).filter(|_| at == 0 || place > 0) {
            ends.add(Node::text("span", "", &[&signed(level.code.into()), " ", label(scene, level)].concat()));
        }
    }
    ends
}

fn label<'a>(scene: &Scene<'a>, level: &'a Level) -> &'a str {
    level.label.as_ref().map_or("", |label| label.get(scene.language))
}

/// The options beside the levels, in words.
fn ways_out<'a>(scene: &Scene<'a>, scale: &'a Scale) -> impl Iterator<Item = (Missing, &'a str)> {
    let ways = [(Missing::NotApplicable, &scale.not_applicable), (Missing::DontKnow, &scale.dont_know)];
    let language = scene.language;
    ways.into_iter().filter_map(move |(missing, words)| Some((missing, words.as_ref()?.get(language))))
}

/// Numbers that fit side by side on the narrowest phone.
const MOST_IN_LINE: usize = 7;

/// Tells the style sheet how many columns there are.
fn set_columns(node: &Node, scale: &Scale) {
    let ways_out = [&scale.not_applicable, &scale.dont_know].into_iter().flatten().count();
    node.set_columns(scale.levels.len(), ways_out);
    node.flag("data-many", scale.levels.len() > MOST_IN_LINE);
}
