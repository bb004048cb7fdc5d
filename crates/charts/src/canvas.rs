//! A sheet measured in pixels, on which charts put shapes and words through plotters; it notes where the words went.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Rectangle, Text};
use plotters::style::{Color as _, FontDesc, FontFamily, FontStyle, RGBColor, TextStyle};
use plotters_backend::BackendCoord;
use plotters_backend::text_anchor::{HPos, Pos, VPos};

use crate::backend::{self, Backend, UNITS};
use crate::drawing::{Drawing, Label, Mark, MarkShape};
use crate::text::{self, Face, Weight};
use crate::theme::{Color, Theme};

/// Makes a drawing of a width and a height, filled by `fill`.
pub(crate) fn paint(title: &str, theme: &Theme, extent: (f64, f64), fill: impl FnOnce(&mut Canvas<'_>)) -> Drawing {
    let (width, height) = (extent.0.ceil(), extent.1.ceil());
    let mut svg = String::new();
    let units = ((width * UNITS) as u32, (height * UNITS) as u32);
    let (labels, marks, grounds) = {
        let area = Backend::new(&mut svg, units).into_drawing_area();
        let mut canvas = Canvas { area, labels: Vec::new(), marks: Vec::new(), grounds: Vec::new() };
        canvas.ground((0.0, 0.0, width, height), theme.page);
        fill(&mut canvas);
        let presented = canvas.area.present().is_ok();
        debug_assert!(presented, "a string can always be written to");
        (canvas.labels, canvas.marks, canvas.grounds)
    };
    let svg = backend::with_root(&svg, title, (width, height), &grounds);
    Drawing { svg, marks, labels, width, height }
}

/// The sheet.
pub(crate) struct Canvas<'a> {
    area: DrawingArea<Backend<'a>, Shift>,
    labels: Vec<Label>,
    marks: Vec<Mark>,
    /// For each element whether it is ground: what other things stand out from.
    grounds: Vec<bool>,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ink {
    pub(crate) face: Face,
    pub(crate) color: Color,
}

impl Ink {
    /// Regular text.
    pub(crate) const fn new(size: f64, color: Color) -> Self {
        Self { face: Face { size, weight: Weight::Regular }, color }
    }

    /// The same in bold if `bold`.
    pub(crate) const fn bold(self, bold: bool) -> Self {
        let weight = if bold { Weight::Bold } else { Weight::Regular };
        Self { face: Face { size: self.face.size, weight }, color: self.color }
    }
}

/// Which end of a line of words is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Middle,
    Right,
}

/// Words broken into lines.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    lines: Vec<String>,
    ink: Ink,
    /// The distance of two lines in pixels.
    leading: f64,
}

impl Block {
    /// Breaks words into at most `most` lines of at most `room` pixels.
    pub(crate) fn new(words: &str, ink: Ink, theme: &Theme, room: f64, most: usize) -> Self {
        let lines = text::wrap(words, ink.face, room, most);
        Self { lines, ink, leading: ink.face.size * theme.line_height }
    }

    /// The width of the widest line.
    pub(crate) fn width(&self) -> f64 {
        self.lines.iter().map(|line| text::width(line, self.ink.face)).fold(0.0, f64::max)
    }

    /// The height of all lines.
    pub(crate) fn height(&self) -> f64 {
        self.leading * self.lines.len() as f64
    }

    /// The height of one line.
    pub(crate) fn leading(&self) -> f64 {
        self.leading
    }
}

impl<'a> Canvas<'a> {
    /// A full dot.
    pub(crate) fn disc(&mut self, at: (f64, f64), radius: f64, color: Color) {
        self.circle(at, radius, color, false);
    }

    /// A dot of ground, which keeps what it covers away from what stands on it.
    pub(crate) fn hollow(&mut self, at: (f64, f64), radius: f64, color: Color) {
        self.circle(at, radius, color, true);
    }

    /// A hollow dot, filled with `within`; `radius` is that of its outer edge.
    pub(crate) fn ring(&mut self, at: (f64, f64), radius: f64, thickness: f64, color: Color, within: Color) {
        self.disc(at, radius, color);
        self.hollow(at, radius - thickness, within);
    }

    /// A filled box of left, top, right and bottom.
    pub(crate) fn bar(&mut self, bounds: (f64, f64, f64, f64), color: Color) {
        self.rectangle(bounds, color, false);
    }

    /// A box of ground: the page itself, or a tint that other things stand on.
    pub(crate) fn ground(&mut self, bounds: (f64, f64, f64, f64), color: Color) {
        self.rectangle(bounds, color, true);
    }

    /// A hollow box, filled with `within`.
    pub(crate) fn frame(&mut self, bounds: (f64, f64, f64, f64), thickness: f64, color: Color, within: Color) {
        self.bar(bounds, color);
        let (left, top, right, bottom) = bounds;
        let inner = (left + thickness, top + thickness, right - thickness, bottom - thickness);
        if inner.0 < inner.2 && inner.1 < inner.3 {
            self.ground(inner, within);
        }
    }

    /// A hollow box, hatched with lines as thick as its edge; all of them are a single element.
    pub(crate) fn hatched(&mut self, bounds: (f64, f64, f64, f64), thickness: f64, color: Color, within: Color) {
        self.frame(bounds, thickness, color, within);
        let (left, top, right, bottom) = bounds;
        // Where the line follows the edge it lies on it exactly.
        let half = thickness / 2.0;
        let points = hatching((left + half, top + half, right - half, bottom - half));
        if points.len() > 1 {
            self.path(&points, thickness, color);
        }
    }

    /// Straight lines from point to point.
    pub(crate) fn path(&mut self, points: &[(f64, f64)], thickness: f64, color: Color) {
        self.polyline(points, thickness, color, false);
    }

