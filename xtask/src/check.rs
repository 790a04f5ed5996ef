//! `cargo xtask check`: whether `generated/` is what the documents give, and `docs/diagnostics/` what the codes do.

use sdksmith::output;

use crate::{Error, explanations, generate, shell};

/// Prints the difference between `generated/` and what the documents give, and fails when there is one.
pub(crate) fn run() -> Result<(), Error> {
    explanations::check()?;
    for path in generate::CONFIGURATIONS {
        let rendered = generate::rendered(path)?;
        let differences = output::compare(&rendered.config.output(), &rendered.tree)?;
        for difference in &differences {
            shell::say(difference.unified().trim_end());
        }
        let folder = rendered.folder.display();
        if !differences.is_empty() {
            return Err(Error::Refused(format!(
                "{} files in {folder}/ are not what the documents give; `cargo xtask generate` writes them",
                differences.len(),
            )));
        }
        shell::say(&format!(
            "{} files in {folder}/ are up to date",
            rendered.tree.len()
        ));
    }
    Ok(())
}
