//! The program of a document: it reads values, decodes each into its type, and writes what that encodes to.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;

use super::case::Cases;
use crate::Error;
use crate::fleet::outcome::Entry;
use crate::fleet::process::{self, Limits};
use crate::fleet::store::Store;
use crate::fleet::{build, workspace};

/// The name of a program's file.
const FILE: &str = "roundtrip.rs";

/// What a program may use.
const LIMITS: Limits = Limits {
    time: Duration::from_secs(120),
    memory_kib: 8 * 1024 * 1024,
};

/// The part of a program that is the same in all: a line is `[type, "text of a value"]`; the answer is the text that
/// comes of it, or the error.
const MAIN: &str = r#"
fn turn<T: serde::Serialize + serde::de::DeserializeOwned>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| format!("encoding: {error}"))
}

fn main() {
    use std::io::Write as _;
    let mut arguments = std::env::args().skip(1);
    let values = std::fs::read_to_string(arguments.next().unwrap()).unwrap();
    let mut answers = std::fs::File::create(arguments.next().unwrap()).unwrap();
    for line in values.lines() {
        let (index, text): (usize, String) = serde_json::from_str(line).unwrap();
        let answer = match decode_and_encode(index, &text) {
            Ok(text) => (true, text),
            Err(error) => (false, error),
        };
        writeln!(answers, "{}", serde_json::to_string(&answer).unwrap()).unwrap();
    }
}
"#;

/// What became of a value: what it was written as, or why it could not be read.
pub(super) type Answer = Result<String, String>;

/// Builds the programs of all documents that have cases, each in one workspace. Gives the names of those that built.
pub(super) fn build(
    prepared: &[(&Entry, Cases)],
    store: &Store,
    jobs: usize,
) -> Result<BTreeSet<String>, Error> {
    let wanted: Vec<&(&Entry, Cases)> = prepared
        .iter()
        .filter(|(_, cases)| !cases.valid.is_empty())
        .collect();
    if wanted.is_empty() {
        return Ok(BTreeSet::new());
    }
    let entries: Vec<&Entry> = wanted.iter().map(|(entry, _)| *entry).collect();
    let manifest = workspace::write(&entries, store, Some(FILE))?;
    for (entry, cases) in &wanted {
        save(
            &workspace::folder(entry, store).join(FILE),
            &source(&cases.types),
        )?;
    }
    build::programs(&manifest, &store.target, jobs, wanted.len())
}

/// Runs the program of a document. Fewer answers than cases mean that it ended before its time.
pub(super) fn run(entry: &Entry, cases: &Cases, store: &Store) -> Result<Vec<Answer>, Error> {
    let folder = workspace::folder(entry, store);
    let (values, answers) = (folder.join("values.jsonl"), folder.join("answers.jsonl"));
    let mut text = String::new();
    for case in &cases.valid {
        let _ = writeln!(text, "{}", json!([case.r#type, case.value.to_string()]));
    }
    save(&values, &text)?;
    let name = format!("{}{}", entry.name, std::env::consts::EXE_SUFFIX);
    let program: PathBuf = store.target.join("debug").join(name);
    let arguments = [values.to_string_lossy(), answers.to_string_lossy()];
    process::run(&program, &[&arguments[0], &arguments[1]], LIMITS)?;
    let text = fs::read_to_string(&answers).map_err(Error::at(&answers))?;
    let answer = |line: &str| {
        let (encoded, text): (bool, String) = serde_json::from_str(line).ok()?;
        Some(if encoded { Ok(text) } else { Err(text) })
    };
    Ok(text.lines().map_while(answer).collect())
}

/// The program for these types.
fn source(types: &[String]) -> String {
    let mut text = String::from(
        "fn decode_and_encode(index: usize, text: &str) -> Result<String, String> {\n    match index {\n",
    );
    for (index, r#type) in types.iter().enumerate() {
        let _ = writeln!(text, "        {index} => turn::<{type}>(text),");
    }
    text.push_str("        _ => Err(\"no such type\".to_owned()),\n    }\n}\n");
    text.push_str(MAIN);
    text
}

fn save(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(Error::at(path))
}
