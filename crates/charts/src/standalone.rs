//! A drawing that leaves the page: an SVG file with everything that a reader needs to know about it inside.

use crate::backend::{self, UNITS};
use crate::canvas::{Align, Block, Ink, paint};
use crate::drawing::{Drawing, Size};
use crate::figure::Figure;
use crate::theme::Theme;

/// The room around everything.
const PADDING: f64 = 24.0;

/// The room between the drawing and the words above and below it.
const APART: f64 = 16.0;

/// The name that stands in the last line.
const MADE_WITH: &str = "Esteem";

/// What stands above and below a drawing on its own, in ready-made words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// What the drawing shows, above it.
    pub title: String,
    /// The study's title, below it.
    pub study: String,
    /// Whose answers it rests on, and how many, below it.
    pub base: String,
}

/// Draws a figure for a file: with its title above, the study and the base below, and room around. The width is that of
/// the figure; the file is wider by the room around it.
pub fn standalone(figure: &Figure, theme: &Theme, size: Size, caption: &Caption) -> String {
    let drawing = crate::draw(figure, theme, size);
    let title = Ink::new(theme.body + 3.0, theme.ink).bold(true);
    let title = Block::new(&caption.title, title, theme, drawing.width, 3);
    let parts = [&caption.study, &caption.base].into_iter().map(String::as_str).filter(|part| !part.is_empty());
    let foot = parts.chain([MADE_WITH]).collect::<Vec<_>>().join(" · ");
    let foot = Block::new(&foot, Ink::new(theme.small, theme.muted), theme, drawing.width, 3);

    let top = PADDING + if title.height() > 0.0 { title.height() + APART } else { 0.0 };
    let foot_top = top + drawing.height + APART;
    let extent = (drawing.width + 2.0 * PADDING, foot_top + foot.height() + PADDING);
    let words = paint(&caption.title, theme, extent, |canvas| {
        canvas.words(&title, PADDING, PADDING, Align::Left);
        canvas.words(&foot, PADDING, foot_top, Align::Left);
    });
    joined(&words, &drawing, top, &caption.title, figure.title())
}

/// The drawing within the words, with title and description as a file has them.
fn joined(words: &Drawing, drawing: &Drawing, top: f64, title: &str, description: &str) -> String {
    let (x, y) = (PADDING * UNITS, top * UNITS);
    let root = words.svg.lines().next().unwrap_or_default();
    format!(
        "{root}\n<title>{}</title>\n<desc>{}</desc>\n{}<g transform=\"translate({x} {y})\">\n{}</g>\n</svg>\n",
        backend::escaped(title),
        backend::escaped(description),
        backend::body(&words.svg),
        backend::body(&drawing.svg),
    )
}
