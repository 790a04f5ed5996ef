//! How long the generator takes for a document, and for one that holds the same ten times.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use sdksmith::model::Pointer;
use serde_json::{Map, Value};

use crate::fleet::{generate, process, store};
use crate::{Error, shell};

/// How often the larger document holds the other.
const TIMES: usize = 10;

/// How often each is generated; the best counts.
const RUNS: usize = 3;

/// How much longer the larger may take than that.
const ROOM: f64 = 1.5;

/// The generator's time for a document, and for one that holds the same ten times
#[derive(Debug, Args)]
pub(super) struct Generator {
    /// The document, of OpenAPI 3, in one file
    #[arg(default_value = "specs/applications/logto.yaml")]
    document: PathBuf,
    /// The generator to run [default: the one built here, in release]
    #[arg(long, value_name = "FILE")]
    generator: Option<PathBuf>,
}

/// Generates both, and fails when the larger takes much more than ten times as long.
pub(super) fn run(arguments: &Generator) -> Result<(), Error> {
    let program = generate::Generator::prepare(arguments.generator.as_deref())?;
    let folder = store::target().join("bench").join("generator");
    fs::create_dir_all(&folder).map_err(Error::at(&folder))?;
    let document = fs::canonicalize(&arguments.document).map_err(Error::at(&arguments.document))?;
    let text = fs::read_to_string(&document).map_err(Error::at(&document))?;
    let read: Value = serde_yaml::from_str(&text)
        .map_err(|error| Error::Refused(format!("{}: {error}", document.display())))?;
    let once = folder.join("once.json");
    let larger = folder.join("larger.json");
    save(&once, &read)?;
    save(&larger, &repeated(&read))?;
    let mut best = [Duration::MAX; 2];
    for _ in 0..RUNS {
        for (best, document) in best.iter_mut().zip([&once, &larger]) {
            *best = (*best).min(time(program.program(), document, &folder)?);
        }
    }
    let [first, second] = best.map(|time| time.as_secs_f64());
    let [small, large] =
        [&once, &larger].map(|path| fs::metadata(path).map_or(0, |data| data.len()));
    shell::say(&format!(
        "{:>9} bytes in {first:.3} s\n{:>9} bytes in {second:.3} s: {:.1} times as long",
        small,
        large,
        second / first
    ));
    let times = u32::try_from(TIMES).map_or(f64::MAX, f64::from);
    if second <= first * times * ROOM {
        return Ok(());
    }
    Err(Error::Refused(
        "the time grows faster than the document".to_owned(),
    ))
}

/// One run, from the file to the crate on the disk.
fn time(program: &Path, document: &Path, folder: &Path) -> Result<Duration, Error> {
    let output = folder.join("crate");
    if output.exists() {
        fs::remove_dir_all(&output).map_err(Error::at(&output))?;
    }
    let (path, output) = (document.to_string_lossy(), output.to_string_lossy());
    let limits = process::Limits {
        time: Duration::from_secs(120),
        memory_kib: 4 * 1024 * 1024,
    };
    let arguments = [
        "generate",
        &path,
        "--output",
        &output,
        "--name",
        "bench-generated",
    ];
    let started = Instant::now();
    let ended = process::run(program, &arguments, limits)?;
    match ended.status {
        Some(status) if status.success() => Ok(started.elapsed()),
        _ => Err(Error::Failed(format!(
            "sdksmith generate {path}\n{}",
            ended.stderr
        ))),
    }
}

/// The document with all of its paths and components ten times, under names of their own.
fn repeated(document: &Value) -> Value {
    let mut larger = document.clone();
    let components = document.get("components").and_then(Value::as_object);
    let paths = document.get("paths").and_then(Value::as_object);
    for copy in 1..TIMES {
        for (kind, members) in components.into_iter().flatten() {
            for (name, value) in members.as_object().into_iter().flatten() {
                let at = format!("/components/{kind}");
                insert(
                    &mut larger,
                    &at,
                    format!("{name}{copy}"),
                    renamed(value, copy),
                );
            }
        }
        for (path, item) in paths.into_iter().flatten() {
            insert(
                &mut larger,
                "/paths",
                format!("/copy{copy}{path}"),
                renamed(item, copy),
            );
        }
    }
    larger
}

fn insert(document: &mut Value, at: &str, name: String, value: Value) {
    if let Some(Value::Object(members)) = document.pointer_mut(at) {
        members.insert(name, value);
    }
}

/// A part of the document whose references and ids are those of a copy.
fn renamed(value: &Value, copy: usize) -> Value {
    match value {
        Value::Object(members) => {
            let renamed = members.iter().map(|(key, member)| {
                let member = match (key.as_str(), member) {
                    ("$ref", Value::String(text)) if is_component(text) => {
                        Value::from(format!("{text}{copy}"))
                    }
                    ("operationId", Value::String(text)) => Value::from(format!("{text}{copy}")),
                    ("mapping", Value::Object(targets)) => Value::Object(
                        targets
                            .iter()
                            .map(|(tag, target)| {
                                let target = target.as_str().unwrap_or_default();
                                (tag.clone(), Value::from(format!("{target}{copy}")))
                            })
                            .collect::<Map<_, _>>(),
                    ),
                    (_, member) => renamed(member, copy),
                };
                (key.clone(), member)
            });
            Value::Object(renamed.collect())
        }
        Value::Array(items) => items.iter().map(|item| renamed(item, copy)).collect(),
        value => value.clone(),
    }
}

/// Whether a reference leads to a component itself.
fn is_component(reference: &str) -> bool {
    Pointer::from_own_reference(reference).is_some_and(|pointer| {
        pointer.segments().count() == 3 && pointer.as_str().starts_with("/components/")
    })
}

fn save(path: &Path, value: &Value) -> Result<(), Error> {
    fs::write(path, value.to_string()).map_err(Error::at(path))
}
