//! What is said at the end: a table, a summary, and a file for programs.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::Error;
use crate::fleet::outcome::{Entry, State};

/// How many of the slowest are named.
const SLOWEST: usize = 10;

/// A line for each document: state, times, memory, lines, name, and why it is not compiled.
pub(super) fn table(entries: &[Entry]) -> String {
    let mut text = format!(
        "{:<12} {:>9} {:>8} {:>8} {:>8}  document\n",
        "state", "generate", "peak", "lines", "check"
    );
    for entry in entries {
        let generation = &entry.generation;
        let check = entry
            .check
            .as_ref()
            .map_or_else(|| "-".to_owned(), |check| seconds(check.milliseconds));
        let _ = write!(
            text,
            "{:<12} {:>9} {:>8} {:>8} {check:>8}  {}",
            entry.state().word(),
            seconds(generation.milliseconds),
            memory(generation.peak_kib),
            generation.lines,
            entry.document,
        );
        if let Some(reason) = entry.reason() {
            let line: String = reason
                .lines()
                .next()
                .unwrap_or_default()
                .chars()
                .take(200)
                .collect();
            let _ = write!(text, "\n{:12} {line}", "");
        }
        text.push('\n');
    }
    text
}

/// Counts, sums and extremes.
pub(super) fn summary(entries: &[Entry], wall: Duration) -> String {
    let mut text = format!("{} documents:", entries.len());
    for state in State::ALL {
        let count = entries
            .iter()
            .filter(|entry| entry.state() == state)
            .count();
        let _ = write!(text, " {count} {},", state.word());
    }
    text.pop();
    let generating = entries
        .iter()
        .map(|entry| entry.generation.milliseconds)
        .sum();
    let checking = entries.iter().map(check_time).sum();
    let lines: usize = entries.iter().map(|entry| entry.generation.lines).sum();
    let peak = entries
        .iter()
        .filter_map(|entry| entry.generation.peak_kib)
        .max();
    let _ = write!(
        text,
        "\nwall {}, generating {} (of processes), peak {}, {lines} lines, checking {} (of rustc)",
        seconds(u64::try_from(wall.as_millis()).unwrap_or(u64::MAX)),
        seconds(generating),
        memory(peak),
        seconds(checking),
    );
    slowest(&mut text, "generate", entries, |entry| {
        entry.generation.milliseconds
    });
    slowest(&mut text, "check", entries, check_time);
    text
}

fn check_time(entry: &Entry) -> u64 {
    entry.check.as_ref().map_or(0, |check| check.milliseconds)
}

fn slowest(text: &mut String, what: &str, entries: &[Entry], time: impl Fn(&Entry) -> u64) {
    let mut sorted: Vec<&Entry> = entries.iter().filter(|entry| time(entry) > 0).collect();
    sorted.sort_by_key(|entry| std::cmp::Reverse(time(entry)));
    if sorted.is_empty() {
        return;
    }
    let _ = write!(text, "\nslowest to {what}:");
    for entry in sorted.into_iter().take(SLOWEST) {
        let _ = write!(text, "\n  {:>8}  {}", seconds(time(entry)), entry.document);
    }
}

/// Writes everything that is known, as JSON.
pub(super) fn write(path: &Path, entries: &[Entry]) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(entries)
        .map_err(|error| Error::Refused(format!("the report can't be written: {error}")))?;
    fs::write(path, text + "\n").map_err(Error::at(path))
}

fn seconds(milliseconds: u64) -> String {
    format!("{}.{:02} s", milliseconds / 1000, milliseconds % 1000 / 10)
}

fn memory(kib: Option<u64>) -> String {
    kib.map_or_else(
        || "-".to_owned(),
        |kib| format!("{} MiB", kib.div_ceil(1024)),
    )
}
