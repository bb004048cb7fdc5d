//! Which responses the report speaks of: what can be selected, what is, and by what it is compared.

use esteem_analysis::Selection;
use esteem_analysis::words::Language;
use esteem_content::{Choice as Value, Filter};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlDetailsElement, HtmlSelectElement, KeyboardEvent, Node};
use yew::{Callback, Html, Properties, TargetCast, component, html};

use super::part::Shown;
use crate::address::Choice;
use crate::browser;
use crate::words::{condition, without, words};
use crate::workspace::Action;

/// What can be selected, and what is.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The report.
    pub shown: Shown,
    /// What is selected.
    pub choice: Choice,
    /// Whether a choice can be taken back.
    pub can_undo: bool,
    /// Whether the engine is counting.
    pub is_counting: bool,
    /// The page's language.
    pub language: Language,
    /// What the reader did.
    pub dispatch: Callback<Action>,
}

/// The filters, the values that are selected, and the comparison.
#[component]
pub(crate) fn Filters(props: &Props) -> Html {
    let Props { shown, choice, can_undo, is_counting, language, dispatch } = props;
    let all = words(*language);
    let words = &all.select;
    let chips = shown.filters.iter().flat_map(|filter| {
        filter.choices.iter().filter(|value| is_kept(choice, filter, value)).map(move |value| (filter, value))
    });
    let chips: Vec<Html> = chips.map(|(filter, value)| chip(props, filter, value)).collect();
    if shown.filters.is_empty() {
        return html! {};
    }
    let undo = dispatch.reform(|_| Action::Undo);
    let clear = {
        let by = choice.by.clone();
        dispatch.reform(move |_| Action::Select(Choice { selection: Selection::default(), by: by.clone() }))
    };
    html! {
        <section class="selection" aria-label={words.title} data-part="selection" aria-busy={is_counting.to_string()}>
            <span class="selection-title" aria-hidden="true">{ words.title }</span>
            { for shown.filters.iter().map(|filter| disclosure(props, filter)) }
            { compare(props) }
            if *can_undo {
                <button type="button" class="button is-quiet" data-action="undo" onclick={undo}>
                    <span>{ words.undo }</span>
                </button>
            }
            if !chips.is_empty() {
                <ul class="chips">
                    { for chips }
                    <li>
                        <button type="button" class="button is-quiet" data-action="clear" onclick={clear}>
                            <span>{ words.all }</span>
                        </button>
                    </li>
                </ul>
            }
        </section>
    }
}

fn is_kept(choice: &Choice, filter: &Filter, value: &Value) -> bool {
    choice.selection.conditions().iter().any(|(name, kept)| *name == filter.id && *kept == value.value)
}

/// The choice with one value more or less.
fn toggled(choice: &Choice, name: &str, value: &str) -> Choice {
    let mut conditions = choice.selection.conditions();
    let before = conditions.len();
    conditions.retain(|(other, kept)| other != name || kept != value);
    if conditions.len() == before {
        conditions.push((name.into(), value.into()));
    }
    // A filter offers nothing that a selection does not know.
    let selection = Selection::from_conditions(conditions).unwrap_or_else(|_| choice.selection.clone());
    Choice { selection, by: choice.by.clone() }
}

fn toggle<E>(props: &Props, filter: &Filter, value: &Value) -> Callback<E> {
    let next = toggled(&props.choice, &filter.id, &value.value);
    props.dispatch.reform(move |_| Action::Select(next.clone()))
}

fn chip(props: &Props, filter: &Filter, value: &Value) -> Html {
    let text = condition(&filter.title, &value.label, props.language);
    html! {
        <li>
            <button
                type="button"
                class="chip"
                data-chip={value.value.clone()}
                aria-label={without(&text, props.language)}
                onclick={toggle(props, filter, value)}
            >
                <span>{ text.clone() }</span>
                <span class="cross" aria-hidden="true">{ "×" }</span>
            </button>
        </li>
    }
}

fn disclosure(props: &Props, filter: &Filter) -> Html {
    let choice = |value: &Value| {
        html! {
            <label class="choice">
                <input
                    type="checkbox"
                    data-condition={[&filter.id, "=", &value.value].concat()}
                    checked={is_kept(&props.choice, filter, value)}
                    onchange={toggle(props, filter, value)}
                />
                <span class="choice-label">{ &value.label }</span>
                <span class="choice-count">{ browser::count(value.responses, props.language).text }</span>
            </label>
        }
    };
    html! {
        <details class="menu" data-filter={filter.id.clone()} onfocusout={close_behind} onkeydown={close_on_escape}>
            <summary>{ &filter.title }</summary>
            // With a place for the focus, a press between two choices is a press within.
            <fieldset class="items" tabindex="-1">
                <legend class="heard">{ &filter.title }</legend>
                { for filter.choices.iter().map(choice) }
            </fieldset>
        </details>
    }
}

/// Closes what the focus has left.
fn close_behind(event: FocusEvent) {
    let Some(open) = menu(&event) else { return };
    let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
    if !open.contains(to.as_ref()) {
        open.set_open(false);
    }
}

/// Closes what is open and gives the focus back to what opened it.
fn close_on_escape(event: KeyboardEvent) {
    if let (Some(open), "Escape") = (menu(&event), event.key().as_str()) {
        open.set_open(false);
        if let Some(summary) = open.first_element_child() {
            browser::focus_element(&summary);
        }
    }
}

fn menu(event: &Event) -> Option<HtmlDetailsElement> {
    event.target_dyn_into::<Element>()?.closest("details").ok()??.dyn_into().ok()
}

fn compare(props: &Props) -> Html {
    let Props { shown, choice, language, dispatch, .. } = props;
    let words = &words(*language).select;
    let onchange = {
        let selection = choice.selection.clone();
        dispatch.reform(move |event: Event| {
            let chosen = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
            Action::Select(Choice { selection: selection.clone(), by: chosen.filter(|by| !by.is_empty()) })
        })
    };
    let option = |value: &str, text: &str| {
        let selected = choice.by.as_deref().unwrap_or_default() == value;
        html! { <option value={value.to_owned()} {selected}>{ text }</option> }
    };
    html! {
        <label class="compare">
            <span>{ words.compare }</span>
            <select data-action="compare" {onchange}>
                { option("", words.compare_nothing) }
                { for shown.filters.iter().map(|filter| option(&filter.id, &filter.title)) }
            </select>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_taken_and_let_go_of_and_the_rest_stays() {
        let by = Some("party".to_owned());
        let start = Choice { by, ..Choice::default() };
        let alone = toggled(&start, "party", "alone");
        let both = toggled(&alone, "state", "outraged");
        assert_eq!(both.selection.conditions().len(), 2);
        assert_eq!(toggled(&both, "party", "alone").selection.conditions(), [("state".into(), "outraged".into())]);
        assert_eq!(toggled(&alone, "party", "alone"), start);
        assert_eq!(toggled(&alone, "state", "a state that there is not"), alone);
    }
}
