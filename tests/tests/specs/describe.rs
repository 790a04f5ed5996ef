//! Texts and names: that everything a reader meets is described, and that paths and parameters agree.

use serde_json::Value;

use crate::{
    document::{Document, Operation, elements, members, text},
    visit,
};

/// Everything without a text that a reader of the reference pages would miss.
pub(crate) fn undescribed(document: &Document) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut want = |at: String, value: &Value| {
        if text(value, "description").trim().is_empty() {
            complaints.push(format!("{at}: no description"));
        }
    };
    let root = &document.root;
    want("/info".to_owned(), root.get("info").unwrap_or(root));
    for tag in elements(root, "tags") {
        want(format!("tag {}", text(tag, "name")), tag);
    }
    for place in visit::schemas(document)
        .into_iter()
        .filter(|place| place.is_property)
    {
        want(place.pointer, place.schema);
    }
    let components = root.get("components").unwrap_or(&Value::Null);
    for (name, schema) in members(components, "schemas") {
        want(format!("schema {name}"), document.resolve(schema));
    }
    for (name, scheme) in members(components, "securitySchemes") {
        want(format!("security scheme {name}"), scheme);
    }
    for operation in document.operations() {
        complaints.extend(undescribed_parts(document, &operation));
    }
    complaints
}

fn undescribed_parts(document: &Document, operation: &Operation<'_>) -> Vec<String> {
    let at = format!("{} {}", operation.method, operation.path);
    let mut complaints = Vec::new();
    let mut want = |what: &str, value: &Value, key: &str| {
        if text(value, key).trim().is_empty() {
            complaints.push(format!("{at} {what}: no {key}"));
        }
    };
    want("itself", operation.value, "summary");
    want("itself", operation.value, "description");
    for parameter in &operation.parameters {
        want(text(parameter, "name"), parameter, "description");
    }
    for (status, response) in members(operation.value, "responses") {
        let response = document.resolve(response);
        want(status, response, "description");
        for (name, header) in members(response, "headers") {
            want(name, document.resolve(header), "description");
        }
    }
    let declared: Vec<_> = elements(&document.root, "tags")
        .map(|tag| text(tag, "name"))
        .collect();
    for tag in elements(operation.value, "tags").filter_map(Value::as_str) {
        if !declared.contains(&tag) {
            complaints.push(format!("{at}: tag `{tag}` is not declared"));
        }
    }
    complaints
}

/// Names in braces without a path parameter, and path parameters without a place in the path.
pub(crate) fn path_parameters(document: &Document) -> Vec<String> {
    let mut complaints = Vec::new();
    for operation in document.operations() {
        let braces = operation
            .path
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split('}').next());
        let mut in_path: Vec<_> = braces.collect();
        let declared = operation
            .parameters
            .iter()
            .filter(|parameter| text(parameter, "in") == "path");
        let mut declared: Vec<_> = declared.map(|parameter| text(parameter, "name")).collect();
        in_path.sort_unstable();
        declared.sort_unstable();
        if in_path != declared {
            let at = format!("{} {}", operation.method, operation.path);
            complaints.push(format!(
                "{at}: {in_path:?} in the path, {declared:?} declared"
            ));
        }
    }
    complaints
}
