//! What can come back from an operation: statuses, headers, errors.

use super::site::{SETTINGS, Site, relative};
use super::table::table;
use super::{facts, types};
use crate::ir::{Header, Operation, ResponseBody, SuccessType, Type};
use crate::render::markdown::{self, cell, cell_code};
use crate::render::usage::{error_name, status};

/// Every documented status with its description, type and headers.
pub(super) fn statuses(site: &Site<'_>, from: &str, operation: &Operation) -> String {
    let rows: Vec<Vec<String>> = operation
        .responses
        .all
        .iter()
        .map(|response| {
            let description = response
                .documentation
                .description
                .as_deref()
                .map(cell)
                .unwrap_or_default();
            let headers: Vec<String> = response
                .headers
                .iter()
                .map(|header| cell_code(&header.wire_name))
                .collect();
            vec![
                format!("`{}`", status(response.status)),
                description,
                body(site, from, response.body.as_ref()),
                headers.join(", "),
            ]
        })
        .collect();
    table(
        &["Status", "Description", "Type", "Response headers"],
        &rows,
    )
}

/// Documented response headers, each once.
pub(super) fn headers(site: &Site<'_>, operation: &Operation) -> String {
    let mut known: Vec<&Header> = Vec::new();
    for header in operation
        .responses
        .all
        .iter()
        .flat_map(|response| &response.headers)
    {
        if !known
            .iter()
            .any(|other| other.wire_name == header.wire_name)
        {
            known.push(header);
        }
    }
    let rows: Vec<Vec<String>> = known
        .into_iter()
        .map(|header| {
            vec![
                cell_code(&header.wire_name),
                cell_code(&types::text(&header.r#type)),
                facts::described(site, &header.documentation, &header.r#type),
                facts::example(&header.documentation),
            ]
        })
        .collect();
    let headers = table(
        &["Response header", "Type", "Description", "Example"],
        &rows,
    );
    if headers.is_empty() {
        return headers;
    }
    format!(
        "{headers}\n\nRead a header with `.send_with_response().await?` and `.header::<String>(\"…\")`."
    )
}

/// The variants of the error enum, and what else a call can fail with.
pub(super) fn errors(site: &Site<'_>, from: &str, operation: &Operation) -> String {
    let documented = site
        .usage
        .api
        .errors
        .iter()
        .find(|error| error.name == operation.responses.error);
    let name = documented.map_or_else(
        || operation.responses.error.as_str().to_owned(),
        |error| error_name(error, operation),
    );
    let mut rows: Vec<Vec<String>> = Vec::new();
    for variant in documented.into_iter().flat_map(|error| &error.variants) {
        let media_types: Vec<String> = variant
            .body
            .iter()
            .flat_map(|body| &body.media_types)
            .map(|media_type| cell_code(media_type))
            .collect();
        rows.push(vec![
            cell_code(&format!("{name}::{}", variant.name)),
            format!("`{}`", status(variant.status)),
            media_types.join(", "),
            body(site, from, variant.body.as_ref()),
        ]);
    }
    let any = "any";
    rows.push(vec![
        cell_code(&format!("{name}::Unexpected")),
        "any other".to_owned(),
        any.to_owned(),
        "`Unexpected`".to_owned(),
    ]);
    let link = relative(from, SETTINGS, "errors");
    rows.push(vec![
        format!("[`Error::Call`]({link})"),
        "no usable answer".to_owned(),
        String::new(),
        "`CallError`".to_owned(),
    ]);
    table(&["Error", "Status", "Content type", "Type"], &rows)
}

/// What a successful call gives, in words.
pub(super) fn success(site: &Site<'_>, from: &str, operation: &Operation) -> String {
    let success = &operation.responses.success;
    match success {
        SuccessType::Single(Type::Unit) => "`()`: the response has no body.".to_owned(),
        SuccessType::Single(streamed) if streamed.is_streamed() => {
            let link = relative(from, SETTINGS, "streams");
            let name = types::success(site, from, success);
            format!("**{name}**, which is [read as it comes]({link}).")
        }
        SuccessType::Single(_) => format!("**{}**", types::success(site, from, success)),
        SuccessType::Enum(name) => {
            let found = site
                .usage
                .api
                .successes
                .iter()
                .find(|success| success.name == *name);
            let rows: Vec<Vec<String>> = found
                .into_iter()
                .flat_map(|success| &success.variants)
                .map(|variant| {
                    vec![
                        cell_code(&format!("{name}::{}", variant.name)),
                        format!("`{}`", status(variant.status)),
                        body(site, from, variant.body.as_ref()),
                    ]
                })
                .collect();
            let variants = table(&["Variant", "Status", "Type"], &rows);
            format!(
                "**{}**, by status:\n\n{variants}",
                markdown::code(name.as_str())
            )
        }
    }
}

fn body(site: &Site<'_>, from: &str, body: Option<&ResponseBody>) -> String {
    body.map(|body| types::linked(site, from, &body.r#type))
        .unwrap_or_default()
}
