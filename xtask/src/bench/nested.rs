//! How the time to decode a union grows with the depth at which unions lie in it: with the bytes, and no more.

use std::fs;
use std::path::Path;
use std::process::Command;

use sdksmith::Generator;

use crate::fleet::{build, queue, store};
use crate::{Error, shell};

/// The crate of a fixture whose union holds itself.
const CRATE: &str = "nested-unions";

/// Decodes values of growing depth, and fails when the time for a byte grows with it.
const MAIN: &str = r#"
use std::time::Instant;

use nested_unions::models::Subject;

fn main() {
    println!("depth     bytes   ns a byte");
    let mut first = 0.0;
    for depth in [5_usize, 10, 20, 30] {
        let mut text = String::from("\"leaf\"");
        for _ in 0..depth {
            text = format!("[{{\"left\":\"leaf\",\"right\":{text}}}]");
        }
        let mut times = Vec::new();
        for _ in 0..2_000 {
            let started = Instant::now();
            let value: Subject = serde_json::from_str(&text).unwrap();
            times.push(started.elapsed());
            drop(value);
        }
        times.sort();
        let each = times[times.len() / 10].as_nanos() as f64 / text.len() as f64;
        println!("{depth:>5} {:>9} {each:>11.1}", text.len());
        if depth == 5 {
            first = each;
        } else if each > first * 3.0 {
            println!("the time for a byte grows with the depth");
            std::process::exit(1);
        }
    }
}
"#;

/// Generates the crate, builds the program, and runs it.
pub(super) fn run() -> Result<(), Error> {
    let root = shell::root();
    let fixture = root.join("tests/fixtures/documents/recursive_union.yaml");
    let folder = store::target().join("bench").join("nested");
    let library = folder.join(CRATE);
    let generator = Generator::from_file(fixture).name(CRATE);
    generator.write(&library)?;
    let member = folder.join("program");
    fs::create_dir_all(&member).map_err(Error::at(&member))?;
    save(&member.join("main.rs"), MAIN)?;
    let library = toml::Value::from(library.to_string_lossy().into_owned());
    save(
        &member.join("Cargo.toml"),
        &format!(
            "[package]\nname = \"nested\"\nedition = \"2024\"\n\n[[bin]]\nname = \"nested\"\npath = \"main.rs\"\n\n\
             [dependencies]\n{CRATE} = {{ path = {library} }}\nserde_json = \"1\"\n"
        ),
    )?;
    let manifest = folder.join("Cargo.toml");
    save(
        &manifest,
        "[workspace]\nresolver = \"3\"\nmembers = [\"program\"]\n\n[profile.dev]\nopt-level = 3\n",
    )?;
    let target = folder.join("target");
    build::programs(&manifest, &target, queue::processors(), 1)?;
    let program = target
        .join("debug")
        .join(format!("nested{}", std::env::consts::EXE_SUFFIX));
    let status = Command::new(&program)
        .status()
        .map_err(|source| Error::Start {
            command: program.display().to_string(),
            source,
        })?;
    if status.success() {
        return Ok(());
    }
    Err(Error::Failed("nested".to_owned()))
}

fn save(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(Error::at(path))
}
