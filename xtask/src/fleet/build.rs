//! The programs of a workspace, built as far as they build.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::progress;
use crate::Error;

/// Builds the programs of the workspace of a manifest, and gives the names of those that built. What the compiler says
/// is in `messages.txt` beside the manifest.
///
/// # Errors
///
/// When none could be built; with what cargo says.
pub(crate) fn programs(
    manifest: &Path,
    target: &Path,
    jobs: usize,
    count: usize,
) -> Result<BTreeSet<String>, Error> {
    let folder = manifest.parent().unwrap_or(manifest);
    let start = |source| Error::Start {
        command: "cargo build".to_owned(),
        source,
    };
    let errors = folder.join("cargo.txt");
    let stderr = fs::File::create(&errors).map_err(Error::at(&errors))?;
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut child = Command::new(program)
        .args([
            "build",
            "--bins",
            "--keep-going",
            "--message-format",
            "json",
        ])
        .arg("--manifest-path")
        .arg(manifest)
        .args(["--jobs", &jobs.to_string()])
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(stderr)
        .spawn()
        .map_err(start)?;
    let bar = progress::bar("build", count);
    let mut built = BTreeSet::new();
    let messages = folder.join("messages.txt");
    let mut said = fs::File::create(&messages).map_err(Error::at(&messages))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let message: Value = serde_json::from_str(&line).unwrap_or_default();
            if let Some(text) = message.pointer("/message/rendered").and_then(Value::as_str) {
                let _ = said.write_all(text.as_bytes());
            }
            let executable = message.get("executable").is_some_and(Value::is_string);
            let name = message.pointer("/target/name").and_then(Value::as_str);
            if let Some(name) = name.filter(|_| executable) {
                built.insert(name.to_owned());
                bar.inc(1);
            }
        }
    }
    let status = child.wait().map_err(start)?;
    bar.finish_and_clear();
    if built.is_empty() && !status.success() {
        let said = fs::read_to_string(&errors).unwrap_or_default();
        return Err(Error::Refused(format!(
            "no program could be built:\n{said}"
        )));
    }
    Ok(built)
}
