//! A workspace in which many generated crates are checked at once, so that dependencies are built once, by one
//! `Cargo.lock`.
//!
//! A generated crate is a workspace of its own. Its member here has the same manifest without that, and the same sources.

use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::outcome::Entry;
use super::store::Store;
use crate::Error;

/// The folder of a crate's member.
pub(crate) fn folder(entry: &Entry, store: &Store) -> PathBuf {
    store.workspace.join("members").join(&entry.name)
}

/// Writes the workspace of these crates and returns its manifest. Its `Cargo.lock` stays from run to run. With a
/// `program`, each crate has a binary of its own name in the file of that name in its member's folder.
pub(crate) fn write(
    entries: &[&Entry],
    store: &Store,
    program: Option<&str>,
) -> Result<PathBuf, Error> {
    let members = store.workspace.join("members");
    if members.exists() {
        fs::remove_dir_all(&members).map_err(Error::at(&members))?;
    }
    let mut names = Vec::new();
    for entry in entries {
        let folder = folder(entry, store);
        fs::create_dir_all(&folder).map_err(Error::at(&folder))?;
        let path = entry.folder.join("Cargo.toml");
        let text = fs::read_to_string(&path).map_err(Error::at(&path))?;
        save(
            &folder.join("Cargo.toml"),
            &member(&text, &entry.folder, entry, program)?,
        )?;
        names.push(Value::from(format!("members/{}", entry.name)));
    }
    let workspace = Table::from_iter([
        ("resolver".to_owned(), Value::from("3")),
        ("members".to_owned(), Value::Array(names)),
    ]);
    let root = Table::from_iter([("workspace".to_owned(), Value::Table(workspace))]);
    let path = store.workspace.join("Cargo.toml");
    save(&path, &root.to_string())?;
    Ok(path)
}

/// The manifest of a crate as a member.
fn member(
    text: &str,
    folder: &Path,
    entry: &Entry,
    program: Option<&str>,
) -> Result<String, Error> {
    let mut manifest: Table = text.parse().map_err(|error| {
        Error::Refused(format!(
            "the manifest of {} is no TOML: {error}",
            entry.document
        ))
    })?;
    manifest.remove("workspace");
    // Profiles belong to the root of a workspace.
    manifest.remove("profile");
    // Examples stay with the crate itself.
    manifest.remove("example");
    let library = folder.join("src").join("lib.rs");
    let library = Value::from(library.to_string_lossy().into_owned());
    manifest.insert(
        "lib".to_owned(),
        Value::Table(Table::from_iter([("path".to_owned(), library)])),
    );
    if let Some(program) = program {
        let binary = Table::from_iter([
            ("name".to_owned(), Value::from(entry.name.clone())),
            ("path".to_owned(), Value::from(program)),
        ]);
        let binaries = Value::Array(vec![Value::Table(binary)]);
        manifest.insert("bin".to_owned(), binaries);
    }
    if let Some(Value::Table(package)) = manifest.get_mut("package") {
        package.remove("readme");
    }
    Ok(manifest.to_string())
}

fn save(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(Error::at(path))
}
