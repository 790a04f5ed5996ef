//! This program in the place of rustc: cargo runs it for each crate of the workspace, so that each has its time measured
//! and limited.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread;
use std::time::{Duration, Instant};

/// The variable that turns this program into rustc; its value is the folder for the measured times.
pub(super) const VARIABLE: &str = "XTASK_CORPUS_TIMES";

/// How long one crate may take.
const LIMIT: Duration = Duration::from_secs(600);

/// Runs rustc when cargo calls this program as such; `None` when it does not.
pub(crate) fn stand_in() -> Option<ExitCode> {
    let folder = PathBuf::from(env::var_os(VARIABLE)?);
    let mut arguments = env::args_os().skip(1);
    let program = arguments.next()?;
    let arguments: Vec<OsString> = arguments.collect();
    let started = Instant::now();
    let mut child = Command::new(program).args(&arguments).spawn().ok()?;
    let mut status = None;
    while started.elapsed() < LIMIT {
        match child.try_wait() {
            Ok(None) => thread::sleep(Duration::from_millis(5)),
            Ok(Some(ended)) => {
                status = ended.code();
                break;
            }
            Err(_) => break,
        }
    }
    if status.is_none() {
        let _ = child.kill();
        let _ = child.wait();
    }
    if let Some(name) = crate_name(&arguments) {
        let word = if status.is_some() { "ended" } else { "stopped" };
        let line = format!("{} {word}", started.elapsed().as_millis());
        // Without the file the table has no time; nothing else depends on it.
        let _ = std::fs::write(folder.join(name), line);
    }
    let code = status
        .and_then(|code| u8::try_from(code).ok())
        .unwrap_or(101);
    Some(ExitCode::from(code))
}

/// What the compiler took for a crate, in milliseconds, and whether it was stopped.
pub(super) fn measured(folder: &Path, crate_name: &str) -> Option<(u64, bool)> {
    let text = std::fs::read_to_string(folder.join(crate_name.replace('-', "_"))).ok()?;
    let (time, word) = text.split_once(' ')?;
    Some((time.parse().ok()?, word == "stopped"))
}

fn crate_name(arguments: &[OsString]) -> Option<&str> {
    let mut pairs = arguments.iter().zip(arguments.iter().skip(1));
    let (_, name) = pairs.find(|(flag, _)| *flag == "--crate-name")?;
    // cargo asks rustc about itself with a crate named `___`.
    name.to_str().filter(|name| *name != "___")
}
