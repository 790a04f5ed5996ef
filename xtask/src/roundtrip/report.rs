//! The table, the list of what is not equal, and the report.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde::Serialize;
use serde_json::json;

use super::case::{Cases, Source};
use super::compare;
use super::program::Answer;
use crate::Error;

/// How a value came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    Equal,
    Differing,
    NotDecodable,
}

/// A value that did not come back equal.
#[derive(Debug, Serialize)]
pub(super) struct Fault {
    document: String,
    source: Source,
    schema: String,
    what: String,
    r#type: String,
    verdict: Verdict,
    /// Where in the value the first difference is.
    pointer: String,
    message: String,
    value: serde_json::Value,
}

/// How many values came back how.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Count {
    equal: usize,
    differing: usize,
    not_decodable: usize,
}

impl Count {
    fn total(self) -> usize {
        self.equal + self.differing + self.not_decodable
    }

    fn add(&mut self, other: Self) {
        self.equal += other.equal;
        self.differing += other.differing;
        self.not_decodable += other.not_decodable;
    }

    fn take(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Equal => self.equal += 1,
            Verdict::Differing => self.differing += 1,
            Verdict::NotDecodable => self.not_decodable += 1,
        }
    }

    /// The share that is equal, in hundredths of a per cent, rounded down; all of nothing.
    fn share(self) -> usize {
        (self.equal * 10_000)
            .checked_div(self.total())
            .unwrap_or(10_000)
    }
}

/// What came of a document.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    document: String,
    /// Why nothing could be compared.
    failure: Option<String>,
    /// Whether that is a fault of ours.
    broken: bool,
    examples: usize,
    invalid: BTreeMap<String, usize>,
    unmade: usize,
    counts: BTreeMap<Source, Count>,
    faults: Vec<Fault>,
}

impl Line {
    /// A document of which nothing could be compared.
    pub(super) fn failed(document: &str, failure: String) -> Self {
        Self {
            document: document.to_owned(),
            failure: Some(failure),
            broken: false,
            examples: 0,
            invalid: BTreeMap::new(),
            unmade: 0,
            counts: BTreeMap::new(),
            faults: Vec::new(),
        }
    }

    /// A document whose crate should have been compared, and could not be.
    pub(super) fn broken(document: &str, failure: String) -> Self {
        Self {
            broken: true,
            ..Self::failed(document, failure)
        }
    }

    /// What the program of a document answered.
    pub(super) fn new(document: &str, cases: Cases, answers: Vec<Answer>) -> Self {
        let mut line = Self::failed(document, String::new());
        line.failure = None;
        line.examples = cases.examples;
        line.invalid = cases.invalid;
        line.unmade = cases.unmade;
        let mut answers = answers.into_iter();
        for case in cases.valid {
            let answer = answers
                .next()
                .unwrap_or_else(|| Err("the program ended here".to_owned()));
            let (verdict, pointer, message) = judge(&case.value, answer);
            line.counts.entry(case.source).or_default().take(verdict);
            if verdict != Verdict::Equal {
                line.faults.push(Fault {
                    document: document.to_owned(),
                    source: case.source,
                    schema: case.schema,
                    what: case.what,
                    r#type: cases.types.get(case.r#type).cloned().unwrap_or_default(),
                    verdict,
                    pointer,
                    message,
                    value: case.value,
                });
            }
        }
        line
    }

    fn count(&self, source: Source) -> Count {
        self.counts.get(&source).copied().unwrap_or_default()
    }
}

fn judge(value: &serde_json::Value, answer: Answer) -> (Verdict, String, String) {
    let text = match answer {
        Ok(text) => text,
        Err(error) => return (Verdict::NotDecodable, String::new(), error),
    };
    match serde_json::from_str(&text) {
        Ok(written) => match compare::difference(value, &written) {
            None => (Verdict::Equal, String::new(), String::new()),
            Some(difference) => (Verdict::Differing, difference.pointer, difference.message),
        },
        Err(error) => (
            Verdict::Differing,
            String::new(),
            format!("no JSON: {error}"),
        ),
    }
}

/// The counts of all documents together.
pub(super) fn total(lines: &[Line], source: Source) -> Count {
    let mut total = Count::default();
    for line in lines {
        total.add(line.count(source));
    }
    total
}

