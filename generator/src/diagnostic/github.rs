//! Diagnostics as commands of GitHub's workflows, which show them beside the lines of a pull request.

use super::{Diagnostic, Severity, escape};

/// One diagnostic as one line, without a line end: `::error file=openapi.yaml,line=3,…::message`.
pub fn line(diagnostic: &Diagnostic) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(span) = diagnostic.primary() {
        let (start, end) = (span.position(), span.end_position());
        properties.push(format!("file={}", property(&span.file.name)));
        properties.push(format!("line={}", start.line));
        properties.push(format!("endLine={}", end.line));
        // Columns are shown within one line only.
        if start.line == end.line {
            properties.push(format!("col={}", start.column));
            properties.push(format!("endColumn={}", end.column));
        }
    }
    properties.push(format!("title={}", diagnostic.code));
    let help = diagnostic
        .help
        .as_ref()
        .map(|help| format!("\nhelp: {help}"));
    let message = format!("{}{}", diagnostic.message, help.unwrap_or_default());
    format!("::{command} {}::{}", properties.join(","), data(&message))
}

/// Text behind the second pair of colons.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(escape::escaped).collect();
    lines.join("\n").replace('%', "%25").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
