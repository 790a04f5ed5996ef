//! The documents that are read, by paths from the folder of this package, in which cargo runs its tests.

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
    fixtures.push(named(
        "fixtures/documents/swagger_several_files",
        "swagger.yaml",
    ));
    fixtures
}

/// Those that are refused, or accepted with a warning.
pub(crate) fn invalid() -> Vec<Fixture> {
    documents("fixtures/documents/invalid")
}

fn documents(folder: &str) -> Vec<Fixture> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            let extension = Path::new(name).extension();
            extension.is_some_and(|extension| extension == "yaml" || extension == "json")
        })
        .collect();
    names.sort();
    names.iter().map(|name| named(folder, name)).collect()
}

fn named(folder: &str, name: &str) -> Fixture {
    Fixture {
        name: name.to_owned(),
        path: Path::new(folder).join(name),
    }
}
