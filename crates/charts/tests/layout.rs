//! What must hold for every drawing, however odd the figure: no words on words, nothing cut off, well-formed SVG.

mod cafe;

use cafe::Language;
use esteem_charts::{
    Drawing, Figure, GapFigure, GapRow, Label, MarkShape, NeedsFigure, NeedsRow, Script, Shade, Size, StateTone,
    StatesFigure, StatesRow, Theme, draw,
};

const WIDTHS: [u32; 8] = [0, 280, 320, 390, 599, 600, 768, 1280];

const LONG: &str = "a name that goes on and on, past any column that anybody would have made for it, with \
                    Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen in it, and on";

const LONG_ZH: &str =
    "一个很长很长的名字，长到没有哪一栏放得下它，还要再往后写一些，直到所有的行都写满为止，仍然没有写完的意思";

#[test]
fn words_never_meet_and_are_never_cut_off() {
    for_each_drawing(|name, _, drawing| {
        for label in &drawing.labels {
            let inside = label.left >= 0.0
                && label.top >= 0.0
                && label.right <= drawing.width + 0.05
                && label.bottom <= drawing.height;
            assert!(inside, "{name}: {label:?} leaves {} by {}", drawing.width, drawing.height);
        }
        for (index, one) in drawing.labels.iter().enumerate() {
            for other in &drawing.labels[index + 1..] {
                let bounds = (other.left, other.top, other.right, other.bottom);
                assert!(!overlap(one, bounds), "{name}: {one:?} lies on {other:?}");
            }
        }
    });
}

#[test]
fn words_never_cover_dots_or_bars() {
    for_each_drawing(|name, _, drawing| {
        // A box may be that of words that stand in place of a bar.
        let shapes = drawing.marks.iter().map(|mark| mark.shape);
        for shape in shapes.filter(|shape| !is_words(shape, drawing)) {
            for label in &drawing.labels {
                assert!(!overlap(label, shape.bounds()), "{name}: {label:?} lies on {shape:?}");
            }
        }
    });
}

#[test]
fn each_row_has_its_mark_within_the_drawing() {
    for_each_drawing(|name, figure, drawing| {
        let spoken: Vec<&str> = match figure {
            Figure::Gaps(figure) => figure.rows.iter().map(|row| row.spoken.as_str()).collect(),
            Figure::Needs(figure) => figure.rows.iter().map(|row| row.spoken.as_str()).collect(),
            Figure::States(figure) => figure.rows.iter().map(|row| row.spoken.as_str()).collect(),
        };
        assert_eq!(drawing.marks.iter().map(|mark| mark.label.as_str()).collect::<Vec<_>>(), spoken, "{name}");
        for (index, mark) in drawing.marks.iter().enumerate() {
            let (left, top, right, bottom) = mark.shape.bounds();
            assert_eq!(mark.row, index);
            assert!(left <= right && top <= bottom, "{name}: {mark:?}");
            assert!(
                left >= 0.0 && top >= 0.0 && right <= drawing.width + 0.05 && bottom <= drawing.height,
                "{name}: {mark:?}"
            );
        }
    });
}

#[test]
fn the_svg_is_well_formed_named_and_free_of_styles() {
    for_each_drawing(|name, figure, drawing| {
        let document = roxmltree::Document::parse(&drawing.svg).unwrap_or_else(|error| panic!("{name}: {error}"));
        let root = document.root_element();
        assert!(root.has_tag_name(("http://www.w3.org/2000/svg", "svg")));
        assert_eq!(root.attribute("role"), Some("img"));
        let title = match figure {
            Figure::Gaps(figure) => &figure.title,
            Figure::Needs(figure) => &figure.title,
            Figure::States(figure) => &figure.title,
        };
        assert_eq!(root.attribute("aria-label"), Some(title.as_str()));
        let units = format!("0 0 {} {}", drawing.width * 10.0, drawing.height * 10.0);
        assert_eq!(root.attribute("viewBox"), Some(units.as_str()));
        let mut written = Vec::new();
        for node in root.descendants().filter(roxmltree::Node::is_element) {
            assert!(!matches!(node.tag_name().name(), "style" | "script" | "foreignObject" | "image"), "{name}");
            assert!(node.attributes().all(|attribute| attribute.name() != "style"), "{name}");
            if node.has_tag_name(("http://www.w3.org/2000/svg", "text")) {
                written.push(node.text().unwrap_or_default().trim());
            }
        }
        assert_eq!(written, drawing.labels.iter().map(|label| label.text.as_str()).collect::<Vec<_>>(), "{name}");
    });
}

#[test]
fn a_figure_without_rows_is_an_empty_drawing() {
    for figure in [gaps(0, |_| gap_row("", 1.0, 2.0)), needs(0, |_| needs_row("", [0.25; 4])), states(0, |_| unknown())]
    {
        let drawing = draw(&figure, &Theme::from(Shade::Light), Size { width: 390 });
        assert_eq!((drawing.labels.len(), drawing.marks.len()), (0, 0));
        assert!(drawing.height > 0.0);
    }
}

