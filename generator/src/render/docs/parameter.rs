//! The inputs of an operation, as a table.

use std::fmt::Write as _;

use super::site::{SETTINGS, Site, relative};
use super::table::table;
use super::{facts, types};
use crate::ir::{ArgumentSource, Operation, Parameter, ParameterLocation, RequestBody, Type};
use crate::render::markdown::{cell, cell_code};

const COLUMNS: [&str; 7] = [
    "Parameter",
    "Type",
    "In",
    "Required",
    "Default",
    "Description",
    "Example",
];

/// Parameters, the body, and what every call can be told.
pub(super) fn parameters(site: &Site<'_>, from: &str, operation: &Operation) -> String {
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| row(site, from, parameter));
    let body = operation
        .body
        .iter()
        .map(|body| body_row(site, from, operation, body));
    let policy = "How this call is tried again, in place of the client's policy.";
    let limit = "How long each try of this call may take.";
    let settings = [
        setting(from, "retry", "RetryPolicy", policy, "retries"),
        setting(from, "timeout", "Duration", limit, "time-limits"),
    ];
    let rows: Vec<Vec<String>> = parameters.chain(body).chain(settings).collect();
    table(&COLUMNS, &rows)
}

fn row(site: &Site<'_>, from: &str, parameter: &Parameter) -> Vec<String> {
    let mut description = facts::described(site, &parameter.documentation, &parameter.r#type);
    if parameter.global {
        description.push_str(" Taken from the client, unless the call sets its own.");
    }
    if parameter.name.plain() != parameter.wire_name {
        let _ = write!(description, " Sent as {}.", cell_code(&parameter.wire_name));
    }
    vec![
        cell_code(parameter.name.plain()),
        types::linked(site, from, &parameter.r#type),
        place(parameter.location).to_owned(),
        required(parameter.required && !parameter.global),
        facts::default(&parameter.documentation),
        description.trim().to_owned(),
        facts::example(&parameter.documentation),
    ]
}

fn body_row(site: &Site<'_>, from: &str, operation: &Operation, body: &RequestBody) -> Vec<String> {
    let inner = match &body.r#type {
        Type::Nullable(inner) => inner,
        other => other,
    };
    let argument = operation
        .arguments
        .iter()
        .find(|argument| argument.source == ArgumentSource::Body);
    vec![
        cell_code(argument.map_or(body.name.plain(), |argument| argument.name.plain())),
        types::linked(site, from, inner),
        "body".to_owned(),
        required(body.required),
        String::new(),
        body.documentation
            .description
            .as_deref()
            .map(cell)
            .unwrap_or_default(),
        String::new(),
    ]
}

/// A setting of the call that its client has too.
fn setting(from: &str, name: &str, r#type: &str, about: &str, anchor: &str) -> Vec<String> {
    let link = relative(from, SETTINGS, anchor);
    vec![
        format!("`{name}`"),
        format!("[`{type}`]({link})"),
        "call".to_owned(),
        required(false),
        String::new(),
        about.to_owned(),
        String::new(),
    ]
}

fn required(required: bool) -> String {
    if required { "yes" } else { "no" }.to_owned()
}

fn place(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
        ParameterLocation::QueryString => "query string",
    }
}
