//! A table that says the same as a figure, in full precision where a program reads it.

use esteem_analysis::words::tables::{Cell, Head, Row, Table};
use yew::{AttrValue, Html, Properties, component, html};

/// What a table is made from.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The table.
    pub table: Table,
}

/// The table within a frame that scrolls by itself where the page is narrow.
#[component]
pub(crate) fn DataTable(props: &Props) -> Html {
    let Table { id, title, heads, rows, .. } = &props.table;
    let caption: AttrValue = format!("caption-{id}").into();
    html! {
        <div class="table-frame" role="group" aria-labelledby={&caption} tabindex="0">
            <table data-table={*id}>
                <caption id={caption} class="heard">{ title }</caption>
                <thead>
                    <tr>{ for heads.iter().enumerate().map(column_head) }</tr>
                </thead>
                <tbody>
                    { for rows.iter().enumerate().map(|(i, cells)| row(i, cells, heads)) }
                </tbody>
            </table>
        </div>
    }
}

fn column_head((i, head): (usize, &Head)) -> Html {
    html! { <th key={i} scope="col" class={class(head)}>{ &head.text }</th> }
}

fn row(i: usize, row: &Row, heads: &[Head]) -> Html {
    let cell = |(i, (cell, head)): (usize, (&Cell, &Head))| match i {
        0 => html! { <th key={i} scope="row">{ &cell.text }</th> },
        _ => {
            // Words in a column of numbers say why there is none, and may take several lines.
            let class = if cell.value.is_none() { None } else { class(head) };
            html! {
                <td key={i} {class} data-value={cell.value.map(|value| value.to_string())}>
                    { &cell.text }
                    if let Some(range) = &cell.range { <span class="range">{ range }</span> }
                </td>
            }
        }
    };
    let class = row.is_whole.then_some("is-whole");
    html! { <tr key={i} {class}>{ for row.cells.iter().zip(heads).enumerate().map(cell) }</tr> }
}

fn class(head: &Head) -> Option<&'static str> {
    head.is_numeric.then_some("number")
}
