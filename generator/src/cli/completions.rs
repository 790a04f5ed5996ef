//! `sdksmith completions`.

use clap::CommandFactory as _;

use super::arguments::{Arguments, Completions};
use super::{Outcome, Printer};

/// Prints the completions of a shell.
pub(super) fn run(arguments: &Completions, printer: &Printer) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        "sdksmith",
        &mut script,
    );
    printer.result(&String::from_utf8_lossy(&script));
    Outcome::Done
}
