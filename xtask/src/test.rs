//! `test`: every check that a change must pass, in order, with one line for each at the end.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::build::{self, Profile};
use crate::{paths, run, setup, size};

/// What `cargo xtask test` can be told.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Also run the slow tests: more cases of each property, and tests/browser/*.full.test.mjs
    #[arg(long)]
    full: bool,
    /// Run one step with what it needs, or one file of tests/browser (`first_view` for first_view.test.mjs)
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
}

/// One check.
#[derive(Debug)]
struct Step {
    name: &'static str,
    /// The steps without which this one would look at something missing or old.
    needs: &'static [&'static str],
    action: fn(&Scope) -> Result<()>,
}

/// In this order: what is quick to fail comes first.
const STEPS: [Step; 8] = [
    Step { name: "setup", needs: &[], action: |_| setup::all() },
    Step { name: "format", needs: &[], action: |_| format() },
    Step { name: "lint", needs: &[], action: |_| lint() },
    Step { name: "unit", needs: &[], action: unit },
    Step { name: "command", needs: &[], action: |_| build::native_binary().map(drop) },
    Step { name: "page", needs: &["setup"], action: |_| build::page(Profile::Release).map(drop) },
    Step { name: "size", needs: &["page"], action: |_| size::check(&paths::site(Profile::Release)) },
    Step { name: "browser", needs: &["setup", "command", "page"], action: browser },
];

/// How much is tested.
#[derive(Debug)]
struct Scope {
    full: bool,
    /// The one file of browser tests that is asked for.
    browser_test: Option<String>,
}

/// How a step ended.
#[derive(Debug)]
struct Outcome {
    name: &'static str,
    took: Duration,
    passed: bool,
}

/// Runs the steps to the end, whatever fails on the way, and fails if one did.
pub(crate) fn run(options: &Options) -> Result<()> {
    let (names, scope) = chosen(options)?;
    let mut outcomes: Vec<Outcome> = Vec::new();
    for step in STEPS.iter().filter(|step| names.contains(&step.name)) {
        println!("\n== {}", step.name);
        let started = Instant::now();
        let result = match outcomes.iter().find(|done| !done.passed && step.needs.contains(&done.name)) {
            Some(failed) => Err(anyhow::anyhow!("not run, because `{}` failed", failed.name)),
            None => (step.action)(&scope),
        };
        if let Err(error) = &result {
            println!("{} failed: {error:#}", step.name);
        }
        outcomes.push(Outcome { name: step.name, took: started.elapsed(), passed: result.is_ok() });
    }
    println!("\n{}", summary(&outcomes));
    if outcomes.iter().any(|outcome| !outcome.passed) {
        // The summary has said it; its last line stays the last line.
        std::process::exit(1);
    }
    Ok(())
}

/// The steps to run: all of them, or one with what it needs.
fn chosen(options: &Options) -> Result<(Vec<&'static str>, Scope)> {
    let mut scope = Scope { full: options.full, browser_test: None };
    let Some(only) = &options.only else {
        return Ok((STEPS.iter().map(|step| step.name).collect(), scope));
    };
    let step = match STEPS.iter().find(|step| step.name == only) {
        Some(step) => step,
        None => {
            if browser_tests(true)?.iter().all(|path| test_name(path) != *only) {
                let steps = STEPS.map(|step| step.name).join(", ");
                bail!("`{only}` is neither a step ({steps}) nor a file of tests/browser");
            }
            scope.browser_test = Some(only.clone());
            &STEPS[STEPS.len() - 1]
        }
    };
    let mut names = vec![step.name];
    let mut next = 0;
    while let Some(name) = names.get(next) {
        let needs = STEPS.iter().find(|step| step.name == *name).map_or(&[][..], |step| step.needs);
        let missing: Vec<_> = needs.iter().filter(|name| !names.contains(name)).copied().collect();
        names.extend(missing);
        next += 1;
    }
    Ok((names, scope))
}

fn format() -> Result<()> {
    run::check(run::cargo().args(["fmt", "--all", "--check"]))
}

fn lint() -> Result<()> {
    run::check(run::cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn unit(scope: &Scope) -> Result<()> {
    let mut cargo = run::cargo();
    cargo.args(["test", "--workspace", "--no-fail-fast"]);
    if scope.full {
        cargo.env("ESTEEM_FULL", "1");
    }
    run::check(&mut cargo)
}

/// The files run one after another: two browsers at once would make every measured time a matter of luck.
fn browser(scope: &Scope) -> Result<()> {
    let mut files = browser_tests(scope.full || scope.browser_test.is_some())?;
    if let Some(only) = &scope.browser_test {
        files.retain(|path| test_name(path) == *only);
    }
    if files.is_empty() {
        bail!("tests/browser holds no tests");
    }
    let mut node = run::program("node");
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files);
    node.env("CHROMIUM", setup::chromium()?);
    node.env("ESTEEM_SITE", paths::site(Profile::Release));
    node.env("ESTEEM_ONE_FILE", paths::one_file());
    node.env("ESTEEM_COMMAND", paths::native_binary());
    if scope.full {
        node.env("ESTEEM_FULL", "1");
    }
    run::check(&mut node)
}

/// The files of browser tests in the order of their names, the slow ones only if asked for.
fn browser_tests(full: bool) -> Result<Vec<PathBuf>> {
    let folder = paths::root().join("tests/browser");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).context("tests/browser cannot be read")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") && (full || !name.ends_with(".full.test.mjs")) {
            files.push(PathBuf::from("tests/browser").join(name));
        }
    }
    files.sort();
    Ok(files)
}

/// What comes before the first full stop: `first_view` for `first_view.test.mjs`.
fn test_name(path: &std::path::Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}

fn summary(outcomes: &[Outcome]) -> String {
    let mut text = format!("{:<10} {:>8}\n", "step", "seconds");
    for outcome in outcomes {
        let word = if outcome.passed { "passed" } else { "failed" };
        text += &format!("{:<10} {:>8.1}  {word}\n", outcome.name, outcome.took.as_secs_f64());
    }
    let n_passed = outcomes.iter().filter(|outcome| outcome.passed).count();
    text + &format!("{n_passed} passed, {} failed", outcomes.len() - n_passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(only: &str) -> Result<Vec<&'static str>> {
        let options = Options { full: false, only: Some(only.to_owned()) };
        chosen(&options).map(|(names, _)| names)
    }

    #[test]
    fn a_step_comes_with_what_it_needs() {
        let mut size = names("size").expect("is a step");
        size.sort_unstable();
        assert_eq!(size, ["page", "setup", "size"]);
        assert_eq!(names("format").expect("is a step"), ["format"]);
    }

    #[test]
    fn a_file_of_browser_tests_is_run_by_its_name() {
        assert!(names("first_view").expect("is a file").contains(&"browser"));
        assert!(names("no_such_test").is_err());
    }

    #[test]
    fn needs_name_earlier_steps() {
        for (index, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                assert!(STEPS[..index].iter().any(|earlier| earlier.name == *need), "{need}");
            }
        }
    }

    #[test]
    fn the_last_line_counts_the_steps() {
        let outcome = |name, passed| Outcome { name, took: Duration::from_millis(1500), passed };
        let text = summary(&[outcome("format", true), outcome("lint", false)]);
        assert_eq!(text.lines().last(), Some("1 passed, 1 failed"));
        assert!(text.contains("lint            1.5  failed"), "{text}");
    }
}