/// Whether every crate could be asked, and enough of what a document shows, and of what was made, came back equal.
pub(super) fn suffices(lines: &[Line]) -> bool {
    let enough = |source| total(lines, source).share() >= 9_950;
    let asked = lines.iter().all(|line| !line.broken);
    asked && enough(Source::Example) && enough(Source::Own)
}

/// A line for each document, the totals, and every value that is not equal.
pub(super) fn table(lines: &[Line]) -> String {
    let width = lines.iter().map(|line| line.document.chars().count()).max();
    let width = width.unwrap_or_default().max("document".len());
    let mut text = format!(
        "{:width$}  {:>8} {:>7} {:>7} {:>7} {:>7}  {:>7} {:>7} {:>7} {:>7}\n",
        "document",
        "examples",
        "invalid",
        "equal",
        "differ",
        "fail",
        "own",
        "equal",
        "differ",
        "fail",
    );
    for line in lines {
        if let Some(failure) = &line.failure {
            let _ = writeln!(text, "{:width$}  {failure}", line.document);
            continue;
        }
        let (shown, own) = (line.count(Source::Example), line.count(Source::Own));
        let _ = writeln!(
            text,
            "{:width$}  {:>8} {:>7} {:>7} {:>7} {:>7}  {:>7} {:>7} {:>7} {:>7}",
            line.document,
            line.examples,
            line.invalid.values().sum::<usize>(),
            shown.equal,
            shown.differing,
            shown.not_decodable,
            own.total(),
            own.equal,
            own.differing,
            own.not_decodable,
        );
    }
    faults(&mut text, lines);
    reasons(&mut text, lines);
    totals(&mut text, lines);
    text.pop();
    text
}

/// How many values of each source came back how.
fn totals(text: &mut String, lines: &[Line]) {
    for (source, title) in [
        (Source::Example, "valid examples"),
        (Source::Own, "own instances"),
        (
            Source::Undeclared,
            "own instances with an undeclared member",
        ),
        (Source::Unlisted, "texts that an enum does not list"),
    ] {
        let count = total(lines, source);
        let _ = writeln!(
            text,
            "{title}: {} of {} equal ({}.{:02} %), {} differ, {} not decodable",
            count.equal,
            count.total(),
            count.share() / 100,
            count.share() % 100,
            count.differing,
            count.not_decodable,
        );
    }
}

/// Every value that is not equal.
fn faults(text: &mut String, lines: &[Line]) {
    let mut listed = lines.iter().flat_map(|line| &line.faults).peekable();
    if listed.peek().is_some() {
        text.push_str("\nnot equal:\n");
    }
    for fault in listed {
        let source = match fault.source {
            Source::Example => "example",
            Source::Own | Source::Undeclared | Source::Unlisted => "own",
        };
        let _ = writeln!(
            text,
            "  {} {} ({source} {}) at `{}`: {}",
            fault.document, fault.schema, fault.what, fault.pointer, fault.message,
        );
    }
}

fn reasons(text: &mut String, lines: &[Line]) {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for (reason, count) in lines.iter().flat_map(|line| &line.invalid) {
        *reasons.entry(reason).or_default() += count;
    }
    text.push('\n');
    for (reason, count) in reasons {
        let _ = writeln!(text, "examples left out, {reason}: {count}");
    }
    let unmade: usize = lines.iter().map(|line| line.unmade).sum();
    if unmade > 0 {
        let _ = writeln!(text, "own instances that could not be made valid: {unmade}");
    }
}

/// Writes everything that is known, as JSON.
pub(super) fn write(path: &Path, lines: &[Line]) -> Result<(), Error> {
    let totals = json!({
        "examples": total(lines, Source::Example),
        "own": total(lines, Source::Own),
        "undeclared": total(lines, Source::Undeclared),
        "unlisted": total(lines, Source::Unlisted),
    });
    let text = serde_json::to_string_pretty(&json!({ "totals": totals, "documents": lines }))
        .map_err(|error| Error::Refused(format!("the report can't be written: {error}")))?;
    fs::write(path, text + "\n").map_err(Error::at(path))
}
