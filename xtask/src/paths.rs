//! Where things are in the checkout. No other file of this program spells out a folder of the build.

use std::path::{Path, PathBuf};

use crate::build::Profile;

/// The root of the checkout: the parent of this package, so that the commands work from any folder below it.
pub(crate) fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// Cargo's folder for what is built.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The folder that holds the analyzer's page, ready to be put on any web server.
pub(crate) fn site(profile: Profile) -> PathBuf {
    target().join(match profile {
        Profile::Dev => "site",
        Profile::Release => "dist-site",
    })
}

/// The folder of the questionnaire's files alone.
pub(crate) fn questionnaire() -> PathBuf {
    target().join("questionnaire")
}

/// The analyzer's page as one file.
pub(crate) fn one_file() -> PathBuf {
    target().join("esteem.html")
}

/// Where the page's module is made.
pub(crate) fn bundle(profile: Profile) -> PathBuf {
    target().join("bundle").join(match profile {
        Profile::Dev => "dev",
        Profile::Release => "release",
    })
}

/// The native `esteem` command as the browser tests and `dist` use it.
pub(crate) fn native_binary() -> PathBuf {
    target().join("release").join(format!("esteem{}", std::env::consts::EXE_SUFFIX))
}
