//! One section of the report in full: how to read it, the figure, the same as a table, and what to keep in mind.

use yew::{Callback, Html, Properties, component, html, use_effect_with};

use super::{Scene, lacking};
use crate::address::Route;
use crate::browser;
use crate::components::figure::FigureView;
use crate::components::headline::base_line;
use crate::components::navigation::DISTRIBUTIONS;
use crate::components::part::Part;
use crate::components::save_menu::SaveMenu;
use crate::components::table::DataTable;
use crate::words::{base, words};

/// The view that shows the distributions below its own figure.
const GAPS: &str = "gaps";

/// What the view shows.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The report and where the reader is.
    pub scene: Scene,
    /// The section's id.
    pub id: String,
    /// The filters.
    pub filters: Html,
}

/// The view of a section.
#[component]
pub(crate) fn SectionView(props: &Props) -> Html {
    let Props { scene, id, filters } = props;
    let part = scene.shown.section(id);
    {
        // Whoever comes to a row is led to it.
        let row = scene.address.row.and_then(|row| Some(leads_to(part.as_ref()?).row_id(row)));
        use_effect_with((id.clone(), row), move |(_, row)| {
            if let Some(row) = row {
                browser::focus(row);
            }
        });
    }
    let body = match (lacking(scene), &part) {
        (Some(lacking), _) => lacking,
        (None, None) => {
            let step = Callback::from(|()| browser::go("#/"));
            super::gone("no-view", words(scene.language).state.no_view, None, step)
        }
        (None, Some(part)) => {
            let below = scene.shown.section(DISTRIBUTIONS).filter(|_| id == GAPS);
            // Side by side they would be as long as all the rest.
            let below = if scene.shown.compared.is_some() { None } else { below };
            html! {
                <>
                    { section(scene, part) }
                    { for below.iter().map(|part| section(scene, part)) }
                </>
            }
        }
    };
    html! {
        <div class="view" data-view={id.clone()}>
            { base_line(&scene.shown, scene.language) }
            { filters.clone() }
            { body }
        </div>
    }
}

/// The part with the table that marks and links lead to.
fn leads_to(part: &Part) -> Part {
    part.compared().unwrap_or_else(|| part.clone())
}

/// A section with everything that belongs to it.
pub(crate) fn section(scene: &Scene, part: &Part) -> Html {
    let Some(section) = part.section() else { return html! {} };
    let heading = ["heading-", &section.id].concat();
    let body = match part.compared() {
        Some(compared) => side_by_side(scene, part, compared),
        None => alone(scene, part),
    };
    html! {
        <section class="section" data-section={section.id.to_string()} aria-labelledby={heading.clone()}>
            <h2 id={heading} tabindex="-1">{ &section.title }</h2>
            <p class="lead">{ section.lead.to_string() }</p>
            { body }
        </section>
    }
}

fn alone(scene: &Scene, part: &Part) -> Html {
    let menu = html! { <SaveMenu part={part.clone()} language={scene.language} /> };
    let table = html! { <DataTable part={part.clone()} /> };
    // Every answer to every item makes a table that few look for, on paper as on the screen, unless it is the view.
    let is_long = part.section().is_some_and(|section| section.id == DISTRIBUTIONS);
    let open = !is_long || scene.address.route.section() == Some(DISTRIBUTIONS);
    match part.section().and_then(|section| section.figure.as_ref()) {
        None => html! { <>{ menu }{ table }</> },
        Some(_) => html! {
            <>
                { figure(scene, part) }
                { menu }
                <details class="twin" data-part="table" {open}>
                    <summary>{ words(scene.language).figure.table }</summary>
                    { table }
                </details>
            </>
        },
    }
}

/// The values of a segment: first the table that tells them apart, then the figure of each.
fn side_by_side(scene: &Scene, part: &Part, compared: Part) -> Html {
    let language = scene.language;
    let column = |column: &Part| {
        let (label, responses) = column.column().unwrap_or_default();
        html! {
            <div class="column">
                <h3 class="column-title">
                    <span>{ label }</span>
                    <span class="column-base">{ base(&browser::count(responses, language), language) }</span>
                </h3>
                { figure(scene, column) }
                <SaveMenu part={column.clone()} {language} />
            </div>
        }
    };
    let is_drawn = part.section().is_some_and(|section| section.figure.is_some());
    html! {
        <>
            <DataTable part={compared.clone()} />
            <SaveMenu part={compared} {language} />
            if is_drawn {
                <div class="columns is-compared">{ for part.columns().iter().map(column) }</div>
            }
        </>
    }
}

fn figure(scene: &Scene, part: &Part) -> Html {
    let to_row = {
        let target = leads_to(part);
        Callback::from(move |row| browser::focus(&target.row_id(row)))
    };
    html! { <FigureView part={part.clone()} language={scene.language} shade={scene.shade} {to_row} /> }
}

impl Route {
    /// The section that the view shows, if it shows one.
    pub(crate) fn section(&self) -> Option<&str> {
        match self {
            Route::Section(id) => Some(id),
            Route::Overview | Route::Method | Route::TryOut => None,
        }
    }
}
