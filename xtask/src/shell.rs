//! Running commands and printing, for every chore alike.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Error;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Prints a line to stdout. When that is closed there is nobody to tell.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// Prints a line to stderr.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Runs cargo at the root of the repository, and prints that it does.
pub(crate) fn cargo(arguments: &[&str], variables: &[(&str, &str)]) -> Result<(), Error> {
    let settings = variables
        .iter()
        .map(|(name, value)| format!("{name}=\"{value}\""));
    let words = ["cargo"]
        .into_iter()
        .chain(arguments.iter().copied())
        .map(str::to_owned);
    let command = settings.chain(words).collect::<Vec<_>>().join(" ");
    say(&format!("$ {command}"));
    // The cargo that runs this program, so that both are of one toolchain.
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(program)
        .args(arguments)
        .envs(variables.iter().copied())
        .current_dir(root())
        .status()
        .map_err(|source| Error::Start {
            command: command.clone(),
            source,
        })?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::Failed(command))
    }
}
