//! `cargo xtask docs`: the documentation of every package.

use crate::{Error, shell};

/// Builds the documentation of every package with all features, warnings denied.
pub(crate) fn run() -> Result<(), Error> {
    shell::cargo(
        &["doc", "--workspace", "--no-deps", "--all-features"],
        &[("RUSTDOCFLAGS", "-D warnings")],
    )
}
