//! An operation on the page of its group.

use askama::Template;

use super::site::{SETTINGS, Site, relative, title};
use super::table::table;
use super::{anchor, facts, parameter, response, types};
use crate::ir::{Group, Method, Operation, SecurityRequirement, Type};
use crate::render::markdown::{self, cell_code};

/// An operation; every part is Markdown, or empty.
#[derive(Template)]
#[template(path = "docs/operation.md")]
pub(super) struct OperationView {
    heading: String,
    signature: String,
    request_line: String,
    prose: Vec<String>,
    example: String,
    credentials: String,
    parameters: String,
    body: String,
    result: String,
    headers: String,
    authorization: String,
    content_type: String,
    accept: String,
    responses: String,
    errors: String,
    pages: String,
    settings: String,
    navigation: String,
}

/// An operation of a group, as it stands on the page at `from`.
pub(super) fn view(
    site: &Site<'_>,
    from: &str,
    group: &Group,
    operation: &Operation,
) -> OperationView {
    let heading = anchor::operation_heading(operation.method_name.plain(), &title(group));
    let credentials = site.usage.alternatives(operation);
    let pages = operation
        .pagination
        .as_ref()
        .map(|_| rust(&site.usage.pages(operation)));
    OperationView {
        heading: markdown::line(&heading),
        signature: markdown::code(&signature(operation)),
        request_line: markdown::code(&request_line(operation)),
        prose: facts::prose(&operation.documentation),
        example: rust(&site.usage.operation(operation)),
        credentials: credentials.map(|text| rust(&text)).unwrap_or_default(),
        parameters: parameter::parameters(site, from, operation),
        body: body(site, from, operation),
        result: response::success(site, from, operation),
        headers: response::headers(site, operation),
        authorization: authorization(site, from, &operation.security),
        content_type: content_type(operation),
        accept: operation
            .responses
            .accept
            .as_deref()
            .map_or_else(|| "not sent".to_owned(), markdown::code),
        responses: response::statuses(site, from, operation),
        errors: response::errors(site, from, operation),
        pages: pages.unwrap_or_default(),
        settings: settings(from, operation),
        navigation: navigation(site, from, group),
    }
}

/// A program on a page.
pub(super) fn rust(program: &str) -> String {
    markdown::fence("rust", program.trim_end())
}

/// `create_client(body: CreateClientRequest) -> CreateClientResponse`, optional inputs as setters behind.
fn signature(operation: &Operation) -> String {
    let arguments: Vec<String> = operation
        .arguments
        .iter()
        .map(|argument| {
            format!(
                "{}: {}",
                argument.name.plain(),
                types::text(&argument.r#type)
            )
        })
        .collect();
    let setters: Vec<String> = operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.required || parameter.global)
        .map(|parameter| {
            format!(
                ".{}({})",
                parameter.name.plain(),
                types::text(&parameter.r#type)
            )
        })
        .collect();
    let setters = if setters.is_empty() {
        String::new()
    } else {
        format!(" [{}]", setters.join(" "))
    };
    let result = match &operation.responses.success {
        crate::ir::SuccessType::Single(Type::Unit) => String::new(),
        success => format!(" -> {}", types::success_text(success)),
    };
    format!(
        "client.{}({}){setters}{result}",
        operation.call,
        arguments.join(", ")
    )
}

/// `POST /api/auth/clients`.
pub(super) fn request_line(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path.template)
}

/// The media types of a body that has several.
fn body(site: &Site<'_>, from: &str, operation: &Operation) -> String {
    let Some(body) = operation.body.as_ref().filter(|body| body.bodies.len() > 1) else {
        return String::new();
    };
    let rows: Vec<Vec<String>> = body
        .bodies
        .iter()
        .map(|body| {
            vec![
                cell_code(&body.media_type),
                types::linked(site, from, &body.r#type),
            ]
        })
        .collect();
    table(&["Body as", "Type"], &rows)
}

fn content_type(operation: &Operation) -> String {
    match &operation.body {
        None => "not sent".to_owned(),
        Some(body) => {
            let types: Vec<String> = body
                .bodies
                .iter()
                .map(|body| markdown::code(&body.media_type))
                .collect();
            types.join(" or ")
        }
    }
}

/// What has to be given: alternatives, each of one or more schemes.
fn authorization(site: &Site<'_>, from: &str, security: &[SecurityRequirement]) -> String {
    if security.is_empty() {
        return "None required.".to_owned();
    }
    let alternatives: Vec<String> = security
        .iter()
        .map(|requirement| {
            let schemes: Vec<String> = requirement
                .schemes
                .iter()
                .filter_map(|(index, scopes)| {
                    let scheme = site.usage.api.security_schemes.get(*index)?;
                    let anchor = site.readme.schemes.get(*index)?;
                    let link = Site::readme_link(from, anchor);
                    let scopes: Vec<String> =
                        scopes.iter().map(|scope| markdown::code(scope)).collect();
                    let scopes = if scopes.is_empty() {
                        String::new()
                    } else {
                        format!(" with {}", scopes.join(", "))
                    };
                    Some(format!("[{}]({link}){scopes}", markdown::code(&scheme.key)))
                })
                .collect();
            if schemes.is_empty() {
                "none".to_owned()
            } else {
                schemes.join(" and ")
            }
        })
        .collect();
    match alternatives.as_slice() {
        [one] => format!("{one}."),
        several => format!("One of: {}.", several.join("; or ")),
    }
}

/// What a call does when it fails, and where that is set.
fn settings(from: &str, operation: &Operation) -> String {
    let link =
        |anchor: &str, words: &str| format!("[{words}]({})", relative(from, SETTINGS, anchor));
    let repeats = match &operation.retry {
        Some(retry) if retry.statuses.is_empty() && !retry.connection_errors => {
            format!("The document asks for no {}.", link("retries", "retries"))
        }
        Some(retry) => format!(
            "The document asks for {}: first after {} ms, then waiting at most {} ms, for at most {} s in all.",
            link("retries", "retries"),
            retry.initial_interval,
            retry.max_interval,
            retry.max_elapsed_time / 1000
        ),
        None if is_idempotent(&operation.method) => {
            format!(
                "This call is safe to repeat, so the client's {} apply to it.",
                link("retries", "retries")
            )
        }
        None => format!(
            "This call is repeated only where nothing can happen twice: see {}.",
            link("retries", "retries")
        ),
    };
    format!(
        "{repeats} {} and servers can be set for each call too.",
        link("time-limits", "Time limits")
    )
}

fn is_idempotent(method: &Method) -> bool {
    matches!(
        method,
        Method::Get
            | Method::Head
            | Method::Put
            | Method::Delete
            | Method::Options
            | Method::Trace
            | Method::Query
    )
}

fn navigation(site: &Site<'_>, from: &str, group: &Group) -> String {
    let top = super::group::anchor(group);
    let links = [
        ("Back to top", format!("#{top}")),
        (
            "All operations",
            Site::readme_link(from, &site.readme.operations),
        ),
        ("All models", Site::readme_link(from, &site.readme.models)),
        ("README", Site::readme_link(from, "")),
    ];
    links
        .map(|(words, link)| format!("[{words}]({link})"))
        .join(" · ")
}
