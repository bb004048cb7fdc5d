//! The example that the page opens with, and what the engine says of it: worked out when the page is built, so that the page
//! shows it before there is an engine.

use anyhow::{Context, Result, anyhow};
use esteem_analysis::import::Tests;
use esteem_analysis::words::Language;
use esteem_content::{Ask, Content};
use esteem_engine::{Engine, Files};

use crate::paths;

/// The files of the example, by their names beside the page.
pub(crate) const STUDY: &str = "cafe.study.json";
pub(crate) const RESPONSES: &str = "cafe.responses.csv";

/// What the engine says of it in each language, in the order of [`Language::ALL`]: the bytes that its worker would send, after
/// the name of the build.
pub(crate) const CONTENTS: [&str; 2] = ["cafe.zh.content", "cafe.en.content"];

/// The example.
#[derive(Debug)]
pub(crate) struct Example {
    /// The study.
    pub(crate) study: Vec<u8>,
    /// The responses.
    pub(crate) responses: Vec<u8>,
    /// What the page shows of them first, in the order of [`Language::ALL`].
    pub(crate) contents: [Content; 2],
}

impl Example {
    /// Reads the files and asks the engine, as the page does that is opened for the first time.
    pub(crate) fn read() -> Result<Example> {
        let [study, responses] = [STUDY, RESPONSES].map(|name| {
            let path = paths::root().join("examples").join(name);
            std::fs::read(path).with_context(|| format!("the page needs examples/{name}, which cannot be read"))
        });
        let (study, responses) = (study?, responses?);
        let mut engine = Engine::default();
        let files = Files { study: &study, responses: Some(&responses), mapping: None, tests: Tests::LeftOut };
        engine
            .open(&files, &|_| None, &mut |_| {})
            .map_err(|refused| anyhow!("the example cannot be opened: {refused:?}"))?;
        let [zh, en] = Language::ALL.map(|language| engine.content(&Ask::all(language)));
        let nothing = "the engine holds no example";
        Ok(Example { study, responses, contents: [zh.context(nothing)?, en.context(nothing)?] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_is_named_by_its_language() {
        let example = Example::read().expect("opens");
        for (name, content) in CONTENTS.iter().zip(&example.contents) {
            assert_eq!(*name, format!("{}.{}.content", content.study, content.language.tag()));
        }
    }
}
