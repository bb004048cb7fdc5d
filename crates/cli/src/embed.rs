//! `esteem embed`: the tag that puts a study into a page, with a plain form inside for browsers that cannot run it.
//!
//! The form is HTML alone, without script and style. Its fields are called as the columns of a file of answers, so that a
//! table of what it sends is read like any other.

use std::path::{Path, PathBuf};

use esteem_analysis::words::Language;
use esteem_study::Study;
use esteem_study::response;
use maud::{Markup, PreEscaped, html};

use crate::input::{self, Lines};

mod form;

/// Where things are and what is printed.
pub(crate) struct Options {
    /// The study.
    pub study: PathBuf,
    /// The address of the folder with the scripts.
    pub base: String,
    /// The address of the study; default its name in the folder with the scripts.
    pub study_url: Option<String>,
    /// The address of the analyzer's page, to be shown in a frame where the element cannot run.
    pub frame: Option<String>,
    /// Whether the study stands inside the tag.
    pub is_inline: bool,
    /// Whether the browser is to fetch at once what the first question needs.
    pub is_early: bool,
}

/// Prints the tag. `asked` is the language that the questionnaire begins in, if one was asked for; `spoken` the language
/// of what is said about files.
pub(crate) fn run(options: &Options, asked: Option<Language>, spoken: Language) -> Result<(), Lines> {
    let file = input::study(&options.study, spoken)?;
    let tag = language(&file.study, asked).ok_or_else(|| vec![no_language(options, &file.study, spoken)])?;
    input::print("embed", &tag_of(&file.study, tag, options)?.into_string())
}

/// The study's own tag for a language, its first one if none was asked for.
fn language(study: &Study, asked: Option<Language>) -> Option<&str> {
    let tags = || study.languages.iter().map(String::as_str);
    match asked {
        None => tags().next(),
        Some(asked) => tags().find(|tag| tag.split('-').next() == Some(asked.tag())),
    }
}

fn no_language(options: &Options, study: &Study, spoken: Language) -> String {
    let known = study.languages.join(spoken.of("、", ", "));
    let sentence = spoken.of(
        format!("问卷没有这种语言，有的是 {known}。"),
        format!("the study is not worded in that language; it is worded in {known}."),
    );
    input::named(&options.study, &sentence, spoken)
}

fn tag_of(study: &Study, language: &str, options: &Options) -> Result<Markup, Lines> {
    let base = options.base.trim_end_matches('/');
    let name = options.study.file_name().unwrap_or_default().to_string_lossy();
    let study_url = options.study_url.clone().unwrap_or_else(|| format!("{base}/{name}"));
    let frame = options.frame.as_ref().map(|page| {
        let (study, language) = (encoded(&study_url), encoded(language));
        format!("{page}#/answer?study={study}&lang={language}")
    });
    let inside = if options.is_inline { Some(text_of(study, &options.study)?) } else { None };
    Ok(html! {
        @if options.is_early {
            link rel="modulepreload" href={ (base) "/esteem-survey-parts.js" };
            "\n" link rel="preload" as="fetch" crossorigin href={ (base) "/esteem-survey_bg.wasm" };
            @if inside.is_none() { "\n" link rel="preload" as="fetch" crossorigin href=(study_url); }
            "\n"
        }
        esteem-survey study=[inside.is_none().then_some(study_url)] lang=(language) frame=[frame] {
            @if let Some(text) = inside {
                "\n" script type="application/json" { (PreEscaped(text)) }
            }
            "\n" (form::form(study, language)) "\n"
        }
        "\n" script type="module" src={ (base) "/esteem-survey.js" } {} "\n"
    })
}

/// The study as text that can stand in a script element, whatever it says.
fn text_of(study: &Study, path: &Path) -> Result<String, Lines> {
    let text = serde_json::to_string(study).map_err(|error| vec![format!("{}: {error}", path.display())])?;
    // In JSON the sign stands in strings alone, where it may be written so.
    Ok(text.replace('<', "\\u003c"))
}

/// The text so that nothing in it has a meaning in an address.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => encoded.push(byte.into()),
            _ => encoded += &format!("%{byte:02X}"),
        }
    }
    encoded
}

/// The fields that say which questionnaire was answered.
fn hidden(study: &Study, part: Option<&str>, language: &str) -> Markup {
    let field = |name: &str, value: &str| html! { input type="hidden" name=(name) value=(value); "\n" };
    html! {
        (field("format", response::FORMAT))
        (field("study", &study.id))
        @if let Some(part) = part { (field("part", part)) }
        (field("language", language))
    }
}
