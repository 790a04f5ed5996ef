//! `cargo xtask contract`: every operation called through its generated crate, against Prism, which answers by the
//! document and checks what it is sent.

mod judge;
mod plan;
mod prism;
mod program;
mod report;
mod slot;
mod subject;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use regex::Regex;

use self::prism::Prism;
use self::report::Line;
use self::subject::Subject;
use crate::fleet::{Fingerprint, build, queue, store};
use crate::roundtrip::Values;
use crate::{Error, shell};

/// Call every operation of the five documents, or of those of a folder, against Prism
#[derive(Debug, Args)]
pub(crate) struct Contract {
    /// A folder of documents, each called through a crate of its own [default: the documents of `sdksmith.toml`]
    dir: Option<PathBuf>,
    /// Only documents whose path matches this regular expression
    #[arg(long, value_name = "RE")]
    filter: Option<Regex>,
    /// At most so many documents of the folder
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Only documents of the folder with at most so many operations
    #[arg(long, value_name = "N", default_value_t = 40)]
    operations: usize,
    /// The generator to run for documents of a folder [default: the one built here, in release]
    #[arg(long, value_name = "FILE")]
    generator: Option<PathBuf>,
}

/// The five documents.
pub(crate) fn of_repository() -> Result<(), Error> {
    run(&Contract {
        dir: None,
        filter: None,
        limit: None,
        operations: 0,
        generator: None,
    })
}

/// Installs, builds, serves, calls, judges; an error when a call was not kept.
pub(crate) fn run(arguments: &Contract) -> Result<(), Error> {
    let prism = Prism::install()?;
    let subjects = match &arguments.dir {
        Some(folder) => subject::of_folder(folder, arguments)?,
        None => subject::of_repository()?,
    };
    let folder = workspace(arguments.dir.as_deref());
    std::fs::create_dir_all(&folder).map_err(Error::at(&folder))?;
    let manifest = program::write(&subjects, &folder)?;
    let target = store::target().join("corpus").join("target");
    let built = build::programs(&manifest, &target, queue::processors(), subjects.len())?;
    let mut lines = Vec::new();
    for subject in &subjects {
        lines.push(line(subject, &prism, &folder, &target, &built)?);
    }
    shell::say(&report::table(&lines));
    let whole = arguments.dir.is_none();
    let good = |line: &Line| {
        if whole {
            line.is_whole()
        } else {
            line.is_kept()
        }
    };
    if lines.iter().all(good) {
        return Ok(());
    }
    Err(Error::Refused("not every call was kept".to_owned()))
}

/// The folder of the programs; another for each folder of documents.
fn workspace(documents: Option<&Path>) -> PathBuf {
    let own = documents.map_or("own".to_owned(), |folder| {
        let text = folder.to_string_lossy();
        let digest = Fingerprint::default().add(text.as_bytes()).finish();
        digest.chars().take(8).collect()
    });
    store::target().join("contract").join(own)
}

/// What comes of one document.
fn line(
    subject: &Subject,
    prism: &Prism,
    folder: &Path,
    target: &Path,
    built: &BTreeSet<String>,
) -> Result<Line, Error> {
    if !built.contains(&subject.program) {
        let failure = "its program does not compile".to_owned();
        return Ok(Line::failed(&subject.name, failure));
    }
    let survey = &subject.survey;
    let beside = subject.document.parent().unwrap_or(&subject.document);
    let plan = plan::plan(survey, beside);
    let server = match prism.serve(&subject.document) {
        Ok(server) => server,
        Err(error) => return Ok(Line::failed(&subject.name, error.to_string())),
    };
    let binary = format!("{}{}", subject.program, std::env::consts::EXE_SUFFIX);
    let binary = target.join("debug").join(binary);
    let own = folder.join("members").join(&subject.program);
    let answers = program::run(&binary, &own, &server.address, &plan)?;
    let values = Values::new(&survey.model, beside);
    let judged = plan.calls.iter().zip(&answers);
    let verdicts: Vec<_> = judged
        .map(|(call, answer)| judge::verdict(call, answer, survey, &values))
        .collect();
    let operations = &survey.api.operations;
    Ok(Line::new(&subject.name, operations, &plan, &verdicts))
}
