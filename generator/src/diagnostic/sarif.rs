//! Diagnostics as a log of SARIF 2.1.0, which code scanning reads.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Code, Diagnostic, Label, Severity, escape};

/// The whole log of one run, with a line end.
pub fn log(diagnostics: &[Diagnostic]) -> String {
    let used: BTreeSet<Code> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    let rules: Vec<Value> = used.iter().copied().map(rule).collect();
    let results = diagnostics
        .iter()
        .map(|diagnostic| result(diagnostic, &used));
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "sdksmith",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                }
            },
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<Value>>(),
        }],
    });
    escape::json(&log.to_string()) + "\n"
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": code.summary() },
        "fullDescription": { "text": code.description() },
        "help": { "text": code.page(), "markdown": code.page() },
        "defaultConfiguration": { "level": code.severity().as_str() },
    })
}

fn result(diagnostic: &Diagnostic, rules: &BTreeSet<Code>) -> Value {
    let help = diagnostic
        .help
        .as_ref()
        .map(|help| format!("\nhelp: {help}"));
    let text = format!("{}{}", diagnostic.message, help.unwrap_or_default());
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let locations = diagnostic.labels.iter().take(1).map(location);
    let related = diagnostic.labels.iter().skip(1).map(|label| {
        let mut location = location(label);
        if let Some(members) = location.as_object_mut() {
            members.insert("message".to_owned(), json!({ "text": label.text }));
        }
        location
    });
    json!({
        "ruleId": diagnostic.code.as_str(),
        "ruleIndex": rules.iter().position(|code| *code == diagnostic.code),
        "level": level,
        "message": { "text": text },
        "locations": locations.collect::<Vec<Value>>(),
        "relatedLocations": related.collect::<Vec<Value>>(),
        "properties": { "pointer": diagnostic.pointer },
    })
}

fn location(label: &Label) -> Value {
    let (start, end) = (label.span.position(), label.span.end_position());
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&label.span.file.name) },
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        }
    })
}

/// A path as a relative or absolute reference. RFC 3986 §4.2.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a `String` does not fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
