//! What is called: an API of this repository's crate, or the crate of a document.

use std::path::PathBuf;

use sdksmith::config::{Config, FILE_NAME};
use sdksmith::{Generator, Survey};

use super::Contract;
use crate::fleet::discovery::{self, Document};
use crate::fleet::outcome::State;
use crate::fleet::store::Store;
use crate::fleet::{cache, generate, queue};
use crate::{Error, shell};

/// How many bytes a document of a folder may have: what a server of Node reads in a few seconds.
const BYTES: u64 = 400_000;

/// An API with the crate that calls it.
#[derive(Debug)]
pub(super) struct Subject {
    /// In the table.
    pub(super) name: String,
    /// The package of its program.
    pub(super) program: String,
    pub(super) document: PathBuf,
    /// The crate that calls it.
    pub(super) package: String,
    pub(super) folder: PathBuf,
    /// Where in the crate it stands, as `::clients::formance`; empty for all of it.
    pub(super) module: String,
    pub(super) survey: Survey,
}

/// The APIs of `sdksmith.toml`, called by the crate that is committed.
pub(super) fn of_repository() -> Result<Vec<Subject>, Error> {
    let config = Config::load(&shell::root().join(FILE_NAME))?;
    let surveys = Generator::from_config(&config).survey()?;
    if surveys.len() != config.apis.len() {
        let message = "a document of sdksmith.toml can't be read: see `cargo xtask check`";
        return Err(Error::Refused(message.to_owned()));
    }
    let subjects = config.apis.iter().zip(surveys).map(|(api, survey)| {
        let module = api.module.to_string();
        Subject {
            program: format!("contract-{}", module.replace("::", "-").replace('_', "-")),
            document: config.folder.join(&api.spec),
            package: config.package.name.clone(),
            folder: config.output(),
            module: format!("::{module}"),
            name: module,
            survey,
        }
    });
    Ok(subjects.collect())
}

/// The documents of a folder that give a crate and have a usual number of operations, each with its own crate.
pub(super) fn of_folder(folder: &std::path::Path, asked: &Contract) -> Result<Vec<Subject>, Error> {
    let jobs = queue::processors();
    let documents = discovery::documents(folder, asked.filter.as_ref())?;
    let store = Store::open(folder)?;
    let generator = generate::Generator::prepare(asked.generator.as_deref())?;
    let memory = cache::Cache::new(store.cache.clone(), false);
    let limit = asked.limit.unwrap_or(usize::MAX);
    let mut subjects = Vec::new();
    let small = |document: &&Document| {
        std::fs::metadata(&document.path).is_ok_and(|data| data.len() <= BYTES)
    };
    for document in documents.iter().filter(small) {
        if subjects.len() >= limit {
            break;
        }
        let one = std::slice::from_ref(document);
        for entry in generate::all(one, &generator, &store, &memory, jobs)? {
            let mut surveys = Generator::from_file(&document.path).survey()?;
            let Some(survey) = surveys.pop() else {
                continue;
            };
            let usual = (1..=asked.operations).contains(&survey.api.operations.len());
            if entry.generation.state == State::Generated && usual {
                subjects.push(Subject {
                    name: entry.document,
                    program: format!("contract-{}", entry.name),
                    document: document.path.clone(),
                    package: entry.name,
                    folder: entry.folder,
                    module: String::new(),
                    survey,
                });
            }
        }
    }
    Ok(subjects)
}
