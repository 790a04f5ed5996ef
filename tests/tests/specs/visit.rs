//! Walks over a document: every place that has examples, and every schema.

use serde_json::Value;

use crate::document::{Document, elements, flag, members};

/// Which way a value travels; it decides what `readOnly` and `writeOnly` forbid.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Request,
    Response,
    /// Not bound to a message, as the example of a schema.
    Either,
}

/// A media type, a parameter or a header.
pub(crate) struct Carrier<'a> {
    pub(crate) pointer: String,
    pub(crate) direction: Direction,
    pub(crate) is_body: bool,
    pub(crate) schema: Option<&'a Value>,
    pub(crate) examples: Vec<&'a Value>,
}

/// A schema, wherever it stands; references are not followed, since their targets are visited in their own place.
pub(crate) struct Place<'a> {
    pub(crate) pointer: String,
    pub(crate) schema: &'a Value,
    /// Whether the schema is that of a property.
    pub(crate) is_property: bool,
}

/// Every media type, parameter and header of the document.
pub(crate) fn carriers(document: &Document) -> Vec<Carrier<'_>> {
    let mut found = Vec::new();
    let root = &document.root;
    for (path, item) in members(root, "paths") {
        parameters(&format!("/paths/{path}"), item, &mut found);
    }
    for operation in document.operations() {
        let at = format!("{} {}", operation.method, operation.path);
        parameters(&at, operation.value, &mut found);
        if let Some(body) = operation.value.get("requestBody") {
            content(
                &format!("{at} requestBody"),
                body,
                Direction::Request,
                &mut found,
            );
        }
        for (status, value) in members(operation.value, "responses") {
            response(&format!("{at} {status}"), value, &mut found);
        }
    }
    let Some(components) = root.get("components") else {
        return found;
    };
    for (name, value) in members(components, "parameters") {
        found.push(carrier(
            format!("/components/parameters/{name}"),
            value,
            Direction::Request,
            false,
        ));
    }
    for (name, value) in members(components, "headers") {
        found.push(carrier(
            format!("/components/headers/{name}"),
            value,
            Direction::Response,
            false,
        ));
    }
    for (name, value) in members(components, "responses") {
        response(&format!("/components/responses/{name}"), value, &mut found);
    }
    found
}

fn parameters<'a>(at: &str, value: &'a Value, found: &mut Vec<Carrier<'a>>) {
    for (index, parameter) in elements(value, "parameters").enumerate() {
        if parameter.get("$ref").is_none() {
            found.push(carrier(
                format!("{at} parameters/{index}"),
                parameter,
                Direction::Request,
                false,
            ));
        }
    }
}

fn response<'a>(at: &str, value: &'a Value, found: &mut Vec<Carrier<'a>>) {
    for (name, header) in members(value, "headers") {
        if header.get("$ref").is_none() {
            found.push(carrier(
                format!("{at} headers/{name}"),
                header,
                Direction::Response,
                false,
            ));
        }
    }
    content(at, value, Direction::Response, found);
}

fn content<'a>(at: &str, value: &'a Value, direction: Direction, found: &mut Vec<Carrier<'a>>) {
    for (media_type, value) in members(value, "content") {
        found.push(carrier(
            format!("{at} {media_type}"),
            value,
            direction,
            true,
        ));
    }
}

fn carrier(pointer: String, value: &Value, direction: Direction, is_body: bool) -> Carrier<'_> {
    let named = members(value, "examples").filter_map(|(_, example)| example.get("value"));
    let examples = value.get("example").into_iter().chain(named).collect();
    Carrier {
        pointer,
        direction,
        is_body,
        schema: value.get("schema"),
        examples,
    }
}

/// Every schema of the document, the inner ones too.
pub(crate) fn schemas(document: &Document) -> Vec<Place<'_>> {
    let mut found = Vec::new();
    for carrier in carriers(document) {
        if let Some(schema) = carrier.schema {
            inner(carrier.pointer, schema, false, &mut found);
        }
    }
    if let Some(components) = document.root.get("components") {
        for (name, schema) in members(components, "schemas") {
            inner(
                format!("/components/schemas/{name}"),
                schema,
                false,
                &mut found,
            );
        }
    }
    found
}

fn inner<'a>(pointer: String, schema: &'a Value, is_property: bool, found: &mut Vec<Place<'a>>) {
    if schema.get("$ref").is_some() {
        return;
    }
    for (name, property) in members(schema, "properties") {
        inner(format!("{pointer}/{name}"), property, true, found);
    }
    for key in ["items", "additionalProperties"] {
        if let Some(one) = schema.get(key).filter(|one| one.is_object()) {
            inner(format!("{pointer}/{key}"), one, false, found);
        }
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        for (index, one) in elements(schema, key).enumerate() {
            inner(format!("{pointer}/{key}/{index}"), one, false, found);
        }
    }
    found.push(Place {
        pointer,
        schema,
        is_property,
    });
}

/// Whether a property of this schema must not appear in a message that travels in this direction.
pub(crate) fn is_barred(schema: &Value, direction: Direction) -> bool {
    match direction {
        Direction::Request => flag(schema, "readOnly"),
        Direction::Response => flag(schema, "writeOnly"),
        Direction::Either => false,
    }
}
