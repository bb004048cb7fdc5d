//! The panel in which the files of a study are chosen: responses, study, mapping.

use esteem_analysis::words::Language;
use web_sys::{Event, HtmlDialogElement};
use yew::{Callback, Html, Properties, SubmitEvent, component, html, use_effect_with, use_node_ref};

use super::file_field::FileField;
use super::trouble::Trouble;
use crate::files::FileKind;
use crate::words::words;
use crate::workspace::{Action, Panel};

/// What the panel shows.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// Its state.
    pub panel: Panel,
    /// The title of the study on the page.
    pub study: Option<String>,
    /// Whether files are being read.
    pub is_reading: bool,
    /// The page's language.
    pub language: Language,
    /// What the reader did.
    pub dispatch: Callback<Action>,
}

/// The panel, a dialog of the browser's own: it keeps the focus and gives it back.
#[component]
pub(crate) fn OpenPanel(props: &Props) -> Html {
    let Props { panel, study, is_reading, language, dispatch } = props;
    let all = words(*language);
    let words = &all.panel;
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with(panel.is_open, move |is_open| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else { return };
            match (is_open, dialog.open()) {
                // It fails only where the dialog has left the page.
                (true, false) => drop(dialog.show_modal()),
                (false, true) => dialog.close(),
                _ => {}
            }
        });
    }
    let hide = dispatch.reform(|_| Action::HidePanel);
    // The browser closes a dialog by itself when Escape is pressed; the state follows.
    let onclose = dispatch.reform(|_: Event| Action::HidePanel);
    let onsubmit = dispatch.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::Open
    });
    let field = |kind: FileKind| {
        html! {
            <FileField
                key={kind.id()}
                {kind}
                chosen={panel.chosen.get(kind).cloned()}
                study={study.clone()}
                language={*language}
                dispatch={dispatch.clone()}
            />
        }
    };
    html! {
        <dialog class="panel" ref={dialog} aria-labelledby="panel-title" data-part="open-panel" {onclose}>
            <form {onsubmit}>
                <h2 id="panel-title">{ words.title }</h2>
                <p class="hint">{ words.intro }</p>
                if let Some(trouble) = &panel.trouble {
                    <Trouble trouble={trouble.clone()} has_report={study.is_some()} language={*language} />
                }
                <p class="drop">{ words.several }</p>
                { for FileKind::ALL.map(field) }
                <div class="panel-buttons">
                    if *is_reading {
                        <p class="hint">{ all.reading }</p>
                    }
                    <button type="button" class="button is-quiet" onclick={hide}>
                        <span>{ all.cancel }</span>
                    </button>
                    <button
                        type="submit"
                        class="button is-main"
                        data-action="show"
                        disabled={*is_reading || !panel.chosen.is_enough()}
                    >
                        <span>{ words.show }</span>
                    </button>
                </div>
            </form>
        </dialog>
    }
}
