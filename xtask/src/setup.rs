//! What building and testing need from outside: the wasm target, the packages of Node, a browser with Chinese fonts.
//! Each part looks first and installs only what is missing, so a second run is done at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::{paths, run};

/// The target that browsers run.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Where Chromium and its relatives are found when CHROMIUM does not say.
const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Everything, for `cargo xtask setup` and the tests.
pub(crate) fn all() -> Result<()> {
    wasm_target()?;
    node_packages()?;
    let browser = chromium()?;
    fonts()?;
    println!("ready; browser tests run in {}", browser.display());
    Ok(())
}

/// The standard library for wasm.
pub(crate) fn wasm_target() -> Result<()> {
    let folder = run::output(run::program("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]));
    if folder.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    run::check(run::program("rustup").args(["target", "add", WASM_TARGET])).with_context(|| {
        format!("the Rust target {WASM_TARGET} is missing: install it with `rustup target add {WASM_TARGET}` and run this again")
    })
}

/// The source of the standard library, for what is compiled without a word.
pub(crate) fn library_source() -> Result<()> {
    let root = run::output(run::program("rustc").args(["--print", "sysroot"]));
    if root.is_some_and(|root| Path::new(&root).join("lib/rustlib/src/rust/library/std").is_dir()) {
        return Ok(());
    }
    run::check(run::program("rustup").args(["component", "add", "rust-src"])).context(
        "the source of Rust's library is missing: install it with `rustup component add rust-src` and run this again",
    )
}

/// The packages that package-lock.json names, when they are absent or older than that file.
pub(crate) fn node_packages() -> Result<()> {
    let lock = modified(&paths::root().join("package-lock.json")).context("package-lock.json is missing")?;
    // npm writes this file at the end of an installation, so an interrupted one counts as none.
    let installed = modified(&paths::root().join("node_modules/.package-lock.json"));
    if installed.is_some_and(|installed| installed >= lock) {
        return Ok(());
    }
    if paths::root().join("node_modules").is_symlink() {
        bail!("node_modules is a link, and npm would empty the folder behind it: remove the link and run this again");
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    run::check(run::program(npm).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))
        .context("the Node packages are missing: install Node 20 or newer with npm and run this again")
}

/// A Chromium to test in: the one that CHROMIUM names, else one on the path, else Debian's.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        if path.is_file() {
            return Ok(path);
        }
        bail!("CHROMIUM names {}, which is not a file: correct or unset it and run this again", path.display());
    }
    if let Some(path) = find_browser() {
        return Ok(path);
    }
    let advice = "Chromium is missing: install it with `apt-get install chromium`, or set CHROMIUM to the path of a Chromium or Chrome, and run this again";
    apt_install("chromium").context(advice)?;
    find_browser().context(advice)
}

/// Fonts with Chinese characters: without them the browser draws boxes, and nothing that measures text can be trusted.
fn fonts() -> Result<()> {
    if !cfg!(target_os = "linux") || has_chinese_fonts() {
        return Ok(());
    }
    apt_install("fonts-noto-cjk").context(
        "fonts with Chinese characters are missing: install them with `apt-get install fontconfig fonts-noto-cjk` and run this again",
    )
}

fn has_chinese_fonts() -> bool {
    run::output(run::program("fc-list").args([":lang=zh", "file"])).is_some_and(|list| !list.is_empty())
}

fn find_browser() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    BROWSERS
        .iter()
        .find_map(|name| std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file()))
}

/// Installs one Debian package without asking: as root, or by a `sudo` that asks for no password.
fn apt_install(package: &str) -> Result<()> {
    if !run::succeeds(run::program("apt-get").arg("--version")) {
        bail!("there is no apt-get to install {package} with");
    }
    let is_root = run::output(run::program("id").arg("-u")).is_some_and(|id| id == "0");
    let prefix: &[&str] = if is_root {
        &[]
    } else if run::succeeds(run::program("sudo").args(["-n", "true"])) {
        &["sudo", "-n"]
    } else {
        bail!("installing {package} needs root");
    };
    let apt = |arguments: &[&str]| {
        let words = [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], arguments].concat();
        run::check(run::program(words[0]).args(&words[1..]))
    };
    apt(&["update"])?;
    apt(&["install", "--yes", "--no-install-recommends", "fontconfig", package])
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|data| data.modified()).ok()
}