#[test]
fn equal_values_show_a_dot_within_a_ring() {
    let drawing = draw(&gaps(1, |_| gap_row("same", 4.0, 4.0)), &Theme::from(Shade::Light), Size { width: 390 });
    // The outer and the inner edge of the ring, then the dot; the last one belongs to the gap at the right.
    assert_eq!(attributes(&drawing, "circle", "r"), ["85", "65", "40", "35"]);
}

#[test]
fn the_recovered_are_a_hollow_piece_in_the_colour_of_their_state() {
    let figure = states(1, |_| states_row("outraged", 0.1, 0.04));
    let drawing = draw(&figure, &Theme::from(Shade::Light), Size { width: 390 });
    // The ground, those who have not recovered, and the edge and the inside of those who have.
    assert_eq!(attributes(&drawing, "rect", "fill"), ["#FFFFFF", "#86141C", "#86141C", "#FFFFFF"]);
}

#[test]
fn each_state_has_its_colour_and_only_the_undetermined_are_hatched() {
    let figure = states(6, |_| StatesRow { interval: None, ..states_row("one of six", 0.2, 0.0) });
    let drawing = draw(&figure, &Theme::from(Shade::Dark), Size { width: 1280 });
    let fills = attributes(&drawing, "rect", "fill");
    let (page, inside) = ("#11161B", "#11161B");
    assert_eq!(fills, [page, "#FF6B66", "#FF9E77", "#93A0AD", "#6FB8A6", "#5FE0C2", "#73808D", inside]);
    // All of the hatching is one line; the other one is where the bars begin.
    assert_eq!(attributes(&drawing, "polyline", "stroke"), ["#73808D", "#73808D"]);
}

#[test]
fn hatching_is_one_element_however_long_the_bar() {
    let figure = needs(1, |_| NeedsRow { interval: None, ..needs_row("strained", [0.0, 1.0, 0.0, 0.0]) });
    let drawing = draw(&figure, &Theme::from(Shade::Light), Size { width: 1280 });
    // One for the bar and one for the sample before the word of the state.
    assert_eq!(attributes(&drawing, "polyline", "stroke").len(), 2);
}

/// What an attribute is on each element of a kind, in the order of the drawing.
fn attributes(drawing: &Drawing, element: &str, attribute: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(&drawing.svg).expect("it is well-formed");
    let elements = document.descendants().filter(|node| node.tag_name().name() == element);
    elements.filter_map(|node| node.attribute(attribute)).map(str::to_owned).collect()
}

/// Calls `check` for the café and for all odd figures, on all widths, in both scripts.
fn for_each_drawing(check: impl Fn(&str, &Figure, &Drawing)) {
    let mut figures = odd_figures();
    for language in Language::ALL {
        figures.push((format!("café gaps {}", language.tag()), cafe::gaps(language)));
        figures.push((format!("café needs {}", language.tag()), cafe::needs(language)));
        figures.push((format!("café states {}", language.tag()), cafe::states(language)));
    }
    for (name, figure) in &figures {
        for width in WIDTHS {
            for script in [Script::Latin, Script::Chinese] {
                let drawing = draw(figure, &Theme::new(Shade::Light, script), Size { width });
                check(&format!("{name} on {width} in {script:?}"), figure, &drawing);
            }
        }
    }
}

fn odd_figures() -> Vec<(String, Figure)> {
    let at = |index: usize| 1.0 + (index * 7 % 61) as f64 / 10.0;
    let share = |index: usize| [index as f64 / 400.0, 0.1, 0.0, 0.9 - index as f64 / 400.0];
    let figures = [
        ("no gaps", gaps(0, |_| gap_row("", 1.0, 1.0))),
        ("one gap", gaps(1, |_| gap_row("staff", 5.0, 4.0))),
        ("forty gaps", gaps(40, |index| gap_row(LONG, at(index), at(index + 3)))),
        ("equal values", gaps(3, |_| gap_row("the same", 4.0, 4.0))),
        ("values at the low end", gaps(2, |_| gap_row(LONG_ZH, 1.0, 1.0))),
        ("values at the high end", gaps(2, |_| gap_row(LONG_ZH, 7.0, 6.9))),
        ("values at both ends", gaps(2, |_| gap_row("from end to end", 7.0, 1.0))),
        ("values outside", gaps(2, |_| gap_row("outside", 9.0, f64::NAN))),
        ("reasons only", gaps(3, |_| GapRow { expected: None, perceived: None, ..without_gap() })),
        ("one dot and a reason", gaps(3, |_| without_gap())),
        ("no needs", needs(0, |_| needs_row("", [0.25; 4]))),
        ("one need", needs(1, |_| needs_row("安全", [0.003, 0.0, 0.0, 0.997]))),
        ("forty needs", needs(40, |index| needs_row(LONG, share(index)))),
        ("needs all violated", needs(3, |_| needs_row(LONG_ZH, [1.0, 0.0, 0.0, 0.0]))),
        ("needs with slivers", needs(3, |_| needs_row("slivers", [0.0001, 0.9997, 0.0001, 0.0001]))),
        (
            "needs without shares",
            needs(3, |_| NeedsRow { shares: None, violated_text: LONG.into(), ..needs_row(LONG, [0.0; 4]) }),
        ),
        ("no states", states(0, |_| unknown())),
        ("one state of all", states(1, |_| states_row("everybody", 1.0, 0.0))),
        ("nobody in any state", states(6, |_| StatesRow { interval: None, ..states_row("nobody", 0.0, 0.0) })),
        ("slivers of states", states(6, |index| states_row(LONG, 0.0004, 0.0001 * index as f64))),
        ("forty states", states(40, |index| states_row(LONG_ZH, index as f64 / 40.0, 0.2))),
        (
            "long texts",
            states(6, |index| StatesRow { text: LONG.into(), ..states_row(LONG, 0.15 * index as f64, 0.1) }),
        ),
        ("states unknown", states(6, |_| unknown())),
        ("states outside", states(6, |index| states_row("outside", [9.0, -1.0, f64::NAN][index % 3], f64::NAN))),
    ];
    figures.into_iter().map(|(name, figure)| (name.to_owned(), figure)).collect()
}

