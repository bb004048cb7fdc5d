//! From a figure to a drawing: SVG text, and the marks over which a page lays what a reader can reach.
//!
//! A figure brings its words and numbers ready-made. Nothing is computed or formatted here except where things
//! stand. The same figure, theme and size give the same bytes on every platform: text is measured by a table of
//! ours and never by the system.
//!
//! ```
//! use esteem_charts::{Figure, GapFigure, GapRow, Script, Shade, Size, Theme, draw};
//!
//! let row = GapRow {
//!     name: "the wait".into(),
//!     emphasis: false,
//!     expected: Some(5.9),
//!     perceived: Some(4.3),
//!     gap_text: "−1.6".into(),
//!     gap: Some(-1.6),
//!     interval: Some((-1.9, -1.3)),
//!     spoken: "The wait: expected 5.9, perceived 4.3, a gap of −1.6".into(),
//! };
//! let figure = Figure::Gaps(GapFigure {
//!     title: "What guests expected and what they got".into(),
//!     scale: (1.0, 7.0),
//!     ends: ("very poor".into(), "excellent".into()),
//!     expected: "expected".into(),
//!     perceived: "perceived".into(),
//!     gap: "gap".into(),
//!     rows: vec![row],
//!     shared: None,
//! });
//! let drawing = draw(&figure, &Theme::new(Shade::Light, Script::Latin), Size { width: 390 });
//! assert!(drawing.svg.starts_with("<svg "));
//! assert_eq!(drawing.marks[0].row, 0);
//! ```

mod sections;

mod beside;

mod distribution;
mod drawing;
mod figure;
mod gap;
mod map;
mod needs;
mod ranges;
mod states;
mod zones;

mod axis;
mod canvas;
mod rows;
mod shared;
mod standalone;
mod theme;

mod backend;
mod text;

pub use beside::{Beside, beside};
pub use drawing::{Drawing, Label, Mark, MarkShape, Size};
pub use figure::{
    DistributionFigure, DistributionGroup, DistributionRow, Figure, GapFigure, GapRow, MapCross, MapFigure, MapRow,
    NeedsFigure, NeedsRow, RangesFigure, RangesPoint, RangesRow, Shared, StateTone, StatesFigure, StatesRow, ZoneRow,
    ZonesFigure,
};
pub use sections::{Section, sections, sections_like};
pub use shared::share_axes;
pub use standalone::{Caption, standalone};
pub use theme::{Color, Script, Shade, Theme};

/// Draws a figure. The width is the reader's, the height follows from the rows.
pub fn draw(figure: &Figure, theme: &Theme, size: Size) -> Drawing {
    match figure {
        Figure::Gaps(figure) => gap::draw(figure, theme, size),
        Figure::Needs(figure) => needs::draw(figure, theme, size),
        Figure::States(figure) => states::draw(figure, theme, size),
        Figure::Zones(figure) => zones::draw(figure, theme, size),
        Figure::Distribution(figure) => distribution::draw(figure, theme, size),
        Figure::Ranges(figure) => ranges::draw(figure, theme, size),
        Figure::Map(figure) => map::draw(figure, theme, size),
    }
}
