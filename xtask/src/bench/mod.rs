//! `cargo xtask bench`: what generated code costs beside code by hand, and what the generator takes.

mod generator;
mod nested;

use clap::{Args, Subcommand};

use crate::{Error, shell};

/// Measure what generated code costs beside code written by hand, and what the generator takes
#[derive(Debug, Args)]
pub(crate) struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A call against the same call by hand: time and allocations
    Runtime,
    /// Large values decoded and encoded, against serde's derives; and unions nested 30 deep
    Codec,
    Generator(generator::Generator),
}

/// Builds in release, and measures.
pub(crate) fn run(arguments: &Bench) -> Result<(), Error> {
    match &arguments.what {
        What::Runtime => program("runtime"),
        What::Codec => {
            program("codec")?;
            nested::run()
        }
        What::Generator(generator) => generator::run(generator),
    }
}

/// Runs a program of the package `bench`.
fn program(name: &str) -> Result<(), Error> {
    let run = ["run", "--release", "--quiet", "--package", "bench", "--bin"];
    shell::cargo(&[&run[..], &[name]].concat(), &[])
}
