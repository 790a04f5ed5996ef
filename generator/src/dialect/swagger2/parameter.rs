//! Parameters of Swagger 2.0: those in the body become a request body, the others get a schema of their own.

use crate::source::{Object, Origin, Value};

/// Keys of a parameter or header that belong to its schema in 3.0.
const SCHEMA_KEYS: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
];

fn place(value: &Value) -> Option<&str> {
    value.get("in").and_then(Value::as_str)
}

/// Whether a parameter is sent in the body.
pub(super) fn is_in_body(value: &Value) -> bool {
    matches!(place(value), Some("body" | "formData"))
}

/// A parameter in the path, the query or a header; references stay as they are.
pub(super) fn parameter(old: &Value) -> Value {
    let Some(members) = old
        .as_object()
        .filter(|members| !members.contains_key("$ref"))
    else {
        return old.clone();
    };
    let mut new = members.clone();
    if !members.contains_key("schema") {
        let schema = schema_of(&mut new, old.origin);
        new.insert("schema".to_owned(), schema);
    }
    collection_format(&mut new, place(old) == Some("query"), old.origin);
    Value::object(new, old.origin)
}

/// A header of a response.
pub(super) fn header(old: &mut Value) {
    let origin = old.origin;
    let Some(members) = old
        .as_object_mut()
        .filter(|members| !members.contains_key("$ref"))
    else {
        return;
    };
    if !members.contains_key("schema") {
        let schema = schema_of(members, origin);
        members.insert("schema".to_owned(), schema);
    }
    members.remove("collectionFormat");
}

/// Moves what describes the value into a schema.
fn schema_of(members: &mut Object, origin: Origin) -> Value {
    let mut schema = Object::new();
    for key in SCHEMA_KEYS {
        if let Some(value) = members.remove(*key) {
            schema.insert((*key).to_owned(), value);
        }
    }
    if let Some(items) = schema.get_mut("items").and_then(Value::as_object_mut) {
        items.remove("collectionFormat");
    }
    Value::object(schema, origin)
}

/// `collectionFormat` as `style` and `explode`; `tsv` has no style, and is kept under a key of its own.
fn collection_format(members: &mut Object, query: bool, origin: Origin) {
    let format = members.remove("collectionFormat");
    let is_array = members
        .get("schema")
        .and_then(|schema| schema.get("type"))
        .and_then(Value::as_str)
        == Some("array");
    let format = format.as_ref().and_then(Value::as_str).unwrap_or("csv");
    if !is_array || !query {
        return;
    }
    let (style, explode) = match format {
        "multi" => ("form", true),
        "ssv" => ("spaceDelimited", false),
        "pipes" => ("pipeDelimited", false),
        _ => ("form", false),
    };
    members.insert("style".to_owned(), Value::text(style, origin));
    members.insert("explode".to_owned(), Value::boolean(explode, origin));
    if format == "tsv" {
        members.insert(
            "x-sdksmith-collection-format".to_owned(),
            Value::text("tsv", origin),
        );
    }
}

/// The request body of the parameters that are sent in it.
pub(super) fn request_body(parameters: &[Value], consumes: &[String], origin: Origin) -> Value {
    let body = parameters
        .iter()
        .find(|parameter| place(parameter) == Some("body"));
    let (content_types, schema, required) = match body {
        Some(body) => {
            let schema = body
                .get("schema")
                .cloned()
                .unwrap_or_else(|| Value::empty(body.origin));
            let types = if consumes.is_empty() {
                vec!["application/json".to_owned()]
            } else {
                consumes.to_vec()
            };
            (
                types,
                schema,
                body.get("required").and_then(Value::as_bool) == Some(true),
            )
        }
        None => form(parameters, consumes, origin),
    };
    let content = content_types.into_iter().map(|name| {
        let media = Value::object([("schema".to_owned(), schema.clone())], origin);
        (name, media)
    });
    let mut members = Object::new();
    if let Some(description) = body.and_then(|body| body.get("description")) {
        members.insert("description".to_owned(), description.clone());
    }
    members.insert(
        "content".to_owned(),
        Value::object(content.collect::<Vec<_>>(), origin),
    );
    members.insert("required".to_owned(), Value::boolean(required, origin));
    if let Some(name) = body.and_then(|body| body.get("name")) {
        members.insert("x-sdksmith-body-name".to_owned(), name.clone());
    }
    Value::object(members, origin)
}

/// The parameters of a form as an object, with the content types that can carry it.
fn form(parameters: &[Value], consumes: &[String], origin: Origin) -> (Vec<String>, Value, bool) {
    let mut properties = Object::new();
    let mut required = Vec::new();
    let mut file = false;
    for parameter in parameters {
        let Some(name) = parameter.get("name").and_then(Value::as_str) else {
            continue;
        };
        let Some(mut members) = parameter.as_object().cloned() else {
            continue;
        };
        file |= members.get("type").and_then(Value::as_str) == Some("file");
        let mut schema = schema_of(&mut members, parameter.origin);
        if let (Some(description), Some(schema)) =
            (members.get("description"), schema.as_object_mut())
        {
            schema.insert("description".to_owned(), description.clone());
        }
        properties.insert(name.to_owned(), schema);
        if members.get("required").and_then(Value::as_bool) == Some(true) {
            required.push(Value::text(name, parameter.origin));
        }
    }
    let any_required = !required.is_empty();
    let mut schema = vec![
        ("type".to_owned(), Value::text("object", origin)),
        ("properties".to_owned(), Value::object(properties, origin)),
    ];
    if any_required {
        schema.push(("required".to_owned(), Value::array(required, origin)));
    }
    let of_forms =
        |name: &&String| name.starts_with("multipart/") || name.contains("x-www-form-urlencoded");
    let mut types: Vec<String> = consumes.iter().filter(of_forms).cloned().collect();
    if file {
        types.retain(|name| name.starts_with("multipart/"));
    }
    if types.is_empty() {
        types.push(
            if file {
                "multipart/form-data"
            } else {
                "application/x-www-form-urlencoded"
            }
            .to_owned(),
        );
    }
    (types, Value::object(schema, origin), any_required)
}
