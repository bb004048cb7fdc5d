//! The pictures that people look at: each chart in both shades, both languages and two widths.

mod cafe;

use cafe::Language;
use esteem_charts::{Figure, Script, Shade, Size, Theme, draw};
use expect_test::expect_file;

#[test]
fn gaps_look_as_they_should() {
    check("gap", cafe::gaps);
}

#[test]
fn needs_look_as_they_should() {
    check("needs", cafe::needs);
}

#[test]
fn states_look_as_they_should() {
    check("states", cafe::states);
}

#[test]
fn overall_levels_look_as_they_should() {
    check("overall", cafe::overall);
}

#[test]
fn zones_look_as_they_should() {
    check("zones", cafe::zones);
}

#[test]
fn distributions_look_as_they_should() {
    check("distribution", cafe::distribution);
}

#[test]
fn ranges_look_as_they_should() {
    check("ranges", cafe::ranges);
}

#[test]
fn pairs_of_ranges_look_as_they_should() {
    check("ranges-two", cafe::two_ranges);
}

#[test]
fn maps_look_as_they_should() {
    check("map", cafe::map);
}

fn check(name: &str, figure: fn(Language) -> Figure) {
    for (shade, shade_name) in [(Shade::Light, "light"), (Shade::Dark, "dark")] {
        for language in Language::ALL {
            for width in [330, 760] {
                let theme = Theme::new(shade, Script::of(language.tag()));
                let drawing = draw(&figure(language), &theme, Size { width });
                let file = format!("gallery/{name}-{shade_name}-{}-{width}.svg", language.tag());
                expect_file![file].assert_eq(&drawing.svg);
            }
        }
    }
}
