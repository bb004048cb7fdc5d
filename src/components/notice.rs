//! Something that the reader should know: about a file, with the details in a list, or about the page itself.

use esteem_analysis::words::Language;
use yew::{Callback, Html, Properties, component, html};

use crate::words::{unknown, words};
use crate::workspace::{self, Action};
use crate::{browser, shell};

/// What a notice says.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// A name for the page.
    pub name: &'static str,
    /// Whether something was lost or is doubtful, as opposed to a remark.
    pub is_warning: bool,
    /// What it is about.
    pub title: String,
    /// What there is to say in a line.
    #[prop_or_default]
    pub text: String,
    /// Every single thing.
    pub lines: Vec<String>,
}

/// The notice; losses are shown, mere remarks are folded away.
#[component]
pub(crate) fn Notice(props: &Props) -> Html {
    let class = if props.is_warning { "notice is-warning" } else { "notice" };
    html! {
        <aside {class} data-notice={props.name} aria-label={props.title.clone()}>
            <details open={props.is_warning}>
                <summary>
                    <span class="notice-title">{ &props.title }</span>
                    <span class="notice-text">{ &props.text }</span>
                </summary>
                <ul>{ for props.lines.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            </details>
        </aside>
    }
}

/// What a notice about the page says.
pub(crate) fn text(notice: &workspace::Notice, language: Language) -> String {
    let words = words(language);
    match notice {
        workspace::Notice::NoEngine => words.notice.no_engine.into(),
        workspace::Notice::Restarted => words.notice.restarted.into(),
        workspace::Notice::GaveUp => words.notice.gave_up.into(),
        workspace::Notice::OtherBuild => words.notice.other_build.into(),
        workspace::Notice::NoExample => words.state.no_example.title.into(),
        workspace::Notice::Unknown(parts) => unknown(parts, language),
    }
}

/// A notice about the page, with what can be done about it.
pub(crate) fn about_page(notice: &workspace::Notice, language: Language, dispatch: &Callback<Action>) -> Html {
    use workspace::Notice::{GaveUp, NoEngine, NoExample, OtherBuild, Restarted, Unknown};

    let words = words(language);
    let (name, is_grave) = match notice {
        NoEngine => ("no-engine", false),
        Restarted => ("restarted", false),
        GaveUp => ("gave-up", true),
        OtherBuild => ("other-build", true),
        Unknown(_) => ("unknown", false),
        // The page has nothing else to show, and says so in the place of it.
        NoExample => return html! {},
    };
    let dismiss = {
        let notice = notice.clone();
        dispatch.reform(move |_| Action::Dismiss(notice.clone()))
    };
    html! {
        <aside class="notice is-warning is-line" data-notice={name} aria-label={text(notice, language)}>
            <p class="notice-line">{ text(notice, language) }</p>
            if is_grave {
                <button type="button" class="button" data-action="save-workspace" onclick={|_| shell::save_workspace()}>
                    <span>{ words.notice.save }</span>
                </button>
                <button type="button" class="button" data-action="reload" onclick={|_| browser::reload()}>
                    <span>{ words.notice.reload }</span>
                </button>
            } else {
                <button type="button" class="button is-quiet" data-action="dismiss" onclick={dismiss}>
                    <span>{ words.close }</span>
                </button>
            }
        </aside>
    }
}
