//! What a reader sees before any program runs: the head of the page and what the example says, in both languages.
//!
//! It is the app's own markup with the app's own words, so that nothing moves when the app takes its place; what is pressed
//! comes with the app. `styles/shell.css` shows one of the languages.

use anyhow::{Context, Result};
use esteem_analysis::words::{Language, Sentence};
use esteem_content::Content;

use crate::example::Example;
use crate::paths;

/// Shown with another section, and no view of its own.
const NO_VIEW: &str = "distributions";

/// The first paint of a page that opens with this example.
pub(crate) fn markup(example: &Example) -> Result<String> {
    let mut parts = String::new();
    for content in &example.contents {
        let words = Words::read(content.language)?;
        let tag = content.language.tag();
        parts += &format!(
            "<div class=\"first-paint\" lang=\"{tag}\">{}{}",
            masthead(content, &words)?,
            navigation(content, &words)?
        );
        parts += &format!("{}</div>", headline(content, &words)?);
    }
    Ok(format!("<div id=\"first-paint\">{parts}</div>"))
}

/// The words of the page in one language, as their source has them.
struct Words {
    language: Language,
    source: String,
}

impl Words {
    fn read(language: Language) -> Result<Words> {
        let name = format!("src/words/{}.rs", language.tag());
        let source = std::fs::read_to_string(paths::root().join(&name));
        Ok(Words { language, source: source.with_context(|| format!("{name} cannot be read"))? })
    }

    /// The word of a name.
    fn of(&self, name: &str) -> Result<String> {
        let word = self.after(&format!(" {name}: \""));
        word.with_context(|| format!("the words in {} have no `{name}`", self.language.tag()))
    }

    /// What a view is called in few words, where its section's title is a sentence.
    fn view_name(&self, id: &str, title: &str) -> String {
        self.after(&format!("(\"{id}\", \"")).unwrap_or_else(|| escaped(title))
    }

    fn after(&self, start: &str) -> Option<String> {
        let (word, _) = self.source.split_once(start)?.1.split_once('"')?;
        Some(escaped(word))
    }
}

fn masthead(content: &Content, words: &Words) -> Result<String> {
    let mut languages = String::new();
    for language in Language::ALL {
        let (tag, name) = (language.tag(), Words::read(language)?.of("own_name")?);
        let is_chosen = language == content.language;
        languages +=
            &format!("<span class=\"language\" lang=\"{tag}\" aria-pressed=\"{is_chosen}\"><span>{name}</span></span>");
    }
    let mut actions = String::new();
    for name in ["open", "workspaces", "print"] {
        actions += &format!("<span class=\"button\"><span>{}</span></span>", words.of(name)?);
    }
    Ok(format!(
        "<header class=\"masthead\"><p class=\"brand\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\">\
         <rect x=\"1\" y=\"9\" width=\"4\" height=\"6\" rx=\"1\"/><rect x=\"6\" y=\"5\" width=\"4\" height=\"10\" rx=\"1\"/>\
         <rect x=\"11\" y=\"1\" width=\"4\" height=\"14\" rx=\"1\"/></svg><span>Esteem</span></p>\
         <h1 class=\"title\">{}</h1><div class=\"languages\" aria-hidden=\"true\">{languages}</div>\
         <div class=\"actions\" aria-hidden=\"true\">{actions}</div></header>",
        escaped(&content.title)
    ))
}

fn navigation(content: &Content, words: &Words) -> Result<String> {
    let mut links = vec![(String::new(), words.of("overview")?)];
    let sections = content.sections.iter().filter(|section| section.id != NO_VIEW);
    links.extend(sections.map(|section| (section.id.to_string(), words.view_name(&section.id, &section.title))));
    links.push(("method".into(), words.view_name("method", &words.of("method")?)));
    let link = |(id, title): &(String, String)| {
        let current = if id.is_empty() { " aria-current=\"page\"" } else { "" };
        format!("<li><a href=\"#/{id}\"{current}><span>{title}</span></a></li>")
    };
    Ok(format!("<nav class=\"navigation\"><ul>{}</ul></nav>", links.iter().map(link).collect::<String>()))
}

fn headline(content: &Content, words: &Words) -> Result<String> {
    let sentences: String = content.headline.iter().map(sentence).collect();
    let (example, try_it, open) = (words.of("example")?, words.of("try_it")?, words.of("open_own")?);
    Ok(format!(
        "<main class=\"page\"><aside class=\"example\"><p>{example}</p><span class=\"button\" aria-hidden=\"true\">\
         <span>{try_it}</span></span><span class=\"button\" aria-hidden=\"true\"><span>{open}</span></span></aside><div class=\"view\"><section class=\"headline\">{sentences}</section></div></main>"
    ))
}

fn sentence(sentence: &Sentence) -> String {
    let mut spans = String::new();
    for span in &sentence.spans {
        let class = if span.explained.is_some() { " class=\"number-button\"" } else { "" };
        spans += &format!("<span{class}>{}</span>", escaped(&span.text));
    }
    format!("<p class=\"sentence\">{spans}</p>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_paint_says_what_the_example_says_in_both_languages() {
        let markup = markup(&Example::read().expect("opens")).expect("has its words");
        for language in Language::ALL {
            assert!(markup.contains(&format!("<div class=\"first-paint\" lang=\"{}\">", language.tag())));
        }
        assert!(markup.matches("class=\"sentence\"").count() >= 4, "{markup}");
    }

    #[test]
    fn a_word_that_the_page_does_not_have_is_an_error() {
        let words = Words::read(Language::En).expect("is there");
        assert_eq!(words.of("own_name").expect("is a word"), "English");
        assert!(words.of("no_such_word").is_err());
    }
}
