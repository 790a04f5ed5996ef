//! `cargo xtask ci`: what has to pass before a change is merged, the cheapest first.

use crate::{Error, check, corpus, docs, roundtrip, shell, test, tidy};

/// Runs formatting, tidy, drift, lints, documentation, tests, the crates of the fixtures, and the round trip.
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
    test::run()?;
    corpus::of_fixtures()?;
    roundtrip::of_specs()
}
