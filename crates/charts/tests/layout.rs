//! What must hold for every drawing, however odd the figure: no words on words, nothing cut off, well-formed SVG.

mod cafe;
mod odd;

use cafe::Language;
use esteem_charts::{
    DistributionFigure, DistributionGroup, Drawing, Figure, Label, MarkShape, NeedsRow, Script, Shade, Size, StatesRow,
    Theme, ZoneRow, draw,
};
use odd::{
    FIVE, answers, distribution, gap_row, gaps, group, needs, needs_row, odd_figures, states, states_row, unknown,
    zone_row, zones,
};

const WIDTHS: [u32; 8] = [0, 280, 320, 390, 599, 600, 768, 1280];

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
            Figure::Zones(figure) => figure.rows.iter().map(|row| row.spoken.as_str()).collect(),
            Figure::Map(figure) => figure.rows.iter().map(|row| row.spoken.as_str()).collect(),
            Figure::Ranges(figure) => figure.rows.iter().map(|row| row.spoken.as_str()).collect(),
            Figure::Distribution(figure) => {
                figure.groups.iter().flat_map(|group| &group.rows).map(|row| row.spoken.as_str()).collect()
            }
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
        let title = figure.title();
        assert_eq!(root.attribute("aria-label"), Some(title));
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
fn what_others_stand_out_from_is_told_apart() {
    let drawing = draw(&gaps(1, |_| gap_row("up", 3.0, 6.0)), &Theme::from(Shade::Light), Size { width: 390 });
    let document = roxmltree::Document::parse(&drawing.svg).expect("it is well-formed");
    assert_eq!(document.root_element().attribute("class"), Some("esteem-figure"));
    let grounds = document.descendants().filter(|node| node.attribute("class") == Some("ground"));
    let grounds: Vec<&str> = grounds.map(|node| node.tag_name().name()).collect();
    // The page, the track that must not show between the dashes, and the inside of the hollow dot.
    assert_eq!(grounds, ["rect", "polyline", "circle"]);
}

#[test]
fn groups_on_other_scales_have_their_own_words_and_no_judgement() {
    let judged = DistributionGroup { title: "what they got".into(), ..group(FIVE, 1, |_| answers("staff", &[0.2; 5])) };
    let words = ["disagree", "", "agree"];
    let agreed = DistributionGroup { is_judged: false, ..group(&words, 2, |_| answers("fair", &[0.4, 0.2, 0.4])) };
    let figure = DistributionFigure { title: "answers".into(), groups: vec![judged, agreed], shared: None };
    let drawing = draw(&Figure::Distribution(figure), &Theme::from(Shade::Light), Size { width: 1280 });
    assert_eq!(drawing.marks.iter().map(|mark| mark.row).collect::<Vec<_>>(), [0, 1, 2]);
    for word in [FIVE[0], FIVE[4], "disagree", "agree", "what they got"] {
        assert_eq!(drawing.labels.iter().filter(|label| label.text == word).count(), 1, "{word}");
    }
    let fills = attributes(&drawing, "rect", "fill");
    let count = |color: &str| fills.iter().filter(|fill| *fill == color).count();
    assert_eq!((count("#B3202A"), count("#0F7A66"), count("#1B5FAA")), (1, 1, 4));
}

