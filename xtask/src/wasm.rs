//! From sources to modules and their glue, such as `app_bg.wasm` and `app.js`: cargo, wasm-bindgen as a library, wasm-opt for releases.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use crate::build::Profile;
use crate::{imports, paths, run, setup, size, split};

/// A program that browsers run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Program {
    /// What cargo calls its package. Each is built alone: built together, the one would get the other's features.
    package: &'static str,
    /// How cargo makes one file of it. Of a library it is told to make nothing else beside the module: where an `rlib` is
    /// made too, as tests need it, cargo leaves out the optimisation of the whole, without a word.
    made_by: &'static [&'static str],
    /// What cargo calls the file that it makes.
    compiled: &'static str,
    /// The glue, by its name beside the page.
    pub(crate) glue: &'static str,
    /// The code, by its name beside the page.
    pub(crate) code: &'static str,
    /// Whether releases compile the standard library anew, for size: a fault then ends the program without a word, and
    /// all the code that would word it is left out. Worth it where every kilobyte is waited for.
    is_wordless: bool,
    /// What the module offers that is not needed at once: it comes in a file of its own, with all that it alone needs.
    later: &'static [&'static str],
}

/// The analyzer's page, which shows what the engine says and has none of it.
pub(crate) const PAGE: Program = Program {
    package: "esteem-analyzer",
    made_by: &["build"],
    compiled: "esteem-analyzer.wasm",
    glue: "app.js",
    code: "app_bg.wasm",
    is_wordless: false,
    later: &[],
};

/// The engine, which the page's workers run.
pub(crate) const ENGINE: Program = Program {
    package: "esteem-worker",
    made_by: &["build"],
    compiled: "esteem-worker.wasm",
    glue: "engine.js",
    code: "engine_bg.wasm",
    is_wordless: false,
    later: &[],
};

/// The questionnaire, which any page can show. Its glue reaches browsers as a part of another file.
pub(crate) const QUESTIONNAIRE: Program = Program {
    package: "esteem-widget",
    made_by: &["rustc", "--lib", "--crate-type", "cdylib"],
    compiled: "esteem_widget.wasm",
    glue: "esteem-survey.js",
    code: "esteem-survey_bg.wasm",
    is_wordless: true,
    later: &["keep", "settle", "tell"],
};

/// What compiles the standard library for size. These switches are not stable yet; without them the program does the
/// same and is larger.
const WORDLESS: [&str; 4] =
    ["-Z", "build-std=core,alloc,std,panic_abort", "-Z", "build-std-features=optimize_for_size"];

/// Ends the program at a fault.
const WORDLESS_FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort";

/// The ways that are tried. Which one is smaller after compression changes with the code, so both run and the better one is kept.
const WAYS: [&[&str]; 2] = [&["-Oz", "--converge"], &["-Os", "--converge"]];

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

/// What wasm-opt cannot know of these modules: the linker puts the stack in front of all data, so that no value lies in the
/// first kilobyte.
const KNOWN: &str = "--low-memory-unused";

/// What it cannot know of those that begin a program: their memory is theirs alone, so that it begins as zeros.
const FRESH: &str = "--zero-filled-memory";

/// A module and its glue.
#[derive(Debug)]
pub(crate) struct Bundle {
    /// The glue: a classic script, because a page that is one file can start no other kind in a worker.
    pub(crate) glue: String,
    /// The code.
    pub(crate) code: Vec<u8>,
    /// The code that comes later, if there is any.
    pub(crate) later: Option<Vec<u8>>,
}

/// Compiles the module, makes its glue, and for releases makes it small.
pub(crate) fn bundle(program: Program, profile: Profile) -> Result<Bundle> {
    let compiled = compile(program, profile)?;
    let folder = paths::bundle(profile).join(program.package);
    let bound = folder.join("bound");
    fs::create_dir_all(&bound)?;
    bindgen(program, &compiled, &bound).context("wasm-bindgen could not make the glue")?;
    let code = fs::read(bound.join(program.code))?;
    let mut bundle = Bundle { glue: fs::read_to_string(bound.join(program.glue))?, code, later: None };
    if profile == Profile::Release {
        bundle = imports::shortened(bundle)?;
    }
    if !program.later.is_empty() {
        let halves = split::split(&bundle.code, program.later).context("the module cannot be split")?;
        (bundle.code, bundle.later) = (halves.first, Some(halves.second));
    }
    if profile == Profile::Release {
        bundle.code = optimise(&bundle.code, &[KNOWN, FRESH], &folder.join("first"))?;
        let later = bundle.later.map(|later| optimise(&later, &[KNOWN], &folder.join("later")));
        bundle.later = later.transpose()?;
    }
    Ok(bundle)
}

