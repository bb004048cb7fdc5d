//! The questionnaire's files: the script that a company names, and the parts that it asks for.

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::build::Profile;
use crate::{paths, run, shell, split, wasm};

/// What a company names; it defines the element.
pub(crate) const LOADER: &str = "esteem-survey.js";

/// What the element asks for besides its code, before the first question stands: glue, looks, and what gets the rest.
pub(crate) const PARTS: &str = "esteem-survey-parts.js";

/// What it asks for after that: what keeps and sends, with the code that does.
pub(crate) const KEEPING: &str = "esteem-survey-keeping.js";

/// The code once more as a script, for pages whose policy lets nothing be fetched.
pub(crate) const BYTES: &str = "esteem-survey-bytes.js";

/// The scripts as the page that is one file holds them, where they are no file of their own.
pub(crate) const INSIDE: &str = "esteem-survey-inside.js";

/// Everything that a website needs to show questionnaires.
pub(crate) const FILES: [&str; 5] = [LOADER, PARTS, KEEPING, BYTES, wasm::QUESTIONNAIRE.code];

/// Where the loader's parts come from on a web host, and in the page that is one file.
const HOSTED: &str = "hosted.js";
const IN_ONE_FILE: &str = "inside.js";

/// The element, in this order because each uses what stands before it.
const ELEMENT: [&str; 3] = ["words.js", "life.js", "element.js"];

/// What stands between the module and the device, likewise.
const HELPER: [&str; 2] = ["setting.js", "helper.js"];

/// What drives the device, likewise.
const DEVICE: [&str; 3] = ["rungs.js", "store.js", "device.js"];

/// How the module draws; it stands around the glue, which calls it.
const DRAW: &str = "draw.js";

/// The element's looks; room comes last, because it changes the rest.
const STYLES: [&str; 4] = ["frame.css", "questions.css", "buttons.css", "room.css"];

/// What stands in the loader where the fingerprint of the code belongs.
const INTEGRITY: &str = "CODE_INTEGRITY";

/// The files' texts, which do not know their build yet, and the code.
#[derive(Debug)]
pub(crate) struct Questionnaire {
    loader: String,
    parts: String,
    keeping: String,
    bytes: String,
    /// All scripts as one classic script, for the page that is one file.
    inside: String,
    code: Vec<u8>,
}

impl Questionnaire {
    /// Puts the files among others.
    pub(crate) fn put_into(self, texts: &mut Vec<(&'static str, String)>, bytes: &mut Vec<(&'static str, Vec<u8>)>) {
        texts.extend([(LOADER, self.loader), (PARTS, self.parts), (KEEPING, self.keeping), (BYTES, self.bytes)]);
        texts.push((INSIDE, self.inside));
        bytes.push((wasm::QUESTIONNAIRE.code, self.code));
    }
}

/// Builds the questionnaire.
pub(crate) fn build(profile: Profile) -> Result<Questionnaire> {
    let bundle = wasm::bundle(wasm::QUESTIONNAIRE, profile)?;
    let element = joined(&ELEMENT)?;
    let parts = parts(&without_getting(&bundle.glue)?)?;
    let integrity = format!("sha256-{}", STANDARD.encode(Sha256::digest(&bundle.code)));
    let loader = format!("{}\n{element}", read(HOSTED)?.replace(INTEGRITY, &integrity));
    let later = bundle.later.context("the questionnaire's code is in one piece")?;
    let keeping = format!("const CODE = '{}';\n{}", STANDARD.encode(&later), joined(&DEVICE)?);
    let inside = format!(
        "'use strict';\n(() => {{\n{parts}\nconst keeping = (() => {{\n{keeping}\nreturn {{ device, getCode }};\n}})();\n\
         {}\n{element}}})();\n",
        read(IN_ONE_FILE)?
    );
    let exported = format!("{parts}\nexport const build = '{}';\nexport {{ make, css, helper }};\n", shell::BUILD);
    let keeping = format!("{keeping}\nexport const build = '{}';\nexport {{ device, getCode }};\n", shell::BUILD);
    let code = STANDARD.encode(&bundle.code);
    Ok(Questionnaire {
        loader: small(LOADER, &loader, profile)?,
        parts: small(PARTS, &exported, profile)?,
        keeping: small(KEEPING, &keeping, profile)?,
        bytes: format!("export const build = '{}';\nexport const bytes = '{code}';\n", shell::BUILD),
        inside: small(INSIDE, &inside, profile)?,
        code: bundle.code,
    })
}

