//! What a reader sees before any program runs: the name of the page and what the example says, in both languages.
//!
//! The page's own markup, so that nothing moves when the app takes its place; `styles/shell.css` shows one language.

use anyhow::{Result, anyhow};
use esteem_analysis::words::Language;
use esteem_engine::{Ask, Engine, Files};

/// The first paint of a page that opens with these files.
pub(crate) fn markup(study: &[u8], responses: &[u8]) -> Result<String> {
    let mut engine = Engine::default();
    let files = Files { study: Some(study), responses: Some(responses), mapping: None };
    engine
        .open(&files, &|_| None, &mut |_| {})
        .map_err(|refused| anyhow!("the example cannot be opened: {refused:?}"))?;
    let mut parts = String::new();
    for language in Language::ALL {
        let content = engine.content(&Ask::all(language)).ok_or_else(|| anyhow!("the engine holds no example"))?;
        let sentences: String = content.headline.iter().map(sentence).collect();
        let (tag, title) = (language.tag(), escaped(&content.title));
        parts += &format!(
            "<div class=\"first-paint\" lang=\"{tag}\">{}<main class=\"page\"><section class=\"headline\">{sentences}\
             </section></main></div>",
            masthead(&title)
        );
    }
    Ok(format!("<div id=\"first-paint\">{parts}</div>"))
}

fn masthead(title: &str) -> String {
    format!(
        "<header class=\"masthead\"><p class=\"brand\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\">\
         <rect x=\"1\" y=\"9\" width=\"4\" height=\"6\" rx=\"1\"/><rect x=\"6\" y=\"5\" width=\"4\" height=\"10\" rx=\"1\"/>\
         <rect x=\"11\" y=\"1\" width=\"4\" height=\"14\" rx=\"1\"/></svg><span>Esteem</span></p>\
         <h1 class=\"title\">{title}</h1></header>"
    )
}

fn sentence(sentence: &esteem_engine::content::Sentence) -> String {
    let span = |span: &esteem_engine::content::Span| {
        let class = if span.explained.is_some() { " class=\"number-button\"" } else { "" };
        format!("<span{class}>{}</span>", escaped(&span.text))
    };
    format!("<p class=\"sentence\">{}</p>", sentence.spans.iter().map(span).collect::<String>())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths;

    #[test]
    fn the_first_paint_says_what_the_example_says_in_both_languages() {
        let read = |name: &str| std::fs::read(paths::root().join("examples").join(name)).expect("is there");
        let markup = markup(&read(crate::site::STUDY), &read(crate::site::RESPONSES)).expect("opens");
        for language in Language::ALL {
            assert!(markup.contains(&format!("<div class=\"first-paint\" lang=\"{}\">", language.tag())));
        }
        assert!(markup.matches("class=\"sentence\"").count() >= 4, "{markup}");
    }
}
