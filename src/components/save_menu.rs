//! What a figure or a table can be saved as: a drawing, a picture, a table for a spreadsheet.

use esteem_analysis::words::Language;
use esteem_charts::{Caption, Script, Shade, Size, Theme, standalone};
use gloo::file::ObjectUrl;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};
use yew::{Callback, Html, Properties, component, html};

use super::part::Part;
use crate::browser;
use crate::files::{blob, save};
use crate::words::{base, save_of, words};

/// As wide as a column of text on paper.
const SAVED_WIDTH: u32 = 760;

/// How many dots of a picture make a pixel of the drawing, so that it stays sharp on paper.
const SHARPNESS: f64 = 2.0;

const SVG: &str = "image/svg+xml";

/// What is saved.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The part of the report.
    pub part: Part,
    /// The page's language.
    pub language: Language,
}

/// The menu.
#[component]
pub(crate) fn SaveMenu(props: &Props) -> Html {
    let Props { part, language } = props;
    let words = &words(*language).figure;
    let Some(table) = part.table() else { return html! {} };
    let name = [&part.shown().study, "-", &part.id()].concat();
    let button = |kind: &'static str, text: &'static str, onclick: Callback<yew::MouseEvent>| {
        html! { <li><button type="button" class="item" data-save={kind} {onclick}><span>{ text }</span></button></li> }
    };
    let on = |what: fn(&Part, Language, String)| {
        let (part, language, name) = (part.clone(), *language, name.clone());
        Callback::from(move |_| what(&part, language, name.clone()))
    };
    html! {
        <details class="menu" data-part="save">
            <summary aria-label={save_of(&table.title, *language)}>{ words.save }</summary>
            <ul class="items">
                if part.section().is_some_and(|section| section.figure.is_some()) {
                    { button("svg", words.svg, on(save_drawing)) }
                    { button("png", words.png, on(save_picture)) }
                }
                { button("csv", words.csv, on(save_table)) }
            </ul>
        </details>
    }
}

fn save_table(part: &Part, _: Language, name: String) {
    let language = part.shown().language;
    if let Some(table) = part.table() {
        save(&[&name, ".csv"].concat(), blob(table.to_csv(language).as_str(), "text/csv"));
    }
}

fn save_drawing(part: &Part, language: Language, name: String) {
    if let Some(svg) = alone(part, language) {
        save(&[&name, ".svg"].concat(), blob(svg.as_str(), SVG));
    }
}

fn save_picture(part: &Part, language: Language, name: String) {
    let Some(svg) = alone(part, language) else { return };
    spawn_local(async move {
        // Without a canvas there is no picture; the drawing can be saved all the same.
        let _ = paint(&svg, [&name, ".png"].concat()).await;
    });
}

/// The figure with its title and where it comes from. What is saved is for paper and other people's pages: always light.
fn alone(part: &Part, language: Language) -> Option<String> {
    let (shown, section) = (part.shown(), part.section()?);
    let theme = Theme::new(Shade::Light, Script::of(shown.language.tag()));
    let (label, responses) = part.column().unwrap_or(("", shown.responses));
    let study = if label.is_empty() { shown.title.clone() } else { [&shown.title, " · ", label].concat() };
    let base = base(&browser::count(responses, language), language);
    let caption = Caption { title: section.title.clone(), study, base };
    Some(standalone(section.figure.as_ref()?, &theme, Size { width: SAVED_WIDTH }, &caption))
}

/// Paints a drawing as a picture and gives it to the reader.
async fn paint(svg: &str, name: String) -> Result<(), JsValue> {
    let url = ObjectUrl::from(gloo::file::Blob::from(blob(svg, SVG)));
    let image = HtmlImageElement::new()?;
    image.set_src(&url);
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    canvas.set_width((width * SHARPNESS) as u32);
    canvas.set_height((height * SHARPNESS) as u32);
    let brush = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into::<CanvasRenderingContext2d>();
    brush.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width * SHARPNESS, height * SHARPNESS)?;
    canvas.to_blob(
        Closure::once_into_js(move |picture: Option<Blob>| {
            if let Some(picture) = picture {
                save(&name, picture);
            }
        })
        .unchecked_ref(),
    )
}
