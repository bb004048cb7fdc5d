//! One thing that the study found: a lead in words, a figure, the same as a table, and what to keep in mind.

use std::rc::Rc;

use esteem_analysis::words::Language;
use esteem_charts::{Section as Content, Shade};
use yew::{AttrValue, Html, Properties, component, html};

use super::figure::FigureView;
use super::table::DataTable;
use crate::words::words;

/// What a section is made from.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// What it says.
    pub section: Rc<Content>,
    /// The page's language.
    pub language: Language,
    /// Light or dark.
    pub shade: Shade,
    /// Whether the table is folded away although there is no figure.
    #[prop_or_default]
    pub is_folded: bool,
}

/// The section.
#[component]
pub(crate) fn Section(props: &Props) -> Html {
    let Content { id, title, lead, figure, table } = &*props.section;
    let heading: AttrValue = format!("heading-{id}").into();
    let twin = html! { <DataTable table={table.clone()} /> };
    html! {
        <section class="section" data-section={*id} aria-labelledby={&heading}>
            <h2 id={&heading}>{ title }</h2>
            if !lead.is_empty() {
                <p class="lead">{ lead }</p>
            }
            if let Some(figure) = figure {
                <FigureView figure={figure.clone()} language={props.language} shade={props.shade} />
            }
            if props.is_folded || figure.is_some() {
                <details class="twin" data-part="table">
                    <summary>{ words(props.language).show_table }</summary>
                    { twin }
                </details>
            } else {
                { twin }
            }
            if !table.notes.is_empty() {
                <ul class="notes">
                    { for table.notes.iter().enumerate().map(|(i, note)| html! { <li key={i}>{ note }</li> }) }
                </ul>
            }
        </section>
    }
}
