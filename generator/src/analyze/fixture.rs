//! Small documents for the tests of this stage.

use super::analyze;
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Sink};
use crate::dialect;
use crate::ir::{Api, Operation};
use crate::model::{self, Model};
use crate::source::{self, ReadOptions, SpecInput};

/// Reads a document; it has no faults that an earlier stage would find.
pub(super) fn model(document: &str) -> Model {
    let source = source::load(
        &SpecInput::text("test.yaml", document),
        &ReadOptions::default(),
    )
    .expect("a document");
    let mut sink = Sink::new();
    let document = dialect::normalise(source, &mut sink).expect("an OpenAPI document");
    model::build(document, &mut sink)
}

/// The API of a document, and what there is to say about it as `code: message`.
pub(super) fn api(document: &str) -> (Api, Vec<String>) {
    api_with(document, &Settings::default())
}

/// As [`api`], with settings.
pub(super) fn api_with(document: &str, settings: &Settings) -> (Api, Vec<String>) {
    let (api, diagnostics) = analyze(&model(document), settings);
    let told = |diagnostic: &Diagnostic| format!("{}: {}", diagnostic.code, diagnostic.message);
    (api, diagnostics.iter().map(told).collect())
}

/// A document with these paths, and these further keys of the root; both are indented as they stand.
pub(super) fn document(paths: &str, rest: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Pet Store API, version: '1' }}\npaths:\n{paths}\n{rest}\n"
    )
}

/// The one operation of a document, written as the members of its `get` or other method.
pub(super) fn operation(method: &str, path: &str, members: &str) -> (Operation, Vec<String>) {
    let members = lines(members, "      ");
    let (api, told) = api(&document(&format!("  {path}:\n    {method}:{members}"), ""));
    (
        api.operations.into_iter().next().expect("an operation"),
        told,
    )
}

/// The lines of a text behind `prefix`, each after a line break.
pub(super) fn lines(text: &str, prefix: &str) -> String {
    let mut lines = String::new();
    for line in text.lines() {
        lines.push('\n');
        lines.push_str(prefix);
        lines.push_str(line);
    }
    lines
}

/// As [`lines`], without the indent that the lines have in a test.
pub(super) fn items(text: &str, prefix: &str) -> String {
    let flat: Vec<&str> = text.lines().map(str::trim).collect();
    lines(&flat.join("\n"), prefix)
}
