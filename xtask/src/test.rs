//! `cargo xtask test`: all tests.

use crate::{Error, shell};

/// Runs the tests of every package, as the README's `cargo test` does.
pub(crate) fn run() -> Result<(), Error> {
    shell::cargo(&["test"], &[])
}
