//! Figures side by side: the same number stands at the same place in each of them, whatever else they show.

mod cafe;

use cafe::Language;
use esteem_charts::{Drawing, Figure, Script, Shade, Size, Theme, draw, share_axes};

/// The widths of a column and of a figure that stands alone.
const WIDTHS: [u32; 4] = [280, 330, 599, 760];

#[test]
fn the_same_gap_stands_at_the_same_place() {
    beside(cafe::gaps, |figure| {
        let Figure::Gaps(figure) = figure else { return };
        for row in &mut figure.rows[1..] {
            row.gap = row.gap.map(|gap| gap * 2.5 - 0.4);
            row.interval = row.interval.map(|(low, high)| (low * 2.5 - 0.4, high * 2.5 - 0.4));
            row.gap_text = format!("{}0000", row.gap_text);
        }
    });
}

#[test]
fn the_same_share_of_a_need_ends_at_the_same_place() {
    beside(cafe::needs, |figure| {
        let Figure::Needs(figure) = figure else { return };
        for row in &mut figure.rows[1..] {
            row.shares = row.shares.map(|[a, b, c, d]| [d, c, b, a]);
            row.violated_text = "> 99.99 %".into();
        }
    });
}

#[test]
fn the_same_share_of_a_state_is_a_bar_of_the_same_length() {
    beside(cafe::states, |figure| {
        let Figure::States(figure) = figure else { return };
        for row in &mut figure.rows[1..] {
            row.share = row.share.map(|share| 1.0 - share);
            row.interval = None;
            row.recovered = None;
            row.text = "more than 99.99 %".into();
        }
    });
}

#[test]
fn the_same_zone_has_the_same_edges() {
    beside(cafe::zones, |figure| {
        let Figure::Zones(figure) = figure else { return };
        for row in &mut figure.rows[1..] {
            row.perceived = row.adequate;
            row.shares = ["less than 99.9 %", "", "0.001 %"].map(String::from);
        }
    });
}

#[test]
fn the_same_answers_are_the_same_bar() {
    beside(cafe::distribution, |figure| {
        let Figure::Distribution(figure) = figure else { return };
        for row in &mut figure.groups[0].rows[1..] {
            row.shares = row.shares.as_ref().map(|_| vec![0.9, 0.02, 0.02, 0.02, 0.04]);
            row.low_text = "more than 92 %".into();
        }
    });
}

#[test]
fn the_same_range_stands_at_the_same_place() {
    for figure in [cafe::ranges, cafe::two_ranges] {
        beside(figure, |figure| {
            let Figure::Ranges(figure) = figure else { return };
            for row in &mut figure.rows[1..] {
                for point in &mut row.points {
                    point.value = point.value.map(|value| value * 2.5 - 0.4);
                    point.interval = point.interval.map(|(low, high)| (low * 2.5 - 0.4, high * 2.5 - 0.4));
                }
                row.texts.iter_mut().for_each(|text| text.push_str("0000"));
            }
        });
    }
}

#[test]
fn words_find_room_beside_shared_axes() {
    for width in WIDTHS {
        for figure in [
            cafe::gaps,
            cafe::needs,
            cafe::states,
            cafe::overall,
            cafe::zones,
            cafe::distribution,
            cafe::ranges,
            cafe::two_ranges,
        ] {
            let mut figures = [figure(Language::En), figure(Language::Zh)];
            share_axes(&mut figures);
            for figure in &figures {
                let drawing = draw(figure, &Theme::from(Shade::Light), Size { width });
                for label in &drawing.labels {
                    assert!(label.left >= 0.0 && label.right <= drawing.width + 0.05, "{width}: {label:?}");
                }
                for mark in &drawing.marks {
                    let (left, _, right, _) = mark.shape.bounds();
                    assert!(left >= 0.0 && right <= drawing.width + 0.05, "{width}: {mark:?}");
                }
            }
        }
    }
}

#[test]
fn nothing_is_shared_by_nobody_and_figures_of_another_kind_keep_their_axes() {
    share_axes([]);
    let (mut gaps, mut states) = (cafe::gaps(Language::En), cafe::states(Language::En));
    share_axes([&mut gaps, &mut states]);
    assert_eq!(states, cafe::states(Language::En));
    assert_ne!(gaps, cafe::gaps(Language::En));
}

/// Draws a figure beside a changed copy of which only the first row is the same: in both it must stand at the same
/// place, dots of the axis at the right included.
fn beside(figure: fn(Language) -> Figure, change: impl Fn(&mut Figure)) {
    for language in Language::ALL {
        let (mut one, mut other) = (figure(language), figure(language));
        change(&mut other);
        share_axes([&mut one, &mut other]);
        for width in WIDTHS {
            let theme = Theme::new(Shade::Light, Script::of(language.tag()));
            let [one, other] = [&one, &other].map(|figure| draw(figure, &theme, Size { width }));
            let ends = |drawing: &Drawing| {
                let (left, _, right, _) = drawing.marks[0].shape.bounds();
                (left, right)
            };
            assert_eq!(ends(&one), ends(&other), "{width}");
            assert_eq!(small_dot(&one.svg), small_dot(&other.svg), "{width}");
        }
    }
}

/// Where the first dot on the axis of gaps is, if there is one.
fn small_dot(svg: &str) -> Option<String> {
    let document = roxmltree::Document::parse(svg).expect("it is well-formed");
    let mut dots = document.descendants().filter(|node| node.attribute("r") == Some("35"));
    dots.find_map(|node| node.attribute("cx")).map(str::to_owned)
}
