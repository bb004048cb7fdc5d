//! Something that the reader should know, with the details in a list.

use yew::{Html, Properties, component, html};

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

/// The notice; a few lines are shown, many are folded away.
#[component]
pub(crate) fn Notice(props: &Props) -> Html {
    let class = if props.is_warning { "notice is-warning" } else { "notice" };
    let lines = html! {
        <ul>{ for props.lines.iter().enumerate().map(|(i, line)| html! { <li key={i}>{ line }</li> }) }</ul>
    };
    html! {
        <aside {class} data-notice={props.name} aria-label={props.title.clone()}>
            <details open={props.is_warning}>
                <summary>
                    <span class="notice-title">{ &props.title }</span>
                    <span class="notice-text">{ &props.text }</span>
                </summary>
                { lines }
            </details>
        </aside>
    }
}
