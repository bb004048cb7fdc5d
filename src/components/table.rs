//! A table that says the same as a figure, in full precision where a program reads it.

use esteem_analysis::words::tables::{Cell, Head, Row};
use yew::{Html, Properties, component, html};

use super::part::Part;

/// What a table is made from.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The part of the report whose table it is.
    pub part: Part,
}

/// The table within a frame that scrolls by itself where the page is narrow, and what to keep in mind about it.
#[component]
pub(crate) fn DataTable(props: &Props) -> Html {
    let part = &props.part;
    let Some(table) = part.table() else { return html! {} };
    let caption = ["caption-", &part.id()].concat();
    let body = table.rows.iter().enumerate().map(|(i, cells)| row(part.row_id(i), cells, &table.heads));
    html! {
        <>
            <div class="table-frame" role="group" aria-labelledby={caption.clone()} tabindex="0">
                <table data-table={table.id.to_string()}>
                    <caption id={caption} class="heard">{ &table.title }</caption>
                    <thead>
                        <tr>{ for table.heads.iter().map(column_head) }</tr>
                    </thead>
                    <tbody>{ for body }</tbody>
                </table>
            </div>
            if !table.notes.is_empty() {
                <ul class="notes">{ for table.notes.iter().map(|note| html! { <li>{ note }</li> }) }</ul>
            }
        </>
    }
}

fn column_head(head: &Head) -> Html {
    html! { <th scope="col" class={class(head)}>{ &head.text }</th> }
}

fn row(id: String, row: &Row, heads: &[Head]) -> Html {
    let cell = |(i, (cell, head)): (usize, (&Cell, &Head))| match i {
        0 => html! { <th scope="row">{ &cell.text }</th> },
        _ => {
            // Words in a column of numbers say why there is none, and may take several lines.
            let class = if cell.value.is_none() { None } else { class(head) };
            html! {
                <td {class} data-value={cell.value.map(|value| value.to_string())}>
                    { &cell.text }
                    if let Some(range) = &cell.range { <span class="range">{ range }</span> }
                </td>
            }
        }
    };
    let class = row.is_whole.then_some("is-whole");
    html! { <tr {id} {class} tabindex="-1">{ for row.cells.iter().zip(heads).enumerate().map(cell) }</tr> }
}

fn class(head: &Head) -> Option<&'static str> {
    head.is_numeric.then_some("number")
}
