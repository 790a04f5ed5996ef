//! `sdksmith inspect`.

use std::fmt::Write as _;

use sdksmith::ir::{Api, ApiKeyLocation, CredentialKind, TypeKind};
use serde_json::{Value, json};

use super::arguments::{Inspect, InspectFormat};
use super::message::visible;
use super::{Fault, Outcome, Printer, reading};

/// Prints what an SDK of a document would hold. Errors of the document are told as well, and end it with exit code 1.
pub(super) fn run(arguments: &Inspect, printer: &Printer) -> Result<Outcome, Fault> {
    let config = reading::config(arguments.config.as_deref())?;
    let generator = reading::generator(&arguments.spec, config.as_ref(), &arguments.reading)?;
    let read = reading::watched(printer, |progress| generator.read(progress))?;
    let outcome = reading::report(
        printer,
        &read.diagnostics,
        &arguments.spec,
        &arguments.reading,
    );
    if let Some(document) = read.documents.first() {
        match arguments.format {
            InspectFormat::Text => printer.result(&visible(&text(&document.api))),
            InspectFormat::Json => printer.result(&format!("{:#}\n", object(&document.api))),
        }
    }
    Ok(outcome)
}

/// The whole as one object. Keys are only ever added.
fn object(api: &Api) -> Value {
    let servers = api.servers.iter().map(
        |server| json!({ "url": server.url, "description": server.documentation.description }),
    );
    let security = api.security_schemes.iter().map(|scheme| {
        let (kind, place) = credential(&scheme.kind);
        json!({ "key": scheme.key, "type": kind, "in": place, "setter": scheme.setter.as_str() })
    });
    let operations = api.operations.iter().map(|operation| {
        json!({
            "id": operation.id,
            "method": operation.method.as_str(),
            "path": operation.path.template,
            "tag": operation.tag,
            "call": operation.call,
            "deprecated": operation.documentation.deprecated,
            "pointer": operation.pointer,
        })
    });
    let types = api.types.iter().map(|definition| {
        json!({
            "name": definition.name.as_str(),
            "kind": kind(&definition.kind),
            "pointer": definition.pointer,
        })
    });
    let untyped = api.untyped.iter().map(|place| {
        json!({ "pointer": place.pointer, "file": place.file, "line": place.line, "reason": place.reason })
    });
    json!({
        "title": api.title,
        "version": api.version,
        "openapi": api.openapi,
        "servers": servers.collect::<Vec<_>>(),
        "security": security.collect::<Vec<_>>(),
        "operations": operations.collect::<Vec<_>>(),
        "types": types.collect::<Vec<_>>(),
        "untyped": untyped.collect::<Vec<_>>(),
    })
}

/// The whole as text.
fn text(api: &Api) -> String {
    let mut sections = vec![format!(
        "{} {} (OpenAPI {})",
        api.title, api.version, api.openapi
    )];
    let servers = api.servers.iter().map(|server| vec![server.url.clone()]);
    sections.push(section("servers", &servers.collect::<Vec<_>>()));
    let security = api.security_schemes.iter().map(|scheme| {
        let (kind, place) = credential(&scheme.kind);
        vec![
            scheme.key.clone(),
            kind.to_owned(),
            place.unwrap_or_default().to_owned(),
        ]
    });
    sections.push(section("security", &security.collect::<Vec<_>>()));
    let operations = api.operations.iter().map(|operation| {
        let deprecated = if operation.documentation.deprecated {
            "deprecated"
        } else {
            ""
        };
        vec![
            operation.method.as_str().to_owned(),
            operation.path.template.clone(),
            operation.call.clone(),
            deprecated.to_owned(),
        ]
    });
    sections.push(section("operations", &operations.collect::<Vec<_>>()));
    let types = api.types.iter().map(|definition| {
        vec![
            definition.name.to_string(),
            kind(&definition.kind).to_owned(),
            definition.pointer.clone(),
        ]
    });
    sections.push(section("types", &types.collect::<Vec<_>>()));
    let untyped = api.untyped.iter().map(|place| {
        vec![
            format!("{}:{}", place.file, place.line),
            place.pointer.clone(),
            place.reason.clone(),
        ]
    });
    sections.push(section("untyped", &untyped.collect::<Vec<_>>()));
    sections.join("\n\n") + "\n"
}

/// A heading with the number of rows, and the rows in columns.
fn section(heading: &str, rows: &[Vec<String>]) -> String {
    let mut text = format!("{heading}: {}", rows.len());
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        let mut line = String::from("\n  ");
        for (cell, width) in row.iter().zip(&widths) {
            // Writing to a `String` does not fail.
            let _ = write!(line, "{cell:width$}  ");
        }
        text.push_str(line.trim_end_matches(' '));
    }
    text
}

fn kind(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Structure(_) => "struct",
        TypeKind::Enumeration(_) => "enum",
        TypeKind::Union(_) => "union",
        TypeKind::Alias(_) => "alias",
    }
}

/// The `type` of a security scheme, and where its credential goes.
fn credential(kind: &CredentialKind) -> (&str, Option<&str>) {
    match kind {
        CredentialKind::Basic => ("basic", Some("header")),
        CredentialKind::Bearer { .. } => ("bearer", Some("header")),
        CredentialKind::ApiKey { location, .. } => {
            let place = match location {
                ApiKeyLocation::Header => "header",
                ApiKeyLocation::Query => "query",
                ApiKeyLocation::Cookie => "cookie",
            };
            ("apiKey", Some(place))
        }
        CredentialKind::OAuth2 { .. } => ("oauth2", Some("header")),
        CredentialKind::OpenIdConnect { .. } => ("openIdConnect", Some("header")),
        CredentialKind::MutualTls => ("mutualTLS", None),
        CredentialKind::Http { scheme } => (scheme.as_str(), Some("header")),
    }
}

#[cfg(test)]
mod tests {
    use super::section;

    #[test]
    fn rows_stand_in_columns() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = vec![row(["GET", "/clients", "x"]), row(["DELETE", "/a", ""])];
        assert_eq!(
            section("operations", &rows),
            "operations: 2\n  GET     /clients  x\n  DELETE  /a"
        );
        assert_eq!(section("untyped", &[]), "untyped: 0");
    }
}
