//! `cargo xtask check`: whether `generated/` is what the documents give, and `docs/diagnostics/` what the codes do.

use sdksmith::output;

use crate::{Error, explanations, generate, shell};

/// Prints the difference between `generated/` and what the documents give, and fails when there is one.
pub(crate) fn run() -> Result<(), Error> {
    explanations::check()?;
    let (config, _, tree) = generate::rendered()?;
    let differences = output::compare(&config.output(), &tree)?;
    if differences.is_empty() {
        shell::say(&format!(
            "{} files in {}/ are up to date",
            tree.len(),
            config.package.output.display()
        ));
        return Ok(());
    }
    for difference in &differences {
        shell::say(difference.unified().trim_end());
    }
    Err(Error::Refused(format!(
        "{} files in {}/ are not what the documents give; `cargo xtask generate` writes them",
        differences.len(),
        config.package.output.display()
    )))
}
