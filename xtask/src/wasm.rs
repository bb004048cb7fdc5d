//! From sources to the modules of the page and their glue, `app_bg.wasm` and `app.js` among them: cargo, wasm-bindgen as a library, wasm-opt for releases.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use crate::build::Profile;
use crate::{paths, run, setup, size};

/// A module of the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Module {
    /// Its name on the page: `NAME.js` is the glue, `NAME_bg.wasm` the code.
    pub(crate) name: &'static str,
    package: &'static str,
    /// What cargo calls the program.
    program: &'static str,
}

/// The modules: the page itself, and the engine, which is loaded when files are opened.
pub(crate) const MODULES: [Module; 2] = [
    Module { name: "app", package: "esteem-analyzer", program: "esteem-analyzer" },
    Module { name: "engine", package: "esteem-engine", program: "engine" },
];

impl Module {
    /// What cargo writes.
    fn compiled(self) -> String {
        format!("{}.wasm", self.program)
    }

    /// The file that the optimiser replaces.
    fn wasm(self) -> String {
        format!("{}_bg.wasm", self.name)
    }

    fn glue(self) -> String {
        format!("{}.js", self.name)
    }

    /// The files that wasm-bindgen makes of it.
    pub(crate) fn files(self) -> [String; 2] {
        [self.glue(), self.wasm()]
    }
}

/// The levels that are tried. Which one is smaller after compression changes with the code, so both run and the better one is kept.
const LEVELS: [&str; 2] = ["-Oz", "-Os"];

/// Exactly what rustc emits for this target; more would make modules that some browsers refuse.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// Compiles all modules in one go, so that what they share is compiled once, and answers with the folder that cargo
/// wrote them to.
pub(crate) fn compile(profile: Profile) -> Result<PathBuf> {
    let mut cargo = run::cargo();
    cargo.args(["build", "--target", setup::WASM_TARGET]);
    for module in MODULES {
        cargo.args(["--package", module.package]);
    }
    let folder = match profile {
        Profile::Dev => {
            // Without any optimisation the module is several times as big and the page feels broken.
            cargo.args(["--config", "profile.dev.opt-level=1"]);
            cargo.args(["--config", "profile.dev.debug=false"]);
            "debug"
        }
        Profile::Release => {
            cargo.args(["--profile", "web"]);
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", short_paths());
            "web"
        }
    };
    run::check(&mut cargo)?;
    Ok(paths::target().join(setup::WASM_TARGET).join(folder))
}

/// Runs wasm-bindgen, and for releases wasm-opt, and answers with the folder that holds the glue and the code.
pub(crate) fn bind(module: Module, compiled: &Path, profile: Profile) -> Result<PathBuf> {
    let profile_name = if profile == Profile::Release { "release" } else { "dev" };
    let folder = paths::target().join("bundle").join(profile_name).join(module.name);
    let bound = if profile == Profile::Release { folder.join("bound") } else { folder.clone() };
    fs::create_dir_all(&bound)?;
    bindgen(module, &compiled.join(module.compiled()), &bound).context("wasm-bindgen could not make the glue")?;
    if profile == Profile::Release {
        fs::copy(bound.join(module.glue()), folder.join(module.glue()))?;
        optimise(&bound.join(module.wasm()), &folder, &module.wasm())?;
    }
    Ok(folder)
}

fn bindgen(module: Module, compiled: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(compiled)
        .out_name(module.name)
        .web(true)?
        // start.js and engine_loader.js call the glue without arguments, so the glue must know the module's name.
        .omit_default_module_path(false)
        .typescript(false)
        .keep_debug(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
}

/// Writes the smallest optimised module to the folder. The unoptimised one is kept beside it: as long as it stays the same, so does the result.
fn optimise(bound: &Path, folder: &Path, name: &str) -> Result<()> {
    let recipe = LEVELS.iter().chain(&FEATURES).copied().collect::<Vec<_>>().join(" ");
    let (before, used_recipe, after) = (folder.join("before.wasm"), folder.join("recipe.txt"), folder.join(name));
    let input = fs::read(bound)?;
    let is_known = fs::read(&before).is_ok_and(|known| known == input)
        && fs::read_to_string(&used_recipe).is_ok_and(|known| known == recipe);
    if is_known && after.is_file() {
        return Ok(());
    }
    let tried = thread::scope(|scope| {
        LEVELS
            .map(|level| scope.spawn(move || wasm_opt(level, bound, &folder.join(format!("{level}.wasm")))))
            .into_iter()
            .map(|thread| thread.join().map_err(|_| anyhow!("wasm-opt was interrupted"))?)
            .collect::<Result<Vec<_>>>()
    })?;
    for attempt in &tried {
        eprintln!("wasm-opt {}: {} bytes with brotli", attempt.level, attempt.brotli);
    }
    let best = tried.into_iter().min_by_key(|attempt| attempt.brotli).context("no level was tried")?;
    fs::copy(&best.path, &after)?;
    // Written last, so that an interrupted run is never taken for a finished one.
    fs::write(&before, &input)?;
    fs::write(&used_recipe, recipe)?;
    Ok(())
}

struct Attempt {
    level: &'static str,
    path: PathBuf,
    brotli: usize,
}

fn wasm_opt(level: &'static str, input: &Path, output: &Path) -> Result<Attempt> {
    let mut command = run::program("node");
    command.arg("node_modules/binaryen/bin/wasm-opt").arg(level).args(FEATURES);
    run::check(command.arg(input).arg("-o").arg(output))?;
    let brotli = size::brotli(&fs::read(output)?)?.len();
    Ok(Attempt { level, path: output.to_owned(), brotli })
}

/// Panic messages carry the paths of sources. Shortened, they say nothing of the machine, and every machine builds the same module.
fn short_paths() -> String {
    let cargo_home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let mut flags = vec![format!("--remap-path-prefix={}=.", paths::root().display())];
    if let Some(home) = cargo_home {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    flags.join(" ")
}
