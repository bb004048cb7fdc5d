//! `esteem.html`: the whole page in one file, which works from a disk and without any network.

use std::fs;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::site::Site;
use crate::{example, paths, size, wasm};

/// Held packed, and read by `src/shell/assets.js`.
const ASSETS: [&str; 7] = [
    wasm::PAGE.code,
    wasm::ENGINE.code,
    wasm::QUESTIONNAIRE.code,
    example::STUDY,
    example::RESPONSES,
    example::CONTENTS[0],
    example::CONTENTS[1],
];

/// Held as text, of which a worker is made.
const SOURCES: [&str; 2] = [wasm::ENGINE.glue, "worker.js"];

/// Run where they stand in the page.
const SCRIPTS: [&str; 2] = ["shell.js", wasm::PAGE.glue];

/// Writes the page as one file.
pub(crate) fn write(site: &Site) -> Result<()> {
    let page = page(site)?;
    fs::write(paths::one_file(), &page)?;
    eprintln!("esteem.html: {} bytes", page.len());
    Ok(())
}

fn page(site: &Site) -> Result<String> {
    let language = script("language.js", "", site.text("language.js")?)?;
    let style = format!("<style>{}</style>", site.text("analyzer.css")?);
    let mut end = String::new();
    for name in ASSETS {
        let packed = STANDARD.encode(size::gzip(site.bytes(name)?)?);
        end += &format!("<script type=\"application/octet-stream\" data-asset=\"{name}\">{packed}</script>\n");
    }
    for name in SOURCES {
        end += &script(name, &format!(" type=\"text/plain\" data-source=\"{name}\""), site.text(name)?)?;
        end += "\n";
    }
    for name in SCRIPTS {
        end += &script(name, "", site.text(name)?)?;
        end += "\n";
    }
    end += &script("the questionnaire", "", &site.questionnaire)?;
    let mut page = String::new();
    let (mut n_replaced, mut n_dropped) = (0, 0);
    for line in site.text("index.html")?.lines() {
        let put = match line.trim() {
            // Everything is here already.
            tag if tag.starts_with("<link rel=\"preload\"") || tag.starts_with("<script defer") => {
                n_dropped += 1;
                continue;
            }
            tag if tag.starts_with("<meta http-equiv=\"Content-Security-Policy\"") => policy(site)?,
            tag if tag.starts_with("<script src=\"language.js") => language.clone(),
            tag if tag.starts_with("<link rel=\"stylesheet\"") => style.clone(),
            "</body>" => format!("{end}\n</body>"),
            _ => {
                page += line;
                page.push('\n');
                continue;
            }
        };
        n_replaced += 1;
        page += &put;
        page.push('\n');
    }
    if (n_replaced, n_dropped) != (4, 5) {
        bail!("index.html is not as the page in one file expects it: {n_replaced} tags replaced, {n_dropped} dropped");
    }
    Ok(page)
}

/// The page's policy: nothing from outside at all, and of scripts and styles only the very texts that stand here.
fn policy(site: &Site) -> Result<String> {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let scripts = ["language.js", SCRIPTS[0], SCRIPTS[1]].map(|name| site.text(name).map(hash));
    let scripts = scripts.into_iter().chain([Ok(hash(&site.questionnaire))]);
    let scripts = scripts.collect::<Result<Vec<_>>>()?.join(" ");
    let style = hash(site.text("analyzer.css")?);
    let rules = format!(
        "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; style-src {style}; img-src data: blob:; \
         connect-src 'none'; worker-src blob:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types esteem"
    );
    Ok(format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{rules}\">"))
}

fn script(name: &str, attributes: &str, text: &str) -> Result<String> {
    // Either would end the element, or change how its end is found.
    let ending = ["</script", "<!--"].into_iter().find(|ending| text.contains(ending));
    match ending {
        Some(ending) => {
            Err(anyhow::anyhow!("it holds `{ending}`")).with_context(|| format!("{name} cannot be put into a page"))
        }
        None => Ok(format!("<script{attributes}>{text}</script>")),
    }
}