#[test]
fn a_figure_without_rows_is_an_empty_drawing() {
    let figures = [
        gaps(0, |_| gap_row("", 1.0, 2.0)),
        needs(0, |_| needs_row("", [0.25; 4])),
        states(0, |_| unknown()),
        zones(0, |_| zone_row("", [1.0, 2.0, 3.0])),
        distribution(FIVE, 0, |_| answers("", &[])),
    ];
    for figure in figures {
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

#[test]
fn a_zone_is_a_band_with_two_edges_an_interval_and_a_dot() {
    let drawing =
        draw(&zones(1, |_| zone_row("staff", [3.0, 5.0, 4.0])), &Theme::from(Shade::Light), Size { width: 320 });
    // Six steps of fifty pixels, ten of which the axis keeps free at its ends.
    assert_eq!(attributes(&drawing, "rect", "x"), ["0", "1100"]);
    assert_eq!(attributes(&drawing, "rect", "width"), ["3200", "1000"]);
    assert_eq!(attributes(&drawing, "circle", "cx"), ["1600"]);
    let strokes = attributes(&drawing, "polyline", "stroke");
    // The foot with its two ends, the track, the edges and the interval.
    let (foot, edge) = ("#7C8894", "#7C8894");
    assert_eq!(strokes, [foot, foot, foot, "#D9DFE5", edge, edge, "#1B5FAA"]);
    assert!(attributes(&drawing, "polyline", "points")[6].starts_with("1400,"));
}

#[test]
fn a_zone_that_is_the_wrong_way_round_has_no_band() {
    let drawing =
        draw(&zones(1, |_| zone_row("staff", [5.0, 3.0, 4.0])), &Theme::from(Shade::Light), Size { width: 320 });
    assert_eq!((attributes(&drawing, "rect", "x").len(), attributes(&drawing, "circle", "r").len()), (1, 1));
}

#[test]
fn the_words_of_a_zone_stand_once_and_those_of_its_shares_where_they_have_no_columns() {
    let figure = zones(3, |index| match index {
        0 => ZoneRow { adequate: None, perceived: None, ..zone_row("nothing", [0.0; 3]) },
        _ => zone_row("staff", [3.0, 5.0, 4.0]),
    });
    for (width, heads) in [(390, 3), (1280, 1)] {
        let drawing = draw(&figure, &Theme::from(Shade::Light), Size { width });
        let count = |text: &str| drawing.labels.iter().filter(|label| label.text == text).count();
        assert_eq!(["lowest acceptable", "desired", "got"].map(count), [1; 3], "{width}");
        assert_eq!(["below", "inside", "above"].map(count), [heads; 3], "{width}");
    }
}

#[test]
fn levels_differ_in_more_than_colour_and_the_middle_one_is_hollow() {
    let figure = distribution(&["", "", "", "", ""], 1, |_| answers("staff", &[0.2; 5]));
    let drawing = draw(&figure, &Theme::from(Shade::Light), Size { width: 1280 });
    let fills = attributes(&drawing, "rect", "fill");
    let solid = ["#B3202A", "#0F7A66"];
    let (hatched, hollow, tinted) = (["#B86E00", "#EDDABF"], ["#7C8894", "#FFFFFF"], ["#6C8CAB", "#DAE2EA"]);
    let expected = [&["#FFFFFF", solid[0]][..], &hatched, &hollow, &tinted, &[solid[1]]].concat();
    assert_eq!(fills, expected);
    // The middle of all bars, under them, and the hatching.
    assert_eq!(attributes(&drawing, "polyline", "stroke"), ["#7C8894", "#B86E00"]);
}

#[test]
fn words_of_levels_stand_above_the_first_bar_or_are_those_of_the_ends() {
    let words = |shares: &[f64], width| {
        let drawing =
            draw(&distribution(FIVE, 2, |_| answers("staff", shares)), &Theme::from(Shade::Light), Size { width });
        let (_, top, ..) = drawing.marks[0].shape.bounds();
        let above = drawing.labels.iter().filter(|label| label.bottom <= top && label.text != "staff");
        above.map(|label| label.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(words(&[0.2; 5], 1280), FIVE);
    assert_eq!(words(&[0.0, 0.2, 0.2, 0.2, 0.4], 1280), FIVE);
    // Too narrow for all of them, and then nothing for the others to stand above.
    let ends = [FIVE[0], FIVE[4]];
    assert_eq!(words(&[0.2; 5], 390), ends);
    assert_eq!(words(&[0.0, 0.0, 0.0, 0.0, 1.0], 1280), ends);
}

#[test]
fn shares_that_do_not_belong_to_the_levels_make_no_bar() {
    for shares in [&[0.25; 4][..], &[0.2; 6], &[0.0; 5]] {
        let drawing =
            draw(&distribution(FIVE, 1, |_| answers("staff", shares)), &Theme::from(Shade::Light), Size { width: 390 });
        assert_eq!(attributes(&drawing, "rect", "x"), ["0"]);
        assert_eq!(drawing.labels.len(), 1, "only the name is there");
    }
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
        figures.push((format!("café overall {}", language.tag()), cafe::overall(language)));
        figures.push((format!("café zones {}", language.tag()), cafe::zones(language)));
        figures.push((format!("café distribution {}", language.tag()), cafe::distribution(language)));
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

/// Whether a mark is the box of some words.
fn is_words(shape: &MarkShape, drawing: &Drawing) -> bool {
    let MarkShape::Rect { left, top, bottom, .. } = *shape else { return false };
    drawing.labels.iter().any(|label| label.left == left && label.top >= top && label.bottom <= bottom + 1.0)
}

fn overlap(label: &Label, (left, top, right, bottom): (f64, f64, f64, f64)) -> bool {
    label.left < right && left < label.right && label.top < bottom && top < label.bottom
}
