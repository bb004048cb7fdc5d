//! A figure as wide as there is room. This is the only place where SVG text enters the page, and it comes from
//! `esteem_charts::draw` alone.

use esteem_analysis::words::Language;
use esteem_charts::{Drawing, Figure, Script, Shade, Size, Theme, draw};
use gloo::utils::document;
use wasm_bindgen::closure::Closure;
use web_sys::{DomParser, Element, ResizeObserver, SupportedType};
use yew::{
    Html, NodeRef, Properties, UseStateSetter, component, hook, html, use_effect_with, use_memo, use_node_ref,
    use_state_eq,
};

/// What a figure is made from.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// What to draw.
    pub figure: Figure,
    /// The page's language.
    pub language: Language,
    /// Light or dark.
    pub shade: Shade,
}

/// The figure, drawn anew when its room, its colours or its words change.
#[component]
pub(crate) fn FigureView(props: &Props) -> Html {
    let ruler = use_node_ref();
    let place = use_node_ref();
    let width = use_width(&ruler);
    let drawing = {
        let depends = (props.figure.clone(), props.language, props.shade, width);
        use_memo(depends, |(figure, language, shade, width)| {
            let theme = Theme::new(*shade, Script::of(language.tag()));
            width.map(|width| draw(figure, &theme, Size { width }))
        })
    };
    {
        let place = place.clone();
        use_effect_with(drawing, move |drawing| {
            if let (Some(drawing), Some(place)) = (&**drawing, place.cast::<Element>()) {
                insert(drawing, &place);
            }
        });
    }
    html! {
        <div class="figure">
            // The drawing changes the figure's height, never that of the ruler: watching this cannot go in circles.
            <div class="ruler" ref={ruler} />
            <div class="drawing" ref={place} />
        </div>
    }
}

/// Puts the drawing in place of what stood there.
fn insert(drawing: &Drawing, place: &Element) {
    let parsed = DomParser::new().and_then(|parser| parser.parse_from_string(&drawing.svg, SupportedType::ImageSvgXml));
    let svg = parsed.ok().and_then(|parsed| parsed.document_element()).filter(|root| root.local_name() == "svg");
    // Our own drawing is well-formed by its tests; what is not stays out, and the table says the same.
    if let Some(svg) = svg.and_then(|svg| document().adopt_node(&svg).ok()) {
        place.replace_children_with_node_1(&svg);
    }
}

/// The width of an element in whole pixels, and again whenever it changes; nothing while it is not laid out.
#[hook]
fn use_width(element: &NodeRef) -> Option<u32> {
    let width = use_state_eq(|| None);
    let (element, setter) = (element.clone(), width.setter());
    use_effect_with((), move |()| {
        let watch = element.cast::<Element>().and_then(|element| Watch::new(&element, setter));
        move || drop(watch)
    });
    *width
}

/// Watches the width of an element until it is dropped.
struct Watch {
    observer: ResizeObserver,
    _measure: Closure<dyn FnMut()>,
}

impl Watch {
    fn new(element: &Element, setter: UseStateSetter<Option<u32>>) -> Option<Watch> {
        let measured = element.clone();
        let measure = move || {
            let width = u32::try_from(measured.client_width()).ok().filter(|width| *width > 0);
            // An element that is folded away keeps the drawing that it had.
            if width.is_some() {
                setter.set(width);
            }
        };
        measure();
        let measure = Closure::<dyn FnMut()>::new(measure);
        let observer = ResizeObserver::new(wasm_bindgen::JsCast::unchecked_ref(measure.as_ref())).ok()?;
        observer.observe(element);
        Some(Watch { observer, _measure: measure })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
