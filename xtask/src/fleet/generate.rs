//! One run of the generator for each document.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use super::cache::Cache;
use super::discovery::Document;
use super::fingerprint::{self, Fingerprint};
use super::outcome::{Entry, Generation, State};
use super::process::{self, Ended, Limits};
use super::store::{self, Store};
use super::{progress, queue};
use crate::{Error, shell};

/// What a run of the generator may use.
const LIMITS: Limits = Limits {
    time: Duration::from_secs(60),
    memory_kib: 4 * 1024 * 1024,
};

/// The generator that is run, and a digest of it.
#[derive(Debug)]
pub(crate) struct Generator {
    program: PathBuf,
    digest: String,
}

impl Generator {
    /// The program that is given, else the one of this repository, built in release.
    pub(crate) fn prepare(given: Option<&Path>) -> Result<Self, Error> {
        let program = if let Some(program) = given {
            fs::canonicalize(program).map_err(Error::at(program))?
        } else {
            shell::cargo(&["build", "--release", "--package", "sdksmith"], &[])?;
            let name = format!("sdksmith{}", std::env::consts::EXE_SUFFIX);
            store::target().join("release").join(name)
        };
        let digest = Fingerprint::default().add_file(&program)?.finish();
        Ok(Self { program, digest })
    }

    /// The program.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }
}

/// The program as it is built for development.
pub(crate) fn for_development() -> Result<PathBuf, Error> {
    shell::cargo(&["build", "--package", "sdksmith"], &[])?;
    let name = format!("sdksmith{}", std::env::consts::EXE_SUFFIX);
    Ok(store::target().join("debug").join(name))
}

/// Generates the crates of all documents.
pub(crate) fn all(
    documents: &[Document],
    generator: &Generator,
    store: &Store,
    cache: &Cache,
    jobs: usize,
) -> Result<Vec<Entry>, Error> {
    let bar = progress::bar("generate", documents.len());
    let entries = queue::map(documents, jobs, |document| {
        bar.set_message(document.name.clone());
        let entry = one(document, generator, store, cache);
        bar.inc(1);
        entry
    });
    bar.finish_and_clear();
    entries
}

fn one(
    document: &Document,
    generator: &Generator,
    store: &Store,
    cache: &Cache,
) -> Result<Entry, Error> {
    let bytes = fs::read(&document.path).map_err(Error::at(&document.path))?;
    let name = crate_name(&document.name);
    let folder = store.crates.join(&name);
    let key = key(document, &bytes, &generator.digest, &name)?;
    let known: Option<Generation> = cache.find(&key);
    // The crate itself may be gone, or be that of another generator.
    let known = known.filter(|known| {
        known.state != State::Generated || digest(&folder).is_ok_and(|now| now == known.digest)
    });
    let generation = if let Some(generation) = known {
        generation
    } else {
        let generation = fresh(document, &name, &folder, generator)?;
        cache.keep(&key, &generation);
        generation
    };
    Ok(Entry {
        document: document.name.clone(),
        name,
        folder,
        bytes: bytes.len() as u64,
        generation,
        check: None,
    })
}

/// Everything that the result depends on.
fn key(document: &Document, bytes: &[u8], generator: &str, name: &str) -> Result<String, Error> {
    let sum = Fingerprint::default()
        .add(generator.as_bytes())
        .add(name.as_bytes())
        .add(bytes);
    let folder = document.path.parent();
    match folder.filter(|_| fingerprint::has_other_files(&String::from_utf8_lossy(bytes))) {
        Some(folder) => Ok(sum.add_folder(folder)?.finish()),
        None => Ok(sum.finish()),
    }
}

fn fresh(
    document: &Document,
    name: &str,
    folder: &Path,
    generator: &Generator,
) -> Result<Generation, Error> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Error::at(folder))?;
    }
    let (path, output) = (document.path.to_string_lossy(), folder.to_string_lossy());
    let arguments = [
        "generate",
        &path,
        "--output",
        &output,
        "--name",
        name,
        "--message-format",
        "json",
        // Whoever names a folder trusts all of it.
        "--allow-outside-root",
    ];
    let ended = process::run(&generator.program, &arguments, LIMITS)?;
    let (state, reason) = judge(&ended);
    let written = state == State::Generated;
    Ok(Generation {
        state,
        reason,
        warnings: messages(&ended.stderr)
            .filter(|message| is(message, "warning"))
            .count(),
        milliseconds: milliseconds(ended.elapsed),
        peak_kib: ended.peak_kib,
        lines: if written { lines(folder)? } else { 0 },
        digest: if written {
            digest(folder)?
        } else {
            String::new()
        },
    })
}

/// How a run ended. Refusing a document takes exit code 1 and an error that is not a fault of ours.
fn judge(ended: &Ended) -> (State, Option<String>) {
    let Some(status) = ended.status else {
        let reason = format!("stopped after {} s", LIMITS.time.as_secs());
        return (State::TimedOut, Some(reason));
    };
    let mut errors = messages(&ended.stderr).filter(|message| is(message, "error"));
    let internal =
        messages(&ended.stderr).find(|message| text(message, "code") == "internal-error");
    match (status.code(), internal.or_else(|| errors.next())) {
        (Some(0), _) => (State::Generated, None),
        (Some(1), Some(error)) if text(&error, "code") != "internal-error" => {
            (State::Rejected, Some(said(&error)))
        }
        (Some(1), Some(error)) => (State::Panicked, Some(said(&error))),
        _ => {
            let end: String = ended
                .stderr
                .trim_end()
                .chars()
                .rev()
                .take(2_000)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            (State::Panicked, Some(format!("{status}: {end}")))
        }
    }
}

/// The diagnostics that a run printed, a JSON object a line.
fn messages(stderr: &str) -> impl Iterator<Item = Value> {
    stderr
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
}

fn is(message: &Value, severity: &str) -> bool {
    text(message, "severity") == severity
}

fn text<'a>(message: &'a Value, key: &str) -> &'a str {
    message.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A diagnostic in a line.
fn said(message: &Value) -> String {
    let number = |key| message.get(key).and_then(Value::as_u64).unwrap_or_default();
    format!(
        "{}:{}:{}: {}: {}",
        text(message, "file"),
        number("line"),
        number("column"),
        text(message, "code"),
        text(message, "message"),
    )
}

/// A name for the crate of a document: of its path, and unique by a digest of that.
fn crate_name(path: &str) -> String {
    let digest = Fingerprint::default().add(path.as_bytes()).finish();
    let stem = path.rsplit('/').next().unwrap_or(path);
    let words: String = stem
        .chars()
        .map(|character| {
            if character.is_ascii_alphanumeric() {
                character.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .take(40)
        .collect();
    let short: String = digest.chars().take(8).collect();
    format!("doc-{}-{short}", words.trim_matches('-'))
}

/// Lines of Rust of a crate, the runtime left out.
fn lines(folder: &Path) -> Result<usize, Error> {
    let mut lines = 0;
    for path in fingerprint::files(&folder.join("src"))? {
        if !path.starts_with(folder.join("src/runtime")) {
            let text = fs::read_to_string(&path).map_err(Error::at(&path))?;
            lines += text.lines().count();
        }
    }
    Ok(lines)
}

fn digest(folder: &Path) -> Result<String, Error> {
    Ok(Fingerprint::default().add_folder(folder)?.finish())
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::crate_name;

    #[test]
    fn two_documents_of_one_file_name_have_two_crates() {
        assert_ne!(crate_name("a/openapi.yaml"), crate_name("b/openapi.yaml"));
        assert!(crate_name("a/1 Böse.json").starts_with("doc-1-b-se-json-"));
    }
}
