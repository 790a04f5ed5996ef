//! Which call an operation is: what is said where a path can't be sent as it stands, or stands for two. OpenAPI 3.1.1
//! §4.8.8, §4.8.10.

use std::collections::BTreeMap;

use super::context::{Context, Fault};
use super::path::Template;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{self, Pointer};

/// The path of an operation, taken apart; `None`, with an error, where it can't be sent. SECURITY H14.
pub(super) fn template(
    context: &mut Context<'_, '_>,
    operation: &model::Operation,
) -> Option<Template> {
    let template = Template::parse(&operation.path);
    let shown = shown(&operation.path);
    let fault = |code, message, label, help| Fault {
        code,
        message,
        label,
        help,
    };
    let mut faults = Vec::new();
    match &template {
        Err(why) => faults.push(fault(
            Code::MalformedPath,
            format!("path {why}: `{shown}`"),
            "can't be sent as it stands",
            "begin with a single slash, name each parameter once in braces, and declare what goes into the query as parameters",
        )),
        Ok(template) => {
            if operation.path.contains('#') {
                faults.push(fault(
                    Code::PathFragment,
                    format!("path holds a fragment: `{shown}`"),
                    "never sent",
                    "calls are sent to the path before the `#`; leave the fragment out",
                ));
            }
            if template.has_query() {
                faults.push(fault(
                    Code::PathQuery,
                    format!("path holds a query: `{shown}`"),
                    "sent with every call",
                    "declare query parameters, with an `enum` of one value where there is no choice",
                ));
            }
        }
    }
    for fault in faults {
        context.report_key(&path_item(operation), fault);
    }
    template.ok()
}

/// Says which paths and which ids stand for two operations.
pub(super) fn report_doubles(context: &mut Context<'_, '_>) {
    let model = context.model;
    let mut paths: BTreeMap<String, &model::Operation> = BTreeMap::new();
    let mut ids: BTreeMap<&str, &model::Operation> = BTreeMap::new();
    for operation in &model.operations {
        let first = paths
            .entry(without_names(&operation.path))
            .or_insert(operation);
        if first.path != operation.path {
            let message = format!(
                "paths differ only in the names of their parameters: `{}`",
                shown(&operation.path)
            );
            report(
                context,
                (Code::AmbiguousPath, message),
                model.key_place(&path_item(operation)),
                model.key_place(&path_item(first)),
                "both are called as they stand; give them one path item, with one name for each parameter",
            );
        }
        let Some(id) = operation.value.operation_id.as_deref() else {
            continue;
        };
        let first = ids.entry(id).or_insert(operation);
        if first.pointer != operation.pointer {
            report(
                context,
                (
                    Code::DuplicateOperationId,
                    format!("two operations have the id `{}`", shown(id)),
                ),
                model.place(&operation.pointer.child("operationId")),
                model.place(&first.pointer.child("operationId")),
                "the calls are named apart by their paths; give each an id of its own",
            );
        }
    }
}

fn report(
    context: &mut Context<'_, '_>,
    (code, message): (Code, String),
    place: Place,
    first: Place,
    help: &str,
) {
    context.sink.push(
        Diagnostic::new(code, message, place, "again here")
            .also(first, "first here")
            .help(help),
    );
}

/// The path item of an operation.
fn path_item(operation: &model::Operation) -> Pointer {
    let parent = operation.pointer.parent();
    parent.unwrap_or_else(|| operation.pointer.clone())
}

/// A path with nothing between its braces.
fn without_names(path: &str) -> String {
    let mut bare = String::with_capacity(path.len());
    let mut within = false;
    for character in path.chars() {
        within = within && character != '}';
        if !within {
            bare.push(character);
        }
        within = within || character == '{';
    }
    bare
}

fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(80).collect()
}
