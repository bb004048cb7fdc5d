//! What stands between plotters and the page: text measured by our table, and an SVG header of ours.
//!
//! plotters measures text through the document when it is compiled for a browser, which fails in a worker and
//! under a strict policy for styles. This backend answers every question about text itself.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily, FontStyle,
};
use plotters_svg::SVGBackend;

use crate::text::{self, Face, Weight};

/// How many units of the drawing make a pixel: plotters knows whole units only, and a dot must not jump by one.
pub(crate) const UNITS: f64 = 10.0;

/// How far the baseline is below the point that a text is given, in parts of its size.
pub(crate) const BASELINE: f64 = 0.76;

/// System fonts, with Chinese ones for each platform.
const FAMILIES: &str = "system-ui, \"PingFang SC\", \"Microsoft YaHei\", \"Noto Sans CJK SC\", sans-serif";

/// plotters-svg divides font sizes by this.
const SIZE_FACTOR: f64 = 1.24;

/// The class of the root of every drawing.
const ROOT: &str = "esteem-figure";

/// The class of what other things stand out from. Where the reader's own colours are forced on a page, a style sheet
/// can colour it and everything else apart, and nothing that is drawn is lost.
const GROUND: &str = "ground";

/// Puts our own root element in place of the one that plotters wrote: in pixels instead of units, and with a name.
/// Corners of lines are round, so that the sharp ones of hatching do not stick out of their box. `grounds` says for each
/// element whether it is ground.
pub(crate) fn with_root(svg: &str, title: &str, (width, height): (f64, f64), grounds: &[bool]) -> String {
    let name = escaped(title);
    let (units_wide, units_high) = (width * UNITS, height * UNITS);
    let families = FAMILIES.replace('"', "&quot;");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{ROOT}\" role=\"img\" aria-label=\"{name}\" \
         width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {units_wide} {units_high}\" font-family=\"{families}\" \
         font-variant=\"tabular-nums\" stroke-linejoin=\"round\">\n{}</svg>\n",
        classed(body(svg), grounds)
    )
}

/// What stands within the root element of a drawing.
pub(crate) fn body(svg: &str) -> &str {
    let drawn = svg.split_once('\n').map_or("", |(_, drawn)| drawn);
    drawn.trim_end().strip_suffix("</svg>").unwrap_or(drawn)
}

/// Words as XML holds them, in an attribute or in an element.
pub(crate) fn escaped(words: &str) -> String {
    let mut name = String::new();
    for c in text::clean(words).chars() {
        match c {
            '<' => name.push_str("&lt;"),
            '>' => name.push_str("&gt;"),
            '&' => name.push_str("&amp;"),
            '"' => name.push_str("&quot;"),
            _ => name.push(c),
        }
    }
    name
}

/// Gives the elements that are ground their class. plotters writes each element on a line of its own, in the order in
/// which they were drawn; the words of a text, on lines between, never begin with a bracket.
fn classed(drawn: &str, grounds: &[bool]) -> String {
    let mut grounds = grounds.iter();
    let mut written = String::with_capacity(drawn.len());
    for line in drawn.split_inclusive('\n') {
        let begins = line.starts_with('<') && !line.starts_with("</");
        match line.split_once(' ') {
            Some((tag, attributes)) if begins && grounds.next() == Some(&true) => {
                written += &format!("{tag} class=\"{GROUND}\" {attributes}");
            }
            _ => written += line,
        }
    }
    debug_assert!(grounds.next().is_none(), "each element is written once");
    written
}

type Outcome<T> = Result<T, DrawingErrorKind<<SVGBackend<'static> as DrawingBackend>::ErrorType>>;

/// Draws SVG into a string, through plotters' own backend.
pub(crate) struct Backend<'a>(SVGBackend<'a>);

impl<'a> Backend<'a> {
    /// Starts a drawing of a width and a height in units.
    pub(crate) fn new(svg: &'a mut String, size: (u32, u32)) -> Self {
        Self(SVGBackend::with_string(svg, size))
    }
}

impl DrawingBackend for Backend<'_> {
    type ErrorType = <SVGBackend<'static> as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.0.get_size()
    }

    fn ensure_prepared(&mut self) -> Outcome<()> {
        self.0.ensure_prepared()
    }

    fn present(&mut self) -> Outcome<()> {
        self.0.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome<()> {
        self.0.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Outcome<()> {
        self.0.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        lower_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome<()> {
        self.0.draw_rect(upper_left, lower_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome<()> {
        self.0.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Outcome<()> {
        self.0.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome<()> {
        self.0.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, position: BackendCoord) -> Outcome<()> {
        self.0.draw_text(text, &Measured::from(style), position)
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Outcome<(u32, u32)> {
        Ok(Measured::from(style).extent(text))
    }
}

/// The style of a text, measured by our table.
struct Measured {
    face: Face,
    color: BackendColor,
    align: HPos,
}

impl Measured {
    fn from(style: &impl BackendTextStyle) -> Self {
        let weight = match style.style() {
            FontStyle::Bold => Weight::Bold,
            _ => Weight::Regular,
        };
        Self { face: Face { size: style.size(), weight }, color: style.color(), align: style.anchor().h_pos }
    }

    /// Width and height in units.
    fn extent(&self, text: &str) -> (u32, u32) {
        let height = (text::ASCENT + text::DESCENT) * self.face.size;
        (text::width(text, self.face).ceil() as u32, height.ceil() as u32)
    }
}

impl BackendTextStyle for Measured {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        self.color
    }

    fn size(&self) -> f64 {
        self.face.size * SIZE_FACTOR
    }

    fn style(&self) -> FontStyle {
        match self.face.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        }
    }

    fn anchor(&self) -> Pos {
        // Of the three vertical anchors this is the only one that is the same in every font: it puts the baseline
        // 0.76 of the size below the point.
        Pos::new(self.align, VPos::Top)
    }

    fn family(&self) -> FontFamily<'_> {
        // The root of the drawing names the fonts once.
        FontFamily::Name("inherit")
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        let (width, height) = self.extent(text);
        Ok(((0, 0), (width as i32, height as i32)))
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: F,
    ) -> Result<Result<(), E>, Infallible> {
        // SVG holds text as text, so there are no pixels to set.
        Ok(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::style::{BLACK, FontDesc, TextStyle};

    #[test]
    fn the_backend_answers_for_the_size_of_text() {
        let mut svg = String::new();
        let backend = Backend::new(&mut svg, (1000, 1000));
        let style = TextStyle::from(FontDesc::new(FontFamily::SansSerif, 150.0, FontStyle::Normal)).color(&BLACK);
        let (width, height) = backend.estimate_text_size("等了多久", &style).expect("it only counts");
        assert_eq!((width, height), (600, 176));
    }

    #[test]
    fn sizes_of_type_survive_the_factor_of_plotters() {
        for size in [130.0, 150.0] {
            assert_eq!(size * SIZE_FACTOR / SIZE_FACTOR, size);
        }
    }
}
