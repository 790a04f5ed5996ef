//! `cargo xtask corpus <DIR>`: an SDK for every document of a folder, each generated in a process of its own with limits
//! and checked with warnings denied; then a table and a summary. Results are kept under `target/corpus-cache`, by content.

mod check;
mod report;
mod rustc;

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use regex::Regex;

use crate::fleet::outcome::State;
use crate::fleet::store::Store;
use crate::fleet::{cache, discovery, generate, queue};
use crate::{Error, shell};

pub(crate) use self::rustc::stand_in as rustc_stand_in;

/// Generate and compile an SDK for every document of a folder
#[derive(Debug, Args)]
pub(crate) struct Corpus {
    /// The folder; `documents.txt` in it lists the documents, else they are found
    dir: PathBuf,
    /// Only documents whose path matches this regular expression
    #[arg(long, value_name = "RE")]
    filter: Option<Regex>,
    /// How many documents at a time [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Generate only
    #[arg(long)]
    no_compile: bool,
    /// Write the results to this file, as JSON
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    /// Do everything again, whatever was done before
    #[arg(long)]
    fresh: bool,
    /// The generator to run [default: the one built here, in release]
    #[arg(long, value_name = "FILE")]
    generator: Option<PathBuf>,
}

/// A crate for every document among the fixtures, by the generator as it is built for development.
pub(crate) fn of_fixtures() -> Result<(), Error> {
    run(&Corpus {
        dir: shell::root().join("tests/fixtures/documents"),
        filter: None,
        jobs: None,
        no_compile: false,
        report: None,
        fresh: false,
        generator: Some(generate::for_development()?),
    })
}

/// Generates, compiles, reports; an error unless every document is compiled or rejected.
pub(crate) fn run(arguments: &Corpus) -> Result<(), Error> {
    let started = Instant::now();
    let jobs = arguments.jobs.unwrap_or_else(queue::processors).max(1);
    let documents = discovery::documents(&arguments.dir, arguments.filter.as_ref())?;
    let store = Store::open(&arguments.dir)?;
    let generator = generate::Generator::prepare(arguments.generator.as_deref())?;

    let memory = cache::Cache::new(store.cache.clone(), arguments.fresh);
    let mut entries = generate::all(&documents, &generator, &store, &memory, jobs)?;
    if !arguments.no_compile {
        check::all(&mut entries, &store, &memory, jobs)?;
    }
    shell::say(&report::table(&entries));
    shell::say(&report::summary(&entries, started.elapsed()));
    if let Some(path) = &arguments.report {
        report::write(path, &entries)?;
    }
    let failures = entries.iter().filter(|entry| entry.fails()).count();
    if failures == 0 {
        return Ok(());
    }
    Err(Error::Refused(format!(
        "{failures} of {} documents are neither {} nor rejected",
        entries.len(),
        if arguments.no_compile {
            State::Generated.word()
        } else {
            State::Compiled.word()
        }
    )))
}
