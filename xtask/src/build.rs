//! `build`: from the sources to a folder that any web server can serve.

use std::path::PathBuf;

use anyhow::Result;

use crate::site::Site;
use crate::{one_file, paths, questionnaire, run, setup, wasm};

/// What `cargo xtask build` can be told.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Build what is released: small and slow to build (needs Node)
    #[arg(long)]
    release: bool,
    /// Build the questionnaire's files alone
    #[arg(long)]
    questionnaire: bool,
}

/// For whom a page is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// For the developer: built in seconds, with Rust alone.
    Dev,
    /// For everybody else: as small as can be.
    Release,
}

impl Profile {
    /// The profile that the switch `--release` asks for.
    pub(crate) fn from_switch(release: bool) -> Self {
        if release { Self::Release } else { Self::Dev }
    }
}

/// Builds the page and says where it is.
pub(crate) fn run(options: &Options) -> Result<()> {
    let profile = Profile::from_switch(options.release);
    if options.questionnaire {
        prepare(profile)?;
        let folder = Site::of_questionnaire(questionnaire::build(profile)?)?.write(paths::questionnaire())?;
        println!("the questionnaire is in {}", folder.display());
        return Ok(());
    }
    println!("the page is in {}", page(profile)?.display());
    Ok(())
}

/// Builds the analyzer's page and answers with its folder; for releases, also the page as one file.
pub(crate) fn page(profile: Profile) -> Result<PathBuf> {
    prepare(profile)?;
    let (page, engine) = (wasm::bundle(wasm::PAGE, profile)?, wasm::bundle(wasm::ENGINE, profile)?);
    let site = Site::new(page, engine, questionnaire::build(profile)?, profile)?;
    if profile == Profile::Release {
        one_file::write(&site)?;
    }
    site.write(paths::site(profile))
}

fn prepare(profile: Profile) -> Result<()> {
    setup::wasm_target()?;
    if profile == Profile::Release {
        setup::node_packages()?;
    }
    Ok(())
}

/// Builds the native `esteem` command as it is released and answers with its path.
pub(crate) fn native_binary() -> Result<PathBuf> {
    run::check(run::cargo().args(["build", "--release", "--package", "esteem"]))?;
    Ok(paths::native_binary())
}
