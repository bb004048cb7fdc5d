//! Which files make up the page, and where each of them comes from.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use esteem_content::codec;
use sha2::{Digest, Sha256};

use crate::build::Profile;
use crate::example::{self, Example};
use crate::questionnaire::{self, Questionnaire};
use crate::{first_paint, paths, shell, wasm};

/// Joined into one style sheet: tokens first because the rest refers to them, media last because it changes the rest.
const STYLES: [&str; 8] = [
    "styles/tokens.css",
    "styles/analyzer.css",
    "styles/pieces.css",
    "styles/views.css",
    "styles/selection.css",
    "styles/figure.css",
    "styles/shell.css",
    "styles/media.css",
];

/// The studies that ship, in a folder of the same name beside the page.
const STUDIES: &str = "studies";

/// Where the first paint goes.
const FIRST_PAINT: &str = "<!-- FIRST_PAINT -->";

/// The files of the page, by their names on it.
#[derive(Debug)]
pub(crate) struct Site {
    files: Vec<(String, Vec<u8>)>,
    /// The questionnaire's scripts as the page in one file holds them.
    pub(crate) questionnaire: String,
}

impl Site {
    /// Puts the page together. Every file knows the build, which is named by what all of them hold, so that files of two
    /// builds can never work together unnoticed.
    pub(crate) fn new(
        page: wasm::Bundle,
        engine: wasm::Bundle,
        questionnaire: Questionnaire,
        profile: Profile,
    ) -> Result<Site> {
        let text = |name: &str| {
            let bytes = read(name)?;
            String::from_utf8(bytes).with_context(|| format!("{name} is no text"))
        };
        let styles = STYLES.iter().map(|name| text(name)).collect::<Result<Vec<_>>>()?;
        let example = Example::read()?;
        let mut texts = vec![
            ("index.html", text("index.html")?.replace(FIRST_PAINT, &first_paint::markup(&example)?)),
            ("language.js", shell::language(profile)?),
            ("shell.js", shell::shell(profile)?),
            ("worker.js", shell::worker(profile)?),
            (wasm::PAGE.glue, shell::glue(&page, profile)),
            (wasm::ENGINE.glue, shell::glue(&engine, profile)),
            ("analyzer.css", styles.join("\n")),
        ];
        let mut bytes = vec![
            (wasm::PAGE.code, page.code),
            (wasm::ENGINE.code, engine.code),
            (example::STUDY, example.study),
            (example::RESPONSES, example.responses),
        ];
        bytes.extend(example::CONTENTS.into_iter().zip(example.contents.iter().map(codec::pack)));
        questionnaire.put_into(&mut texts, &mut bytes);
        Site::named(texts, bytes)
    }

    /// The questionnaire's files alone.
    pub(crate) fn of_questionnaire(questionnaire: Questionnaire) -> Result<Site> {
        let (mut texts, mut bytes) = (Vec::new(), Vec::new());
        questionnaire.put_into(&mut texts, &mut bytes);
        Site::named(texts, bytes)
    }

    /// The files, with the studies that ship; texts and contents are told the build, which is named by what all of them hold.
    fn named(mut texts: Vec<(&str, String)>, bytes: Vec<(&str, Vec<u8>)>) -> Result<Site> {
        let mut bytes: Vec<_> =
            bytes.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).chain(studies()?).collect();
        let mut hash = Sha256::new();
        texts.iter().for_each(|(_, text)| hash.update(text));
        bytes.iter().for_each(|(_, bytes)| hash.update(bytes));
        let build: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        for (_, text) in &mut texts {
            *text = text.replace(shell::BUILD, &build);
        }
        for (_, content) in bytes.iter_mut().filter(|(name, _)| example::CONTENTS.contains(&name.as_str())) {
            content.splice(0..0, build.bytes());
        }
        let (inside, texts): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(name, _)| *name == questionnaire::INSIDE);
        let texts = texts.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes()));
        let questionnaire = inside.into_iter().map(|(_, text)| text).collect();
        Ok(Site { files: texts.chain(bytes).collect(), questionnaire })
    }

    /// What a file holds.
    pub(crate) fn bytes(&self, name: &str) -> Result<&[u8]> {
        let file = self.files.iter().find(|(known, _)| known == name);
        file.map(|(_, bytes)| bytes.as_slice()).with_context(|| format!("the page has no {name}"))
    }

    /// What a text file holds.
    pub(crate) fn text(&self, name: &str) -> Result<&str> {
        std::str::from_utf8(self.bytes(name)?).with_context(|| format!("{name} is no text"))
    }

    /// Writes the files into an emptied folder and answers with it.
    pub(crate) fn write(&self, folder: PathBuf) -> Result<PathBuf> {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        for (name, bytes) in &self.files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&folder))?;
            fs::write(path, bytes)?;
        }
        Ok(folder)
    }
}

/// The studies that ship, by their names beside the page.
fn studies() -> Result<Vec<(String, Vec<u8>)>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(paths::root().join(STUDIES)).context("there is no folder of studies")? {
        names.push(format!("{STUDIES}/{}", entry?.file_name().to_string_lossy()));
    }
    names.retain(|name| name.ends_with(".study.json"));
    names.sort();
    names.into_iter().map(|name| Ok((name.clone(), read(&name)?))).collect()
}

fn read(name: &str) -> Result<Vec<u8>> {
    fs::read(Path::join(paths::root(), name)).with_context(|| format!("the page needs {name}, which cannot be read"))
}
