//! What drawing gives back: the SVG, the marks a page makes reachable, and where each piece of text stands.

/// A finished drawing. All positions are in CSS pixels from the upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// A complete SVG document without any style sheet or script, for a page with a strict policy or for a file.
    pub svg: String,
    /// One mark for each row of the figure, in the order of the rows.
    pub marks: Vec<Mark>,
    /// Every line of text, so that a test can tell whether two of them collide or one is cut off.
    pub labels: Vec<Label>,
    /// The width in pixels.
    pub width: f64,
    /// The height in pixels.
    pub height: f64,
}

/// What was drawn for a row, and the words for somebody who cannot see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where it is.
    pub shape: MarkShape,
    /// What to say aloud.
    pub label: String,
    /// The row of the table that says the same as the drawing, counted from 0.
    pub row: usize,
}

/// The outline of a mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MarkShape {
    /// A single dot.
    Circle {
        /// The centre, from the left.
        x: f64,
        /// The centre, from the top.
        y: f64,
        /// The radius.
        radius: f64,
    },
    /// A bar, or the words that stand in place of one.
    Rect {
        /// The left edge.
        left: f64,
        /// The upper edge.
        top: f64,
        /// The right edge.
        right: f64,
        /// The lower edge.
        bottom: f64,
    },
    /// A level line between two dots.
    Line {
        /// One end, from the left.
        from: f64,
        /// The other end, from the left; never less than `from`.
        to: f64,
        /// The line, from the top.
        y: f64,
        /// How thick it is, dots included.
        width: f64,
    },
}

impl MarkShape {
    /// The box around the shape as left, top, right and bottom, for an overlay of boxes.
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        match *self {
            Self::Circle { x, y, radius } => (x - radius, y - radius, x + radius, y + radius),
            Self::Rect { left, top, right, bottom } => (left, top, right, bottom),
            Self::Line { from, to, y, width } => {
                let half = width / 2.0;
                (from - half, y - half, to + half, y + half)
            }
        }
    }
}

/// One line of text with the box it takes by our metrics, which are never less than what a system font takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The words as drawn.
    pub text: String,
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The lower edge.
    pub bottom: f64,
}

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// The width in CSS pixels. Below 280 a drawing is as for 280.
    pub width: u32,
}

impl Size {
    /// The width that is drawn.
    pub(crate) fn drawn_width(self) -> f64 {
        // No phone is narrower, and a page may ask before it knows its own width.
        f64::from(self.width.clamp(280, 10_000))
    }
}
