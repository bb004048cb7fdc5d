//! Drawings as files of their own.

mod cafe;

use cafe::Language;
use esteem_charts::{Caption, Figure, Script, Shade, Size, Theme, draw, standalone};
use expect_test::expect_file;

fn caption(language: Language) -> Caption {
    match language {
        Language::En => Caption {
            title: "What they expected & what they got".into(),
            study: "The café on the corner".into(),
            base: "412 answers".into(),
        },
        Language::Zh => {
            Caption { title: "期望与实际".into(), study: "街角咖啡馆".into(), base: "412 份回答".into() }
        }
    }
}

#[test]
fn a_file_has_a_title_a_description_and_every_word_of_the_drawing() {
    for figure in [cafe::gaps, cafe::needs, cafe::states, cafe::overall, cafe::zones, cafe::distribution] {
        for language in Language::ALL {
            for width in [330, 760] {
                check(&figure(language), language, width);
            }
        }
    }
}

fn check(figure: &Figure, language: Language, width: u32) {
    let theme = Theme::new(Shade::Light, Script::of(language.tag()));
    let caption = caption(language);
    let file = standalone(figure, &theme, Size { width }, &caption);
    let drawing = draw(figure, &theme, Size { width });
    let document = roxmltree::Document::parse(&file).expect("it is well-formed");
    let root = document.root_element();
    assert!(root.has_tag_name(("http://www.w3.org/2000/svg", "svg")));
    let text = |tag: &str| root.children().find(|node| node.tag_name().name() == tag).and_then(|node| node.text());
    assert_eq!(text("title"), Some(caption.title.as_str()));
    assert_eq!(text("desc"), Some(figure.title()));
    let written: Vec<&str> = root
        .descendants()
        .filter(|node| node.tag_name().name() == "text")
        .map(|node| node.text().unwrap_or_default().trim())
        .collect();
    for label in &drawing.labels {
        assert!(written.contains(&label.text.as_str()), "{label:?}");
    }
    let foot = written.join(" ");
    assert!(foot.contains(&caption.base) && foot.contains("Esteem"), "{foot}");
    let size = |name: &str| root.attribute(name).and_then(|value| value.parse::<f64>().ok()).expect("it has a size");
    assert!(size("width") > drawing.width && size("height") > drawing.height);
}

#[test]
fn files_look_as_they_should() {
    for language in Language::ALL {
        let theme = Theme::new(Shade::Light, Script::of(language.tag()));
        let file = standalone(&cafe::gaps(language), &theme, Size { width: 760 }, &caption(language));
        expect_file![format!("gallery/standalone-gap-{}.svg", language.tag())].assert_eq(&file);
    }
}
