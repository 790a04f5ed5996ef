//! The page of a group of operations.

use askama::Template;

use super::anchor::Anchors;
use super::operation::{self, OperationView};
use super::site::{Site, title};
use super::table::table;
use super::{anchor, facts};
use crate::ir::{Group, Operation};
use crate::render::Error;
use crate::render::markdown::{self, cell, cell_code};
use crate::render::server::default_address;

/// A page of operations; every part is Markdown, or empty.
#[derive(Template)]
#[template(path = "docs/group.md")]
struct GroupView {
    title: String,
    module: String,
    handle: String,
    overview: Vec<String>,
    servers: String,
    index: String,
    operations: Vec<OperationView>,
}

/// The pages of all groups that have operations.
pub(super) fn pages(site: &Site<'_>) -> Result<Vec<(String, String)>, Error> {
    site.groups()
        .map(|group| Ok((site.group_path(group), page(site, group)?)))
        .collect()
}

fn page(site: &Site<'_>, group: &Group) -> Result<String, Error> {
    let from = site.group_path(group);
    let operations: Vec<&Operation> = site.operations(group).collect();
    let view = GroupView {
        title: markdown::line(&title(group)),
        module: markdown::code(&site.usage.place.path(&[])),
        handle: markdown::code(&handle(&operations)),
        overview: overview(site, group),
        servers: servers(site, &from),
        index: index(site, &from, group, &operations),
        operations: operations
            .iter()
            .map(|o| operation::view(site, &from, group, o))
            .collect(),
    };
    fill("docs/group.md", &view)
}

/// Fills a template of a page.
pub(super) fn fill(name: &'static str, template: &impl Template) -> Result<String, Error> {
    template.render().map_err(|error| Error::Template {
        template: name,
        message: error.to_string(),
    })
}

/// The anchor of the page's title.
pub(super) fn anchor(group: &Group) -> String {
    Anchors::default().next(&title(group))
}

/// `client.vault().consumers()`.
fn handle(operations: &[&Operation]) -> String {
    let call = operations
        .first()
        .map_or("", |operation| operation.call.as_str());
    call.rsplit_once('.').map_or_else(
        || "client".to_owned(),
        |(groups, _)| format!("client.{groups}"),
    )
}

/// What the document says of the tag, else of the API.
fn overview(site: &Site<'_>, group: &Group) -> Vec<String> {
    let own = facts::prose(&group.documentation);
    if own.is_empty() {
        facts::prose(&site.usage.api.documentation)
    } else {
        own
    }
}

/// Where calls go.
fn servers(site: &Site<'_>, from: &str) -> String {
    let link = Site::readme_link(from, &site.readme.servers);
    match site.usage.api.servers.first().and_then(default_address) {
        Some(address) => {
            format!(
                "All paths are relative to {}; [other servers]({link}) are set on the client.",
                markdown::code(&address)
            )
        }
        None => {
            format!("All paths are relative to the server that is [set on the client]({link}).")
        }
    }
}

fn index(site: &Site<'_>, from: &str, group: &Group, operations: &[&Operation]) -> String {
    let rows: Vec<Vec<String>> = operations
        .iter()
        .map(|operation| {
            let method = operation.method_name.plain();
            let link = anchor::operation(method, &title(group));
            let _ = (site, from);
            vec![
                format!("[`{method}`](#{link})"),
                cell_code(&operation::request_line(operation)),
                summary(operation),
            ]
        })
        .collect();
    table(&["Method", "HTTP request", "Description"], &rows)
}

/// The summary, else the start of the description.
pub(super) fn summary(operation: &Operation) -> String {
    let documentation = &operation.documentation;
    let text = documentation
        .summary
        .as_deref()
        .or(documentation.description.as_deref())
        .map(cell)
        .unwrap_or_default();
    if documentation.deprecated {
        format!("**Deprecated.** {text}").trim().to_owned()
    } else {
        text
    }
}
