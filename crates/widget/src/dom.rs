//! The page's elements, as few of their methods as the questionnaire needs.
//!
//! None of these catches what the browser throws: such a throw ends the call into the module, the loader sees it and
//! starts anew. Text goes in as text, never as markup, so that whatever a study says stays a text.

use wasm_bindgen::prelude::*;

use crate::words::digits;

#[wasm_bindgen]
extern "C" {
    /// An element of the page, or the root of the questionnaire.
    #[derive(Clone, Debug)]
    pub type Node;

    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create(tag: &str) -> Node;
    #[wasm_bindgen(method)]
    fn append(this: &Node, child: &Node);
    #[wasm_bindgen(method, js_name = replaceChildren)]
    pub(crate) fn empty(this: &Node);
    #[wasm_bindgen(method, js_name = replaceChildren)]
    fn replace_children(this: &Node, child: &Node);
    #[wasm_bindgen(method, getter, js_name = textContent)]
    fn text_content(this: &Node) -> String;
    #[wasm_bindgen(method, setter, js_name = textContent)]
    fn set_text_content(this: &Node, text: &str);
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_attribute(this: &Node, name: &str, value: &str);
    #[wasm_bindgen(method, js_name = removeAttribute)]
    fn remove_attribute(this: &Node, name: &str);
    #[wasm_bindgen(method, js_name = getAttribute)]
    pub(crate) fn attribute(this: &Node, name: &str) -> Option<String>;
    #[wasm_bindgen(method)]
    pub(crate) fn closest(this: &Node, selector: &str) -> Option<Node>;
    #[wasm_bindgen(method, js_name = querySelector)]
    pub(crate) fn find(this: &Node, selector: &str) -> Option<Node>;
    #[wasm_bindgen(method, js_name = scrollIntoView)]
    fn scroll_into_view(this: &Node, options: &JsValue);
    #[wasm_bindgen(method)]
    pub(crate) fn prepend(this: &Node, child: &Node);
    #[wasm_bindgen(method)]
    pub(crate) fn remove(this: &Node);
    #[wasm_bindgen(method, getter, js_name = activeElement)]
    pub(crate) fn focused(this: &Node) -> Option<Node>;
    #[wasm_bindgen(method)]
    pub(crate) fn focus(this: &Node);
    #[wasm_bindgen(method, getter)]
    pub(crate) fn checked(this: &Node) -> bool;
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_checked(this: &Node, checked: bool);
    #[wasm_bindgen(method, getter)]
    pub(crate) fn value(this: &Node) -> String;
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_value(this: &Node, value: &str);

    #[wasm_bindgen(method, getter)]
    fn style(this: &Node) -> Style;

    /// What an element looks like.
    #[derive(Clone, Debug)]
    type Style;
    #[wasm_bindgen(method, js_name = setProperty)]
    fn set_property(this: &Style, name: &str, value: &str);

    /// Something that happened inside the questionnaire.
    #[derive(Clone, Debug)]
    pub type Event;
    #[wasm_bindgen(method, getter, js_name = type)]
    pub(crate) fn kind(this: &Event) -> String;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn target(this: &Event) -> Option<Node>;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn key(this: &Event) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = isComposing)]
    pub(crate) fn is_composing(this: &Event) -> bool;
}

impl Node {
    /// A new element with a class, which may be empty.
    pub(crate) fn new(tag: &str, class: &str) -> Node {
        let node = create(tag);
        if !class.is_empty() {
            node.set_attribute("class", class);
        }
        node
    }

    /// A new element with a class and a text.
    pub(crate) fn text(tag: &str, class: &str, text: &str) -> Node {
        let node = Node::new(tag, class);
        node.set_text_content(text);
        node
    }

    /// The element with an attribute.
    pub(crate) fn with(self, name: &str, value: &str) -> Node {
        self.set_attribute(name, value);
        self
    }

    /// The element with a child after those that it has.
    pub(crate) fn holding(self, child: &Node) -> Node {
        self.append(child);
        self
    }

    /// A new element as the last child.
    pub(crate) fn add(&self, child: Node) -> Node {
        self.append(&child);
        child
    }

    /// Holds this one child from now on.
    pub(crate) fn hold_only(&self, child: &Node) {
        self.replace_children(child);
    }

    /// Says something else, if it is something else: what hears the page would say it twice.
    pub(crate) fn say(&self, text: &str) {
        if self.text_content() != text {
            self.set_text_content(text);
        }
    }

    /// Whether the element takes part in the page.
    pub(crate) fn show(&self, is_shown: bool) {
        self.flag("hidden", !is_shown);
    }

    /// Sets or removes an attribute that needs no value.
    pub(crate) fn flag(&self, name: &str, is_set: bool) {
        if is_set { self.set_attribute(name, "") } else { self.remove_attribute(name) }
    }

    /// Tells the style sheet how many levels a scale has, and how many ways out of it.
    pub(crate) fn set_columns(&self, levels: usize, ways_out: usize) {
        for (name, count) in [("--levels", levels), ("--ways-out", ways_out)] {
            self.style().set_property(name, &digits(count as u64));
        }
    }

    /// Brings the element's top into sight, if it is above it.
    pub(crate) fn scroll_to_top(&self) {
        self.scroll_into_view(&crate::shell::parsed("{\"block\":\"nearest\"}"));
    }

    /// Sets an attribute.
    pub(crate) fn set(&self, name: &str, value: &str) {
        self.set_attribute(name, value);
    }
}
