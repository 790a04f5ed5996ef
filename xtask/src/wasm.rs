//! `cargo xtask wasm`: what is generated compiles for a browser.

use std::path::Path;
use std::process::Command;

use crate::{Error, shell};

const TARGET: &str = "wasm32-unknown-unknown";

/// Lints the committed crates for a browser, warnings denied. Without the target there is nothing that could be done.
pub(crate) fn run() -> Result<(), Error> {
    if !is_installed()? {
        let remedy = format!("`rustup target add {TARGET}`");
        shell::say(&format!("left out: {TARGET} is not installed ({remedy})"));
        return Ok(());
    }
    shell::cargo(
        &[
            "clippy",
            "--package",
            "api-families",
            "--package",
            "type-chapters",
            "--target",
            TARGET,
            "--",
            "-D",
            "warnings",
        ],
        &[],
    )
}

/// Whether the standard library is there for it.
fn is_installed() -> Result<bool, Error> {
    let arguments = ["--print", "target-libdir", "--target", TARGET];
    let printed = Command::new("rustc").args(arguments).output();
    let printed = printed.map_err(|source| Error::Start {
        command: format!("rustc {}", arguments.join(" ")),
        source,
    })?;
    let folder = String::from_utf8_lossy(&printed.stdout);
    Ok(Path::new(folder.trim()).is_dir())
}