    /// Takes away a line that was drawn, in the colour of the ground.
    pub(crate) fn clear(&mut self, points: &[(f64, f64)], thickness: f64, color: Color) {
        self.polyline(points, thickness, color, true);
    }

    /// Lines of words, the first of which begins at `top`.
    pub(crate) fn words(&mut self, block: &Block, x: f64, top: f64, align: Align) {
        for (index, line) in block.lines.iter().enumerate() {
            self.line(line, block.ink, x, top + block.leading * (index as f64 + 0.5), align);
        }
    }

    /// What a reader can reach for a row.
    pub(crate) fn mark(&mut self, shape: MarkShape, label: &str, row: usize) {
        self.marks.push(Mark { shape, label: label.to_owned(), row });
    }

    /// One line of words, centred on `middle`.
    fn line(&mut self, words: &str, ink: Ink, x: f64, middle: f64, align: Align) {
        let Face { size, weight } = ink.face;
        let width = text::width(words, ink.face);
        // Capitals, figures and Chinese characters are all centred about this far above the baseline.
        let baseline = middle + 0.36 * size;
        let left = match align {
            Align::Left => x,
            Align::Middle => x - width / 2.0,
            Align::Right => x - width,
        };
        self.labels.push(Label {
            text: words.to_owned(),
            left,
            top: baseline - text::ASCENT * size,
            right: left + width,
            bottom: baseline + text::DESCENT * size,
        });
        let anchor = match align {
            Align::Left => HPos::Left,
            Align::Middle => HPos::Center,
            Align::Right => HPos::Right,
        };
        let slope = match weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let color = RGBColor::from(ink.color);
        let style = TextStyle::from(FontDesc::new(FontFamily::SansSerif, size * UNITS, slope))
            .color(&color)
            .pos(Pos::new(anchor, VPos::Top));
        let point = (units(x), units(baseline - backend::BASELINE * size));
        self.put(&Text::new(words, point, style), false);
    }

    fn circle(&mut self, (x, y): (f64, f64), radius: f64, color: Color, is_ground: bool) {
        let circle = Circle::new((units(x), units(y)), units(radius), RGBColor::from(color).filled());
        self.put(&circle, is_ground);
    }

    fn rectangle(&mut self, bounds: (f64, f64, f64, f64), color: Color, is_ground: bool) {
        let (left, top, right, bottom) = bounds;
        let corners = [(units(left), units(top)), (units(right), units(bottom))];
        self.put(&Rectangle::new(corners, RGBColor::from(color).filled()), is_ground);
    }

    fn polyline(&mut self, points: &[(f64, f64)], thickness: f64, color: Color, is_ground: bool) {
        let points: Vec<BackendCoord> = points.iter().map(|&(x, y)| (units(x), units(y))).collect();
        let line = PathElement::new(points, RGBColor::from(color).stroke_width(units(thickness) as u32));
        self.put(&line, is_ground);
    }

    fn put<'e, E>(&mut self, element: &'e E, is_ground: bool)
    where
        &'e E: PointCollection<'e, BackendCoord>,
        E: Drawable<Backend<'a>>,
    {
        let drawn = self.area.draw(element).is_ok();
        debug_assert!(drawn, "a string can always be written to");
        self.grounds.push(is_ground);
    }
}

/// The distance of two lines of hatching, along the edge of their box.
const PITCH: f64 = 5.0;

/// One line that goes up and down a box on slants and from slant to slant along the edge.
fn hatching((left, top, right, bottom): (f64, f64, f64, f64)) -> Vec<(f64, f64)> {
    let (width, height) = (right - left, bottom - top);
    let mut points = Vec::new();
    if width <= 0.0 || height <= 0.0 {
        return points;
    }
    let mut upwards = true;
    let mut reach = PITCH - 1.0;
    while reach < width + height {
        let low = (left + (reach - height).max(0.0), top + reach.min(height));
        let high = (left + reach.min(width), top + (reach - width).max(0.0));
        points.extend(if upwards { [low, high] } else { [high, low] });
        // The way along the edge may lead around the corner that ends it.
        let (edge, corner) = if upwards { (width, (right, top)) } else { (height, (left, bottom)) };
        let next = reach + PITCH;
        if reach < edge && edge < next && next < width + height {
            points.push(corner);
        }
        upwards = !upwards;
        reach = next;
    }
    points
}

/// Pixels in units of the drawing.
fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatching_stays_in_its_box_and_crosses_it_on_slants_only() {
        for (right, bottom) in [(110.0, 32.0), (13.0, 32.0), (10.5, 20.5), (60.0, 70.0), (21.0, 33.0)] {
            let points = hatching((10.0, 20.0, right, bottom));
            for &(x, y) in &points {
                assert!((10.0..=right).contains(&x) && (20.0..=bottom).contains(&y), "{x} {y}");
            }
            for pair in points.windows(2) {
                let ((x, y), (to_x, to_y)) = (pair[0], pair[1]);
                let slanted = ((x + y) - (to_x + to_y)).abs() < 1e-9;
                let along_the_edge =
                    (x == to_x && (x == 10.0 || x == right)) || (y == to_y && (y == 20.0 || y == bottom));
                assert!(slanted || along_the_edge, "{pair:?} in {right} {bottom}");
            }
        }
        assert_eq!(hatching((0.0, 0.0, 10.0, 10.0))[..2], [(0.0, 4.0), (4.0, 0.0)]);
    }

    #[test]
    fn a_box_without_room_has_no_hatching() {
        assert!(hatching((10.0, 20.0, 9.5, 30.0)).is_empty());
    }
}
