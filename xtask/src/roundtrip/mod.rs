//! `cargo xtask roundtrip <DIR>`: every valid example of every document, and values of our own making, decoded into the
//! generated type and encoded again. What comes back has to be the same JSON value.

mod case;
mod compare;
mod example;
mod instance;
mod program;
mod report;
mod rules;
mod rust_type;
mod tag;
#[cfg(test)]
mod tests;
mod values;

pub(crate) use self::rust_type::Writer;
pub(crate) use self::values::{Sent, Values};

use std::path::PathBuf;

use clap::Args;
use regex::Regex;

use crate::fleet::outcome::{Entry, State};
use crate::fleet::store::Store;
use crate::fleet::{cache, discovery, generate, progress, queue};
use crate::{Error, shell};

/// Decode and encode the examples of every document of a folder
#[derive(Debug, Args)]
pub(crate) struct Roundtrip {
    /// The folder; `documents.txt` in it lists the documents, else they are found
    dir: PathBuf,
    /// Only documents whose path matches this regular expression
    #[arg(long, value_name = "RE")]
    filter: Option<Regex>,
    /// How many documents at a time [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Write the results to this file, as JSON
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    /// The generator to run [default: the one built here, in release]
    #[arg(long, value_name = "FILE")]
    generator: Option<PathBuf>,
}

/// The round trip of the five documents, by the generator as it is built for development.
pub(crate) fn of_specs() -> Result<(), Error> {
    run(&Roundtrip {
        dir: shell::root().join("specs"),
        filter: None,
        jobs: None,
        report: None,
        generator: Some(generate::for_development()?),
    })
}

/// Collects, generates, builds, runs, compares; an error when too much does not come back equal.
pub(crate) fn run(arguments: &Roundtrip) -> Result<(), Error> {
    let jobs = arguments.jobs.unwrap_or_else(queue::processors).max(1);
    let documents = discovery::documents(&arguments.dir, arguments.filter.as_ref())?;
    let store = Store::open(&arguments.dir)?;
    let generator = generate::Generator::prepare(arguments.generator.as_deref())?;
    let memory = cache::Cache::new(store.cache.clone(), false);
    let entries = generate::all(&documents, &generator, &store, &memory, jobs)?;
    let pairs: Vec<(&discovery::Document, &Entry)> = documents.iter().zip(&entries).collect();
    let bar = progress::bar("collect", pairs.len());
    let prepared = queue::map(&pairs, jobs, |(document, entry)| {
        bar.set_message(document.name.clone());
        let cases = if entry.generation.state == State::Generated {
            case::prepare(&document.path, &entry.name)?
        } else {
            case::Cases::default()
        };
        bar.inc(1);
        Ok((*entry, cases))
    })?;
    bar.finish_and_clear();
    let built = program::build(&prepared, &store, jobs)?;
    let mut lines = Vec::new();
    for (entry, cases) in prepared {
        lines.push(line(entry, cases, built.contains(&entry.name), &store)?);
    }
    shell::say(&report::table(&lines));
    if let Some(path) = &arguments.report {
        report::write(path, &lines)?;
    }
    if report::suffices(&lines) {
        return Ok(());
    }
    Err(Error::Refused(
        "less than 99.5 % came back equal, or not every crate could be asked".to_owned(),
    ))
}

/// What came of one document.
fn line(
    entry: &Entry,
    cases: case::Cases,
    built: bool,
    store: &Store,
) -> Result<report::Line, Error> {
    let state = entry.generation.state;
    if state != State::Generated {
        let word = state.word().to_owned();
        return Ok(match state {
            State::Rejected => report::Line::failed(&entry.document, word),
            _ => report::Line::broken(&entry.document, word),
        });
    }
    if cases.valid.is_empty() {
        return Ok(report::Line::new(&entry.document, cases, Vec::new()));
    }
    if !built {
        let failure = "its program does not compile".to_owned();
        return Ok(report::Line::broken(&entry.document, failure));
    }
    let answers = program::run(entry, &cases, store)?;
    Ok(report::Line::new(&entry.document, cases, answers))
}
