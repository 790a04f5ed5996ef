//! The chores of this repository: `cargo xtask <command>`. One file for each; each prints what it runs.

mod bench;
mod check;
mod ci;
mod contract;
mod corpus;
mod docs;
mod explanations;
mod fleet;
mod generate;
mod roundtrip;
mod shell;
mod soak;
mod test;
mod tidy;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The chores of this repository
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Generate(generate::Generate),
    /// Fail with a diff when `generated/` is not what the documents give
    Check,
    /// Check what the compiler does not: file lengths, names, imports against the flow of stages
    Tidy,
    /// Run all tests
    Test,
    /// Build the documentation, warnings denied
    Docs,
    /// Lint the committed crates for `wasm32-unknown-unknown`, where that is installed
    Wasm,
    Corpus(corpus::Corpus),
    Roundtrip(roundtrip::Roundtrip),
    Contract(contract::Contract),
    Bench(bench::Bench),
    Soak(soak::Soak),
    /// Run everything that has to pass before a change is merged
    Ci,
}

/// Why a chore failed.
#[derive(Debug, thiserror::Error)]
enum Error {
    /// The configuration can't be used.
    #[error(transparent)]
    Config(#[from] sdksmith::config::Error),
    /// Nothing could be generated.
    #[error(transparent)]
    Generator(#[from] sdksmith::Error),
    /// `generated/` could not be read or written.
    #[error(transparent)]
    Output(#[from] sdksmith::output::Error),
    /// A file could not be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A command could not be started.
    #[error("could not run `{command}`: {source}")]
    Start {
        /// The command.
        command: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A command failed.
    #[error("`{0}` failed")]
    Failed(String),
    /// Something is not as it has to be; all is said already.
    #[error("{0}")]
    Refused(String),
}

impl Error {
    /// What the system said about a file, as an error that names it.
    fn at(path: &std::path::Path) -> impl Fn(std::io::Error) -> Self {
        move |source| Self::Io {
            path: path.to_path_buf(),
            source,
        }
    }
}

fn main() -> ExitCode {
    if let Some(code) = corpus::rustc_stand_in() {
        return code;
    }
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Generate(generate) => generate::run(&generate),
        Command::Check => check::run(),
        Command::Tidy => tidy::run(),
        Command::Test => test::run(),
        Command::Docs => docs::run(),
        Command::Wasm => wasm::run(),
        Command::Corpus(corpus) => corpus::run(&corpus),
        Command::Roundtrip(roundtrip) => roundtrip::run(&roundtrip),
        Command::Contract(contract) => contract::run(&contract),
        Command::Bench(bench) => bench::run(&bench),
        Command::Soak(soak) => soak::run(&soak),
        Command::Ci => ci::run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            shell::complain(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}
