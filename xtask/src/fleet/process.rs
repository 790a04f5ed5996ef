//! A process with limits: how long it may run, how much memory it may ask for, how much it may say.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::Error;

/// How often a running process is looked at.
const PERIOD: Duration = Duration::from_millis(3);

/// How much of an output is kept.
const OUTPUT: u64 = 64 * 1024 * 1024;

/// What a process may use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) time: Duration,
    /// Address space, in KiB.
    pub(crate) memory_kib: u64,
}

/// How a process ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// `None` when it was stopped.
    pub(crate) status: Option<ExitStatus>,
    pub(crate) stderr: String,
    pub(crate) elapsed: Duration,
    pub(crate) peak_kib: Option<u64>,
}

/// Runs a program in a process of its own, and stops it when its time is over.
///
/// # Errors
///
/// When the program can't be started.
pub(crate) fn run(program: &Path, arguments: &[&str], limits: Limits) -> Result<Ended, Error> {
    let started = Instant::now();
    let mut child = limited(program, limits.memory_kib)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|source| Error::Start {
            command: program.display().to_string(),
            source,
        })?;
    let stderr = child.stderr.take().map(drain);
    let (status, peak_kib) = watch(&mut child, started + limits.time);
    let elapsed = started.elapsed();
    let stderr = stderr
        .and_then(|reader| reader.join().ok())
        .unwrap_or_default();
    Ok(Ended {
        status,
        stderr,
        elapsed,
        peak_kib,
    })
}

/// The command, under a shell that sets the limit of memory where there is one and then becomes the program.
fn limited(program: &Path, memory_kib: u64) -> Command {
    if cfg!(unix) {
        let mut command = Command::new("sh");
        let script = format!("ulimit -v {memory_kib} 2>/dev/null; exec \"$@\"");
        command.arg("-c").arg(script).arg("sh").arg(program);
        return command;
    }
    Command::new(program)
}

/// Waits for the end of a process, or for its deadline. The most memory it held is read while it runs, since it is lost
/// when the process is gone; what it takes in its last few milliseconds is not seen.
fn watch(child: &mut Child, deadline: Instant) -> (Option<ExitStatus>, Option<u64>) {
    let mut peak = None;
    loop {
        peak = peak.max(peak_kib(child.id()));
        match child.try_wait() {
            Ok(Some(status)) => return (Some(status), peak),
            Ok(None) if Instant::now() < deadline => thread::sleep(PERIOD),
            _ => {
                // It may have ended just now, which comes to the same.
                let _ = child.kill();
                let _ = child.wait();
                return (None, peak);
            }
        }
    }
}

/// The most memory that a process has held so far, in KiB; Linux tells it.
fn peak_kib(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Reads an output to its end while the process runs, else the process would wait for a reader.
fn drain(mut output: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before an error is still worth showing.
        let _ = output.by_ref().take(OUTPUT).read_to_end(&mut bytes);
        let _ = std::io::copy(&mut output, &mut std::io::sink());
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
