//! The `sdksmith` command: parses the command line, calls the library, prints, and chooses the exit code.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
