//! The edge to the page: what is drawn goes out in pieces, what was touched comes in as texts.
//!
//! The functions are in `js/draw.js`, which explains how a piece is written. None of them catches what the browser throws:
//! such a throw ends the call into the module, the loader sees it and starts anew.

use std::cell::Cell;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The root of the questionnaire.
    #[derive(Clone, Debug)]
    pub type Node;

    /// Something that happened inside the questionnaire.
    #[derive(Clone, Debug)]
    pub type Event;

    #[wasm_bindgen(js_name = piece)]
    fn piece_with(depth: usize, lines: &str, gaps: &str);
    /// Calls a method of the first element that a selector finds, with what was drawn; an empty selector finds the root.
    pub(crate) fn put(root: &Node, selector: &str, method: &str);
    #[wasm_bindgen(js_name = set)]
    fn set_with(root: &Node, selector: &str, name: &str, value: &str, gaps: &str);
    /// Leads the respondent to the top of a new screen.
    pub(crate) fn arrive(root: &Node);
    /// A selector of what has the focus, by which it is found again after it was drawn anew; empty if it would not be.
    pub(crate) fn focused(root: &Node) -> String;

    /// What the respondent does: what a button is for, `next` for Enter in a field, `change` or `input`; empty for what means
    /// nothing.
    pub(crate) fn gesture(event: &Event) -> String;
    /// What the touched element, or else the closest one around it, says under this name.
    pub(crate) fn about(event: &Event, name: &str) -> Option<String>;
}

thread_local! {
    /// The texts given since the last piece, each with an end: across the module's edge they go in one, because every crossing costs
    /// as much as drawing an element.
    static GAPS: Cell<String> = const { Cell::new(String::new()) };
}

const END: char = '\0';

/// Gives the next piece or selector a text for its next gap.
pub(crate) fn gap(text: &str) {
    let mut gaps = GAPS.take();
    // An end within a text would move all that follows by one gap.
    text.split(END).for_each(|part| gaps.push_str(part));
    gaps.push(END);
    GAPS.set(gaps);
}

/// Draws a piece into the element that is open at this depth.
pub(crate) fn piece(depth: usize, lines: &str) {
    piece_with(depth, lines, &GAPS.take());
}

/// Changes a property or an attribute of all elements that a selector finds; the empty value is "no".
pub(crate) fn set(root: &Node, selector: &str, name: &str, value: &str) {
    set_with(root, selector, name, value, &GAPS.take());
}

/// A value that says "yes" or "no".
pub(crate) fn flag(is_set: bool) -> &'static str {
    if is_set { "true" } else { "" }
}
