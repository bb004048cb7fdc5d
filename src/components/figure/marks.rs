//! What can be reached in a drawing: a button over each mark, with one stop for the Tab key, and the words of the mark
//! beside it while the pointer or the focus is there.

use esteem_charts::{Drawing, MarkShape};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};
use yew::{Callback, Html, NodeRef, Properties, TargetCast, component, html, use_effect_with, use_node_ref, use_state};

use crate::browser;

/// A target of less than 24 pixels is hard to hit; one more, because positions are rounded.
const SMALLEST_TARGET_PX: f64 = 25.0;

/// How far a target reaches beyond what is drawn.
const MARGIN_PX: f64 = 4.0;

/// What can be reached.
#[derive(Debug, PartialEq, Properties)]
pub(super) struct Props {
    /// A name for the page, different for each figure.
    pub id: String,
    /// What the figure shows.
    pub title: String,
    /// How the keys move in it.
    pub keys: &'static str,
    /// The words of each mark, and the row of the table that says the same.
    pub marks: Vec<(String, usize)>,
    /// Where the marks are, each as left, top, width and height in hundredths of the drawing.
    pub boxes: Vec<[f64; 4]>,
    /// The reader wants to see a row of the table.
    pub to_row: Callback<usize>,
}

/// Where the marks of a drawing are, each as left, top, width and height in hundredths of the drawing.
pub(super) fn boxes(drawing: &Drawing) -> Vec<[f64; 4]> {
    drawing.marks.iter().map(|mark| place(&mark.shape, drawing.width, drawing.height)).collect()
}

fn place(shape: &MarkShape, width: f64, height: f64) -> [f64; 4] {
    let (left, top, right, bottom) = shape.bounds();
    let side = |low: f64, high: f64, whole: f64| {
        let size = (high - low + 2.0 * MARGIN_PX).max(SMALLEST_TARGET_PX);
        let start = ((low + high - size) / 2.0).clamp(0.0, (whole - size).max(0.0));
        (100.0 * start / whole, 100.0 * size / whole)
    };
    let ((x, wide), (y, high)) = (side(left, right, width), side(top, bottom, height));
    [x, y, wide, high]
}

/// The marks.
#[component]
pub(super) fn Marks(props: &Props) -> Html {
    let layer = use_node_ref();
    let tip_place = use_node_ref();
    // The one that the Tab key leads to.
    let current = use_state(|| 0_usize);
    let tip = use_state(|| None::<usize>);
    {
        let layer = layer.clone();
        use_effect_with(props.boxes.clone(), move |boxes| {
            for (i, [left, top, width, height]) in (0..).zip(boxes) {
                if let Some(mark) = child(&layer, i) {
                    set(&mark, &[("left", *left), ("top", *top), ("width", *width), ("height", *height)]);
                }
            }
        });
    }
    {
        let tip_place = tip_place.clone();
        let at = tip.and_then(|i| props.boxes.get(i).copied());
        use_effect_with(at, move |at| {
            if let (Some([left, top, width, height]), Some(tip)) = (at, tip_place.cast::<HtmlElement>()) {
                let middle = (left + width / 2.0).min(100.0);
                set(&tip, &[("left", middle), ("top", top + height), ("--back", -middle)]);
            }
        });
    }
    let last = props.marks.len().saturating_sub(1);
    let chosen = (*current).min(last);
    let enter = {
        let (current, tip) = (current.setter(), tip.setter());
        move |event: &Event| {
            if let Some(i) = mark_of(event) {
                current.set(i);
                tip.set(Some(i));
            }
        }
    };
    let onfocusin = {
        let enter = enter.clone();
        move |event: yew::FocusEvent| enter(&event)
    };
    let onmouseover = {
        let tip = tip.setter();
        move |event: yew::MouseEvent| {
            if let Some(i) = mark_of(&event) {
                tip.set(Some(i));
            }
        }
    };
    let hide = {
        let tip = tip.setter();
        move || tip.set(None)
    };
    let (onfocusout, onmouseleave) = {
        let (blur, leave) = (hide.clone(), hide.clone());
        (move |_: yew::FocusEvent| blur(), move |_: yew::MouseEvent| leave())
    };
    let onclick = {
        let (to_row, rows) = (props.to_row.clone(), rows(props));
        move |event: yew::MouseEvent| {
            if let Some(row) = mark_of(&event).and_then(|i| rows.get(i)) {
                to_row.emit(*row);
            }
        }
    };
    let onkeydown = {
        let layer = layer.clone();
        move |event: KeyboardEvent| {
            let next = match event.key().as_str() {
                "ArrowDown" | "ArrowRight" => (chosen + 1).min(last),
                "ArrowUp" | "ArrowLeft" => chosen.saturating_sub(1),
                "Home" => 0,
                "End" => last,
                "Escape" => return hide(),
                _ => return,
            };
            event.prevent_default();
            if let Some(mark) = child(&layer, next) {
                browser::focus_element(&mark);
            }
        }
    };
    let keys = ["keys-", &props.id].concat();
    let mark = |(i, (label, _)): (usize, &(String, usize))| {
        let tabindex = if i == chosen { "0" } else { "-1" };
        html! { <button key={i} type="button" class="mark" data-mark={i.to_string()} {tabindex} aria-label={label.clone()} /> }
    };
    html! {
        <div class="over" {onmouseleave} {onmouseover}>
            <p id={keys.clone()} class="heard">{ props.keys }</p>
            <div
                class="marks"
                role="toolbar"
                aria-orientation="vertical"
                aria-label={props.title.clone()}
                aria-describedby={keys}
                ref={layer}
                {onfocusin}
                {onfocusout}
                {onkeydown}
                {onclick}
            >
                { for props.marks.iter().enumerate().map(mark) }
            </div>
            if let Some((label, _)) = tip.and_then(|i| props.marks.get(i)) {
                <div class="tip" aria-hidden="true" ref={tip_place}>{ label }</div>
            }
        </div>
    }
}

fn rows(props: &Props) -> Vec<usize> {
    props.marks.iter().map(|(_, row)| *row).collect()
}

fn child(layer: &NodeRef, i: usize) -> Option<HtmlElement> {
    let child = layer.cast::<Element>()?.children().item(u32::try_from(i).ok()?)?;
    child.dyn_into().ok()
}

/// Sets properties in hundredths. The page's policy allows no style in markup, and this is none.
fn set(element: &HtmlElement, properties: &[(&str, f64)]) {
    for (name, hundredths) in properties {
        // A browser that refuses a number leaves the mark where it was; the table says the same.
        let _ = element.style().set_property(name, &[&hundredths.to_string(), "%"].concat());
    }
}

/// The mark that something happened at.
fn mark_of(event: &Event) -> Option<usize> {
    event.target_dyn_into::<Element>()?.get_attribute("data-mark")?.parse().ok()
}
