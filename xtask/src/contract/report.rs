//! The table, and what there is to say about single calls.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use sdksmith::ir::Operation;

use super::judge::Verdict;
use super::plan::{self, Plan};

/// How many faults of a document are printed.
const SHOWN: usize = 12;

/// How much of a message is printed.
const LENGTH: usize = 700;

/// What came of a document.
#[derive(Debug)]
pub(super) struct Line {
    name: String,
    operations: usize,
    skipped: Vec<String>,
    calls: usize,
    /// Statuses that were answered as asked, of those that the document names.
    statuses: (usize, usize),
    violations: Vec<String>,
    unread: Vec<String>,
    unsound: Vec<String>,
    /// Why there is nothing else.
    failure: Option<String>,
}

impl Line {
    /// A document that nothing came of.
    pub(super) fn failed(name: &str, failure: String) -> Self {
        Self {
            name: name.to_owned(),
            operations: 0,
            skipped: Vec::new(),
            calls: 0,
            statuses: (0, 0),
            violations: Vec::new(),
            unread: Vec::new(),
            unsound: Vec::new(),
            failure: Some(failure),
        }
    }

    /// What came of the calls of a document.
    pub(super) fn new(
        name: &str,
        operations: &[Operation],
        plan: &Plan,
        verdicts: &[Verdict],
    ) -> Self {
        let mut line = Self::failed(name, String::new());
        line.failure = None;
        line.operations = operations.len();
        line.calls = verdicts.len();
        let id = |index: usize| operations.get(index).map_or("", |one| one.id.as_str());
        let skipped = plan.skipped.iter();
        line.skipped = skipped
            .map(|(index, reason)| format!("{}: {reason}", id(*index)))
            .collect();
        let mut answered = BTreeSet::new();
        for (call, verdict) in plan.calls.iter().zip(verdicts) {
            let said = |message: &String| {
                let asked = call
                    .prefer
                    .map_or("any".to_owned(), |code| code.to_string());
                let short: String = message.chars().take(LENGTH).collect();
                format!("{} ({asked}; {}): {short}", id(call.operation), call.what)
            };
            match verdict {
                Verdict::Kept => {
                    answered.extend(call.prefer.map(|status| (call.operation, status)));
                }
                Verdict::Violation(message) => line.violations.push(said(message)),
                Verdict::Unread(message) => line.unread.push(said(message)),
                Verdict::Unsound(message) => line.unsound.push(said(message)),
            }
        }
        if verdicts.len() < plan.calls.len() {
            let message = format!("ended after {} of {}", verdicts.len(), plan.calls.len());
            line.failure = Some(message);
        }
        let documented: BTreeSet<(usize, u16)> = operations
            .iter()
            .enumerate()
            .flat_map(|(index, one)| plan::statuses(one).map(move |status| (index, status)))
            .collect();
        line.statuses = (documented.intersection(&answered).count(), documented.len());
        line
    }

    /// Whether it is neither a violation nor an answer that could not be read.
    pub(super) fn is_kept(&self) -> bool {
        self.violations.is_empty() && self.unread.is_empty() && self.failure.is_none()
    }

    /// Whether all of the document was called and answered.
    pub(super) fn is_whole(&self) -> bool {
        self.is_kept() && self.skipped.is_empty() && self.statuses.0 == self.statuses.1
    }
}

/// A line for each document, a sum, and the faults.
pub(super) fn table(lines: &[Line]) -> String {
    let mut text = format!(
        "{:>10} {:>8} {:>7} {:>9} {:>11} {:>7} {:>8}  API\n",
        "operations", "skipped", "calls", "statuses", "violations", "unread", "unsound"
    );
    let mut sum = Line::failed("in all", String::new());
    sum.failure = None;
    for line in lines {
        row(&mut text, line);
        sum.operations += line.operations;
        sum.skipped.extend_from_slice(&line.skipped);
        sum.calls += line.calls;
        sum.statuses.0 += line.statuses.0;
        sum.statuses.1 += line.statuses.1;
        sum.violations.extend_from_slice(&line.violations);
        sum.unread.extend_from_slice(&line.unread);
        sum.unsound.extend_from_slice(&line.unsound);
    }
    if lines.len() > 1 {
        row(&mut text, &sum);
    }
    for line in lines {
        let kinds = [
            ("skipped", &line.skipped),
            ("violation", &line.violations),
            ("unread", &line.unread),
            ("unsound", &line.unsound),
        ];
        for (kind, messages) in kinds {
            for (message, count) in counted(messages).into_iter().take(SHOWN) {
                let _ = write!(text, "\n{kind}: {}: {message}", line.name);
                if count > 1 {
                    let _ = write!(text, " (and {} more of this operation)", count - 1);
                }
            }
        }
    }
    text
}

fn row(text: &mut String, line: &Line) {
    let statuses = format!("{}/{}", line.statuses.0, line.statuses.1);
    let _ = writeln!(
        text,
        "{:>10} {:>8} {:>7} {statuses:>9} {:>11} {:>7} {:>8}  {}{}",
        line.operations,
        line.skipped.len(),
        line.calls,
        line.violations.len(),
        line.unread.len(),
        line.unsound.len(),
        line.name,
        line.failure
            .as_ref()
            .map_or(String::new(), |failure| format!(": {failure}")),
    );
}

/// The first message of each operation, and how many there are.
fn counted(messages: &[String]) -> Vec<(&String, usize)> {
    let mut counts: BTreeMap<&str, (&String, usize)> = BTreeMap::new();
    for message in messages {
        let operation = message.split([' ', ':']).next().unwrap_or_default();
        counts.entry(operation).or_insert((message, 0)).1 += 1;
    }
    counts.into_values().collect()
}
