//! The command line: one file for each subcommand, and what they share.
//!
//! Results go to stdout and everything else to stderr. Only this part of the program prints or chooses an exit code.

mod arguments;
mod check;
mod completions;
mod explain;
mod generate;
mod init;
mod inspect;
mod man;
mod message;
mod printer;
mod progress;
mod reading;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};
use message::Fault;
use printer::Printer;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// What was asked for is done: exit code 0.
    Done,
    /// The document has errors, or a comparison found a difference: exit code 1.
    Refused,
}

/// Runs the command line of this process.
pub(crate) fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are asked for, and end well; a closed output changes nothing about that.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let printer = Printer::new(&arguments.appearance);
    let outcome = match &arguments.command {
        Command::Generate(generate) => generate::run(generate, &printer),
        Command::Check(check) => check::run(check, &printer),
        Command::Inspect(inspect) => inspect::run(inspect, &printer),
        Command::Explain(explain) => explain::run(explain, &printer),
        Command::Init => init::run(&printer),
        Command::Completions(completions) => Ok(completions::run(completions, &printer)),
        Command::Man => man::run(&printer),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Refused) => ExitCode::from(1),
        Err(fault) => {
            let code = fault.exit_code();
            printer.fault(&fault);
            ExitCode::from(code)
        }
    }
}
