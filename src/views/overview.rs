//! The overview: what the study says, from the sentence at the top to what to do first.

use yew::{Html, Properties, component, html};

use super::{Scene, lacking};
use crate::address::{Address, Route};
use crate::browser;
use crate::components::figure::FigureView;
use crate::components::first::first;
use crate::components::headline::Headline;
use crate::components::part::Part;
use crate::components::table::DataTable;
use crate::words::words;

/// As many sections as stand side by side.
const COLUMNS: usize = 3;

/// What the overview shows.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The report and where the reader is.
    pub scene: Scene,
    /// The filters, which stand below the headline.
    pub filters: Html,
}

/// The overview.
#[component]
pub(crate) fn Overview(props: &Props) -> Html {
    let Props { scene, filters } = props;
    let Scene { shown, address, language, .. } = scene;
    let drawn = shown.sections.iter().filter(|section| section.figure.is_some()).take(COLUMNS);
    let parts: Vec<Part> = drawn.filter_map(|section| shown.section(&section.id)).collect();
    let body = lacking(scene).unwrap_or_else(|| {
        if shown.compared.is_some() {
            html! { <div class="columns is-tables">{ for parts.iter().map(|part| column(scene, part)) }</div> }
        } else {
            html! {
                <>
                    <div class="columns">{ for parts.iter().map(|part| column(scene, part)) }</div>
                    { first(shown, address, *language) }
                </>
            }
        }
    });
    html! {
        <div class="view" data-view="overview">
            <Headline shown={shown.clone()} language={*language} address={address.clone()} />
            { filters.clone() }
            { body }
        </div>
    }
}

/// A section as the overview shows it: its figure, or its values side by side, with the way to its view.
fn column(scene: &Scene, part: &Part) -> Html {
    let Scene { address, language, shade, .. } = scene;
    let Some(section) = part.section() else { return html! {} };
    let id = section.id.to_string();
    let heading = ["heading-", &id].concat();
    let href = address.at(Route::Section(id.clone()), None);
    let compared = part.compared();
    let to_row = {
        let (choice, id) = (address.choice.clone(), id.clone());
        yew::Callback::from(move |row| {
            let (route, choice) = (Route::Section(id.clone()), choice.clone());
            browser::go(&Address { route, choice, row: Some(row) }.to_string());
        })
    };
    html! {
        <section class="column" data-section={id} aria-labelledby={heading.clone()}>
            <h2 class="column-title" id={heading}>{ &section.title }</h2>
            if let Some(part) = compared {
                <DataTable {part} />
            } else {
                <FigureView part={part.clone()} language={*language} shade={*shade} is_brief=true {to_row} />
            }
            <p>
                <a class="link" {href} aria-label={[words(*language).view.whole, " · ", &section.title].concat()}>
                    <span>{ words(*language).view.whole }</span>
                </a>
            </p>
        </section>
    }
}
