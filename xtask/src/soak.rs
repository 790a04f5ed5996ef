//! `cargo xtask soak`: thousands of calls at a time against a server that fails in every way it can.

use std::process::Command;

use clap::Args;

use crate::fleet::store;
use crate::{Error, shell};

/// Call a failing server for a while, with thousands of calls at a time, and look for what leaks or happens twice
#[derive(Debug, Args)]
pub(crate) struct Soak {
    /// How long
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u64,
    /// How many calls at a time
    #[arg(long, value_name = "N", default_value_t = 2_000)]
    callers: u64,
}

/// Builds the program in release, and runs it with as many open files as it may have.
pub(crate) fn run(arguments: &Soak) -> Result<(), Error> {
    let build = ["build", "--release", "--package", "bench", "--bin", "soak"];
    shell::cargo(&build, &[])?;
    let name = format!("soak{}", std::env::consts::EXE_SUFFIX);
    let program = store::target().join("release").join(name);
    let mut command = if cfg!(unix) {
        let mut command = Command::new("sh");
        let script = "ulimit -n \"$(ulimit -H -n)\" 2>/dev/null; exec \"$@\"";
        command.args(["-c", script, "sh"]).arg(&program);
        command
    } else {
        Command::new(&program)
    };
    let (seconds, callers) = (arguments.seconds.to_string(), arguments.callers.to_string());
    let what = format!("soak {seconds} {callers}");
    let status = command
        .args([seconds, callers])
        .status()
        .map_err(|source| Error::Start {
            command: what.clone(),
            source,
        })?;
    if status.success() {
        return Ok(());
    }
    Err(Error::Failed(what))
}