/// Compiles the module and answers with its path.
fn compile(program: Program, profile: Profile) -> Result<PathBuf> {
    let mut cargo = run::cargo();
    cargo.args(program.made_by).args(["--target", setup::WASM_TARGET, "--package", program.package]);
    let folder = match profile {
        Profile::Dev => {
            // Without any optimisation the module is several times as big and the page feels broken.
            cargo.args(["--config", "profile.dev.opt-level=1"]);
            cargo.args(["--config", "profile.dev.debug=false"]);
            "debug"
        }
        Profile::Release => {
            cargo.args(["--profile", "web"]);
            let mut flags = short_paths();
            if program.is_wordless {
                setup::library_source()?;
                cargo.args(WORDLESS).env("RUSTC_BOOTSTRAP", "1");
                flags = [&flags, WORDLESS_FLAGS].join(" ");
            }
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
            "web"
        }
    };
    run::check(&mut cargo)?;
    Ok(paths::target().join(setup::WASM_TARGET).join(folder).join(program.compiled))
}

fn bindgen(program: Program, compiled: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(compiled)
        .out_name(program.glue.trim_end_matches(".js"))
        .no_modules(true)?
        // The shell hands the glue a module that is compiled already.
        .omit_default_module_path(true)
        .typescript(false)
        .keep_debug(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
}

/// The module, as small as can be. It is kept in the folder, beside the unoptimised one: as long as that stays the same, so
/// does the result.
fn optimise(input: &[u8], known: &[&str], folder: &Path) -> Result<Vec<u8>> {
    let recipe = WAYS.iter().copied().flatten().chain(known).chain(&FEATURES).copied().collect::<Vec<_>>().join(" ");
    let [before, used_recipe, after] = ["before.wasm", "recipe.txt", "after.wasm"].map(|name| folder.join(name));
    let is_known = fs::read(&before).is_ok_and(|known| known == input)
        && fs::read_to_string(&used_recipe).is_ok_and(|known| known == recipe);
    if is_known && after.is_file() {
        return Ok(fs::read(after)?);
    }
    fs::create_dir_all(folder)?;
    let path = folder.join("input.wasm");
    fs::write(&path, input)?;
    let tried = thread::scope(|scope| {
        let threads = WAYS.map(|way| scope.spawn(|| wasm_opt(way, known, &path, folder)));
        let joined = threads.map(|thread| thread.join().map_err(|_| anyhow!("wasm-opt was interrupted"))?);
        joined.into_iter().collect::<Result<Vec<_>>>()
    })?;
    for attempt in &tried {
        eprintln!("wasm-opt {}: {} bytes with brotli", attempt.way, attempt.brotli);
    }
    let best = tried.into_iter().min_by_key(|attempt| attempt.brotli).context("no way was tried")?;
    fs::write(&after, &best.code)?;
    // Written last, so that an interrupted run is never taken for a finished one.
    fs::write(&before, input)?;
    fs::write(&used_recipe, recipe)?;
    Ok(best.code)
}

struct Attempt {
    way: String,
    code: Vec<u8>,
    brotli: usize,
}

fn wasm_opt(way: &[&str], known: &[&str], input: &Path, folder: &Path) -> Result<Attempt> {
    let way_name = way.concat();
    let output = folder.join(format!("{way_name}.wasm"));
    let mut command = run::program("node");
    command.arg("node_modules/binaryen/bin/wasm-opt").args(way).args(known).args(FEATURES);
    run::check(command.arg(input).arg("-o").arg(&output))?;
    let code = fs::read(&output)?;
    let brotli = size::brotli(&code)?.len();
    Ok(Attempt { way: way_name, code, brotli })
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
