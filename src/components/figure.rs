//! A figure as wide as there is room: the drawing, and over it what a reader can reach.

use esteem_analysis::words::Language;
use esteem_charts::{Drawing, Script, Shade, Size, Theme, draw};
use web_sys::Element;
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_memo, use_node_ref};

use super::part::Part;
use crate::shell;
use crate::words::words;

mod marks;
mod width;

use marks::{Marks, boxes};
use width::use_width;

/// What a figure is made from.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The section that it stands in.
    pub part: Part,
    /// The page's language.
    pub language: Language,
    /// Light or dark.
    pub shade: Shade,
    /// The reader wants to see a row of the table.
    pub to_row: Callback<usize>,
}

/// The figure, drawn anew when its room, its colours or its words change.
#[component]
pub(crate) fn FigureView(props: &Props) -> Html {
    let Props { part, language, shade, to_row } = props;
    let (ruler, place) = (use_node_ref(), use_node_ref());
    let depends = (part.clone(), *shade, use_width(&ruler));
    let drawing = use_memo(depends.clone(), |(part, shade, width)| drawn(part, *shade, (*width)?));
    {
        let (drawing, place) = (drawing.clone(), place.clone());
        use_effect_with(depends, move |_| {
            if let (Some(drawing), Some(place)) = (&*drawing, place.cast::<Element>()) {
                shell::insert_drawing(&place, &drawing.svg);
            }
        });
    }
    let title = part.section().map(|section| match part.column() {
        Some((label, _)) => [section.title.as_str(), " · ", label].concat(),
        None => section.title.clone(),
    });
    html! {
        <div class="figure">
            // The drawing changes the figure's height, never that of the ruler: watching this cannot go in circles.
            <div class="ruler" ref={ruler} />
            <div class="canvas">
                <div class="drawing" ref={place} />
                if let Some(drawing) = &*drawing {
                    <Marks
                        id={part.id()}
                        title={title.unwrap_or_default()}
                        keys={words(*language).figure.keys}
                        marks={drawing.marks.iter().map(|mark| (mark.label.clone(), mark.row)).collect::<Vec<_>>()}
                        boxes={boxes(drawing)}
                        to_row={to_row.clone()}
                    />
                }
            </div>
        </div>
    }
}

fn drawn(part: &Part, shade: Shade, width: u32) -> Option<Drawing> {
    let figure = part.section()?.figure.as_ref()?;
    let theme = Theme::new(shade, Script::of(part.shown().language.tag()));
    Some(draw(figure, &theme, Size { width }))
}
