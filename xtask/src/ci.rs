//! `cargo xtask ci`: what has to pass before a change is merged, the cheapest first.

use crate::{Error, check, contract, corpus, docs, roundtrip, shell, test, tidy, wasm};

/// Runs formatting, tidy, drift, lints, documentation, a browser's target, tests, the crates of the fixtures, the round
/// trip, and the contract.
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
    wasm::run()?;
    test::run()?;
    corpus::of_fixtures()?;
    roundtrip::of_specs()?;
    contract::of_repository()
}