fn gaps(count: usize, row: impl Fn(usize) -> GapRow) -> Figure {
    Figure::Gaps(GapFigure {
        title: "<Gaps> & \"more\"".into(),
        scale: (1.0, 7.0),
        ends: ("not at all what I had hoped for".into(), "完全就是我所希望的那个样子".into()),
        expected: "what was expected".into(),
        perceived: "what was perceived".into(),
        gap: "the difference".into(),
        rows: (0..count).map(row).collect(),
    })
}

fn gap_row(name: &str, expected: f64, perceived: f64) -> GapRow {
    let gap = perceived - expected;
    GapRow {
        name: name.into(),
        emphasis: name == LONG_ZH,
        expected: Some(expected),
        perceived: Some(perceived),
        gap_text: "−1.6 & <b>".into(),
        gap: Some(gap),
        interval: Some((gap - 0.5, gap + 0.5)),
        spoken: format!("{name} {gap}"),
    }
}

fn without_gap() -> GapRow {
    GapRow { perceived: None, gap: None, gap_text: LONG.into(), interval: None, ..gap_row(LONG, 6.8, 0.0) }
}

fn needs(count: usize, row: impl Fn(usize) -> NeedsRow) -> Figure {
    Figure::Needs(NeedsFigure {
        title: "<Needs> & 'more'".into(),
        states: ["very badly violated", "a little strained", "just met", "more than fulfilled"].map(String::from),
        rows: (0..count).map(|index| NeedsRow { emphasis: index % 5 == 0, ..row(index) }).collect(),
    })
}

fn needs_row(name: &str, shares: [f64; 4]) -> NeedsRow {
    NeedsRow {
        name: name.into(),
        emphasis: false,
        shares: Some(shares),
        violated_text: "100.0 %".into(),
        interval: Some((shares[0] * 0.5, shares[0] * 1.5)),
        spoken: name.into(),
    }
}

fn states(count: usize, row: impl Fn(usize) -> StatesRow) -> Figure {
    let tones = [
        StateTone::Outraged,
        StateTone::AtRisk,
        StateTone::Swing,
        StateTone::Respected,
        StateTone::CompletelySatisfied,
        StateTone::Undetermined,
    ];
    Figure::States(StatesFigure {
        title: "<States> & 'more'".into(),
        rows: (0..count).map(|index| StatesRow { tone: tones[index % 6], ..row(index) }).collect(),
    })
}

fn states_row(name: &str, share: f64, recovered: f64) -> StatesRow {
    StatesRow {
        tone: StateTone::Swing,
        name: name.into(),
        share: Some(share),
        text: "100.0 % & <b>".into(),
        interval: Some((share * 0.5, share * 1.5 + 0.001)),
        recovered: Some(recovered),
        spoken: format!("{name} {share}"),
    }
}

fn unknown() -> StatesRow {
    StatesRow { share: None, text: LONG_ZH.into(), ..states_row(LONG, 0.0, 0.0) }
}

/// Whether a mark is the box of some words.
fn is_words(shape: &MarkShape, drawing: &Drawing) -> bool {
    let MarkShape::Rect { left, top, bottom, .. } = *shape else { return false };
    drawing.labels.iter().any(|label| label.left == left && label.top >= top && label.bottom <= bottom + 1.0)
}

fn overlap(label: &Label, (left, top, right, bottom): (f64, f64, f64, f64)) -> bool {
    label.left < right && left < label.right && label.top < bottom && top < label.bottom
}
