//! Where things lie: crates and their common target folder under `target/corpus`, results under `target/corpus-cache`.

use std::fs;
use std::path::{Path, PathBuf};

use super::fingerprint::Fingerprint;
use crate::{Error, shell};

/// The folders of a run.
#[derive(Debug)]
pub(crate) struct Store {
    /// A folder for each generated crate.
    pub(crate) crates: PathBuf,
    /// The workspace in which they are checked.
    pub(crate) workspace: PathBuf,
    /// What the compiler builds.
    pub(crate) target: PathBuf,
    /// Results of earlier runs.
    pub(crate) cache: PathBuf,
}

impl Store {
    /// Makes the folders. Each corpus has its own, except what the compiler builds and the results.
    pub(crate) fn open(corpus: &Path) -> Result<Self, Error> {
        let root = target();
        let corpus = fs::canonicalize(corpus).map_err(Error::at(corpus))?;
        let digest = Fingerprint::default()
            .add(corpus.to_string_lossy().as_bytes())
            .finish();
        let short: String = digest.chars().take(8).collect();
        let own = root.join("corpus").join(short);
        let store = Self {
            crates: own.join("crates"),
            workspace: own.join("workspace"),
            target: root.join("corpus").join("target"),
            cache: root.join("corpus-cache"),
        };
        for folder in [&store.crates, &store.workspace, &store.cache] {
            fs::create_dir_all(folder).map_err(Error::at(folder))?;
        }
        Ok(store)
    }
}

/// The target folder of this repository.
pub(crate) fn target() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    shell::root().join(target)
}