/// A factory of instances that share nothing, the style sheet as text, and what stands between an instance and the device.
fn parts(glue: &str) -> Result<String> {
    let css = STYLES.iter().map(|name| read(&["../styles/", name].concat())).collect::<Result<Vec<_>>>()?.join("\n");
    let css = serde_json::to_string(&dense(&shell::tidied(&css, Profile::Release)))?;
    let helper = joined(&HELPER)?;
    let draw = read(DRAW)?;
    Ok(format!("const make = () => {{\n{draw}\n{glue}\nreturn wasm_bindgen;\n}};\nconst css = {css};\n{helper}"))
}

/// The style sheet without the spaces that only readers need.
fn dense(css: &str) -> String {
    let spaces =
        [("{\n", "{"), (";\n", ";"), ("}\n", "}"), (",\n", ","), (" {", "{"), (": ", ":"), (", ", ","), (";}", "}")];
    spaces.iter().fold(css.to_owned(), |css, (spaced, dense)| css.replace(spaced, dense))
}

/// The glue without what finds, gets and compiles the module, which the element does itself: it begins with compiled code, and
/// is joined by compiled code later.
fn without_getting(glue: &str) -> Result<String> {
    const BEGINS: &str = "    async function __wbg_load(";
    const ENDS: &str = "    return Object.assign(__wbg_init, { initSync }, exports);";
    const BEGIN: &str = "    exports.join = async (code) => {
        const later = await WebAssembly.instantiate(code, { ...__wbg_get_imports(), FIRST: wasm });
        wasm = { ...wasm, ...later.exports };
    };
    return Object.assign(async (code) => {
        __wbg_finalize_init(await WebAssembly.instantiate(code, __wbg_get_imports()), code);
    }, exports);";
    let (imports, rest) = glue.split_once(BEGINS).context("the glue gets its module in another way than it did")?;
    let (_, end) = rest.split_once(ENDS).context("the glue ends in another way than it did")?;
    // Where the script itself stands would only matter to what is left out.
    let (head, imports) = imports.split_once("    let script_src;").context("the glue begins in another way")?;
    let (_, imports) = imports.split_once("    }\n").context("the glue begins in another way")?;
    Ok([head, imports, &BEGIN.replace("FIRST", split::FIRST), end].concat())
}

fn joined(names: &[&str]) -> Result<String> {
    Ok(names.iter().map(|name| read(name)).collect::<Result<Vec<_>>>()?.join("\n"))
}

fn read(name: &str) -> Result<String> {
    let path = paths::root().join("crates/widget/js").join(name);
    std::fs::read_to_string(&path).with_context(|| format!("the questionnaire needs {}", path.display()))
}

/// For releases, the script as small as terser makes it.
fn small(name: &str, text: &str, profile: Profile) -> Result<String> {
    if profile == Profile::Dev {
        return Ok(text.to_owned());
    }
    let folder = paths::bundle(profile).join("scripts");
    std::fs::create_dir_all(&folder)?;
    let (before, after) = (folder.join(name), folder.join(format!("small-{name}")));
    std::fs::write(&before, text)?;
    let mut command = run::program("node");
    command.arg("node_modules/terser/bin/terser").arg(&before).arg("--output").arg(&after);
    command.args(["--module", "--ecma", "2022", "--mangle", "--compress"]);
    run::check(command.arg("passes=3,unsafe_arrows=true,pure_getters=true,hoist_props=true"))?;
    std::fs::read_to_string(&after).with_context(|| format!("terser left no {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_says_the_same_without_spaces() {
        let css = "a,\nb > c {\nmargin: 0 auto;\ncolor: hsl(0, 0%, 0%);\n}\n@media (width: 1px) {\nd :is(e, f) {\ntop: 0;\n}\n}\n";
        assert_eq!(dense(css), "a,b > c{margin:0 auto;color:hsl(0,0%,0%)}@media (width:1px){d :is(e,f){top:0}}");
    }

    #[test]
    fn every_script_of_the_folder_reaches_the_page() {
        let folder = paths::root().join("crates/widget/js");
        for entry in std::fs::read_dir(folder).expect("is a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let known = [[HOSTED, IN_ONE_FILE, DRAW].as_slice(), &ELEMENT, &HELPER, &DEVICE].concat();
            assert!(known.contains(&name.as_str()), "{name} is in no list");
        }
    }
}
