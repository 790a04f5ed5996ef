//! `cargo check` of the generated crates, warnings denied.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use indicatif::ProgressBar;
use serde_json::Value;

use super::rustc;
use crate::fleet::cache::Cache;
use crate::fleet::outcome::{Check, Entry, Fault, State};
use crate::fleet::store::Store;
use crate::fleet::{Fingerprint, progress, workspace};
use crate::{Error, shell};

/// How many errors of a crate are kept.
const KEPT: usize = 50;

/// What cargo said, by the name of the crate.
#[derive(Debug, Default)]
struct Said {
    faults: BTreeMap<String, Vec<Fault>>,
    /// Crates that compiled.
    done: BTreeSet<String>,
    /// What cargo itself has to say.
    cargo: String,
}

/// Checks every crate that was generated and not checked before.
pub(super) fn all(
    entries: &mut [Entry],
    store: &Store,
    cache: &Cache,
    jobs: usize,
) -> Result<(), Error> {
    let generated = entries
        .iter_mut()
        .filter(|entry| entry.generation.state == State::Generated);
    let mut waiting = Vec::new();
    for entry in generated {
        entry.check = cache.find(&key(entry));
        if entry.check.is_none() {
            waiting.push(entry);
        }
    }
    if waiting.is_empty() {
        return Ok(());
    }
    let times = store.workspace.join("times");
    if times.exists() {
        fs::remove_dir_all(&times).map_err(Error::at(&times))?;
    }
    fs::create_dir_all(&times).map_err(Error::at(&times))?;
    let crates: Vec<&Entry> = waiting.iter().map(|entry| &**entry).collect();
    let manifest = workspace::write(&crates, store, None)?;
    let bar = progress::bar("check", crates.len());
    let mut said = check(&manifest, &times, store, jobs, &bar)?;
    bar.finish_and_clear();
    for entry in waiting {
        let result = result(entry, &mut said, &times)?;
        cache.keep(&key(entry), &result);
        entry.check = Some(result);
    }
    Ok(())
}

fn key(entry: &Entry) -> String {
    let sum = Fingerprint::default()
        .add(b"check")
        .add(entry.name.as_bytes());
    sum.add(entry.generation.digest.as_bytes()).finish()
}

/// Runs cargo over the workspace and reads what it says about each crate.
fn check(
    manifest: &Path,
    times: &Path,
    store: &Store,
    jobs: usize,
    bar: &ProgressBar,
) -> Result<Said, Error> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let this = std::env::current_exe().map_err(Error::at(Path::new("xtask")))?;
    let errors = store.workspace.join("cargo.txt");
    let stderr = fs::File::create(&errors).map_err(Error::at(&errors))?;
    let start = |source| Error::Start {
        command: "cargo check".to_owned(),
        source,
    };
    let mut child = Command::new(program)
        .args([
            "check",
            "--workspace",
            "--keep-going",
            "--message-format",
            "json",
        ])
        .arg("--manifest-path")
        .arg(manifest)
        .args(["--jobs", &jobs.to_string()])
        .env("CARGO_TARGET_DIR", &store.target)
        .env("CARGO_ENCODED_RUSTFLAGS", "-Dwarnings")
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTC_WORKSPACE_WRAPPER", this)
        .env(rustc::VARIABLE, times)
        .current_dir(&store.workspace)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(stderr)
        .spawn()
        .map_err(start)?;
    let mut said = Said::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if let Ok(message) = serde_json::from_str(&line) {
                said.take(&message, bar);
            }
        }
    }
    child.wait().map_err(start)?;
    said.cargo = fs::read_to_string(&errors).unwrap_or_default();
    Ok(said)
}

impl Said {
    /// Takes one message of cargo.
    fn take(&mut self, message: &Value, bar: &ProgressBar) {
        let text = |pointer| {
            message
                .pointer(pointer)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        let name = text("/target/name").to_owned();
        match text("/reason") {
            "compiler-artifact" if name.starts_with("doc_") => {
                bar.set_message(name.clone());
                bar.inc(1);
                self.done.insert(name);
            }
            "compiler-message" if matches!(text("/message/level"), "error" | "warning") => {
                let faults = self.faults.entry(name).or_default();
                // The last message only counts the others.
                if let Some(fault) = fault(message).filter(|_| faults.len() < KEPT) {
                    faults.push(fault);
                }
            }
            _ => {}
        }
    }
}

/// An error or warning with a place. rustc's closing counts have none.
fn fault(message: &Value) -> Option<Fault> {
    let message = message.get("message")?;
    let text = |value: &Value, key: &str| {
        value
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let number = |value: &Value, key: &str| value.get(key).and_then(Value::as_u64).unwrap_or(0);
    let spans = message.get("spans").and_then(Value::as_array)?;
    let is_primary = |span: &&Value| span.get("is_primary").and_then(Value::as_bool) == Some(true);
    let span = spans.iter().find(is_primary).or(spans.first())?;
    let file = text(span, "file_name");
    let within = file.split_once("/src/").map_or(&*file, |(_, rest)| rest);
    Some(Fault {
        code: message
            .pointer("/code/code")
            .and_then(Value::as_str)
            .map(str::to_owned),
        message: text(message, "message"),
        place: format!(
            "src/{within}:{}:{}",
            number(span, "line_start"),
            number(span, "column_start")
        ),
        snippet: span
            .pointer("/text/0/text")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .trim()
            .to_owned(),
    })
}

/// What the compiler said to one crate.
fn result(entry: &Entry, said: &mut Said, times: &Path) -> Result<Check, Error> {
    let name = entry.name.replace('-', "_");
    let measured = rustc::measured(times, &entry.name);
    let (milliseconds, stopped) = measured.unwrap_or_default();
    let errors = said.faults.remove(&name).unwrap_or_default();
    let state = match (said.done.contains(&name), stopped) {
        (true, _) => State::Compiled,
        (false, true) => State::TimedOut,
        (false, false) => State::Uncompilable,
    };
    if state == State::Uncompilable && errors.is_empty() && measured.is_none() {
        // cargo itself has not come to this crate: nothing can be said about it.
        shell::complain(&said.cargo);
        return Err(Error::Failed("cargo check".to_owned()));
    }
    let first = errors.first().map(|fault| {
        let code = fault
            .code
            .as_ref()
            .map(|code| format!("[{code}]"))
            .unwrap_or_default();
        format!("{}: error{code}: {}", fault.place, fault.message)
    });
    let reason = first.or_else(|| {
        (state != State::Compiled).then(|| "the compiler said nothing about it".to_owned())
    });
    Ok(Check {
        state,
        reason: reason.filter(|_| state != State::Compiled),
        errors,
        milliseconds,
    })
}
