//! The documents that are read.

use std::fs;
use std::path::{Path, PathBuf};

/// A document of ours.
pub(crate) struct Fixture {
    /// Its path from the folder of its kind.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

/// Those that give a crate.
pub(crate) fn valid() -> Vec<Fixture> {
    let mut fixtures = documents("fixtures/documents");
    fixtures.push(named("fixtures/documents/several_files", "openapi.yaml"));
    fixtures
}

/// Those that are refused, or accepted with a warning.
pub(crate) fn invalid() -> Vec<Fixture> {
    documents("fixtures/documents/invalid")
}

fn documents(folder: &str) -> Vec<Fixture> {
    let mut names: Vec<String> = fs::read_dir(root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".yaml") || name.ends_with(".json"))
        .collect();
    names.sort();
    names.iter().map(|name| named(folder, name)).collect()
}

fn named(folder: &str, name: &str) -> Fixture {
    Fixture {
        name: name.to_owned(),
        path: root().join(folder).join(name),
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
