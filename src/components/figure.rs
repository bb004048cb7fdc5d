//! A figure as wide as there is room: the drawing, and over it what a reader can reach.

use esteem_analysis::words::Language;
use esteem_charts::{Drawing, Figure, Script, Shade, Size, Theme, draw};
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
    /// Whether only the rows are shown that the others add up to, or that add up to others: enough for an overview.
    #[prop_or_default]
    pub is_brief: bool,
    /// The reader wants to see a row of the table.
    pub to_row: Callback<usize>,
}

/// The figure, drawn anew when its room, its colours or its words change.
#[component]
pub(crate) fn FigureView(props: &Props) -> Html {
    let Props { part, language, shade, is_brief, to_row } = props;
    let (ruler, place) = (use_node_ref(), use_node_ref());
    let depends = (part.clone(), *shade, *is_brief, use_width(&ruler));
    let drawing = use_memo(depends.clone(), |(part, shade, is_brief, width)| drawn(part, *shade, *is_brief, (*width)?));
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

fn drawn(part: &Part, shade: Shade, is_brief: bool, width: u32) -> Option<Drawing> {
    let figure = part.section()?.figure.as_ref()?;
    let theme = Theme::new(shade, Script::of(part.shown().language.tag()));
    if !is_brief {
        return Some(draw(figure, &theme, Size { width }));
    }
    let (figure, rows) = brief(figure);
    let mut drawing = draw(&figure, &theme, Size { width });
    for mark in &mut drawing.marks {
        mark.row = rows.get(mark.row).copied().unwrap_or(mark.row);
    }
    Some(drawing)
}

/// The figure with its most telling rows, and where these stand in the whole: needs without their facets, touchpoints
/// without what sums them up.
fn brief(figure: &Figure) -> (Figure, Vec<usize>) {
    fn keep<T>(rows: &mut Vec<T>, is_kept: impl Fn(&T) -> bool) -> Vec<usize> {
        let kept: Vec<usize> = (0..rows.len()).filter(|i| rows.get(*i).is_some_and(&is_kept)).collect();
        if kept.is_empty() {
            return (0..rows.len()).collect();
        }
        rows.retain(is_kept);
        kept
    }
    let mut figure = figure.clone();
    let rows = match &mut figure {
        Figure::Gaps(figure) => keep(&mut figure.rows, |row| !row.emphasis),
        Figure::Needs(figure) => keep(&mut figure.rows, |row| row.emphasis),
        Figure::States(figure) => (0..figure.rows.len()).collect(),
        Figure::Zones(figure) => (0..figure.rows.len()).collect(),
        Figure::Ranges(figure) => (0..figure.rows.len()).collect(),
        Figure::Map(figure) => (0..figure.rows.len()).collect(),
        Figure::Distribution(_) => Vec::new(),
    };
    (figure, rows)
}

#[cfg(test)]
mod tests {
    use esteem_charts::{NeedsFigure, NeedsRow};

    use super::*;

    #[test]
    fn in_brief_there_are_the_needs_and_where_they_stand_in_the_whole() {
        let row = |name: &str, emphasis| NeedsRow {
            name: name.into(),
            emphasis,
            shares: None,
            violated_text: String::new(),
            interval: None,
            spoken: String::new(),
        };
        let rows = vec![row("safety", true), row("privacy", false), row("respect", true)];
        let whole = NeedsFigure { title: String::new(), states: Default::default(), shared: Default::default(), rows };
        let (Figure::Needs(figure), rows) = brief(&Figure::Needs(whole)) else { panic!("another kind of figure") };
        assert_eq!(figure.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["safety", "respect"]);
        assert_eq!(rows, [0, 2]);
    }
}
