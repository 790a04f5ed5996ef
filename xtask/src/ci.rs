//! `cargo xtask ci`: what has to pass before a change is merged, the cheapest first.

use crate::{Error, check, docs, shell, test, tidy};

/// Runs formatting, tidy, drift, lints, documentation and tests.
pub(crate) fn run() -> Result<(), Error> {
    shell::cargo(&["fmt", "--all", "--check"], &[])?;
    tidy::run()?;
    check::run()?;
    shell::cargo(
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--all-features",
            "--",
            "-D",
            "warnings",
        ],
        &[],
    )?;
    docs::run()?;
    test::run()
}
