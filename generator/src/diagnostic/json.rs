//! Diagnostics as JSON, one object a line.

use serde::Serialize;
use serde_json::Value;

use super::{Diagnostic, Label, escape};

/// A diagnostic, as editors and CI read it. Keys are only ever added.
#[derive(Serialize)]
struct Object<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    pointer: &'a str,
    help: Option<&'a str>,
    specification: Option<String>,
    labels: Vec<Value>,
    related: Vec<Value>,
}

/// One diagnostic as one line of JSON, without a line end.
///
/// `labels` holds every place with its text, `related` those after the first.
pub fn line(diagnostic: &Diagnostic) -> String {
    let primary = diagnostic.primary();
    let start = primary.map(super::Span::position);
    let end = primary.map(super::Span::end_position);
    let object = Object {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        file: primary.map_or("", |span| &span.file.name),
        line: start.map_or(0, |position| position.line),
        column: start.map_or(0, |position| position.column),
        end_line: end.map_or(0, |position| position.line),
        end_column: end.map_or(0, |position| position.column),
        pointer: &diagnostic.pointer,
        help: diagnostic.help.as_deref(),
        specification: diagnostic.specification(),
        labels: diagnostic.labels.iter().map(label).collect(),
        related: diagnostic.labels.iter().skip(1).map(label).collect(),
    };
    escape::json(&serde_json::to_string(&object).unwrap_or_default())
}

fn label(label: &Label) -> Value {
    let (start, end) = (label.span.position(), label.span.end_position());
    serde_json::json!({
        "file": label.span.file.name,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "message": label.text,
    })
}
